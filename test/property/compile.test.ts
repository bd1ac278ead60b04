import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entries } from '../../engine/issues/catalogue/index.ts';
import type { JsonValue } from '../../engine/model/json.ts';
import { compileFolder, type Folder, readFixture } from '../unit/compile/campaign-fixture.ts';

const folder = readFixture('validity');
const jsonFiles = Object.keys(folder.files).filter((path) => path.endsWith('.json'));

/** Every place of a value: its container and key. */
function places(value: JsonValue): { holder: never; key: never }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((key) => [
    { holder: value as never, key: key as never },
    ...places((value as Record<string, JsonValue>)[key]!),
  ]);
}

/** Words that mean something somewhere in the language, so that mutations go beyond the schema. */
const words = [
  'fill',
  'ward',
  'district',
  'accepted',
  'leader',
  'clerk',
  'main',
  'deeds',
  'deeds > 3',
  '2025-03-31',
  'all',
  'unit',
  'month',
  'once',
  'phase',
  'due',
  'entered',
  'return',
  'move',
];

const strange: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constantFrom<JsonValue>(
    ...words,
    '',
    '{{',
    '{{#if x}}',
    '__proto__',
    'constructor',
    null,
    true,
    0,
    -1,
    1e9,
  ),
  fc.constantFrom<JsonValue>(
    [],
    {},
    [[]],
    { id: 'x' },
    { kind: 'vote' },
    { offset: 1, unit: 'day', after: 'due' },
  ),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<JsonValue>,
);

const mutation = fc.record({
  file: fc.constantFrom(...jsonFiles),
  at: fc.nat(10_000),
  how: fc.constantFrom('set', 'delete', 'copy', 'add'),
  value: strange,
  key: fc.constantFrom(
    'valid',
    'when',
    'deadline',
    'checks',
    'value',
    'visible',
    'toString',
    '__proto__',
    'x',
  ),
});

function mutated(
  base: Folder,
  changes: { file: string; at: number; how: string; value: JsonValue; key: string }[],
) {
  const files = { ...base.files };
  for (const { file, at, how, value, key } of changes) {
    const root = JSON.parse(files[file]!) as JsonValue;
    const all = places(root);
    if (all.length === 0) continue;
    const { holder, key: place } = all[at % all.length]! as never as {
      holder: Record<string, JsonValue>;
      key: string;
    };
    if (how === 'set') holder[place] = value;
    else if (how === 'delete') Array.isArray(holder) ? holder.splice(Number(place), 1) : delete holder[place];
    else if (how === 'copy' && Array.isArray(holder)) holder.push(holder[Number(place)] as never);
    else Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
    files[file] = JSON.stringify(root);
  }
  return { ...base, files };
}

test('no change to a campaign makes the compiler throw, and everything it says is in words', () => {
  const told = new Set<string>();
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (changes) => {
      const { ok, campaign, issues } = compileFolder(mutated(folder, changes));
      if (ok) expect(campaign).not.toBeNull();
      for (const one of issues) {
        told.add(one.code);
        expect(entries[one.code], one.code).toBeDefined();
        expect(one.source in folder.files, one.source).toBe(true);
        for (const language of ['vi', 'en'] as const) {
          const asked = entries[one.code]![language].matchAll(/\{(\w+)(?::\w+)?\}/g);
          expect(Object.keys(one.params), one.code).toEqual(
            expect.arrayContaining([...asked].map(([, name]) => name)),
          );
        }
      }
    }),
    { numRuns: 3000 },
  );
  // Far enough from the surface to mean something.
  expect(told.size).toBeGreaterThan(30);
});
