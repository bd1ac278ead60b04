import { type EscalationOf, escalationKind, tellOf } from './escalation-kind.ts';

/** Tells a role at the next level up that a task is still open. */
export const tellNextLevel = escalationKind<EscalationOf<'tellNextLevel'>>({
  kind: 'tellNextLevel',
  roles: ({ role }) => [role],
  fire: (turn, escalation, overdue) => {
    const { role, level, line } = escalation;
    return tellOf(turn, escalation, { kind: 'role', role, level, line }, overdue);
  },
});
