import { askPeople } from '../tasks.ts';
import { actionLeads, type StepOf, stepKind } from './step-kind.ts';

/** The submitter fills the form and sends it. */
export const fill = stepKind<StepOf<'fill'>>({
  kind: 'fill',
  fills: true,
  leads: ({ actions }) => actionLeads(actions),
  check({ actions }, report) {
    if (!actions.some(({ kind }) => kind === 'submit')) report('workflow.step.no_submit', '/actions');
  },
  arrive(turn, step, visit, how) {
    askPeople(turn, step, visit, how);
    return null;
  },
});
