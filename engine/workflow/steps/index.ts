/** Kinds of steps. A new kind is one file here and one line below; see `step-kind.ts`. */
import { kinds } from '../kinds.ts';
import { end } from './end.ts';
import { fill } from './fill.ts';
import { gather } from './gather.ts';
import { review } from './review.ts';
import { route } from './route.ts';

export type { Lead, StepKind, StepOf } from './step-kind.ts';

/** Every kind of step known. */
export const stepKinds = kinds('step kind', [fill, review, gather, route, end]);
