import type { RefusalIssue } from '../model/command.ts';
import type { Visit } from './door.ts';

/** What one form of a page shows: what stands in its fields, what is wrong with them, whether it stands open. */
export interface TypedForm {
  values: Record<string, string>;
  wrong: Record<string, string>;
  open: boolean;
}

/** A form that was refused, and the page's summary of why. */
export interface RefusedForm extends TypedForm {
  name: string;
  errors: { text: string; href?: string }[];
}

/** The fields a form sent, as they were typed. */
export function typedFields<Name extends string>(visit: Visit, names: readonly Name[]): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, visit.sent(name)])) as Record<Name, string>;
}

/**
 * A refused form with its issues in words: in the summary, each leading to its field, and beside the field. The
 * id of a field is the form's name, a hyphen and the field's.
 */
export function refusedForm(
  visit: Visit,
  name: string,
  values: Record<string, string>,
  issues: readonly RefusalIssue[],
): RefusedForm {
  const wrong: Record<string, string> = {};
  const errors = visit.sentences(issues).map(({ text }, n) => {
    const field = issues[n]!.pointer.replace(/^\//, '');
    if (!(field in values)) return { text, href: `#${name}` };
    wrong[field] ??= text;
    return { text, href: `#${name}-${field}` };
  });
  return { name, values, wrong, open: true, errors };
}

/** The forms of a page by name: fresh ones with what they begin from, and the refused one as it was sent. */
export function formsOf(
  fresh: Record<string, Record<string, string>>,
  refused?: RefusedForm,
): Record<string, TypedForm> {
  const forms: Record<string, TypedForm> = {};
  for (const [name, values] of Object.entries(fresh)) forms[name] = { values, wrong: {}, open: false };
  if (refused)
    forms[refused.name] = { ...refused, values: { ...forms[refused.name]?.values, ...refused.values } };
  return forms;
}
