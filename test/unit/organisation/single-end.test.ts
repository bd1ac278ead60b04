import { describe, expect, it } from 'vitest';
import type { Membership } from '../../../engine/model/organisation.ts';
import { endOfRole, endOfUnit, isLastHolder } from '../../../engine/organisation/index.ts';

const clerk = { id: 'clerk', title: { vi: 'Cán bộ', en: 'Clerk' } };
const town = { id: 'town', roles: [clerk, { id: 'chief', title: { vi: 'Trưởng' } }] };
const ward = { uid: 'ward-1', name: 'Phường Một', level: 'ward', parents: [] };

describe('the end of one unit', () => {
  it('is a reorganisation from the day after its last', () => {
    const ending = { lastDay: '2025-02-28', successors: ['ward-2', 'ward-2'], peopleFollow: false };
    expect(endOfUnit('end-1', town, ward, ending)).toEqual({
      thidua: 1,
      id: 'end-1',
      title: { vi: 'Kết thúc Phường Một', en: 'Phường Một ends' },
      organisation: 'town',
      from: '2025-03-01',
      ends: [{ unit: 'ward-1', successors: ['ward-2'] }],
    });
  });

  it('takes along whoever holds any role there, where they follow', () => {
    const ending = { lastDay: '2024-12-31', successors: [], peopleFollow: true, source: 'NQ 1' };
    expect(endOfUnit('end-1', town, ward, ending)).toMatchObject({
      from: '2025-01-01',
      ends: [{ unit: 'ward-1' }],
      roles: [
        { role: 'clerk', units: ['ward-1'], people: 'follow' },
        { role: 'chief', units: ['ward-1'], people: 'follow' },
      ],
      source: 'NQ 1',
    });
  });
});

describe('the last holder of a role', () => {
  const held: Membership = { id: 'm1', account: 'a', role: 'town/clerk', unit: 'ward-1', from: '2025-01-01' };

  it.each<[string, Partial<Membership>, boolean]>([
    ['somebody else holds it too', {}, false],
    ['the other begins on the very next day', { from: '2025-03-01' }, false],
    ['the other begins a day later', { from: '2025-03-02' }, true],
    ['the other ends with the same day', { to: '2025-02-28' }, true],
    ['the other holds it elsewhere', { unit: 'ward-2' }, true],
    ['the other holds another role', { role: 'town/chief' }, true],
  ])('%s', (_, other, last) => {
    const twin: Membership = { ...held, id: 'm2', account: 'b', ...other };
    expect(isLastHolder([held, twin], held, '2025-02-28')).toBe(last);
  });

  it('ends with a reorganisation of nothing else', () => {
    expect(endOfRole('end-2', town, clerk, ward, '2025-02-28')).toEqual({
      thidua: 1,
      id: 'end-2',
      title: { vi: 'Thôi giữ vai trò Cán bộ, Phường Một', en: 'Clerk of Phường Một ends' },
      organisation: 'town',
      from: '2025-03-01',
      roles: [{ role: 'clerk', units: ['ward-1'], people: 'end' }],
    });
  });
});
