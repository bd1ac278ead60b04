import { isObject } from '../../compile/shape.ts';
import type { JsonObject } from '../../model/json.ts';
import type { BelowPart, ControlKind, Typed } from './control-kind.ts';
import { drawParts } from './draw-parts.ts';

/** Parts that belong together and are edited with what they belong to. */
export const group: ControlKind = {
  name: 'group',
  fits: ({ type, properties }) => type === 'object' && properties !== undefined,
  type(part, into) {
    for (const below of part.below()) below.control.type(below, into);
  },
  read(part, typed) {
    const value = readInto(isObject(part.old) ? part.old : {}, part.below(), typed);
    return part.old === undefined && Object.keys(value).length === 0 ? undefined : value;
  },
  draw: (part, typed) => ({ parts: drawParts(part.below(), typed) }),
};

/**
 * An object with what was typed for its parts: parts that were not on the page stay, what was emptied goes, what is
 * new comes behind what was there.
 */
export function readInto(old: JsonObject, parts: readonly BelowPart[], typed: Typed): JsonObject {
  const value = { ...old };
  for (const part of parts) {
    const found = part.control.read(part, typed);
    if (found === undefined) delete value[part.key];
    else value[part.key] = found;
  }
  return value;
}
