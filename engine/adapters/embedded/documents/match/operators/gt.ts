import { range } from './range.ts';

/** Greater than. */
export const gt = range('$gt', true, false);
