import { range } from './range.ts';

/** Greater than or equal. */
export const gte = range('$gte', true, true);
