import { arithmetic } from './arithmetic.ts';

/** Adds to a number. */
export const inc = arithmetic(
  '$inc',
  'increment',
  (a, b) => a + b,
  (a, b) => a + b,
);
