import type { FormPageView } from '../app/views.ts';

type FormView = FormPageView['form'];

/** One field in which two drafts differ, for a side-by-side choice. */
export interface DraftChoice {
  field: string;
  label: string;
  mine: string;
  theirs: string;
}

/** The fields in which what was typed here differs from the draft saved elsewhere. */
export function draftChoices(
  form: FormView,
  mine: Record<string, unknown>,
  theirs: Record<string, unknown>,
): DraftChoice[] {
  return form.sections
    .flatMap((section) => section.fields)
    .filter((field) => field.editable)
    .map((field) => ({
      field: field.id,
      label: field.label,
      mine: inWords(field, mine),
      theirs: inWords(field, theirs),
    }))
    .filter((choice) => choice.mine !== choice.theirs);
}

type Field = FormView['sections'][number]['fields'][number];

/** What stands in a field's inputs as one line: labels for choices, the parts of what has several boxes. */
function inWords(field: Field, typed: Record<string, unknown>): string {
  const own = partsOf(field.id, typed)
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .map((value) => (typeof value === 'string' ? value.trim() : ''))
    .filter((value) => value !== '');
  const labelled = own.map((value) => field.options.find((option) => option.value === value)?.label ?? value);
  return labelled.map((value) => field.files.find((file) => file.id === value)?.name ?? value).join(', ');
}

/** A field's own input and its further ones, `<id>.<part>`. */
function partsOf(field: string, typed: Record<string, unknown>): [string, unknown][] {
  return Object.entries(typed).filter(([name]) => name === field || name.startsWith(`${field}.`));
}

/** The draft that was chosen, field by field: all of this browser's, with the other's where those were picked. */
export function chosenDraft(body: Record<string, unknown>): Record<string, unknown> {
  const mine = readDraft(body['_mine']);
  const theirs = readDraft(body['_theirs']);
  const chosen: Record<string, unknown> = {};
  for (const name of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const field = name.split('.')[0]!;
    const from = body[`_pick.${field}`] === 'theirs' ? theirs : mine;
    if (Object.hasOwn(from, name)) chosen[name] = from[name];
  }
  return chosen;
}

function readDraft(text: unknown): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(String(text));
    return typeof read === 'object' && read !== null && !Array.isArray(read)
      ? (read as Record<string, unknown>)
      : {};
  } catch {
    return {};
  }
}
