import { applier } from './applier.ts';
import { withoutVisit } from './standing.ts';

/**
 * A step was outside its validity, so the case goes to another: on arriving, when it never stood there, or when
 * the validity ended, and then it leaves `visit`.
 */
export type RedirectedData = { step: string; visit?: number; to: string; because: 'notYet' | 'ended' };

export const redirected = applier<RedirectedData>(
  'redirected',
  ['steps', 'tasks', 'wakes'],
  (state, { step, visit }) => (visit === undefined ? state : withoutVisit(state, step, visit)),
);
