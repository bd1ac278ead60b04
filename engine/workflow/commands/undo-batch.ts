import type { CaseState, Wake } from '../../model/case.ts';
import type { UndoBatchCommand } from '../../model/command.ts';
import type { Before, CaseEvent } from '../../model/event.ts';
import { shownTime } from '../authority.ts';
import type { MessageData } from '../events/message-data.ts';
import { applyPatch, patchBetween, pathOf, pathsOf, touches } from '../patch.ts';
import { allEvents, emit, refuse } from '../turn.ts';
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
  decide(turn, { batch }) {
    const history = allEvents(turn);
    const taken = new Set(
      history.flatMap(({ type, data }) => (type === 'undone' ? (data['of'] as number[]) : [])),
    );
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
    const patch = patchBetween(turn.state, withNextGenerations(target, turn.state));
    turn.recalled = new Set(
      events.flatMap(({ data }) =>
        ((data['effects'] as MessageData[] | undefined) ?? []).map(({ key }) => key),
      ),
    );
    emit(turn, 'undone', {
      of: events.map(({ seq }) => seq),
      set: patch?.set ?? {},
      unset: patch?.unset ?? [],
    });
  },
});

function pathsTouched({ before }: CaseEvent): string[] {
  return before ? pathsOf(before).filter((path) => !movesOn.test(path)) : [];
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
