import type { Edit } from '../../model/definition-draft.ts';
import type { JsonObject } from '../../model/json.ts';
import { changesOf } from './changes.ts';
import type { Seen } from './conflicts.ts';
import { type Contents, valueIn } from './contents.ts';
import { placeNow } from './earlier.ts';
import type { Where } from './thing.ts';

/**
 * The edits that put a thing back, as `value`, where it stood in earlier contents, and where that is now; null where
 * nothing can hold it any more.
 */
export function restoring(
  { thing, contents: was }: Seen,
  contents: Contents,
  value: JsonObject,
): { edits: Edit[]; where: Where } | null {
  const { file, pointer } = thing;
  const text = was.files[file];
  if (contents.files[file] === undefined && text !== undefined)
    return {
      edits: [{ op: 'addFile', file, text }, ...changesOf(thing, thing.value, value)],
      where: { file, pointer },
    };
  if (!thing.member) return null;
  const { list, index } = thing.member;
  const cut = list.lastIndexOf('/');
  const holder = placeNow(was, contents, { file, pointer: list.slice(0, cut) });
  if (!holder) return null;
  const into = holder.pointer + list.slice(cut);
  const standing = valueIn(contents, file, into);
  const place = Array.isArray(standing) ? Math.min(index, standing.length) : 0;
  const end = !Array.isArray(standing) || place === standing.length;
  return {
    edits: [{ op: 'insert', file, pointer: `${into}/${end ? '-' : place}`, value }],
    where: { file, pointer: `${into}/${place}` },
  };
}
