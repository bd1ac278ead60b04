/**
 * Commands decided on the seed's monthly route, from the opening of a report to its confirmation, through the
 * function the use cases call: rules, the form, deadlines, reminders, messages and events, no hashing. Beside it
 * XState's pure `transition` over a machine of the same steps with equal guards (see `peer`).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { assign, initialTransition, setup, transition as transitionOf } from 'xstate';
import { compileCalendar } from '../../engine/calendar/index.ts';
import { compile, type Library, readCalendar, readOrganisation } from '../../engine/compile/index.ts';
import { evaluate } from '../../engine/forms/index.ts';
import { hasErrors, type Issue, type IssueCode, issue, type Param } from '../../engine/issues/index.ts';
import type { Answers } from '../../engine/model/answers.ts';
import type { Case } from '../../engine/model/case.ts';
import type { Command, TransitionContext, TransitionResult } from '../../engine/model/command.ts';
import type { CaseEvent } from '../../engine/model/event.ts';
import type { Action, Separation } from '../../engine/model/generated/definitions.ts';
import type { Directory } from '../../engine/model/organisation.ts';
import type { Calendar } from '../../engine/model/time.ts';
import { indexDirectory } from '../../engine/organisation/index.ts';
import { assigneeKinds } from '../../engine/workflow/assignees/index.ts';
import type { CompiledStep } from '../../engine/workflow/campaign.ts';
import { caseIdOf } from '../../engine/workflow/case-id.ts';
import { seesField } from '../../engine/workflow/field-rights.ts';
import { type Campaign, transition } from '../../engine/workflow/index.ts';
import { charactersIn, longestKey, longestReason, longestRemark } from '../../engine/workflow/limits.ts';
import { periodBefore, periodOf } from '../../engine/workflow/periods.ts';
import { type Routing, rightOf, submitterKeys } from '../../engine/workflow/routing.ts';
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
  const machine = peer(seed, moves);
  const theirs = (count: number): number => {
    let done = 0;
    for (let n = 0; n < count; n += 1) done += machine();
    return done;
  };
  if (ours(1) !== moves.length || theirs(1) !== moves.length)
    throw new Error('A move was not decided as expected.');
  // Long enough that both are compiled as well as they ever will be.
  for (let n = 0; n < 5; n += 1) {
    ours(4_000);
    theirs(2_000);
  }
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

/** What the machine is told: the very commands of the route, with the context each is decided in. */
interface MachineEvent {
  type: string;
  command: Command;
  context: TransitionContext;
}

/** What the machine holds: all that its guards ask about, and nothing else. */
interface Held {
  /** Client keys taken before. */
  keys: readonly string[];
  task: {
    id: string;
    generation: number;
    keys: readonly string[];
    claimedBy?: string;
    claimedAt?: string;
  } | null;
  visits: Readonly<Record<string, number>>;
  /** Who has acted, by step. */
  acted: Readonly<Record<string, readonly string[]>>;
  answers: Answers | null;
}

/**
 * The same route as a machine; one call plays it once and gives how many commands were taken or refused as
 * expected.
 *
 * Its guards decide what ours decide, with the same functions of the engine where there are any: the length of the
 * client key and whether it was taken before; the period and, to open, the unit, its level and the attempts; the
 * task, its generation, whom it asks, who claimed it, whom the step keeps apart; whether the time is over; the
 * period before, the form, the action's reason and each remark. What is refused is refused with the same Issues.
 * What follows from a decision it need not do: no deadlines, reminders, messages, events, differences, history,
 * projections or search words. Its context keeps only what the guards read.
 */
function peer({ campaign, calendar, directory, unit }: Seed, moves: readonly Given[]): () => number {
  const index = indexDirectory(directory);
  const day = '2025-01-20';
  const owed = campaign.entries[entry]!;
  const { form, definition, workflow } = owed;
  const routing = { campaign, entry: owed, directory: index, day };
  const { workingDays } = compileCalendar(calendar);
  const names = {
    unit: { uid: unit, name: '', level: 'team', code: null },
    period: null,
    phase: null,
    case: null,
  };
  const place: Routing['state'] = { unit: { uid: unit, nameThen: '' }, tasks: [] };
  let refusals: Issue[] = [];
  const refuse = (code: IssueCode, pointer: string, params: Record<string, Param> = {}): false => {
    refusals.push(issue(code, { source: 'command', pointer }, params));
    return false;
  };
  const label = ({ label: { vi, en } }: Action): Record<string, Param> => ({
    action: vi,
    actionEn: en ?? vi,
  });

  /** What is asked of every command: a key of the right length, not taken before, and a period there is. */
  const isNew = ({ keys }: Held, { command }: MachineEvent): boolean => {
    const { length } = command.key;
    if (length === 0 || length > longestKey) return refuse('command.key.length', '/key', { length });
    if (keys.includes(command.key)) return false;
    return (
      periodOf(campaign, entry, period, calendar) !== null || refuse('command.open.unknown_period', '/period')
    );
  };

  const mayOpen = (held: Held, event: MachineEvent): boolean => {
    const { command, context } = event;
    if (!isNew(held, event) || command.type !== 'open') return false;
    const found = index.unit(command.unit);
    if (!found || index.organisationOf(command.unit)?.id !== campaign.organisation)
      return refuse('command.open.unknown_unit', '/unit', { unit: command.unit });
    if (index.currentUnit(command.unit, day).kind === 'none')
      return refuse('command.open.unit_ended', '/unit', { unit: found.name });
    if (found.level !== definition.submitter.level)
      return refuse('command.open.level', '/unit', { unit: found.name, level: definition.submitter.level });
    if (command.attempt > 1) return refuse('command.open.limit', '/attempt', { limit: 1 });
    return (
      context.actor === 'system' ||
      submitterKeys({ ...routing, state: place }).some(
        (key) => rightOf(routing, context.actor, key) !== null,
      ) ||
      refuse('command.open.not_yours', '/unit', { unit: found.name })
    );
  };

  /** Is the task still open under its generation, asked of the actor, free, and not kept apart from them? */
  const mayTake = (held: Held, event: MachineEvent, step: CompiledStep): boolean => {
    if (!isNew(held, event)) return false;
    const { command, context } = event;
    const { actor } = context;
    const { task, acted } = held;
    const ref = 'task' in command ? command.task : undefined;
    if (!ref || task?.id !== ref.id) return refuse('command.task.gone', '/task/id', { task: ref?.id ?? '' });
    if (task.generation !== ref.generation)
      return refuse('command.task.changed', '/task/generation', { task: task.id });
    if (!task.keys.some((key) => rightOf(routing, actor, key) !== null)) {
      const { vi, en } = step.definition.title;
      return refuse('command.actor.not_asked', '/task/id', { step: vi, stepEn: en ?? vi });
    }
    if (task.claimedBy !== undefined && task.claimedBy !== actor)
      return refuse('command.task.claimed', '/task/id', { name: index.nameOf(task.claimedBy) });
    const { separation } = step.definition as { separation?: Separation };
    for (const other of separation?.notSameAs ?? [])
      if (acted[other]?.includes(actor))
        return refuse('command.separation.same_person', '', { name: index.nameOf(actor), step: other });
    return true;
  };

  const maySend = (held: Held, event: MachineEvent, step: CompiledStep): boolean => {
    const { command, context } = event;
    if (!mayTake(held, event, step) || command.type !== 'submit') return false;
    const { graceUntil } = periodOf(campaign, entry, period, calendar)!;
    const over = graceUntil !== undefined && context.now > graceUntil;
    if (held.answers === null && definition.afterwards === 'closed' && over)
      return refuse('command.time.closed_at', '', { at: graceUntil });
    const before = periodBefore(campaign, entry, period, calendar);
    const id = before ? caseIdOf(campaign.id, entry, unit, before.id, 1) : '';
    const previous = context.resolved?.previous?.[id] ?? null;
    const { issues } = evaluate(form, command.answers, {
      today: day,
      previous,
      names,
      workingDays,
      unitAllowed: (uid) => index.unitOn(uid, day) !== null,
    });
    for (const one of issues) if (one.severity === 'error') refusals.push(one);
    return !hasErrors(issues);
  };

  /** The action, and its reason: missing where it is required, too short, or not taken. */
  const mayAct = (held: Held, event: MachineEvent, step: CompiledStep): Action | null => {
    const { command } = event;
    if (!mayTake(held, event, step) || command.type !== 'act') return null;
    const { actions = [] } = step.definition as { actions?: Action[] };
    const action = actions.find(({ id }) => id === command.action);
    if (!action) return null;
    const length = charactersIn(command.reason?.normalize('NFC').trim() ?? '');
    const least = action.reasonMinLength ?? 0;
    if (length === 0 && action.reason === 'required')
      refuse('command.reason.missing', '/reason', label(action));
    else if (length > 0 && action.reason === 'none')
      refuse('command.reason.not_taken', '/reason', label(action));
    else if (length > 0 && length < least)
      refuse('command.reason.too_short', '/reason', { ...label(action), length, min: least });
    else if (length > longestReason)
      refuse('command.text.too_long', '/reason', { length, max: longestReason });
    return refusals.length > 0 ? null : action;
  };

  const mayReturn = (held: Held, event: MachineEvent, step: CompiledStep): boolean => {
    const action = mayAct(held, event, step);
    if (!action || event.command.type !== 'act') return false;
    for (const { field, text } of event.command.remarks ?? []) {
      if (!form.byId[field]?.bound || !seesField(step, field))
        refuse('command.remarks.unknown_field', '/remarks', { field });
      const length = charactersIn(text.trim());
      if (length === 0) refuse('command.remarks.empty', '/remarks', { field });
      else if (length > longestRemark) refuse('command.text.too_long', '/remarks', { length });
    }
    return refusals.length === 0;
  };

  /** What is held once a step is come to: whom it asks, under which visit, and who acted at the one before. */
  const come = (held: Held, { command, context }: MachineEvent, to: string, from?: string): Held => {
    const visit = (held.visits[to] ?? 0) + 1;
    const step = workflow.byId[to]!;
    const asked = 'assignee' in step.definition ? step.definition.assignee : undefined;
    return {
      keys: [...held.keys, command.key],
      task: asked
        ? {
            id: `${to}.${visit}.1`,
            generation: 1,
            keys: assigneeKinds.of(asked.kind).keys(asked, { ...routing, state: place }),
          }
        : null,
      visits: { ...held.visits, [to]: visit },
      acted:
        from === undefined
          ? held.acted
          : { ...held.acted, [from]: [...(held.acted[from] ?? []), context.actor] },
      answers: command.type === 'submit' ? command.answers : held.answers,
    };
  };

  const [fill, check, correct, confirmed] = ['lap-bao-cao', 'kiem-tra', 'bo-sung', 'da-xac-nhan'] as const;
  const at = (id: string): CompiledStep => workflow.byId[id]!;
  const machine = setup({
    types: { context: {} as Held, events: {} as MachineEvent },
    guards: {
      mayOpen: ({ context, event }) => mayOpen(context, event),
      maySend: ({ context, event }) => maySend(context, event, at(fill)),
      maySendAgain: ({ context, event }) => maySend(context, event, at(correct)),
      mayClaim: ({ context, event }) =>
        mayTake(context, event, at(check)) &&
        (context.task?.claimedBy === undefined || refuse('command.task.claimed', '/task/id')),
      mayConfirm: ({ context, event }) => mayAct(context, event, at(check)) !== null,
      mayReturn: ({ context, event }) => mayReturn(context, event, at(check)),
    },
    actions: {
      opened: assign(({ context, event }) => come(context, event, fill)),
      sent: assign(({ context, event }) => come(context, event, check, fill)),
      sentAgain: assign(({ context, event }) => {
        const held = come(context, event, check, correct);
        // Corrected work goes straight back to whoever returned it.
        const returner = context.acted[check]?.at(-1);
        return returner === undefined || held.task === null
          ? held
          : { ...held, task: { ...held.task, claimedBy: returner, claimedAt: event.context.now } };
      }),
      claimed: assign(({ context, event }) => ({
        keys: [...context.keys, event.command.key],
        task: { ...context.task!, claimedBy: event.context.actor, claimedAt: event.context.now },
      })),
      returned: assign(({ context, event }) => come(context, event, correct, check)),
      confirmed: assign(({ context, event }) => come(context, event, confirmed, check)),
    },
  }).createMachine({
    id: 'report',
    initial: 'unopened',
    context: { keys: [], task: null, visits: {}, acted: {}, answers: null },
    states: {
      unopened: { on: { open: { guard: 'mayOpen', target: fill, actions: 'opened' } } },
      [fill]: { on: { submit: { guard: 'maySend', target: check, actions: 'sent' } } },
      [check]: {
        on: {
          claim: { guard: 'mayClaim', actions: 'claimed' },
          'tra-lai': { guard: 'mayReturn', target: correct, actions: 'returned' },
          'xac-nhan': { guard: 'mayConfirm', target: confirmed, actions: 'confirmed' },
        },
      },
      [correct]: { on: { submit: { guard: 'maySendAgain', target: check, actions: 'sentAgain' } } },
      [confirmed]: { type: 'final' },
    },
  });
  const events: MachineEvent[] = moves.map(({ command, context }) => ({
    type: command.type === 'act' ? command.action : command.type,
    command,
    context,
  }));
  const expected = [fill, fill, fill, check, check, check, correct, check, confirmed];
  return () => {
    let [snapshot] = initialTransition(machine);
    let right = 0;
    for (let n = 0; n < events.length; n += 1) {
      refusals = [];
      [snapshot] = transitionOf(machine, snapshot, events[n]!);
      if (snapshot.value === expected[n] && refusals.length > 0 === moves[n]!.refused) right += 1;
    }
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
