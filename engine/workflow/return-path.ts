import type { StepVisit } from '../model/case.ts';
import { stepKinds } from './steps/index.ts';
import type { StepOf } from './steps/step-kind.ts';
import type { Arrival } from './tasks.ts';
import { stepOf, type Turn } from './turn.ts';

/** The visit at which the case stands. */
export function standingVisit(turn: Turn, step: string, visit: number): StepVisit | undefined {
  return turn.state.steps.find((one) => one.step === step && one.visit === visit);
}

/**
 * Where corrected work goes instead of the action's own destination: straight back to the step whose person
 * returned it, and to that person. Null when nobody waits for it, or the action ends the case.
 */
export function backToReturner(
  turn: Turn,
  step: string,
  visit: number,
  to: string,
): { step: string; how: Arrival } | null {
  const standing = standingVisit(turn, step, visit);
  if (standing?.returnTo === undefined || stepKinds.of(stepOf(turn, to).kind).ends) return null;
  const [next, ...then] = standing.returnsThen ?? [];
  const how: Arrival = standing.returnedBy === undefined ? {} : { claimFor: standing.returnedBy };
  if (next) {
    how.returnTo = next.step;
    how.returnedBy = next.by;
    if (then.length > 0) how.returnsThen = then;
  }
  return { step: standing.returnTo, how };
}

/** Does a step end the case with anything but a success? What is refused need not meet the checklist. */
export function leadsToRefusal(turn: Turn, to: string): boolean {
  const { outcome } = stepOf(turn, to).definition as Partial<StepOf<'end'>>;
  return outcome !== undefined && isRefusal(outcome);
}

/** Is an outcome anything but a success? */
export function isRefusal(outcome: StepOf<'end'>['outcome']): boolean {
  return outcome !== 'approved' && outcome !== 'closed';
}
