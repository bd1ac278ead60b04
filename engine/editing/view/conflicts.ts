import { shapes } from '../../compile/generated/definitions.js';
import { isObject, shapeFor } from '../../compile/shape.ts';
import type { Language } from '../../issues/index.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import {
  type BelowPart,
  inLanguage,
  line,
  lines,
  type Typed,
  type Typing,
} from '../controls/control-kind.ts';
import { asWritten, type Side, valueInWords } from '../difference/values.ts';
import { words } from '../generated/words.js';
import { same } from './changes.ts';
import type { Contents } from './contents.ts';
import { isNameOf, type Leaf, leavesOf, typeLeaf, valueOfLeaf } from './leaves.ts';
import { readThing, type Thing, typedOf } from './thing.ts';

/** A thing of a draft with the contents it was read from. */
export interface Seen {
  thing: Thing;
  contents: Contents;
}

/** A value two people have changed, each to something else, in words. */
export interface ConflictView {
  /** The pointer of the value, counted from the thing, and of the part it belongs to. */
  at: string;
  part: string;
  label: string;
  /** What it was when the page was opened; null when that is no longer recorded. */
  opened: string | null;
  /** What somebody else has saved. */
  theirs: string;
  /** What was typed. */
  mine: string;
  /** The name of the input in which one of the two is chosen, and what is chosen so far. */
  name: string;
  keep: Keep | '';
}

/** Whose value is kept. */
export type Keep = 'mine' | 'theirs';

/** The name under which a page says which values are to be decided. */
export const conflictsName = '~conflict';

/** The name under which it says the revision it was first opened at. */
export const openedAtName = '~opened';

/** The name of the input in which it is decided whose value is kept. */
export function keepName(at: string): string {
  return `~keep${at}`;
}

/** What was decided about a value; empty as long as nothing was. */
export function kept(typed: Typed, at: string): Keep | '' {
  const found = line(typed, keepName(at));
  return found === 'mine' || found === 'theirs' ? found : '';
}

/** The values of a page that are still to be decided. */
export function undecidedOf(typed: Typed): ReadonlySet<string> {
  return new Set(lines(typed, conflictsName).filter((at) => kept(typed, at) === ''));
}

/** What was typed, with the others' values, as they stood on the page, where those were chosen. */
export function decided(thing: Thing, typed: Typed): Typing {
  const into: Typing = {};
  for (const [name, value] of Object.entries(typed)) if (value !== undefined) into[name] = value;
  const conflicts = new Set(lines(typed, conflictsName).filter((at) => kept(typed, at) === 'theirs'));
  const standing = typedOf(thing);
  for (const leaf of leavesOf(thing)) if (conflicts.has(leaf.at)) typeLeaf(into, standing, leaf);
  return into;
}

/** The values of a page that are to be decided, each in words. `now` is read anew: what cannot be read is added to it. */
export function conflictsOn(before: Seen | null, now: Seen, typed: Typed): ConflictView[] {
  const asked = new Set(lines(typed, conflictsName));
  if (asked.size === 0) return [];
  const { language } = now.thing.sight;
  const value = readThing(now.thing, typed);
  const leavesBefore = new Map((before ? leavesOf(before.thing) : []).map((leaf) => [leaf.at, leaf]));
  return leavesOf(now.thing)
    .filter(({ at }) => asked.has(at))
    .map((leaf) => {
      const mine = valueOfLeaf(leaf, value);
      const theirs = valueOfLeaf(leaf, now.thing.value);
      const [theirWords, myWords] = apart(leaf, theirs, mine, now);
      const unread = now.thing.refusals.some(({ pointer }) => isNameOf(pointer, leaf.at));
      return {
        at: leaf.at,
        part: leaf.part.at,
        label: labelOfLeaf(leaf, language),
        opened: before && openedWords(leavesBefore.get(leaf.at), before, language),
        theirs: theirWords,
        mine: unread ? `“${line(typed, leaf.at)}”` : myWords,
        name: keepName(leaf.at),
        keep: kept(typed, leaf.at),
      };
    });
}

/** What was changed on a page of a thing that is no longer there: each part in words. */
export function typedInWords(before: Seen, typed: Typed): { label: string; text: string }[] {
  const value = readThing(before.thing, typed);
  return leavesOf(before.thing)
    .filter((leaf) => !same(valueOfLeaf(leaf, value), valueOfLeaf(leaf, before.thing.value)))
    .map((leaf) => typedLeaf(leaf, before, value));
}

/** A leaf of a thing and what was typed for it, in words. */
export function typedLeaf(leaf: Leaf, seen: Seen, value: JsonObject): { label: string; text: string } {
  const { language } = seen.thing.sight;
  return { label: labelOfLeaf(leaf, language), text: leafInWords(leaf, valueOfLeaf(leaf, value), seen) };
}

function openedWords(leaf: Leaf | undefined, before: Seen, language: Language): string {
  return leaf ? leafInWords(leaf, valueOfLeaf(leaf, before.thing.value), before) : nothing[language];
}

const nothing = { vi: 'để trống', en: 'left empty' } as const;

/** `Tên bước (tiếng Anh)`, with the parts it lies in where they have words of their own. */
function labelOfLeaf({ part, within, language: text }: Leaf, language: Language): string {
  const way = [...within, part].map(({ words: told, key }) => inLanguage(told.title, language) || key);
  const which = text === 'en' ? { vi: ' (tiếng Anh)', en: ' (English)' }[language] : '';
  return way.join(', ') + which;
}

/** Two values in words that do not read alike: what words cannot tell apart is given as it is written as well. */
function apart(
  leaf: Leaf,
  a: JsonValue | undefined,
  b: JsonValue | undefined,
  seen: Seen,
): readonly [string, string] {
  const told = [leafInWords(leaf, a, seen), leafInWords(leaf, b, seen)] as const;
  return told[0] !== told[1] || same(a, b)
    ? told
    : [`${told[0]} (${asWritten(a)})`, `${told[1]} (${asWritten(b)})`];
}

function leafInWords({ part, language }: Leaf, value: JsonValue | undefined, seen: Seen): string {
  const side: Side = { contents: seen.contents, file: seen.thing.file };
  if (language !== undefined)
    return value === undefined ? nothing[seen.thing.sight.language] : `“${asWritten(value)}”`;
  return partInWords(part, value, side);
}

/** A part in words; a thing of one of several kinds with the title of its kind and each part it has. */
function partInWords(part: BelowPart, value: JsonValue | undefined, side: Side): string {
  const { language } = part.sight;
  if (value === undefined) return nothing[language];
  const kindKey = part.shape.discriminator?.propertyName;
  if (kindKey !== undefined && isObject(value)) {
    const kind = String(value[kindKey]);
    const name = (part.shape.oneOf ?? []).find(
      ({ $ref = '' }) => shapes[$ref]?.properties?.[kindKey]?.const === kind,
    )?.$ref;
    const below = part
      .below(kind)
      .filter(({ key }) => value[key] !== undefined)
      .map((one) => `${inLanguage(one.words.title, language)}: ${partInWords(one, value[one.key], side)}`);
    return [inLanguage(words[name ?? '']?.title, language) || kind, ...below].join('; ');
  }
  const declared = part.shapeName === undefined ? part.shape : { ...part.shape, $ref: part.shapeName };
  return valueInWords(value, { ...shapeFor(declared, value), words: part.words }, side, language);
}
