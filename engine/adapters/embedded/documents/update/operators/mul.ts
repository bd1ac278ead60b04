import { arithmetic } from './arithmetic.ts';

/** Multiplies a number. */
export const mul = arithmetic(
  '$mul',
  'multiply',
  (a, b) => a * b,
  (a, b) => a * b,
);
