import { isObject } from '../../compile/index.ts';
import type { JsonValue } from '../../model/json.ts';

/** By what a member of a list is known when the list changes; undefined when nothing tells it apart. */
export function identityOf(member: JsonValue): string | undefined {
  if (!isObject(member)) return undefined;
  for (const key of ['id', 'uid', 'period'] as const)
    if (typeof member[key] === 'string') return `${key}:${member[key]}`;
  const { role, at, line } = member;
  return typeof role === 'string' ? JSON.stringify([role, at ?? null, line ?? null]) : undefined;
}

/** The members of a list by identity; null when some have none or share one. */
export function byIdentity(list: readonly JsonValue[]): Map<string, number> | null {
  const found = new Map<string, number>();
  for (const [index, member] of list.entries()) {
    const key = identityOf(member);
    if (key === undefined || found.has(key)) return null;
    found.set(key, index);
  }
  return found;
}

/** What a thing is called, to know it again under another id; undefined for what has no name. */
export function calledOf(member: JsonValue | undefined): string | undefined {
  if (!isObject(member)) return undefined;
  const name = member['title'] ?? member['label'] ?? member['text'] ?? member['name'];
  return name === undefined ? undefined : JSON.stringify(name);
}

/** The members, given by their places before in the order of after, that had to move: all but a longest rising run. */
export function movedAmong(places: readonly number[]): Set<number> {
  const runs: { length: number; before: number }[] = [];
  let best = -1;
  for (const [index, place] of places.entries()) {
    runs[index] = { length: 1, before: -1 };
    for (let earlier = 0; earlier < index; earlier += 1)
      if (places[earlier]! < place && runs[earlier]!.length + 1 > runs[index]!.length)
        runs[index] = { length: runs[earlier]!.length + 1, before: earlier };
    if (best < 0 || runs[index]!.length > runs[best]!.length) best = index;
  }
  const moved = new Set(places.keys());
  for (let at = best; at >= 0; at = runs[at]!.before) moved.delete(at);
  return moved;
}

/** True for values that are the same JSON, whatever the order of their keys. */
export function isSame(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, index) => isSame(one, b[index]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
  );
}
