import type { Decimal } from '../model/index.ts';

/** The most digits a stored number, a literal or a quotient has: the precision of IEEE 754 decimal128. */
export const mostDigits = 34;

/**
 * The most digits, and the most places after the point, of a number at work. Sums and products are exact, so
 * that one third and ten make 10.333… with 36 digits; only a chain of large products or powers comes near.
 */
export const mostDigitsAtWork = 1_000;

/**
 * A number at work: exactly `units` × 10^-`scale`. Made only by this file, and always in one form: `scale` is
 * not negative, `units` has no trailing zero while `scale` is above 0, is a plain number as long as that is
 * exact and a bigint beyond, and has at most 1,000 digits. So two equal numbers have equal parts. It is a class
 * so that no value read from JSON can pass for one.
 */
export class Exact {
  readonly units: number | bigint;
  readonly scale: number;

  constructor(units: number | bigint, scale: number) {
    this.units = units;
    this.scale = scale;
  }
}

const tens = Array.from({ length: 16 }, (_, power) => 10 ** power);
const bigTens: bigint[] = [];
const storedLimit = 10n ** BigInt(mostDigits);
const limit = 10n ** BigInt(mostDigitsAtWork);
const largestSafe = BigInt(Number.MAX_SAFE_INTEGER);

function bigTen(power: number): bigint {
  let found = bigTens[power];
  if (found === undefined) {
    found = 10n ** BigInt(power);
    bigTens[power] = found;
  }
  return found;
}

/** `units` × 10^-`scale` in the one form, or null when that is too long to work with. */
function makeBig(units: bigint, scale: number): Exact | null {
  let left = units;
  let places = scale;
  if (places < 0) {
    if (left === 0n) return zero;
    if (places < -mostDigitsAtWork) return null;
    left *= bigTen(-places);
    places = 0;
  }
  while (places > 0 && left % 10n === 0n) {
    if (left === 0n) return zero;
    left /= 10n;
    places -= 1;
  }
  if (left >= limit || left <= -limit || places > mostDigitsAtWork) return null;
  return new Exact(left <= largestSafe && left >= -largestSafe ? Number(left) : left, places);
}

function makeSmall(units: number, scale: number): Exact | null {
  if (units === 0) return zero;
  let left = units;
  let places = scale;
  while (places > 0 && left % 10 === 0) {
    left /= 10;
    places -= 1;
  }
  return places > mostDigitsAtWork ? null : new Exact(left, places);
}

/** True when a number has no more than 34 digits and so can be stored. */
function isStorable(value: Exact): boolean {
  return typeof value.units === 'number' || (value.units < storedLimit && value.units > -storedLimit);
}

/** The number 0. */
export const zero: Exact = new Exact(0, 0);

/** The number 1. */
export const one: Exact = new Exact(1, 0);

/** A whole number as an exact one. Refuses with null what a double does not hold exactly. */
export function exactInteger(value: number): Exact | null {
  return Number.isSafeInteger(value) ? new Exact(value === 0 ? 0 : value, 0) : null;
}

/**
 * Reads a plain decimal: an optional minus, digits, optionally a point and digits; zeros in front or behind
 * are allowed, so `08.50` is 8.5. Null for anything else, an exponent or more than 34 digits among them.
 */
export function parseDecimal(text: string): Exact | null {
  const length = text.length;
  if (length > 15) return parseLong(text);
  let at = text.charCodeAt(0) === 45 ? 1 : 0;
  const negative = at === 1;
  let units = 0;
  let scale = -1;
  const first = at;
  for (; at < length; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit >= 0 && digit <= 9) {
      units = units * 10 + digit;
      if (scale >= 0) scale += 1;
    } else if (digit === -2 && scale < 0 && at > first) scale = 0;
    else return null;
  }
  if (at === first || scale === 0) return null;
  if (units === 0) return zero;
  if (scale < 0) scale = 0;
  while (scale > 0 && units % 10 === 0) {
    units /= 10;
    scale -= 1;
  }
  return new Exact(negative ? -units : units, scale);
}

function parseLong(text: string): Exact | null {
  return /^-?\d+(?:\.\d+)?$/.test(text) ? parseNumeral(text) : null;
}

/** Reads a number as a rule writes it: like `parseDecimal`, and with an exponent or without a leading zero. */
export function parseNumeral(text: string): Exact | null {
  if (text.length > mostDigitsAtWork) return null;
  const found = /^(-?)(\d*)(?:\.(\d+))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text);
  if (!found || (found[2] === '' && found[3] === undefined)) return null;
  const fraction = found[3] ?? '';
  const units = BigInt(found[2]! + fraction);
  const value = makeBig(found[1] ? -units : units, fraction.length - Number(found[4] ?? 0));
  return value && isStorable(value) ? value : null;
}

/**
 * The canonical text of a number as it is stored, rounded half-even to 34 digits. Null from 10^34 on, since
 * a stored number has no exponent.
 */
export function storedDecimal(value: Exact): Decimal | null {
  if (isStorable(value)) return printDecimal(value);
  const kept = keepDigits(magnitude(value), value.scale, true);
  const rounded = makeBig(value.units < 0 ? -kept.units : kept.units, kept.scale);
  return rounded && isStorable(rounded) ? printDecimal(rounded) : null;
}

/** The canonical text of a number: no zeros in front or behind, no exponent, never `-0`. */
export function printDecimal(value: Exact): Decimal {
  if (value.scale === 0) return value.units.toString();
  const negative = value.units < 0;
  const digits = (negative ? -value.units : value.units).toString().padStart(value.scale + 1, '0');
  const point = digits.length - value.scale;
  return `${negative ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** The canonical text of a plain decimal, `8.50` as `8.5`; null for what `parseDecimal` refuses. */
export function canonicalDecimal(text: string): Decimal | null {
  const value = parseDecimal(text);
  return value === null ? null : printDecimal(value);
}

/** The number `units` × 10^`by` when a double holds it exactly, else NaN. */
function grown(units: number, by: number): number {
  if (by > 15) return Number.NaN;
  const product = units * tens[by]!;
  return product <= Number.MAX_SAFE_INTEGER && product >= -Number.MAX_SAFE_INTEGER ? product : Number.NaN;
}

/** Both numbers' units at the larger of the two scales, as bigints. */
function aligned(a: Exact, b: Exact): [bigint, bigint] {
  const left = BigInt(a.units);
  const right = BigInt(b.units);
  if (a.scale === b.scale) return [left, right];
  return a.scale < b.scale
    ? [left * bigTen(b.scale - a.scale), right]
    : [left, right * bigTen(a.scale - b.scale)];
}

/** Below 0, 0 or above 0 as `a` is less than, equal to or greater than `b`. */
export function compareDecimals(a: Exact, b: Exact): number {
  if (typeof a.units === 'number' && typeof b.units === 'number') {
    if (a.scale === b.scale) return a.units - b.units;
    const left = a.scale < b.scale ? grown(a.units, b.scale - a.scale) : a.units;
    const right = a.scale < b.scale ? b.units : grown(b.units, a.scale - b.scale);
    const difference = left - right;
    // NaN when one side left what a double holds exactly.
    if (!Number.isNaN(difference)) return difference;
  }
  const [left, right] = aligned(a, b);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** True when both are the same number. */
export function sameDecimal(a: Exact, b: Exact): boolean {
  return a.units === b.units && a.scale === b.scale;
}

/** `a + b`, or null when the sum is too long to work with. */
export function addDecimals(a: Exact, b: Exact): Exact | null {
  if (typeof a.units === 'number' && typeof b.units === 'number') {
    const scale = a.scale < b.scale ? b.scale : a.scale;
    const left = a.scale === scale ? a.units : grown(a.units, scale - a.scale);
    const right = b.scale === scale ? b.units : grown(b.units, scale - b.scale);
    const sum = left + right;
    if (Number.isSafeInteger(sum)) return makeSmall(sum, scale);
  }
  const [left, right] = aligned(a, b);
  return makeBig(left + right, Math.max(a.scale, b.scale));
}

/** `-a`. */
export function negateDecimal(a: Exact): Exact {
  return a.units === 0 ? a : new Exact(-a.units, a.scale);
}

/** `a - b`, or null when the difference is too long to work with. */
export function subtractDecimals(a: Exact, b: Exact): Exact | null {
  return addDecimals(a, negateDecimal(b));
}

/** `a × b`, or null when the product is too long to work with. */
export function multiplyDecimals(a: Exact, b: Exact): Exact | null {
  if (typeof a.units === 'number' && typeof b.units === 'number') {
    const product = a.units * b.units;
    if (Number.isSafeInteger(product)) return makeSmall(product, a.scale + b.scale);
  }
  return makeBig(BigInt(a.units) * BigInt(b.units), a.scale + b.scale);
}

/** `a ÷ b` rounded half-even to 34 digits; null when `b` is 0 or the quotient is out of range. */
export function divideDecimals(a: Exact, b: Exact): Exact | null {
  if (b.units === 0) return null;
  if (a.units === 0) return zero;
  if (typeof a.units === 'number' && typeof b.units === 'number' && a.units % b.units === 0) {
    const scale = a.scale - b.scale;
    const quotient = a.units / b.units;
    if (scale >= 0) return makeSmall(quotient, scale);
    const units = grown(quotient, -scale);
    if (Number.isSafeInteger(units)) return new Exact(units, 0);
  }
  const negative = a.units < 0 !== b.units < 0;
  const dividend = magnitude(a);
  const divisor = magnitude(b);
  // One digit more than is kept, so that what is dropped tells which way to round.
  const shift = Math.max(0, mostDigits + 1 + digitCount(divisor) - digitCount(dividend));
  const shifted = dividend * bigTen(shift);
  const kept = keepDigits(shifted / divisor, a.scale - b.scale + shift, shifted % divisor === 0n);
  return makeBig(negative ? -kept.units : kept.units, kept.scale);
}

/**
 * At most 34 digits of a number that is not negative, rounded half-even; `exact` is false when the number
 * goes on behind its last digit.
 */
function keepDigits(units: bigint, scale: number, exact: boolean): { units: bigint; scale: number } {
  const drop = digitCount(units) - mostDigits;
  if (drop <= 0) return { units, scale };
  const unit = bigTen(drop);
  const kept = units / unit;
  const twice = (units % unit) * 2n;
  const up = twice > unit || (twice === unit && (!exact || kept % 2n === 1n));
  return { units: up ? kept + 1n : kept, scale: scale - drop };
}

function magnitude(value: Exact): bigint {
  const units = BigInt(value.units);
  return units < 0n ? -units : units;
}

function digitCount(value: bigint): number {
  return value.toString().length;
}

/**
 * `a` to the whole power `b`; with a negative one, 1 divided by the power. Null when `b` is not whole, for 0
 * to a negative power, and when a result on the way is too long to work with.
 */
export function powerDecimals(a: Exact, b: Exact): Exact | null {
  if (b.scale > 0 || typeof b.units !== 'number') return null;
  let left = Math.abs(b.units);
  let result: Exact | null = one;
  let square: Exact | null = a;
  while (left > 0) {
    if (left % 2 === 1) {
      if (square === null || result === null) return null;
      result = multiplyDecimals(result, square);
    }
    left = Math.floor(left / 2);
    if (left > 0 && square !== null) square = multiplyDecimals(square, square);
  }
  return result !== null && b.units < 0 ? divideDecimals(one, result) : result;
}

/** `a` without its sign. */
export function absoluteDecimal(a: Exact): Exact {
  return a.units < 0 ? negateDecimal(a) : a;
}

/** Which way the digits after the last place kept are given up. */
export type Rounding = 'half away from zero' | 'floor' | 'ceiling';

/**
 * `a` with at most `places` digits after the point; negative places round to tens, hundreds and so on. Half
 * is rounded away from zero unless told otherwise. Null when the result is too long to work with.
 */
export function roundDecimal(a: Exact, places = 0, rounding: Rounding = 'half away from zero'): Exact | null {
  const drop = a.scale - places;
  if (drop <= 0) return a;
  if (drop > mostDigitsAtWork) return roundedAway(a, places, rounding);
  const unit = bigTen(drop);
  if (typeof a.units === 'number' && drop <= 15) {
    const whole = tens[drop]!;
    const rest = a.units % whole;
    const kept = (a.units - rest) / whole + step(Math.sign(rest), Math.abs(rest) * 2 >= whole, rounding);
    return places >= 0 ? makeSmall(kept, places) : makeBig(BigInt(kept), places);
  }
  const units = BigInt(a.units);
  const rest = units % unit;
  const sign = rest > 0n ? 1 : rest < 0n ? -1 : 0;
  const half = (rest < 0n ? -rest : rest) * 2n >= unit;
  return makeBig(units / unit + BigInt(step(sign, half, rounding)), places);
}

/** Rounding where every digit is given up: the result is 0 or one unit of the last place. */
function roundedAway(a: Exact, places: number, rounding: Rounding): Exact | null {
  return makeBig(BigInt(step(Math.sign(Number(a.units)), false, rounding)), places);
}

/** What is added to the digits kept, given the sign of the rest and whether it is half a unit or more. */
function step(sign: number, half: boolean, rounding: Rounding): number {
  if (rounding === 'floor') return sign < 0 ? -1 : 0;
  if (rounding === 'ceiling') return sign > 0 ? 1 : 0;
  return half ? sign : 0;
}

/** The number as a double when it is whole and a double holds it exactly, else null. */
export function wholeNumber(a: Exact): number | null {
  return a.scale === 0 && typeof a.units === 'number' ? a.units : null;
}
