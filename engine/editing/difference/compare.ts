import { type FileKind, isObject, pointerPart, type Shape, shapeFor } from '../../compile/index.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { type Words, words } from '../generated/words.js';
import type { Change, Crumb, Part } from './change.ts';
import { byIdentity, calledOf, isSame, movedAmong } from './identity.ts';

/** Shapes that are told as a whole, never part by part. */
const whole =
  /^common#(text|relativeDate|duration|monthDay|rule|audience\w*)$|^workflow#(\w*Assignee|assignee)$/;

/** Shapes of many lists: a member is called after its list, such as an aim. */
const general = /^campaign#statement$|^common#text$/;

/** Where the comparison is. */
interface At {
  file: string;
  fileKind: FileKind;
  pointer: string;
  /** The pointer of the same value before. */
  origin: string;
  trail: readonly Crumb[];
  path: readonly Part[];
  /** What the schemas say of the value here. */
  words: Words | undefined;
}

/** Every change between the values of one file, in the order of the file as it is after. */
export function compareFile(file: string, fileKind: FileKind, before: JsonValue, after: JsonValue): Change[] {
  const root: At = { file, fileKind, pointer: '', origin: '', trail: [], path: [], words: words[fileKind] };
  const shape: Shape = { $ref: fileKind };
  if (!isObject(before) || !isObject(after))
    return isSame(before, after) ? [] : [changed(before, after, shape, root)];
  return compareParts(before, after, shape, inThing(root, fileKind, after));
}

/** What else changed in a thing that was carried to another list. */
export function compareCarried({
  file,
  fileKind,
  pointer,
  trail,
  name = '',
  before,
  after,
}: Change): Change[] {
  const at: At = { file, fileKind, pointer, origin: '', trail, path: [], words: words[name] };
  const now = after as JsonObject;
  return compareParts(before as JsonObject, now, { $ref: name }, inThing(at, name, now));
}

function inThing(at: At, name: string, value: JsonObject): At {
  const own = words[name] ?? at.words;
  return { ...at, trail: [...at.trail, { name, value, words: own }], path: [], words: own };
}

function compareValue(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  declared: Shape,
  at: At,
): Change[] {
  if (isSame(before, after)) return [];
  if (before === undefined || after === undefined) {
    const list = after ?? before;
    // A list that begins or ends is told by its members, where they are things of their own.
    if (Array.isArray(list) && list.length > 0 && byIdentity(list))
      return compareList(
        (before ?? []) as JsonValue[],
        (after ?? []) as JsonValue[],
        itemsOf(declared, list),
        declared,
        at,
      );
    return [changed(before, after, declared, at)];
  }
  const { name, shape } = shapeFor(declared, after);
  const old = shapeFor(declared, before);
  if (whole.test(name ?? '') || whole.test(old.name ?? '')) return [changed(before, after, declared, at)];
  if (Array.isArray(before) && Array.isArray(after))
    return compareList(before, after, shape.items ?? old.shape.items ?? {}, declared, at);
  if (isObject(before) && isObject(after)) return compareParts(before, after, declared, named(at, name));
  return [changed(before, after, declared, at)];
}

/** An object of a named shape is told with that shape's words. */
function named(at: At, name: string | undefined): At {
  const own = name === undefined ? undefined : words[name];
  return own
    ? { ...at, words: { ...own, ...(at.words?.parts ? { parts: { ...own.parts, ...at.words.parts } } : {}) } }
    : at;
}

function itemsOf(declared: Shape, list: JsonValue): Shape {
  return shapeFor(declared, list).shape.items ?? {};
}

function compareParts(before: JsonObject, after: JsonObject, declared: Shape, at: At): Change[] {
  const { shape } = shapeFor(declared, after);
  const old = shapeFor(declared, before).shape;
  const keys = new Set([...Object.keys(after), ...Object.keys(before)]);
  return [...keys].flatMap((key) => {
    const own = ownShape(shape, key) ?? ownShape(old, key) ?? {};
    const part = at.words?.parts?.[key];
    return compareValue(partOf(before, key), partOf(after, key), own, {
      ...at,
      pointer: at.pointer + pointerPart(key),
      origin: at.origin + pointerPart(key),
      path: [...at.path, { key, title: part?.title }],
      words: part,
    });
  });
}

function ownShape({ properties, additionalProperties }: Shape, key: string): Shape | undefined {
  if (properties && Object.hasOwn(properties, key)) return properties[key];
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

function partOf(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function changed(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  declared: Shape,
  { file, fileKind, pointer, trail, path, words: own }: At,
): Change {
  const { shape, name } = shapeFor(declared, (after ?? before)!);
  return {
    kind: 'changed',
    file,
    fileKind,
    pointer,
    trail,
    path,
    name,
    shape,
    words: name && words[name] ? { ...words[name], ...own } : own,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

function compareList(
  before: readonly JsonValue[],
  after: readonly JsonValue[],
  items: Shape,
  declared: Shape,
  at: At,
): Change[] {
  const was = byIdentity(before);
  const is = byIdentity(after);
  if (was && is && was.size + is.size > 0) return compareMembers(before, after, was, is, items, at);
  if (![...before, ...after].every(isObject))
    return [changed(before as JsonValue[], after as JsonValue[], declared, at)];
  return compareInOrder(before as JsonObject[], after as JsonObject[], items, at);
}

function member(kind: Change['kind'], value: JsonValue, items: Shape, index: number, at: At): Change {
  const { shape, name } = shapeFor(items, value);
  return {
    kind,
    file: at.file,
    fileKind: at.fileKind,
    pointer: `${at.pointer}/${index}`,
    trail: at.trail,
    path: at.path,
    name,
    shape,
    words: (name === undefined || general.test(name) ? undefined : words[name]) ?? at.words,
    ...(kind === 'removed' ? { before: value } : { after: value }),
  };
}

function inMember(at: At, value: JsonObject, items: Shape, index: number, place: number): At {
  const { name } = shapeFor(items, value);
  const own = name !== undefined && general.test(name) ? undefined : name;
  return inThing(
    { ...at, pointer: `${at.pointer}/${index}`, origin: `${at.origin}/${place}` },
    own ?? at.path.at(-1)?.key ?? '',
    value,
  );
}

function compareMembers(
  before: readonly JsonValue[],
  after: readonly JsonValue[],
  was: ReadonlyMap<string, number>,
  is: ReadonlyMap<string, number>,
  items: Shape,
  at: At,
): Change[] {
  const changes: Change[] = [];
  const again = renamedAmong(before, after, was, is);
  const places = new Map<number, number>();
  for (const [key, index] of is) {
    const place = was.get(key) ?? again.get(index);
    if (place !== undefined) places.set(index, place);
  }
  const kept = [...places].sort(([a], [b]) => a - b);
  const moved = movedAmong(kept.map(([, place]) => place));
  const movedTo = new Set([...moved].map((one) => kept[one]![0]));
  for (const [index, value] of after.entries()) {
    const place = places.get(index);
    if (place === undefined) {
      changes.push(member('added', value, items, index, at));
      continue;
    }
    if (movedTo.has(index))
      changes.push({
        ...member('moved', value, items, index, at),
        behind: index === 0 ? null : after[index - 1]!,
      });
    const old = before[place] as JsonObject;
    const now = value as JsonObject;
    const renamed = again.has(index);
    if (renamed)
      changes.push({
        ...member('renamed', now, items, index, at),
        before: old,
        origin: `${at.origin}/${place}`,
      });
    const { id: _, ...rest } = old;
    changes.push(
      ...compareParts(
        renamed ? { id: now['id']!, ...rest } : old,
        now,
        items,
        inMember(at, now, items, index, place),
      ),
    );
  }
  const held = new Set(places.values());
  for (const [index, value] of before.entries())
    if (!held.has(index)) changes.push(member('removed', value, items, index, at));
  return changes;
}

/** Members of after, by index, that stood before under another id: the one of the same name that is gone. */
function renamedAmong(
  before: readonly JsonValue[],
  after: readonly JsonValue[],
  was: ReadonlyMap<string, number>,
  is: ReadonlyMap<string, number>,
): Map<number, number> {
  const gone = [...was].filter(([key]) => !is.has(key)).map(([, index]) => index);
  const fresh = [...is].filter(([key]) => !was.has(key)).map(([, index]) => index);
  const found = new Map<number, number>();
  for (const index of fresh) {
    const called = calledOf(after[index]);
    const same = gone.filter((one) => called !== undefined && calledOf(before[one]) === called);
    const rivals = fresh.filter((one) => calledOf(after[one]) === called);
    if (same.length === 1 && rivals.length === 1) found.set(index, same[0]!);
  }
  return found;
}

/** Members that nothing tells apart: what both have in common at the ends is left, the rest told in order. */
function compareInOrder(
  before: readonly JsonObject[],
  after: readonly JsonObject[],
  items: Shape,
  at: At,
): Change[] {
  let start = 0;
  while (start < Math.min(before.length, after.length) && isSame(before[start], after[start])) start += 1;
  let end = 0;
  const left = Math.min(before.length, after.length) - start;
  while (end < left && isSame(before.at(-1 - end), after.at(-1 - end))) end += 1;
  const changes: Change[] = [];
  const [lastBefore, lastAfter] = [before.length - end, after.length - end];
  for (let index = start; index < Math.max(lastBefore, lastAfter); index += 1) {
    if (index >= lastBefore) changes.push(member('added', after[index]!, items, index, at));
    else if (index >= lastAfter) changes.push(member('removed', before[index]!, items, index, at));
    else
      changes.push(
        ...compareParts(
          before[index]!,
          after[index]!,
          items,
          inMember(at, after[index]!, items, index, index),
        ),
      );
  }
  return changes;
}
