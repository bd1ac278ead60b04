import { range } from './range.ts';

/** Less than or equal. */
export const lte = range('$lte', false, true);
