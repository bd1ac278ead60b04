/** Kinds of actions. A new kind is one file here and one line below; see `action-kind.ts`. */
import { kinds } from '../kinds.ts';
import { move } from './move.ts';
import { returnForCorrection } from './return.ts';
import { submit } from './submit.ts';

export type { ActionKind, ActionOf } from './action-kind.ts';

/** Every kind of action known. */
export const actionKinds = kinds('action kind', [submit, move, returnForCorrection]);
