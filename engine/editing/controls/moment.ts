import { isObject } from '../../compile/shape.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { type ControlKind, line, type Part, type Typed } from './control-kind.ts';
import { readDayAt, shownDay } from './day.ts';
import { namedValues, readCount, unitOptions } from './span.ts';
import { readTimeAt } from './time.ts';
import { provenance } from './union.ts';

/** When, and in which way it is said: not at all, a fixed day, or so long before or after something. */
const ways = {
  none: { vi: 'Không nêu', en: 'Not said' },
  offset: { vi: 'Tính từ một mốc', en: 'Counted from something' },
  date: { vi: 'Một ngày cố định', en: 'A fixed day' },
} as const;

const sides = {
  after: { vi: 'sau', en: 'after' },
  before: { vi: 'trước', en: 'before' },
} as const;

/** A moment as a sentence: `4 ngày làm việc sau ngày cuối kỳ, lúc 17:00`. */
export const moment: ControlKind = {
  name: 'moment',
  fits: (_, name) => name === 'common#relativeDate',
  type({ at, old, required }, into) {
    const { date, offset, unit, after, before, time } = isObject(old) ? old : {};
    into[`${at}~way`] =
      date !== undefined
        ? 'date'
        : after !== undefined || before !== undefined || required
          ? 'offset'
          : 'none';
    into[`${at}/date`] = shownDay(date);
    into[`${at}/offset`] = offset === undefined ? '' : String(offset);
    into[`${at}/unit`] = typeof unit === 'string' ? unit : 'workingDay';
    into[`${at}~side`] = before !== undefined ? 'before' : 'after';
    into[`${at}~anchor`] = String(after ?? before ?? 'entered');
    into[`${at}/time`] = typeof time === 'string' ? time : '';
  },
  read(part, typed) {
    const { at, old } = part;
    const rest = restOf(old);
    const time = readTimeAt(
      { ...part, old: isObject(old) ? old['time'] : undefined },
      line(typed, `${at}/time`),
      `${at}/time`,
    );
    const timed: JsonObject = time === undefined ? {} : { time };
    if (wayOf(part, typed) === 'none') return undefined;
    if (wayOf(part, typed) === 'date') {
      const date = readDayAt({ ...part, old: undefined }, line(typed, `${at}/date`), `${at}/date`);
      return date === undefined ? old : { date, ...timed, ...rest };
    }
    const offset = readCount(part, typed);
    if (offset === null) return old;
    const side = line(typed, `${at}~side`) === 'before' ? 'before' : 'after';
    return {
      offset: offset ?? 0,
      unit: line(typed, `${at}/unit`),
      [side]: line(typed, `${at}~anchor`),
      ...timed,
      ...rest,
    };
  },
  draw(part, typed) {
    const { at, sight, required } = part;
    const way = wayOf(part, typed);
    const options = (table: Readonly<Record<string, { vi: string; en: string }>>, chosen: string) =>
      Object.entries(table).map(([value, label]) => ({
        value,
        label: label[sight.language],
        chosen: value === chosen,
      }));
    const { none: _, ...given } = ways;
    return {
      values: {
        '/date': line(typed, `${at}/date`),
        '/offset': line(typed, `${at}/offset`),
        '/time': line(typed, `${at}/time`),
      },
      lists: {
        way: options(required ? given : ways, way),
        unit: unitOptions(part, line(typed, `${at}/unit`)),
        side: options(sides, line(typed, `${at}~side`)),
        anchor: namedValues(part, 'common#anchor', line(typed, `${at}~anchor`)),
      },
      more: { way },
    };
  },
};

/**
 * The way that was chosen. Without script nothing is hidden: an offset typed while “not said” is still chosen
 * says that there is one.
 */
function wayOf({ at }: Part, typed: Typed): keyof typeof ways {
  const way = line(typed, `${at}~way`);
  if (way === 'date' || way === 'offset') return way;
  if (line(typed, `${at}/date`).trim() !== '') return 'date';
  return line(typed, `${at}/offset`).trim() !== '' ? 'offset' : 'none';
}

/** What a moment holds besides: where it comes from. */
function restOf(old: JsonValue | undefined): JsonObject {
  if (!isObject(old)) return {};
  return Object.fromEntries(Object.entries(old).filter(([key]) => provenance.has(key)));
}
