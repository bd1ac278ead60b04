import type { Doc } from '../bson/codec.ts';
import { isDocument } from './types.ts';

const own = Object.prototype.hasOwnProperty;

/** A field of a document itself, never of its prototype. */
export function fieldOf(doc: Doc, name: string): unknown {
  return own.call(doc, name) ? doc[name] : undefined;
}

/** A dotted path as its parts. */
export function partsOf(path: string): string[] {
  return path.split('.');
}

/** True for a part that may be a position in an array. */
export function isPosition(part: string): boolean {
  return /^(0|[1-9]\d{0,8})$/.test(part);
}

/**
 * Calls `visit` with every value a path leads to, entering arrays on the way as MongoDB does: each document
 * in an array is followed, a position is followed too, and what does not lead on counts as missing
 * (`undefined`). Stops and gives true as soon as `visit` does. An array at the end is visited as it is.
 */
export function someValue(doc: Doc, parts: readonly string[], visit: (value: unknown) => boolean): boolean {
  return follow(doc, parts, 0, visit);
}

function follow(
  value: unknown,
  parts: readonly string[],
  at: number,
  visit: (value: unknown) => boolean,
): boolean {
  if (at === parts.length) return visit(value);
  if (Array.isArray(value)) return followArray(value, parts, at, visit);
  if (!isDocument(value)) return visit(undefined);
  return follow(fieldOf(value, parts[at]!), parts, at + 1, visit);
}

function followArray(
  values: unknown[],
  parts: readonly string[],
  at: number,
  visit: (value: unknown) => boolean,
): boolean {
  const part = parts[at]!;
  const position = isPosition(part) && Number(part) < values.length;
  if (position && follow(values[Number(part)], parts, at + 1, visit)) return true;
  if (values.length === 0) return visit(undefined);
  for (const element of values) {
    if (isDocument(element) && (!position || own.call(element, part))) {
      if (follow(fieldOf(element, part), parts, at + 1, visit)) return true;
    } else if (!position && visit(undefined)) return true;
  }
  return false;
}

/** The first of the values a path leads to in documents only; arrays on the way are not entered. */
export function plainValue(doc: Doc, parts: readonly string[]): unknown {
  let value: unknown = doc;
  for (const part of parts) {
    if (!isDocument(value)) return undefined;
    value = fieldOf(value, part);
  }
  return value;
}
