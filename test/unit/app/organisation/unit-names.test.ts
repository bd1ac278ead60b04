import { describe, expect, it } from 'vitest';
import { caseUnitName, nameAbove } from '../../../../engine/app/organisation/unit-names.ts';
import type { Directory } from '../../../../engine/model/organisation.ts';
import { indexDirectory } from '../../../../engine/organisation/index.ts';

const ward = (uid: string, name: string, more = {}) => ({ uid, name, level: 'ward', parents: [], ...more });
const directory: Directory = {
  revision: 1,
  organisations: [
    {
      id: 'land',
      revision: 1,
      title: { vi: 'Vùng' },
      levels: [],
      lines: [],
      roles: [],
      units: [
        ward('a', 'Phường A', { validTo: '2025-06-30', successors: ['ab'] }),
        ward('b', 'Phường B', { validTo: '2025-06-30', successors: ['ab'] }),
        ward('c', 'Phường C', { validTo: '2025-06-30', successors: ['ab', 'd'] }),
        ward('ab', 'Phường AB', { validFrom: '2025-07-01' }),
        ward('d', 'Phường D', { validFrom: '2025-07-01' }),
        { uid: 'team-a', name: 'Tổ A', level: 'team', parents: [{ line: 'main', unit: 'a' }] },
        {
          uid: 'team-c',
          name: 'Tổ C',
          level: 'team',
          parents: [
            { line: 'main', unit: 'c', to: '2025-06-30' },
            { line: 'main', unit: 'd', from: '2025-07-01' },
          ],
        },
        { uid: 'team-x', name: 'Tổ X', level: 'team', parents: [{ line: 'main', unit: 'c' }] },
      ],
    },
  ],
  memberships: [],
  substitutes: [],
  names: {},
};
const index = indexDirectory(directory);
const before = '2025-06-30';
const after = '2025-07-01';

describe('the names of units', () => {
  it('are those of the time before the reorganisation, and tell both after it', () => {
    const old = { unit: { uid: 'a', nameThen: 'Phường A' } };
    expect(caseUnitName(old, index, before, 'vi')).toBe('Phường A');
    expect(caseUnitName(old, index, after, 'vi')).toBe('Phường A');
    const fresh = { unit: { uid: 'ab', nameThen: 'Phường AB' } };
    expect(caseUnitName(fresh, index, after, 'vi')).toBe('Phường AB (trước sắp xếp: Phường A, Phường B)');
    expect(caseUnitName(fresh, index, after, 'en')).toBe('Phường AB (formerly: Phường A, Phường B)');
  });

  it.each([
    ['team-a', before, 'Phường A'],
    ['team-a', after, 'Phường AB (trước sắp xếp: Phường A)'],
    ['team-c', before, 'Phường C'],
    ['team-c', after, 'Phường D (trước sắp xếp: Phường C)'],
    ['team-x', after, 'Phường C'],
    ['ab', after, undefined],
  ])('above %s on %s: %s', (uid, day, name) => {
    expect(nameAbove(uid, index, day, 'vi')).toBe(name);
  });
});
