/** Kinds of wakes. A new kind is one file here and one line below; see `wake-kind.ts`. */
import { kinds } from '../kinds.ts';
import { claim } from './claim.ts';
import { escalation } from './escalation.ts';
import { gather } from './gather.ts';
import { reminder } from './reminder.ts';
import { silence } from './silence.ts';
import { validity } from './validity.ts';
import { wait } from './wait.ts';

export type { WakeKind } from './wake-kind.ts';

/** Every kind of wake known. */
export const wakeKinds = kinds('wake kind', [reminder, escalation, validity, gather, claim, silence, wait]);
