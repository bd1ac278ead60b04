import type { Edit } from '../../model/definition-draft.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Typed, Typing } from '../controls/control-kind.ts';
import { changesOf, same } from './changes.ts';
import { isNameOf, type Leaf, leavesOf, typeLeaf, valueOfLeaf } from './leaves.ts';
import { partsName, readThing, type Thing, typedOf } from './thing.ts';

/** What one person typed on a page, put upon what another has saved meanwhile. */
export interface Rebased {
  /** The edits that keep both, to be made now; none while something has to be decided or cannot be read. */
  edits: Edit[];
  /** Leaves that both have changed, each to something else, by their pointers from the thing. */
  conflicts: string[];
  /** Leaves that were changed and that the thing no longer has, as when it was made one of another kind. */
  lost: Leaf[];
  /** The thing as it was typed, on the page as it was. */
  wanted: JsonObject;
  /** What to show: what is saved now, and in the leaves this person changed what they typed. */
  typed: Typing;
}

/**
 * Puts what was typed on a page made from `before` upon the thing as it stands now, leaf by leaf. Without `before`
 * every leaf that differs from what is there counts as changed by both; those in `undecided` do until they are the
 * same. What cannot be read is among the refusals of `before`, or of `now` without it.
 */
export function rebase(
  before: Thing | null,
  now: Thing,
  typed: Typed,
  undecided: ReadonlySet<string> = new Set(),
): Rebased {
  const base = before ?? now;
  const wanted = readThing(base, typed);
  const unread = base.refusals.map(({ pointer }) => pointer);
  const standing = new Set(leavesOf(now).map(({ at }) => at));
  const rebased: Rebased = { edits: [], conflicts: [], lost: [], wanted, typed: typedOf(now) };
  for (const leaf of leavesOf(base)) {
    const mine = valueOfLeaf(leaf, wanted);
    const opened = valueOfLeaf(leaf, base.value);
    const theirs = valueOfLeaf(leaf, now.value);
    const refused = unread.some((pointer) => isNameOf(pointer, leaf.at));
    if (!refused && same(mine, opened) && !undecided.has(leaf.at)) continue;
    if (!standing.has(leaf.at)) {
      rebased.lost.push(leaf);
      continue;
    }
    typeLeaf(rebased.typed, typed, leaf);
    const untouched = before !== null && same(opened, theirs) && !undecided.has(leaf.at);
    if (!refused && !untouched && !same(mine, theirs)) rebased.conflicts.push(leaf.at);
  }
  rebased.typed[partsName] = now.parts.map(({ at }) => at);
  if (rebased.conflicts.length === 0 && rebased.lost.length === 0 && unread.length === 0)
    rebased.edits = changesOf(now, now.value, readThing(now, rebased.typed));
  return rebased;
}
