import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SessionData } from 'express-session';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type DocumentServer,
  type Operation,
  startDocumentServer,
} from '../../engine/adapters/embedded/documents/index.ts';
import { createFileStore, gridFsBytes } from '../../engine/adapters/files/index.ts';
import { type OpenedStores, openStores } from '../../engine/adapters/mongo/index.ts';
import type {
  BatchVerdict,
  CampaignRecord,
  Case,
  Content,
  DefinitionDraft,
} from '../../engine/model/index.ts';
import type { SubmittedQuery } from '../../engine/ports/index.ts';
import { cutHistory, foldText } from '../../engine/workflow/index.ts';
import { at, caseOf, changeOf, deliveryOf, nextOf, subjectOf } from './store-data.ts';

/**
 * Every query the stores make, at 10,000 cases. The documents read are counted in the SQLite layer of the
 * embedded server; what is sent is seen through the driver's own monitoring.
 */
const folder = mkdtempSync(join(tmpdir(), 'plans-'));
let server: DocumentServer;
let stores: OpenedStores;
const sent: { name: string; command: Record<string, unknown> }[] = [];
/** `<store>.<method>` of everything a test has called. */
const called = new Set<string>();

const units = 500;
const entries = ['nhom-1', 'nhom-2', 'nhom-3', 'nhom-4'];
const periods = ['2025-01', '2025-02', '2025-03', '2025-04', '2025-05'];
const familyNames = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Huỳnh', 'Đặng'];

beforeAll(async () => {
  server = await startDocumentServer({ file: join(folder, 'd.db'), socketPath: join(folder, 'd.sock') });
  stores = await openStores(`${server.url}&monitorCommands=true`, { cutHistory, foldText });
  await fill();
  stores.connection
    .getClient()
    .on('commandStarted', ({ commandName, command }) => sent.push({ name: commandName, command }));
});
beforeEach(() => {
  sent.length = 0;
});
afterAll(async () => {
  await stores.close();
  await server.close();
  rmSync(folder, { recursive: true });
});

async function fill(): Promise<void> {
  const made: Case[] = [];
  for (let unit = 0; unit < units; unit += 1)
    for (const [e, entry] of entries.entries())
      for (const [p, period] of periods.entries()) {
        const n = made.length;
        made.push(
          caseOf(`c.${entry}.to-${String(unit).padStart(3, '0')}.${period}.1`, {
            group: `g${e % 2}`,
            queueKeys: [
              `${p < 3 ? 'done' : 'open'}|org/leader@to-${unit}`,
              `open|org/reviewer@xa-${unit % 64}`,
            ],
            ...(n % 9 === 0 ? {} : { dueAt: at(24 + p) }),
            ...(n % 3 === 0 ? { nextWakeAt: at(1 + (n % 28), n % 24) } : {}),
            ...(n % 50 === 0
              ? {
                  hasOutbox: true,
                  outbox: [
                    {
                      key: `k${n}`,
                      kind: 'notify' as const,
                      audience: [],
                      template: 't',
                      refs: [],
                      at: at(20),
                    },
                  ],
                }
              : {}),
            ...(unit < 300 || p < 3
              ? { submission: { content: 'd', at: at(20), day: '2025-01-20', actor: 'a1', values: {} } }
              : {}),
            ...(p < 3 ? { outcome: n % 5 === 0 ? 'refused' : 'approved' } : {}),
            ...(n % 400 === 0 ? { subject: 'subject-7' } : {}),
            searchWords: ['to', `so${unit}`, foldText(familyNames[unit % 7]!), entry, period],
          }),
        );
      }
  for (let from = 0; from < made.length; from += 500)
    await stores.cases.insertMany(made.slice(from, from + 500));
  await stores.contents.put(
    Array.from(
      { length: 3000 },
      (_, i): Content => ({
        _id: `digest-${i}`,
        case: made[i % 1000]!._id,
        kind: 'submission',
        v: 1,
        schema: 'v',
        salt: 's',
        body: { i: String(i) },
        createdAt: at(1 + Math.floor(i / 1000)),
      }),
    ),
  );
  await stores.accounts.insert(
    Array.from({ length: 1500 }, (_, i) => ({
      _id: `a${i}`,
      login: `dang.nhap.${String(i).padStart(4, '0')}`,
      name: `${familyNames[i % 7]} Văn ${i}`,
      createdAt: at(1),
      revision: 1,
      ...(i < 3 ? { administrator: true as const } : {}),
    })),
  );
  await stores.directory.putMemberships(
    Array.from({ length: 2000 }, (_, i) => ({
      id: `m${i}`,
      account: `a${i % 1500}`,
      role: 'org/leader',
      unit: `to-${i % units}`,
      from: '2025-01-01',
    })),
  );
  for (let n = 0; n < 1500; n += 1) await stores.subjects.put(subjectOf(n), 0);
  for (let n = 0; n < 500; n += 1) await stores.directoryChanges.save(changeOf(n), 0);
  await stores.deliveries.add(
    Array.from({ length: 10_000 }, (_, i) =>
      deliveryOf(`d${String(i).padStart(5, '0')}`, {
        recipient: `a${i % 100}`,
        channel: i % 4 === 0 ? 'mail' : 'inApp',
        createdAt: at(1 + (i % 28), i % 24),
      }),
    ),
  );
  for (let n = 1; n <= 12; n += 1) {
    await stores.definitions.publish({
      _id: `c@v${n}`,
      campaign: 'c',
      version: `v${n}`,
      files: { 'campaign.json': 'x'.repeat(1000) },
      number: n,
      publishedAt: at(n),
      publishedBy: 'a1',
    });
    await stores.definitions.putCalendar(
      { id: `vn-${n % 2}`, timezone: 'Asia/Ho_Chi_Minh', week: [n % 7], hours: [], years: {} },
      at(n),
    );
    await stores.directory.putOrganisation(
      { id: `org-${n % 2}`, title: { vi: `Tỉnh ${n}` }, levels: [], lines: [], roles: [], units: [] },
      at(n),
    );
  }
  for (let n = 0; n < 300; n += 1) {
    await stores.drafts.save(
      {
        _id: `case-${n}/form/team`,
        case: `case-${n}`,
        version: 'v1',
        revision: 1,
        answers: {},
        savedAt: at(1),
        savedBy: [`a${n % 100}`],
      },
      0,
    );
    await stores.accounts.audit({
      _id: `audit-${String(n).padStart(4, '0')}`,
      at: at(1),
      actor: 'a0',
      act: 'add',
      subject: 'a',
      details: {},
    });
    await stores.failures.add({
      _id: `failure-${n}`,
      job: 'wake',
      data: null,
      error: 'x',
      at: at(1 + (n % 28)),
    });
  }
  for (let n = 0; n < 300; n += 1) await stores.definitionDrafts.save(campaignDraftOf(n, 1), 0);
  for (let n = 0; n < 600; n += 1) {
    const kind = n < 300 ? 'migration' : 'reorganisation';
    await stores.batches.save(
      {
        _id: `${kind}-${String(n % 300).padStart(3, '0')}`,
        format: 1,
        kind,
        plan: {},
        state: n % 100 === 0 ? 'running' : n % 100 === 1 ? 'rehearsed' : 'done',
        ...(n === 301 ? { signedOff: { by: 'a1', at: at(1) } } : {}),
        by: 'a1',
        at: at(1),
        total: 1,
        done: 0,
        cursor: null,
        counts: {},
        revision: 1,
      },
      0,
    );
  }
  await stores.batches.putVerdicts(
    Array.from({ length: 2000 }, (_, n) => verdictOf(`migration-00${n % 2}`, n, `o${n % 3}`)),
  );
  const ranges = ['number/a/', 'number/b/'].map((prefix) => ({ prefix, from: 1, to: 9999 }));
  for (let n = 0; n < 300; n += 1)
    for (const range of ranges) await stores.reservations.holdFirst(range, holderOf(n));
  await stores.accounts.putLinks([{ _id: 'link', account: 'a1', purpose: 'reset', expiresAt: at(28) }]);
  await stores.records.commit(
    {
      _id: 'c',
      format: 1,
      version: 'v1',
      wakes: [],
      opening: {},
      opened: [],
      history: [],
      nextWakeAt: at(2),
      revision: 1,
    } as CampaignRecord,
    0,
    [],
  );
}

function campaignDraftOf(n: number, revision: number): DefinitionDraft {
  return {
    _id: `c-${String(n).padStart(3, '0')}`,
    format: 1,
    base: null,
    files: { 'campaign.json': '{}' },
    revision,
    edits: [],
    undone: [],
    startedAt: at(1),
    startedBy: 'a1',
    savedAt: at(1),
    savedBy: 'a1',
    editors: ['a1'],
  };
}

function holderOf(n: number) {
  return { case: `case-${n}`, revision: 1, key: `k-${n}`, at: at(1 + (n % 28)) };
}

function verdictOf(batch: string, n: number, outcome: string): BatchVerdict {
  const id = `case-${String(n).padStart(4, '0')}`;
  return { _id: `${batch}/${id}`, batch, case: id, outcome, data: { n } };
}

/** What an act costs: the most any one command may read is 1.2 times what it gives back, and 10. */
async function excess(act: () => Promise<unknown>): Promise<string[]> {
  const before = await server.stats();
  await act();
  const after = await server.stats();
  const operations = after.operations.slice(newSince(before.operations, after.operations));
  const too = operations
    .filter(({ docsExamined, returned }) => docsExamined > 1.2 * returned + 10)
    .map(
      (one) => `${one.command} ${one.namespace} by ${one.plan} read ${one.docsExamined} for ${one.returned}`,
    );
  const read = after.counters.documentsRead - before.counters.documentsRead;
  const given = operations.reduce((sum, { returned }) => sum + returned, 0);
  if (read > 1.2 * given + 10 * operations.length) too.push(`together read ${read} for ${given}`);
  for (const { name, command } of sent)
    for (const length of listLengths(command))
      if (length > 200) too.push(`${name} sends ${length} values to $in`);
  return too;
}

/** The log keeps the last thousand: the first operation that was not in it before. */
function newSince(before: Operation[], after: Operation[]): number {
  const last = JSON.stringify(before.slice(-5));
  for (let end = after.length; end >= 5; end -= 1)
    if (JSON.stringify(after.slice(end - 5, end)) === last) return end;
  return 0;
}

function* listLengths(value: unknown): Generator<number> {
  if (Array.isArray(value)) for (const one of value) yield* listLengths(one);
  else if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
    for (const [key, inner] of Object.entries(value)) {
      if (key === '$in' && Array.isArray(inner)) yield inner.length;
      yield* listLengths(inner);
    }
}

/** Notes which methods are called. */
function watched<T extends object>(name: string, store: T): T {
  return new Proxy(store, {
    get(target, method) {
      called.add(`${name}.${String(method)}`);
      return Reflect.get(target, method);
    },
  });
}

const page = 50;
const manyKeys = [
  ...Array.from({ length: units }, (_, i) => `open|org/leader@to-${i}`),
  ...Array.from({ length: 64 }, (_, i) => `open|org/reviewer@xa-${i}`),
];

const someUnits = Array.from({ length: 200 }, (_, i) => `to-${String(i).padStart(3, '0')}`);

/** A query of the product, by the store that makes it. */
const queries: [string, () => Promise<unknown>][] = [
  ['cases: one', () => cases().load('c.nhom-1.to-001.2025-01.1')],
  [
    'cases: many',
    () => cases().loadMany(Array.from({ length: 450 }, (_, i) => `c.nhom-1.to-${i}.2025-01.1`)),
  ],
  [
    'cases: which exist',
    () => cases().existing(Array.from({ length: 450 }, (_, i) => `c.nhom-2.to-${i}.2025-01.1`)),
  ],
  ['cases: many at once', () => commitMany()],
  ['cases: ids', () => cases().ids('c.nhom-2', 500)],
  ['queue: one key', () => cases().queue({ keys: ['open|org/reviewer@xa-3'], limit: page })],
  ['queue: 564 keys', () => cases().queue({ keys: manyKeys, limit: page })],
  ['queue: late', () => cases().queue({ keys: manyKeys, dueBefore: at(26), limit: page })],
  ['queue: soon', () => cases().queue({ keys: manyKeys, dueFrom: at(26), dueBefore: at(28), limit: page })],
  ['queue: a group', () => cases().queue({ keys: manyKeys, group: 'g1', limit: page })],
  [
    'queue: a group, late',
    () => cases().queue({ keys: manyKeys.slice(0, 300), group: 'g0', dueBefore: at(27), limit: page }),
  ],
  [
    'queue: a later page of one due time',
    () =>
      cases().queue({
        keys: manyKeys,
        after: { dueAt: at(26), _id: 'c.nhom-3.to-100.2025-03.1' },
        limit: page,
      }),
  ],
  [
    'queue: a later page without due times',
    () => cases().queue({ keys: manyKeys, after: { dueAt: null, _id: 'c.nhom-1.to-200' }, limit: page }),
  ],
  [
    'queue: a later page of a group',
    () =>
      cases().queue({ keys: manyKeys, group: 'g1', after: { dueAt: at(25), _id: 'c.nhom-2' }, limit: page }),
  ],
  ['counts: few', () => cases().count({ keys: ['open|org/reviewer@xa-3'] })],
  ['counts: beyond 1,000', () => cases().count({ keys: manyKeys })],
  ['counts: late', () => cases().count({ keys: manyKeys, dueBefore: at(25) })],
  ['counts: a group', () => cases().count({ keys: manyKeys.slice(0, 150), group: 'g1' })],
  ['search: a word of many', () => cases().search(['to'])],
  ['search: a rare one of several', () => cases().search(['to', 'so123', 'ng'])],
  ['search: nothing', () => cases().search(['khong co'])],
  ['waking: all due', () => cases().waking(null, at(10), 500)],
  ['waking: from a time on', () => cases().waking(at(5), at(6), 500)],
  ['waking: a later page', () => cases().waking(null, at(28), 100, { at: at(4, 3), _id: 'c.nhom-2.to-300' })],
  ['outbox', () => cases().withOutbox(page)],
  ['outbox: a later page', () => cases().withOutbox(page, 'c.nhom-2')],
  ['older events', () => cases().olderEvents('c.nhom-1.to-001.2025-01.1')],
  ['migration: cases of a version', () => cases().ofVersion('c', 'a'.repeat(64), 'c.nhom-2', 100)],
  ['publishing: cases due or running', () => cases().unendedOfVersion('c', 'b'.repeat(64))],
  ['migration: how many', () => cases().countOfVersion('c', 'b'.repeat(64))],
  ['migration: drafts of cases', () => drafts().ofCases(Array.from({ length: 450 }, (_, n) => `case-${n}`))],
  ['reorganisation: cases that are not over', () => cases().unended('c.nhom-2', 100)],
  ['reorganisation: how many', () => cases().countUnended()],
  ['board: a period', () => cases().ofPeriod('c', 'nhom-2', '2025-03', null, null, 100)],
  [
    'board: a later page',
    () => cases().ofPeriod('c', 'nhom-2', '2025-03', null, 'c.nhom-2.to-200.2025-03.1', 100),
  ],
  ['board: some units', () => cases().ofPeriod('c', 'nhom-2', '2025-03', someUnits, null, 100)],
  [
    'board: some units, a later page',
    () => cases().ofPeriod('c', 'nhom-2', '2025-03', someUnits, 'c.nhom-2.to-120.2025-03.1', 100),
  ],
  [
    'cases about some subjects',
    () => cases().ofSubjects(Array.from({ length: 450 }, (_, i) => `s${String(i).padStart(4, '0')}`)),
  ],
  ['cases of a unit', () => cases().ofUnit('to-123', null, 100)],
  ['sent: with an outcome', () => submitted({ entries, outcome: 'approved' })],
  ['sent: with an outcome in a month', () => submitted({ outcome: 'approved', periods: ['2025-03'] })],
  ['sent: a later page', () => submitted({ outcome: 'approved' }, 'c.nhom-2.to-200.2025-03.1')],
  ['sent: of a unit', () => submitted({ units: ['to-123'] })],
  ['sent: of a unit in some months', () => submitted({ units: ['to-123'], periods: periods.slice(0, 2) })],
  [
    'sent: of 290 units',
    () => submitted({ units: Array.from({ length: 290 }, (_, i) => `to-${String(i).padStart(3, '0')}`) }),
  ],
  ['sent: in a month', () => submitted({ periods: ['2025-02'] })],
  ['sent: all of an entry', () => submitted({})],
  ['sent: about a subject', () => submitted({ subject: 'subject-7' })],
  ['commit', () => commitOnce()],
  [
    'commit: new ones',
    () => cases().insertMany(Array.from({ length: 500 }, (_, i) => caseOf(`x.nhom-1.to-${i}.2025-06.1`))),
  ],
  ['projections anew', () => cases().reproject('c.nhom-1.to-005.2025-01.1', 1, { queueKeys: ['done|x'] })],
  ['handing over', () => handOver()],
  ['contents: by digest', () => contents().get(Array.from({ length: 450 }, (_, i) => `digest-${i}`))],
  ['contents: of a case', () => contents().ofCase('c.nhom-1.to-000.2025-01.1')],
  [
    'contents: written again',
    () =>
      contents().put([{ _id: 'digest-1', case: 'x', kind: 'comment', v: 1, schema: 'v', createdAt: at(1) }]),
  ],
  ['contents: erase', () => contents().erase('digest-7', at(3), 'a0')],
  ['contents: sweep', () => contents().sweep(at(2), async ({ _id }) => !_id.endsWith('9'))],
  ['definitions: a version', () => definitions().version('c', 'v3')],
  [
    'definitions: published again',
    () =>
      definitions().publish({
        _id: 'c@v1',
        campaign: 'c',
        version: 'v1',
        files: {},
        number: 1,
        publishedAt: at(1),
        publishedBy: 'a',
      }),
  ],
  [
    'definitions: a number that is taken',
    async () => {
      const [newest] = await definitions().versions('c');
      expect(await definitions().publish({ ...newest!, _id: 'c@v1@12', version: 'v1' })).toBe('taken');
    },
  ],
  ['campaign drafts: one', () => campaignDrafts().load('c-007')],
  ['campaign drafts: all', () => campaignDrafts().list()],
  ['campaign drafts: saved', () => campaignDrafts().save(campaignDraftOf(8, 2), 1)],
  ['campaign drafts: lost', () => campaignDrafts().save(campaignDraftOf(9, 4), 3)],
  ['campaign drafts: removed', () => campaignDrafts().remove('c-010', 1)],
  ['definitions: versions', () => definitions().versions('c')],
  ['definitions: campaigns', () => definitions().campaigns()],
  ['definitions: calendars', () => definitions().calendarIds()],
  ['definitions: a calendar', () => definitions().calendar('vn-1')],
  [
    'definitions: a calendar again',
    () =>
      definitions().putCalendar(
        { id: 'vn-1', timezone: 'Asia/Ho_Chi_Minh', week: [1], hours: [], years: {} },
        at(2),
      ),
  ],
  ['directory: revision', () => directory().revision()],
  ['directory: organisations', () => directory().organisations()],
  [
    'directory: an organisation again',
    () =>
      directory().putOrganisation(
        { id: 'org-1', title: { vi: 'Tỉnh' }, levels: [], lines: [], roles: [], units: [] },
        at(2),
      ),
  ],
  ['directory: memberships', () => directory().memberships()],
  ['directory: of an account', () => directory().membershipsOf('a17')],
  ['directory: some memberships', () => directory().membershipsById(['m5', 'm6'])],
  [
    'directory: put',
    () => directory().putMemberships([{ id: 'm5', account: 'a5', role: 'org/leader', from: '2025-01-01' }]),
  ],
  ['directory: substitutes', () => directory().substitutes()],
  [
    'directory: a substitute',
    () =>
      directory().putSubstitute({
        id: 's1',
        account: 'a1',
        substitute: 'a2',
        from: '2025-01-01',
        to: '2025-01-02',
      }),
  ],
  ['directory: touch', () => directory().touch()],
  ['directory: not there', () => directory().removeMemberships(['m-no', 'm-nobody'])],
  ['directory: no substitute', () => directory().removeSubstitute('s9')],
  [
    'directory: an organisation by two',
    () =>
      directory().reviseOrganisation(
        { id: 'org-1', title: { vi: 'Tỉnh' }, levels: [], lines: [], roles: [], units: [] },
        1,
        at(2),
      ),
  ],
  [
    'definitions: a calendar by two',
    () =>
      definitions().reviseCalendar(
        { id: 'vn-1', timezone: 'Asia/Ho_Chi_Minh', week: [1], hours: [], years: {} },
        1,
        at(2),
      ),
  ],
  ['changes: one', () => changes().load('change-0007')],
  ['changes: new', () => changes().save(changeOf(9000), 0)],
  ['changes: saved', () => changes().save(changeOf(8, { revision: 2 }), 1)],
  ['changes: unfinished', () => changes().unfinished()],
  ['changes: all', () => changes().list(null, 'change-0400', page)],
  ['changes: of a record', () => changes().list('unit/to-3', 'change-0400', page)],
  ['changes: of a record, every one', () => changes().touching('unit/to-4')],
  ['changes: old previews', () => changes().removeProposed('change-0020')],
  ['changes: removed', () => changes().remove('change-0021')],
  ['subjects: one', () => subjects().load('s0007')],
  [
    'subjects: many',
    () => subjects().loadMany(Array.from({ length: 450 }, (_, i) => `s${String(i).padStart(4, '0')}`)),
  ],
  ['subjects: of a unit', () => subjects().ofUnit('to-3', '2025-02-01')],
  ['subjects: not looked at yet', () => subjects().unconfirmed(page)],
  ['subjects: found by name', () => subjects().search(['van', '777'])],
  [
    'subjects: merged into some',
    () => subjects().mergedInto(Array.from({ length: 450 }, (_, i) => `s${String(i).padStart(4, '0')}`)),
  ],
  ['subjects: a page', () => subjects().list('s0500', page)],
  ['subjects: new', () => subjects().put({ ...subjectOf(9000), revision: 1 }, 0)],
  ['subjects: new ones', () => subjects().insertMany([subjectOf(9001), subjectOf(9002), subjectOf(12)])],
  ['subjects: removed', () => subjects().remove(['s0011', 's9001'])],
  ['subjects: change', () => subjects().put({ ...subjectOf(7), revision: 2 }, 1)],
  ['accounts: by id', () => accounts().byId('a7')],
  ['accounts: by ids', () => accounts().byIds(Array.from({ length: 450 }, (_, i) => `a${i}`))],
  ['accounts: by login', () => accounts().byLogin('dang.nhap.0777')],
  ['accounts: list', () => accounts().list(null, 'dang.nhap.0500', page)],
  ['accounts: found by name', () => accounts().list('nguyen', null, page)],
  ['accounts: found by name, a later page', () => accounts().list('nguyen', 'dang.nhap.0500', page)],
  [
    'accounts: new',
    () => accounts().insert([{ _id: 'b1', login: 'b1', name: 'B', createdAt: at(1), revision: 1 }]),
  ],
  ['accounts: removed', () => accounts().remove(['nobody'])],
  [
    'accounts: by logins',
    () =>
      accounts().byLogins(Array.from({ length: 450 }, (_, i) => `dang.nhap.${String(i).padStart(4, '0')}`)),
  ],
  [
    'accounts: taken',
    () => accounts().insert([{ _id: 'b2', login: 'b1', name: 'B', createdAt: at(1), revision: 1 }]),
  ],
  [
    'accounts: change',
    () =>
      accounts().update({ _id: 'a9', login: 'dang.nhap.0009', name: 'C', createdAt: at(1), revision: 2 }, 1),
  ],
  ['accounts: names', () => accounts().names()],
  ['accounts: administrators', () => accounts().administrators()],
  [
    'accounts: a link',
    () => accounts().putLinks([{ _id: 'link-2', account: 'a1', purpose: 'activate', expiresAt: at(28) }]),
  ],
  ['accounts: look at a link', () => accounts().peekLink('link', at(2))],
  ['accounts: use a link', () => accounts().useLink('link', at(2))],
  [
    'accounts: an act',
    () =>
      accounts().audit({ _id: 'audit-9999', at: at(1), actor: 'a0', act: 'x', subject: 'y', details: {} }),
  ],
  ['accounts: the log', () => accounts().auditLog('audit-0200', page)],
  ['records: one', () => records().load('c')],
  ['records: all', () => records().all()],
  ['records: waking', () => records().waking(at(9))],
  [
    'records: commit',
    () =>
      records().commit(
        {
          _id: 'c',
          format: 1,
          version: 'v2',
          wakes: [],
          opening: {},
          opened: [],
          history: [],
          revision: 2,
        } as CampaignRecord,
        1,
        [],
      ),
  ],
  ['drafts: one', () => drafts().load('case-7/form/team')],
  ['drafts: many', () => drafts().loadMany(Array.from({ length: 250 }, (_, i) => `case-${i}/form/team`))],
  [
    'drafts: save',
    () =>
      drafts().save(
        {
          _id: 'case-8/form/team',
          case: 'case-8',
          version: 'v1',
          revision: 2,
          answers: {},
          savedAt: at(1),
          savedBy: [],
        },
        1,
      ),
  ],
  [
    'drafts: remove',
    () => drafts().remove(Array.from({ length: 250 }, (_, i) => `case-${i + 200}/form/team`)),
  ],
  ['drafts: of an account', () => drafts().removeOf('a5')],
  [
    'deliveries: add again',
    () => deliveries().add([deliveryOf('d00001', { effectKey: 'key/d00001', recipient: 'a1' })]),
  ],
  ['deliveries: pending', () => deliveries().pending(page)],
  [
    'deliveries: pending, a later page',
    () => deliveries().pending(page, { createdAt: at(10), _id: 'd05000' }),
  ],
  ['batches: one', () => batches().load('migration-007')],
  ['batches: some', () => batches().loadMany(['migration-007', 'reorganisation-001'])],
  ['batches: newest', () => batches().list('migration', null, page)],
  ['batches: a later page', () => batches().list('reorganisation', 'reorganisation-200', page)],
  ['batches: under way', () => batches().unfinished()],
  ['batches: waiting for their moment', () => batches().waiting('reorganisation')],
  [
    'batches: saved',
    async () => {
      const one = (await batches().load('migration-008'))!;
      expect(await batches().save({ ...one, done: 1, revision: 2 }, 1)).toBe('committed');
    },
  ],
  ['verdicts: of a batch', () => batches().verdicts('migration-001', null, null, page)],
  [
    'verdicts: a later page of an outcome',
    () => batches().verdicts('migration-001', 'o1', 'migration-001/case-0500', page),
  ],
  [
    'verdicts: again',
    () => batches().putVerdicts(Array.from({ length: 450 }, (_, n) => verdictOf('migration-001', n, 'o2'))),
  ],
  [
    'reservations: some',
    () => reservations().loadMany(Array.from({ length: 450 }, (_, n) => `number/a/${n}`)),
  ],
  ['reservations: of one key', () => reservations().hold('number/a/7', holderOf(9999))],
  [
    'reservations: the first',
    () => reservations().holdFirst({ prefix: 'number/b/', from: 1, to: 9999 }, holderOf(8888)),
  ],
  ['reservations: looked at', () => reservations().peekFirst({ prefix: 'number/a/', from: 1, to: 9999 })],
  [
    'reservations: settled',
    async () => {
      const [one] = await reservations().loadMany(['number/a/8']);
      expect(await reservations().settle(one!, 'used', at(3))).toBe(true);
      const [used] = await reservations().loadMany(['number/a/8']);
      expect(await reservations().reopen(used!, holderOf(7777))).toBe(true);
    },
  ],
  ['reservations: left over', () => reservations().held(at(28), page)],
  ['reservations: a register', () => reservations().inRange('number/a/', 40, page)],
  ['reservations: a register in a state', () => reservations().inRange('number/a/', 40, page, 'held')],
  ['deliveries: one', () => deliveries().byId('d00007')],
  ['deliveries: mark', () => deliveries().mark('d00008', 'sent', at(2))],
  ['deliveries: inbox', () => deliveries().inbox('a17', null, page)],
  ['deliveries: inbox, a later page', () => deliveries().inbox('a17', `${at(10)}|d05000`, page)],
  ['deliveries: unread', () => deliveries().unread('a17')],
  ['deliveries: read', () => deliveries().markRead('a17', ['d00017', 'd00117'], at(3))],
  ['deliveries: mails', () => deliveries().mails(null, page)],
  ['deliveries: mails, a later page', () => deliveries().mails(`${at(10)}|d05000`, page)],
  [
    'deliveries: keys',
    () =>
      deliveries().deliveredKeys(Array.from({ length: 450 }, (_, i) => `key/d${String(i).padStart(5, '0')}`)),
  ],
  ['deliveries: of a person', () => deliveries().removeOf('a33')],
  ['clock', () => clock().read()],
  ['clock: advance', () => clock().advance(1000)],
  ['meta', () => meta().get('mode')],
  ['meta: set', () => meta().set('mode', 'demo')],
  ['failures', () => failures().list(page)],
  ['failures: one', () => failures().add({ _id: 'failure-x', job: 'wake', data: 1, error: 'x', at: at(1) })],
  ['sessions', () => sessionRound()],
  ['files', () => fileRound()],
];

const cases = () => watched('cases', stores.cases);
const submitted = (query: Partial<SubmittedQuery>, after: string | null = null) =>
  cases().submitted({ campaign: 'c', entries: ['nhom-2'], ...query }, after, 100);
const contents = () => watched('contents', stores.contents);
const definitions = () => watched('definitions', stores.definitions);
const campaignDrafts = () => watched('definitionDrafts', stores.definitionDrafts);
const directory = () => watched('directory', stores.directory);
const changes = () => watched('directoryChanges', stores.directoryChanges);
const subjects = () => watched('subjects', stores.subjects);
const accounts = () => watched('accounts', stores.accounts);
const records = () => watched('records', stores.records);
const drafts = () => watched('drafts', stores.drafts);
const deliveries = () => watched('deliveries', stores.deliveries);
const batches = () => watched('batches', stores.batches);
const reservations = () => watched('reservations', stores.reservations);
const clock = () => watched('clock', stores.clock);
const meta = () => watched('meta', stores.meta);
const failures = () => watched('failures', stores.failures);

async function commitOnce(): Promise<void> {
  const previous = (await cases().load('c.nhom-1.to-002.2025-01.1'))!;
  expect(await cases().commit({ previous, next: nextOf(previous, { state: 'running' }) })).toBe('committed');
}

async function commitMany(): Promise<void> {
  const ids = Array.from({ length: 250 }, (_, n) => `c.nhom-3.to-${String(n).padStart(3, '0')}.2025-02.1`);
  const previous = await cases().loadMany(ids);
  const commits = previous.map((one) => ({ previous: one, next: nextOf(one, { state: 'running' }) }));
  await cases().commit({ previous: previous[3]!, next: nextOf(previous[3]!, {}, 2) });
  const outcomes = await cases().commitMany(commits);
  expect(outcomes.filter((one) => one === 'committed')).toHaveLength(249);
}

async function handOver(): Promise<void> {
  const waiting = await cases().withOutbox(20);
  const done = await cases().clearOutboxes(
    waiting.map(({ _id, outbox }) => ({
      id: _id,
      revision: 1,
      keys: outbox.map(({ key }) => key),
      empty: true,
      nextWakeAt: undefined,
    })),
  );
  expect(done).toBe(20);
}

async function sessionRound(): Promise<void> {
  const { sessions } = stores;
  const data = {
    cookie: { originalMaxAge: 1, expires: new Date(Date.now() + 60_000) },
  } as unknown as SessionData;
  await new Promise<void>((done) => sessions.set('s1', data, () => done()));
  await new Promise<void>((done) => sessions.get('s1', () => done()));
  await sessions.sweep();
}

async function fileRound(): Promise<void> {
  const files = createFileStore(stores.models.files as never, gridFsBytes(stores.connection));
  const meta = {
    id: 'file-1',
    name: 'a.pdf',
    type: 'application/pdf',
    uploadedBy: 'a1',
    uploadedAt: at(1),
    case: 'case-1',
  };
  await files.put(meta, Buffer.alloc(300_000));
  await files.meta('file-1');
  await files.read('file-1');
  await files.ofCase('case-1');
  await files.remove(['file-1']);
}

describe('every query at 10,000 cases reads little more than it gives, and sends at most 200 values to $in', () => {
  it.each(queries)('%s', async (_name, act) => {
    expect(await excess(act)).toEqual([]);
  });

  it('and none is left out', () => {
    const all = (
      [
        'cases',
        'contents',
        'definitions',
        'directory',
        'directoryChanges',
        'subjects',
        'accounts',
        'records',
        'drafts',
        'deliveries',
        'batches',
        'reservations',
        'clock',
        'meta',
        'failures',
      ] as const
    ).flatMap((name) => Object.keys(stores[name]).map((method) => `${name}.${method}`));
    expect(all.filter((method) => !called.has(method))).toEqual([]);
  });

  it('and it is noticed when an index is missing or a list is too long', async () => {
    const collection = stores.models.cases.collection;
    await collection.dropIndex('campaign_1_entry_1_period_1__id_1');
    expect(await excess(() => stores.cases.ofPeriod('c', 'nhom-2', '2025-03', null, null, 20))).toEqual([
      expect.stringMatching(/^find thidua.cases by .* read \d+ for 20$/),
      expect.stringMatching(/^together read/),
    ]);
    const many = Array.from({ length: 201 }, (_, i) => `c.nhom-1.to-${i}.2025-01.1`);
    expect(await excess(() => stores.models.cases.find({ _id: { $in: many } }, { _id: 1 }))).toEqual([
      'find sends 201 values to $in',
    ]);
  });
});
