import { describe, expect, it } from 'vitest';
import type { Directory, Unit } from '../../../engine/model/organisation.ts';
import { indexDirectory, type Located } from '../../../engine/organisation/index.ts';
import { smallDirectory } from './small-directory.ts';

const directory = indexDirectory(smallDirectory);
const uids = (units: Unit[]) => units.map(({ uid }) => uid);
const found = (located: Located) =>
  located.kind === 'unit'
    ? located.unit.uid
    : located.kind === 'undecided'
      ? `${located.unit.uid}: ${located.successors.join(' or ')}`
      : null;

describe('a unit on a day', () => {
  it('exists from its first to its last day, both included', () => {
    expect(directory.unitOn('north', '2025-06-30')?.name).toBe('Xã north');
    expect(directory.unitOn('north', '2025-07-01')).toBeNull();
    expect(directory.unitOn('joined', '2025-06-30')).toBeNull();
    expect(directory.unitOn('joined', '2025-07-01')?.uid).toBe('joined');
    expect(directory.unitOn('nowhere', '2025-01-01')).toBeNull();
    expect(directory.unit('old')?.name).toBe('Xã old');
    expect(directory.organisationOf('old')?.id).toBe('small');
  });

  it.each([
    ['north', '2025-06-30', 'north'],
    ['north', '2025-07-01', 'joined'],
    ['old', '2024-09-30', 'old'],
    ['old', '2025-01-01', 'wide'],
    ['old', '2025-07-01', 'wide: east or west'],
    ['wide', '2025-07-01', 'wide: east or west'],
    ['wide', '2024-09-30', null],
    ['upper', '2025-07-01', null],
    ['joined', '2025-06-30', null],
    ['nowhere', '2025-06-30', null],
  ])('%s on %s is answered for by %s', (uid, day, expected) => {
    expect(found(directory.currentUnit(uid, day))).toBe(expected);
  });

  it('is what its ended predecessors are read through to, but never one of several', () => {
    expect(uids(directory.predecessors('joined', '2025-07-01'))).toEqual(['north', 'south']);
    expect(uids(directory.predecessors('joined', '2025-06-30'))).toEqual([]);
    expect(uids(directory.predecessors('wide', '2025-01-01'))).toEqual(['old']);
    expect(uids(directory.predecessors('east', '2025-07-01'))).toEqual([]);
  });

  it('ends a search in a ring of successors', () => {
    const ring = (uid: string, successor: string): Unit => ({
      uid,
      name: uid,
      level: 'commune',
      parents: [],
      validTo: '2024-12-31',
      successors: [successor],
    });
    const [organisation] = smallDirectory.organisations;
    const broken: Directory = {
      ...smallDirectory,
      organisations: [{ ...organisation!, units: [ring('a', 'b'), ring('b', 'a')] }],
    };
    expect(found(indexDirectory(broken).currentUnit('a', '2025-01-01'))).toBeNull();
    expect(indexDirectory(broken).predecessors('a', '2025-01-01')).toEqual([]);
  });
});

describe('climbing a line', () => {
  it.each([
    ['team-north', 'commune', 'police', '2025-01-20', 'north'],
    ['team-north', 'district', 'police', '2025-02-28', 'upper'],
    ['team-north', 'district', 'police', '2025-03-01', null],
    ['team-north', 'province', 'police', '2025-03-01', 'top'],
    ['team-north', 'commune', 'police', '2025-07-01', 'joined'],
    ['team-north', 'commune', 'committee', '2025-01-20', null],
    ['north', 'district', 'committee', '2025-03-01', 'upper'],
    ['north', 'commune', 'committee', '2025-03-01', 'north'],
    ['north', 'province', 'committee', '2025-07-01', 'top'],
    ['team-wide', 'commune', 'police', '2025-06-30', 'wide'],
    ['team-wide', 'commune', 'police', '2025-07-01', 'wide: east or west'],
    ['team-wide', 'province', 'police', '2025-07-01', 'wide: east or west'],
    ['team-wide', 'team', 'police', '2025-07-01', 'team-wide'],
    ['top', 'commune', 'police', '2025-01-20', null],
    ['nowhere', 'commune', 'police', '2025-01-20', null],
  ])('%s to the %s by the %s on %s comes to %s', (uid, level, line, day, expected) => {
    expect(found(directory.ancestorAt(uid, level, line, day))).toBe(expected);
  });

  it('goes one step at a time too', () => {
    expect(found(directory.parentOn('team-north', 'police', '2025-01-20'))).toBe('north');
    expect(found(directory.parentOn('team-wide', 'police', '2025-07-01'))).toBe('wide: east or west');
    expect(found(directory.parentOn('old', 'police', '2025-07-01'))).toBe('wide: east or west');
  });

  it('tells what lies at or below', () => {
    expect(directory.isAtOrBelow('team-north', 'top', 'police', '2025-01-20')).toBe(true);
    expect(directory.isAtOrBelow('north', 'north', 'police', '2025-01-20')).toBe(true);
    expect(directory.isAtOrBelow('team-north', 'south', 'police', '2025-01-20')).toBe(false);
    expect(directory.isAtOrBelow('team-north', 'south', 'police', '2025-07-01')).toBe(true);
    expect(directory.isAtOrBelow('team-wide', 'east', 'police', '2025-07-01')).toBe(false);
    expect(directory.isAtOrBelow('top', 'team-north', 'police', '2025-01-20')).toBe(false);
  });

  it('ends in a circle of parents', () => {
    const circle = (uid: string, parent: string): Unit => ({
      uid,
      name: uid,
      level: 'commune',
      parents: [{ line: 'police', unit: parent }],
    });
    const [organisation] = smallDirectory.organisations;
    const broken = indexDirectory({
      ...smallDirectory,
      organisations: [{ ...organisation!, units: [circle('a', 'b'), circle('b', 'a')] }],
    });
    expect(found(broken.ancestorAt('a', 'province', 'police', '2025-01-01'))).toBeNull();
    expect(uids(broken.unitsBelow('a', 'police', '2025-01-01'))).toEqual(['b']);
  });
});

describe('looking down', () => {
  it('lists what is below on a line and day, in order', () => {
    expect(uids(directory.unitsBelow('top', 'police', '2025-01-20'))).toEqual([
      'upper',
      'north',
      'south',
      'wide',
      'team-north',
      'team-wide',
    ]);
    expect(uids(directory.unitsBelow('top', 'police', '2025-07-01'))).toEqual([
      'joined',
      'east',
      'west',
      'team-north',
    ]);
    expect(uids(directory.unitsBelow('north', 'police', '2025-07-01'))).toEqual(['team-north']);
    expect(uids(directory.childrenOf('top', 'police', '2025-01-20'))).toEqual(['upper', 'wide']);
    expect(directory.unitsBelow('wide', 'police', '2025-07-01')).toEqual([]);
    expect(directory.childrenOf('upper', 'police', '2025-03-01')).toEqual([]);
  });

  it('lists the units of a level', () => {
    expect(uids(directory.unitsOfLevel('commune', '2025-07-01'))).toEqual(['joined', 'east', 'west']);
    expect(uids(directory.unitsOfLevel('commune', '2025-07-01', 'small'))).toHaveLength(3);
    expect(directory.unitsOfLevel('commune', '2025-07-01', 'other')).toEqual([]);
    expect(directory.unitsOfLevel('ward', '2025-07-01')).toEqual([]);
  });
});

describe('who is asked', () => {
  it.each<[string, string, string[]]>([
    ['small/officer@north', '2025-01-20', ['an']],
    ['small/officer@north', '2025-07-01', ['an']],
    ['small/officer@south', '2025-07-01', ['an']],
    ['small/officer@old', '2025-01-20', ['chi']],
    ['small/officer@wide', '2025-07-01', []],
    ['small/officer@east', '2025-07-01', []],
    ['small/leader@team-north', '2025-01-31', ['dung']],
    ['small/leader@team-north', '2025-02-01', []],
    ['small/leader@team-north', '2024-06-30', []],
    ['spring/council', '2025-01-20', ['giang']],
    ['spring/council', '2024-12-31', []],
    ['small/officer@nowhere', '2025-01-20', []],
    ['an', '2025-01-20', ['an']],
  ])('%s on %s: %j', (key, day, expected) => expect(directory.holders(key, day)).toEqual(expected));

  it('is not somebody whose unit has ended, though the membership has no last day', () => {
    expect(directory.membershipsOf('binh', '2025-06-30').map(({ id }) => id)).toEqual(['m3']);
    expect(directory.membershipsOf('binh', '2025-07-01')).toEqual([]);
    expect(directory.membershipsOf('lost', '2025-01-20')).toEqual([]);
  });

  it('is a name', () => {
    expect(directory.nameOf('an')).toBe('Trần An');
    expect(directory.nameOf('nobody')).toBe('nobody');
  });
});

describe('under which keys work waits', () => {
  it.each<[string, string, string[]]>([
    ['an', '2025-01-20', ['an', 'small/officer@north']],
    [
      'an',
      '2025-07-01',
      [
        'an',
        'small/officer@joined',
        'small/officer@north',
        'small/officer@south',
        'small/chief@joined',
        'small/chief@north',
        'small/chief@south',
      ],
    ],
    ['binh', '2025-01-20', ['binh', 'small/officer@south', 'an', 'small/officer@north']],
    ['binh', '2025-01-25', ['binh', 'small/officer@south']],
    ['chi', '2025-01-25', ['chi', 'small/officer@wide', 'small/officer@old']],
    ['chi', '2025-07-01', ['chi']],
    ['giang', '2025-01-20', ['giang', 'spring/council']],
    ['stranger', '2025-01-20', ['stranger']],
  ])('%s on %s: %j', (account, day, keys) => expect(directory.keysOf(account, day)).toEqual(keys));

  it('does not pass a substitution on', () => {
    expect(directory.actingFor('chi', '2025-01-20')).toEqual(['binh']);
    expect(directory.actingFor('binh', '2025-01-20')).toEqual(['an']);
    expect(directory.substitutesOf('an', '2025-01-24')).toEqual(['binh']);
    expect(directory.substitutesOf('an', '2025-01-25')).toEqual([]);
    expect(directory.mayAct('chi', 'small/officer@north', '2025-01-20')).toBeNull();
  });

  it.each([
    ['an', 'small/officer@north', '2025-01-20', { membership: 'm1' }],
    ['an', 'small/officer@south', '2025-07-01', { membership: 'm2' }],
    ['an', 'an', '2025-01-20', {}],
    ['binh', 'small/officer@north', '2025-01-20', { membership: 'm1', onBehalfOf: 'an' }],
    ['binh', 'small/officer@south', '2025-01-20', { membership: 'm3' }],
    ['binh', 'an', '2025-01-20', { onBehalfOf: 'an' }],
    ['binh', 'small/officer@north', '2025-01-25', null],
    ['chi', 'small/officer@wide', '2025-07-01', null],
    ['an', 'small/chief@joined', '2025-06-30', null],
    ['giang', 'spring/council', '2025-01-20', { membership: 'm6' }],
    ['an', 'binh', '2025-01-20', null],
  ])('%s may act on %s on %s: %j', (account, key, day, expected) => {
    expect(directory.mayAct(account, key, day)).toEqual(expected);
  });

  it('says the same as who is asked, for every account, key and day', () => {
    const days = ['2024-09-30', '2025-01-19', '2025-01-20', '2025-06-30', '2025-07-01'];
    const keys = smallDirectory.organisations[0]!.units.flatMap(({ uid }) =>
      ['officer', 'chief', 'leader'].map((role) => `small/${role}@${uid}`),
    );
    for (const day of days)
      for (const account of Object.keys(smallDirectory.names))
        for (const key of keys) {
          const people = [account, ...directory.actingFor(account, day)];
          const asked = directory.holders(key, day).some((one) => people.includes(one));
          expect(directory.mayAct(account, key, day) !== null, `${account} ${key} ${day}`).toBe(asked);
          expect(directory.keysOf(account, day).includes(key), `${account} ${key} ${day}`).toBe(asked);
        }
  });
});

it('is made once an object', () => {
  expect(indexDirectory(smallDirectory)).toBe(directory);
  expect(indexDirectory({ ...smallDirectory, revision: 2 })).not.toBe(directory);
});
