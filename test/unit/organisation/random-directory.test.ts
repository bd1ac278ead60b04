import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Directory, Unit } from '../../../engine/model/organisation.ts';
import { indexDirectory } from '../../../engine/organisation/index.ts';

const days = ['2024-12-31', '2025-01-01', '2025-06-30', '2025-07-01', '2026-01-01'];
const levels = ['province', 'commune', 'team'];

/** Units in three levels, some ending for one or several successors, with parents that change. */
const directories = fc
  .array(
    fc.record({
      level: fc.nat(2),
      parents: fc.array(fc.nat(99), { maxLength: 2 }),
      changes: fc.nat(3),
      from: fc.option(fc.nat(2), { freq: 3 }),
      until: fc.option(fc.nat(2), { freq: 2 }),
      successors: fc.uniqueArray(fc.nat(99), { maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((seeds): Directory => {
    const units = seeds.map((seed, n): Unit => {
      const higher = seeds.flatMap((other, m) => (other.level < seed.level ? [m] : []));
      const same = seeds.flatMap((other, m) => (other.level === seed.level && m > n ? [m] : []));
      const pick = (from: number[], k: number) => `u${from[k % from.length]}`;
      const unit: Unit = {
        uid: `u${n}`,
        name: `Unit ${n}`,
        level: levels[seed.level]!,
        parents:
          higher.length === 0
            ? []
            : seed.parents.map((to, place) => ({
                line: 'police',
                unit: pick(higher, to),
                from: place === 0 ? days[0]! : days[seed.changes + 1]!,
                to: place === 0 ? days[seed.changes]! : days[4]!,
              })),
      };
      if (seed.from !== null && seed.from <= (seed.until ?? 2)) unit.validFrom = days[seed.from]!;
      if (seed.until !== null) {
        unit.validTo = days[seed.until]!;
        if (same.length > 0) unit.successors = [...new Set(seed.successors.map((k) => pick(same, k)))];
      }
      return unit;
    });
    const memberships = units.flatMap(({ uid }, n) =>
      n % 2 === 0
        ? [{ id: `m${n}`, account: `a${n % 3}`, role: 'r/officer', unit: uid, from: '2024-01-01' }]
        : [],
    );
    const title = { vi: 'r' };
    const organisation = { id: 'r', revision: 1, title, levels: [], lines: [], roles: [], units };
    return { revision: 1, organisations: [organisation], memberships, substitutes: [], names: {} };
  });

/** The oracle: looks through the list, one sentence of the rules at a time. */
function current(units: readonly Unit[], uid: string, day: string): Unit | null {
  const unit = units.find((one) => one.uid === uid)!;
  if (unit.validFrom !== undefined && day < unit.validFrom) return null;
  if (unit.validTo === undefined || day <= unit.validTo) return unit;
  return unit.successors?.length === 1 ? current(units, unit.successors[0]!, day) : null;
}

function path(units: readonly Unit[], uid: string, day: string): Unit[] {
  const unit = current(units, uid, day);
  const parent = unit?.parents.find(({ from, to }) => day >= from! && day <= to!);
  return unit ? [unit, ...(parent ? path(units, parent.unit, day) : [])] : [];
}

describe('a random organisation on every day', () => {
  it('is climbed, looked down and read through as the rules say', () => {
    fc.assert(
      fc.property(directories, fc.constantFrom(...days), (directory, day) => {
        const index = indexDirectory(directory);
        const units = directory.organisations[0]!.units;
        for (const { uid } of units) {
          const way = path(units, uid, day);
          const located = index.currentUnit(uid, day);
          expect(located.kind === 'unit' ? located.unit : null).toBe(way[0] ?? null);
          for (const level of levels) {
            const ancestor = index.ancestorAt(uid, level, 'police', day);
            expect(ancestor.kind === 'unit' ? ancestor.unit : null).toBe(
              way.find((unit) => unit.level === level) ?? null,
            );
          }
          const top = way[0];
          const below = top
            ? units.filter(
                (unit) =>
                  unit !== top &&
                  current(units, unit.uid, day) === unit &&
                  path(units, unit.uid, day).includes(top),
              )
            : [];
          expect(index.unitsBelow(uid, 'police', day)).toEqual(below);
          expect(
            index
              .predecessors(uid, day)
              .map((unit) => unit.uid)
              .sort(),
          ).toEqual(
            units
              .filter((unit) => unit.uid !== uid && current(units, unit.uid, day)?.uid === uid)
              .map((unit) => unit.uid)
              .sort(),
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it('asks under a key exactly the people who find it among theirs', () => {
    fc.assert(
      fc.property(directories, fc.constantFrom(...days), (directory, day) => {
        const index = indexDirectory(directory);
        for (const { uid } of directory.organisations[0]!.units)
          for (const account of ['a0', 'a1', 'a2']) {
            const key = `r/officer@${uid}`;
            const asked = index.holders(key, day).includes(account);
            expect(index.keysOf(account, day).includes(key)).toBe(asked);
            expect(index.mayAct(account, key, day) !== null).toBe(asked);
          }
      }),
      { numRuns: 300 },
    );
  });
});
