import { dayOf } from '../../calendar/index.ts';
import { type Issue, issue } from '../../issues/index.ts';
import type { Calendar, Instant } from '../../model/time.ts';
import { type Campaign, factPeriods, type Period, periodOf, periodsOf } from '../../workflow/index.ts';

/**
 * What is wrong between a fact and the entries that use it: figures over periods that still take reports when the
 * entry is due, and facts about a subject where the two entries are about different kinds of them.
 */
export function checkFacts(campaign: Campaign, calendar: Calendar): Issue[] {
  const place = (id: string) => ({
    source: 'campaign.json',
    pointer: `/facts/${campaign.definition.facts!.findIndex((one) => one.id === id)}`,
  });
  return Object.values(campaign.entries).flatMap((entry) =>
    entry.facts.flatMap((id): Issue[] => {
      const { definition } = campaign.facts[id]!;
      const { of, over, entry: sourceId } = definition;
      const source = campaign.entries[sourceId]!;
      const names = { fact: id, entry: entry.id, source: sourceId };
      if (of === 'sameSubject' && source.definition.subject !== entry.definition.subject)
        return [issue('fact.subject.differs', place(id), names)];
      // All of the past never is complete: what closes later is not missed.
      if (over === 'lifetime') return [];
      for (const period of periodsOf(campaign, entry.id, calendar)) {
        const due = period.graceUntil ?? period.closesAt;
        if (due === undefined) continue;
        const later = factPeriods(campaign, definition, period, calendar)
          .map((one) => periodOf(campaign, sourceId, one, calendar)!)
          .find((one) => endsAt(one) > due);
        if (!later) continue;
        const params = {
          ...names,
          period: period.id,
          due: dayOf(due, campaign.timezone),
          later: later.id,
          closes: dayOf(endsAt(later), campaign.timezone),
        };
        return [issue('fact.time.closes_after', place(id), params)];
      }
      return [];
    }),
  );
}

/** When no more is to come for a period: what never closes is to come at least once it has opened. */
function endsAt({ opensAt, closesAt }: Period): Instant {
  return closesAt ?? opensAt;
}
