import { audienceKinds } from '../audiences/index.ts';
import { type EscalationOf, escalationKind, tellOf } from './escalation-kind.ts';

/** Tells an audience that a task is still open. */
export const tell = escalationKind<EscalationOf<'tell'>>({
  kind: 'tell',
  roles: ({ to }) => audienceKinds.find(to.kind)?.roles(to) ?? [],
  fire: (turn, escalation, overdue) => tellOf(turn, escalation, escalation.to, overdue),
});
