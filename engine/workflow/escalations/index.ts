/** Kinds of escalations. A new kind is one file here and one line below; see `escalation-kind.ts`. */
import { kinds } from '../kinds.ts';
import { tell } from './tell.ts';
import { tellNextLevel } from './tell-next-level.ts';

export type { EscalationKind, EscalationOf } from './escalation-kind.ts';

/** Every kind of escalation known. */
export const escalationKinds = kinds('escalation kind', [tell, tellNextLevel]);
