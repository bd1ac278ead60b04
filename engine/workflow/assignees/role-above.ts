import { keysAbove } from '../routing.ts';
import { type AssigneeOf, assigneeKind } from './assignee-kind.ts';

/** Whoever holds a role at the unit of a level at or above the case's unit on a line. */
export const roleAbove = assigneeKind<AssigneeOf<'roleAbove'>>({
  kind: 'roleAbove',
  roles: ({ role }) => [role],
  keys: ({ role, level, line }, routing) => keysAbove(routing, role, level, line),
});
