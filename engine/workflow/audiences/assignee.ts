import type { Task } from '../../model/case.ts';
import { type AudienceOf, audienceKind } from './audience-kind.ts';

/** Whoever the task waits for: the person who claimed it, or everybody it asks. */
export const assignee = audienceKind<AudienceOf<'assignee'>>({
  kind: 'assignee',
  roles: () => [],
  keys: (_, { state }, task) => (task ? asked(task) : state.tasks.flatMap(asked)),
});

function asked({ assignees, claimedBy }: Task): string[] {
  return claimedBy === undefined ? assignees : [claimedBy];
}
