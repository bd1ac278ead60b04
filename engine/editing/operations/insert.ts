import type { Edit, InsertEdit } from '../../model/definition-draft.ts';
import type { JsonValue } from '../../model/json.ts';
import { nodeAt, splitPointer } from '../json-tree.ts';
import { type Files, inTree, type Operation, type Outcome, refused, withText } from '../operation.ts';
import { addMember } from '../text-changes.ts';
import { set } from './set.ts';

/** A new member of a list; a list that is not there yet begins with it. */
export const insert: Operation<InsertEdit> = (files, edit) =>
  putInto(files, edit, edit.file, edit.pointer, edit.value);

/** The files with a value before the member that `pointer` names, or at the end of the list for `-`. */
export function putInto(files: Files, edit: Edit, file: string, pointer: string, value: JsonValue): Outcome {
  return inTree(
    files,
    edit,
    (tree, text) => {
      const split = splitPointer(pointer);
      const unknown = () => refused('editing.place.unknown', edit, { file, place: pointer || '/' });
      if (!split) return unknown();
      const list = nodeAt(tree, split.container);
      if (!list && (split.last === '-' || split.last === '0'))
        return set(files, { op: 'set', file, pointer: split.container, value: [value] });
      if (!list?.items) return unknown();
      const index = split.last === '-' ? list.items.length : Number(split.last);
      if (!Number.isInteger(index) || index < 0 || index > list.items.length) return unknown();
      return withText(files, file, addMember(text, list, index, value));
    },
    file,
  );
}
