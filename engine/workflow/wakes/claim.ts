import type { CaseState } from '../../model/case.ts';
import { emit } from '../turn.ts';
import { wakeKind } from './wake-kind.ts';

/** A claimed task was left idle too long: it asks everybody again. */
export const claim = wakeKind({
  kind: 'claim',
  fire(turn, wake) {
    const { task: id, by } = wake.data as { task: string; by: string };
    const task = turn.state.tasks.find((one) => one.id === id);
    if (task?.claimedBy === by)
      emit(turn, 'released', { task: id, by, because: 'idle', wakes: wakesOfClaim(turn.state, id) });
    else emit(turn, 'scheduled', { drop: [wake.id] });
  },
});

/** The wakes that would give a claimed task back. */
export function wakesOfClaim(state: CaseState, task: string): string[] {
  return state.wakes
    .filter(({ kind, data }) => kind === 'claim' && data?.['task'] === task)
    .map(({ id }) => id);
}
