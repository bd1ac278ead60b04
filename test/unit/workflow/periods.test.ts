import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../engine/model/generated/definitions.ts';
import { periodBefore, periodOf, periodsOf } from '../../../engine/workflow/index.ts';
import { calendar, campaignOf } from './playing.ts';

const of = (entry: Partial<Entry>, openFrom?: string) =>
  periodsOf(
    campaignOf({
      entry: { dataFrom: undefined, dataUntil: undefined, opens: undefined, cut: undefined, ...entry },
      campaign: { openFrom },
    }),
    'thang',
    calendar,
  );
const short = (entry: Partial<Entry>, openFrom?: string) =>
  of(entry, openFrom).map(({ id, from, until, phase }) => [id, from, until, phase]);

describe('periods', () => {
  it('run from the 21st to the 20th, clipped to the campaign and split at the phase border', () => {
    const entry = {
      dataFrom: { dayOfMonth: 21, monthOffset: -1 },
      dataUntil: { dayOfMonth: 20, monthOffset: 0 },
      cut: 'split' as const,
    };
    const periods = short(entry);
    expect(periods.slice(0, 2)).toEqual([
      ['2024-08', '2024-08-19', '2024-08-20', 'dot-1'],
      ['2024-09', '2024-08-21', '2024-09-20', 'dot-1'],
    ]);
    expect(periods.filter(([id]) => id!.startsWith('2025-02'))).toEqual([
      ['2025-02-p1', '2025-01-21', '2025-02-03', 'dot-1'],
      ['2025-02-p2', '2025-02-04', '2025-02-20', 'dot-2'],
    ]);
    expect(periods.at(-1)).toEqual(['2025-08', '2025-07-21', '2025-08-19', 'dot-2']);
  });

  it.each([
    ['startsIn', 'dot-1'],
    ['endsIn', 'dot-2'],
    [undefined, 'dot-2'],
  ] as const)('across phases stay whole by %s', (cut, phase) => {
    const found = short({ per: 'month', cut }).filter(([id]) => id!.startsWith('2025-02'));
    expect(found).toEqual([['2025-02', '2025-02-01', '2025-02-28', phase]]);
  });

  it.each<[Entry['per'], string[], number]>([
    ['phase', ['dot-1', 'dot-2'], 2],
    ['once', ['once'], 1],
    ['event', ['event'], 1],
    ['year', ['2024', '2025'], 2],
    ['quarter', ['2024-q3', '2024-q4', '2025-q1', '2025-q2', '2025-q3'], 5],
    ['month', ['2024-08', '2024-09', '2024-10'], 13],
    ['week', ['2024-w34', '2024-w35'], 53],
  ])('per %s begin %s', (per, first, count) => {
    const ids = of({ per }).map(({ id }) => id);
    expect(ids.slice(0, first.length)).toEqual(first);
    expect(ids).toHaveLength(count);
    expect(new Set(ids).size).toBe(count);
  });

  it('of weeks follow ISO 8601 over the turn of the year', () => {
    const around = short({ per: 'week' }).filter(
      ([, from]) => from! >= '2024-12-23' && from! <= '2025-01-06',
    );
    expect(around.map(([id, from, until]) => [id, from, until])).toEqual([
      ['2024-w52', '2024-12-23', '2024-12-29'],
      ['2025-w01', '2024-12-30', '2025-01-05'],
      ['2025-w02', '2025-01-06', '2025-01-12'],
    ]);
  });

  it('with only a first day end the day before the next begins', () => {
    const [, second] = short({ per: 'month', dataFrom: { dayOfMonth: 10, monthOffset: 0 } });
    expect(second).toEqual(['2024-09', '2024-09-10', '2024-10-09', 'dot-1']);
  });

  it('take the last day of a month that has no such day', () => {
    const february = short({ per: 'month', dataUntil: { dayOfMonth: 31, monthOffset: 0 } }).find(
      ([id]) => id === '2025-02',
    );
    expect(february).toEqual(['2025-02', '2025-02-01', '2025-02-28', 'dot-2']);
  });

  it('take changes to single ones, to the whole before the cut and to a piece after it', () => {
    const entry: Partial<Entry> = {
      per: 'month',
      cut: 'split',
      periods: [
        { period: '2024-10', skip: true },
        { period: '2024-11', from: '2024-11-05', until: '2024-11-20' },
        { period: '2025-02-p2', closes: { date: '2025-03-10' } },
        { period: '2025-02', opens: { date: '2025-02-15', time: '08:00' } },
      ],
    };
    const periods = of(entry);
    expect(periods.some(({ id }) => id === '2024-10')).toBe(false);
    expect(periods.find(({ id }) => id === '2024-11')).toMatchObject({
      from: '2024-11-05',
      until: '2024-11-20',
    });
    expect(periods.find(({ id }) => id === '2025-02-p1')).toMatchObject({
      opensAt: '2025-02-15T01:00:00.000Z',
    });
    expect(periods.find(({ id }) => id === '2025-02-p2')).toMatchObject({
      closesAt: '2025-03-10T16:59:59.999Z',
    });
  });

  it.each([
    ['2025-01', '2025-01'],
    ['2025', '2025-01'],
    ['2024-12-15', '2024-12'],
  ])('from %s on begin with %s', (openFrom, first) => {
    expect(of({ per: 'month' }, openFrom)[0]!.id).toBe(first);
  });

  it('open, close and give grace by their own moments; a last day is included whole', () => {
    const period = of({
      per: 'month',
      opens: { offset: 1, unit: 'workingDay', after: 'periodEnd', time: '06:00' },
      closes: { offset: 5, unit: 'day', after: 'periodEnd' },
      grace: { offset: 1, unit: 'workingDay' },
    }).find(({ id }) => id === '2025-05')!;
    expect(period).toMatchObject({
      // 31 May 2025 is a Saturday.
      opensAt: '2025-06-01T23:00:00.000Z',
      closesAt: '2025-06-05T16:59:59.999Z',
      graceUntil: '2025-06-06T16:59:59.999Z',
    });
    expect(of({ per: 'month' })[0]).not.toHaveProperty('closesAt');
  });

  it('are found by id, and by what comes before', () => {
    const campaign = campaignOf();
    expect(periodOf(campaign, 'thang', '2025-02-p2', calendar)!.from).toBe('2025-02-04');
    expect(periodOf(campaign, 'thang', '2025-02', calendar)).toBeNull();
    expect(periodBefore(campaign, 'thang', '2025-02-p2', calendar)!.id).toBe('2025-02-p1');
    expect(periodBefore(campaign, 'thang', '2024-12', calendar)).toBeNull();
  });
});
