import type { Language } from '../issues/index.ts';
import type { Viewer } from './access.ts';
import type { QueueView } from './views.ts';

/** What a queue page was asked for, from its address. */
export interface QueueAsked {
  tab?: 'mine' | 'unclaimed' | 'soon' | 'late' | 'waiting' | 'done' | 'all';
  search?: string;
  group?: string;
  period?: string;
  after?: string;
}

/** The reviewer's side: queues with counts. */
export interface Queues {
  queue(viewer: Viewer, asked: QueueAsked, language: Language): Promise<QueueView>;
  /** The case that should open after a decision on `after`, in the queue's order; null when the queue is empty. */
  next(viewer: Viewer, asked: QueueAsked, after: string | null): Promise<string | null>;
}
