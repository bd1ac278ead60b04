import { CommandError } from '../../errors/command-error.ts';

/** The operand of a stage that takes a whole number which is not negative. */
export function wholeNumber(stage: string, operand: unknown): number {
  const number = Number(operand);
  if ((typeof operand !== 'number' && typeof operand !== 'bigint') || !Number.isInteger(number) || number < 0)
    throw new CommandError(
      'BadValue',
      `invalid argument to ${stage} stage: Expected a non-negative number in: ${stage}: ${String(operand)}`,
    );
  return number;
}
