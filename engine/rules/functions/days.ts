import type { Day } from '../../model/index.ts';
import { dayOf, parseDay, parseSpan } from '../day.ts';
import { type Exact, exactInteger, wholeNumber } from '../decimal.ts';
import { typeWord } from '../type.ts';
import { oneStep, type RuleFunction, strict } from './function.ts';

/** Functions of dates and durations. */
export const dayFunctions: readonly RuleFunction[] = [
  {
    name: 'today',
    extension: true,
    parameters: [],
    gives: 'date',
    nulls: 'never',
    vi: 'Ngày của lần gửi hoặc thao tác đang xét, theo múi giờ của phong trào.',
    en: "The day of the submission or act that is looked at, in the campaign's time zone.",
    example: ['today()', 'date("2025-01-20")'],
    steps: oneStep,
    bind: () => ({ type: { kind: 'date', present: true }, run: (context) => context.today }),
  },
  {
    name: 'date',
    extension: false,
    parameters: [
      { name: 'from', kinds: ['text', 'date', 'number'] },
      { name: 'month', kinds: ['number'], optional: true },
      { name: 'day', kinds: ['number'], optional: true },
    ],
    gives: 'date',
    nulls: 'own',
    vi: 'Ngày ghi trong văn bản năm-tháng-ngày, hoặc ngày theo năm, tháng, ngày; null khi không có ngày đó.',
    en: 'The day a text year-month-day names, or the day of a year, month and day; null when there is none.',
    example: ['date(2025, 1, 20)', 'date("2025-01-20")'],
    steps: oneStep,
    bind: (given, site, call) => {
      const [first] = given;
      const parts = given.length === 3;
      const own = first!.type.kind;
      if (given.length === 2)
        site.report('rules.function.arguments', call, { name: 'date', wanted: '1 / 3', given: 2 });
      else if (parts ? ['text', 'choice', 'date'].includes(own) : own === 'number')
        site.report('rules.type.argument', first!.expression, {
          name: 'date',
          parameter: 'from',
          wanted: parts ? ['number'] : ['text', 'date'],
          given: typeWord(first!.type),
        });
      return parts
        ? strict({ kind: 'date' }, fromParts)(given)
        : strict({ kind: 'date' }, (text: unknown) => (typeof text === 'string' ? parseDay(text) : null))(
            given,
          );
    },
  },
  {
    name: 'duration',
    extension: false,
    parameters: [{ name: 'from', kinds: ['text'] }],
    gives: 'duration',
    nulls: 'own',
    vi: 'Khoảng thời gian ghi theo ISO 8601: năm và tháng (P1Y6M), hoặc ngày (P10D); null khi không đọc được.',
    en: 'The duration an ISO 8601 text names: years and months (P1Y6M) or days (P10D); null when it names none.',
    example: ['duration("P10D")', 'duration("P10D")'],
    steps: oneStep,
    bind: strict({ kind: 'duration' }, (text: string) => parseSpan(text)),
  },
  {
    name: 'working days',
    extension: true,
    parameters: [
      { name: 'from', kinds: ['date'] },
      { name: 'to', kinds: ['date'] },
    ],
    gives: 'number',
    nulls: 'own',
    vi: 'Số ngày làm việc sau ngày from cho đến hết ngày to; null khi lịch chưa có năm đó.',
    en: 'Working days after from up to and including to; null where the calendar does not know the year.',
    example: ['working days(date("2025-01-17"), date("2025-01-20"))', '1'],
    steps: oneStep,
    bind: ([from, to]) => {
      const [first, second] = [from!.run, to!.run];
      return {
        type: { kind: 'number' },
        run: (context, locals) => {
          const start = first(context, locals);
          const end = second(context, locals);
          if (start === null || end === null) return null;
          const count = context.workingDays?.(start as Day, end as Day);
          return count === undefined || count === null ? null : exactInteger(count);
        },
      };
    },
  },
];

function fromParts(year: Exact, month: Exact, day: Exact): Day | null {
  const [y, m, d] = [wholeNumber(year), wholeNumber(month), wholeNumber(day)];
  return y === null || m === null || d === null ? null : dayOf(y, m, d);
}
