import type { Language } from '../issues/index.ts';
import type { Delivery } from '../model/delivery.ts';
import type { Viewer } from './access.ts';
import type { Campaigns } from './campaigns.ts';
import type { Ports } from './ports.ts';
import { shownInstant } from './texts.ts';
import type { MessageLine } from './views.ts';

/** Messages in the app, and for the administrator the mails that left the house. */
export interface Inbox {
  messages(viewer: Viewer, after: string | null): Promise<{ lines: MessageLine[]; more: string | null }>;
  unread(account: string): Promise<number>;
  markRead(viewer: Viewer, ids: string[]): Promise<void>;
  mails(
    after: string | null,
    language: Language,
  ): Promise<{ lines: (MessageLine & { to: string; state: string })[]; more: string | null }>;
}

const page = 50;

/** Makes the inbox use cases. */
export function createInbox(ports: Ports, campaigns: Campaigns): Inbox {
  const zone = () => campaigns.timezone();

  async function lineOf(delivery: Delivery): Promise<MessageLine> {
    return {
      id: delivery._id,
      title: delivery.title,
      body: delivery.body,
      at: shownInstant(delivery.createdAt, await zone()),
      ...(delivery.link ? { href: delivery.link } : {}),
      read: delivery.readAt !== undefined,
    };
  }

  function more(found: Delivery[]): string | null {
    return found.length > page ? cursorOf(found[page - 1]!) : null;
  }

  return {
    async messages(viewer, after) {
      const found = await ports.deliveries.inbox(viewer.account._id, after, page + 1);
      return { lines: await Promise.all(found.slice(0, page).map(lineOf)), more: more(found) };
    },
    unread: (account) => ports.deliveries.unread(account),
    markRead: (viewer, ids) => ports.deliveries.markRead(viewer.account._id, ids, ports.time.now()),
    async mails(after, language) {
      const found = await ports.deliveries.mails(after, page + 1);
      const accounts = await ports.accounts.byIds([...new Set(found.map((one) => one.recipient))]);
      const address = new Map(accounts.map((one) => [one._id, one.email ?? '']));
      const lines = await Promise.all(
        found.slice(0, page).map(async (one) => ({
          ...(await lineOf(one)),
          to: address.get(one.recipient) ?? '',
          state: mailStates[one.state][language],
        })),
      );
      return { lines, more: more(found) };
    },
  };
}

const mailStates: Record<Delivery['state'], Record<Language, string>> = {
  pending: { vi: 'Đang chờ gửi', en: 'Waiting to be sent' },
  sent: { vi: 'Đã gửi', en: 'Sent' },
  dropped: { vi: 'Không gửi', en: 'Not sent' },
  failed: { vi: 'Gửi không được', en: 'Could not be sent' },
};

/** Where the next page begins: newest first, by time and id. */
function cursorOf(delivery: Delivery): string {
  return `${delivery.createdAt}|${delivery._id}`;
}
