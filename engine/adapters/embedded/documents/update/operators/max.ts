import { extreme } from './extreme.ts';

/** Raises a value to another. */
export const max = extreme('$max', 1);
