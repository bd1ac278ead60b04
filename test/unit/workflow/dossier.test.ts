import { describe, expect, it } from 'vitest';
import { compile, readLibrary } from '../../../engine/compile/index.ts';
import type { LineSays, LinesEntry } from '../../../engine/model/case.ts';
import type { LineDecision } from '../../../engine/model/command.ts';
import type { Directory } from '../../../engine/model/organisation.ts';
import {
  type Campaign,
  describeEvent,
  followKey,
  lineKey,
  mostLines,
  outboxOf,
  type Script,
  simulate,
  stepKinds,
  type TryOutMove,
  toldLine,
  tryOut,
  workflowPicture,
} from '../../../engine/workflow/index.ts';
import { readFixture } from '../compile/campaign-fixture.ts';
import { type Game, newGame, type Played, type Wish } from './playing.ts';

const { files, library } = readFixture('gathering');
const read = readLibrary(library).library;
const { campaign, issues } = compile(files, read);
if (!campaign) throw new Error(JSON.stringify(issues));

const directory: Directory = {
  revision: 1,
  organisations: Object.values(read.organisations),
  memberships: [
    ['ly', 'leader', 'team-1'],
    ['an', 'inspector', 'north'],
    ['binh', 'inspector', 'north'],
    ['ly', 'inspector', 'north'],
    ['chi', 'head', 'city'],
    ['an', 'head', 'city'],
    ['dung', 'head', 'city'],
    ['dung', 'leader', 'team-3'],
  ].map(([account, role, unit]) => ({
    id: `${account}-${role}`,
    account: account!,
    role: `town/${role}`,
    unit: unit!,
    from: '2024-01-01',
  })),
  substitutes: [],
  names: { an: 'Lê An', chi: 'Vũ Chi' },
};

const january = '2025-01-31T01:30:00.000Z';
const monday = '2025-02-03T02:00:00.000Z';
const tuesday = '2025-02-04T02:00:00.000Z';
const memberId = (team: number): string => `gathering.nomination.team-${team}.2025-01.1`;
const dossierId = 'gathering.proposal.north.once.1';

const codes = (played: Played): string[] | 'ok' => (played.ok ? 'ok' : played.codes);
const types = (played: Played): string[] =>
  played.ok ? played.events.map(({ type }) => type) : played.codes;

/** A nomination that was sent and waits at the step that gathers. */
function waiting(team: number, by = team === 1 ? 'ly' : 'phu'): Game {
  const game = newGame(campaign as Campaign, {
    ...directory,
    memberships: [
      ...directory.memberships,
      { id: `phu-${team}`, account: 'phu', role: 'town/leader', unit: `team-${team}`, from: '2024-01-01' },
    ],
  });
  game.play(
    { type: 'open', entry: 'nomination', period: '2025-01', unit: `team-${team}`, attempt: 1 },
    'system',
    january,
  );
  game.play(
    { type: 'submit', task: game.task(), answers: { rounds: '3', people: '9', weather: 'dry' } },
    by,
    january,
  );
  expect(game.case!.steps.at(-1)).toMatchObject({ step: 'gather' });
  return game;
}

/** A dossier of some nominations, not yet sent. */
function gathered(members: readonly Game[], by = 'an'): Game {
  const game = newGame(campaign as Campaign, directory);
  const played = game.play(
    {
      type: 'open',
      entry: 'proposal',
      period: 'once',
      unit: 'north',
      attempt: 1,
      cases: members.map((one) => one.case!._id),
    },
    by,
    monday,
  );
  expect(types(played)).toEqual(['opened', 'gathered', 'entered', 'tasked']);
  return game;
}

/** The cases on lines do what their dossier says, as the app has them do it. */
function follow(
  dossier: Game,
  members: readonly Game[],
  lines: readonly number[],
  by: string,
  now: string,
  says: LineSays = 'decided',
) {
  return lines.map((n) => {
    const line = dossier.case!.lines!.find((one) => one.n === n)!;
    const member = members.find((one) => one.case!._id === line.case)!;
    const reason = line.content === undefined ? undefined : (dossier.contents.get(line.content) as string);
    return member.play(
      { type: 'follow', key: followKey(dossierId, n, says), dossier: dossierId, line: n, says },
      by,
      now,
      {
        via: 'worker',
        resolved: { lines: { [lineKey(dossierId, n)]: toldLine(dossier.case!, n, reason) } },
      },
    );
  });
}

/** Three nominations in a dossier that was sent to the head. */
function sent() {
  const members = [waiting(1), waiting(2), waiting(3)];
  const dossier = gathered(members);
  follow(dossier, members, [1, 2, 3], 'an', monday, 'come');
  dossier.play({ type: 'submit', task: dossier.task(), answers: { about: 'Khen thưởng' } }, 'an', monday);
  expect(dossier.case!.steps.at(-1)).toMatchObject({ step: 'sign' });
  return { members, dossier };
}

const handed = ({ case: one }: Game) =>
  (one!.outbox ?? []).flatMap((entry): LinesEntry[] => (entry.kind === 'lines' ? [entry] : []));

describe('a case at a step that gathers', () => {
  it('waits in the queue of whoever gathers, and is gathered by itself on its day', () => {
    const { case: one } = waiting(1);
    expect(one!.queueKeys).toContain('open|town/inspector@north');
    expect(one!.wakes).toContainEqual({
      id: 'gather:gather:1',
      at: '2025-02-14T01:00:00.000Z',
      kind: 'gather',
      step: 'gather',
      visit: 1,
    });
    const game = waiting(2);
    const woken = game.play({ type: 'wake' }, 'system', '2025-02-14T01:00:00.000Z');
    expect(types(woken)).toEqual(['scheduled']);
    expect(game.case!.outbox!.at(-1)).toMatchObject({ kind: 'gather', due: '2025-02-14T01:00:00.000Z' });
    expect(outboxOf(campaign as Campaign, game.case!)).toEqual(game.case!.outbox);
  });

  it('joins a dossier: it asks nobody any more, and nothing wakes it', () => {
    const member = waiting(1);
    const dossier = gathered([member]);
    const [played] = follow(dossier, [member], [1], 'an', monday, 'come');
    expect(types(played!)).toEqual(['gathered']);
    expect(member.case).toMatchObject({ dossier: { case: dossierId, line: 1 }, tasks: [], wakes: [] });
    expect(member.case!.queueKeys).toContain('waiting|an');
    expect(codes(follow(dossier, [member], [1], 'an', monday, 'come')[0]!)).toBe('ok');
    expect(member.case!.history.filter(({ type }) => type === 'gathered')).toHaveLength(1);
    expect(
      describeEvent(member.case!.history.at(-1)!, campaign as Campaign, directory, 'vi', 'nomination'),
    ).toBe('Lê An đưa hồ sơ vào tờ trình, dòng 1');
  });

  it('joins a dossier that was opened when its entry had another id, and keeps it', () => {
    const member = waiting(1);
    const dossier = gathered([member]);
    const { proposal, nomination } = member.campaign.entries;
    const steps = nomination!.workflow.steps.map((step) =>
      step.kind === 'gather'
        ? { ...step, definition: { ...step.definition, dossier: 'petition' } as typeof step.definition }
        : step,
    );
    const byId = Object.fromEntries(steps.map((step) => [step.id, step]));
    const renamed = (formerly: string[]): Campaign => ({
      ...member.campaign,
      entries: {
        nomination: { ...nomination!, workflow: { ...nomination!.workflow, steps, byId } },
        petition: {
          ...proposal!,
          id: 'petition',
          definition: { ...proposal!.definition, id: 'petition', formerly },
        },
      },
    });
    member.campaign = renamed([]);
    expect(codes(follow(dossier, [member], [1], 'an', monday, 'come')[0]!)).toEqual([
      'dossier.follow.not_waiting',
    ]);
    member.campaign = renamed(['proposal']);
    expect(types(follow(dossier, [member], [1], 'an', monday, 'come')[0]!)).toEqual(['gathered']);
    expect(member.case!.dossier).toEqual({ case: dossierId, line: 1 });
  });

  it('is not gathered by whoever sent it, where the step keeps them apart', () => {
    const member = waiting(1, 'ly');
    const dossier = gathered([member], 'ly');
    expect(codes(follow(dossier, [member], [1], 'ly', monday, 'come')[0]!)).toEqual([
      'command.separation.same_person',
    ]);
  });

  it('lies in one dossier at a time, and follows only the line that names it', () => {
    const member = waiting(1);
    const dossier = gathered([member]);
    follow(dossier, [member], [1], 'an', monday, 'come');
    const other = 'gathering.proposal.north.once.2';
    const told = { case: memberId(1), state: 'waiting' as const, settled: false };
    const at = (dossierOf: string, line: typeof told | null) =>
      member.play({ type: 'follow', dossier: dossierOf, line: 7, says: 'come' }, 'an', monday, {
        resolved: { lines: { [lineKey(dossierOf, 7)]: line } },
      });
    expect(codes(at(other, told))).toEqual(['dossier.follow.elsewhere']);
    expect(codes(at(other, { ...told, case: memberId(2) }))).toEqual(['dossier.follow.not_named']);
    expect(codes(at(other, null))).toEqual(['dossier.follow.not_named']);
    expect(codes(at('gathering.nomination.team-9.2025-01.1', told))).toEqual(['dossier.follow.not_waiting']);
  });

  it('moves its revision when it is let go before it came, so that whoever still brings it must ask again', () => {
    const member = waiting(1);
    const dossier = gathered([member]);
    dossier.play({ type: 'releaseLines', task: dossier.task(), lines: [1] }, 'an', monday);
    const { revision } = member.case!;
    expect(types(follow(dossier, [member], [1], 'an', monday, 'go')[0]!)).toEqual(['touched']);
    expect(member.case!.revision).toBe(revision + 1);
    expect(types(follow(dossier, [member], [1], 'an', monday, 'come')[0]!)).toEqual([]);
    expect(member.case!.tasks).toHaveLength(1);
  });

  it('asks what the dossier says before it does anything', () => {
    const member = waiting(1);
    member.asked.length = 0;
    expect(() =>
      member.play({ type: 'follow', dossier: dossierId, line: 1, says: 'come' }, 'an', monday, {
        resolved: {},
      }),
    ).toThrow();
    expect(member.asked[0]).toEqual({ need: 'line', dossier: dossierId, line: 1 });
  });
});

describe('a dossier', () => {
  it('names its lines in its outbox at once, so that their cases come', () => {
    const dossier = gathered([waiting(1), waiting(2)]);
    expect(dossier.case).toMatchObject({
      _id: dossierId,
      lines: [
        { n: 1, case: memberId(1), state: 'waiting' },
        { n: 2, case: memberId(2), state: 'waiting' },
      ],
      nextWakeAt: monday,
    });
    expect(handed(dossier)).toMatchObject([{ lines: [1, 2], by: 'an', notBefore: monday }]);
    expect(outboxOf(campaign as Campaign, dossier.case!)).toEqual(dossier.case!.outbox);
  });

  it('refuses a list that is empty, too long, of another campaign, or names a case twice', () => {
    const open = (cases: string[]) =>
      codes(
        newGame(campaign as Campaign, directory).play(
          { type: 'open', entry: 'proposal', period: 'once', unit: 'north', attempt: 1, cases },
          'an',
          monday,
        ),
      );
    const many = Array.from({ length: mostLines + 12 }, (_, n) => memberId(n));
    expect(open([])).toEqual(['dossier.lines.none']);
    expect(open(many)).toEqual(['dossier.lines.too_many']);
    expect(open(many.slice(0, mostLines))).toBe('ok');
    expect(open([memberId(1), memberId(1)])).toEqual(['dossier.line.twice']);
    expect(open(['other.nomination.team-1.2025-01.1'])).toEqual(['dossier.line.foreign']);
  });

  it('says how many dossiers a list that is too long makes', () => {
    const game = newGame(campaign as Campaign, directory);
    const cases = Array.from({ length: 1_200 }, (_, n) => memberId(n));
    const played = game.play(
      { type: 'open', entry: 'proposal', period: 'once', unit: 'north', attempt: 1, cases },
      'an',
      monday,
    );
    expect(played).toMatchObject({ issues: [{ params: { count: 1_200, max: 500, parts: 3 } }] });
  });

  it('takes more cases and lets lines go while it is being written; the cases wait again', () => {
    const members = [waiting(1), waiting(2)];
    const dossier = gathered(members.slice(0, 1));
    follow(dossier, members, [1], 'an', monday, 'come');
    dossier.play({ type: 'gather', task: dossier.task(), cases: [memberId(2)] }, 'an', monday);
    follow(dossier, members, [2], 'an', monday, 'come');
    expect(members[1]!.case!.dossier).toEqual({ case: dossierId, line: 2 });
    dossier.play({ type: 'releaseLines', task: dossier.task(), lines: [1] }, 'an', tuesday);
    expect(dossier.case!.lines!.map(({ state }) => state)).toEqual(['released', 'waiting']);
    const [left] = follow(dossier, members, [1], 'an', tuesday, 'go');
    expect(types(left!)).toEqual(['gathered', 'left', 'entered', 'tasked', 'scheduled']);
    expect(members[0]!.case!.dossier).toBeUndefined();
    expect(members[0]!.case!.queueKeys).toContain('open|town/inspector@north');
  });

  it('is cancelled when nothing is left on its list', () => {
    const dossier = gathered([waiting(1)]);
    const played = dossier.play({ type: 'releaseLines', task: dossier.task(), lines: [1] }, 'an', monday);
    expect(types(played)).toEqual(['gathered', 'ended']);
    expect(dossier.case).toMatchObject({ state: 'ended', outcome: 'cancelled', tasks: [] });
  });

  it('lets a line go whose case could not come, and only the system does so without a task', () => {
    const dossier = gathered([waiting(1), waiting(2)]);
    const wish: Wish = { type: 'releaseLines', lines: [2] };
    expect(codes(dossier.play(wish, 'an', monday))).toEqual(['dossier.lines.sent']);
    expect(codes(dossier.play(wish, 'system', monday))).toBe('ok');
    expect(codes(dossier.play(wish, 'system', monday))).toEqual(['dossier.line.left']);
  });

  it('no longer changes its list once it was sent', () => {
    const { dossier } = sent();
    const wishes: Wish[] = [
      { type: 'releaseLines', task: dossier.task(), lines: [1] },
      { type: 'gather', task: dossier.task(), cases: [memberId(9)] },
    ];
    for (const wish of wishes)
      expect(codes(dossier.play(wish, 'chi', tuesday))).toEqual(['dossier.lines.sent']);
  });
});

describe('deciding line by line', () => {
  const returnTwo: LineDecision = { n: 2, verdict: 'returned', reason: 'Thiếu biên bản.' };

  it('approves all but those said otherwise; each case goes on by its line', () => {
    const { members, dossier } = sent();
    const played = dossier.play(
      {
        type: 'act',
        task: dossier.task(),
        action: 'sign',
        lines: [returnTwo, { n: 3, verdict: 'refused', reason: 'Chưa đủ điều kiện.' }],
      },
      'chi',
      tuesday,
    );
    expect(types(played)).toEqual(['decided', 'decided', 'left', 'entered', 'ended']);
    expect(dossier.case!.lines!.map(({ state }) => state)).toEqual(['approved', 'returned', 'refused']);
    expect(handed(dossier).map(({ lines, notBefore }) => [lines, notBefore])).toEqual([
      [[1, 2, 3], monday],
      [[2], '2025-02-04T02:00:30.000Z'],
      [[1, 3], '2025-02-04T02:00:30.000Z'],
    ]);
    const [approved, returned, refused] = follow(dossier, members, [1, 2, 3], 'chi', tuesday);
    expect(types(approved!)).toEqual(['decided', 'left', 'entered', 'ended']);
    expect(types(refused!)).toEqual(['decided', 'left', 'entered', 'ended']);
    expect(types(returned!).slice(0, 4)).toEqual(['returned', 'left', 'entered', 'tasked']);
    expect(members.map((one) => [one.case!.state, one.case!.outcome])).toEqual([
      ['ended', 'approved'],
      ['running', undefined],
      ['ended', 'rejected'],
    ]);
    const back = members[1]!;
    expect(back.case!.steps.at(-1)).toMatchObject({ step: 'fill', returnTo: 'gather' });
    const said = (game: Game) =>
      game
        .case!.history.map((event) =>
          describeEvent(event, campaign as Campaign, directory, 'vi', 'nomination'),
        )
        .filter((sentence) => sentence?.includes('theo tờ trình'));
    expect(said(back)).toEqual(['Vũ Chi trả lại theo tờ trình, dòng 2']);
    expect(back.contents.get(back.case!.history.find(({ type }) => type === 'returned')!.contents![0]!)).toBe(
      'Thiếu biên bản.',
    );
    // Corrected, it waits where it waited, for another dossier.
    back.play(
      { type: 'submit', task: back.task(), answers: { rounds: '4', people: '9', weather: 'dry' } },
      'phu',
      tuesday,
    );
    expect(back.case!.steps.at(-1)).toMatchObject({ step: 'gather', visit: 2 });
  });

  it('returns to a step that decides as to any other: it decides anew, and where it likes', () => {
    const looked = JSON.parse(files['workflows/nomination.json']!);
    looked.steps.splice(1, 0, {
      kind: 'review',
      id: 'look',
      title: { vi: 'Xem lại' },
      assignee: { kind: 'roleAbove', role: 'inspector', level: 'district', line: 'main' },
      actions: [
        { kind: 'move', id: 'on', label: { vi: 'Tiếp' }, to: 'gather' },
        { kind: 'return', id: 'back', label: { vi: 'Trả' }, to: 'fill' },
      ],
    });
    looked.steps[2].results.returned = 'look';
    const changed = compile({ ...files, 'workflows/nomination.json': JSON.stringify(looked) }, read);
    expect(changed.campaign).not.toBeNull();
    const { members, dossier } = sent();
    dossier.play({ type: 'decideLines', task: dossier.task(), lines: [returnTwo] }, 'chi', tuesday);
    members[1]!.campaign = changed.campaign!;
    follow(dossier, members, [2], 'chi', tuesday);
    const [standing] = members[1]!.case!.steps;
    expect(standing).toMatchObject({ step: 'look' });
    expect(standing).not.toHaveProperty('returnTo');
  });

  it('may be done bit by bit; a returned line leaves at once, the others when the dossier ends', () => {
    const { members, dossier } = sent();
    const first = dossier.play(
      { type: 'decideLines', task: dossier.task(), lines: [{ n: 1, verdict: 'approved' }, returnTwo] },
      'chi',
      tuesday,
    );
    expect(types(first)).toEqual(['decided']);
    expect(
      describeEvent(dossier.case!.history.at(-1)!, campaign as Campaign, directory, 'vi', 'proposal'),
    ).toBe('Vũ Chi quyết từng dòng: duyệt 1; trả lại 2');
    expect(dossier.case!.tasks).toHaveLength(1);
    follow(dossier, members, [1, 2], 'chi', tuesday);
    expect(members.map((one) => one.case!.steps.at(-1)!.step)).toEqual(['gather', 'fill', 'gather']);
    const again = dossier.play(
      { type: 'decideLines', task: dossier.task(), lines: [{ n: 2, verdict: 'approved' }] },
      'chi',
      tuesday,
    );
    expect(codes(again)).toEqual(['dossier.line.left']);
    dossier.play(
      { type: 'decideLines', task: dossier.task(), lines: [{ n: 1, verdict: 'waiting' }] },
      'chi',
      tuesday,
    );
    expect(dossier.case!.lines![0]!.state).toBe('waiting');
  });

  it.each([
    ['sign', ['approved', 'approved', 'approved']],
    ['refuse', ['refused', 'refused', 'refused']],
  ])('without a word about single lines all follow the outcome: %s', (action, states) => {
    const { dossier } = sent();
    dossier.play(
      { type: 'act', task: dossier.task(), action, ...(action === 'refuse' ? { reason: 'Chưa đủ.' } : {}) },
      'chi',
      tuesday,
    );
    expect(dossier.case!.lines!.map(({ state }) => state)).toEqual(states);
  });

  it('is taken back with its lines before anything has left; the cases never hear of it', () => {
    const { members, dossier } = sent();
    dossier.play({ type: 'act', task: dossier.task(), action: 'sign', lines: [returnTwo] }, 'chi', tuesday);
    const cmd = dossier.case!.history.at(-1)!.cmd;
    const undone = dossier.play({ type: 'undo', cmd }, 'chi', '2025-02-04T02:00:10.000Z');
    expect(codes(undone)).toBe('ok');
    expect(dossier.case).toMatchObject({ state: 'running' });
    expect(dossier.case!.lines!.map(({ state, content }) => [state, content])).toEqual([
      ['waiting', undefined],
      ['waiting', undefined],
      ['waiting', undefined],
    ]);
    expect(handed(dossier).map(({ lines }) => lines)).toEqual([[1, 2, 3]]);
    follow(dossier, members, [1, 2, 3], 'chi', tuesday);
    expect(members.every((one) => one.case!.steps.at(-1)!.step === 'gather')).toBe(true);
    expect(outboxOf(campaign as Campaign, dossier.case!)).toEqual(dossier.case!.outbox);
  });

  it('cannot be taken back at one of the cases', () => {
    const { members, dossier } = sent();
    dossier.play({ type: 'act', task: dossier.task(), action: 'sign' }, 'chi', tuesday);
    follow(dossier, members, [1], 'chi', tuesday);
    const { cmd } = members[0]!.case!.history.at(-1)!;
    expect(codes(members[0]!.play({ type: 'undo', cmd }, 'chi', tuesday))).toEqual([
      'dossier.undo.at_dossier',
    ]);
  });

  it.each<[string, LineDecision[], string]>([
    ['a return without a reason', [{ n: 1, verdict: 'returned' }], 'dossier.line.reason_missing'],
    [
      'a refusal without a reason',
      [{ n: 1, verdict: 'refused', reason: ' ' }],
      'dossier.line.reason_missing',
    ],
    ['a line that is not there', [{ n: 9, verdict: 'approved' }], 'dossier.line.unknown'],
    ['a line twice', [returnTwo, { n: 2, verdict: 'approved' }], 'dossier.line.twice_decided'],
  ])('refuses %s', (_, lines, code) => {
    const { dossier } = sent();
    const wishes: Wish[] = [
      { type: 'act', task: dossier.task(), action: 'sign', lines },
      { type: 'decideLines', task: dossier.task(), lines },
    ];
    for (const wish of wishes) expect(codes(dossier.play(wish, 'chi', tuesday))).toEqual([code]);
  });

  it('is refused to whoever wrote the dossier, and at a step that does not decide by line', () => {
    const { members, dossier } = sent();
    expect(
      codes(dossier.play({ type: 'decideLines', task: dossier.task(), lines: [returnTwo] }, 'an', tuesday)),
    ).toEqual(['command.separation.same_person']);
    const fresh = gathered(members);
    expect(
      codes(fresh.play({ type: 'decideLines', task: fresh.task(), lines: [returnTwo] }, 'an', tuesday)),
    ).toEqual(['dossier.step.not_by_line']);
  });
});

describe('a case in a dossier that is brought to another version', () => {
  const next = (change: (steps: { id: string; reminders?: unknown }[]) => void) => {
    const file = JSON.parse(files['workflows/nomination.json']!);
    change(file.steps);
    const made = compile({ ...files, 'workflows/nomination.json': JSON.stringify(file) }, read).campaign!;
    return { ...made, version: 'w'.repeat(64) };
  };
  const migrate = (game: Game, to: Campaign, steps: Record<string, string>) => {
    game.former = game.campaign;
    game.campaign = to;
    const fields = { rounds: 'rounds', people: 'people', weather: 'weather', note: 'note' };
    const given = {
      steps: { fill: 'fill', honoured: 'honoured', refused: 'refused', ...steps },
      fields,
      choices: {},
    };
    const from = game.former.version;
    return game.play({ type: 'migrate', batch: 'b', from, to: to.version, plan: given }, 'quan-tri', monday);
  };
  const lying = (): [Game, Game] => {
    const member = waiting(1);
    const dossier = gathered([member]);
    follow(dossier, [member], [1], 'an', monday, 'come');
    return [dossier, member];
  };

  it('stays in it, and nothing wakes it', () => {
    const [dossier, member] = lying();
    const reminded = next((steps) => {
      steps[1]!.reminders = [
        { id: 'soon', at: { offset: 1, unit: 'workingDay', before: 'due' }, notify: 'reminder' },
      ];
    });
    expect(codes(migrate(member, reminded, { gather: 'gather' }))).toBe('ok');
    expect(member.case).toMatchObject({ dossier: { line: 1 }, tasks: [], wakes: [] });
    dossier.play({ type: 'submit', task: dossier.task(), answers: { about: 'x' } }, 'an', monday);
    dossier.play({ type: 'act', task: dossier.task(), action: 'sign' }, 'chi', tuesday);
    follow(dossier, [member], [1], 'chi', tuesday);
    expect(member.case!.outcome).toBe('approved');
  });

  it('is not brought to another step: its line would lose it', () => {
    const [, member] = lying();
    expect(
      codes(
        migrate(
          member,
          next(() => {}),
          { gather: 'fill' },
        ),
      ),
    ).toEqual(['dossier.case.gathered']);
  });
});

describe('a played case', () => {
  const calendar = read.calendars['office']!;
  const organisations = Object.values(read.organisations);
  const play = (script: Script) =>
    simulate(campaign as Campaign, {
      entry: 'nomination',
      script,
      language: 'en',
      calendar,
      directory: { revision: 1, organisations, memberships: [], substitutes: [], names: {} },
    });

  it.each<[Script, string, string | undefined]>([
    ['approved', 'ended', 'approved'],
    ['refused', 'ended', 'rejected'],
    ['returned', 'ended', 'approved'],
    ['late', 'due', undefined],
  ])('comes by a dossier of its own to its end: %s', (script, state, outcome) => {
    const { final, issues, lines } = play(script);
    expect(issues).toEqual([]);
    expect([final!.state, final!.outcome]).toEqual([state, outcome]);
    expect(lines.some(({ dossier }) => dossier)).toBe(script !== 'late');
  });

  it('can be tried out by how its line is decided', () => {
    const options = {
      entry: 'nomination',
      calendar,
      directory: { revision: 1, organisations, memberships: [], substitutes: [], names: {} },
    };
    const moves: TryOutMove[] = [{ kind: 'send' }];
    expect(tryOut(campaign as Campaign, options, moves)!.actions.map(({ id, label }) => [id, label])).toEqual(
      [
        ['line-approved', 'Dòng được duyệt'],
        ['line-refused', 'Dòng không được duyệt'],
        ['line-returned', 'Dòng bị trả lại'],
        ['return', 'Trả lại'],
      ],
    );
    const tried = (action: string) =>
      tryOut(campaign as Campaign, options, [...moves, { kind: 'act', action }])!;
    expect(tried('line-refused')).toMatchObject({ ended: true, outcome: 'rejected', issues: [] });
    expect(tried('line-returned')).toMatchObject({ ended: false, step: 'Lập đề nghị', sends: true });
  });

  it('marks what happened to the dossier', () => {
    expect(play('refused').text.filter((line) => /Dossier|line \d|by the dossier/.test(line))).toEqual([
      '09:00 31/01/2025  Thanh tra quận Quận Bắc put the case into a dossier, line 1',
      '09:00 31/01/2025  [Dossier]  The dossier was begun',
      '09:00 31/01/2025  [Dossier]  The system put 1 case on the list',
      '09:00 31/01/2025  [Dossier]  At the step “Write the proposal”, waiting for District inspector',
      '09:00 31/01/2025  [Dossier]  → message “task” to District inspector',
      '10:00 31/01/2025  [Dossier]  Thanh tra quận Quận Bắc send',
      '10:00 31/01/2025  [Dossier]  At the step “The head signs”, waiting for Head of the town, due 17:00 05/02/2025',
      '10:00 31/01/2025  [Dossier]  → message “task” to Head of the town',
      '11:00 31/01/2025  [Dossier]  Trưởng thị xã Thị xã decided lines: refused 1',
      '11:00 31/01/2025  [Dossier]  Trưởng thị xã Thị xã sign',
      '11:00 31/01/2025  [Dossier]  The case ended: Signed',
      '11:00 31/01/2025  Trưởng thị xã Thị xã refused it by the dossier, line 1',
    ]);
  });
});

describe('the kind', () => {
  it('leads three ways, the last of them back', () => {
    const step = (campaign as Campaign).entries['nomination']!.workflow.byId['gather']!;
    expect(
      stepKinds
        .of('gather')
        .leads(step.definition)
        .map(({ to, back }) => [to, back]),
    ).toEqual([
      ['fill', undefined],
      ['honoured', undefined],
      ['refused', undefined],
      ['fill', true],
    ]);
  });

  it('is drawn with a way for each result', () => {
    const { workflow } = (campaign as Campaign).entries['nomination']!;
    const picture = workflowPicture(workflow, campaign as Campaign, 'vi');
    const row = picture.rows.find(({ step }) => step === 'gather')!;
    expect(row.ways.map(({ label, to }) => `${label} → ${to}`)).toEqual([
      'Trả lại → Lập đề nghị',
      'Dòng được duyệt → Được khen thưởng',
      'Dòng không được duyệt → Chưa được khen thưởng',
      'Dòng bị trả lại → Lập đề nghị',
    ]);
  });
});
