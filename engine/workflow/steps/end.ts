import { linesAtEnd } from '../dossier.ts';
import { announce } from '../effects.ts';
import type { EndedData } from '../events/ended.ts';
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
    const data: EndedData = { step: step.id, outcome };
    if (effects) data.effects = effects;
    // A dossier hands its lines over with its outcome.
    if (turn.state.lines) Object.assign(data, linesAtEnd(turn, step.id, visit, outcome));
    emit(turn, 'ended', data);
    return null;
  },
});
