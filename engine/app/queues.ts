import type { Language } from '../issues/index.ts';
import type { QueueQuery, QueueRow } from '../ports/index.ts';
import { foldText } from '../workflow/index.ts';
import type { Viewer } from './access.ts';
import type { Campaigns } from './campaigns.ts';
import { lineOf } from './lines.ts';
import { withSubjects } from './organisation/subject-names.ts';
import type { Ports } from './ports.ts';
import { said } from './texts.ts';
import type { QueueView } from './views.ts';

/** The tabs of a queue, in order. */
export const queueTabs = ['todo', 'mine', 'unclaimed', 'soon', 'late', 'waiting', 'done'] as const;

/** What a queue page was asked for, from its address. */
export interface QueueAsked {
  tab?: (typeof queueTabs)[number];
  search?: string;
  group?: string;
  after?: string;
}

/** The reviewer's side: queues with counts. */
export interface Queues {
  queue(viewer: Viewer, asked: QueueAsked, language: Language): Promise<QueueView>;
  /** The case that should open after a decision on `after`, in the queue's order; null when the queue is empty. */
  next(viewer: Viewer, asked: QueueAsked, after: string | null): Promise<string | null>;
}

const page = 50;
const soonMs = 86_400_000;
const mostCounted = 1000;

const titles: Record<(typeof queueTabs)[number], Record<Language, string>> = {
  todo: { vi: 'Cần làm', en: 'To do' },
  mine: { vi: 'Của tôi', en: 'Mine' },
  unclaimed: { vi: 'Chưa ai nhận', en: 'Unclaimed' },
  soon: { vi: 'Sắp hạn', en: 'Due soon' },
  late: { vi: 'Quá hạn', en: 'Overdue' },
  waiting: { vi: 'Chờ bổ sung', en: 'Waiting' },
  done: { vi: 'Đã xong', en: 'Done' },
};

/** Makes the queue use cases. */
export function createQueues(ports: Ports, campaigns: Campaigns): Queues {
  /** The keys and range of a tab. Everything a viewer is shown comes from their own keys. */
  function queryOf(
    viewer: Viewer,
    tab: (typeof queueTabs)[number],
    asked: QueueAsked,
  ): Omit<QueueQuery, 'limit'> {
    const now = ports.time.now();
    const open = viewer.keys.map((key) => `open|${key}`);
    const mine = [`claimed|${viewer.account._id}`];
    const common = asked.group ? { group: asked.group } : {};
    const soon = new Date(Date.parse(now) + soonMs).toISOString();
    if (tab === 'mine') return { ...common, keys: mine };
    if (tab === 'unclaimed') return { ...common, keys: open };
    if (tab === 'soon') return { ...common, keys: [...mine, ...open], dueFrom: now, dueBefore: soon };
    if (tab === 'late') return { ...common, keys: [...mine, ...open], dueBefore: now };
    if (tab === 'waiting') return { ...common, keys: viewer.keys.map((key) => `waiting|${key}`) };
    if (tab === 'done') return { ...common, keys: [`done|${viewer.account._id}`] };
    return { ...common, keys: [...mine, ...open] };
  }

  function cursorOf(text: string | undefined): QueueQuery['after'] {
    if (!text) return undefined;
    const at = text.indexOf('|');
    return at < 0 ? undefined : { dueAt: text.slice(0, at) || null, _id: text.slice(at + 1) };
  }

  function shownCount(count: number): string {
    return count > mostCounted ? '1.000+' : String(count);
  }

  function address(asked: QueueAsked, changes: Partial<QueueAsked>): string {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...asked, ...changes }))
      if (value) parameters.set(name, value);
    const text = parameters.toString();
    return text ? `/hang-doi?${text}` : '/hang-doi';
  }

  /** Rows that a search finds among a tab's: the rarest word is looked up, the rest is told from the rows. */
  function searched(
    viewer: Viewer,
    tab: (typeof queueTabs)[number],
    asked: QueueAsked,
    found: QueueRow[],
  ): QueueRow[] {
    const { keys, dueFrom, dueBefore, group } = queryOf(viewer, tab, asked);
    const wanted = new Set(keys);
    return found.filter(
      (row) =>
        (row.queueKeys ?? []).some((key) => wanted.has(key)) &&
        (!group || row.group === group) &&
        (!dueFrom || (row.dueAt !== undefined && row.dueAt >= dueFrom)) &&
        (!dueBefore || (row.dueAt !== undefined && row.dueAt < dueBefore)),
    );
  }

  /**
   * Everything a search may find, in the queue's order. What a person holds is read whole while it is at most
   * 1,000 rows; beyond that the rarest word is looked up among all cases, and only its first 200 are seen.
   */
  async function find(viewer: Viewer, search: string): Promise<QueueRow[]> {
    const words = foldText(search)
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '');
    if (words.length === 0) return [];
    const held: QueueRow[] = [];
    for (const tab of ['todo', 'waiting', 'done'] as const) {
      const rows = await ports.cases.queue({ ...queryOf(viewer, tab, {}), limit: mostCounted + 1 });
      if (rows.length > mostCounted) {
        held.push(...(await ports.cases.search(words)));
        break;
      }
      held.push(...rows);
    }
    return [...new Map(held.map((row) => [row._id, row])).values()]
      .filter((row) => words.every((word) => (row.searchWords ?? []).some((one) => one.startsWith(word))))
      .sort((a, b) => ((a.dueAt ?? '9') < (b.dueAt ?? '9') ? -1 : 1));
  }

  return {
    async queue(viewer, asked, language) {
      const tab = asked.tab ?? 'todo';
      const after = cursorOf(asked.after);
      const published = await campaigns.all();
      const found = asked.search ? await find(viewer, asked.search) : null;
      const counts = await Promise.all(
        queueTabs.map(async (one) =>
          found ? searched(viewer, one, asked, found).length : ports.cases.count(queryOf(viewer, one, asked)),
        ),
      );
      const rows = found
        ? searched(viewer, tab, asked, found)
        : await ports.cases.queue({
            ...queryOf(viewer, tab, asked),
            ...(after ? { after } : {}),
            limit: page + 1,
          });
      const now = ports.time.now();
      const shown = await Promise.all(
        rows.slice(0, page).map(async (row) => {
          const campaign = await campaigns.get(row.campaign, row.version);
          return { line: lineOf(row, campaign, viewer, now, language), row, campaign };
        }),
      );
      const lines = await withSubjects(ports, viewer, shown);
      const last = !found && rows.length > page ? rows[page - 1]! : null;
      const all = { vi: 'Tất cả', en: 'All' }[language];
      return {
        tabs: queueTabs.map((id, index) => ({
          id,
          title: titles[id][language],
          count: shownCount(counts[index]!),
          href: address(asked, { tab: id, after: '' }),
          current: id === tab,
        })),
        search: asked.search ?? '',
        filters: [
          {
            name: 'group',
            label: { vi: 'Nhóm', en: 'Group' }[language],
            options: [
              { value: '', label: all, selected: !asked.group },
              ...published
                .flatMap((campaign) => campaign.groups)
                .map((group) => ({
                  value: group.id,
                  label: `${group.number ? `${group.number}. ` : ''}${said(group.title, language)}`,
                  selected: asked.group === group.id,
                })),
            ],
          },
        ],
        lines,
        ...(last ? { more: address(asked, { after: `${last.dueAt ?? ''}|${last._id}` }) } : {}),
        emptyTitle: { vi: 'Không có hồ sơ nào ở đây', en: 'Nothing here' }[language],
        emptyHelp:
          asked.search || asked.group
            ? { vi: 'Hãy bỏ bớt điều kiện tìm.', en: 'Try fewer filters.' }[language]
            : {
                vi: 'Hồ sơ được gửi đến sẽ hiện ở đây, hồ sơ đến hạn trước đứng trên.',
                en: 'Cases sent to you appear here, those due first on top.',
              }[language],
      };
    },
    async next(viewer, asked, after) {
      const tab = asked.tab ?? 'todo';
      const rows = asked.search
        ? searched(viewer, tab, asked, await find(viewer, asked.search))
        : await ports.cases.queue({ ...queryOf(viewer, tab, asked), limit: 2 });
      return rows.find((row) => row._id !== after)?._id ?? null;
    },
  };
}
