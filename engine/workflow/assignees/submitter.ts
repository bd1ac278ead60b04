import { submitterKeys } from '../routing.ts';
import { type AssigneeOf, assigneeKind } from './assignee-kind.ts';

/** Whoever holds the entry's submitter role at the case's unit. */
export const submitter = assigneeKind<AssigneeOf<'submitter'>>({
  kind: 'submitter',
  roles: () => [],
  keys: (_, routing) => submitterKeys(routing),
});
