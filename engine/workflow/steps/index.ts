/** Kinds of steps. A new kind is one file here and one line below; see `step-kind.ts`. */
import { kinds } from '../kinds.ts';
import { consult } from './consult.ts';
import { decide } from './decide.ts';
import { end } from './end.ts';
import { fill } from './fill.ts';
import { gather } from './gather.ts';
import { review } from './review.ts';
import { route } from './route.ts';
import { wait } from './wait.ts';

export { askedBy, asksOf, type Lead, type StepKind, type StepOf } from './step-kind.ts';

/** Every kind of step known. */
export const stepKinds = kinds('step kind', [fill, review, decide, gather, consult, wait, route, end]);
