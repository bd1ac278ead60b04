import type { Instant } from './time.ts';

/** One message to one person on one channel; unique by effect key, recipient and channel. */
export interface Delivery {
  _id: string;
  effectKey: string;
  recipient: string;
  channel: string;
  case?: string;
  template: string;
  /** The text as shown, already filled. No personal data. */
  title: string;
  body: string;
  link?: string;
  /** The task and generation that must still be open when it is sent. */
  task?: { id: string; generation: number };
  state: 'pending' | 'sent' | 'dropped' | 'failed';
  createdAt: Instant;
  sentAt?: Instant;
  readAt?: Instant;
  attempts: number;
  reason?: string;
}
