import type { RestoreEdit } from '../../model/definition-draft.ts';
import { type Operation, refused, textOf, withText } from '../operation.ts';

/** One text back in the place of exactly another. */
export const restore: Operation<RestoreEdit> = (files, edit) => {
  const { file, at, removed, text } = edit;
  const standing = textOf(files, file);
  if (standing === undefined) return refused('editing.file.unknown', edit);
  if (!standing.startsWith(removed, at)) return refused('editing.undo.changed', edit);
  return withText(files, file, standing.slice(0, at) + text + standing.slice(at + removed.length));
};
