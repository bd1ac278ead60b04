import { askPeople } from '../tasks.ts';
import { actionLeads, type StepOf, stepKind } from './step-kind.ts';

/** One person looks at what was sent and decides. */
export const review = stepKind<StepOf<'review'>>({
  kind: 'review',
  confirms: true,
  leads: ({ actions }) => actionLeads(actions),
  check({ actions }, report) {
    if (actions.length === 0) report('workflow.step.no_action', '/actions');
  },
  arrive(turn, step, visit, how) {
    askPeople(turn, step, visit, how);
    return null;
  },
});
