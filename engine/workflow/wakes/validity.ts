import type { Validity } from '../../model/generated/definitions.ts';
import { arriveAt } from '../arrive.ts';
import { emit, stepOf } from '../turn.ts';
import { wakeKind } from './wake-kind.ts';

/**
 * A step's validity has ended while the case stands there: it goes to `otherwise`, keeping what was submitted and
 * remarked and where corrected work goes back to, and starting the new step's deadline.
 */
export const validity = wakeKind({
  kind: 'validity',
  fire(turn, wake) {
    const step = wake.step!;
    const visit = wake.visit!;
    const { valid } = stepOf(turn, step).definition as { valid?: Validity };
    if (!valid) {
      emit(turn, 'scheduled', { drop: [wake.id] });
      return;
    }
    const standing = turn.state.steps.find((one) => one.step === step && one.visit === visit)!;
    const { returnTo, returnedBy, returnsThen } = standing;
    emit(turn, 'redirected', { step, visit, to: valid.otherwise, because: 'ended' });
    arriveAt(turn, valid.otherwise, {
      ...(returnTo === undefined ? {} : { returnTo }),
      ...(returnedBy === undefined ? {} : { returnedBy }),
      ...(returnsThen === undefined ? {} : { returnsThen }),
    });
  },
});
