import { keysAtUnit } from '../routing.ts';
import { type AssigneeOf, assigneeKind } from './assignee-kind.ts';

/** Whoever holds a role at the case's own unit. */
export const roleAtUnit = assigneeKind<AssigneeOf<'roleAtUnit'>>({
  kind: 'roleAtUnit',
  roles: ({ role }) => [role],
  keys: ({ role }, routing) => keysAtUnit(routing, role),
});
