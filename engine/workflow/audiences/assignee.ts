import { type AudienceOf, audienceKind } from './audience-kind.ts';

/** Whoever the task waits for: the person who claimed it, or everybody it asks. */
export const assignee = audienceKind<AudienceOf<'assignee'>>({
  kind: 'assignee',
  roles: () => [],
  keys: (_, { state }, task) =>
    (task ? [task] : state.tasks).flatMap(({ assignees, claimedBy }) =>
      claimedBy === undefined ? assignees : [claimedBy],
    ),
});
