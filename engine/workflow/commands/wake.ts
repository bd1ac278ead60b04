import { arriveAt } from '../arrive.ts';
import { stepKinds } from '../steps/index.ts';
import { emit, stepOf } from '../turn.ts';
import { wakeKinds } from '../wakes/index.ts';
import { type CommandOf, commandKind } from './command-kind.ts';

/**
 * Looks at the case: fires whatever is due, in order, each once; then what it waits for may have come. A wake whose visit has been left is dropped; one
 * that an earlier wake of the same look took away does not fire. Nothing due is no event.
 */
export const wake = commandKind<CommandOf<'wake'>>({
  type: 'wake',
  decide(turn) {
    const { now } = turn.context;
    const due = turn.state.wakes
      .filter(({ at }) => at <= now)
      .sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1));
    for (const one of due) {
      if (!turn.state.wakes.some(({ id }) => id === one.id)) continue;
      const standing = turn.state.steps.some(({ step, visit }) => step === one.step && visit === one.visit);
      if (standing) wakeKinds.of(one.kind).fire(turn, one);
      else emit(turn, 'scheduled', { drop: [one.id] });
    }
    for (const { step, visit } of turn.state.steps) {
      const at = stepOf(turn, step);
      const onward = stepKinds.of(at.kind).look?.(turn, at, visit);
      if (!onward || turn.requests.length > 0) continue;
      emit(turn, 'left', { step, visit });
      arriveAt(turn, onward.to);
      return;
    }
  },
});
