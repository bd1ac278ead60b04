import { dayOf } from '../calendar/index.ts';
import type { Case, OutboxEntry } from '../model/case.ts';
import type { Delivery } from '../model/delivery.ts';
import type { Instant } from '../model/time.ts';
import { indexDirectory } from '../organisation/index.ts';
import type { Campaign } from '../workflow/campaign.ts';
import type { Campaigns } from './campaigns.ts';
import type { DirectoryCache } from './directory.ts';
import type { Ports } from './ports.ts';
import { notificationValues } from './texts.ts';

/** Effects leaving a case: outbox -> deliveries -> the channel. */
export interface Handover {
  /** Resolves the due outbox entries of one case into deliveries, once, and clears them. */
  handOver(caseId: string): Promise<void>;
  /** The same for every case whose outbox is not empty. */
  handOverAll(): Promise<void>;
  /** Sends what is pending, at most 200; gives how many were dealt with for good. A reminder is dropped when its task is no longer open or no longer the person's. */
  deliver(): Promise<number>;
}

const page = 200;
const mostAttempts = 12;
const attempts = 8;

/** Makes the handover of a process. */
export function createHandover(ports: Ports, campaigns: Campaigns, directory: DirectoryCache): Handover {
  function isOpen(current: Case, entry: { task?: OutboxEntry['task'] }): boolean {
    if (!entry.task) return true;
    return current.tasks.some(
      (one) => one.id === entry.task!.id && one.generation === entry.task!.generation,
    );
  }

  async function peopleOf(audience: string[], campaign: Campaign): Promise<string[]> {
    const index = indexDirectory(await directory.current());
    const day = dayOf(ports.time.now(), campaign.timezone);
    const people = new Set<string>();
    for (const key of audience) {
      if (key.includes('/')) for (const account of index.holders(key, day)) people.add(account);
      else people.add(key);
    }
    return [...people];
  }

  async function deliveriesOf(current: Case, campaign: Campaign, entry: OutboxEntry): Promise<Delivery[]> {
    const notification = campaign.notifications[entry.template];
    if (!notification) throw new Error(`${campaign.id} has no notification ${entry.template}.`);
    const recipients = await peopleOf(entry.audience, campaign);
    const accounts = await ports.accounts.byIds(recipients);
    const now = ports.time.now();
    const link = `/ho-so/${current._id}`;
    return accounts
      .filter((account) => !account.disabled)
      .flatMap((account) =>
        notification.definition.channels.map((channel): Delivery => {
          const language = account.language ?? 'vi';
          const text = notification.texts[language] ?? notification.texts.vi!;
          const values = notificationValues(campaign, current, language, link);
          return {
            _id: ports.hash.text(JSON.stringify([entry.key, account._id, channel])),
            effectKey: entry.key,
            recipient: account._id,
            channel,
            case: current._id,
            template: entry.template,
            title: ports.texts.render(text.title, values),
            body: ports.texts.render(text.body, values),
            link,
            // An in-app message is delivered by being there.
            state: channel === 'inApp' ? 'sent' : 'pending',
            ...(channel === 'inApp' ? { sentAt: now } : {}),
            ...(entry.task ? { task: entry.task } : {}),
            createdAt: now,
            attempts: 0,
          };
        }),
      );
  }

  async function handOver(caseId: string): Promise<void> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const current = await ports.cases.load(caseId);
      const now = ports.time.now();
      const due = (current?.outbox ?? []).filter((entry) => !entry.notBefore || entry.notBefore <= now);
      if (!current || due.length === 0) return;
      const campaign = await campaigns.get(current.campaign, current.version);
      const made: Delivery[] = [];
      for (const entry of due)
        if (isOpen(current, entry)) made.push(...(await deliveriesOf(current, campaign, entry)));
      // The deliveries are there before the outbox is cleared: a break in between repeats them, and their
      // unique key makes the repetition nothing.
      if (made.length > 0) await ports.deliveries.add(made);
      const keys = new Set(due.map((entry) => entry.key));
      const left = (current.outbox ?? []).filter((entry) => !keys.has(entry.key));
      const cleared = await ports.cases.clearOutbox(
        caseId,
        current.revision,
        [...keys],
        nextWake(current, left),
      );
      if (made.some((one) => one.state === 'pending')) await ports.queue.deliver();
      if (cleared) return;
    }
  }

  async function stillWanted(delivery: Delivery): Promise<boolean> {
    if (!delivery.task || !delivery.case) return true;
    const current = await ports.cases.load(delivery.case);
    return current !== null && isOpen(current, delivery);
  }

  return {
    handOver,
    async handOverAll() {
      let after: string | undefined;
      for (;;) {
        const found = await ports.cases.withOutbox(page, after);
        for (const one of found) await handOver(one._id);
        if (found.length < page) return;
        after = found.at(-1)!._id;
      }
    },
    async deliver() {
      let settled = 0;
      for (const delivery of await ports.deliveries.pending(page)) {
        const now = ports.time.now();
        const [account] = await ports.accounts.byIds([delivery.recipient]);
        const reason = !account?.email ? 'no address' : (await stillWanted(delivery)) ? null : 'task closed';
        if (reason !== null) {
          await ports.deliveries.mark(delivery._id, 'dropped', now, reason);
          settled += 1;
        } else {
          try {
            await ports.mailer.send({
              to: account!.email!,
              subject: delivery.title,
              text: delivery.body,
              messageId: `<${delivery._id}@thidua>`,
            });
            await ports.deliveries.mark(delivery._id, 'sent', ports.time.now());
            settled += 1;
          } catch (error) {
            const state = delivery.attempts + 1 >= mostAttempts ? 'failed' : 'pending';
            await ports.deliveries.mark(
              delivery._id,
              state,
              now,
              error instanceof Error ? error.message : String(error),
            );
          }
        }
      }
      return settled;
    },
  };
}

/** When a case is next looked at, once its outbox holds only these entries. */
function nextWake(current: Case, outbox: OutboxEntry[]): Instant | undefined {
  return [
    ...current.wakes.map((wake) => wake.at),
    ...outbox.flatMap((entry) => entry.notBefore ?? []),
  ].sort()[0];
}
