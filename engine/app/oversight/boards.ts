import type { Language } from '../../issues/index.ts';
import { sentence } from '../../issues/index.ts';
import type { Unit } from '../../model/organisation.ts';
import type { QueueRow } from '../../ports/index.ts';
import { liesBelow, seesUpTo, type Viewer } from '../access.ts';
import type { Campaigns } from '../campaigns.ts';
import { describeCampaign } from '../descriptions.ts';
import { byDue, lineOf } from '../lines.ts';
import type { Ports } from '../ports.ts';
import { said, shownInstant, shownPeriodOf } from '../texts.ts';
import type { BoardView, CampaignLine, StateView } from '../views.ts';
import { openedPeriod, overseen, rowsOfPeriod, rowUnit, unitAbove, unitsReaching } from './oversight.ts';

/** The officer's side: who has not submitted; and campaigns as the administrator sees them. */
export interface Boards {
  /** Null when nothing of the campaign is theirs to see. */
  board(
    viewer: Viewer,
    campaign: string,
    asked: { period?: string; unit?: string },
    language: Language,
  ): Promise<BoardView | null>;
  /** Campaigns whose board this person may open. */
  campaignsOf(viewer: Viewer, language: Language): Promise<{ id: string; title: string }[]>;
  /** Published campaigns with versions, what they say, and the result of checking. */
  campaigns(language: Language): Promise<CampaignLine[]>;
}

interface Tally {
  owed: number;
  sent: number;
  late: number;
  done: number;
}

/** Makes the board use cases. */
export function createBoards(ports: Ports, campaigns: Campaigns): Boards {
  function add(tally: Tally, row: QueueRow, now: string): void {
    tally.owed += 1;
    if (row.state === 'ended') tally.done += 1;
    if (row.submission) tally.sent += 1;
    else if (row.dueAt && row.dueAt < now) tally.late += 1;
  }

  function toneOf(tally: Tally): StateView['tone'] {
    if (tally.late > 0) return 'late';
    if (tally.owed > 0 && tally.done === tally.owed) return 'done';
    return 'neutral';
  }

  return {
    async board(viewer, id, asked, language) {
      const campaign = await campaigns.latest(id);
      const [top] = campaign ? overseen(campaign, viewer) : [];
      if (!campaign || !top) return null;
      // A unit that was opened is looked at from within; one that is not theirs is as if it were not there.
      const above = asked.unit && liesBelow(viewer, asked.unit, top, undefined) ? asked.unit : top;
      const record = await ports.records.load(id);
      // A period that is being opened is shown as far as it has come.
      const opened = [...(record?.opened ?? []), ...Object.keys(record?.opening ?? {})].map((key) =>
        openedPeriod(campaign, key),
      );
      const periods = [...new Set(opened.map(([, period]) => period))].sort().reverse();
      const period = asked.period && periods.includes(asked.period) ? asked.period : periods[0];
      const entries = Object.values(campaign.entries).filter((entry) =>
        opened.some(([one, at]) => one === entry.id && at === period),
      );
      const now = ports.time.now();
      const byUnit = new Map<string, { unit: Unit; tallies: Tally[]; rows: QueueRow[] }>();
      const totals = entries.map((): Tally => ({ owed: 0, sent: 0, late: 0, done: 0 }));
      const reaching = unitsReaching(viewer, above);
      const columns = period
        ? await Promise.all(entries.map((entry) => rowsOfPeriod(ports, campaign, entry.id, period, reaching)))
        : [];
      for (const [column, rows] of columns.entries())
        for (const row of rows) {
          const own = row.unit.routedTo ?? row.unit.uid;
          if (above !== top && !liesBelow(viewer, own, above, undefined)) continue;
          const unit = rowUnit(viewer, own, above);
          if (!unit || seesUpTo(campaign, row, viewer) === null) continue;
          let line = byUnit.get(unit.uid);
          if (!line) {
            line = { unit, tallies: entries.map(() => ({ owed: 0, sent: 0, late: 0, done: 0 })), rows: [] };
            byUnit.set(unit.uid, line);
          }
          line.rows.push(row);
          add(line.tallies[column]!, row, now);
          add(totals[column]!, row, now);
        }
      const late = totals.reduce((all, one) => all + one.late, 0);
      const upTo = unitAbove(viewer, above, top);
      const names = new Intl.Collator('vi', { numeric: true });
      const rows = [...byUnit.values()].sort((a, b) => names.compare(a.unit.name, b.unit.name));
      const name = viewer.index.unit(above)?.name ?? above;
      // One unit that has nothing below it is shown case by case.
      const within = above === top ? undefined : rows.find((row) => row.unit.uid === above);
      const sum = totals.reduce((all, one) => ({ owed: all.owed + one.owed, sent: all.sent + one.sent }), {
        owed: 0,
        sent: 0,
      });
      return {
        campaign: id,
        periods: periods.map((value) => ({
          id: value,
          title: shownPeriodOf(campaign, value, language),
          selected: value === period,
        })),
        columns: entries.map((entry) => {
          const group = campaign.groups.find((one) => one.id === entry.group);
          return {
            id: entry.id,
            title: said(entry.title, language),
            short: group?.number ? String(group.number) : said(entry.title, language),
          };
        }),
        rows: rows.map(({ unit, tallies }) => {
          const href = `/bang?campaign=${id}&period=${period}&unit=${unit.uid}`;
          return {
            unit: unit.uid,
            name: unit.name,
            href,
            cells: tallies.map((tally) => ({
              ...tally,
              tone: toneOf(tally),
              href,
              words:
                language === 'vi'
                  ? `${tally.sent} đã gửi trên ${tally.owed} phải nộp, ${tally.late} quá hạn, ${tally.done} đã xong`
                  : `${tally.sent} sent of ${tally.owed} owed, ${tally.late} overdue, ${tally.done} done`,
            })),
          };
        }),
        totals,
        ...(within
          ? {
              within: {
                unit: within.unit.uid,
                name: within.unit.name,
                lines: within.rows.map((row) => lineOf(row, campaign, viewer, now, language)).sort(byDue),
              },
            }
          : {}),
        ...(above === top
          ? {}
          : {
              path: {
                name,
                up: `/bang?campaign=${id}&period=${period}${upTo === null ? '' : `&unit=${upTo}`}`,
              },
            }),
        ...(late > 0 && overseen(campaign, viewer, (rule) => rule.remind === true).length > 0
          ? {
              remind: {
                href: `/bang/nhac?campaign=${id}&period=${period}${above === top ? '' : `&unit=${above}`}`,
                late,
              },
            }
          : {}),
        summary:
          language === 'vi'
            ? `Đã gửi ${shownNumber(sum.sent, 'vi')} trên ${shownNumber(sum.owed, 'vi')} báo cáo phải nộp.`
            : `${shownNumber(sum.sent, 'en')} of ${shownNumber(sum.owed, 'en')} owed reports were sent.`,
      };
    },
    async campaignsOf(viewer, language) {
      return (await campaigns.all())
        .filter((campaign) => overseen(campaign, viewer).length > 0)
        .map((campaign) => ({ id: campaign.id, title: said(campaign.title, language) }));
    },
    async campaigns(language) {
      return Promise.all(
        (await campaigns.all()).map(async (campaign): Promise<CampaignLine> => {
          const versions = await ports.definitions.versions(campaign.id);
          const stored = await ports.definitions.version(campaign.id, campaign.version);
          const checked = stored ? await campaigns.check(stored.files) : null;
          const people = await ports.accounts.byIds([...new Set(versions.map((one) => one.publishedBy))]);
          return {
            id: campaign.id,
            title: said(campaign.title, language),
            versions: versions.map((one) => ({
              number: one.number,
              version: one.version,
              at: shownInstant(one.publishedAt, campaign.timezone),
              by: people.find((person) => person._id === one.publishedBy)?.name ?? one.publishedBy,
              ...(one.note ? { note: one.note } : {}),
              current: one.version === campaign.version,
            })),
            issues: (checked?.issues ?? []).map((one) => ({
              severity: one.severity,
              sentence: sentence(one, language),
              place: `${one.source}${one.pointer}`,
            })),
            ...describeCampaign(campaign, language),
          };
        }),
      );
    },
  };
}

/** A number with the thousands marked as the language marks them. */
function shownNumber(number: number, language: Language): string {
  return number.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB');
}
