import type { Language } from '../issues/index.ts';
import type { Decimal } from '../model/time.ts';
import { type Exact, parseDecimal } from '../rules/decimal.ts';

/** A number as typed, or why it cannot be read. */
export type NumberReading = { value: Exact } | { wrong: 'number' | 'digits' };

/**
 * Reads a number as people in Vietnam type it: `1.234,5`, `1 234,5`, `1234,5`, also `1234.5` and `1,234.5`.
 * A comma is the decimal sign; points (or spaces) part thousands. Where there is no comma, points that part
 * exact groups of three are thousands (`1.234` is 1234) and a single other point is a decimal sign (`1.5`,
 * `0.125`). Where both occur, the last one is the decimal sign. Refused: anything else, such as `1.23.4`,
 * `12e3`, `12abc`, and more than 34 digits.
 */
export function readNumber(typed: string): NumberReading {
  const text = typed.normalize('NFKC').replace(/\s+/g, ' ').trim().replace(/^[−–]/, '-');
  const found = /^([+-]?) ?(\d[\d., ]*)$/.exec(text);
  if (!found) return { wrong: 'number' };
  const plain = plainDigits(found[2]!);
  if (plain === null) return { wrong: 'number' };
  const value = parseDecimal((found[1] === '-' ? '-' : '') + plain);
  return value === null ? { wrong: 'digits' } : { value };
}

/** The digits with a point as decimal sign, or null when the separators make no sense. */
function plainDigits(body: string): string | null {
  const comma = body.lastIndexOf(',');
  const point = body.lastIndexOf('.');
  if (comma >= 0 && point >= 0) {
    const decimal = comma > point ? ',' : '.';
    return split(body, decimal, decimal === ',' ? '.' : ',');
  }
  if (comma >= 0) {
    // `1,234,567`: several commas can only part thousands.
    return body.indexOf(',') === comma ? split(body, ',', ' ') : groups(body, ',');
  }
  if (point >= 0) return groups(body, '.') ?? split(body, '.', ' ');
  return /^\d+$/.test(body) ? body : groups(body, ' ');
}

function split(body: string, decimal: string, thousands: string): string | null {
  const [whole, fraction, ...more] = body.split(decimal);
  if (more.length > 0 || !/^\d+$/.test(fraction!)) return null;
  const digits = /^\d+$/.test(whole!) ? whole! : (groups(whole!, thousands) ?? groups(whole!, ' '));
  return digits === null ? null : `${digits}.${fraction}`;
}

/** Digits in exact groups of three, the first of one to three and not beginning with 0. */
function groups(text: string, separator: string): string | null {
  const parts = text.split(separator);
  const whole = /^[1-9]\d{0,2}$/.test(parts[0]!) && parts.slice(1).every((part) => /^\d{3}$/.test(part));
  return whole ? parts.join('') : null;
}

/** A canonical decimal in print: `1.234,5` in Vietnamese, `1,234.5` in English. */
export function showNumber(decimal: Decimal, language: Language): string {
  const [whole, fraction] = decimal.split('.');
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, language === 'vi' ? '.' : ',');
  return fraction === undefined ? grouped : `${grouped}${language === 'vi' ? ',' : '.'}${fraction}`;
}
