import type { Standstill, StepVisit, Task, Wake } from '../../model/case.ts';
import type { MigrateCommand } from '../../model/command.ts';
import type { JsonValue } from '../../model/json.ts';
import type { EntryPlan } from '../../model/migration.ts';
import type { Instant } from '../../model/time.ts';
import { arriveAt } from '../arrive.ts';
import { assigneeKinds } from '../assignees/index.ts';
import type { Campaign, CompiledEntry, CompiledStep } from '../campaign.ts';
import { liesGathered } from '../dossier.ts';
import type { MigratedData, MigratedTask } from '../events/migrated.ts';
import { isOfVisit, visitOfTask } from '../events/standing.ts';
import { answersMove } from '../migration-answers.ts';
import { type StepPlace, stepPlaces } from '../migration-steps.ts';
import { later } from '../pauses.ts';
import { type Period, periodOf } from '../periods.ts';
import { retell } from '../retell.ts';
import { unroutedKey } from '../routing.ts';
import { standingAnswers } from '../rule-names.ts';
import { askedBy } from '../steps/index.ts';
import { type Arrival, mayHold } from '../tasks.ts';
import { type Timetable, timetableOf } from '../timetable.ts';
import { allEvents, emit, keep, refuse, type Turn } from '../turn.ts';
import { wakesOfClaim } from '../wakes/claim.ts';
import { commandKind } from './command-kind.ts';
import { changes } from './submit.ts';

/**
 * Brings the case to the version the command is decided with. Where its entry has another id there, the case has it
 * too, and keeps its own id, by which everything that names it finds it. Steps, tasks and wakes take their new names; where
 * the new definition gives another due time for the day the case came to its step, the task has it, under another
 * generation, unless it was extended on purpose; where it asks others, they are asked. What was sent is carried
 * over field by field, never judged anew. Reminders that went out do not go out again, and those whose moment is
 * past by then are not made up for; an escalation that is due already fires at the next look.
 *
 * A case that is there already, or has ended and is not asked for, is no event.
 */
export const migrate = commandKind<MigrateCommand>({
  type: 'migrate',
  entryOf: ({ entry }, { plan }) => plan.entry ?? entry,
  decide(turn, command) {
    const { former, state, campaign } = turn;
    if (state.version === campaign.version) return;
    const entry = former?.entries[state.entry];
    if (!former || !entry || state.version !== command.from) {
      refuse(turn, 'migration.version.other', {}, '/from');
      return;
    }
    if (state.state === 'ended' && command.ended !== true) return;
    const move = begin(turn, former, entry, command.plan);
    for (const visit of state.steps) place(move, visit);
    carryAnswers(move);
    if (turn.requests.length > 0 || turn.issues.length > 0) return;
    emit(turn, 'migrated', move.data, { contents: [move.data.contentAfter] });
    for (const { step, visit, how } of move.anew) {
      emit(turn, 'left', { step, visit });
      arriveAt(turn, step, how);
    }
  },
});

/** A case being brought over. */
interface Move {
  turn: Turn;
  former: Campaign;
  entry: CompiledEntry;
  formerPeriod: Period;
  plan: EntryPlan;
  places: Readonly<Record<string, StepPlace>>;
  data: MigratedData;
  /** Visits that end here: the case arrives at another step, or at one that is of another kind now. */
  anew: { step: string; visit: number; how: Arrival }[];
}

function begin(turn: Turn, former: Campaign, entry: CompiledEntry, plan: EntryPlan): Move {
  const { state, campaign, period } = turn;
  const { places, renamed, gone } = stepPlaces(plan, entry.workflow, turn.entry.workflow);
  const data: MigratedData = { from: state.version, to: campaign.version, steps: renamed };
  if (gone.length > 0) data.gone = gone;
  const { group } = turn.entry;
  if (turn.entry.id !== state.entry) {
    data.entry = turn.entry.id;
    data.entryBefore = state.entry;
  }
  if (group !== undefined && group !== state.group) data.group = group;
  if (period.phase !== undefined && period.phase !== state.phase) data.phase = period.phase;
  const formerPeriod = periodOf(former, entry.id, state.period, turn.context.calendar) ?? period;
  return { turn, former, entry, formerPeriod, plan, places, data, anew: [] };
}

/** Where a visit of the old workflow stands in the new one. */
function place(move: Move, visit: StepVisit): void {
  const { turn, entry, places } = move;
  const old = entry.workflow.byId[visit.step];
  const target = places[visit.step];
  if (!old || !target) {
    const title = old?.definition.title;
    const step = title?.vi ?? visit.step;
    refuse(turn, 'migration.step.nowhere', { step, stepEn: title?.en ?? step }, `/plan/steps/${visit.step}`);
    return;
  }
  if (turn.state.state === 'ended') return;
  const { to, stays } = target;
  const gathered = liesGathered(turn.state, old, visit);
  if (!stays) {
    if (gathered) {
      refuse(turn, 'dossier.case.gathered', { line: turn.state.dossier?.line ?? 0 });
      return;
    }
    if (to.kind !== 'fill' && turn.state.submission === undefined) {
      const { title } = to.definition;
      const params = { step: title?.vi ?? to.id, stepEn: title?.en ?? title?.vi ?? to.id };
      refuse(turn, 'migration.step.nothing_sent', params, `/plan/steps/${visit.step}`);
      return;
    }
    move.anew.push({ step: to.id, visit: visit.visit, how: arrivalOf(move, visit) });
    return;
  }
  const tasks = turn.state.tasks.filter(({ id }) => isOfVisit(visitOfTask(id), visit.step, visit.visit));
  const then = timetable(move, move.former, old, move.formerPeriod, visit);
  const now = timetable(move, turn.campaign, to, turn.period, visit);
  let generation = 1;
  for (const task of tasks) generation = Math.max(generation, terms(move, old, to, task, then, now));
  const running = tasks.length === 0 || tasks.some(({ paused }) => paused === undefined);
  // Nothing wakes a case that lies in a dossier: the dossier decides when it goes on.
  if (running && !gathered) reschedule(move, visit, to, then, now, { generation, stood: tasks[0]?.stood });
}

function timetable(
  { turn }: Move,
  campaign: Campaign,
  step: CompiledStep,
  period: Period,
  { since }: StepVisit,
): Timetable {
  const { calendar } = turn;
  return timetableOf(campaign, step, period, calendar, since, calendar.dayOf(since));
}

/** The terms of a task in the new version, noted where they differ; gives its generation then. */
function terms(
  move: Move,
  old: CompiledStep,
  to: CompiledStep,
  task: Task,
  then: Timetable,
  now: Timetable,
): number {
  const { turn, data } = move;
  const { step, visit } = visitOfTask(task.id);
  const id = task.id.replace(`${step}.${visit}.`, `${to.id}.${visit}.`);
  const changed: MigratedTask = { task: id, generation: task.generation + 1 };
  if (then.dueAt !== now.dueAt && !isExtended(turn, task)) {
    changed.dueAt = now.dueAt === undefined ? null : stoodLater(turn, now.dueAt, task.stood);
    if (task.dueAt !== undefined) changed.dueBefore = task.dueAt;
    if (now.dueAt !== undefined) changed.calendarRevision = turn.calendar.revision;
  }
  const keys = otherKeys(move, old, to, task.body);
  if (keys) {
    changed.assignees = keys;
    if (task.claimedBy !== undefined && !mayHold(turn, to, task.claimedBy, keys)) {
      changed.unclaimed = true;
      data.drop = [...(data.drop ?? []), ...wakesOfClaim(turn.state, task.id)];
    }
  }
  const same = changed.dueAt === undefined && !changed.assignees;
  if (!same) data.tasks = [...(data.tasks ?? []), changed];
  const generation = same ? task.generation : changed.generation;
  const messages = same && id === task.id ? [] : retell(turn, task, { id, generation }, to.id, keys);
  if (messages.length > 0) data.effects = [...(data.effects ?? []), ...messages];
  return generation;
}

/** A moment of the timetable for a task whose clock has stood still. */
function stoodLater({ calendar }: Turn, at: Instant, stood: Standstill | undefined): Instant {
  return stood ? later(calendar, at, stood) : at;
}

/** Was more time granted for this task? It was decided for the case, so it stands. */
export function isExtended(turn: Turn, { id }: Task): boolean {
  return allEvents(turn).some(
    ({ type, data }) => type === 'extended' && data['task'] === id && data['because'] === 'granted',
  );
}

/** The keys the new step asks, where it does not ask the same ones as the old; undefined where it does. */
function otherKeys(
  { turn, former, entry }: Move,
  old: CompiledStep,
  to: CompiledStep,
  body: string | undefined,
): string[] | undefined {
  const before = askedBy(old.definition, body);
  const after = askedBy(to.definition, body);
  if (!before || !after) return undefined;
  const was = assigneeKinds.of(before.kind).keys(before, { ...turn, campaign: former, entry });
  const asked = assigneeKinds.of(after.kind).keys(after, turn);
  if (was.length === asked.length && was.every((key, at) => key === asked[at])) return undefined;
  return asked.length > 0 ? asked : [unroutedKey(turn.campaign)];
}

const ruled: ReadonlySet<string> = new Set(['reminder', 'escalation', 'validity', 'silence']);

/** The moments of a visit under the new definition, in place of those of the old. */
function reschedule(
  { turn, data }: Move,
  { step, visit }: StepVisit,
  to: CompiledStep,
  then: Timetable,
  now: Timetable,
  { generation, stood }: { generation: number; stood: Standstill | undefined },
): void {
  const standing = turn.state.wakes.filter((one) => ruled.has(one.kind) && isOfVisit(one, step, visit));
  const wanted: Wake[] = [];
  for (const { kind, rule, at, idOf } of now.moments) {
    const of = (one: { kind: string; rule?: string }): boolean => one.kind === kind && one.rule === rule;
    const present = standing.find(of);
    const sameMoment = then.moments.some((one) => of(one) && one.at === at);
    if (!present && (sameMoment || (rule !== undefined && hasFired(turn, rule, step, visit)))) continue;
    const when = present && sameMoment ? present.at : stoodLater(turn, at, stood);
    // Nobody had the chance to heed a reminder whose moment the new definition puts into the past.
    if (when !== present?.at && kind === 'reminder' && when <= turn.context.now) continue;
    const wake: Wake = { id: idOf(visit), at: when, kind, step: to.id, visit };
    wanted.push(rule === undefined ? wake : { ...wake, rule, generation });
  }
  const isSame = (one: Wake, other: Wake): boolean =>
    one.id === other.id && one.at === other.at && one.generation === other.generation;
  const drop = standing.filter((one) => !wanted.some((other) => isSame(one, other))).map(({ id }) => id);
  const add = wanted.filter((one) => !standing.some((other) => isSame(one, other)));
  if (drop.length > 0) data.drop = [...(data.drop ?? []), ...drop];
  if (add.length > 0) data.add = [...(data.add ?? []), ...add];
}

/** Has a reminder or an escalation gone out at a visit? */
export function hasFired(turn: Turn, rule: string, step: string, visit: number): boolean {
  return allEvents(turn).some(
    ({ type, data }) =>
      (type === 'reminded' || type === 'escalated') &&
      data['rule'] === rule &&
      data['step'] === step &&
      data['visit'] === visit,
  );
}

function arrivalOf({ places }: Move, { returnTo, returnedBy, returnsThen }: StepVisit): Arrival {
  const how: Arrival = {};
  const then = (returnsThen ?? []).flatMap(({ step, by }) => {
    const to = places[step]?.to.id;
    return to === undefined ? [] : [{ step: to, by }];
  });
  const back = returnTo === undefined ? undefined : places[returnTo]?.to.id;
  if (back === undefined) return how;
  how.returnTo = back;
  if (returnedBy !== undefined) how.returnedBy = returnedBy;
  if (then.length > 0) how.returnsThen = then;
  return how;
}

/** What was sent, as the new form has it. It is asked for only where something may become of it. */
function carryAnswers(move: Move): void {
  const { turn, entry, plan, data } = move;
  const { submission } = turn.state;
  if (!submission) return;
  const answersOf = answersMove(plan, entry.form, turn.entry.form);
  if (answersOf.same) return;
  const answers = standingAnswers(turn);
  if (!answers) return;
  const erased = turn.context.resolved?.answers?.[submission.content] === null;
  const moved = erased ? null : answersOf.move(answers);
  const values = moved ? answersOf.listed(moved.answers) : answersOf.values(submission.values);
  const change = changes(submission.values, values);
  if (Object.keys(change.values).length > 0 || change.cleared) data.values = change.values;
  if (change.cleared) data.cleared = change.cleared;
  if (!moved) return;
  if (moved.lost.length > 0) data.lost = moved.lost;
  turn.answers = moved.answers;
  if (sameAnswers(answers, moved.answers)) return;
  data.contentBefore = submission.content;
  data.contentAfter = keep(turn, 'submission', moved.answers as unknown as JsonValue);
}

function sameAnswers(before: object, after: object): boolean {
  const [a, b] = [before as Record<string, unknown>, after as Record<string, unknown>];
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => a[key] === b[key] || JSON.stringify(a[key]) === JSON.stringify(b[key]))
  );
}
