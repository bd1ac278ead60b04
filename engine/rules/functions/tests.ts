import { isList } from '../value.ts';
import { oneStep, type RuleFunction, strict } from './function.ts';

/** Functions that answer yes or no about any value. */
export const testFunctions: readonly RuleFunction[] = [
  {
    name: 'is empty',
    extension: true,
    parameters: [{ name: 'x', kinds: [] }],
    gives: 'boolean',
    nulls: 'never',
    vi: 'Đúng khi chưa trả lời, khi văn bản trống, hoặc khi danh sách không có phần tử.',
    en: 'True when not answered, for a text without characters, and for a list without members.',
    example: ['is empty("")', 'true'],
    steps: oneStep,
    bind: ([x]) => {
      const { run } = x!;
      return {
        type: { kind: 'boolean', present: true },
        run: (context, locals) => {
          const value = run(context, locals);
          return value === null || value === '' || (isList(value) && value.length === 0);
        },
      };
    },
  },
  {
    name: 'not',
    extension: false,
    parameters: [{ name: 'negand', kinds: ['boolean'] }],
    gives: 'boolean',
    nulls: 'passes',
    vi: 'Đúng khi điều kiện sai, sai khi điều kiện đúng; null khi chưa biết.',
    en: 'True when the condition is false, false when it is true; null when that cannot be told.',
    example: ['not(1 = 2)', 'true'],
    steps: oneStep,
    bind: strict({ kind: 'boolean' }, (negand: boolean) => !negand),
  },
];
