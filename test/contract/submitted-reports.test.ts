import { describe, expect, it } from 'vitest';
import { memoryStores } from '../../engine/adapters/memory/index.ts';
import { openStores } from '../../engine/adapters/mongo/index.ts';
import type { Case, CaseEvent } from '../../engine/model/index.ts';
import type { CaseStore, SubmittedQuery, SubmittedRow } from '../../engine/ports/index.ts';
import { cutHistory, foldText, submissionMarks } from '../../engine/workflow/index.ts';
import { at, caseOf, eventOf } from './store-data.ts';
import { storeServers } from './store-servers.ts';

interface Opened {
  cases: CaseStore;
  close(): Promise<void>;
}

const places: { name: string; open(): Promise<Opened> }[] = [
  { name: 'in memory', open: async () => ({ ...memoryStores(), close: async () => {} }) },
  ...storeServers.map(({ name, start }) => ({
    name,
    async open() {
      const server = await start();
      const stores = await openStores(server.url, { cutHistory, foldText });
      return {
        cases: stores.cases,
        async close() {
          await stores.close();
          await server.stop();
        },
      };
    },
  })),
];

const periods = ['2025-01', '2025-02', '2025-03'];
const entries = ['report', 'report-2', 'award'];
const opened = [...entries, 'medal', 'summary', 'a-medal', 'zeroth'];
const units = Array.from({ length: 230 }, (_, n) => `to-${n}`);

/** The id an entry has now, where it had another when these cases were opened: they keep their own. */
const renamed: Readonly<Record<string, string>> = { 'a-medal': 'medal', zeroth: 'summary' };

/** Every unit's cases of three entries; those of March were not sent, every fourth was not approved. */
const stored = opened.flatMap((entry, e) =>
  units.flatMap((unit, u) =>
    periods.map((period, p): Case => {
      const id = `c.${entry}.${unit}.${period}.1`;
      if (p === 2) return caseOf(id);
      return caseOf(id, {
        entry: renamed[entry] ?? entry,
        submission: {
          content: `digest-${u}`,
          at: at(20 + e),
          day: '2025-01-20',
          actor: 'an',
          values: { patrols: String(u) },
        },
        state: p === 0 ? 'ended' : 'running',
        ...(p === 0 ? { outcome: u % 4 === 0 ? 'refused' : 'approved' } : {}),
        ...(u === 7 && entry === 'award' ? { subject: 'person-1' } : {}),
      });
    }),
  ),
);

async function allOf(cases: CaseStore, query: SubmittedQuery, limit: number): Promise<SubmittedRow[]> {
  const rows: SubmittedRow[] = [];
  for (;;) {
    const page = await cases.submitted(query, rows.at(-1)?._id ?? null, limit);
    expect(page.length).toBeLessThanOrEqual(limit);
    rows.push(...page);
    if (page.length < limit) return rows;
  }
}

const queries: SubmittedQuery[] = [
  { campaign: 'c', entries: ['report'] },
  { campaign: 'c', entries: ['report-2', 'report', 'report'] },
  { campaign: 'c', entries, outcome: 'approved' },
  { campaign: 'c', entries, outcome: 'approved', periods: ['2025-02'] },
  { campaign: 'c', entries: ['report'], outcome: 'refused', periods: ['2025-01', '2025-03'] },
  { campaign: 'c', entries: ['report'], units: ['to-3', 'to-30'] },
  { campaign: 'c', entries: ['report', 'award'], units, periods: ['2025-02'] },
  { campaign: 'c', entries: ['award'], subject: 'person-1' },
  { campaign: 'c', entries: ['award'], units: [] },
  { campaign: 'd', entries },
  { campaign: 'c', entries: ['medal', 'a-medal'], renamed: [['medal', 'a-medal']] },
  {
    campaign: 'c',
    entries: ['summary', 'report', 'medal'],
    renamed: [
      ['medal', 'a-medal'],
      ['summary', 'zeroth'],
    ],
    outcome: 'approved',
    periods: ['2025-01'],
  },
];

/** The same question asked of the list. */
function expectedOf(query: SubmittedQuery): string[] {
  return stored
    .filter(
      (one) =>
        one.submission &&
        one.campaign === query.campaign &&
        query.entries.includes(one.entry) &&
        (!query.outcome || one.outcome === query.outcome) &&
        (!query.units || query.units.includes(one.unit.uid)) &&
        (!query.periods || query.periods.includes(one.period)) &&
        (!query.subject || one.subject === query.subject),
    )
    .map((one) => one._id)
    .sort();
}

describe.each(places)('sent reports, $name', ({ open }) => {
  it('are those asked for, by id, page after page, each once', async () => {
    const { cases, close } = await open();
    try {
      for (let from = 0; from < stored.length; from += 500)
        await cases.insertMany(stored.slice(from, from + 500));
      for (const query of queries) {
        const expected = expectedOf(query);
        const rows = await allOf(cases, query, 97);
        expect(rows.map((row) => row._id)).toEqual(expected);
      }
    } finally {
      await close();
    }
  });

  it('come with their listed values and what tells whether they were late and corrected', async () => {
    const { cases, close } = await open();
    try {
      const id = 'c.report.to-1.2025-01.1';
      const extra: CaseEvent[] = [
        { ...eventOf(id, 2), type: 'submitted', data: { late: true, values: { patrols: '3' } } },
        { ...eventOf(id, 3), type: 'undone', data: { of: [2], set: {}, unset: [] } },
        { ...eventOf(id, 4), type: 'submitted', data: { values: { patrols: '4' } } },
        { ...eventOf(id, 5), type: 'corrected', data: { values: { patrols: '5' } } },
      ];
      const made = caseOf(id, {
        submission: { content: 'x', at: at(20), day: '2025-01-20', actor: 'an', values: { patrols: '5' } },
      });
      await cases.insertMany([{ ...made, history: [...made.history, ...extra] }]);
      const [row] = await cases.submitted({ campaign: 'c', entries: ['report'] }, null, 5);
      expect(row!.submission.values).toEqual({ patrols: '5' });
      expect(row!.unit).toEqual(made.unit);
      expect(submissionMarks(row!.history)).toEqual({ late: false, corrected: true });
    } finally {
      await close();
    }
  });
});
