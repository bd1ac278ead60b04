import { arriveAt } from '../arrive.ts';
import type { StepOf } from '../steps/step-kind.ts';
import { emit, stepOf } from '../turn.ts';
import { openTasks } from './open-tasks.ts';
import { wakeKind } from './wake-kind.ts';

/** The time to give an opinion is over: who has not answered has none, and the case goes on. */
export const silence = wakeKind({
  kind: 'silence',
  fire(turn, wake) {
    const step = wake.step!;
    const visit = wake.visit!;
    const { to } = stepOf(turn, step).definition as StepOf<'consult'>;
    const silent = openTasks(turn.state, step, visit).map(({ id, body }) => ({ task: id, body: body! }));
    emit(turn, 'left', { step, visit, silent });
    arriveAt(turn, to);
  },
});
