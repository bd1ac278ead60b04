/**
 * Commands decided on the seed's monthly route, from the opening of a report to its confirmation, through the
 * function the use cases call: rules, the form, deadlines, reminders, messages and events, no hashing. Beside it
 * XState's pure `transition` over a machine of the same steps with equal guards: the same form evaluated, the same
 * directory asked, the same separation and reasons.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { assign, initialTransition, setup, transition as transitionOf } from 'xstate';
import { compile, type Library, readCalendar, readOrganisation } from '../../engine/compile/index.ts';
import { evaluate } from '../../engine/forms/index.ts';
import { hasErrors } from '../../engine/issues/index.ts';
import type { Answers } from '../../engine/model/answers.ts';
import type { Case } from '../../engine/model/case.ts';
import type { Command, TransitionContext, TransitionResult } from '../../engine/model/command.ts';
import type { CaseEvent } from '../../engine/model/event.ts';
import type { Directory } from '../../engine/model/organisation.ts';
import type { Calendar } from '../../engine/model/time.ts';
import { indexDirectory } from '../../engine/organisation/index.ts';
import { type Campaign, transition } from '../../engine/workflow/index.ts';
import type { BenchRow } from './row.ts';

const definitions = new URL('../../definitions/', import.meta.url);
const entry = 'bao-cao-thang-1';
const period = '2025-01';
const rounds = 2_000;
const samples = 15;

const answers: Answers = {
  tipsReceived: '14',
  tipsPassedOn: '12',
  tipsConfirmed: '9',
  socialEvilTips: '4',
  domesticViolenceTips: '3',
  minutesToReport: '18',
  scenesAttended: '5',
  actsStopped: '2',
  trend: 'giam',
};

/** One step of the route: the command, who gives it, and whether it is refused. */
interface Move {
  command: (aCase: Case | null) => Command;
  actor: 'leader' | 'officer' | 'stranger' | 'system';
  refused?: true;
}

/** Commands decided a second; the figure is the median of the samples. */
export async function transitionBench(): Promise<BenchRow[]> {
  const seed = loadSeed();
  const moves = given(seed, route(seed));
  const ours = (count: number): number => {
    let done = 0;
    for (let n = 0; n < count; n += 1) done += playRoute(seed.campaign, moves);
    return done;
  };
  const machine = peer(seed);
  const theirs = (count: number): number => {
    let done = 0;
    for (let n = 0; n < count; n += 1) done += machine();
    return done;
  };
  if (ours(1) !== moves.length || theirs(1) !== moves.length)
    throw new Error('A move was not decided as expected.');
  ours(2_000);
  theirs(500);
  // Turn about, so that whatever else the machine does meets both alike.
  const pairs = Array.from({ length: samples }, () => ({
    ours: perSecond(() => ours(rounds)),
    theirs: perSecond(() => theirs(rounds / 4)),
  }));
  const value = median(pairs.map((pair) => pair.ours));
  const beside = median(pairs.map((pair) => pair.theirs));
  return [
    {
      name: 'transition',
      value: Math.round(value),
      unit: 'commands/s',
      beside: { name: 'XState 5 transition, equal guards', value: Math.round(beside) },
      ratio: Math.round((value / beside) * 10) / 10,
    },
  ];
}

interface Seed {
  campaign: Campaign;
  calendar: Calendar;
  directory: Directory;
  unit: string;
  leader: string;
  officer: string;
}

function loadSeed(): Seed {
  const calendar = readCalendar(read('calendars/vn-office.json'), 'calendars/vn-office.json');
  const organisation = readOrganisation(read('organisations/bac-lieu.json'), 'organisations/bac-lieu.json');
  if (!calendar.ok || !organisation.ok) throw new Error('The library of the seed does not compile.');
  const office = { ...calendar.value, revision: 1 };
  const record = { ...organisation.value, revision: 1 };
  const library: Library = {
    calendars: { [office.id]: office },
    organisations: { [record.id]: record },
  };
  const { campaign, issues } = compile(tree('bac-lieu-2024/'), library);
  if (!campaign) throw new Error(issues.map(({ code, pointer }) => `${code} ${pointer}`).join('\n'));
  const unit = record.units.find(
    ({ level }) => level === campaign.entries[entry]!.definition.submitter.level,
  )!;
  const index = indexDirectory({
    revision: 1,
    organisations: [record],
    memberships: [],
    substitutes: [],
    names: {},
  });
  const commune = index.ancestorAt(unit.uid, 'commune', 'police', '2025-01-20');
  if (commune.kind !== 'unit') throw new Error('The team has no commune.');
  const member = (account: string, role: string, at: string) => ({
    id: account,
    account,
    role: campaign.roles[role]!,
    unit: at,
    from: '2024-08-19',
  });
  const directory: Directory = {
    revision: 1,
    organisations: [record],
    memberships: [
      member('leader', campaign.entries[entry]!.definition.submitter.role, unit.uid),
      member('officer', 'commune-police-officer', commune.unit.uid),
    ],
    substitutes: [],
    names: { leader: 'Tổ trưởng', officer: 'Cán bộ' },
  };
  return {
    campaign,
    calendar: office as Calendar,
    directory,
    unit: unit.uid,
    leader: 'leader',
    officer: 'officer',
  };
}

function route({ unit }: Seed): Move[] {
  const task = (aCase: Case | null) => ({ id: aCase!.tasks[0]!.id, generation: aCase!.tasks[0]!.generation });
  const keyed = (n: number) => ({ key: `command-${n}` });
  return [
    { actor: 'system', command: () => ({ ...keyed(0), type: 'open', entry, period, unit, attempt: 1 }) },
    {
      actor: 'stranger',
      refused: true,
      command: (c) => ({ ...keyed(1), type: 'submit', task: task(c), answers }),
    },
    {
      actor: 'leader',
      refused: true,
      command: (c) => ({
        ...keyed(2),
        type: 'submit',
        task: task(c),
        answers: { ...answers, tipsPassedOn: '99' },
      }),
    },
    { actor: 'leader', command: (c) => ({ ...keyed(3), type: 'submit', task: task(c), answers }) },
    { actor: 'officer', command: (c) => ({ ...keyed(4), type: 'claim', task: task(c) }) },
    {
      actor: 'officer',
      refused: true,
      command: (c) => ({ ...keyed(5), type: 'act', task: task(c), action: 'tra-lai' }),
    },
    {
      actor: 'officer',
      command: (c) => ({
        ...keyed(6),
        type: 'act',
        task: task(c),
        action: 'tra-lai',
        reason: 'Số tin chưa khớp sổ theo dõi',
        remarks: [{ field: 'tipsPassedOn', text: 'Sổ ghi 11' }],
      }),
    },
    {
      actor: 'leader',
      command: (c) => ({
        ...keyed(7),
        type: 'submit',
        task: task(c),
        answers: { ...answers, tipsPassedOn: '11' },
      }),
    },
    { actor: 'officer', command: (c) => ({ ...keyed(8), type: 'act', task: task(c), action: 'xac-nhan' }) },
  ];
}

/** A move as it is given: what the caller would have at hand is made beforehand, for the machine as well. */
interface Given {
  command: Command;
  context: TransitionContext;
  refused: boolean;
}

/** Plays the route once to know its tasks, and keeps the commands it was played with. */
function given({ campaign, calendar, directory, unit }: Seed, moves: readonly Move[]): Given[] {
  let aCase: Case | null = null;
  return moves.map(({ command, actor, refused }, n) => {
    const context: TransitionContext = {
      now: `2025-01-20T02:${String(n + 10)}:00.000Z`,
      actor,
      via: 'web',
      directory,
      calendar,
      ids: '',
      resolved: { previous: { [`${campaign.id}.${entry}.${unit}.2024-12.1`]: null } },
    };
    const move: Given = { command: command(aCase), context, refused: refused === true };
    const result = transition(campaign, aCase, move.command, context);
    if (result.kind === 'done') aCase = appended(result);
    return move;
  });
}

function playRoute(campaign: Campaign, moves: readonly Given[]): number {
  let aCase: Case | null = null;
  let decided = 0;
  for (const { command, context, refused } of moves) {
    const result = transition(campaign, aCase, command, context);
    if (result.kind === 'done') aCase = appended(result);
    if (result.kind === (refused ? 'refused' : 'done')) decided += 1;
  }
  return decided;
}

/** The case with its new events, as it would be stored, without their hashes. */
function appended(result: Extract<TransitionResult, { kind: 'done' }>): Case {
  const next = result.case;
  next.history = [...next.history, ...(result.events as CaseEvent[])];
  return next;
}

type MachineEvent =
  | { type: 'open' }
  | { type: 'submit'; actor: string; answers: Answers }
  | { type: 'claim'; actor: string }
  | { type: 'return'; actor: string; reason?: string; remarks?: { field: string; text: string }[] }
  | { type: 'confirm'; actor: string };

/** The same route as a machine; one call plays it once and gives how many events were taken or refused as expected. */
function peer({ campaign, calendar, directory, unit }: Seed): () => number {
  const index = indexDirectory(directory);
  const { form } = campaign.entries[entry]!;
  const day = '2025-01-20';
  const leaderKey = `${campaign.roles[campaign.entries[entry]!.definition.submitter.role]}@${unit}`;
  const commune = index.ancestorAt(unit, 'commune', 'police', day);
  const officerKey = `${campaign.roles['commune-police-officer']}@${commune.kind === 'unit' ? commune.unit.uid : ''}`;
  const names = {
    unit: { uid: unit, name: '', level: 'team', code: null },
    period: null,
    phase: null,
    case: null,
  };
  const machine = setup({
    types: {
      context: {} as {
        claimedBy: string | null;
        filledBy: string | null;
        answers: Answers | null;
        returns: number;
      },
      events: {} as MachineEvent,
    },
    guards: {
      maySubmit: ({ event }) =>
        event.type === 'submit' &&
        index.mayAct(event.actor, leaderKey, day) !== null &&
        !hasErrors(evaluate(form, event.answers, { today: day, previous: null, names }).issues),
      mayReview: ({ context, event }) =>
        'actor' in event &&
        index.mayAct(event.actor, officerKey, day) !== null &&
        (context.claimedBy === null || context.claimedBy === event.actor) &&
        context.filledBy !== event.actor,
      mayReturn: ({ context, event }) =>
        event.type === 'return' &&
        index.mayAct(event.actor, officerKey, day) !== null &&
        (context.claimedBy === null || context.claimedBy === event.actor) &&
        context.filledBy !== event.actor &&
        [...(event.reason ?? '').trim()].length >= 10 &&
        (event.remarks ?? []).every(
          ({ field, text }) => form.byId[field] !== undefined && text.trim() !== '',
        ),
    },
    actions: {
      keep: assign({
        answers: ({ event }) => (event.type === 'submit' ? event.answers : null),
        filledBy: ({ event }) => (event.type === 'submit' ? event.actor : null),
      }),
      claim: assign({ claimedBy: ({ event }) => ('actor' in event ? event.actor : null) }),
      count: assign({ returns: ({ context }) => context.returns + 1 }),
    },
  }).createMachine({
    id: 'report',
    initial: 'unopened',
    context: { claimedBy: null, filledBy: null, answers: null, returns: 0 },
    states: {
      unopened: { on: { open: 'fill' } },
      fill: { on: { submit: { guard: 'maySubmit', target: 'check', actions: 'keep' } } },
      check: {
        on: {
          claim: { guard: 'mayReview', actions: 'claim' },
          return: { guard: 'mayReturn', target: 'correct', actions: 'count' },
          confirm: { guard: 'mayReview', target: 'confirmed' },
        },
      },
      correct: { on: { submit: { guard: 'maySubmit', target: 'check', actions: 'keep' } } },
      confirmed: { type: 'final' },
    },
  });
  const events: MachineEvent[] = [
    { type: 'open' },
    { type: 'submit', actor: 'stranger', answers },
    { type: 'submit', actor: 'leader', answers: { ...answers, tipsPassedOn: '99' } },
    { type: 'submit', actor: 'leader', answers },
    { type: 'claim', actor: 'officer' },
    { type: 'return', actor: 'officer' },
    {
      type: 'return',
      actor: 'officer',
      reason: 'Số tin chưa khớp sổ theo dõi',
      remarks: [{ field: 'tipsPassedOn', text: 'Sổ ghi 11' }],
    },
    { type: 'submit', actor: 'leader', answers: { ...answers, tipsPassedOn: '11' } },
    { type: 'confirm', actor: 'officer' },
  ];
  const expected = ['fill', 'fill', 'fill', 'check', 'check', 'check', 'correct', 'check', 'confirmed'];
  void calendar;
  return () => {
    let [snapshot] = initialTransition(machine);
    let right = 0;
    events.forEach((event, n) => {
      [snapshot] = transitionOf(machine, snapshot, event);
      if (snapshot.value === expected[n]) right += 1;
    });
    return right;
  };
}

function perSecond(work: () => number): number {
  const start = process.hrtime.bigint();
  const done = work();
  return done / (Number(process.hrtime.bigint() - start) / 1e9);
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function read(path: string): string {
  return readFileSync(new URL(path, definitions), 'utf8');
}

function tree(folder: string, inside = ''): Record<string, string> {
  const files: Record<string, string> = {};
  for (const found of readdirSync(new URL(folder + inside, definitions), { withFileTypes: true })) {
    const name = inside + found.name;
    if (found.isDirectory()) Object.assign(files, tree(folder, `${name}/`));
    else files[name] = read(folder + name);
  }
  return files;
}
