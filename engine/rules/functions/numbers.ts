import { Span } from '../day.ts';
import { absoluteDecimal, Exact, roundDecimal, wholeNumber } from '../decimal.ts';
import { oneStep, type RuleFunction, strict } from './function.ts';

const number = [{ name: 'n', kinds: ['number'] }] as const;

/** Functions of one number. */
export const numberFunctions: readonly RuleFunction[] = [
  {
    name: 'round',
    extension: true,
    parameters: [
      { name: 'x', kinds: ['number'] },
      { name: 'places', kinds: ['number'], optional: true },
    ],
    gives: 'number',
    nulls: 'passes',
    vi: 'Làm tròn đến số chữ số thập phân cho trước (mặc định 0), nửa đơn vị thì làm tròn ra xa số 0; số âm làm tròn đến hàng chục, hàng trăm.',
    en: 'Rounds to so many places (0 unless told), half away from zero; negative places round to tens and hundreds. Null when places is not whole.',
    example: ['round(2.345, 2)', '2.35'],
    steps: oneStep,
    bind: strict({ kind: 'number' }, (x: Exact, places?: Exact) => {
      const whole = places ? wholeNumber(places) : 0;
      return whole === null ? null : roundDecimal(x, whole);
    }),
  },
  {
    name: 'floor',
    extension: false,
    parameters: number,
    gives: 'number',
    nulls: 'passes',
    vi: 'Số nguyên lớn nhất không lớn hơn n.',
    en: 'The greatest whole number that is not above n.',
    example: ['floor(-1.5)', '-2'],
    steps: oneStep,
    bind: strict({ kind: 'number' }, (n: Exact) => roundDecimal(n, 0, 'floor')),
  },
  {
    name: 'ceiling',
    extension: false,
    parameters: number,
    gives: 'number',
    nulls: 'passes',
    vi: 'Số nguyên nhỏ nhất không nhỏ hơn n.',
    en: 'The least whole number that is not below n.',
    example: ['ceiling(-1.5)', '-1'],
    steps: oneStep,
    bind: strict({ kind: 'number' }, (n: Exact) => roundDecimal(n, 0, 'ceiling')),
  },
  {
    name: 'abs',
    extension: false,
    parameters: [{ name: 'n', kinds: ['number', 'duration'] }],
    gives: 'same',
    nulls: 'passes',
    vi: 'Giá trị tuyệt đối của một số hoặc một khoảng thời gian.',
    en: 'A number or duration without its sign.',
    example: ['abs(-3)', '3'],
    steps: oneStep,
    bind: (given) => {
      const { type } = given[0]!;
      const own = type.kind === 'number' ? ({ kind: 'number', min: '0' } as const) : type;
      return strict(own, (n: Exact | Span) =>
        n instanceof Exact ? absoluteDecimal(n) : new Span(n.unit, Math.abs(n.count)),
      )(given);
    },
  },
];
