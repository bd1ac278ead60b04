import { placeOf, shapeAt } from '../../compile/index.ts';
import type { SetEdit } from '../../model/definition-draft.ts';
import type { JsonValue } from '../../model/json.ts';
import { nodeAt, splitPointer } from '../json-tree.ts';
import { inTree, type Operation, refused, withText } from '../operation.ts';
import { addPart, replaceNode } from '../text-changes.ts';

/** A value in the place of another, or a new part of an object, put where its schema lists it. */
export const set: Operation<SetEdit> = (files, edit) =>
  inTree(files, edit, (tree, text) => {
    const { file, pointer, value } = edit;
    const standing = nodeAt(tree, pointer);
    if (standing) return withText(files, file, replaceNode(text, standing, value));
    const split = splitPointer(pointer);
    const holder = split && nodeAt(tree, split.container);
    if (!split || !holder?.members) return refused('editing.place.unknown', edit, { place: pointer || '/' });
    const keys = holder.members.map(({ key }) => key);
    const index = indexAmong(keys, split.last, partsListed(file, text, split.container));
    return withText(files, file, addPart(text, holder, index, split.last, value));
  });

/** The parts an object may have, in the order of its schema. */
function partsListed(file: string, text: string, container: string): readonly string[] {
  const place = placeOf(file);
  if (place?.is !== 'document') return [];
  const { properties } = shapeAt(place.kind, JSON.parse(text) as JsonValue, container);
  return Object.keys(properties ?? {});
}

/** Before the first part that the schema lists later; at the end when there is none. */
function indexAmong(keys: readonly string[], key: string, listed: readonly string[]): number {
  const rank = listed.indexOf(key);
  if (rank < 0) return keys.length;
  const later = keys.findIndex((one) => listed.indexOf(one) > rank);
  return later < 0 ? keys.length : later;
}
