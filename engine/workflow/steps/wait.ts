import { timetableOf } from '../timetable.ts';
import { emit } from '../turn.ts';
import { waitedFor, waitWake } from '../waiting.ts';
import { type StepOf, stepKind } from './step-kind.ts';

const come = { vi: 'Khi đã đến', en: 'Once it has come' };

/** Nobody acts: the case waits for a day, a rule or another case. */
export const wait = stepKind<StepOf<'wait'>>({
  kind: 'wait',
  waits: true,
  pauses: 'wait',
  leads: ({ to }) => [{ to, pointer: '/to', by: 'rule', label: come }],
  check({ until, rule, for: other }, report) {
    if ([until, rule, other].filter((one) => one !== undefined).length !== 1)
      report('workflow.wait.one_thing', '');
  },
  arrive(turn, step, visit) {
    const { to } = step.definition as StepOf<'wait'>;
    if (waitedFor(turn, step, visit, turn.context.now)) return { to };
    const { campaign, period, calendar, context, day } = turn;
    const { moments } = timetableOf(campaign, step, period, calendar, context.now, day);
    // It has no reminders: what is left is the end of its validity.
    const ends = moments.map(({ kind, at, idOf }) => ({ id: idOf(visit), at, kind, step: step.id, visit }));
    emit(turn, 'scheduled', { add: [waitWake(turn, step, visit, context.now), ...ends] });
    return null;
  },
  look(turn, step, visit) {
    const { to } = step.definition as StepOf<'wait'>;
    const since = turn.state.steps.find((one) => one.step === step.id && one.visit === visit)!.since;
    return waitedFor(turn, step, visit, since) ? { to } : null;
  },
});
