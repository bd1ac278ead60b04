import type { OutboxEntry, Task } from '../model/case.ts';
import type { Audience, Notification } from '../model/generated/definitions.ts';
import { audienceKinds } from './audiences/index.ts';
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
 * Puts the notifications of an occasion into the outbox and gives their keys. Those of a person's act wait until
 * it can no longer be undone.
 */
export function announce(turn: Turn, on: Occasion, about: About): string[] {
  const keys: string[] = [];
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
    if (tell(turn, key, notification.id, audienceOf(turn, to, about.task), about)) keys.push(key);
  }
  return keys;
}

/** Puts one message into the outbox; false when there is nobody to tell. */
export function tell(
  turn: Turn,
  key: string,
  template: string,
  audience: string[],
  { step, visit, task, action }: About,
): boolean {
  if (audience.length === 0) return false;
  const { context, campaign } = turn;
  const refs = [`step:${step}.${visit}`];
  if (action !== undefined) refs.push(`action:${action}`);
  const entry: OutboxEntry = { key, kind: 'notify', audience, template, refs, at: context.now };
  if (task) entry.task = { id: task.id, generation: task.generation };
  if (context.actor !== 'system' && campaign.undoSeconds > 0)
    entry.notBefore = laterBy(context.now, campaign.undoSeconds * 1000);
  turn.effects.push(entry);
  return true;
}

/** The keys an audience means, each once. */
export function audienceOf(turn: Turn, audience: Audience, task?: Task): string[] {
  return [...new Set(audienceKinds.of(audience.kind).keys(audience, turn, task))];
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
