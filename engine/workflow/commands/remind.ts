import type { CaseEvent } from '../../model/event.ts';
import type { Day, Instant } from '../../model/time.ts';
import { openTask, shownTime } from '../authority.ts';
import { announcedOn, effectKey, tell } from '../effects.ts';
import { visitOfTask } from '../events/standing.ts';
import { emit, refuse } from '../turn.ts';
import { undoneEvents } from '../undone.ts';
import { type CommandOf, commandKind } from './command-kind.ts';

/**
 * Reminds those a late task waits for, by the notifications of the occasion `reminded`; at most once a day. What
 * is sent can be taken back like any act.
 */
export const remind = commandKind<CommandOf<'remind'>>({
  type: 'remind',
  decide(turn, { task: ref, speaksOf, key }) {
    const task = openTask(turn, ref);
    if (!task) return;
    const { now } = turn.context;
    if (task.dueAt === undefined || task.dueAt > now) {
      const due = task.dueAt === undefined ? '' : shownTime(turn, task.dueAt);
      refuse(turn, 'command.remind.not_late', { due }, '/task/id');
      return;
    }
    const earlier = remindedOn(turn.before!.history, task.id, turn.day, turn.calendar.dayOf);
    if (earlier) {
      const params = { name: turn.directory.nameOf(earlier.actor), at: shownTime(turn, earlier.at) };
      refuse(turn, 'command.remind.already', params, '/task/id');
      return;
    }
    const announced = announcedOn(turn.campaign, 'reminded').filter(
      ({ entries }) => !entries || entries.includes(turn.entry.id),
    );
    if (announced.length === 0) {
      refuse(turn, 'command.remind.no_text');
      return;
    }
    const { step, visit } = visitOfTask(task.id);
    const about = { step, visit, task, speaksOf };
    const effects = (speaksOf > 0 ? announced : []).flatMap(({ template }) => {
      const effect = effectKey(turn.state._id, step, visit, `cmd:${key}`, template, task.generation);
      return tell(turn, effect, template, task.assignees, about) ?? [];
    });
    emit(turn, 'reminded', { step, visit, task: task.id, effects });
  },
});

/**
 * The event by which a person last had the task reminded on a day and did not take it back; undefined where
 * nobody has. `dayOf` says which day of the campaign an instant lies in.
 */
export function remindedOn(
  history: readonly CaseEvent[],
  task: string,
  day: Day,
  dayOf: (at: Instant) => Day,
): CaseEvent | undefined {
  const undone = undoneEvents(history);
  return history.findLast(
    ({ type, data, at, seq }) =>
      type === 'reminded' && data['task'] === task && dayOf(at) === day && !undone.has(seq),
  );
}
