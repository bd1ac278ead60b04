import { keysAbove, keysAtUnit } from '../routing.ts';
import { type AudienceOf, audienceKind } from './audience-kind.ts';

/** Holders of a role: at the case's own unit, or, with level and line, at the unit above. */
export const role = audienceKind<AudienceOf<'role'>>({
  kind: 'role',
  roles: (audience) => [audience.role],
  keys: ({ role: id, level, line }, routing) =>
    level !== undefined && line !== undefined ? keysAbove(routing, id, level, line) : keysAtUnit(routing, id),
});
