import { clockOf, dayOf } from '../../calendar/index.ts';
import { type Issue, issue, nearest } from '../../issues/index.ts';
import type { Calendar, Instant } from '../../model/time.ts';
import { type Campaign, type CompiledEntry, periodsOf } from '../../workflow/index.ts';

/**
 * What is wrong with the periods of entries, once they are worked out: an entry that has none, a period that
 * closes before it opens, a change to a period that does not exist.
 */
export function checkPeriods(campaign: Campaign, calendar: Calendar): Issue[] {
  return Object.values(campaign.entries).flatMap((entry) => [
    ...changeIssues(campaign, entry, calendar),
    ...spanIssues(campaign, entry, calendar),
  ]);
}

function spanIssues(campaign: Campaign, entry: CompiledEntry, calendar: Calendar): Issue[] {
  const { id, source, pointer, definition } = entry;
  const periods = periodsOf(campaign, id, calendar);
  if (periods.length === 0) return [issue('time.entry.no_period', { source, pointer }, { entry: id })];
  const wrong = periods.find(({ opensAt, closesAt }) => closesAt !== undefined && closesAt <= opensAt);
  if (!wrong) return [];
  const change = (definition.periods ?? []).findIndex(({ period }) => period === wrong.id);
  const at = change < 0 ? pointer : `${pointer}/periods/${change}`;
  return [
    issue(
      'time.entry.closes_before_opens',
      { source, pointer: at },
      {
        entry: id,
        period: wrong.id,
        opens: localTime(wrong.opensAt, campaign.timezone),
        closes: localTime(wrong.closesAt!, campaign.timezone),
      },
    ),
  ];
}

/** `2025-01-20 07:00` in a zone. */
function localTime(at: Instant, zone: string): string {
  return `${dayOf(at, zone)} ${clockOf(at, zone)}`;
}

function changeIssues(campaign: Campaign, entry: CompiledEntry, calendar: Calendar): Issue[] {
  const { id, source, pointer, definition } = entry;
  if (!definition.periods) return [];
  const { periods, ...unchanged } = definition;
  const plain = { ...campaign, entries: { [id]: { ...entry, definition: unchanged } } };
  const known = periodsOf(plain, id, calendar).flatMap((one) => [one.id, one.id.replace(/-p\d+$/, '')]);
  return periods.flatMap(({ period }, index) =>
    known.includes(period)
      ? []
      : [
          issue(
            'reference.period.unknown',
            { source, pointer: `${pointer}/periods/${index}/period` },
            { entry: id, name: period, nearest: nearest(period, known) },
          ),
        ],
  );
}
