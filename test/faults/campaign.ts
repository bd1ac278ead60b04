import type { JsonValue } from '../../engine/model/json.ts';
import type { TestPerson, World } from '../compose-memory.ts';
import { type Patch, patched, readFixture } from '../unit/compile/campaign-fixture.ts';

/** A town with so many teams, six in each ward. */
export interface Town {
  teams: string[];
  wards: string[];
  wardOf(team: string): string;
  /** Its units in the place of the small town's. */
  units: Patch;
  /** Who leads each team, who is clerk of each ward, and the head. */
  people: TestPerson[];
}

/** Makes a town of some size. */
export function townOf(count: number): Town {
  const wardOf = (team: string): string => `ward-${Math.ceil(Number(team.slice(5)) / 6)}`;
  const teams = Array.from({ length: count }, (_, index) => `team-${index + 1}`);
  const wards = [...new Set(teams.map(wardOf))];
  const below = (unit: string) => [{ line: 'main', unit }];
  return {
    teams,
    wards,
    wardOf,
    units: {
      file: 'library/organisations/town.json',
      op: 'replace',
      path: '/units',
      value: [
        { uid: 'city', name: 'Thị xã', level: 'city', parents: [] },
        { uid: 'north', name: 'Quận Bắc', level: 'district', parents: below('city') },
        ...wards.map((uid) => ({ uid, name: uid, level: 'ward', parents: below('north') })),
        ...teams.map((uid) => ({ uid, name: uid, level: 'team', parents: below(wardOf(uid)) })),
      ],
    },
    people: [
      ...teams.map((team) => ({ id: `leader-${team}`, holds: [`leader@${team}`] })),
      ...wards.map((ward) => ({ id: `clerk-${ward}`, holds: [`clerk@${ward}`] })),
      { id: 'head', holds: ['head@city'] },
    ],
  };
}

const town = townOf(24);

/** Teams of the town of the campaign in which something falls due every morning. */
export const { teams } = town;

/** The campaign of the fault tests: what is due falls at eight in the morning, a rule a day. */
const rules = [1, 2, 3, 4, 5];
const reminders = (anchor: 'before' | 'after', of: string): JsonValue =>
  rules.map((n) => ({
    id: `remind-${n}`,
    at: { offset: n, unit: 'day', [anchor]: of, time: '08:00' },
    notify: 'reminder',
  }));
const escalations = (from: number, of: string): JsonValue =>
  rules.map((n) => ({
    kind: 'tell',
    id: `late-${n}`,
    at: { offset: from + n, unit: 'day', after: of, time: '08:00' },
    notify: 'late',
    to: { kind: 'role', role: 'clerk', level: 'ward', line: 'main' },
  }));

/** The small campaign with 24 teams, and for ten days something due in every case every morning. */
export const faultWorld: World = {
  ...patched(readFixture('minimal'), [
    town.units,
    {
      file: 'workflows/report.json',
      op: 'replace',
      path: '/steps/0/reminders',
      value: reminders('before', 'due'),
    },
    {
      file: 'workflows/report.json',
      op: 'replace',
      path: '/steps/0/escalations',
      value: escalations(0, 'due'),
    },
    {
      file: 'workflows/report.json',
      op: 'add',
      path: '/steps/1/reminders',
      value: reminders('after', 'entered'),
    },
    {
      file: 'workflows/report.json',
      op: 'add',
      path: '/steps/1/escalations',
      value: escalations(5, 'entered'),
    },
    {
      file: 'notifications.json',
      op: 'replace',
      path: '/notifications/2/channels',
      value: ['inApp', 'mail'],
    },
  ]),
  people: town.people,
};

/** Teams that send their report on the first morning: their cases wait for the ward, the others' are never opened. */
export const senders = teams.filter((_, index) => index % 4 === 0);

/** The case of a team for January. */
export const caseOf = (team: string): string => `minimal.report.${team}.2025-01.1`;

/** What a team sends. */
export const report = { rounds: '3', people: '40', weather: 'dry' };

/** The evening before anything is open. */
export const eve = '2025-01-30T12:00:00.000Z';

/** Mornings, a minute after everything of the day fell due; on the first the cases open. */
export const mornings = Array.from({ length: 14 }, (_, day) =>
  new Date(Date.parse('2025-01-31T01:01:00.000Z') + day * 86_400_000).toISOString(),
);
