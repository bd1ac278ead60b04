import type { Escalation } from '../../model/generated/definitions.ts';
import { escalationKinds } from '../escalations/index.ts';
import { emit, stepOf } from '../turn.ts';
import { openTasks } from './open-tasks.ts';
import { wakeKind } from './wake-kind.ts';

/** What happens when a task has been left open too long. */
export const escalation = wakeKind({
  kind: 'escalation',
  fire(turn, wake) {
    const step = wake.step!;
    const visit = wake.visit!;
    const { definition } = stepOf(turn, step);
    const escalations = ('escalations' in definition ? definition.escalations : undefined) ?? [];
    const rule: Escalation | undefined = escalations.find(({ id }) => id === wake.rule);
    const tasks = openTasks(turn.state, step, visit);
    const told =
      rule && tasks.length > 0
        ? escalationKinds.of(rule.kind).fire(turn, rule, { step, visit, tasks })
        : { audience: [], effects: [] };
    emit(turn, 'escalated', { wake: wake.id, rule: wake.rule!, step, visit, ...told });
  },
});
