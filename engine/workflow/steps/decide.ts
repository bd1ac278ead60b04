import { askPeople } from '../tasks.ts';
import { actionLeads, type StepOf, stepKind } from './step-kind.ts';

/** One person signs: the decision is a document with a number and a date. */
export const decide = stepKind<StepOf<'decide'>>({
  kind: 'decide',
  confirms: true,
  signs: true,
  leads: ({ actions }) => actionLeads(actions),
  check({ actions, numbering, issued = 'here', sharedNumber }, report) {
    const signing = actions.some((action) => action.kind === 'move' && action.signs !== false);
    if (actions.length === 0) report('workflow.step.no_action', '/actions');
    else if (!signing) report('workflow.decide.signs_nothing', '/actions');
    if (issued === 'here' && numbering === undefined) report('workflow.decide.no_numbering', '');
    if (issued === 'outside' && numbering !== undefined)
      report('workflow.decide.numbered_outside', '/numbering');
    if (issued === 'here' && sharedNumber) report('workflow.decide.shared_here', '/sharedNumber');
  },
  arrive(turn, step, visit, how) {
    askPeople(turn, step, visit, how);
    return null;
  },
});
