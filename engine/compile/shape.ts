import type { JsonObject, JsonValue } from '../model/json.ts';
import { shapes } from './generated/definitions.js';
import { pointerPart } from './json-text.ts';

/** A kind of definition file. */
export type FileKind =
  | 'campaign'
  | 'group'
  | 'form'
  | 'workflow'
  | 'notification'
  | 'list'
  | 'calendar'
  | 'organisation'
  | 'reorganisation';

/** What may stand at a place: a schema without its words. */
export interface Shape {
  /** `<kind>#<definition>`; annotations may stand beside it. */
  $ref?: string;
  type?: string;
  properties?: Readonly<Record<string, Shape>>;
  items?: Shape;
  additionalProperties?: boolean | Shape;
  enum?: readonly JsonValue[];
  const?: JsonValue;
  pattern?: string;
  oneOf?: readonly Shape[];
  anyOf?: readonly Shape[];
  discriminator?: { propertyName: string };
  /** What kind of thing the name here must be a name of. */
  'x-refers'?: string;
  /** The language has the word, the engine does not do it yet. */
  'x-planned'?: true;
  /** Values of which the same is true. */
  'x-planned-values'?: readonly string[];
}

/** A value with the shape that holds for it. */
export interface Placed {
  pointer: string;
  value: JsonValue;
  shape: Shape;
  /** The definition the shape comes from, `common#day`, if it has a name. */
  name: string | undefined;
  /** The object or list the value stands in. */
  parent: JsonObject | JsonValue[] | undefined;
}

/**
 * The shape that holds for a value: references followed, their annotations kept, and of several alternatives
 * the one the value chose by its discriminator or, without one, by its type. Undefined alternatives leave the
 * shape as it is.
 */
export function shapeFor(shape: Shape, value: JsonValue): { shape: Shape; name: string | undefined } {
  let found = shape;
  let name: string | undefined;
  for (;;) {
    if (found.$ref !== undefined) {
      const { $ref, ...annotations } = found;
      name = $ref;
      found = { ...shapes[$ref]!, ...annotations };
      continue;
    }
    const chosen = alternative(found, value);
    if (!chosen) return { shape: found, name };
    const { oneOf: _, anyOf: __, discriminator: ___, type: ____, ...annotations } = found;
    found = { ...annotations, ...chosen };
  }
}

function alternative(shape: Shape, value: JsonValue): Shape | undefined {
  const alternatives = shape.oneOf ?? shape.anyOf;
  if (!alternatives) return undefined;
  const key = shape.discriminator?.propertyName;
  if (key === undefined) return alternatives.find((one) => typesOf(one).includes(jsonType(value)));
  const chosen = isObject(value) ? value[key] : undefined;
  return alternatives.find((one) => shapes[one.$ref ?? '']?.properties?.[key]?.const === chosen);
}

/** The discriminator's values that are known here; empty when there is no discriminator. */
export function alternativesOf(shape: Shape): string[] {
  const key = shape.discriminator?.propertyName;
  if (key === undefined) return [];
  return (shape.oneOf ?? []).map((one) => String(shapes[one.$ref ?? '']?.properties?.[key]?.const));
}

/** The JSON types a shape allows, by JSON Schema's names. */
export function typesOf(shape: Shape): string[] {
  const { shape: found } = shape.$ref === undefined ? { shape } : { shape: shapes[shape.$ref]! };
  if (found.type !== undefined) return [found.type];
  if (found.const !== undefined) return [jsonType(found.const)];
  if (found.enum) return [...new Set(found.enum.map(jsonType))];
  return [...new Set((found.oneOf ?? found.anyOf ?? []).flatMap(typesOf))];
}

/** The type of a value by JSON Schema's names; every number is a `number`. */
export function jsonType(value: JsonValue): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** True for an object that is neither a list nor null. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Visits every value of a file, outermost first, with the shape that holds for it. A visitor that gives
 * `false` keeps the walk out of the value. Parts without a shape are not visited.
 */
export function walk(kind: FileKind, value: JsonValue, visit: (placed: Placed) => boolean | undefined): void {
  step(shapes[kind]!, value, '', undefined, visit);
}

function step(
  declared: Shape,
  value: JsonValue,
  pointer: string,
  parent: Placed['parent'],
  visit: (placed: Placed) => boolean | undefined,
): void {
  const { shape, name } = shapeFor(declared, value);
  if (visit({ pointer, value, shape, name, parent }) === false) return;
  if (Array.isArray(value)) {
    if (shape.items)
      value.forEach((one, index) => {
        step(shape.items!, one, `${pointer}/${index}`, value, visit);
      });
  } else if (isObject(value))
    for (const [key, one] of Object.entries(value)) {
      const own =
        shape.properties && Object.hasOwn(shape.properties, key) ? shape.properties[key] : undefined;
      const other = typeof shape.additionalProperties === 'object' ? shape.additionalProperties : undefined;
      if (own ?? other) step((own ?? other)!, one, pointer + pointerPart(key), value, visit);
    }
}

/** The shape that holds at a pointer of a file, as far as the file has one. */
export function shapeAt(kind: FileKind, value: JsonValue, pointer: string): Shape {
  let found: { shape: Shape; value: JsonValue } = { shape: shapes[kind]!, value };
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const { shape } = shapeFor(found.shape, found.value);
    const child: Shape | undefined = Array.isArray(found.value)
      ? shape.items
      : (shape.properties?.[key] ??
        (typeof shape.additionalProperties === 'object' ? shape.additionalProperties : undefined));
    const next = valueIn(found.value, key);
    if (!child || next === undefined) return {};
    found = { shape: child, value: next };
  }
  return shapeFor(found.shape, found.value).shape;
}

/** The member of a list or object, undefined when there is none. */
function valueIn(value: JsonValue, key: string): JsonValue | undefined {
  if (Array.isArray(value)) return value[Number(key)];
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The value a pointer names, undefined when there is none. */
export function valueAt(value: JsonValue, pointer: string): JsonValue | undefined {
  let found: JsonValue | undefined = value;
  for (const part of pointer.split('/').slice(1)) {
    if (found === undefined) return undefined;
    found = valueIn(found, part.replaceAll('~1', '/').replaceAll('~0', '~'));
  }
  return found;
}
