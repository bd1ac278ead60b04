import type {
  Case,
  GatherEntry,
  LineSays,
  LinesEntry,
  NotifyEntry,
  OutboxEntry,
  Task,
} from '../model/case.ts';
import type { UnsealedEvent } from '../model/event.ts';
import type { Audience, Notification } from '../model/generated/definitions.ts';
import type { Instant } from '../model/time.ts';
import { audienceKinds } from './audiences/index.ts';
import type { Campaign } from './campaign.ts';
import type { HandedData } from './events/handed-data.ts';
import type { MessageData } from './events/message-data.ts';
import type { ScheduledData } from './events/scheduled.ts';
import { laterBy } from './moments.ts';
import type { Turn } from './turn.ts';
import { undoneEvents } from './undone.ts';

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
  /** How many late cases a reminder sent by a person speaks of. */
  speaksOf?: number;
}

/** Whom a notification tells when its definition does not say. */
const usualAudience: Readonly<Record<Occasion, Audience['kind']>> = {
  tasked: 'assignee',
  submitted: 'submitter',
  returned: 'submitter',
  decided: 'submitter',
  ended: 'submitter',
  corrected: 'submitter',
  reminded: 'assignee',
};

/**
 * Puts the notifications of an occasion into the outbox and gives them, for the event that causes them; undefined
 * where there are none.
 */
export function announce(turn: Turn, on: Occasion, about: About): MessageData[] | undefined {
  const announcements = announcedOn(turn.campaign, on);
  if (announcements.length === 0) return undefined;
  let messages: MessageData[] | undefined;
  const { step, visit, task } = about;
  for (const { template, to, entries } of announcements) {
    if (entries && !entries.includes(turn.entry.id)) continue;
    const cause = `cmd:${turn.command.key}`;
    const key = effectKey(turn.state._id, step, visit, cause, template, task?.generation ?? 1);
    const message = tell(turn, key, template, audienceOf(turn, to, task), about);
    if (!message) continue;
    if (messages) messages.push(message);
    else messages = [message];
  }
  return messages;
}

/** Puts one message into the outbox and gives it; null when there is nobody to tell. */
export function tell(
  turn: Turn,
  key: string,
  template: string,
  audience: string[],
  { step, visit, task, action, speaksOf }: About,
): MessageData | null {
  if (audience.length === 0) return null;
  const at = `step:${step}.${visit}`;
  const refs = action === undefined ? [at] : [at, `action:${action}`];
  if (speaksOf !== undefined) refs.push(`late:${speaksOf}`);
  const message: MessageData = { key, template, audience, refs };
  if (task) message.task = { id: task.id, generation: task.generation };
  const { context, campaign } = turn;
  turn.heldUntil ??= heldUntil(campaign, context.now, context.actor);
  turn.effects.push(outboxEntry(message, context.now, turn.heldUntil));
  return message;
}

/**
 * Puts lines of a dossier into the outbox, so that their cases do what it says, and gives them for the event that
 * says it; undefined without lines. What was decided waits until it can no longer be undone.
 */
export function handLines(
  turn: Turn,
  step: string,
  visit: number,
  lines: number[],
  says: LineSays,
): HandedData | undefined {
  if (lines.length === 0) return undefined;
  const { context, campaign, onBehalfOf } = turn;
  const key = effectKey(turn.state._id, step, visit, `cmd:${turn.command.key}`, `lines-${turn.seq + 1}`, 1);
  const handed: HandedData = { key, lines, says };
  turn.effects.push(linesEntry(campaign, handed, context.now, context.actor, onBehalfOf));
  return handed;
}

/** Lines always have a moment from which they leave: it is the wake that takes them up again after a break. */
function linesEntry(
  campaign: Campaign,
  { key, lines, says }: HandedData,
  at: Instant,
  by: string,
  onBehalfOf: string | undefined,
): LinesEntry {
  const notBefore = says === 'decided' ? heldUntil(campaign, at, by) : at;
  const entry: LinesEntry = { key, kind: 'lines', lines, says, by, notBefore, at };
  if (onBehalfOf !== undefined) entry.onBehalfOf = onBehalfOf;
  return entry;
}

/** Puts into the outbox that the step of a case gathers by itself now. */
export function handGather(
  turn: Turn,
  step: string,
  visit: number,
  due: Instant,
): NonNullable<ScheduledData['gather']> {
  const gather = { key: effectKey(turn.state._id, step, visit, 'gather', '0', 1), step, visit, due };
  turn.effects.push(gatherEntry(gather, turn.context.now));
  return gather;
}

function gatherEntry(gather: NonNullable<ScheduledData['gather']>, at: Instant): GatherEntry {
  return { ...gather, kind: 'gather', notBefore: at, at };
}

function outboxEntry(message: MessageData, at: Instant, until: Instant): NotifyEntry {
  const { key, template, audience, refs, task } = message;
  const entry: NotifyEntry = task
    ? { key, template, audience, refs, task, kind: 'notify', at }
    : { key, template, audience, refs, kind: 'notify', at };
  if (until > at) entry.notBefore = until;
  return entry;
}

/** What a person's act caused waits until the act can no longer be undone; what the system does leaves at once. */
function heldUntil({ undoSeconds }: Campaign, at: Instant, actor: string): Instant {
  return actor === 'system' || undoSeconds === 0 ? at : laterBy(at, undoSeconds * 1000);
}

/**
 * Everything the events in a case's document ever put into the outbox, but for that of acts taken back: what the
 * outbox is rebuilt from, once what has left already is taken out.
 */
export function outboxOf(campaign: Campaign, { history }: Pick<Case, 'history'>): OutboxEntry[] {
  const undone = undoneEvents(history);
  return history.filter(({ seq }) => !undone.has(seq)).flatMap((event) => leavingBy(campaign, event));
}

/** What one event put into the outbox. */
function leavingBy(campaign: Campaign, event: UnsealedEvent): OutboxEntry[] {
  const { data, at, actor, onBehalfOf } = event;
  const until = heldUntil(campaign, at, actor);
  const messages = (data['effects'] as MessageData[] | undefined) ?? [];
  const leaving: OutboxEntry[] = messages.map((one) => outboxEntry(one, at, until));
  const handed = data['handed'] as HandedData | undefined;
  if (handed) leaving.push(linesEntry(campaign, handed, at, actor, onBehalfOf));
  const gather = data['gather'] as ScheduledData['gather'];
  if (gather) leaving.push(gatherEntry(gather, at));
  return leaving;
}

/** The keys an audience means, each once. */
export function audienceOf(turn: Turn, audience: Audience, task?: Task): string[] {
  const keys = audienceKinds.of(audience.kind).keys(audience, turn, task);
  return keys.length < 2 ? keys : [...new Set(keys)];
}

/** A notification of an occasion, and whom it tells. */
interface Announcement {
  template: string;
  to: Audience;
  /** The entries whose cases it is about; every entry without. */
  entries?: readonly string[] | undefined;
}

type Announcements = Readonly<Record<Occasion, readonly Announcement[]>>;

const byOccasion = new WeakMap<Campaign, Announcements>();

/** The notifications of an occasion. */
export function announcedOn(campaign: Campaign, on: Occasion): readonly Announcement[] {
  let announcements = byOccasion.get(campaign);
  if (!announcements) {
    announcements = announcementsOf(campaign);
    byOccasion.set(campaign, announcements);
  }
  return announcements[on];
}

function announcementsOf({ notifications }: Campaign): Announcements {
  const of = (occasion: Occasion): Announcement[] =>
    Object.values(notifications)
      .filter(({ definition }) => definition.on === occasion)
      .map(({ definition: { id, to, entries } }) => ({
        template: id,
        entries,
        to: to ?? ({ kind: usualAudience[occasion] } as Audience),
      }));
  return {
    tasked: of('tasked'),
    submitted: of('submitted'),
    returned: of('returned'),
    decided: of('decided'),
    ended: of('ended'),
    corrected: of('corrected'),
    reminded: of('reminded'),
  };
}
