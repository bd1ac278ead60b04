import type { Directory, OrganisationRecord } from '../../../engine/model/organisation.ts';

/**
 * Two districts end on 2025-06-30. Communes `north` and `south` become `joined`; `wide` is split into `east` and
 * `west`; `old` had already become `wide` before. The police line leaves the district on 2025-03-01.
 */
export const smallOrganisation: OrganisationRecord = {
  id: 'small',
  revision: 1,
  title: { vi: 'Tổ chức nhỏ' },
  levels: ['province', 'district', 'commune', 'team'].map((id) => ({ id, title: { vi: id } })),
  lines: ['police', 'committee'].map((id) => ({ id, title: { vi: id } })),
  roles: [
    { id: 'leader', title: { vi: 'Tổ trưởng' }, level: 'team' },
    { id: 'officer', title: { vi: 'Công an xã' }, level: 'commune', line: 'police' },
    { id: 'chief', title: { vi: 'Trưởng Công an xã' }, level: 'commune', line: 'police' },
  ],
  units: [
    { uid: 'top', name: 'Tỉnh', level: 'province', parents: [] },
    {
      uid: 'upper',
      name: 'Huyện Trên',
      level: 'district',
      parents: [
        { line: 'police', unit: 'top', to: '2025-02-28' },
        { line: 'committee', unit: 'top' },
      ],
      validTo: '2025-06-30',
    },
    ...['north', 'south'].map((uid) => ({
      uid,
      name: `Xã ${uid}`,
      level: 'commune',
      parents: [
        { line: 'police', unit: 'upper', to: '2025-02-28' },
        { line: 'police', unit: 'top', from: '2025-03-01' },
        { line: 'committee', unit: 'upper' },
      ],
      validTo: '2025-06-30',
      successors: ['joined'],
    })),
    {
      uid: 'wide',
      name: 'Xã wide',
      level: 'commune',
      parents: [{ line: 'police', unit: 'top' }],
      validFrom: '2024-10-01',
      validTo: '2025-06-30',
      successors: ['east', 'west'],
    },
    {
      uid: 'old',
      name: 'Xã old',
      level: 'commune',
      parents: [{ line: 'police', unit: 'top' }],
      validTo: '2024-09-30',
      successors: ['wide'],
    },
    ...['joined', 'east', 'west'].map((uid) => ({
      uid,
      name: `Xã ${uid}`,
      level: 'commune',
      parents: [
        { line: 'police', unit: 'top' },
        { line: 'committee', unit: 'top' },
      ],
      validFrom: '2025-07-01',
    })),
    {
      uid: 'team-north',
      name: 'Tổ north',
      level: 'team',
      parents: [{ line: 'police', unit: 'north' }],
    },
    {
      uid: 'team-wide',
      name: 'Tổ wide',
      level: 'team',
      parents: [{ line: 'police', unit: 'wide' }],
      validFrom: '2024-10-01',
    },
  ],
};

export const smallDirectory: Directory = {
  revision: 1,
  organisations: [smallOrganisation],
  memberships: [
    { id: 'm1', account: 'an', role: 'small/officer', unit: 'north', from: '2024-01-01', to: '2025-06-30' },
    { id: 'm2', account: 'an', role: 'small/officer', unit: 'joined', from: '2025-07-01' },
    { id: 'm3', account: 'binh', role: 'small/officer', unit: 'south', from: '2024-01-01' },
    { id: 'm4', account: 'chi', role: 'small/officer', unit: 'wide', from: '2024-01-01' },
    {
      id: 'm5',
      account: 'dung',
      role: 'small/leader',
      unit: 'team-north',
      from: '2024-07-01',
      to: '2025-01-31',
    },
    { id: 'm6', account: 'giang', role: 'spring/council', from: '2025-01-01' },
    { id: 'm7', account: 'an', role: 'small/chief', unit: 'joined', from: '2025-07-01' },
    { id: 'm8', account: 'lost', role: 'small/officer', unit: 'nowhere', from: '2024-01-01' },
  ],
  substitutes: [
    { id: 's1', account: 'an', substitute: 'binh', from: '2025-01-20', to: '2025-01-24' },
    { id: 's2', account: 'binh', substitute: 'chi', from: '2025-01-20', to: '2025-01-24' },
  ],
  names: { an: 'Trần An', binh: 'Lê Bình', chi: 'Phạm Chi', dung: 'Võ Dũng', giang: 'Đỗ Giang', lost: 'Lạc' },
};
