import type { GivenCode } from '../issues/catalogue/given.ts';
import type { Issue, Param } from '../issues/issue.ts';
import type { Text } from '../model/generated/definitions.ts';

/** A problem at a field's answer, its label filled in for both languages. Only checks may merely warn. */
export function problem(
  field: { id: string; definition: { label: Text } },
  code: GivenCode,
  params?: Record<string, Param>,
): Issue {
  const { label } = field.definition;
  return {
    code,
    severity: 'error',
    source: 'answers',
    pointer: `/${field.id}`,
    params: { label: label.vi, labelEn: label.en ?? label.vi, ...params },
  };
}

/** A problem a check reports; its words are the check's own. `field` is empty for a check over the whole form. */
export function checkProblem(field: string, message: Text, severity: 'error' | 'warning'): Issue {
  return {
    code: severity === 'error' ? 'answers.check.failed' : 'answers.check.doubtful',
    severity,
    source: 'answers',
    pointer: field === '' ? '' : `/${field}`,
    params: { message: message.vi, messageEn: message.en ?? message.vi },
  };
}

/** At most 40 characters of what was typed, to be quoted in a sentence. */
export function quoted(typed: unknown): string {
  const text = typeof typed === 'string' ? typed : String(JSON.stringify(typed) ?? typed);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
