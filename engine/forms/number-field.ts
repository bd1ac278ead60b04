import type { Decimal } from '../model/time.ts';
import { compareDecimals, Exact, parseDecimal, printDecimal, roundDecimal } from '../rules/decimal.ts';
import type { RuleType, RuleValue } from '../rules/index.ts';
import type { BoundField, FieldOf, Problem, Reader, RunningFieldOf, Setup, Typed } from './field-type.ts';
import { readNumber, showNumber } from './numbers.ts';
import { quoted } from './problem.ts';
import { refuseShape, typedLine } from './typed-text.ts';

type NumberDefinition = FieldOf<'integer'> | FieldOf<'decimal'> | FieldOf<'percent'>;

/** What number fields prepare: canonical limits, and how many decimal places are stored. */
export interface NumberSettings {
  min: Decimal | null;
  max: Decimal | null;
  /** Null: as many as were typed. */
  places: number | null;
}

/** Checks limits and places of a number field. */
export function setUpNumber(
  definition: NumberDefinition,
  places: number | null,
  setup: Setup,
): NumberSettings {
  const min = limit(definition, 'min', places, setup);
  const max = limit(definition, 'max', places, setup);
  if (min && max && compareDecimals(min, max) > 0)
    setup.report('form.limit.range', '/min', { min: printDecimal(min), max: printDecimal(max) });
  return { min: min && printDecimal(min), max: max && printDecimal(max), places };
}

function limit(
  definition: NumberDefinition,
  name: 'min' | 'max',
  places: number | null,
  setup: Setup,
): Exact | null {
  const text = definition[name];
  if (text === undefined) return null;
  const value = parseDecimal(text);
  if (value === null) setup.report('form.limit.digits', `/${name}`, { value: text });
  else if (places === 0 && value.scale > 0) setup.report('form.limit.whole', `/${name}`, { value: text });
  return value;
}

/** A number in rules, with the field's own limits so that comparisons beyond them are found. */
export function numberType(settings: NumberSettings): RuleType {
  const { min, max } = settings;
  return { kind: 'number', ...(min === null ? {} : { min }), ...(max === null ? {} : { max }) };
}

/** Reads a number; `suffix` may have been typed behind it, as in `12 hộ`. */
export function readNumberField(
  typed: Typed,
  field: RunningFieldOf<NumberDefinition, NumberSettings>,
  reader: Reader,
  suffixes: readonly string[],
): Decimal | undefined {
  const code = field.settings.places === 0 ? 'answers.type.integer' : 'answers.type.decimal';
  if (refuseShape(typed, reader, code)) return undefined;
  const line = typedLine(typed);
  if (line === '') return undefined;
  const reading = readNumber(withoutSuffix(line, suffixes));
  if ('wrong' in reading)
    return reader.refuse(reading.wrong === 'digits' ? 'answers.limit.digits' : code, { typed: quoted(line) });
  if (field.settings.places === 0 && reading.value.scale > 0)
    return reader.refuse(code, { typed: quoted(line) });
  return printDecimal(reading.value);
}

function withoutSuffix(line: string, suffixes: readonly string[]): string {
  const lower = line.toLowerCase();
  const found = suffixes.find((suffix) => lower.endsWith(suffix.toLowerCase()));
  return found ? line.slice(0, -found.length).trimEnd() : line;
}

/** The checks of a number: whole where it must be, places, limits. */
export function bindNumber(field: RunningFieldOf<NumberDefinition, NumberSettings>): BoundField {
  const { places } = field.settings;
  const min = field.settings.min === null ? null : parseDecimal(field.settings.min);
  const max = field.settings.max === null ? null : parseDecimal(field.settings.max);
  const computed = field.value !== undefined;
  return {
    see(answer) {
      const value = typeof answer === 'string' ? parseDecimal(answer) : null;
      return value !== null && places === 0 && value.scale > 0 ? null : value;
    },
    keep: (_, seen) => printDecimal(seen as Exact),
    check(_, seen, sight) {
      const value = seen as Exact;
      if (places !== null && !computed && value.scale > places)
        sight.report(field, 'answers.limit.places', { places, value: showNumber(printDecimal(value), 'vi') });
      if (min !== null && compareDecimals(value, min) < 0)
        sight.report(field, 'answers.limit.min', limitParams('min', min, value));
      else if (max !== null && compareDecimals(value, max) > 0)
        sight.report(field, 'answers.limit.max', limitParams('max', max, value));
    },
  };
}

function limitParams(name: 'min' | 'max', limit: Exact, value: Exact): Record<string, string> {
  return { [name]: showNumber(printDecimal(limit), 'vi'), value: showNumber(printDecimal(value), 'vi') };
}

/** A computed number as stored: rounded half away from zero to the field's places. */
export function storeNumber(value: RuleValue, settings: NumberSettings): Decimal | undefined {
  if (!(value instanceof Exact)) return undefined;
  const rounded = settings.places === null ? value : roundDecimal(value, settings.places);
  return rounded === null ? undefined : printDecimal(rounded);
}

/** What a number can be told. */
export function numberProblems(settings: NumberSettings): Problem[] {
  const found: Problem[] = ['answers.limit.digits'];
  const { min, max, places } = settings;
  if (places !== null && places > 0) found.push(['answers.limit.places', { places }]);
  if (min !== null) found.push(['answers.limit.min', { min: showNumber(min, 'vi') }]);
  if (max !== null) found.push(['answers.limit.max', { max: showNumber(max, 'vi') }]);
  return found;
}
