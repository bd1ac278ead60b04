import type { Doc } from '../bson/codec.ts';
import type { Costs } from '../plan/execute.ts';
import { documentOf } from './arguments.ts';

/** The options of a command that carries them in `cursor`. */
export function cursorOptions(body: Doc): Doc {
  return documentOf(body, 'cursor') ?? {};
}

/** What costs no reading. */
export function noCosts(): Costs {
  return { keysExamined: 0, docsExamined: 0, returned: 0 };
}
