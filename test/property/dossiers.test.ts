import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile, readLibrary } from '../../engine/compile/index.ts';
import type { Case, LinesEntry, OutboxEntry } from '../../engine/model/case.ts';
import type { LineDecision } from '../../engine/model/command.ts';
import type { Directory } from '../../engine/model/organisation.ts';
import { followKey, lineKey, outboxOf, toldLine } from '../../engine/workflow/index.ts';
import { readFixture } from '../unit/compile/campaign-fixture.ts';
import { type Game, newGame, type Played, type Wish } from '../unit/workflow/playing.ts';

const { files, library } = readFixture('gathering');
const read = readLibrary(library).library;
const compiled = compile(files, read).campaign;
if (!compiled) throw new Error('The fixture does not compile.');
const campaign = compiled;

const gatherers = ['an', 'binh'];
const heads = ['chi', 'an'];
const teams = [1, 2, 3];
/** One of the heads sends for the last team: its line is not for them to decide. */
const leaderOf = (team: number): string => (team === 3 ? 'an' : `leader-${team}`);
const directory: Directory = {
  revision: 1,
  organisations: Object.values(read.organisations),
  memberships: [
    ...teams.map((n) => [leaderOf(n), 'leader', `team-${n}`]),
    ...gatherers.map((one) => [one, 'inspector', 'north']),
    ...heads.map((one) => [one, 'head', 'city']),
  ].map(([account, role, unit]) => ({
    id: `${account}-${role}`,
    account: account!,
    role: `town/${role}`,
    unit: unit!,
    from: '2024-01-01',
  })),
  substitutes: [],
  names: {},
};

const memberId = (team: number): string => `gathering.nomination.team-${team}.2025-01.1`;
const dossierId = (n: number): string => `gathering.proposal.north.once.${n}`;
const most = 3;

/** Three cases and up to three dossiers, each a document of its own, with what waits to be handed over. */
interface Office {
  now: number;
  games: Map<string, Game>;
  /** Keys of outbox entries that were handed over whole. */
  left: Set<string>;
}

function newOffice(): Office {
  const office: Office = { now: Date.parse('2025-01-31T01:30:00.000Z'), games: new Map(), left: new Set() };
  for (const team of teams) {
    const game = newGame(campaign, directory);
    office.games.set(memberId(team), game);
    play(
      office,
      game,
      { type: 'open', entry: 'nomination', period: '2025-01', unit: `team-${team}`, attempt: 1 },
      'system',
    );
    send(office, game, team);
  }
  return office;
}

function play(office: Office, game: Game, wish: Wish, actor: string, more = {}): Played {
  return game.play(wish, actor, new Date(office.now).toISOString(), more);
}

function send(office: Office, game: Game, team: number): void {
  const answers = { rounds: '3', people: '9', weather: 'dry' };
  play(office, game, { type: 'submit', task: game.task(), answers }, leaderOf(team));
}

/** The cases on a line, or some of them, do what an entry says: what a worker does, also one that was cut off. */
function handOver(office: Office, dossier: Game, entry: LinesEntry, upTo: number): void {
  const lines = dossier.case!.lines!.filter(({ n }) => entry.lines.includes(n));
  for (const line of lines.slice(0, upTo)) {
    const member = office.games.get(line.case)!;
    const reason = line.content === undefined ? undefined : (dossier.contents.get(line.content) as string);
    const id = dossier.case!._id;
    const wish: Wish = {
      type: 'follow',
      key: followKey(id, line.n, entry.says),
      dossier: id,
      line: line.n,
      says: entry.says,
    };
    const told = toldLine(dossier.case!, line.n, reason);
    const played = play(office, member, wish, entry.by, {
      via: 'worker',
      resolved: { lines: { [lineKey(id, line.n)]: told } },
    });
    if (!played.ok && entry.says === 'come')
      play(
        office,
        dossier,
        { type: 'releaseLines', lines: [line.n], key: `${lineKey(id, line.n)}:gone` },
        'system',
      );
    else expect(played.ok, JSON.stringify(played)).toBe(true);
  }
  if (upTo >= lines.length) office.left.add(entry.key);
}

function waitingEntries(office: Office): [Game, LinesEntry][] {
  const now = new Date(office.now).toISOString();
  return [...office.games.values()].flatMap((game) =>
    leaving(office, game.case!)
      .filter((entry): entry is LinesEntry => entry.kind === 'lines' && entry.notBefore! <= now)
      .map((entry) => [game, entry] as [Game, LinesEntry]),
  );
}

function leaving(office: Office, { outbox = [] }: Case): OutboxEntry[] {
  return outbox.filter(({ key }) => !office.left.has(key));
}

/** One thing that happens; what is not allowed is refused, and changes nothing. */
type Happening = {
  what: number;
  who: number;
  which: number;
  lines: { n: number; verdict: number }[];
  more: number;
};

const happening = fc.record<Happening>({
  what: fc.nat(9),
  who: fc.nat(1),
  which: fc.nat(5),
  lines: fc.array(fc.record({ n: fc.integer({ min: 1, max: 4 }), verdict: fc.nat(3) }), { maxLength: 3 }),
  more: fc.nat(90),
});
const verdicts = ['approved', 'refused', 'returned', 'waiting'] as const;

function happen(office: Office, { what, who, which, lines, more }: Happening): void {
  const dossiers = [...office.games.values()].filter((game) => game.case!.lines);
  const dossier = dossiers[which % Math.max(1, dossiers.length)];
  const decisions: LineDecision[] = lines.map(({ n, verdict }) => ({
    n,
    verdict: verdicts[verdict]!,
    reason: 'Vì lý do này.',
  }));
  const task = dossier?.case?.tasks[0];
  const ref = task ? { id: task.id, generation: task.generation } : { id: 'write.1.1', generation: 1 };
  const gatherer = gatherers[who]!;
  const head = heads[who]!;
  const cases = lines.map(({ n }) => memberId(Math.min(3, n)));
  const acts: (() => void)[] = [
    () => {
      if (dossiers.length >= most) return;
      const game = newGame(campaign, directory);
      game.members = office.games;
      const wish: Wish = {
        type: 'open',
        entry: 'proposal',
        period: 'once',
        unit: 'north',
        attempt: dossiers.length + 1,
        cases: cases.length > 0 ? [...new Set(cases)] : teams.map(memberId),
      };
      if (play(office, game, wish, gatherer).ok) office.games.set(dossierId(dossiers.length + 1), game);
    },
    () => dossier && play(office, dossier, { type: 'gather', task: ref, cases }, gatherer),
    () =>
      dossier &&
      play(office, dossier, { type: 'releaseLines', task: ref, lines: lines.map(({ n }) => n) }, gatherer),
    () => dossier && play(office, dossier, { type: 'submit', task: ref, answers: { about: 'x' } }, gatherer),
    () => dossier && play(office, dossier, { type: 'decideLines', task: ref, lines: decisions }, head),
    () =>
      dossier &&
      play(
        office,
        dossier,
        {
          type: 'act',
          task: ref,
          action: ['sign', 'return', 'refuse'][which % 3]!,
          reason: 'Vì lý do này.',
          lines: decisions,
        },
        head,
      ),
    () => {
      const last = dossier?.case?.history.at(-1);
      if (last) play(office, dossier!, { type: 'undo', cmd: last.cmd }, last.actor);
    },
    () => {
      const entries = waitingEntries(office);
      const chosen = entries[which % Math.max(1, entries.length)];
      if (chosen) handOver(office, ...chosen, more % 4);
    },
    () => {
      const game = office.games.get(memberId(1 + (which % 3)))!;
      const open = game.case!.tasks[0];
      if (open?.id.startsWith('fill.')) send(office, game, 1 + (which % 3));
      else if (open)
        play(
          office,
          game,
          { type: 'act', task: game.task(), action: 'return', reason: 'Xem lại số liệu.' },
          gatherer,
        );
    },
    () => {
      office.now += more * 1000;
    },
  ];
  acts[what]!();
}

/** Where a case is: every one is somewhere, and in one place only. */
function check(office: Office): void {
  for (const game of office.games.values()) {
    const current = game.case!;
    const rebuilt = outboxOf(campaign, current).map(({ key }) => key);
    expect((current.outbox ?? []).map(({ key }) => key).sort()).toEqual(rebuilt.sort());
  }
  for (const { case: one } of office.games.values())
    for (const { type, actor, data } of one!.history)
      if (actor === leaderOf(3) && (type === 'decided' || type === 'ended'))
        for (const { n } of (data['lines'] ?? []) as { n: number }[])
          expect(one!.lines!.find((line) => line.n === n)!.case).not.toBe(memberId(3));
  for (const team of teams) {
    const current = office.games.get(memberId(team))!.case!;
    const lies = current.state !== 'ended' && current.tasks.length === 0;
    if (!lies) continue;
    const line = office.games
      .get(current.dossier!.case)!
      .case!.lines!.find(({ n }) => n === current.dossier!.line)!;
    expect(line.case).toBe(current._id);
  }
}

/** Everything that was said has been followed: the dossiers and their cases say the same. */
function settle(office: Office): void {
  office.now += 60_000;
  for (let round = 0; round < 20; round += 1) {
    const entries = waitingEntries(office);
    if (entries.length === 0) break;
    for (const [dossier, entry] of entries) handOver(office, dossier, entry, 500);
  }
  for (const team of teams) {
    const current = office.games.get(memberId(team))!.case!;
    const held = [...office.games.values()].flatMap(({ case: one }) =>
      one!.state === 'ended'
        ? []
        : (one!.lines ?? [])
            .filter(
              (line) => line.case === current._id && line.state !== 'returned' && line.state !== 'released',
            )
            .map(({ n }) => `${one!._id}:${n}`),
    );
    const lies = current.state !== 'ended' && current.tasks.length === 0;
    // A case lies in a dossier exactly when a dossier that goes on holds it, and none is lost between the two.
    expect(held).toEqual(lies ? [`${current.dossier!.case}:${current.dossier!.line}`] : []);
  }
  for (const { case: one } of office.games.values())
    if (one!.lines && one!.state === 'ended')
      for (const line of one!.lines) {
        const member = office.games.get(line.case)!.case!;
        const key = lineKey(one!._id, line.n);
        const told = member.history.filter((event) => event.key === key);
        if (line.state === 'approved') expect(member.outcome).toBe('approved');
        if (line.state === 'refused') expect(member.outcome).toBe('rejected');
        // Each line is followed once, however often it was handed over.
        expect(new Set(told.map(({ cmd }) => cmd)).size).toBeLessThanOrEqual(1);
      }
}

describe('dossiers and the cases on them', () => {
  it('never lose a case between them, nor hold it twice, whatever happens and however often it is handed over', () => {
    let ended = 0;
    fc.assert(
      fc.property(fc.array(happening, { minLength: 5, maxLength: 40 }), (happenings) => {
        const office = newOffice();
        for (const one of happenings) {
          happen(office, one);
          check(office);
        }
        settle(office);
        ended += [...office.games.values()].filter(
          ({ case: one }) => one!.lines && one!.state === 'ended',
        ).length;
      }),
      { numRuns: 100 },
    );
    expect(ended).toBeGreaterThan(5);
  }, 120_000);
});
