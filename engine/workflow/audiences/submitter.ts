import { submitterKeys } from '../routing.ts';
import { type AudienceOf, audienceKind } from './audience-kind.ts';

/** Whoever holds the entry's submitter role at the case's unit. */
export const submitter = audienceKind<AudienceOf<'submitter'>>({
  kind: 'submitter',
  roles: () => [],
  keys: (_, routing) => submitterKeys(routing),
});
