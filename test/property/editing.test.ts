import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdit, applyEdits, type Files } from '../../engine/editing/index.ts';
import type { Edit } from '../../engine/model/definition-draft.ts';
import type { JsonValue } from '../../engine/model/json.ts';

const folder = resolve(import.meta.dirname, '../../definitions/bac-lieu-2024');
const seed: Files = Object.fromEntries(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(json|hbs)$/.test(name))
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
);
const jsonFiles = Object.keys(seed).filter((name) => name.endsWith('.json'));

/** Every pointer of a value, its own first. */
function pointers(value: JsonValue, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, one]) => pointers(one, `${at}/${key}`))];
}

const value = fc.jsonValue({ maxDepth: 2 }).map((one) => JSON.parse(JSON.stringify(one)) as JsonValue);

/** An edit that may or may not fit the files. */
const edit: fc.Arbitrary<Edit> = fc
  .record({
    file: fc.constantFrom(...jsonFiles),
    other: fc.constantFrom(...jsonFiles),
    pick: fc.nat(),
    to: fc.nat(),
    value,
  })
  .chain(({ file, other, pick, to, value: made }) => {
    const places = pointers(JSON.parse(seed[file]!) as JsonValue);
    const pointer = places[pick % places.length]!;
    const target = places[to % places.length]!;
    return fc.constantFrom<Edit>(
      { op: 'set', file, pointer, value: made },
      { op: 'set', file, pointer: `${pointer}/help`, value: made },
      { op: 'remove', file, pointer },
      { op: 'insert', file, pointer: `${pointer}/-`, value: made },
      { op: 'insert', file, pointer: `${pointer}/0`, value: made },
      { op: 'move', file, pointer, to: target },
      { op: 'copy', file, pointer, to: target, id: 'copied' },
      { op: 'rename', file, pointer, to: 'renamed' },
      { op: 'addFile', file: `lists/new-${to}.json`, value: made },
      { op: 'removeFile', file: other },
      { op: 'setFile', file, text: JSON.stringify(made).slice(0, to % 9) },
    );
  });

describe('editing', () => {
  it('an edit and its inverse leave every byte as it was, one by one and all together', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 8 }), (edits) => {
        let files = seed;
        const back: Edit[][] = [];
        for (const one of edits) {
          const result = applyEdit(files, one);
          if (!result.ok) continue;
          const undone = applyEdits(result.value.files, result.value.inverse);
          expect(undone.ok && undone.value.files).toEqual(files);
          files = result.value.files;
          back.push(result.value.inverse);
        }
        const undone = applyEdits(files, back.reverse().flat());
        expect(undone.ok && undone.value.files).toEqual(seed);
      }),
      { numRuns: 300 },
    );
  });

  it('what an edit writes is what the same change to the parsed value gives', () => {
    fc.assert(
      fc.property(fc.constantFrom(...jsonFiles), fc.nat(), value, (file, pick, made) => {
        const parsed = JSON.parse(seed[file]!) as JsonValue;
        const places = pointers(parsed).slice(1);
        const pointer = places[pick % places.length]!;
        const written = (one: Edit) => {
          const result = applyEdit(seed, one);
          return result.ok ? (JSON.parse(result.value.files[file]!) as JsonValue) : null;
        };
        expect(written({ op: 'set', file, pointer, value: made })).toEqual(
          changed(parsed, pointer, () => [made]),
        );
        expect(written({ op: 'remove', file, pointer })).toEqual(changed(parsed, pointer, () => []));
        if (/\/\d+$/.test(pointer))
          expect(written({ op: 'insert', file, pointer, value: made })).toEqual(
            changed(parsed, pointer, (one) => [made, one]),
          );
      }),
      { numRuns: 300 },
    );
  });
});

/** The value with what a pointer names replaced by none, one or two others. */
function changed(whole: JsonValue, pointer: string, change: (one: JsonValue) => JsonValue[]): JsonValue {
  const copy = structuredClone(whole);
  const parts = pointer.split('/').slice(1);
  const last = parts.pop()!;
  const holder = parts.reduce((at, part) => (at as Record<string, JsonValue>)[part]!, copy);
  if (Array.isArray(holder)) holder.splice(Number(last), 1, ...change(holder[Number(last)]!));
  else {
    const object = holder as Record<string, JsonValue>;
    const [made] = change(object[last]!);
    if (made === undefined) delete object[last];
    else object[last] = made;
  }
  return copy;
}
