import { shapes } from '../../compile/generated/definitions.js';
import { pointerPart } from '../../compile/json-text.ts';
import { isObject, type Shape, shapeFor } from '../../compile/shape.ts';
import { type Issue, issue, type Language, sentence } from '../../issues/index.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import {
  type BelowPart,
  inLanguage,
  lines,
  type OptionView,
  type PartView,
  type ProblemView,
  type Sight,
  type Typed,
  type Typing,
} from '../controls/control-kind.ts';
import { drawParts } from '../controls/draw-parts.ts';
import { readInto } from '../controls/group.ts';
import { controlOf } from '../controls/index.ts';
import { kindOptions, provenance } from '../controls/union.ts';
import { type Words, words } from '../generated/words.js';
import { splitPointer } from '../json-tree.ts';
import { type Contents, valueIn } from './contents.ts';
import { namesOf } from './names.ts';
import { type Questions, questionsOf } from './questions.ts';
import { titleOf } from './titles.ts';

/** Where something stands in a campaign. */
export interface Where {
  file: string;
  pointer: string;
}

/** Something in a definition that has a page of its own: a campaign, a phase, a field, a step, a reminder. */
export interface Thing extends Where {
  value: JsonObject;
  shape: Shape;
  /** The name of its definition, `form#choiceField`. */
  name: string;
  words: Words;
  /** Where it is one of several kinds: the shape that tells them apart. */
  alternatives?: Shape;
  /** Its place in the list it belongs to. */
  member?: { list: string; index: number; count: number };
  parts: BelowPart[];
  /** What the compiler found at it and below. */
  problems: readonly ProblemView[];
  /** What could not be read of what was typed. */
  refusals: Issue[];
  sight: Sight;
}

/** A thing as a page draws it. */
export interface ThingView extends Where {
  title: string;
  /** What kind of thing it is, in a word. */
  kind: string;
  help: string;
  /** Its id; empty where it has none. */
  id: string;
  /** The kinds it could be of as well. */
  kinds: readonly OptionView[];
  /** The name of the input for its kind. */
  kindName: string;
  member?: { list: string; index: number; count: number };
  parts: readonly PartView[];
  /** What is wrong with it and with no one part of it. */
  problems: readonly ProblemView[];
}

/** Names behind which nothing is edited on a page. */
const unasked: ReadonlySet<string> = new Set(['$schema', 'thidua', 'id']);

/** The name under which a page says which parts were on it. */
export const partsName = '~parts';

/**
 * Opens what stands at a place for a page, with what the compiler found there. Null when nothing stands there, or
 * something that has no parts of its own.
 */
export function thingAt(
  contents: Contents,
  where: Where,
  language: Language,
  issues: readonly Issue[] = [],
): Thing | null {
  const document = contents.documents.get(where.file);
  const value = valueIn(contents, where.file, where.pointer);
  if (!document || !isObject(value)) return null;
  let declared: Shape = { $ref: document.kind };
  let found = shapeFor(declared, document.value);
  let told: Words = words[document.kind] ?? {};
  let standing: JsonValue = document.value;
  for (const part of where.pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const below: Shape | undefined = Array.isArray(standing)
      ? found.shape.items
      : found.shape.properties?.[key];
    if (!below) return null;
    declared = below;
    standing = (standing as JsonObject)[key]!;
    told = told.parts?.[key] ?? {};
    found = shapeFor(declared, standing);
    if (found.name !== undefined) told = { ...told, ...words[found.name] };
  }
  const whole = resolved(declared);
  const refusals: Issue[] = [];
  const thing: Thing = {
    ...where,
    value,
    shape: found.shape,
    name: found.name ?? document.kind,
    words: told,
    ...(whole.discriminator ? { alternatives: whole } : {}),
    ...memberOf(contents, where),
    parts: [],
    problems: issues
      .filter(({ source, pointer }) => source === where.file && isWithin(pointer, where.pointer))
      .map((one) => problemView(one, where.pointer, language)),
    refusals,
    sight: sightFrom(contents, where.file, language),
  };
  thing.parts = partsOf(thing, '', value, found.shape, told, true);
  return thing;
}

function problemView(one: Issue, pointer: string, language: Language): ProblemView {
  const key = one.code === 'schema.key.missing' ? pointerPart(String(one.params['key'])) : '';
  return {
    at: one.pointer.slice(pointer.length) + key,
    severity: one.severity,
    text: sentence(one, language),
  };
}

function memberOf(contents: Contents, { file, pointer }: Where): Pick<Thing, 'member'> {
  const split = splitPointer(pointer);
  const list = split ? valueIn(contents, file, split.container) : undefined;
  if (!split || !Array.isArray(list)) return {};
  return { member: { list: split.container, index: Number(split.last), count: list.length } };
}

/** What a place in a file sees, each looked up when it is first asked for. */
function sightFrom(contents: Contents, file: string, language: Language): Sight {
  const from = { contents, file, language };
  let questions: Questions | undefined;
  return {
    language,
    names: (what) => namesOf(what, from),
    questions: () => {
      questions ??= questionsOf(from);
      return questions;
    },
  };
}

function resolved(declared: Shape): Shape {
  return declared.$ref === undefined ? declared : { ...shapes[declared.$ref]!, ...declared };
}

/** The parts a page asks for below a place, in the order of the schema. */
function partsOf(
  thing: Thing,
  at: string,
  value: JsonObject | undefined,
  shape: Shape,
  told: Words,
  outermost: boolean,
  chosen = outermost,
): BelowPart[] {
  const required = new Set((shape as { required?: string[] }).required ?? []);
  const parts: BelowPart[] = [];
  for (const [key, declared] of Object.entries(shape.properties ?? {})) {
    const aside = provenance.has(key) && told.parts?.[key] === undefined;
    if (unasked.has(key) || (aside && !outermost)) continue;
    const old = value?.[key];
    const whole = resolved(declared);
    // The word that tells kinds apart is picked with the thing itself.
    if (whole.const !== undefined && whole.const !== true) continue;
    if (whole['x-planned'] && old === undefined) continue;
    const own = at + pointerPart(key);
    // What a definition says of itself is for whoever writes JSON; a part says what it is for.
    const { help: _, ...named } = words[declared.$ref ?? ''] ?? {};
    const wordsHere: Words = { ...named, ...(told.parts?.[key] ?? provenanceWords[key]) };
    const part: BelowPart = {
      key,
      aside,
      at: own,
      shape: whole,
      shapeName: declared.$ref,
      words: wordsHere,
      old,
      // What is not there at all lacks nothing.
      required: required.has(key) && (chosen || value !== undefined),
      sight: thing.sight,
      control: controlOf(whole, declared.$ref),
      refuse: (code, params = {}, where = own) => {
        thing.refusals.push(issue(code, { source: thing.file, pointer: where }, params));
      },
      problems: (exactly = false) => [
        ...thing.problems.filter((one) => (exactly ? one.at === own : isWithin(one.at, own))),
        ...thing.refusals
          .filter(({ pointer }) => pointer === own || (!exactly && belongsTo(pointer, own)))
          .map((one) => problemView(one, '', thing.sight.language)),
      ],
      below: (kind) => {
        const name = (whole.oneOf ?? []).find(
          ({ $ref = '' }) =>
            shapes[$ref]?.properties?.[whole.discriminator?.propertyName ?? '']?.const === kind,
        )?.$ref;
        const below = kind === undefined ? whole : shapes[name ?? ''];
        const toldBelow = kind === undefined ? wordsHere : (words[name ?? ''] ?? {});
        const value = isObject(old) ? old : undefined;
        return below ? partsOf(thing, own, value, below, toldBelow, false, kind !== undefined) : [];
      },
    };
    parts.push(part);
  }
  return parts;
}

const provenanceWords: Readonly<Record<string, Words>> = {
  source: { title: { vi: 'Nguồn', en: 'Source' } },
  assumption: { title: { vi: 'Là giả định', en: 'It is an assumption' } },
  reason: { title: { vi: 'Lý do', en: 'Reason' } },
};

/** True for a pointer at another one or below it. */
function isWithin(pointer: string, outer: string): boolean {
  return pointer === outer || pointer.startsWith(`${outer}/`);
}

/** The same for names of inputs, which may have a tail behind `~`. */
function belongsTo(name: string, part: string): boolean {
  return isWithin(name, part) || name.startsWith(`${part}~`);
}

/** What stands in the inputs of a thing as it is. */
export function typedOf(thing: Thing): Typing {
  const into: Typing = {};
  for (const part of thing.parts) part.control.type(part, into);
  return into;
}

/** A thing as a page draws it: as it is, or with what was typed. */
export function drawThing(thing: Thing, typed: Typed = typedOf(thing)): ThingView {
  const { file, pointer, value, sight, alternatives, member } = thing;
  const { language } = sight;
  const key = alternatives?.discriminator?.propertyName ?? '';
  const parts = drawParts(thing.parts, typed);
  const shown = new Set(thing.parts.map(({ at }) => at));
  return {
    file,
    pointer,
    title: titleOf(value, thing.words.title, language),
    kind: inLanguage(thing.words.title, language),
    help: inLanguage(thing.words.help, language),
    id: typeof value['id'] === 'string' ? value['id'] : '',
    kinds: alternatives ? kindOptions(alternatives, String(value[key] ?? ''), language) : [],
    kindName: key,
    ...(member ? { member } : {}),
    parts,
    problems: thing.problems.filter(({ at }) => !shown.has(`/${at.split('/')[1]}`)),
  };
}

/**
 * The thing with what was typed for the parts that were on the page; with `kind`, as a thing of that kind, which
 * keeps the parts that fit. What could not be read stays as it was and is among `refusals`.
 */
export function readThing(thing: Thing, typed: Typed): JsonObject {
  const asked = new Set(lines(typed, partsName));
  return readInto(
    thing.value,
    thing.parts.filter(({ at }) => asked.has(at)),
    typed,
  );
}

/** A thing made one of another kind: what the new kind also has stays. Null for a kind there is none of. */
export function asKind(thing: Thing, kind: string, value: JsonObject = thing.value): JsonObject | null {
  const key = thing.alternatives?.discriminator?.propertyName;
  const name = (thing.alternatives?.oneOf ?? []).find(
    ({ $ref = '' }) => key !== undefined && shapes[$ref]?.properties?.[key]?.const === kind,
  )?.$ref;
  const properties = shapes[name ?? '']?.properties;
  if (key === undefined || !properties) return null;
  const kept = Object.entries(value).filter(([part]) => part !== key && Object.hasOwn(properties, part));
  return { [key]: kind, ...Object.fromEntries(kept) };
}
