import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  absoluteDecimal,
  addDecimals,
  canonicalDecimal,
  compareDecimals,
  divideDecimals,
  exactInteger,
  multiplyDecimals,
  negateDecimal,
  parseDecimal,
  parseNumeral,
  powerDecimals,
  printDecimal,
  type Rounding,
  roundDecimal,
  sameDecimal,
  storedDecimal,
  subtractDecimals,
  wholeNumber,
  zero,
} from '../../../engine/rules/index.ts';

const canonical = /^(0|-?([1-9]\d*(\.\d*[1-9])?|0\.\d*[1-9]))$/;

/** Decimals of every length, many of them around the border of what a double holds. */
const decimals = fc
  .tuple(
    fc.oneof(
      fc.bigInt({ min: -1_000n, max: 1_000n }),
      fc.bigInt({ min: 2n ** 53n - 50n, max: 2n ** 53n + 50n }),
      fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }),
      fc.bigInt({ min: -(10n ** 34n) + 1n, max: 10n ** 34n - 1n }),
    ),
    fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 40 })),
  )
  .map(([units, scale]) => ({ units, scale, value: parse(textOf(units, scale)) }));

function textOf(units: bigint, scale: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${units < 0n ? '-' : ''}${digits.slice(0, point)}${scale > 0 ? `.${digits.slice(point)}` : ''}`;
}

function parse(text: string) {
  const value = parseDecimal(text);
  if (!value) throw new Error(text);
  return value;
}

/** The value at 80 places, far more than any operation here needs. */
function at80(value: { units: number | bigint; scale: number }): bigint {
  return BigInt(value.units) * 10n ** BigInt(80 - value.scale);
}

/** The quotient of two whole numbers to 34 digits, half to even, in units of 10^-150: worked out digit by digit. */
function nearest(dividend: bigint, divisor: bigint): bigint {
  const absolute = (value: bigint) => (value < 0n ? -value : value);
  const [n, d] = [absolute(dividend) * 10n ** 150n, absolute(divisor)];
  let unit = 1n;
  while (n / (d * unit) >= 10n ** 34n) unit *= 10n;
  const floor = n / (d * unit);
  const twice = 2n * (n - floor * d * unit);
  const up = twice > d * unit || (twice === d * unit && floor % 2n === 1n) ? 1n : 0n;
  return (floor + up) * unit * (dividend < 0n === divisor < 0n ? 1n : -1n);
}

describe('reading and printing', () => {
  test.each([
    ['8.50', '8.5'],
    ['007', '7'],
    ['-0', '0'],
    ['-0.00', '0'],
    ['0.10', '0.1'],
    ['-12.340', '-12.34'],
    ['100', '100'],
    ['9007199254740993', '9007199254740993'],
    ['999999999999999', '999999999999999'],
    ['-99999999999999.9', '-99999999999999.9'],
    ['9999999999999999999999999999999999', '9999999999999999999999999999999999'],
    [
      '0.00000000000000000000000000000000000000000000000012',
      '0.00000000000000000000000000000000000000000000000012',
    ],
    ['1.0000000000000000000000000000000000000000000', '1'],
  ])('%s is %s', (text, wanted) => {
    expect(canonicalDecimal(text)).toBe(wanted);
    expect(printDecimal(parse(text))).toBe(wanted);
  });

  test.each([
    '',
    '-',
    '.',
    '.5',
    '5.',
    '1.2.3',
    '1e3',
    '+1',
    ' 1',
    '1 ',
    '1,5',
    'NaN',
    'Infinity',
    '0x10',
    '--1',
    '1-',
    '١',
    '1.234567890123456789012345678901234567',
    '12345678901234567890123456789012345',
    `0.${'0'.repeat(1_100)}1`,
  ])('%j is refused', (text) => {
    expect(parseDecimal(text)).toBeNull();
    expect(canonicalDecimal(text)).toBeNull();
  });

  test('numerals may have an exponent', () => {
    expect(printDecimal(parseNumeral('1.5e3')!)).toBe('1500');
    expect(printDecimal(parseNumeral('-.25E-1')!)).toBe('-0.025');
    expect(parseNumeral('1e9999')).toBeNull();
    expect(parseNumeral('e5')).toBeNull();
    expect(parseNumeral('0e9999')).toBe(zero);
  });

  test('printing is canonical, and reading it gives the same parts', () => {
    fc.assert(
      fc.property(decimals, ({ value, units, scale }) => {
        const text = printDecimal(value);
        expect(text).toMatch(canonical);
        const again = parse(text);
        expect(sameDecimal(again, value)).toBe(true);
        expect(at80(value)).toBe(units * 10n ** BigInt(80 - scale));
        expect(typeof value.units === 'number').toBe(
          BigInt(value.units) <= 9007199254740991n && BigInt(value.units) >= -9007199254740991n,
        );
      }),
      { numRuns: 2_000 },
    );
  });

  test('what is too long to be stored is rounded half-even to 34 digits, or refused from 10^34 on', () => {
    const nines = parse('9'.repeat(34));
    const half = parse('0.5');
    expect(storedDecimal(addDecimals(nines, parse('1'))!)).toBeNull();
    expect(storedDecimal(addDecimals(nines, parse('0.4'))!)).toBe('9'.repeat(34));
    expect(storedDecimal(addDecimals(nines, half)!)).toBeNull();
    expect(storedDecimal(addDecimals(parse(`${'9'.repeat(33)}8`), half)!)).toBe(`${'9'.repeat(33)}8`);
    expect(storedDecimal(negateDecimal(addDecimals(parse(`${'9'.repeat(33)}7`), half)!))).toBe(
      `-${'9'.repeat(33)}8`,
    );
    expect(storedDecimal(parse('1.5'))).toBe('1.5');
  });
});

describe('arithmetic', () => {
  const two = fc.tuple(decimals, decimals);

  test('sums, differences and comparisons are exact', () => {
    fc.assert(
      fc.property(two, ([a, b]) => {
        expect(at80(addDecimals(a.value, b.value)!)).toBe(at80(a.value) + at80(b.value));
        expect(at80(subtractDecimals(a.value, b.value)!)).toBe(at80(a.value) - at80(b.value));
        const order = at80(a.value) - at80(b.value);
        expect(Math.sign(compareDecimals(a.value, b.value))).toBe(order < 0n ? -1 : order > 0n ? 1 : 0);
        expect(sameDecimal(a.value, b.value)).toBe(order === 0n);
      }),
      { numRuns: 3_000 },
    );
  });

  test('products are exact', () => {
    fc.assert(
      fc.property(two, ([a, b]) => {
        const product = multiplyDecimals(a.value, b.value)!;
        expect(at80(product) * 10n ** 80n).toBe(at80(a.value) * at80(b.value));
      }),
      { numRuns: 3_000 },
    );
  });

  test('quotients are the nearest number of 34 digits, half to even', () => {
    fc.assert(
      fc.property(two, ([a, b]) => {
        const quotient = divideDecimals(a.value, b.value);
        if (b.value.units === 0) {
          expect(quotient).toBeNull();
          return;
        }
        const places = 200n;
        expect(BigInt(quotient!.units) * 10n ** (places - BigInt(quotient!.scale))).toBe(
          nearest(at80(a.value), at80(b.value)) * 10n ** (places - 150n),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['1', '3', `0.${'3'.repeat(34)}`],
    ['2', '3', `0.${'6'.repeat(33)}7`],
    ['-1', '3', `-0.${'3'.repeat(34)}`],
    ['1', '8', '0.125'],
    ['10', '4', '2.5'],
    ['1', '0.5', '2'],
    ['0', '7', '0'],
    ['1', '0', null],
    ['9999999999999999999999999999999999', '0.1', null],
    ['1', '999999999999999999', '0.000000000000000001000000000000000001'],
  ])('%s / %s = %s', (a, b, wanted) => {
    const quotient = divideDecimals(parse(a), parse(b));
    expect(quotient && storedDecimal(quotient)).toBe(wanted);
  });

  test('half to even at the 34th digit', () => {
    const odd = 2n * 10n ** 33n + 1n;
    expect(printDecimal(divideDecimals(parse(String(odd)), parse('2'))!)).toBe(
      '1000000000000000000000000000000000',
    );
    const quotient = (n: bigint) => printDecimal(divideDecimals(parse(String(n)), parse('4'))!);
    expect(quotient(4n * 10n ** 33n + 1n)).toBe('1000000000000000000000000000000000');
    expect(quotient(4n * 10n ** 33n + 2n)).toBe('1000000000000000000000000000000000');
    expect(quotient(4n * 10n ** 33n + 3n)).toBe('1000000000000000000000000000000001');
    expect(quotient(4n * 10n ** 33n + 6n)).toBe('1000000000000000000000000000000002');
  });

  test('powers', () => {
    const power = (a: string, b: string) => {
      const value = powerDecimals(parse(a), parse(b));
      return value && storedDecimal(value);
    };
    expect(power('2', '10')).toBe('1024');
    expect(power('-2', '3')).toBe('-8');
    expect(power('1.5', '2')).toBe('2.25');
    expect(power('0', '0')).toBe('1');
    expect(power('4', '-1')).toBe('0.25');
    expect(power('0', '-1')).toBeNull();
    expect(power('4', '0.5')).toBeNull();
    expect(power('10', '2000')).toBeNull();
    expect(power('0.1', '2000')).toBeNull();
    expect(power('-1', '9007199254740991')).toBe('-1');
    expect(power('2', '9007199254740993')).toBeNull();
  });
});

describe('rounding', () => {
  const away = 'half away from zero';
  test.each<[string, number, Rounding, string]>([
    ['2.5', 0, away, '3'],
    ['-2.5', 0, away, '-3'],
    ['2.4999999999999999999', 0, away, '2'],
    ['1.005', 2, away, '1.01'],
    ['-1.005', 2, away, '-1.01'],
    ['0.05', 1, away, '0.1'],
    ['0.04', 1, away, '0'],
    ['-0.04', 1, away, '0'],
    ['5', -1, away, '10'],
    ['4', -1, away, '0'],
    ['5', -2, away, '0'],
    ['123456789012345678901.5', 0, away, '123456789012345678902'],
    ['0.00000000000000000000000000000000000000005', 3, away, '0'],
    ['1.5', 0, 'floor', '1'],
    ['-1.5', 0, 'floor', '-2'],
    ['-0.00000000000000000001', 0, 'floor', '-1'],
    ['1.5', 0, 'ceiling', '2'],
    ['-1.5', 0, 'ceiling', '-1'],
    ['0.00000000000000000001', 0, 'ceiling', '1'],
    ['7', 3, 'ceiling', '7'],
  ])('%s to %i places, %s, is %s', (text, places, rounding, wanted) => {
    expect(printDecimal(roundDecimal(parse(text), places, rounding)!)).toBe(wanted);
  });

  test('is never further away than half a unit, and away from zero at half', () => {
    fc.assert(
      fc.property(decimals, fc.integer({ min: -5, max: 30 }), ({ value }, places) => {
        const rounded = roundDecimal(value, places)!;
        const unit = 10n ** BigInt(80 - places);
        const difference = at80(rounded) - at80(value);
        const distance = difference < 0n ? -difference : difference;
        expect(at80(rounded) % unit).toBe(rounded === value ? at80(value) % unit : 0n);
        if (rounded !== value) expect(2n * distance <= unit).toBe(true);
        if (2n * distance === unit) expect(difference > 0n).toBe(value.units > 0);
      }),
      { numRuns: 2_000 },
    );
  });
});

test('whole numbers and signs', () => {
  expect(exactInteger(-0)).toEqual(zero);
  expect(Object.is(exactInteger(-0)!.units, 0)).toBe(true);
  expect(exactInteger(0.5)).toBeNull();
  expect(exactInteger(2 ** 53)).toBeNull();
  expect(wholeNumber(parse('12'))).toBe(12);
  expect(wholeNumber(parse('1.5'))).toBeNull();
  expect(wholeNumber(parse('9007199254740993'))).toBeNull();
  expect(printDecimal(negateDecimal(parse('0')))).toBe('0');
  expect(printDecimal(absoluteDecimal(parse('-9007199254740993')))).toBe('9007199254740993');
});
