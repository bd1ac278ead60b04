import { describe, expect, it } from 'vitest';
import { compile, readLibrary } from '../../../engine/compile/index.ts';
import type { LineDecision } from '../../../engine/model/command.ts';
import type { Directory } from '../../../engine/model/organisation.ts';
import { type Campaign, lineMember, linesKeptApart } from '../../../engine/workflow/index.ts';
import { readFixture } from '../compile/campaign-fixture.ts';
import { calendar, type Game, newGame, type Played } from './playing.ts';

const { files, library } = readFixture('gathering');
const read = readLibrary(library).library;

const january = '2025-01-31T01:30:00.000Z';
const monday = '2025-02-03T02:00:00.000Z';
const tuesday = '2025-02-04T02:00:00.000Z';

/** Heads of the city decide; `lan` leads team 1 besides, `dung` team 3, `binh` inspects the north. */
const directory: Directory = {
  revision: 1,
  organisations: Object.values(read.organisations),
  memberships: [
    ['lan', 'leader', 'team-1'],
    ['phu', 'leader', 'team-2'],
    ['dung', 'leader', 'team-3'],
    ['phu', 'leader', 'team-3'],
    ['an', 'inspector', 'north'],
    ['binh', 'inspector', 'north'],
    ...['lan', 'dung', 'binh', 'chi'].map((one) => [one, 'head', 'city']),
  ].map(([account, role, unit]) => ({
    id: `${account}-${role}-${unit}`,
    account: account!,
    role: `town/${role}`,
    unit: unit!,
    from: '2024-01-01',
  })),
  substitutes: [],
  names: { lan: 'Đỗ Lan', dung: 'Hà Dung', binh: 'Trần Bình' },
};

type Steps = Record<string, unknown>[];

/** The campaign of the fixture with steps of its two workflows changed. */
function campaignWith(
  change: { nomination?(steps: Steps): void; proposal?(steps: Steps): void; entry?: object } = {},
): Campaign {
  const whole = JSON.parse(files['campaign.json']!);
  whole.access.push({ role: 'inspector', at: 'below', line: 'main', sees: 'internal', enterOnBehalf: true });
  const changed: Record<string, string> = { ...files, 'campaign.json': JSON.stringify(whole) };
  for (const name of ['nomination', 'proposal'] as const) {
    const file = JSON.parse(files[`workflows/${name}.json`]!);
    change[name]?.(file.steps);
    changed[`workflows/${name}.json`] = JSON.stringify(file);
  }
  const group = JSON.parse(files['groups/streets.json']!);
  Object.assign(group.entries[0], change.entry);
  changed['groups/streets.json'] = JSON.stringify(group);
  const compiled = compile(changed, read);
  if (!compiled.campaign) throw new Error(JSON.stringify(compiled.issues));
  return compiled.campaign;
}

interface Sender {
  team: number;
  by: string;
  onBehalfOf?: string;
  subject?: string;
}

/** A dossier of nominations, sent to whoever decides its lines. */
function sent(campaign: Campaign, senders: readonly Sender[]): Game {
  const members = senders.map(({ team, by, onBehalfOf, subject }) => {
    const game = newGame(campaign, directory);
    const about = subject === undefined ? {} : { subject };
    game.play(
      { type: 'open', entry: 'nomination', period: '2025-01', unit: `team-${team}`, attempt: 1, ...about },
      'system',
      january,
    );
    const sending = game.play(
      {
        type: 'submit',
        task: game.task(),
        answers: { rounds: '3', people: '9', weather: 'dry' },
        ...(onBehalfOf === undefined ? {} : { onBehalfOf, paperDay: '2025-01-30' }),
      },
      by,
      january,
    );
    expect(sending).toMatchObject({ ok: true });
    if (game.case!.steps.at(-1)!.step === 'look')
      game.play({ type: 'act', task: game.task(), action: 'on' }, 'binh', january);
    expect(game.case!.steps.at(-1)).toMatchObject({ step: 'gather' });
    return game;
  });
  const dossier = newGame(campaign, directory);
  for (const one of members) dossier.members.set(one.case!._id, one);
  const cases = [...dossier.members.keys()];
  dossier.play(
    { type: 'open', entry: 'proposal', period: 'once', unit: 'north', attempt: 1, cases },
    'an',
    monday,
  );
  dossier.play({ type: 'submit', task: dossier.task(), answers: { about: 'Khen thưởng' } }, 'an', monday);
  expect(dossier.case!.steps.at(-1)).toMatchObject({ step: 'sign' });
  return dossier;
}

/** What a refusal says: its code and the lines it names; `ok` where nothing is refused. */
const told = (played: Played) =>
  played.ok ? 'ok' : played.issues.map(({ code, params }) => [code, params['lines']]);

const decide = (dossier: Game, by: string, ...lines: LineDecision[]) =>
  dossier.play({ type: 'decideLines', task: dossier.task(), lines }, by, tuesday);

const act = (dossier: Game, by: string, action: string, lines: LineDecision[] = []) =>
  dossier.play({ type: 'act', task: dossier.task(), action, reason: 'Vì lý do này.', lines }, by, tuesday);

const approved = (n: number): LineDecision => ({ n, verdict: 'approved' });
const teams: Sender[] = [
  { team: 1, by: 'lan' },
  { team: 2, by: 'phu' },
  { team: 3, by: 'phu' },
];

describe('whoever acted on a case does not decide its line, where its step to be gathered keeps them apart', () => {
  const campaign = campaignWith();

  it('refuses the line by itself and with the whole, and names it', () => {
    const dossier = sent(campaign, teams);
    expect(decide(dossier, 'lan', approved(1))).toMatchObject({
      ok: false,
      issues: [
        {
          code: 'dossier.lines.acted',
          pointer: '/lines',
          params: { lines: '1', name: 'Đỗ Lan', step: 'Lập đề nghị', stepEn: 'Fill in the nomination' },
        },
      ],
    });
    for (const action of ['sign', 'refuse'])
      expect(told(act(dossier, 'lan', action))).toEqual([['dossier.lines.acted', '1']]);
    expect(dossier.case!.lines!.every(({ state }) => state === 'waiting')).toBe(true);
  });

  it('lets somebody else decide it first, and the first person sign the rest', () => {
    const dossier = sent(campaign, teams);
    expect(told(decide(dossier, 'lan', approved(2)))).toBe('ok');
    expect(told(decide(dossier, 'chi', { n: 1, verdict: 'refused', reason: 'Chưa đủ.' }))).toBe('ok');
    expect(told(act(dossier, 'lan', 'sign'))).toBe('ok');
    expect(dossier.case!.lines!.map(({ state }) => state)).toEqual(['refused', 'approved', 'approved']);
  });

  it('does not let the whole turn round what somebody else decided about it', () => {
    const dossier = sent(campaign, teams);
    decide(dossier, 'chi', approved(1));
    expect(told(act(dossier, 'lan', 'refuse'))).toEqual([['dossier.lines.acted', '1']]);
    expect(told(act(dossier, 'chi', 'refuse'))).toBe('ok');
  });

  it('asks again once that decision was taken back', () => {
    const dossier = sent(campaign, teams);
    decide(dossier, 'chi', approved(1));
    dossier.play({ type: 'undo', cmd: dossier.case!.history.at(-1)!.cmd }, 'chi', tuesday);
    expect(told(act(dossier, 'lan', 'sign'))).toEqual([['dossier.lines.acted', '1']]);
  });

  it('asks again where the dossier was returned and sent anew', () => {
    const dossier = sent(campaign, teams);
    decide(dossier, 'chi', approved(1));
    expect(told(act(dossier, 'lan', 'return'))).toBe('ok');
    dossier.play({ type: 'submit', task: dossier.task(), answers: { about: 'Sửa' } }, 'an', tuesday);
    expect(told(act(dossier, 'lan', 'sign'))).toEqual([['dossier.lines.acted', '1']]);
  });

  it('asks once for all the cases it must know of, and nothing of what the system does', () => {
    const dossier = sent(campaign, teams);
    dossier.asked.length = 0;
    act(dossier, 'chi', 'sign');
    expect(dossier.asked).toEqual([{ need: 'members', cases: [...dossier.members.keys()] }]);
  });

  it('names lines of one reason together', () => {
    const dossier = sent(campaign, [
      { team: 1, by: 'lan' },
      { team: 2, by: 'phu' },
      { team: 3, by: 'phu' },
    ]);
    for (const one of dossier.members.values()) one.case!.acted![0]!.by = ['lan'];
    expect(told(act(dossier, 'lan', 'sign'))).toEqual([['dossier.lines.acted', '1-3']]);
    expect(told(act(dossier, 'lan', 'sign', [{ n: 2, verdict: 'returned', reason: 'Xem lại.' }]))).toEqual([
      ['dossier.lines.acted', '1-3'],
    ]);
    expect(told(decide(dossier, 'lan', approved(1), approved(3)))).toEqual([['dossier.lines.acted', '1, 3']]);
  });
});

describe('a step that decides line by line', () => {
  const apart = (separation: object) => (steps: Steps) => {
    Object.assign(steps[1]!['separation'] as object, separation);
  };

  it('keeps whoever worked on a case from its line, where it says so', () => {
    const look = (steps: Steps) => {
      steps.splice(1, 0, {
        kind: 'review',
        id: 'look',
        title: { vi: 'Thẩm tra', en: 'Look into it' },
        assignee: { kind: 'roleAbove', role: 'inspector', level: 'district', line: 'main' },
        actions: [
          { kind: 'move', id: 'on', label: { vi: 'Tiếp' }, to: 'gather' },
          { kind: 'return', id: 'back', label: { vi: 'Trả' }, to: 'fill' },
        ],
      });
      (steps[0]!['actions'] as { to: string }[])[0]!.to = 'look';
    };
    expect(told(act(sent(campaignWith({ nomination: look }), teams), 'binh', 'sign'))).toBe('ok');
    const strict = campaignWith({ nomination: look, proposal: apart({ notActedOnLine: true }) });
    expect(told(act(sent(strict, teams), 'binh', 'sign'))).toEqual([['dossier.lines.acted', '1-3']]);
    expect(told(act(sent(strict, teams), 'chi', 'sign'))).toBe('ok');
  });

  it.each([
    ['at the step that decides'],
    ['at the step that gathers'],
  ])('knows the unit of a case about a person; people of it are kept apart %s', (where) => {
    const own = { notOfSubjectUnit: true };
    const change =
      where === 'at the step that decides' ? { proposal: apart(own) } : { nomination: apart(own) };
    const campaign = campaignWith({ ...change, entry: { subject: 'person' } });
    const dossier = sent(campaign, [
      { team: 2, by: 'phu', subject: 'nguoi-1' },
      { team: 3, by: 'phu', subject: 'nguoi-2' },
    ]);
    const refused = act(dossier, 'dung', 'sign');
    expect(told(refused)).toEqual([['dossier.lines.own_unit', '2']]);
    expect(refused).toMatchObject({ issues: [{ params: { name: 'Hà Dung' } }] });
    expect(told(decide(dossier, 'chi', approved(2)))).toBe('ok');
    expect(told(act(dossier, 'dung', 'sign'))).toBe('ok');
  });

  it('keeps whoever typed a case in for somebody else from its line, unless it says otherwise', () => {
    const free = (steps: Steps) => {
      delete steps[1]!['separation'];
    };
    const typed: Sender[] = [{ team: 2, by: 'binh', onBehalfOf: 'phu' }];
    expect(told(act(sent(campaignWith({ nomination: free }), typed), 'binh', 'sign'))).toEqual([
      ['dossier.lines.typed', '1'],
    ]);
    const allowing = campaignWith({
      nomination: free,
      proposal: (steps) => {
        steps[1]!['onBehalf'] = true;
      },
    });
    expect(told(act(sent(allowing, typed), 'binh', 'sign'))).toBe('ok');
  });
});

describe('what is told of the lines before anything is pressed', () => {
  it('names each line that is not for a person to decide, with why', () => {
    const campaign = campaignWith();
    const dossier = sent(campaign, teams);
    const members = Object.fromEntries(
      [...dossier.members].map(([id, one]) => [id, lineMember(campaign, one.case!)]),
    );
    const context = {
      now: tuesday,
      via: 'web' as const,
      directory,
      calendar,
      ids: '',
      resolved: { members },
    };
    expect(linesKeptApart(campaign, dossier.case!, { ...context, actor: 'chi' })).toEqual([]);
    expect(linesKeptApart(campaign, dossier.case!, { ...context, actor: 'lan' })).toMatchObject([
      { line: 1, issue: { code: 'dossier.lines.acted', params: { lines: '1' } } },
    ]);
  });
});
