import { ruleHolds } from '../rule-names.ts';
import { type StepOf, stepKind } from './step-kind.ts';

/** No person: the first rule that holds chooses the way. */
export const route = stepKind<StepOf<'route'>>({
  kind: 'route',
  leads: ({ rules }) => rules.map(({ to }, index) => ({ to, pointer: `/rules/${index}/to`, by: 'rule' })),
  check({ rules }, report) {
    if (!rules.some(({ when }) => when === undefined)) report('workflow.route.no_otherwise', '/rules');
  },
  arrive(turn, step, visit) {
    const at = { step: step.id, visit };
    const chosen = step.routes.findIndex(({ rule }) => rule === null || ruleHolds(turn, rule, at));
    if (chosen < 0) throw new Error(`No rule of the step ${step.id} holds, and none always does.`);
    const { rules } = step.definition as StepOf<'route'>;
    return { to: step.routes[chosen]!.to, rule: rules[chosen]!.id ?? String(chosen) };
  },
});
