import type { MoveEdit } from '../../model/definition-draft.ts';
import type { JsonValue } from '../../model/json.ts';
import { atNode, type Operation } from '../operation.ts';
import { putInto } from './insert.ts';
import { remove } from './remove.ts';

/** A member taken out and put where `to` says, in the same list, another one or another file. */
export const move: Operation<MoveEdit> = (files, edit) =>
  atNode(files, edit, ({ start, end }, text) => {
    const { file, pointer, to, toFile = file } = edit;
    const value = JSON.parse(text.slice(start, end)) as JsonValue;
    const without = remove(files, { op: 'remove', file, pointer });
    return 'refused' in without ? without : putInto(without.files, edit, toFile, to, value);
  });
