import { emit, stepOf } from '../turn.ts';
import { waitedFor, waitWake } from '../waiting.ts';
import { wakeKind } from './wake-kind.ts';

/** A moment to see whether what a step waits for has come: if it has not, the next moment is set. */
export const wait = wakeKind({
  kind: 'wait',
  fire(turn, wake) {
    const step = stepOf(turn, wake.step!);
    const visit = wake.visit!;
    const { since } = turn.state.steps.find((one) => one.step === step.id && one.visit === visit)!;
    // What has come is found when the case is looked at, right after.
    const add = waitedFor(turn, step, visit, since) ? [] : [waitWake(turn, step, visit, since)];
    emit(turn, 'scheduled', { drop: [wake.id], add });
  },
});
