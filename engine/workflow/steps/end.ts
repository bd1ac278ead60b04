import { announce } from '../effects.ts';
import { emit } from '../turn.ts';
import { type StepOf, stepKind } from './step-kind.ts';

/** The case has an outcome. */
export const end = stepKind<StepOf<'end'>>({
  kind: 'end',
  ends: true,
  leads: () => [],
  check() {},
  arrive(turn, step, visit) {
    const effects = announce(turn, 'ended', { step: step.id, visit });
    const { outcome } = step.definition as StepOf<'end'>;
    emit(turn, 'ended', effects ? { step: step.id, outcome, effects } : { step: step.id, outcome });
    return null;
  },
});
