import { CommandError } from '../../errors/command-error.ts';
import { print } from '../../store/duplicate-key.ts';
import { typeName } from '../../values/type-name.ts';
import type { UpdateOperator } from '../operator.ts';

/** What `$inc` and `$mul` share; a missing field counts as 0. */
export function arithmetic(
  name: string,
  verb: string,
  numbers: (a: number, b: number) => number,
  bigints: (a: bigint, b: bigint) => bigint,
): UpdateOperator {
  return {
    name,
    compile(path, operand) {
      if (!isNumber(operand))
        throw new CommandError(
          'TypeMismatch',
          `Cannot ${verb} with non-numeric argument: {${path}: ${print(operand)}}`,
        );
      return {
        apply(slot, root) {
          const present = slot.get() ?? 0;
          if (!isNumber(present))
            throw new CommandError(
              'TypeMismatch',
              `Cannot apply ${name} to a value of non-numeric type. {_id: ${print(root['_id'])}} has the field` +
                ` '${path.split('.').at(-1)}' of non-numeric type ${typeName(present)}`,
            );
          const next = combine(present, operand);
          if (slot.get() === next) return false;
          slot.set(next);
          return true;
        },
      };
    },
  };

  function combine(a: number | bigint, b: number | bigint): number | bigint {
    if (typeof a === 'number' && typeof b === 'number') return numbers(a, b);
    if (!isWhole(a) || !isWhole(b)) return numbers(Number(a), Number(b));
    const result = bigints(BigInt(a), BigInt(b));
    if (BigInt.asIntN(64, result) !== result)
      throw new CommandError('BadValue', `Failed to apply ${name} operations to current value: out of range`);
    return result;
  }
}

function isNumber(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

function isWhole(value: number | bigint): boolean {
  return typeof value === 'bigint' || Number.isSafeInteger(value);
}
