import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReorganisationFile } from '../../../engine/model/generated/definitions.ts';
import type { Directory, Membership, OrganisationRecord } from '../../../engine/model/organisation.ts';
import {
  applyReorganisation,
  checkReorganisation,
  indexDirectory,
  isReorganised,
  moveMemberships,
  takeBackReorganisation,
  touchedUnits,
  undecidedParents,
  unroutedKey,
  withChoices,
} from '../../../engine/organisation/index.ts';

const land: OrganisationRecord = {
  id: 'land',
  revision: 1,
  title: { vi: 'Vùng' },
  levels: [
    { id: 'city', title: { vi: 'Thành phố' } },
    { id: 'ward', title: { vi: 'Phường' } },
    { id: 'team', title: { vi: 'Tổ' } },
  ],
  lines: [
    { id: 'police', title: { vi: 'Công an' } },
    { id: 'committee', title: { vi: 'Ủy ban' } },
  ],
  roles: [
    { id: 'clerk', title: { vi: 'Cán bộ' } },
    { id: 'chief', title: { vi: 'Trưởng' } },
    { id: 'keeper', title: { vi: 'Quản trị' }, administers: true },
  ],
  units: [
    { uid: 'city', name: 'Thành phố', level: 'city', parents: [] },
    ...['a', 'b', 'c'].map((one) => ({
      uid: `ward-${one}`,
      name: `Phường ${one.toUpperCase()}`,
      level: 'ward',
      parents: [
        { line: 'police', unit: 'city' },
        { line: 'committee', unit: 'city' },
      ],
    })),
    ...['a', 'b', 'c'].map((one) => ({
      uid: `team-${one}`,
      name: `Tổ ${one.toUpperCase()}`,
      level: 'team',
      parents: [{ line: 'police', unit: `ward-${one}` }],
      validFrom: '2024-07-01',
    })),
  ],
};

/** A and B become one ward, C becomes two. */
const merge: ReorganisationFile = {
  thidua: 1,
  id: 'merge',
  title: { vi: 'Nhập và chia' },
  organisation: 'land',
  from: '2025-07-01',
  units: ['ab', 'c1', 'c2'].map((one) => ({
    uid: `ward-${one}`,
    name: `Phường ${one.toUpperCase()}`,
    level: 'ward',
    parents: [{ line: 'police', unit: 'city' }],
  })),
  ends: [
    { unit: 'ward-a', successors: ['ward-ab'] },
    { unit: 'ward-b', successors: ['ward-ab'] },
    { unit: 'ward-c', successors: ['ward-c1', 'ward-c2'] },
  ],
  roles: [
    { role: 'clerk', people: 'follow' },
    { role: 'chief', units: ['ward-a'], people: 'follow' },
    { role: 'chief', people: 'follow', as: 'clerk' },
  ],
};

const held = (account: string, role: string, unit: string, more: Partial<Membership> = {}): Membership => ({
  id: `m-${account}`,
  account,
  role: `land/${role}`,
  unit,
  from: '2024-07-01',
  ...more,
});

function directory(organisation: OrganisationRecord, memberships: Membership[] = []): Directory {
  return { revision: 1, organisations: [organisation], memberships, substitutes: [], names: {} };
}

describe('a reorganisation of units', () => {
  it('leaves every day before it as it was, and holds from its day on', () => {
    const after = indexDirectory(directory(applyReorganisation(land, merge)));
    const uid = (located: ReturnType<typeof after.currentUnit>) =>
      located.kind === 'unit' ? located.unit.uid : located.kind;
    expect(uid(after.ancestorAt('team-a', 'ward', 'police', '2025-06-30'))).toBe('ward-a');
    expect(uid(after.ancestorAt('team-a', 'ward', 'police', '2025-07-01'))).toBe('ward-ab');
    expect(uid(after.ancestorAt('team-c', 'ward', 'police', '2025-07-01'))).toBe('undecided');
    expect(after.unitsOfLevel('ward', '2025-06-30').map((one) => one.uid)).toEqual([
      'ward-a',
      'ward-b',
      'ward-c',
    ]);
    expect(after.unitsOfLevel('ward', '2025-07-01').map((one) => one.uid)).toEqual([
      'ward-ab',
      'ward-c1',
      'ward-c2',
    ]);
  });

  it('moves a whole level on a line, and takes another off it', () => {
    const file: ReorganisationFile = {
      ...merge,
      units: [],
      ends: [],
      parents: [
        { line: 'police', level: 'team', parent: 'city' },
        { line: 'committee', level: 'ward' },
      ],
    };
    const after = indexDirectory(directory(applyReorganisation(land, file)));
    expect(after.parentOn('team-a', 'police', '2025-06-30')).toMatchObject({ unit: { uid: 'ward-a' } });
    expect(after.parentOn('team-a', 'police', '2025-07-01')).toMatchObject({ unit: { uid: 'city' } });
    expect(after.parentOn('ward-a', 'committee', '2025-06-30')).toMatchObject({ unit: { uid: 'city' } });
    expect(after.parentOn('ward-a', 'committee', '2025-07-01')).toEqual({ kind: 'none' });
    expect(after.parentOn('ward-a', 'police', '2025-07-01')).toMatchObject({ unit: { uid: 'city' } });
    expect(takeBackReorganisation(applyReorganisation(land, file), file)).toEqual(land);
  });

  it('asks where units go on that lie below several successors, and takes the answer', () => {
    expect(undecidedParents(land, merge)).toMatchObject([
      {
        unit: { uid: 'team-c' },
        parent: { uid: 'ward-c' },
        lines: ['police'],
        successors: ['ward-c1', 'ward-c2'],
      },
    ]);
    const decided = withChoices(land, merge, { below: { 'team-c': 'ward-c2' } });
    expect(undecidedParents(land, decided)).toEqual([]);
    const after = indexDirectory(directory(applyReorganisation(land, decided)));
    expect(after.parentOn('team-c', 'police', '2025-07-01')).toMatchObject({ unit: { uid: 'ward-c2' } });
    expect(withChoices(land, merge, { below: { 'team-c': 'city' } })).toBe(merge);
  });

  it('is known again once it holds', () => {
    expect(isReorganised(land, merge)).toBe(false);
    expect(isReorganised(applyReorganisation(land, merge), merge)).toBe(true);
    expect(checkReorganisation(applyReorganisation(land, merge), merge).map(({ code }) => code)).toContain(
      'reorganisation.unit.taken',
    );
  });

  it('keeps what was changed on pages in between when it is taken back', () => {
    const after = applyReorganisation(land, merge);
    const renamed = {
      ...after,
      units: after.units.map((one) => (one.uid === 'team-a' ? { ...one, name: 'Tổ Một' } : one)),
    };
    expect(takeBackReorganisation(renamed, merge).units.find((one) => one.uid === 'team-a')?.name).toBe(
      'Tổ Một',
    );
  });

  it('taken back is as if it had never been, whatever ends, begins and hangs elsewhere', () => {
    const wards = ['ward-a', 'ward-b', 'ward-c'];
    const arbitrary = fc.record({
      ends: fc.uniqueArray(fc.constantFrom(...wards, 'team-a', 'team-b'), { maxLength: 4 }),
      successors: fc.uniqueArray(fc.constantFrom('new-1', 'new-2'), { maxLength: 2 }),
      parents: fc.uniqueArray(
        fc.record({
          line: fc.constantFrom('police', 'committee'),
          level: fc.constantFrom('ward', 'team'),
          parent: fc.option(fc.constantFrom('city', 'new-1'), { nil: undefined }),
        }),
        { maxLength: 3, selector: ({ line, level }) => `${line} ${level}` },
      ),
    });
    fc.assert(
      fc.property(arbitrary, ({ ends, successors, parents }) => {
        const file: ReorganisationFile = {
          ...merge,
          units: ['new-1', 'new-2'].map((uid) => ({ uid, name: uid, level: 'ward', parents: [] })),
          ends: ends.map((unit) => ({ unit, successors })),
          parents: parents.map(({ parent, ...one }) => (parent === undefined ? one : { ...one, parent })),
        };
        const after = applyReorganisation(land, file);
        expect(isReorganised(after, file)).toBe(true);
        expect(takeBackReorganisation(after, file)).toEqual(land);
        // Whatever it changes it says it touches, so that it is found in the history of that unit.
        const before = new Map(land.units.map((unit) => [unit.uid, JSON.stringify(unit)]));
        const changed = after.units.filter((unit) => before.get(unit.uid) !== JSON.stringify(unit));
        expect(touchedUnits(land, file)).toEqual(expect.arrayContaining(changed.map(({ uid }) => uid)));
        expect(touchedUnits(after, file).sort()).toEqual(touchedUnits(land, file).sort());
      }),
    );
  });
});

describe('the people', () => {
  const people = [
    held('an', 'clerk', 'ward-a'),
    held('binh', 'chief', 'ward-a'),
    held('chi', 'chief', 'ward-b'),
    held('dung', 'clerk', 'ward-c'),
    held('em', 'keeper', 'ward-b'),
    held('gone', 'clerk', 'ward-a', { to: '2025-01-01' }),
    held('city', 'clerk', 'city'),
  ];

  it('follow, follow as something else, or end, by the first rule that fits', () => {
    const { ended, begun, undecided } = moveMemberships(people, merge);
    expect(ended.map(({ after }) => [after.account, after.to])).toEqual(
      ['an', 'binh', 'chi', 'dung', 'em'].map((account) => [account, '2025-06-30']),
    );
    expect(begun.map(({ id, role, unit, from }) => [id, role, unit, from])).toEqual([
      ['m-an-merge', 'land/clerk', 'ward-ab', '2025-07-01'],
      ['m-binh-merge', 'land/chief', 'ward-ab', '2025-07-01'],
      ['m-chi-merge', 'land/clerk', 'ward-ab', '2025-07-01'],
    ]);
    expect(undecided.map(({ account }) => account)).toEqual(['dung']);
  });

  it('go where somebody said when there are several successors', () => {
    const { begun, undecided } = moveMemberships(people, merge, { units: { 'ward-c': 'ward-c2' } });
    expect(begun.at(-1)).toMatchObject({ account: 'dung', unit: 'ward-c2' });
    expect(undecided).toEqual([]);
  });

  it('stop holding a role at a unit that goes on, when the rule says so', () => {
    const file: ReorganisationFile = {
      ...merge,
      ends: [],
      units: [],
      roles: [{ role: 'chief', people: 'end' }],
    };
    expect(moveMemberships(people, file).ended.map(({ before }) => before.account)).toEqual(['binh', 'chi']);
  });

  it('find unrouted work where their role administers the organisation', () => {
    const index = indexDirectory(directory(land, people));
    expect(index.holders(unroutedKey('land'), '2025-01-01')).toEqual(['em']);
    expect(index.keysOf('em', '2025-01-01')).toContain('land/unrouted');
    expect(index.keysOf('an', '2025-01-01')).not.toContain('land/unrouted');
    expect(index.mayAct('em', unroutedKey('land'), '2025-01-01')).toBeNull();
  });
});

describe('checking a reorganisation', () => {
  const codes = (change: Partial<ReorganisationFile>) =>
    checkReorganisation(land, { ...merge, ...change }).map(({ code, pointer }) => `${code} ${pointer}`);

  it.each<[string, Partial<ReorganisationFile>, string[]]>([
    ['is content with a merger and asks about a division', {}, ['reorganisation.parent.undecided /parents']],
    [
      'a unit that is not there',
      { ends: [{ unit: 'ward-x' }] },
      ['organisation.ref.unknown_unit /ends/0/unit'],
    ],
    [
      'an id that is taken',
      { units: [{ uid: 'ward-a', name: 'A', level: 'ward', parents: [] }] },
      [
        'reorganisation.unit.taken /units/0/uid',
        'organisation.ref.unknown_unit /ends/0/successors/0',
        'organisation.ref.unknown_unit /ends/1/successors/0',
        'organisation.ref.unknown_unit /ends/2/successors/0',
        'organisation.ref.unknown_unit /ends/2/successors/1',
      ],
    ],
    [
      'a unit ended twice',
      { ends: [...merge.ends!, { unit: 'ward-a' }] },
      ['organisation.unique.id /ends/3/unit'],
    ],
    [
      'a unit that has not begun',
      { from: '2024-07-01', ends: [{ unit: 'team-a' }] },
      ['reorganisation.unit.not_begun /ends/0/unit'],
    ],
    [
      'a role, a level and a line that are not there',
      { roles: [{ role: 'clark', people: 'end' }], parents: [{ line: 'polis', level: 'town' }] },
      [
        'organisation.ref.unknown_line /parents/0/line',
        'organisation.ref.unknown_level /parents/0/level',
        'reorganisation.ref.unknown_role /roles/0/role',
      ],
    ],
    [
      'a change of parents about nobody',
      { parents: [{ line: 'police' }] },
      ['reorganisation.parent.nobody /parents/0'],
    ],
  ])('%s', (_, change, expected) => {
    expect(codes(change)).toEqual(expected);
  });

  it('says what the organisation would lack afterwards', () => {
    const ends = [{ unit: 'city' }];
    expect(codes({ units: [], ends, parents: [] })).toContain(
      'organisation.incompatible.parent_missing /units/1/parents/0',
    );
  });

  it('refuses what ended or moves already', () => {
    const after = applyReorganisation(land, {
      ...merge,
      parents: [{ line: 'police', level: 'team', parent: 'city' }],
    });
    const again: ReorganisationFile = {
      ...merge,
      units: [],
      ends: [{ unit: 'ward-a' }],
      parents: [{ line: 'police', units: ['team-b'], parent: 'city' }],
    };
    expect(checkReorganisation(after, again).map(({ code }) => code)).toEqual([
      'reorganisation.unit.ended',
      'reorganisation.parent.dated',
    ]);
  });

  it('has its sentences in the catalogue of the docs', () => {
    const docs = readFileSync(new URL('../../../docs/issues.md', import.meta.url), 'utf8');
    expect(docs).toContain('reorganisation.parent.undecided');
  });
});
