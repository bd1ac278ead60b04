import { type Issue, issue } from '../issues/index.ts';
import type { SealedEvent } from '../model/event.ts';
import type { CampaignRecord, CasesToOpen, RecordEventType } from '../model/record.ts';
import type { Instant } from '../model/time.ts';
import type { Campaign } from '../workflow/campaign.ts';
import { advance, sealEvents } from '../workflow/index.ts';
import type { Campaigns } from './campaigns.ts';
import type { Commands } from './commands.ts';
import type { DirectoryCache } from './directory.ts';
import { openCommand } from './opening.ts';
import type { Ports } from './ports.ts';

/** Campaign records: what opens periods and the cases they owe. */
export interface Records {
  /** Starts a campaign's record, or gives it the version that new cases take from now on. */
  start(campaign: Campaign): Promise<CampaignRecord>;
  /** Does whatever is due: opens periods, 500 cases a batch, until nothing is left. */
  advance(id: string): Promise<{ opened: number; issues: Issue[] }>;
  /** The same, and looks anew for units that begin: a reorganisation has come or was taken back. */
  unitsChanged(id: string): Promise<{ opened: number; issues: Issue[] }>;
  /**
   * Campaigns whose newest version their record has not taken yet, since the publisher's process ended in between; each
   * with the moment of the publication.
   */
  behind(): Promise<{ _id: string; nextWakeAt: Instant }[]>;
}

const mostRounds = 10_000;

/** Makes the record side of a process. `afterCommit` schedules the record's next wake. */
export function createRecords(
  ports: Ports,
  campaigns: Campaigns,
  directory: DirectoryCache,
  commands: () => Commands,
  afterCommit: (record: CampaignRecord) => Promise<void>,
): Records {
  async function step(campaign: Campaign, record: CampaignRecord | null, unitsChanged: boolean) {
    const [picture, calendar] = await Promise.all([directory.current(), campaigns.calendarOf(campaign)]);
    return advance(campaign, record, { now: ports.time.now(), directory: picture, calendar, unitsChanged });
  }

  function seal(
    record: CampaignRecord | null,
    advanced: Awaited<ReturnType<typeof step>>,
  ): {
    next: CampaignRecord;
    events: SealedEvent<RecordEventType>[];
  } {
    const events = sealEvents(advanced.record._id, advanced.events, ports.hash, record?.history.at(-1)?.hash);
    const next = {
      ...advanced.record,
      history: [...(record?.history ?? []), ...events],
      revision: (record?.revision ?? 0) + 1,
    };
    return { next, events };
  }

  /** Leaves out the units that took over from one whose case of the period is there already. */
  async function owed({ cases }: CasesToOpen): Promise<CasesToOpen['cases']> {
    const there = new Set(await ports.cases.existing(cases.flatMap((one) => one.unless ?? [])));
    return cases.filter((one) => !one.unless?.some((id) => there.has(id)));
  }

  async function run(
    id: string,
    given: Campaign,
    unitsChanged = false,
  ): Promise<{ opened: number; issues: Issue[] }> {
    let opened = 0;
    let replan = unitsChanged;
    for (let round = 0; round < mostRounds; round += 1) {
      // Another version may be published meanwhile: the record never goes back to the one this began with.
      const campaign = (await campaigns.latest(id)) ?? given;
      const record = await ports.records.load(id);
      const advanced = await step(campaign, record, replan);
      for (const batch of advanced.open) {
        const opens = (await owed(batch)).map((one) => openCommand(campaign, batch, one));
        opened += await commands().openMany(campaign, opens, { account: 'system', via: 'worker' });
      }
      if (advanced.events.length === 0) {
        if (record) await afterCommit(record);
        return { opened, issues: [] };
      }
      const { next, events } = seal(record, advanced);
      // A lost commit means another process advanced it: the next round reads what it did.
      const outcome = await ports.records.commit(next, record?.revision ?? 0, events);
      if (outcome !== 'committed') continue;
      replan = false;
      await afterCommit(next);
    }
    return { opened, issues: [issue('app.case.busy', { source: 'command', pointer: '' }, { case: id })] };
  }

  return {
    async start(campaign) {
      await run(campaign.id, campaign);
      return (await ports.records.load(campaign.id))!;
    },
    async advance(id) {
      const campaign = await campaigns.latest(id);
      return campaign ? run(id, campaign) : { opened: 0, issues: [] };
    },
    async behind() {
      const found: { _id: string; nextWakeAt: Instant }[] = [];
      for (const id of await ports.definitions.campaigns()) {
        const [newest] = await ports.definitions.versions(id);
        const record = await ports.records.load(id);
        if (newest && record?.version !== newest.version)
          found.push({ _id: id, nextWakeAt: newest.publishedAt });
      }
      return found;
    },
    async unitsChanged(id) {
      const campaign = await campaigns.latest(id);
      return campaign && (await ports.records.load(id)) ? run(id, campaign, true) : { opened: 0, issues: [] };
    },
  };
}
