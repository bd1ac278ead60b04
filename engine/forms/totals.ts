import type { Decimal } from '../model/time.ts';
import {
  addDecimals,
  compareDecimals,
  divideDecimals,
  Exact,
  exactInteger,
  parseDecimal,
  printDecimal,
  roundDecimal,
  zero,
} from '../rules/index.ts';
import type { TotalWay } from './field-type.ts';
import type { CompiledField } from './form.ts';

/** One report's figure: whose, for which period. */
export interface Figure {
  unit: string;
  /** Later periods have greater ids. */
  period: string;
  value: Decimal;
}

/** How figures of a field are put together; null for what is no number, is not listed or has no total. */
export function totalWayOf(field: CompiledField): TotalWay | null {
  if (!field.listed || !field.kind.total) return null;
  const way = field.kind.total(field.definition);
  return way === 'none' ? null : way;
}

/**
 * The total of figures; null of none, and where it has too many digits.
 *
 * - `sum`: all of them added.
 * - `mean`: the sum over their number, each report counting once, rounded half away from zero to `places`.
 * - `last`: of each unit the figure of its last period, added over the units: for what is counted at a day, such
 *   as members, and not over a time.
 */
export function totalOf(
  way: Exclude<TotalWay, 'none'>,
  figures: readonly Figure[],
  places = 2,
): Decimal | null {
  if (figures.length === 0) return null;
  const counted = way === 'last' ? lastOfEach(figures) : figures;
  let sum: Exact | null = zero;
  for (const { value } of counted) {
    const exact = parseDecimal(value);
    if (exact && sum) sum = addDecimals(sum, exact);
  }
  if (!sum) return null;
  if (way !== 'mean') return printDecimal(sum);
  const mean = divideDecimals(sum, exactInteger(counted.length)!);
  const rounded = mean && roundDecimal(mean, places);
  return rounded && printDecimal(rounded);
}

function lastOfEach(figures: readonly Figure[]): Figure[] {
  const last = new Map<string, Figure>();
  for (const one of figures) {
    const present = last.get(one.unit);
    if (!present || present.period <= one.period) last.set(one.unit, one);
  }
  return [...last.values()];
}

/** Is a total above zero and below the smallest count that may be shown? */
export function isSmallCount(total: Decimal, smallest: number): boolean {
  const value = parseDecimal(total);
  const limit = exactInteger(smallest);
  if (!(value instanceof Exact) || !limit) return false;
  return compareDecimals(value, zero) > 0 && compareDecimals(value, limit) < 0;
}
