import type { Issue } from '../issues/issue.ts';
import type { CompiledField } from './form.ts';
import { problem } from './problem.ts';

/**
 * Every problem a field may ever report: what is missing, what is of the wrong shape, its type's own limits,
 * and its checks. A page that edits definitions shows them beforehand; parameters that depend on what is typed
 * are absent and print as a dash.
 */
export function possibleMessages(field: CompiledField): Issue[] {
  if (!field.bound || !field.missing) return [];
  const { kind, definition, settings } = field;
  const own = [kind.malformed, ...kind.problems(definition, settings)].map((one) =>
    typeof one === 'string' ? problem(field, one) : problem(field, ...one),
  );
  const missing = field.required === false ? [] : [field.missing];
  return [...missing, ...own, ...field.checks.map((check) => check.issue)];
}
