import type { RemoveEdit } from '../../model/definition-draft.ts';
import { inTree, type Operation, refused, withText } from '../operation.ts';
import { holderOf, takeOut } from '../text-changes.ts';

/** A part taken out of its object, or a member out of its list. */
export const remove: Operation<RemoveEdit> = (files, edit) =>
  inTree(files, edit, (tree, text) => {
    const holder = holderOf(tree, edit.pointer);
    if (!holder) return refused('editing.place.unknown', edit, { place: edit.pointer || '/' });
    return withText(files, edit.file, takeOut(text, holder.container, holder.index));
  });
