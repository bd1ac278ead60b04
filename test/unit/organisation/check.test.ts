import { describe, expect, it } from 'vitest';
import { sentence } from '../../../engine/issues/index.ts';
import type { OrganisationFile } from '../../../engine/model/generated/definitions.ts';
import { checkOrganisation } from '../../../engine/organisation/index.ts';
import { smallOrganisation } from './small-directory.ts';

const { revision: _, ...record } = smallOrganisation;
const sound: OrganisationFile = { thidua: 1, ...record };

type UnitFile = OrganisationFile['units'][number];
const unit = (uid: string, more: Partial<UnitFile> = {}): UnitFile => ({
  uid,
  name: uid,
  level: 'commune',
  parents: [],
  ...more,
});
const below = (parent: string, from?: string, to?: string) => ({
  parents: [{ line: 'police', unit: parent, ...(from && { from }), ...(to && { to }) }],
});

/** The Issues of an organisation with these units, as `code pointer`. */
function found(units: UnitFile[], more: Partial<OrganisationFile> = {}): string[] {
  const issues = checkOrganisation({ ...sound, units, ...more });
  for (const one of issues)
    for (const language of ['vi', 'en'] as const)
      expect(sentence(one, language), one.code).not.toMatch(/\{\w+\}/);
  return issues.map(({ code, pointer }) => `${code} ${pointer}`);
}

describe('an organisation on its own', () => {
  it('is sound, or has only the loose end it was made with', () => {
    expect(found([])).toEqual([]);
    // `team-wide` hangs below a commune that is split: somebody must decide.
    expect(checkOrganisation(sound)).toMatchObject([
      {
        code: 'organisation.incompatible.parent_missing',
        severity: 'warning',
        source: 'organisations/small.json',
        pointer: '/units/10/parents/0',
        params: { unit: 'team-wide', parent: 'wide', line: 'police', day: '2025-07-01' },
      },
    ]);
  });

  it.each<[string, UnitFile[], string[]]>([
    ['a uid given twice', [unit('a'), unit('b'), unit('a')], ['organisation.unique.id /units/2/uid']],
    ['a level', [unit('a', { level: 'comune' })], ['organisation.ref.unknown_level /units/0/level']],
    [
      'a line',
      [unit('a'), unit('b', { parents: [{ line: 'army', unit: 'a' }] })],
      ['organisation.ref.unknown_line /units/1/parents/0/line'],
    ],
    ['a parent', [unit('b', below('a'))], ['organisation.ref.unknown_unit /units/0/parents/0/unit']],
    [
      'a successor',
      [unit('a', { validTo: '2025-06-30', successors: ['b'] })],
      ['organisation.ref.unknown_unit /units/0/successors/0'],
    ],
    [
      'a unit that ends before it begins',
      [unit('a', { validFrom: '2025-07-01', validTo: '2025-06-30' })],
      ['organisation.incompatible.dates /units/0'],
    ],
    [
      'a day that does not exist',
      [unit('a', { validTo: '2025-06-31' })],
      ['organisation.type.not_a_day /units/0'],
    ],
    [
      'a parent for no time',
      [unit('a'), unit('b', below('a', '2025-07-01', '2025-06-30'))],
      ['organisation.incompatible.dates /units/1/parents/0'],
    ],
    [
      'two parents at once',
      [
        unit('a'),
        unit('b'),
        unit('c', {
          parents: [
            { line: 'police', unit: 'a', to: '2025-03-01' },
            { line: 'police', unit: 'b', from: '2025-03-01' },
          ],
        }),
      ],
      ['organisation.incompatible.two_parents /units/2/parents/1'],
    ],
    [
      'a parent that has not begun',
      [unit('a', { validFrom: '2025-07-01' }), unit('b', below('a'))],
      ['organisation.incompatible.parent_missing /units/1/parents/0'],
    ],
    [
      'a parent that ends without a successor',
      [unit('a', { validTo: '2025-06-30' }), unit('b', below('a'))],
      ['organisation.incompatible.parent_missing /units/1/parents/0'],
    ],
    [
      'successors of a unit that does not end',
      [unit('a', { successors: ['b'] }), unit('b')],
      ['organisation.incompatible.successors_without_end /units/0/successors'],
    ],
    [
      'a successor that does not exist yet',
      [unit('a', { validTo: '2025-06-30', successors: ['b'] }), unit('b', { validFrom: '2025-07-02' })],
      ['organisation.incompatible.successor_missing /units/0/successors/0'],
    ],
    [
      'a circle of parents, below which others hang',
      [unit('a', below('b')), unit('b', below('c')), unit('c', below('a')), unit('d', below('a'))],
      ['organisation.cycle.parents /units/0'],
    ],
    ['a unit below itself', [unit('a', below('a'))], ['organisation.cycle.parents /units/0']],
    [
      'a circle that exists only for a time',
      [unit('a', below('b', '2025-01-01')), unit('b', below('a', undefined, '2025-01-01'))],
      ['organisation.cycle.parents /units/0'],
    ],
    [
      'a circle of successors',
      [
        unit('a', { validTo: '2025-06-30', successors: ['b'] }),
        unit('b', { validTo: '2025-12-31', successors: ['a'] }),
      ],
      [
        'organisation.incompatible.successor_missing /units/1/successors/0',
        'organisation.cycle.successors /units/0',
      ],
    ],
  ])('names %s', (_name, units, expected) => expect(found(units)).toEqual(expected));

  it.each<[string, UnitFile[]]>([
    [
      'parents that change places',
      [unit('a', below('b', '2025-01-02')), unit('b', below('a', undefined, '2025-01-01'))],
    ],
    [
      'parents that follow each other',
      [
        unit('a'),
        unit('b'),
        unit('c', {
          parents: [
            { line: 'police', unit: 'a', to: '2025-02-28' },
            { line: 'police', unit: 'b', from: '2025-03-01' },
            { line: 'committee', unit: 'a' },
          ],
        }),
      ],
    ],
    [
      'a parent read through its single successor',
      [
        unit('a', { validTo: '2025-06-30', successors: ['b'] }),
        unit('b', { validFrom: '2025-07-01' }),
        unit('c', below('a')),
      ],
    ],
  ])('has nothing against %s', (_name, units) => expect(found(units)).toEqual([]));

  it('names every member of a circle', () => {
    const [ring] = checkOrganisation({ ...sound, units: [unit('a', below('b')), unit('b', below('a'))] });
    expect(ring).toMatchObject({
      params: { line: 'police', units: ['a', 'b'] },
      related: [{ pointer: '/units/1', role: 'member' }],
    });
  });

  it('names the nearest known ones, and what roles and clusters refer to', () => {
    const roles = [{ id: 'leader', title: { vi: 'Tổ trưởng' }, level: 'tem', line: 'polise' }];
    const clusters = [
      {
        id: 'k1',
        title: { vi: 'Cụm 1' },
        units: ['a', 'x'],
        head: 'y',
        from: '2025-02-01',
        to: '2025-01-01',
      },
    ];
    expect(found([unit('a')], { roles, clusters })).toEqual([
      'organisation.ref.unknown_level /roles/0/level',
      'organisation.ref.unknown_line /roles/0/line',
      'organisation.incompatible.dates /clusters/0',
      'organisation.ref.unknown_unit /clusters/0/units/1',
      'organisation.ref.unknown_unit /clusters/0/head',
    ]);
    expect(checkOrganisation({ ...sound, roles }, 'elsewhere.json')[0]).toMatchObject({
      source: 'elsewhere.json',
      params: { name: 'tem', nearest: ['team'] },
    });
  });
});
