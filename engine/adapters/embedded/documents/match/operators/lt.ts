import { range } from './range.ts';

/** Less than. */
export const lt = range('$lt', false, false);
