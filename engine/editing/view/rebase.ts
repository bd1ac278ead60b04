import type { DefinitionDraft, Edit } from '../../model/definition-draft.ts';
import type { JsonObject } from '../../model/json.ts';
import { applyEdits } from '../apply-edit.ts';
import type { Typed, Typing } from '../controls/control-kind.ts';
import type { Files } from '../operation.ts';
import { changesOf, same } from './changes.ts';
import { type Contents, objectsOf, valueIn } from './contents.ts';
import { readThing, type Thing, typedOf, type Where } from './thing.ts';

/**
 * The files of a draft as they were at an earlier revision, by taking back what was done since; null when that is not
 * recorded, as after somebody took a step back.
 */
export function filesAt(
  draft: Pick<DefinitionDraft, 'files' | 'edits' | 'revision'>,
  revision: number,
): Files | null {
  const since = draft.edits.filter((step) => step.revision > revision);
  if (revision > draft.revision || since.length !== draft.revision - revision) return null;
  let files: Files = draft.files;
  for (const step of [...since].reverse()) {
    const back = applyEdits(files, step.inverse);
    if (!back.ok) return null;
    files = back.value.files;
  }
  return files;
}

/** Where a thing stands now that stood at a place before: found by its id where its list has changed. */
export function placeNow(contents: Contents, before: Thing): Where | null {
  const { file, pointer, value } = before;
  const standing = valueIn(contents, file, pointer) as JsonObject | undefined;
  const id = value['id'];
  if (standing !== undefined && (id === undefined || standing['id'] === id)) return { file, pointer };
  const list = before.member?.list;
  if (list === undefined || id === undefined) return null;
  const index = objectsOf(valueIn(contents, file, list)).findIndex((one) => one['id'] === id);
  return index < 0 ? null : { file, pointer: `${list}/${index}` };
}

/** What one person typed on a page, put upon what another has saved meanwhile. */
export interface Rebased {
  /** The edits that keep both, to be made now. */
  edits: Edit[];
  /** Parts that both have changed, each to something else. */
  conflicts: string[];
  /** What to show while there are conflicts: what is saved now, and in the parts this person changed what they typed. */
  typed: Typing;
}

/**
 * Puts what was typed on a page made from `before` upon the thing as it stands now. Without `before` every part that
 * differs from what is there counts as changed by both.
 */
export function rebase(before: Thing | null, now: Thing, typed: Typed): Rebased {
  const base = before ?? now;
  const wanted = readThing(base, typed);
  const changed = new Set(changesOf({ file: '', pointer: '' }, base.value, wanted).map(partOf));
  const value: JsonObject = { ...now.value };
  const conflicts: string[] = [];
  for (const at of changed) {
    const key = at.slice(1).replaceAll('~1', '/').replaceAll('~0', '~');
    const untouched = before !== null && same(before.value[key], now.value[key]);
    if (!untouched && !same(wanted[key], now.value[key])) conflicts.push(at);
    if (wanted[key] === undefined) delete value[key];
    else value[key] = wanted[key];
  }
  return { edits: changesOf(now, now.value, value), conflicts, typed: overlaid(now, typed, changed) };
}

/** The part of the thing an edit is in. */
function partOf(edit: Edit): string {
  return 'pointer' in edit ? `/${edit.pointer.split('/')[1]}` : '';
}

/** What stands in the inputs now, with what was typed for the parts that were changed. */
function overlaid(now: Thing, typed: Typed, changed: ReadonlySet<string>): Typing {
  const into = typedOf(now);
  for (const [name, value] of Object.entries(typed)) {
    const part = [...changed].find(
      (at) => name === at || name.startsWith(`${at}/`) || name.startsWith(`${at}~`),
    );
    if (part !== undefined && value !== undefined) into[name] = value;
  }
  return into;
}
