import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CampaignRecord } from '../../engine/model/record.ts';
import { advance, type Campaign, partsOfCaseId } from '../../engine/workflow/index.ts';
import { calendar, campaignOf, directory } from '../unit/workflow/playing.ts';
import { renamedCampaign } from '../unit/workflow/renamed-campaign.ts';

/** What happens to a campaign: days pass, its entry gets another id, a process breaks before it has written down. */
type Turn =
  | { kind: 'days'; days: number }
  | { kind: 'rename'; to: string }
  | { kind: 'break'; opens: number };

const turns: fc.Arbitrary<Turn[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('days' as const), days: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ kind: fc.constant('rename' as const), to: fc.constantFrom('a', 'm', 'z', 'thang') }),
    fc.record({ kind: fc.constant('break' as const), opens: fc.integer({ min: 0, max: 3 }) }),
  ),
  { maxLength: 12 },
);

const dayMs = 86_400_000;

describe('an entry that gets other ids while its periods are opened', () => {
  it('is owed once by each unit in each period, whatever it was called then', () => {
    fc.assert(
      fc.property(turns, (what) => {
        let campaign: Campaign = campaignOf();
        let record: CampaignRecord | null = null;
        let now = Date.parse('2025-01-10T01:00:00.000Z');
        const cases = new Set<string>();
        const step = (most = Number.POSITIVE_INFINITY): boolean => {
          const advanced = advance(campaign, record, {
            now: new Date(now).toISOString(),
            directory,
            calendar,
          });
          let left = most;
          for (const { cases: owed } of advanced.open)
            for (const { id, unless = [] } of owed) {
              if (unless.some((one) => cases.has(one)) || cases.has(id)) continue;
              if (left === 0) return false;
              left -= 1;
              cases.add(id);
            }
          // A break comes after some of the cases and before the record.
          if (advanced.events.length === 0 || most < Number.POSITIVE_INFINITY) return false;
          const history = [...(record?.history ?? []), ...(advanced.events as CampaignRecord['history'])];
          record = { ...advanced.record, history };
          return true;
        };
        for (const turn of what) {
          if (turn.kind === 'days') now += turn.days * dayMs;
          if (turn.kind === 'break') step(turn.opens);
          else if (turn.kind === 'rename') {
            const [entry] = Object.values(campaign.entries);
            const before = [entry!.id, ...(entry!.definition.formerly ?? [])].filter((id) => id !== turn.to);
            if (entry!.id !== turn.to) campaign = renamedCampaign(turn.to, before, campaign);
          } else while (step());
        }
        while (step());
        const owed = [...cases].map((id) => `${partsOfCaseId(id).unitOrSubject}/${partsOfCaseId(id).period}`);
        expect(owed.length).toBe(new Set(owed).size);
        const whole = new Set(owed.map((one) => one.split('/')[1]));
        expect(owed.length).toBe(whole.size * 3);
      }),
      { numRuns: 300 },
    );
  });
});
