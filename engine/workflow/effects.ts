import type { Case, OutboxEntry, Task } from '../model/case.ts';
import type { Audience, Notification } from '../model/generated/definitions.ts';
import type { Instant } from '../model/time.ts';
import { audienceKinds } from './audiences/index.ts';
import type { Campaign } from './campaign.ts';
import type { MessageData } from './events/message-data.ts';
import { laterBy } from './moments.ts';
import type { Turn } from './turn.ts';

/** The occasion of a notification, `on` in its definition. */
export type Occasion = NonNullable<Notification['on']>;

/**
 * The key of an effect: `<record>/<step>/<visit>/<rule id, or cmd:<client key>>/<slot>/<generation>`. The same
 * occasion always gives the same key, so that nothing is ever delivered twice.
 */
export function effectKey(
  record: string,
  step: string,
  visit: number,
  cause: string,
  slot: string,
  generation: number,
): string {
  return `${record}/${step}/${visit}/${cause}/${slot}/${generation}`;
}

/** What a message is about. */
export interface About {
  step: string;
  visit: number;
  /** The task that must still be open when it is delivered. */
  task?: Task;
  action?: string;
}

/** Whom a notification tells when its definition does not say. */
const usualAudience: Readonly<Record<Occasion, Audience['kind']>> = {
  tasked: 'assignee',
  submitted: 'submitter',
  returned: 'submitter',
  decided: 'submitter',
  ended: 'submitter',
  corrected: 'submitter',
};

/**
 * Puts the notifications of an occasion into the outbox and gives them, for the event that causes them; undefined
 * where there are none.
 */
export function announce(turn: Turn, on: Occasion, about: About): MessageData[] | undefined {
  let messages: MessageData[] | undefined;
  for (const notification of announcedOn(turn, on)) {
    const to = notification.to ?? ({ kind: usualAudience[on] } as Audience);
    const key = effectKey(
      turn.state._id,
      about.step,
      about.visit,
      `cmd:${turn.command.key}`,
      notification.id,
      about.task?.generation ?? 1,
    );
    const message = tell(turn, key, notification.id, audienceOf(turn, to, about.task), about);
    if (message) messages = [...(messages ?? []), message];
  }
  return messages;
}

/** Puts one message into the outbox and gives it; null when there is nobody to tell. */
export function tell(
  turn: Turn,
  key: string,
  template: string,
  audience: string[],
  { step, visit, task, action }: About,
): MessageData | null {
  if (audience.length === 0) return null;
  const refs = [`step:${step}.${visit}`];
  if (action !== undefined) refs.push(`action:${action}`);
  const message: MessageData = { key, template, audience, refs };
  if (task) message.task = { id: task.id, generation: task.generation };
  const { context, campaign } = turn;
  turn.heldUntil ??= heldUntil(campaign, context.now, context.actor);
  turn.effects.push(outboxEntry(message, context.now, turn.heldUntil));
  return message;
}

function outboxEntry(message: MessageData, at: Instant, until: Instant): OutboxEntry {
  const entry: OutboxEntry = { ...message, kind: 'notify', at };
  if (until > at) entry.notBefore = until;
  return entry;
}

/** What a person's act caused waits until the act can no longer be undone; what the system does leaves at once. */
function heldUntil({ undoSeconds }: Campaign, at: Instant, actor: string): Instant {
  return actor === 'system' || undoSeconds === 0 ? at : laterBy(at, undoSeconds * 1000);
}

/**
 * Every message the events in a case's document ever put into the outbox, but for those of acts taken back: what
 * the outbox is rebuilt from, once the messages already delivered are taken out.
 */
export function outboxOf(campaign: Campaign, { history }: Pick<Case, 'history'>): OutboxEntry[] {
  const undone = new Set(
    history.flatMap(({ type, data }) => (type === 'undone' ? (data['of'] as number[]) : [])),
  );
  return history
    .filter(({ seq }) => !undone.has(seq))
    .flatMap(({ data, at, actor }) =>
      ((data['effects'] as MessageData[] | undefined) ?? []).map((one) =>
        outboxEntry(one, at, heldUntil(campaign, at, actor)),
      ),
    );
}

/** The keys an audience means, each once. */
export function audienceOf(turn: Turn, audience: Audience, task?: Task): string[] {
  const keys = audienceKinds.of(audience.kind).keys(audience, turn, task);
  return keys.length < 2 ? keys : [...new Set(keys)];
}

const byOccasion = new WeakMap<object, Map<Occasion, Notification[]>>();

function announcedOn({ campaign: { notifications } }: Turn, on: Occasion): readonly Notification[] {
  let occasions = byOccasion.get(notifications);
  if (!occasions) {
    occasions = new Map();
    for (const { definition } of Object.values(notifications))
      if (definition.on !== undefined)
        occasions.set(definition.on, [...(occasions.get(definition.on) ?? []), definition]);
    byOccasion.set(notifications, occasions);
  }
  return occasions.get(on) ?? none;
}

const none: readonly Notification[] = [];
