import type { Answer, Answers } from '../model/answers.ts';
import type { CompiledForm, FieldDifference } from './form.ts';

/** The fields whose answers differ between two submissions, in the order of the form. */
export function difference(
  form: CompiledForm,
  before: Readonly<Answers>,
  after: Readonly<Answers>,
): FieldDifference[] {
  return form.fields.flatMap(({ id }) => {
    const earlier = Object.hasOwn(before, id) ? before[id] : undefined;
    const later = Object.hasOwn(after, id) ? after[id] : undefined;
    if (sameAnswer(earlier, later)) return [];
    return [
      {
        field: id,
        ...(earlier === undefined ? {} : { before: earlier }),
        ...(later === undefined ? {} : { after: later }),
      },
    ];
  });
}

/** True when two answers are the same as stored; a file is the same when its id and bytes are. */
export function sameAnswer(a: Answer | undefined, b: Answer | undefined): boolean {
  return a === b || same(a, b);
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((one, at) => same(one, b[at]));
  if (Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && same(a[key as never], b[key as never]))
  );
}
