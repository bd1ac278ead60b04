import { extreme } from './extreme.ts';

/** Lowers a value to another. */
export const min = extreme('$min', -1);
