import type { Day } from '../../model/time.ts';
import { parseDay } from '../../rules/day.ts';
import type { RuleType, RuleValue } from '../../rules/index.ts';
import { readDay, readDayParts, showDay } from '../days.ts';
import type { FieldBehaviour, FieldOf, FieldType, Setup } from '../field-type.ts';
import { quoted } from '../problem.ts';
import { refuseShape, typedLine } from '../typed-text.ts';

/** The limits that are days; those that are rules are in the field's `rules`. */
export interface DateSettings {
  min: Day | null;
  max: Day | null;
}

/** How its answers are checked, read, shown and stored. */
export const dateBehaviour: FieldBehaviour<FieldOf<'date'>, DateSettings> = {
  type: 'date',
  answered: true,
  missing: 'answers.required.missing',
  malformed: 'answers.type.date',
  bind(field) {
    const { settings, rules } = field;
    return {
      see: (answer) => (typeof answer === 'string' && answer.length === 10 ? parseDay(answer) : null),
      keep: (answer) => answer,
      check(_, seen, sight) {
        const day = seen as Day;
        const min = settings.min ?? dayOrNull(rules['min']?.evaluate(sight.rules));
        const max = settings.max ?? dayOrNull(rules['max']?.evaluate(sight.rules));
        if (min !== null && day < min)
          sight.report(field, 'answers.limit.earliest', { min: showDay(min), value: showDay(day) });
        else if (max !== null && day > max)
          sight.report(field, 'answers.limit.latest', { max: showDay(max), value: showDay(day) });
      },
    };
  },
  read(typed, _, reader) {
    const parts = partsOf(typed.part(''));
    const [day, month, year] = parts ?? ['day', 'month', 'year'].map((part) => typedLine(typed, part));
    if (!parts && refuseShape(typed, reader, 'answers.type.date')) return undefined;
    const line = parts ? '' : typedLine(typed);
    if (line === '' && !day && !month && !year) return undefined;
    if (line === '' && !(day && month && year)) return reader.refuse('answers.type.date_part');
    const reading = line === '' ? readDayParts(day!, month!, year!) : readDay(line);
    if ('day' in reading) return reading.day;
    const code = reading.wrong === 'shape' ? 'answers.type.date' : (`answers.type.${reading.wrong}` as const);
    return reader.refuse(code, { typed: quoted(reading.typed) });
  },
  show: (answer) => showDay(answer as Day),
  store: (value) => (typeof value === 'string' ? (parseDay(value) ?? undefined) : undefined),
};

/**
 * A calendar day, stored `2025-01-20`. `min` and `max` are days, or rules that give one. It is typed in one
 * box, day first, or in three named `.day`, `.month`, `.year`.
 */
export const date: FieldType<FieldOf<'date'>, DateSettings> = {
  ...dateBehaviour,
  title: { vi: 'Ngày', en: 'Date' },
  listable: true,
  searchable: false,
  computable: true,
  prefills: ['previous'],
  parts: ['day', 'month', 'year'],
  setUp(definition, setup) {
    const settings = { min: limit(definition, 'min', setup), max: limit(definition, 'max', setup) };
    if (settings.min && settings.max && settings.min > settings.max)
      setup.report('form.limit.range', '/min', { min: showDay(settings.min), max: showDay(settings.max) });
    return settings;
  },
  ruleType: (_, { min, max }) => ({ kind: 'date', ...(min ? { min } : {}), ...(max ? { max } : {}) }),
  asTyped(answer) {
    const [year, month, day] = (answer as Day).split('-');
    return { '': showDay(answer as Day), day: day!, month: month!, year: year! };
  },
  widget: () => ({ widget: 'date', inputMode: 'numeric' }),
  problems(definition) {
    return [
      'answers.type.date_part',
      'answers.type.no_such_day',
      'answers.type.short_year',
      ...(definition.min === undefined ? [] : (['answers.limit.earliest'] as const)),
      ...(definition.max === undefined ? [] : (['answers.limit.latest'] as const)),
    ];
  },
};

/** `{ day, month, year }` as a client may send the three boxes. */
function partsOf(own: unknown): string[] | null {
  if (typeof own !== 'object' || own === null || Array.isArray(own)) return null;
  const { day, month, year } = own as Record<string, unknown>;
  return [day, month, year].map((part) =>
    typeof part === 'string' || typeof part === 'number' ? String(part).trim() : '',
  );
}

function dayOrNull(value: RuleValue | undefined): Day | null {
  return typeof value === 'string' ? value : null;
}

const dayType: RuleType = { kind: 'date' };

function limit(definition: FieldOf<'date'>, name: 'min' | 'max', setup: Setup): Day | null {
  const text = definition[name];
  if (text === undefined) return null;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    setup.rule(name, text, dayType);
    return null;
  }
  const day = parseDay(text);
  if (day === null) setup.report('form.limit.no_such_day', `/${name}`, { value: text });
  return day;
}
