import type { Day } from '../../model/time.ts';
import { parseDay } from '../../rules/day.ts';
import { readMonth } from '../days.ts';
import type { FieldBehaviour, FieldOf, FieldType } from '../field-type.ts';
import { quoted } from '../problem.ts';
import { refuseShape, typedLine } from '../typed-text.ts';

const english = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** How its answers are checked, read, shown and stored. */
export const monthBehaviour: FieldBehaviour<FieldOf<'month'>, null> = {
  type: 'month',
  answered: true,
  missing: 'answers.required.missing',
  malformed: 'answers.type.month',
  bind: () => ({
    see: (answer) => (typeof answer === 'string' && answer.length === 7 ? parseDay(answer) : null),
    keep: (answer) => answer,
    check() {},
  }),
  read(typed, _, reader) {
    const own = typed.part('');
    const parts = typeof own === 'object' && own !== null && !Array.isArray(own);
    if (!parts && refuseShape(typed, reader, 'answers.type.month')) return undefined;
    const line = parts ? monthAndYear(own) : typedLine(typed);
    if (line === '') return undefined;
    const reading = readMonth(line);
    if ('day' in reading) return reading.day.slice(0, 7);
    const code = reading.wrong === 'short_year' ? 'answers.type.short_year' : 'answers.type.month';
    return reader.refuse(code, { typed: quoted(line) });
  },
  show: (answer, _, { language }) =>
    language === 'vi'
      ? `tháng ${inFigures(answer as string)}`
      : `${english[Number((answer as string).slice(5)) - 1]} ${(answer as string).slice(0, 4)}`,
  store: (value) => {
    const day: Day | null = typeof value === 'string' ? parseDay(value) : null;
    return day === null ? undefined : day.slice(0, 7);
  },
};

/** A month, stored `2025-01`. Rules see it as its first day, so that months and days compare. */
export const month: FieldType<FieldOf<'month'>, null> = {
  ...monthBehaviour,
  title: { vi: 'Tháng', en: 'Month' },
  listable: true,
  searchable: false,
  computable: true,
  prefills: ['previous'],
  setUp: () => null,
  ruleType: () => ({ kind: 'date' }),
  asTyped: (answer) => ({ '': inFigures(answer as string) }),
  widget: () => ({ widget: 'month', inputMode: 'numeric' }),
  problems: () => ['answers.type.short_year'],
};

/** `{ month, year }` as a client may send two boxes. */
function monthAndYear(own: object): string {
  const { month: ofYear, year } = own as Record<string, unknown>;
  return ofYear || year ? `${String(ofYear ?? '').trim()}/${String(year ?? '').trim()}` : '';
}

function inFigures(stored: string): string {
  return `${stored.slice(5)}/${stored.slice(0, 4)}`;
}
