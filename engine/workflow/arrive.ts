import type { Validity } from '../model/generated/definitions.ts';
import type { Day } from '../model/time.ts';
import type { CompiledStep } from './campaign.ts';
import type { EnteredData } from './events/entered.ts';
import type { RedirectedData } from './events/redirected.ts';
import { makeFigures, writeFigures } from './facts.ts';
import { leaveForgotten, pausedVisit, resume } from './pauses.ts';
import { stepKinds } from './steps/index.ts';
import type { Arrival } from './tasks.ts';
import { emit, stepOf, type Turn } from './turn.ts';

/**
 * Brings the case to a step and on from there until it waits for somebody or ends. A step outside its validity is
 * not entered: the case goes to its `otherwise`, with an event. A ring of steps that wait for nobody is found by
 * the compiler; meeting one here is a broken promise and throws.
 */
export function arriveAt(turn: Turn, step: string, how: Arrival = {}): void {
  let target = step;
  let arrival = how;
  for (let hops = turn.entry.workflow.steps.length * 2; hops >= 0; hops -= 1) {
    const at = stepOf(turn, target);
    const because = outsideValidity(at, turn.day);
    const standing = turn.state.steps.length > 0 ? pausedVisit(turn, target) : undefined;
    if (because) {
      const { otherwise } = validityOf(at)!;
      const data: RedirectedData = { step: at.id, to: otherwise, because };
      if (standing) data.visit = standing.visit;
      emit(turn, 'redirected', data);
      target = otherwise;
      arrival = withoutClaim(arrival);
      continue;
    }
    if (standing) {
      leaveForgotten(turn, at, arrival);
      resume(turn, at, standing, arrival);
      return;
    }
    leaveForgotten(turn, at, arrival);
    const visit = (turn.state.visits[at.id] ?? 0) + 1;
    const entered: EnteredData = { step: at.id, visit, scope: [] };
    if (arrival.returnTo !== undefined) entered.returnTo = arrival.returnTo;
    if (arrival.returnedBy !== undefined) entered.returnedBy = arrival.returnedBy;
    if (arrival.returnsThen !== undefined) entered.returnsThen = arrival.returnsThen;
    emit(turn, 'entered', entered);
    if (stepKinds.of(at.kind).fills || !turn.state.facts) makeFigures(turn);
    writeFigures(turn);
    const onward = stepKinds.of(at.kind).arrive(turn, at, visit, arrival);
    if (!onward) return;
    emit(turn, 'left', {
      step: at.id,
      visit,
      ...(onward.rule === undefined ? {} : { rule: onward.rule }),
    });
    target = onward.to;
  }
  throw new Error(`The workflow ${turn.entry.workflow.id} goes round without waiting for anybody.`);
}

/** Whether a step may not be entered on a day, and on which side of its validity the day lies. */
export function outsideValidity(step: CompiledStep, day: Day): 'notYet' | 'ended' | null {
  const valid = validityOf(step);
  if (valid?.from !== undefined && day < valid.from) return 'notYet';
  return valid?.to !== undefined && day > valid.to ? 'ended' : null;
}

function validityOf({ definition }: CompiledStep): Validity | undefined {
  return 'valid' in definition ? definition.valid : undefined;
}

function withoutClaim({ claimFor: _, ...arrival }: Arrival): Arrival {
  return arrival;
}
