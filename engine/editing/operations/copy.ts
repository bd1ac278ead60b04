import { isObject, isSafePath, placeOf } from '../../compile/index.ts';
import type { CopyEdit } from '../../model/definition-draft.ts';
import type { JsonValue } from '../../model/json.ts';
import { atNode, type Operation, refused, textOf, withText } from '../operation.ts';
import { putInto } from './insert.ts';
import { set } from './set.ts';

/** A copy of a value in a list, or of a whole file; with `id`, of that id. */
export const copy: Operation<CopyEdit> = (files, edit) => {
  const { file, pointer, to, toFile = file, id } = edit;
  if (pointer === '') {
    const text = textOf(files, file);
    if (text === undefined) return refused('editing.file.unknown', edit);
    if (textOf(files, to) !== undefined) return refused('editing.file.exists', edit, { file: to });
    if (!isSafePath(to) || !placeOf(to)) return refused('editing.file.path', edit, { file: to });
    const copied = withText(files, to, text);
    return id === undefined || 'refused' in copied
      ? copied
      : set(copied.files, { op: 'set', file: to, pointer: '/id', value: id });
  }
  return atNode(files, edit, ({ start, end }, text) => {
    const value = JSON.parse(text.slice(start, end)) as JsonValue;
    if (id === undefined || !isObject(value) || !('id' in value))
      return putInto(files, edit, toFile, to, value);
    // Ids an entry had before belong to the one that is copied, with its cases.
    const { formerly: _, ...rest } = value;
    return putInto(files, edit, toFile, to, { ...rest, id });
  });
};
