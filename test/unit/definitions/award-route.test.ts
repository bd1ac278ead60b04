import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../engine/compile/index.ts';
import type { Answers } from '../../../engine/model/answers.ts';
import { periodsOf, type Script, simulate, type TryOutMove, tryOut } from '../../../engine/workflow/index.ts';
import { jsonOf, seed } from './seed-files.ts';
import { library } from './seed-library.ts';

const transcripts = fileURLToPath(new URL('../../fixtures/transcripts/', import.meta.url));
const campaign = compile(Object.fromEntries(seed), library).campaign!;
const calendar = library.calendars['vn-office']!;
const nobody = {
  revision: 1,
  organisations: Object.values(library.organisations),
  memberships: [],
  substitutes: [],
  names: {},
} as Parameters<typeof simulate>[1]['directory'];

const { answers, facts } = jsonOf<{ answers: Answers; facts: Record<string, string> }>(
  'test/fixtures/transcripts/khen-thuong.given.json',
);
const files = ['khen-thuong-to', 'khen-thuong-ca-nhan', 'khen-thuong-ho'] as const;

const play = (entry: string, script: Script, more: Answers = {}) =>
  simulate(campaign, { entry, script, directory: nobody, calendar, answers: { ...answers, ...more }, facts });

describe('an award file', () => {
  it.each(
    files,
  )('%s opens a month before its phase ends, and closes once the last reports are confirmed', (id) => {
    const periods = periodsOf(campaign, id, calendar);
    const days = periods.map((one) => [one.id, one.until, one.opensAt, one.closesAt]);
    expect(days).toEqual([
      ['dot-1', '2025-02-03', '2025-01-05T23:00:00.000Z', '2025-02-14T16:59:59.999Z'],
      ['dot-2', '2025-07-20', '2025-07-19T23:00:00.000Z', '2025-08-08T16:59:59.999Z'],
    ]);
  });

  it.each(files)('%s is owed by nobody, so that no period opens one by itself', (id) => {
    expect(campaign.entries[id]!.definition.owed).toBe(false);
  });

  it.each(files)('%s takes every figure from reports: nobody can type one', (id) => {
    const { form, facts: used } = campaign.entries[id]!;
    const read = form.fields.filter(({ value }) => value?.reads.some((path) => path.startsWith('facts.')));
    expect(read.length).toBeGreaterThan(6);
    const reads = new Set(
      read.flatMap(({ value }) => value!.reads.map((path) => path.slice('facts.'.length))),
    );
    expect([...reads].sort()).toEqual([...used].sort());
  });

  it('counts patrols of its own phase only, and never beyond its own data', () => {
    const { shifts } = campaign.facts;
    expect(shifts!.definition).toMatchObject({
      over: 'phase',
      of: 'sameUnit',
      value: 'sum',
      field: 'shifts',
    });
  });

  it('goes as far as the two who decide', () => {
    const { steps } = campaign.entries['khen-thuong-to']!.workflow;
    expect(steps.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'fill lap-ho-so',
      'review tham-tra',
      'review xac-nhan-xa',
      'review y-kien-huyen',
      'review tham-dinh-tinh',
      'consult hiep-y',
      'gather cho-to-trinh-giay-khen',
      'gather cho-to-trinh-bang-khen',
      'end duoc-tang-giay-khen',
      'end duoc-tang-bang-khen',
      'end khong-khen',
    ]);
  });
});

describe('played on a virtual clock', () => {
  it.each<[string, (typeof files)[number], Script, Answers, string]>([
    ['a team’s file that is approved', 'khen-thuong-to', 'approved', {}, 'duoc-tang-giay-khen'],
    ['a member’s that is returned once', 'khen-thuong-ca-nhan', 'returned', {}, 'duoc-tang-giay-khen'],
    ['a household’s that is refused', 'khen-thuong-ho', 'refused', {}, 'khong-khen'],
    [
      'a member’s, by the province’s chair',
      'khen-thuong-ca-nhan',
      'approved',
      { proposedForm: 'bang-khen' },
      'duoc-tang-bang-khen',
    ],
  ])('%s', async (_, entry, script, more, end) => {
    const played = play(entry, script, more);
    expect(played.issues).toEqual([]);
    expect(played.final).toMatchObject({ state: 'ended', steps: [{ step: end }] });
    const name = more['proposedForm'] ? `${entry}-bang-khen` : `${entry}-${script}`;
    await expect(played.text.join('\n')).toMatchFileSnapshot(`${transcripts}${name}.txt`);
  });

  it('a file that waits at the district over 30 June 2025 goes on to the province by itself', async () => {
    const moves: TryOutMove[] = [
      { kind: 'send' },
      { kind: 'act', action: 'dat' },
      { kind: 'act', action: 'xac-nhan' },
      ...Array.from({ length: 3 }, (): TryOutMove => ({ kind: 'wake' })),
      { kind: 'act', action: 'lay-y-kien' },
    ];
    const options = { entry: 'khen-thuong-to', directory: nobody, calendar, answers, facts };
    const played = tryOut(campaign, options, moves)!;
    const text = played.lines.map((line) =>
      line.kind === 'event' ? `${line.at} ${line.sentence}` : `${line.at} → ${line.template}: ${line.roles}`,
    );
    expect(played.issues).toEqual([]);
    expect(played).toMatchObject({ step: 'Lấy ý kiến các cơ quan', ended: false });
    expect(played.lines.find((line) => line.kind === 'event' && line.type === 'redirected')!.at).toBe(
      '2025-06-30T17:00:00.000Z',
    );
    await expect(text.join('\n')).toMatchFileSnapshot(`${transcripts}khen-thuong-qua-30-6.txt`);
  });
});
