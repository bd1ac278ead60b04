/**
 * Differences between two states of a case, written as paths.
 *
 * A path is an RFC 6901 pointer in which the element of a list is named by its identity instead of its index:
 * `/tasks/review:1:1/claimedBy` is the claim of task `review.1.1`, wherever it stands. Dots are written as
 * colons, so that a path is also a plain key in every document store.
 */
import type { CaseState } from '../model/case.ts';
import type { Before } from '../model/event.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';
import { everything } from './events/applier.ts';

/** How the elements of a list are told apart, by the list's name. Any other list is one value. */
const identities: Readonly<Record<string, (element: JsonObject) => string>> = {
  tasks: ({ id }) => id as string,
  steps: ({ step, visit }) => visitId(step as string, visit as number),
  decisions: ({ task }) => task as string,
  wakes: ({ id }) => id as string,
  acted: ({ step }) => step as string,
  lines: ({ n }) => String(n),
  reservations: ({ key }) => key as string,
  documents: ({ task }) => task as string,
  opinions: ({ task }) => task as string,
};

const visitIds = new Map<string, string[]>();

function visitId(step: string, visit: number): string {
  let ids = visitIds.get(step);
  if (!ids) {
    ids = [];
    visitIds.set(step, ids);
  }
  ids[visit] ??= `${step}:${visit}`;
  return ids[visit];
}

/**
 * What turns `from` into `to`: values to set and paths to take away; undefined when nothing does. Only the `parts`
 * named are looked at, and of these only what is not the same object, so the cost follows what changed.
 */
export function patchBetween(
  from: CaseState,
  to: CaseState,
  parts: readonly (keyof CaseState)[] = everything,
): Before | undefined {
  const patch: Patch = {};
  for (const part of parts) {
    const one = from[part] as JsonValue | undefined;
    const other = to[part] as JsonValue | undefined;
    if (one !== other) compare(patch, places[part]!, one, other);
  }
  return patch.set || patch.unset ? patch : undefined;
}

/** The state after a patch. Everything the patch does not touch is shared with the state given. */
export function applyPatch(state: CaseState, patch: Before): CaseState {
  let next = state as unknown as JsonObject;
  for (const path of patch.unset ?? []) next = change(next, keysOf(path), undefined) as JsonObject;
  for (const [path, value] of Object.entries(patch.set ?? {}))
    next = change(next, keysOf(path), value) as JsonObject;
  return next as unknown as CaseState;
}

/** The path of an element of one of a case's lists, or of a part of one of its records, by its name; or of what it holds. */
export function pathOf(part: keyof CaseState, name: string, held?: string): string {
  const place = under(places[part]!, name);
  return held === undefined ? place.path : under(place, held).path;
}

/** The path of a visit. */
export function pathOfVisit(step: string, visit: number): string {
  return pathOf('steps', visitId(step, visit));
}

/** The paths a patch touches. */
export function pathsOf(patch: Before): string[] {
  return [...Object.keys(patch.set ?? {}), ...(patch.unset ?? [])];
}

/** Does changing one path change what the other names? True for the same path, or one that holds the other. */
export function touches(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`);
}

/** A patch being made. */
type Patch = Before;

function set(patch: Patch, path: string, value: JsonValue): void {
  // Stored under its name afterwards: a literal with a name that is worked out is made far more slowly.
  patch.set ??= {};
  patch.set[path] = value;
}

function unset(patch: Patch, path: string): void {
  if (patch.unset) patch.unset.push(path);
  else patch.unset = [path];
}

function compare(
  patch: Patch,
  place: PatchPlace,
  from: JsonValue | undefined,
  to: JsonValue | undefined,
): void {
  if (from === to) return;
  if (to === undefined) unset(patch, place.path);
  else if (from === undefined) set(patch, place.path, to);
  else if (isList(from) || isList(to)) {
    const { identity } = place;
    if (identity && isList(from) && isList(to)) compareLists(patch, place, identity, from, to);
    else if (!same(from, to)) set(patch, place.path, to);
  } else if (isObject(from) && isObject(to)) {
    for (const key in from) if (from[key] !== to[key]) compare(patch, under(place, key), from[key], to[key]);
    for (const key in to)
      if (from[key] === undefined && to[key] !== undefined) set(patch, under(place, key).path, to[key]);
  } else set(patch, place.path, to);
}

function compareLists(
  patch: Patch,
  place: PatchPlace,
  identity: (element: JsonObject) => string,
  from: JsonValue[],
  to: JsonValue[],
): void {
  // Most changes add at the end or take away there: what both begin with is not looked at again.
  let common = 0;
  while (common < from.length && from[common] === to[common]) common += 1;
  for (let at = common; at < from.length; at += 1) {
    const one = from[at] as JsonObject;
    if (common < to.length && to.includes(one, common)) continue;
    const id = identity(one);
    if (common === to.length) unset(patch, under(place, id).path);
    else compare(patch, under(place, id), one, withIdentity(to, common, identity, id));
  }
  for (let at = common; at < to.length; at += 1) {
    const one = to[at] as JsonObject;
    if (common < from.length && from.includes(one, common)) continue;
    const id = identity(one);
    if (common === from.length || !withIdentity(from, common, identity, id))
      set(patch, under(place, id).path, one);
  }
}

function withIdentity(
  list: JsonValue[],
  start: number,
  identity: (element: JsonObject) => string,
  id: string,
): JsonObject | undefined {
  for (let at = start; at < list.length; at += 1)
    if (identity(list[at] as JsonObject) === id) return list[at] as JsonObject;
  return undefined;
}

/** Are two JSON values the same? Keys may stand in any order. */
function same(a: JsonValue, b: JsonValue): boolean {
  if (a === b) return true;
  if (isList(a)) return isList(b) && a.length === b.length && a.every((one, index) => same(one, b[index]!));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && same(a[key]!, b[key]!));
}

function change(
  at: JsonValue | undefined,
  keys: string[],
  value: JsonValue | undefined,
  name = '',
): JsonValue {
  const [key, ...rest] = keys;
  if (key === undefined) return value as JsonValue;
  if (isList(at)) {
    const identity = identities[name]!;
    const index = (at as JsonObject[]).findIndex((one) => segment(identity(one)) === key);
    if (rest.length === 0 && value === undefined) return at.filter((_, place) => place !== index);
    const changed = change(at[index], rest, value);
    return index < 0 ? [...at, changed] : at.with(index, changed);
  }
  const object = (at ?? {}) as JsonObject;
  const own = nameOf(key);
  if (rest.length === 0 && value === undefined) {
    const { [own]: _, ...others } = object;
    return others;
  }
  return { ...object, [own]: change(object[own], rest, value, own) };
}

function keysOf(path: string): string[] {
  return path.slice(1).split('/');
}

/** A path, with those known that lead on from it. */
interface PatchPlace {
  path: string;
  /** How its elements are told apart, where it is a list of such. */
  identity: ((element: JsonObject) => string) | undefined;
  inside: Map<string, PatchPlace>;
}

const places: Readonly<Record<string, PatchPlace>> = Object.fromEntries(
  everything.map((part) => [part, { path: `/${part}`, identity: identities[part], inside: new Map() }]),
);

/** How many paths are remembered under one. */
const mostInside = 5_000;

/**
 * The place of something under another. Steps, visits and the names of parts are the same in every case, so the
 * paths are few and are written once.
 */
function under(place: PatchPlace, name: string): PatchPlace {
  let found = place.inside.get(name);
  if (!found) {
    if (place.inside.size >= mostInside) place.inside.clear();
    // Elements of a list go by their identity, and what that names is no list.
    const identity = place.identity ? undefined : identities[name];
    found = { path: `${place.path}/${segment(name)}`, identity, inside: new Map() };
    place.inside.set(name, found);
  }
  return found;
}

const escapes: Readonly<Record<string, string>> = { '~': '~0', '/': '~1', '.': ':' };

/** A name as it stands in a path. */
function segment(name: string): string {
  return name.replace(/[~/.]/g, (one) => escapes[one]!);
}

/** The name of a part that stands in a path. Such names hold no dots: only identities do. */
function nameOf(written: string): string {
  return written.replaceAll('~1', '/').replaceAll('~0', '~');
}

function isList(value: JsonValue | undefined): value is JsonValue[] {
  return Array.isArray(value);
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
