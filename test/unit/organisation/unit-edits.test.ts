import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Unit } from '../../../engine/model/organisation.ts';
import {
  checkOrganisation,
  editUnits,
  indexDirectory,
  type OrganisationContent,
  type UnitEdit,
  unitNameOn,
  withUnits,
} from '../../../engine/organisation/index.ts';
import { smallOrganisation } from './small-directory.ts';

const { revision: _, ...small } = smallOrganisation;

function edited(edit: UnitEdit, organisation: OrganisationContent = small): OrganisationContent {
  const outcome = editUnits(organisation, edit);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues));
  return withUnits(organisation, outcome.value);
}

function codes(edit: UnitEdit): string[] {
  const outcome = editUnits(small, edit);
  return outcome.ok ? [] : outcome.issues.map(({ code }) => code);
}

const unitOf = ({ units }: OrganisationContent, uid: string): Unit => units.find((one) => one.uid === uid)!;
const indexOf = (organisation: OrganisationContent) =>
  indexDirectory({
    revision: 1,
    organisations: [{ ...organisation, revision: 1 }],
    memberships: [],
    substitutes: [],
    names: {},
  });

const above = (index: ReturnType<typeof indexOf>, uid: string, line: string, day: string) => {
  const at = index.parentOn(uid, line, day);
  return at.kind === 'unit' ? at.unit.uid : at.kind;
};

describe('a name from a day on', () => {
  it('holds from that day, and the former one until the day before', () => {
    const renamed = unitOf(
      edited({ edit: 'rename', uid: 'top', name: 'Tỉnh Mới', from: '2025-03-01' }),
      'top',
    );
    expect(renamed.formerNames).toEqual([{ name: 'Tỉnh', to: '2025-02-28' }]);
    expect(['2025-02-28', '2025-03-01'].map((day) => unitNameOn(renamed, day))).toEqual(['Tỉnh', 'Tỉnh Mới']);
  });

  it('corrects a misspelling without a day, and keeps no former name', () => {
    expect(unitOf(edited({ edit: 'rename', uid: 'top', name: 'Tỉnh A' }), 'top')).toEqual({
      ...unitOf(small, 'top'),
      name: 'Tỉnh A',
    });
  });

  it('is refused when empty, the same, or before the name that holds', () => {
    expect(codes({ edit: 'rename', uid: 'top', name: '' })).toEqual(['directory.name.missing']);
    expect(codes({ edit: 'rename', uid: 'top', name: 'Tỉnh' })).toEqual(['directory.name.same']);
    expect(codes({ edit: 'rename', uid: 'wide', name: 'B', from: '2024-10-01' })).toEqual([
      'directory.name.order',
    ]);
    expect(codes({ edit: 'rename', uid: 'nowhere', name: 'B' })).toEqual(['directory.unit.unknown']);
  });

  it('of several, each holds exactly in its time', () => {
    const day = (n: number) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(400), { minLength: 1, maxLength: 6 }),
        fc.nat(400),
        (starts, asked) => {
          starts.sort((a, b) => a - b);
          let organisation = small as OrganisationContent;
          for (const start of starts)
            organisation = edited(
              { edit: 'rename', uid: 'top', name: `Tên ${start}`, from: day(start) },
              organisation,
            );
          const last = starts.filter((start) => start <= asked).at(-1);
          expect(unitNameOn(unitOf(organisation, 'top'), day(asked))).toBe(
            last === undefined ? 'Tỉnh' : `Tên ${last}`,
          );
        },
      ),
    );
  });
});

describe('a parent from a day on', () => {
  it('takes the place of the one that stands, until the next one already said', () => {
    const moved = edited({ edit: 'move', uid: 'north', line: 'police', parent: 'top', from: '2025-02-01' });
    expect(unitOf(moved, 'north').parents).toEqual([
      { line: 'police', unit: 'upper', to: '2025-01-31' },
      { line: 'police', unit: 'top', from: '2025-03-01' },
      { line: 'committee', unit: 'upper' },
      { line: 'police', unit: 'top', from: '2025-02-01', to: '2025-02-28' },
    ]);
    expect(
      ['2025-01-31', '2025-02-01', '2025-03-01'].map((day) => above(indexOf(moved), 'north', 'police', day)),
    ).toEqual(['upper', 'top', 'top']);
  });

  it('may be none, and is refused when it is the same, unknown or below', () => {
    const left = edited({ edit: 'move', uid: 'north', line: 'committee', parent: null, from: '2025-02-01' });
    expect(indexOf(left).parentOn('north', 'committee', '2025-02-01').kind).toBe('none');
    const move = (parent: string) =>
      codes({ edit: 'move', uid: 'top', line: 'police', parent, from: '2025-01-01' });
    expect(
      codes({ edit: 'move', uid: 'north', line: 'police', parent: 'upper', from: '2025-01-01' }),
    ).toEqual(['directory.parent.same']);
    expect(move('nowhere')).toEqual(['organisation.ref.unknown_unit']);
    expect(move('upper')).toContain('organisation.cycle.parents');
  });
});

describe('an end, a code, a new unit, a line', () => {
  it('ends with who takes over, goes on without a day', () => {
    const ended = edited({
      edit: 'end',
      uid: 'joined',
      lastDay: '2026-06-30',
      successors: ['east', 'east', ''],
    });
    expect(unitOf(ended, 'joined')).toMatchObject({ validTo: '2026-06-30', successors: ['east'] });
    const goes = unitOf(edited({ edit: 'end', uid: 'joined', successors: [] }, ended), 'joined');
    expect(goes).toEqual(unitOf(small, 'joined'));
    expect(codes({ edit: 'end', uid: 'joined', lastDay: '2024-01-01', successors: ['nowhere'] })).toEqual(
      expect.arrayContaining(['organisation.incompatible.dates', 'organisation.ref.unknown_unit']),
    );
  });

  it('a code is given and taken away', () => {
    const coded = edited({ edit: 'code', uid: 'top', code: '95' });
    expect(unitOf(coded, 'top').code).toBe('95');
    expect(unitOf(edited({ edit: 'code', uid: 'top' }, coded), 'top')).toEqual(unitOf(small, 'top'));
  });

  it('a unit is added once, and of a level there is', () => {
    const unit = { uid: 'new', name: 'Xã Mới', level: 'commune', parents: [{ line: 'police', unit: 'top' }] };
    expect(edited({ edit: 'add', unit }).units.at(-1)).toEqual(unit);
    expect(codes({ edit: 'add', unit: { ...unit, uid: 'top' } })).toEqual(['directory.unit.taken']);
    expect(codes({ edit: 'add', unit: { ...unit, level: 'x' } })).toEqual(['organisation.ref.unknown_level']);
  });

  it('a line ends for everybody on it, and leaves the rest as it was', () => {
    const ended = edited({ edit: 'endLine', line: 'committee', lastDay: '2025-02-28' });
    const index = indexOf(ended);
    for (const { uid } of small.units) {
      expect(index.parentOn(uid, 'committee', '2025-03-01').kind, uid).toBe('none');
      for (const [line, day] of [
        ['committee', '2025-02-28'],
        ['police', '2025-03-01'],
      ] as const)
        expect(above(index, uid, line, day), uid).toBe(above(indexOf(small), uid, line, day));
    }
  });
});

describe('any edit', () => {
  const day = fc.constantFrom('2024-06-01', '2025-01-15', '2025-03-01', '2025-07-01', '2026-01-01');
  const uid = fc.constantFrom(...small.units.map((one) => one.uid));
  const line = fc.constantFrom('police', 'committee');
  const edit: fc.Arbitrary<UnitEdit> = fc.oneof(
    fc.record({ edit: fc.constant('rename' as const), uid, name: fc.constantFrom('A', 'B', ''), from: day }),
    fc.record({ edit: fc.constant('move' as const), uid, line, parent: fc.option(uid), from: day }),
    fc.record({
      edit: fc.constant('end' as const),
      uid,
      lastDay: day,
      successors: fc.uniqueArray(uid, { maxLength: 2 }),
    }),
    fc.record({ edit: fc.constant('endLine' as const), line, lastDay: day }),
  );

  it('leaves an organisation without new errors, and says what every unit it touched was', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 8 }), (edits) => {
        let organisation: OrganisationContent = small;
        const undo: OrganisationContent[] = [];
        for (const one of edits) {
          const outcome = editUnits(organisation, one);
          if (!outcome.ok) continue;
          undo.push(organisation);
          const next = withUnits(organisation, outcome.value);
          const back = outcome.value.map(({ before, after }) => ({ before: after, after: before! }));
          expect(withUnits(next, back)).toEqual(organisation);
          organisation = next;
        }
        const errors = checkOrganisation({ thidua: 1, ...organisation } as never).filter(
          ({ severity }) => severity === 'error',
        );
        expect(errors).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
