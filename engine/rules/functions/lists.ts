import type { Bound, Run } from '../bind/bound.ts';
import { addDecimals, divideDecimals, Exact, exactInteger, zero } from '../decimal.ts';
import { anyType, joinTypes, lengthOf, memberOf, type RuleType } from '../type.ts';
import { compareValues, isList, type RuleValue } from '../value.ts';
import type { RuleFunction } from './function.ts';

function membersLength(given: readonly Bound[]): number {
  return given.reduce((sum, one) => sum + lengthOf(one.type), 0);
}

/** The members a call goes through: those of its one list, or its arguments; none for a list not answered. */
function members(given: readonly Bound[]): (...at: Parameters<Run>) => readonly RuleValue[] {
  const [first] = given;
  const { run } = first!;
  if (given.length > 1 || !(first!.type.kind === 'list' || first!.type.kind === 'any')) {
    const runs = given.map((one) => one.run);
    return (context, locals) => runs.map((one) => one(context, locals));
  }
  return (context, locals) => {
    const list = run(context, locals);
    if (list === null) return [];
    return isList(list) ? list : [list];
  };
}

/** The type of the members a call goes through. */
function memberType(given: readonly Bound[]): RuleType {
  const types = given.map((one) =>
    given.length === 1 && one.type.kind === 'list' ? memberOf(one.type) : one.type,
  );
  return types.reduce((all, one) => joinTypes(all, one) ?? anyType);
}

/** The sum of the numbers and how many they are, unanswered ones skipped; null when one is no number. */
function total(values: readonly RuleValue[]): { sum: Exact; count: number } | null {
  let sum: Exact | null = zero;
  let count = 0;
  for (const value of values) {
    if (value === null) continue;
    if (!(value instanceof Exact)) return null;
    sum = addDecimals(sum, value);
    if (sum === null) return null;
    count += 1;
  }
  return { sum, count };
}

function extreme(sign: 1 | -1): RuleFunction['bind'] {
  return (given) => {
    const all = members(given);
    const type = memberType(given);
    return {
      type: type.kind === 'number' || type.kind === 'date' ? { kind: type.kind } : type,
      run: (context, locals) => {
        let found: RuleValue = null;
        for (const value of all(context, locals)) {
          if (value === null) continue;
          if (found === null) {
            if (compareValues(value, value) === null) return null;
            found = value;
            continue;
          }
          const order = compareValues(value, found);
          if (order === null) return null;
          if (order * sign > 0) found = value;
        }
        return found;
      },
    };
  };
}

const numbers = { name: 'list', kinds: ['list', 'number'], repeats: true } as const;
const comparables = {
  name: 'list',
  kinds: ['list', 'number', 'date', 'duration', 'text'],
  repeats: true,
} as const;

/** Functions over the rows of a table, the members of a list, or values given one by one. */
export const listFunctions: readonly RuleFunction[] = [
  {
    name: 'count',
    extension: false,
    parameters: [{ name: 'list', kinds: ['list'] }],
    gives: 'number',
    nulls: 'never',
    vi: 'Số phần tử của danh sách, kể cả phần tử chưa trả lời; 0 khi chưa có danh sách.',
    en: 'How many members a list has, unanswered ones included; 0 for a list that is not answered.',
    example: ['count([4, null])', '2'],
    steps: () => 1,
    bind: ([list]) => {
      const { run, type } = list!;
      const max = type.kind === 'list' && type.maxLength !== undefined ? { max: String(type.maxLength) } : {};
      return {
        type: { kind: 'number', min: '0', ...max, present: true },
        run: (context, locals) => {
          const value = run(context, locals);
          return value === null || !isList(value) ? zero : exactInteger(value.length);
        },
      };
    },
  },
  {
    name: 'sum',
    extension: false,
    parameters: [numbers],
    gives: 'number',
    nulls: 'never',
    vi: 'Tổng các số, bỏ qua dòng chưa trả lời; 0 khi không có số nào.',
    en: 'The sum of numbers, skipping unanswered ones; 0 when there are none.',
    example: ['sum([1, null, 2.5])', '3.5'],
    steps: membersLength,
    bind: (given) => {
      const all = members(given);
      return {
        type: { kind: 'number', present: true },
        run: (context, locals) => total(all(context, locals))?.sum ?? null,
      };
    },
  },
  {
    name: 'min',
    extension: false,
    parameters: [comparables],
    gives: 'member',
    nulls: 'own',
    vi: 'Giá trị nhỏ nhất, bỏ qua dòng chưa trả lời; null khi không có giá trị nào.',
    en: 'The least value, skipping unanswered ones; null when there are none.',
    example: ['min(3, 1, null)', '1'],
    steps: membersLength,
    bind: extreme(-1),
  },
  {
    name: 'max',
    extension: false,
    parameters: [comparables],
    gives: 'member',
    nulls: 'own',
    vi: 'Giá trị lớn nhất, bỏ qua dòng chưa trả lời; null khi không có giá trị nào.',
    en: 'The greatest value, skipping unanswered ones; null when there are none.',
    example: ['max([3, 1])', '3'],
    steps: membersLength,
    bind: extreme(1),
  },
  {
    name: 'mean',
    extension: false,
    parameters: [numbers],
    gives: 'number',
    nulls: 'own',
    vi: 'Trung bình cộng của các số đã trả lời; null khi không có số nào.',
    en: 'The mean of the numbers that are answered; null when there are none.',
    example: ['mean([1, null, 2])', '1.5'],
    steps: membersLength,
    bind: (given) => {
      const all = members(given);
      return {
        type: { kind: 'number' },
        run: (context, locals) => {
          const found = total(all(context, locals));
          const count = found && exactInteger(found.count);
          return count ? divideDecimals(found.sum, count) : null;
        },
      };
    },
  },
];
