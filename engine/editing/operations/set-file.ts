import type { SetFileEdit } from '../../model/definition-draft.ts';
import { type Operation, refused, textOf, withText } from '../operation.ts';

/** Another text in the place of a file's, also one that is not JSON: it is kept and told of. */
export const setFile: Operation<SetFileEdit> = (files, edit) =>
  textOf(files, edit.file) === undefined
    ? refused('editing.file.unknown', edit)
    : withText(files, edit.file, edit.text);
