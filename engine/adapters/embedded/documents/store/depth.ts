import { CommandError } from '../errors/command-error.ts';

/** Documents in documents go no deeper, as in MongoDB; what walks through them need not fear for its stack. */
const deepest = 200;

/** Refuses a value that is nested too deep. */
export function refuseTooDeep(value: unknown, depth = 0): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth > deepest)
    throw new CommandError('Overflow', `BSONObj exceeds maximum nested object depth: ${deepest}`);
  if (Array.isArray(value)) for (const element of value) refuseTooDeep(element, depth + 1);
  else if (Object.getPrototypeOf(value) === Object.prototype)
    for (const name in value) refuseTooDeep((value as Record<string, unknown>)[name], depth + 1);
}
