import type { Edit } from '../../model/definition-draft.ts';
import type { Operation } from '../operation.ts';
import { addFile } from './add-file.ts';
import { copy } from './copy.ts';
import { insert } from './insert.ts';
import { move } from './move.ts';
import { remove } from './remove.ts';
import { removeFile } from './remove-file.ts';
import { rename } from './rename.ts';
import { restore } from './restore.ts';
import { set } from './set.ts';
import { setFile } from './set-file.ts';

/** The kinds of edits. */
export const operations: { readonly [K in Edit['op']]: Operation<Extract<Edit, { op: K }>> } = {
  set,
  remove,
  insert,
  move,
  copy,
  rename,
  addFile,
  removeFile,
  setFile,
  restore,
};
