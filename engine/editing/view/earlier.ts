import { isObject, type Library } from '../../compile/index.ts';
import { pointerPart } from '../../compile/json-text.ts';
import type { DefinitionDraft, Edit, RecordedEdit } from '../../model/definition-draft.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { applyEdits } from '../apply-edit.ts';
import { pointerParts } from '../json-tree.ts';
import type { Files } from '../operation.ts';
import { same } from './changes.ts';
import { type Contents, contentsOf, valueIn } from './contents.ts';
import type { Where } from './thing.ts';

/** What of a draft tells how it was. */
export type Past = Pick<DefinitionDraft, 'files' | 'edits' | 'undone' | 'revision'>;

/**
 * The files of a draft as they were at an earlier revision: by taking back what was done since, or by doing again what
 * was taken back since. Null when that is no longer recorded.
 */
export function filesAt(draft: Past, revision: number): Files | null {
  if (revision === draft.revision) return draft.files;
  return (
    // A step was made upon the revision before its own, whatever had been taken back by then.
    along(draft.files, draft.edits, (own) => [own, own - 1], revision) ??
    along(draft.files, draft.undone, (own) => [own - 1, own], revision)
  );
}

/** Goes along recorded steps, the last first; `revisionsOf` gives the revisions on the near and far side of a step. */
function along(
  files: Files,
  steps: readonly RecordedEdit[],
  revisionsOf: (own: number) => readonly [near: number, far: number],
  sought: number,
): Files | null {
  let standing: Files = files;
  for (const step of [...steps].reverse()) {
    const [near, far] = revisionsOf(step.revision);
    if (near === sought) return standing;
    const next = replayed(standing, step.inverse);
    if (next === null || far === sought) return next;
    standing = next;
  }
  return null;
}

function replayed(files: Files, edits: readonly Edit[]): Files | null {
  const result = applyEdits(files, edits);
  return result.ok ? result.value.files : null;
}

/**
 * The recorded step after a revision that wrote what stands now at a part of a thing, or took it away; undefined when
 * no step that is still recorded did. `at` is the pointer of the part, counted from the thing as it stands now.
 */
export function writtenBy(
  draft: Past,
  library: Library,
  where: Where,
  at: string,
  since: number,
): RecordedEdit | undefined {
  let files: Files = draft.files;
  let contents = contentsOf(files, library);
  let place: Where | null = where;
  for (const step of [...draft.edits].reverse()) {
    if (step.revision <= since) return undefined;
    const earlier = replayed(files, step.inverse);
    if (earlier === null) return undefined;
    if (earlier[where.file] !== files[where.file]) {
      const was = contentsOf(earlier, library);
      const before: Where | null = place && placeNow(contents, was, place);
      const value = place ? valueIn(contents, place.file, place.pointer + at) : undefined;
      if (!same(before ? valueIn(was, before.file, before.pointer + at) : undefined, value)) return step;
      contents = was;
      place = before;
    }
    files = earlier;
  }
  return undefined;
}

/** The recorded step after a revision that last changed a file's text. */
export function textWrittenBy({ edits }: Past, file: string, since: number): RecordedEdit | undefined {
  return edits.findLast(
    ({ revision, inverse }) => revision > since && inverse.some((edit) => edit.file === file),
  );
}

/** The recorded step after a revision that took a thing away which stood at a place then. */
export function removedBy(
  draft: Past,
  library: Library,
  where: Where,
  since: number,
): RecordedEdit | undefined {
  const then = filesAt(draft, since);
  if (then === null) return undefined;
  const was = contentsOf(then, library);
  return draft.edits.find((step) => {
    if (step.revision <= since) return false;
    const files = filesAt(draft, step.revision);
    return files !== null && placeNow(was, contentsOf(files, library), where) === null;
  });
}

/**
 * Where a thing stands in later contents that stood at a place in earlier ones: members of lists are found by their
 * ids, and those that have none by what they say or, where their list is as long as it was, by their place. Null when
 * it is not there.
 */
export function placeNow(before: Contents, now: Contents, { file, pointer }: Where): Where | null {
  let was = valueIn(before, file, '');
  let is = valueIn(now, file, '');
  let at = '';
  for (const part of pointerParts(pointer)) {
    const key = Array.isArray(was) ? memberNow(was, is, Number(part)) : part;
    if (key === null) return null;
    at += pointerPart(key);
    was = (was as JsonObject | undefined)?.[part];
    is = (is as JsonObject | undefined)?.[key];
  }
  return isObject(is) ? { file, pointer: at } : null;
}

function memberNow(was: readonly JsonValue[], is: JsonValue | undefined, index: number): string | null {
  if (!Array.isArray(is)) return null;
  const value = was[index];
  const id = idOf(value);
  const alike = is.findIndex((one) => (id === undefined ? same(one, value) : idOf(one) === id));
  if (alike >= 0) return String(id === undefined && same(is[index], value) ? index : alike);
  // It was changed, or given another id, where it stands.
  const renamed = id === undefined || !was.some((one) => idOf(one) === idOf(is[index]));
  return is.length === was.length && renamed ? String(index) : null;
}

function idOf(value: JsonValue | undefined): JsonValue | undefined {
  return isObject(value) ? value['id'] : undefined;
}
