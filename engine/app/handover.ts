import { dayOf } from '../calendar/index.ts';
import type { Account } from '../model/account.ts';
import type { Case, NotifyEntry } from '../model/case.ts';
import type { Delivery } from '../model/delivery.ts';
import type { Instant } from '../model/time.ts';
import { indexDirectory } from '../organisation/index.ts';
import type { ClearedOutbox } from '../ports/index.ts';
import type { Campaign } from '../workflow/campaign.ts';
import type { Campaigns } from './campaigns.ts';
import type { DirectoryCache } from './directory.ts';
import type { Ports } from './ports.ts';
import { notificationValues } from './texts.ts';

/** Effects leaving a case: outbox -> deliveries -> the channel. */
export interface Handover {
  /**
   * Resolves the due outbox entries of cases into deliveries, once, and clears them. Throws when one could not
   * be handed over, after all others were.
   */
  handOver(caseIds: string[]): Promise<void>;
  /** The same for every case whose outbox is not empty; one that could not be is logged and left. */
  handOverAll(): Promise<void>;
  /**
   * Sends what is pending, at most 200; gives how many were dealt with for good. What could not be sent waits
   * longer each time. A reminder is dropped when its task is no longer open.
   */
  deliver(): Promise<number>;
}

const page = 200;
/** With each pause twice as long as the one before, the last attempt comes 17 hours after the first. */
const mostAttempts = 12;
const firstPauseMs = 15_000;
const attempts = 8;
/** An answer this old is asked for again; shorter than a job's lock, after which others take it over. */
const freshMs = 1_000;
/** A store that is that slow all the time is believed in the end. */
const mostTries = 5;
/** Mails on their way at the same time. */
const atOnce = 16;

/** Makes the handover of a process. */
export function createHandover(ports: Ports, campaigns: Campaigns, directory: DirectoryCache): Handover {
  function isOpen(current: Case, entry: { task?: NotifyEntry['task'] }): boolean {
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

  async function deliveriesOf(
    current: Case,
    campaign: Campaign,
    entry: NotifyEntry,
    known: Map<string, Account>,
  ): Promise<Delivery[]> {
    const notification = campaign.notifications[entry.template];
    if (!notification) throw new Error(`${campaign.id} has no notification ${entry.template}.`);
    const recipients = await peopleOf(entry.audience, campaign);
    const unknown = recipients.filter((one) => !known.has(one));
    for (const account of await ports.accounts.byIds(unknown)) known.set(account._id, account);
    const accounts = recipients.flatMap((one) => known.get(one) ?? []);
    const now = ports.time.now();
    const link = `/ho-so/${current._id}`;
    return accounts
      .filter((account) => !account.disabled)
      .flatMap((account) =>
        notification.definition.channels.map((channel): Delivery => {
          const language = account.language ?? 'vi';
          const text = notification.texts[language] ?? notification.texts.vi!;
          const values = notificationValues(campaign, current, language, link, entry.refs);
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

  async function handOver(caseIds: string[]): Promise<void> {
    let left = caseIds;
    const failed: unknown[] = [];
    for (let attempt = 0; attempt < attempts && left.length > 0; attempt += 1) {
      const found = await ports.cases.loadMany(left);
      // One moment for all that follows: what falls due meanwhile is not cleared with what was handed over.
      const now = ports.time.now();
      const known = new Map<string, Account>();
      const made: Delivery[] = [];
      const cleared: ClearedOutbox[] = [];
      for (const current of found) {
        const due = dueOf(current, now);
        if (due.length === 0 && !wakesForNothing(current, now)) continue;
        try {
          const campaign = await campaigns.get(current.campaign, current.version);
          const own: Delivery[] = [];
          for (const entry of due)
            if (isOpen(current, entry)) own.push(...(await deliveriesOf(current, campaign, entry, known)));
          made.push(...own);
          cleared.push(
            clearing(
              current,
              due.map(({ key }) => key),
            ),
          );
        } catch (error) {
          // One case that cannot be handed over does not keep the others back.
          failed.push(error);
        }
      }
      // The deliveries are there before the outbox is cleared: a break in between repeats them, and their
      // unique key makes the repetition nothing.
      if (made.length > 0) await ports.deliveries.add(made);
      const held = cleared.length > 0 ? await ports.cases.clearOutboxes(cleared) : 0;
      if (made.some((one) => one.state === 'pending')) await ports.queue.deliver();
      left = held === cleared.length ? [] : cleared.map((one) => one.id);
    }
    if (failed.length > 0) throw failed[0];
  }

  /** Messages that leave now. What a dossier says to its cases leaves by commands upon them, not here. */
  function dueOf(current: Case, now: Instant): NotifyEntry[] {
    return (current.outbox ?? []).flatMap((entry) =>
      entry.kind === 'notify' && (!entry.notBefore || entry.notBefore <= now) ? [entry] : [],
    );
  }

  /** A hand-over while a command is decided leaves the command's wake for what was handed over. */
  function wakesForNothing({ nextWakeAt, wakes }: Case, now: Instant): boolean {
    return nextWakeAt !== undefined && nextWakeAt <= now && wakes.every(({ at }) => at > now);
  }

  /** Why a delivery is not sent any more; null when it still is to be. */
  function dropped(
    delivery: Delivery,
    account: Account | undefined,
    current: Case | undefined,
  ): string | null {
    if (!account?.email || account.disabled) return 'no address';
    if (delivery.task && delivery.case && !(current && isOpen(current, delivery))) return 'task closed';
    return null;
  }

  /** Sends one; false when it could not be sent and is tried again later. */
  async function send(delivery: Delivery, address: string): Promise<boolean> {
    try {
      await ports.mailer.send({
        to: address,
        subject: delivery.title,
        text: delivery.body,
        messageId: `<${delivery._id}@thidua>`,
      });
      await ports.deliveries.mark(delivery._id, 'sent', ports.time.now());
      return true;
    } catch (error) {
      const state = delivery.attempts + 1 >= mostAttempts ? 'failed' : 'pending';
      const reason = error instanceof Error ? error.message : String(error);
      await ports.deliveries.mark(delivery._id, state, ports.time.now(), reason);
      return state === 'failed';
    }
  }

  /**
   * Whether a delivery still waits, as of this moment: a process that stood still for a while does not trust
   * what it had asked before, since others may have sent it meanwhile.
   */
  async function isPending(id: string): Promise<boolean> {
    for (let tries = 1; ; tries += 1) {
      const asked = performance.now();
      const found = await ports.deliveries.byId(id);
      const isFresh = performance.now() - asked < freshMs;
      if (isFresh || tries === mostTries) return found?.state === 'pending';
    }
  }

  /** The oldest page of what waits and may be tried now. */
  async function nextDue(): Promise<Delivery[]> {
    const now = Date.parse(ports.time.now());
    let last: Delivery | undefined;
    for (;;) {
      const pending = await ports.deliveries.pending(page, last);
      const due = pending.filter((one) => one.attempts === 0 || now >= nextAttemptMs(one));
      if (due.length > 0 || pending.length < page) return due;
      last = pending.at(-1);
    }
  }

  return {
    handOver,
    async handOverAll() {
      let after: string | undefined;
      for (;;) {
        const found = await ports.cases.withOutbox(page, after);
        try {
          await handOver(found.map((one) => one._id));
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error);
          ports.log.error('a case could not be handed over', { error: reason });
        }
        if (found.length < page) return;
        after = found.at(-1)!._id;
      }
    },
    async deliver() {
      const due = await nextDue();
      const [accounts, cases] = await Promise.all([
        ports.accounts.byIds([...new Set(due.map((one) => one.recipient))]),
        ports.cases.loadMany([...new Set(due.flatMap((one) => one.case ?? []))]),
      ]);
      const people = new Map(accounts.map((one) => [one._id, one]));
      const standing = new Map(cases.map((one) => [one._id, one]));
      let settled = 0;
      for (let at = 0; at < due.length; at += atOnce) {
        const outcomes = await Promise.all(
          due.slice(at, at + atOnce).map(async (delivery) => {
            if (!(await isPending(delivery._id))) return true;
            const account = people.get(delivery.recipient);
            const reason = dropped(delivery, account, standing.get(delivery.case ?? ''));
            if (reason === null) return send(delivery, account!.email!);
            await ports.deliveries.mark(delivery._id, 'dropped', ports.time.now(), reason);
            return true;
          }),
        );
        settled += outcomes.filter(Boolean).length;
      }
      return settled;
    },
  };
}

/** How entries of a case's outbox are cleared once they have left, and when the case is looked at next. */
export function clearing(current: Case, keys: string[]): ClearedOutbox {
  const rest = (current.outbox ?? []).filter((entry) => !keys.includes(entry.key));
  const later = [...current.wakes.map((wake) => wake.at), ...rest.flatMap((entry) => entry.notBefore ?? [])];
  return {
    id: current._id,
    revision: current.revision,
    keys,
    empty: rest.length === 0,
    nextWakeAt: later.sort()[0],
  };
}

/** When a delivery that could not be sent is tried again. */
function nextAttemptMs({ createdAt, attempts }: Delivery): number {
  return Date.parse(createdAt) + firstPauseMs * 2 ** attempts;
}
