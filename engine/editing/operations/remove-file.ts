import type { RemoveFileEdit } from '../../model/definition-draft.ts';
import { type Operation, refused, textOf } from '../operation.ts';

/** A file taken out. The campaign's own file stays: without it there is nothing to edit. */
export const removeFile: Operation<RemoveFileEdit> = (files, edit) => {
  if (textOf(files, edit.file) === undefined) return refused('editing.file.unknown', edit);
  if (edit.file === 'campaign.json') return refused('editing.file.needed', edit);
  const { [edit.file]: _, ...rest } = files;
  return { files: rest };
};
