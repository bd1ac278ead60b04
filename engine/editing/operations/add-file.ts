import { isSafePath, placeOf } from '../../compile/index.ts';
import type { AddFileEdit } from '../../model/definition-draft.ts';
import { type Operation, refused, textOf, withText } from '../operation.ts';
import { printFile } from '../print-json.ts';

/** A new file, at a path that has a meaning in a campaign. */
export const addFile: Operation<AddFileEdit> = (files, edit) => {
  if (!isSafePath(edit.file) || !placeOf(edit.file)) return refused('editing.file.path', edit);
  if (textOf(files, edit.file) !== undefined) return refused('editing.file.exists', edit);
  return withText(files, edit.file, edit.value === undefined ? (edit.text ?? '') : printFile(edit.value));
};
