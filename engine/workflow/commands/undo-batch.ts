import type { CaseState, StepVisit, Task, Wake } from '../../model/case.ts';
import type { UndoBatchCommand } from '../../model/command.ts';
import type { Before, CaseEvent } from '../../model/event.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { shownTime } from '../authority.ts';
import type { EventData } from '../events/index.ts';
import type { MessageData } from '../events/message-data.ts';
import { visitOfTask } from '../events/standing.ts';
import { applyPatch, patchBetween, pathOf, pathOfVisit, pathsOf, touches } from '../patch.ts';
import { allEvents, emit, refuse } from '../turn.ts';
import { undoneEvents } from '../undone.ts';
import { commandKind } from './command-kind.ts';
import { withNextGenerations } from './undo.ts';

/** Visits go on, and moments that have come since are not set again: neither keeps a batch from being undone. */
const movesOn = /^\/(visits|wakes)\//;

/**
 * Takes back what a batch did to the case: everything is as it was before, but for visits and generations, which
 * go on, and for reminders and escalations that have gone out since. Refused, naming who and when, once anything
 * was done on top of it. A case the batch did not change is no event.
 */
export const undoBatch = commandKind<UndoBatchCommand>({
  type: 'undoBatch',
  entryOf({ entry, history }, { batch }) {
    const migrated = history.findLast((one) => one.type === 'migrated' && one.batch === batch);
    return (migrated?.data['entryBefore'] as string | undefined) ?? entry;
  },
  decide(turn, { batch }) {
    const history = allEvents(turn);
    const taken = undoneEvents(history);
    const events = history.filter(
      (event) => event.batch === batch && event.type !== 'undone' && !taken.has(event.seq),
    );
    const first = events[0];
    if (!first) return;
    const touched = events.flatMap(pathsTouched);
    const own = new Set(events.map(({ seq }) => seq));
    const later = history.find(
      (event) =>
        event.seq > first.seq &&
        !own.has(event.seq) &&
        !taken.has(event.seq) &&
        event.type !== 'undone' &&
        pathsTouched(event).some((path) => touched.some((one) => touches(one, path))),
    );
    if (later) {
      const system = later.actor === 'system';
      const name = turn.directory.nameOf(later.actor);
      refuse(turn, 'command.undo.overtaken', {
        name: system ? 'hệ thống' : name,
        nameEn: system ? 'the system' : name,
        seq: later.seq,
        at: shownTime(turn, later.at),
      });
      return;
    }
    let target: CaseState = turn.state;
    for (const { before } of events.toReversed())
      if (before) target = applyPatch(target, standing(before, target));
    target = {
      ...target,
      wakes: target.wakes.filter((wake) => !hasComeSince(wake, history, first.seq)),
      visits: mostVisits(target.visits, turn.state.visits),
    };
    target = inTheirPlaces(target, turn.state, events);
    const patch = patchTo(turn.state, withNextGenerations(target, turn.state));
    turn.recalled = new Set(
      events.flatMap(({ data }) =>
        ((data['effects'] as MessageData[] | undefined) ?? []).map(({ key }) => key),
      ),
    );
    emit(turn, 'undone', {
      of: events.map(({ seq }) => seq),
      set: patch.set ?? {},
      unset: patch.unset ?? [],
    });
  },
});

function pathsTouched({ before }: CaseEvent): string[] {
  return before ? pathsOf(before).filter((path) => !movesOn.test(path)) : [];
}

/**
 * Visits and tasks in the order in which they stand now, under the names they have again; others come after. The
 * last visit is where a case stands, so the order is more than looks.
 */
function inTheirPlaces(target: CaseState, now: CaseState, events: readonly CaseEvent[]): CaseState {
  const migrated = events.find(({ type }) => type === 'migrated')?.data as EventData['migrated'] | undefined;
  const named = (step: string): string => migrated?.steps[step] ?? step;
  const visits = now.steps.map(({ step, visit }) => pathOfVisit(step, visit));
  const tasks = now.tasks.map(({ id }) => id);
  const place = (list: readonly string[], name: string): number => {
    const at = list.indexOf(name);
    return at < 0 ? list.length : at;
  };
  const visitNow = ({ step, visit }: StepVisit): number => place(visits, pathOfVisit(named(step), visit));
  const taskNow = ({ id }: Task): number => {
    const { step } = visitOfTask(id);
    return place(tasks, `${named(step)}${id.slice(step.length)}`);
  };
  return {
    ...target,
    steps: target.steps.toSorted((a, b) => visitNow(a) - visitNow(b)),
    tasks: target.tasks.toSorted((a, b) => taskNow(a) - taskNow(b)),
  };
}

/** What brings a state to another, the order of its visits and tasks as well: a patch by itself adds at the end. */
function patchTo(from: CaseState, to: CaseState): Before {
  const patch = patchBetween(from, to) ?? {};
  const reached = applyPatch(from, patch);
  const visitsOf = ({ steps }: CaseState): [string, JsonValue][] =>
    steps.map((one) => [pathOfVisit(one.step, one.visit), one as unknown as JsonObject]);
  const tasksOf = ({ tasks }: CaseState): [string, JsonValue][] =>
    tasks.map((one) => [pathOf('tasks', one.id), one as unknown as JsonObject]);
  let ordered = patch;
  for (const listed of [visitsOf, tasksOf]) {
    const paths = listed(to).map(([path]) => path);
    if (listed(reached).every(([path], at) => path === paths[at])) continue;
    const old = listed(from).map(([path]) => path);
    const isOther = (path: string): boolean => ![...old, ...paths].some((one) => touches(one, path));
    const set = Object.entries(ordered.set ?? {}).filter(([path]) => isOther(path));
    ordered = {
      set: Object.fromEntries([...set, ...listed(to)]),
      unset: [...(ordered.unset ?? []).filter(isOther), ...old],
    };
  }
  return ordered;
}

/** A patch without what it says of wakes that are there no more. */
function standing(before: Before, { wakes }: CaseState): Before {
  const there = new Set(wakes.map(({ id }) => pathOf('wakes', id)));
  const isThere = (path: string): boolean => {
    const inside = /^\/wakes\/[^/]+(?=\/)/.exec(path);
    return inside === null || there.has(inside[0]);
  };
  const set = Object.entries(before.set ?? {}).filter(([path]) => isThere(path));
  return { ...before, set: Object.fromEntries(set) };
}

function mostVisits(
  before: Readonly<Record<string, number>>,
  now: Readonly<Record<string, number>>,
): Record<string, number> {
  const most: Record<string, number> = { ...now };
  for (const [step, n] of Object.entries(before)) most[step] = Math.max(most[step] ?? 0, n);
  return most;
}

/** Has a moment that would be set again come since, under whatever name its step had then? */
function hasComeSince(wake: Wake, history: readonly CaseEvent[], since: number): boolean {
  return (
    wake.rule !== undefined &&
    history.some(
      ({ seq, type, data }) =>
        seq > since &&
        (type === 'reminded' || type === 'escalated') &&
        data['rule'] === wake.rule &&
        data['visit'] === wake.visit,
    )
  );
}
