import { pointerPart } from '../../compile/json-text.ts';
import { isObject } from '../../compile/shape.ts';
import type { Edit } from '../../model/definition-draft.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import type { Where } from './thing.ts';

/** The edits that make one thing of another and touch nothing that is the same. */
export function changesOf({ file, pointer }: Where, old: JsonObject, value: JsonObject): Edit[] {
  const edits: Edit[] = [];
  for (const key of Object.keys(old))
    if (!Object.hasOwn(value, key)) edits.push({ op: 'remove', file, pointer: pointer + pointerPart(key) });
  for (const [key, found] of Object.entries(value)) {
    const at = pointer + pointerPart(key);
    const before = old[key];
    if (same(before, found)) continue;
    // What became a thing of another kind is written anew, in the order of its kind.
    if (isObject(before) && isObject(found) && before['kind'] === found['kind'])
      edits.push(...changesOf({ file, pointer: at }, before, found));
    else edits.push({ op: 'set', file, pointer: at, value: found });
  }
  return edits;
}

/** True for values that are the same, whatever the order of their parts. */
export function same(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, index) => same(one, b[index]));
  if (isObject(a) && isObject(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]))
    );
  }
  return a === b;
}
