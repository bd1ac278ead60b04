import { isSmallCount, maySee, showNumber, type TotalWay, totalOf, totalWayOf } from '../../forms/index.ts';
import type { Language } from '../../issues/index.ts';
import type { Sensitivity } from '../../model/generated/definitions.ts';
import type { Decimal } from '../../model/time.ts';
import type { SubmittedRow } from '../../ports/index.ts';
import type { Campaign, CompiledEntry } from '../../workflow/campaign.ts';
import { caseCode, submissionMarks } from '../../workflow/index.ts';
import { liesBelow, mayExport, seesUpTo, type Viewer } from '../access.ts';
import { audit } from '../audit.ts';
import type { Campaigns } from '../campaigns.ts';
import { entriesAsked } from '../case-names.ts';
import type { Ports } from '../ports.ts';
import { said, shownPeriodOf } from '../texts.ts';
import type { StateView } from '../views.ts';
import { type CsvCell, csvText } from './csv.ts';
import { openedPeriod, overseen, rowUnit, underItsEntry, unitAbove } from './oversight.ts';

/** What a total is looked at by: its columns are periods or phases, or its rows are units. */
export type TotalsBy = 'period' | 'phase' | 'unit';

/** What a reader of totals asks for; whatever is not there is not narrowed by. */
export interface TotalsAsked {
  by?: string;
  entry?: string;
  phase?: string;
  period?: string;
  unit?: string;
}

/** One figure, with the way to the reports it is made of. */
export interface TotalsCell {
  shown: string;
  href?: string;
  /** How many of its reports came late, and how many were corrected since. */
  late: number;
  corrected: number;
  /** For a picture; absent where the figure is hidden or there is none. */
  value?: number;
}

interface Choice {
  value: string;
  label: string;
  selected: boolean;
}

/** The totals of one entry. */
export interface TotalsSection {
  id: string;
  title: string;
  number?: number;
  /** `Từ 420 báo cáo đã xác nhận; 12 nộp muộn, 3 đã đính chính.` */
  sentence: string;
  columns: { title: string; note?: string }[];
  rows: { title: string; note?: string; href?: string; cells: TotalsCell[] }[];
  /** The whole, below the rows; absent where each row ends in its own. */
  foot?: TotalsCell[];
  /** Figures side by side: one small picture each. */
  series: { title: string; bars: { label: string; shown: string; value: number }[] }[];
}

/** Totals of what was confirmed. */
export interface TotalsView {
  campaign: string;
  by: TotalsBy;
  filters: { name: keyof TotalsAsked; options: Choice[] }[];
  /** Set when a unit was opened. */
  path?: { name: string; up: string };
  sections: TotalsSection[];
  /** Where the same is downloaded; absent where it may not be. */
  csv?: string;
}

/** The reports one figure is made of. */
export interface TotalsSources {
  title: string;
  entry: string;
  total: string;
  way: string;
  back: string;
  rows: {
    href: string;
    code: string;
    unit: string;
    period: string;
    shown: string;
    marks: StateView[];
  }[];
  more?: string;
}

/** The officer's totals: every number of what was confirmed, by unit, phase, group and month. */
export interface Totals {
  /** Null when nothing of the campaign is theirs to see. */
  totals(
    viewer: Viewer,
    campaign: string,
    asked: TotalsAsked,
    language: Language,
  ): Promise<TotalsView | null>;
  /** The reports behind one figure, from the `from`-th on. */
  sources(
    viewer: Viewer,
    campaign: string,
    asked: TotalsAsked & { field?: string },
    from: number,
    language: Language,
  ): Promise<TotalsSources | null>;
  /** The totals as a CSV; null where the person may not export. Leaves a line in the log. */
  csv(viewer: Viewer, campaign: string, asked: TotalsAsked, language: Language): Promise<string | null>;
}

const readPage = 1000;
const sourcePage = 200;
/** What an entry's end says when its figures are to be counted. */
const confirmed = 'approved';

interface TotalField {
  id: string;
  label: string;
  way: Exclude<TotalWay, 'none'>;
  places: number;
  sensitivity: Sensitivity;
  hidesSmall: boolean;
}

interface CountedReport {
  row: SubmittedRow;
  sees: Sensitivity;
  late: boolean;
  corrected: boolean;
}

interface Asking {
  campaign: Campaign;
  viewer: Viewer;
  language: Language;
  by: TotalsBy;
  entries: CompiledEntry[];
  phase?: string;
  period?: string;
  /** The unit whose reports are counted, and the top of what the person oversees. */
  above: string;
  top: string;
}

/** Makes the use cases of totals. */
export function createTotals(ports: Ports, campaigns: Campaigns, realNow: () => string): Totals {
  /** Reads what is asked for, keeping to what is there and theirs; null when nothing is. */
  async function askingOf(
    viewer: Viewer,
    id: string,
    asked: TotalsAsked,
    language: Language,
  ): Promise<(Asking & { all: CompiledEntry[]; periods: string[] }) | null> {
    const campaign = await campaigns.latest(id);
    const [top] = campaign ? overseen(campaign, viewer) : [];
    if (!campaign || !top) return null;
    const all = Object.values(campaign.entries).filter((entry) => fieldsOf(entry, language).length > 0);
    const record = await ports.records.load(id);
    const opened = (record?.opened ?? []).map((key) => openedPeriod(campaign, key));
    const counted = new Set(all.map((entry) => entry.id));
    const periods = [...new Set(opened.filter(([entry]) => counted.has(entry)).map(([, at]) => at))].sort();
    const by = asked.by === 'unit' || asked.by === 'phase' ? asked.by : 'period';
    const chosen = all.find((entry) => entry.id === asked.entry);
    // By unit there is a table with a column for each question: one entry at a time.
    const entries = chosen ? [chosen] : by === 'unit' ? all.slice(0, 1) : all;
    const phase = campaign.phases.find((one) => one.id === asked.phase)?.id;
    const period = periods.find((one) => one === asked.period);
    const above = asked.unit && liesBelow(viewer, asked.unit, top, undefined) ? asked.unit : top;
    return {
      campaign,
      viewer,
      language,
      by,
      entries,
      all,
      periods,
      above,
      top,
      ...(phase === undefined ? {} : { phase }),
      ...(period === undefined ? {} : { period }),
    };
  }

  /** The reports that count, by entry. */
  async function reportsOf(asking: Asking): Promise<Map<string, CountedReport[]>> {
    const { campaign, viewer, entries, phase, period, above, top } = asking;
    const found = new Map(entries.map((entry): [string, CountedReport[]] => [entry.id, []]));
    const within = new Map<string, boolean>();
    for (let after: string | null = null; ; ) {
      const rows: SubmittedRow[] = await ports.cases.submitted(
        {
          campaign: campaign.id,
          ...entriesAsked(campaign, [...found.keys()]),
          outcome: confirmed,
          ...(period === undefined ? {} : { periods: [period] }),
        },
        after,
        readPage,
      );
      for (const read of rows) {
        const row = underItsEntry(campaign, read);
        if (phase !== undefined && row.phase !== phase) continue;
        const unit = row.unit.routedTo ?? row.unit.uid;
        let below = within.get(unit);
        if (below === undefined) {
          below = above === top || liesBelow(viewer, unit, above, undefined);
          within.set(unit, below);
        }
        const sees = below ? seesUpTo(campaign, row, viewer) : null;
        if (sees !== null) found.get(row.entry)?.push({ row, sees, ...submissionMarks(row.history) });
      }
      if (rows.length < readPage) return found;
      after = rows.at(-1)!._id;
    }
  }

  function addressOf(asking: Asking, more: Record<string, string>): string {
    const { campaign, by, phase, period, above, top } = asking;
    const query = new URLSearchParams({
      campaign: campaign.id,
      by,
      ...(phase === undefined ? {} : { phase }),
      ...(period === undefined ? {} : { period }),
      ...(above === top ? {} : { unit: above }),
      ...more,
    });
    return query.toString();
  }

  /** One figure out of some reports; `where` is what leads to them. */
  function cellOf(
    asking: Asking,
    field: TotalField,
    reports: readonly CountedReport[],
    where: Record<string, string>,
  ): TotalsCell {
    const { given, total } = totalled(field, reports);
    const late = given.filter((one) => one.late).length;
    const corrected = given.filter((one) => one.corrected).length;
    if (total === null) return { shown: '–', late, corrected };
    const href = `/so-lieu/nguon?${addressOf(asking, { field: field.id, ...where })}`;
    if (isHidden(asking, field, given, total)) return { shown: smallCount(asking), href, late, corrected };
    return { shown: showNumber(total, asking.language), href, late, corrected, value: Number(total) };
  }

  function sectionOf(asking: Asking, entry: CompiledEntry, reports: CountedReport[]): TotalsSection {
    const { campaign, language, by } = asking;
    const fields = fieldsOf(entry, language);
    const group = campaign.groups.find((one) => one.id === entry.group);
    const parts = by === 'unit' ? unitParts(asking, reports) : timeParts(asking, reports);
    const whole = { entry: entry.id };
    const figures = fields.map((field) => ({
      field,
      cells: parts.map((part) => cellOf(asking, field, part.reports, { ...whole, ...part.where })),
      sum: cellOf(asking, field, reports, whole),
    }));
    // One period is the whole time already.
    const several = parts.length > 1;
    const series = figures.flatMap(({ field, cells }) => {
      const bars = cells.flatMap(({ shown, value }, at) =>
        value === undefined ? [] : [{ label: parts[at]!.title, shown, value }],
      );
      return bars.length > 1 ? [{ title: field.label, bars }] : [];
    });
    return {
      id: entry.id,
      title: said(group?.title ?? entry.title, language),
      ...(group?.number ? { number: group.number } : {}),
      sentence: countSentence(reports, language),
      series,
      ...(by === 'unit'
        ? {
            columns: fields.map(({ label, way }) => ({ title: label, ...noteOf(way, language) })),
            rows: parts.map((part, at) => ({
              title: part.title,
              ...(part.href === undefined ? {} : { href: part.href }),
              cells: figures.map(({ cells }) => cells[at]!),
            })),
            foot: figures.map(({ sum }) => sum),
          }
        : {
            columns: [
              ...parts.map(({ title }) => ({ title })),
              ...(several ? [{ title: wholeWord[language] }] : []),
            ],
            rows: figures.map(({ field, cells, sum }) => ({
              title: field.label,
              ...noteOf(field.way, language),
              cells: several ? [...cells, sum] : cells,
            })),
          }),
    };
  }

  function unitParts(asking: Asking, reports: CountedReport[]): Part[] {
    const { viewer, above } = asking;
    const parts = new Map<string, Part>();
    for (const one of reports) {
      const unit = rowUnit(viewer, one.row.unit.routedTo ?? one.row.unit.uid, above);
      if (!unit) continue;
      let part = parts.get(unit.uid);
      if (!part) {
        const where = { unit: unit.uid };
        const opens =
          unit.uid === above
            ? {}
            : { href: `/so-lieu?${addressOf(asking, { entry: one.row.entry, ...where })}` };
        part = { title: unit.name, where, reports: [], ...opens };
        parts.set(unit.uid, part);
      }
      part.reports.push(one);
    }
    const names = new Intl.Collator('vi', { numeric: true });
    return [...parts.values()].sort((a, b) => names.compare(a.title, b.title));
  }

  function timeParts({ campaign, by, language }: Asking, reports: CountedReport[]): Part[] {
    if (by === 'phase')
      return campaign.phases.flatMap((phase) => {
        const own = reports.filter(({ row }) => row.phase === phase.id);
        return own.length > 0
          ? [{ title: said(phase.title, language), where: { phase: phase.id }, reports: own }]
          : [];
      });
    const byPeriod = Map.groupBy(reports, ({ row }) => row.period);
    return [...byPeriod]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([period, own]) => ({
        title: shownPeriodOf(campaign, period, language),
        where: { period },
        reports: own,
      }));
  }

  function filtersOf(asking: Asking & { all: CompiledEntry[]; periods: string[] }): TotalsView['filters'] {
    const { campaign, language, by, all, entries, periods, phase, period } = asking;
    const everything = { value: '', label: allWord[language], selected: false };
    return [
      {
        name: 'by',
        options: (['period', 'phase', 'unit'] as const).map((value) => ({
          value,
          label: byWords[value][language],
          selected: value === by,
        })),
      },
      {
        name: 'entry',
        options: [
          ...(by === 'unit' ? [] : [{ ...everything, selected: entries.length === all.length }]),
          ...all.map((entry) => ({
            value: entry.id,
            label: said(
              campaign.groups.find((one) => one.id === entry.group)?.title ?? entry.title,
              language,
            ),
            selected: entries.length === 1 && entries[0] === entry,
          })),
        ],
      },
      {
        name: 'phase',
        options: [
          { ...everything, selected: phase === undefined },
          ...campaign.phases.map((one) => ({
            value: one.id,
            label: said(one.title, language),
            selected: one.id === phase,
          })),
        ],
      },
      {
        name: 'period',
        options: [
          { ...everything, selected: period === undefined },
          ...periods.map((value) => ({
            value,
            label: shownPeriodOf(asking.campaign, value, language),
            selected: value === period,
          })),
        ],
      },
    ];
  }

  async function viewOf(viewer: Viewer, id: string, asked: TotalsAsked, language: Language) {
    const asking = await askingOf(viewer, id, asked, language);
    if (!asking) return null;
    const reports = await reportsOf(asking);
    const { campaign, entries, above, top } = asking;
    const up = unitAbove(viewer, above, top);
    const [entry] = entries;
    const chosen: Record<string, string> = entries.length === 1 && entry ? { entry: entry.id } : {};
    const exports = [...reports.values()].some((own) =>
      own.some(({ row }) => mayExport(campaign, row, viewer)),
    );
    const back = new URLSearchParams(addressOf(asking, chosen));
    if (up === null) back.delete('unit');
    else back.set('unit', up);
    const view: TotalsView = {
      campaign: campaign.id,
      by: asking.by,
      filters: filtersOf(asking),
      ...(above === top
        ? {}
        : { path: { name: viewer.index.unit(above)?.name ?? above, up: `/so-lieu?${back}` } }),
      sections: entries.map((one) => sectionOf(asking, one, reports.get(one.id)!)),
      ...(exports ? { csv: `/so-lieu.csv?${addressOf(asking, chosen)}` } : {}),
    };
    return { asking, view };
  }

  return {
    async totals(viewer, id, asked, language) {
      return (await viewOf(viewer, id, asked, language))?.view ?? null;
    },
    async sources(viewer, id, asked, from, language) {
      const asking = await askingOf(viewer, id, asked, language);
      const entry = asking?.entries.length === 1 ? asking.entries[0] : undefined;
      const field = entry && fieldsOf(entry, language).find((one) => one.id === asked.field);
      if (!asking || !entry || !field) return null;
      const { given, total } = totalled(field, (await reportsOf(asking)).get(entry.id)!);
      const hidden = total !== null && isHidden(asking, field, given, total);
      const names = new Intl.Collator('vi', { numeric: true });
      const sorted = given.toSorted(
        (a, b) =>
          names.compare(a.row.unit.nameThen, b.row.unit.nameThen) || (a.row.period < b.row.period ? -1 : 1),
      );
      const shown = sorted.slice(from, from + sourcePage);
      const address = { entry: entry.id, field: field.id };
      return {
        title: field.label,
        entry: said(entry.title, language),
        total: total === null ? '–' : hidden ? smallCount(asking) : showNumber(total, language),
        way: wayWords[field.way][language],
        back: `/so-lieu?${addressOf(asking, { entry: entry.id })}`,
        rows: shown.map(({ row, late, corrected }) => {
          const value = row.submission.values[field.id] as Decimal;
          const small = isHidden(asking, field, given, value);
          return {
            href: `/ho-so/${row._id}`,
            code: caseCode(row._id),
            unit: row.unit.nameThen,
            period: shownPeriodOf(asking.campaign, row.period, language),
            shown: small ? smallCount(asking) : showNumber(value, language),
            marks: [
              ...(late ? [{ ...markWords.late[language], tone: 'late' as const }] : []),
              ...(corrected ? [{ ...markWords.corrected[language], tone: 'soon' as const }] : []),
            ],
          };
        }),
        ...(sorted.length > from + sourcePage
          ? { more: `/so-lieu/nguon?${addressOf(asking, { ...address, from: String(from + sourcePage) })}` }
          : {}),
      };
    },
    async csv(viewer, id, asked, language) {
      const made = await viewOf(viewer, id, asked, language);
      if (!made?.view.csv) return null;
      const { asking, view } = made;
      await audit(ports, {
        at: realNow(),
        by: viewer.account._id,
        act: 'totals.export',
        subject: id,
        details: {
          by: asking.by,
          entries: asking.entries.map((one) => one.id).join(', '),
          unit: asking.above,
        },
      });
      return csvText(csvRows(view, language));
    },
  };
}

/** Reports of one row or column, and what leads to them. */
interface Part {
  title: string;
  where: Record<string, string>;
  reports: CountedReport[];
  href?: string;
}

function fieldsOf(entry: CompiledEntry, language: Language): TotalField[] {
  return entry.form.fields.flatMap((field) => {
    const way = totalWayOf(field);
    if (way === null || way === 'none') return [];
    const { definition } = field;
    const places = 'places' in definition ? (definition.places ?? 2) : way === 'mean' ? 1 : 0;
    return [
      {
        id: field.id,
        label: said(definition.label, language),
        way,
        places,
        sensitivity: field.sensitivity,
        hidesSmall: 'hideSmall' in definition && definition.hideSmall === true,
      },
    ];
  });
}

/** The reports that answer a field and show it to the reader, and their total. */
function totalled(field: TotalField, reports: readonly CountedReport[]) {
  const given = reports.filter(
    ({ row, sees }) => typeof row.submission.values[field.id] === 'string' && maySee(sees, field.sensitivity),
  );
  const figures = given.map(({ row }) => ({
    unit: row.unit.uid,
    period: row.period,
    value: row.submission.values[field.id] as Decimal,
  }));
  return { given, total: totalOf(field.way, figures, field.places) };
}

/** Is a figure too small to be shown to somebody who does not see the cases' personal data? */
function isHidden(
  { campaign }: Asking,
  field: TotalField,
  reports: readonly CountedReport[],
  value: Decimal,
): boolean {
  const smallest = campaign.definition.smallestCount;
  if (!field.hidesSmall || smallest === undefined || !isSmallCount(value, smallest)) return false;
  return reports.some(({ sees }) => !maySee(sees, 'personal'));
}

function smallCount({ campaign, language }: Asking): string {
  return language === 'vi'
    ? `dưới ${campaign.definition.smallestCount}`
    : `under ${campaign.definition.smallestCount}`;
}

function countSentence(reports: readonly CountedReport[], language: Language): string {
  const count = reports.length.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB');
  const late = reports.filter((one) => one.late).length;
  const corrected = reports.filter((one) => one.corrected).length;
  if (reports.length === 0)
    return language === 'vi' ? 'Chưa có báo cáo nào được xác nhận.' : 'No report has been confirmed yet.';
  return language === 'vi'
    ? `Từ ${count} báo cáo đã xác nhận; ${late} nộp muộn, ${corrected} đã đính chính.`
    : `From ${count} confirmed reports; ${late} late, ${corrected} corrected.`;
}

const wholeWord = { vi: 'Cả thời gian', en: 'Whole time' } as const;
const allWord = { vi: 'Tất cả', en: 'All' } as const;
const byWords = {
  period: { vi: 'Theo kỳ', en: 'By period' },
  phase: { vi: 'Theo đợt', en: 'By phase' },
  unit: { vi: 'Theo đơn vị', en: 'By unit' },
} as const;
const wayWords = {
  sum: { vi: 'cộng', en: 'sum' },
  mean: { vi: 'bình quân mỗi báo cáo', en: 'mean of the reports' },
  last: { vi: 'số cuối kỳ, cộng các đơn vị', en: 'last period of each unit, added' },
} as const;
const markWords = {
  late: {
    vi: { word: 'Nộp muộn', sentence: 'Nộp sau hạn' },
    en: { word: 'Late', sentence: 'Sent after its time' },
  },
  corrected: {
    vi: { word: 'Đã đính chính', sentence: 'Số liệu được sửa sau khi nộp' },
    en: { word: 'Corrected', sentence: 'Figures were corrected after sending' },
  },
} as const;

/** A sum needs no word; the other ways do. */
function noteOf(way: TotalField['way'], language: Language): { note?: string } {
  return way === 'sum' ? {} : { note: wayWords[way][language] };
}

function* csvRows(view: TotalsView, language: Language): Iterable<CsvCell[]> {
  const marks = language === 'vi' ? ['Nộp muộn', 'Đính chính'] : ['Late', 'Corrected'];
  for (const section of view.sections) {
    yield [section.title, section.sentence];
    const first =
      view.by === 'unit'
        ? language === 'vi'
          ? 'Đơn vị'
          : 'Unit'
        : language === 'vi'
          ? 'Chỉ tiêu'
          : 'Figure';
    yield [
      first,
      ...section.columns.map((one) => (one.note ? `${one.title} (${one.note})` : one.title)),
      ...marks,
    ];
    const rows = section.foot
      ? [...section.rows, { title: language === 'vi' ? 'Cộng' : 'Total', cells: section.foot }]
      : section.rows;
    for (const row of rows) {
      const title = 'note' in row && row.note ? `${row.title} (${row.note})` : row.title;
      // A row of periods ends in the whole, which has every late and corrected report once.
      const marked = view.by === 'unit' ? row.cells : row.cells.slice(-1);
      yield [
        title,
        ...row.cells.map(({ shown }) => ungrouped(shown, language)),
        Math.max(0, ...marked.map(({ late }) => late)),
        Math.max(0, ...marked.map(({ corrected }) => corrected)),
      ];
    }
    yield [];
  }
}

/** A number as a spreadsheet in the reader's language reads it: without marks between thousands. */
function ungrouped(shown: string, language: Language): string {
  return shown.replaceAll(language === 'vi' ? '.' : ',', '');
}
