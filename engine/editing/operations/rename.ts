import { isObject } from '../../compile/index.ts';
import type { RenameEdit } from '../../model/definition-draft.ts';
import type { JsonValue } from '../../model/json.ts';
import { atNode, type Operation, refused } from '../operation.ts';
import { set } from './set.ts';

/** Another id for the thing at a place, and for everything that names it. */
export const rename: Operation<RenameEdit> = (files, edit) =>
  atNode(files, edit, ({ start, end }, text) => {
    const value = JSON.parse(text.slice(start, end)) as JsonValue;
    if (!isObject(value) || typeof value['id'] !== 'string')
      return refused('editing.rename.nothing', edit, { place: edit.pointer || '/' });
    return set(files, { op: 'set', file: edit.file, pointer: `${edit.pointer}/id`, value: edit.to });
  });
