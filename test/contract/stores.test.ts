import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SessionData } from 'express-session';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFileStore, folderBytes, gridFsBytes } from '../../engine/adapters/files/index.ts';
import { type OpenedStores, openStores } from '../../engine/adapters/mongo/index.ts';
import type { CampaignRecord, Case, Content } from '../../engine/model/index.ts';
import type { CaseStore, QueueRow } from '../../engine/ports/index.ts';
import { cutHistory, foldCase, foldText } from '../../engine/workflow/index.ts';
import { at, caseOf, deliveryOf, eventOf, nextOf } from './store-data.ts';
import { storeServers } from './store-servers.ts';

describe.each(storeServers)('$name', ({ start }) => {
  let place: Awaited<ReturnType<typeof start>>;
  let stores: OpenedStores;
  let cases: CaseStore;
  const commands: { name: string; command: Record<string, unknown> }[] = [];

  beforeAll(async () => {
    place = await start();
    const url = `${place.url}${place.url.includes('?') ? '&' : '?'}monitorCommands=true`;
    stores = await openStores(url, { cutHistory, foldText });
    cases = stores.cases;
    stores.connection
      .getClient()
      .on('commandStarted', ({ commandName, command }) => commands.push({ name: commandName, command }));
  });
  beforeEach(async () => {
    for (const model of Object.values(stores.models)) await model.collection.deleteMany({});
    commands.length = 0;
  });
  afterAll(async () => {
    await stores.close();
    await place.stop();
  });

  const rawCase = (id: string) => stores.models.cases.collection.findOne({ _id: id as never });
  const commit = async (previous: Case | null, next: Case) => cases.commit({ previous, next });
  const insertAll = async (made: Case[]) => expect(await cases.insertMany(made)).toHaveLength(made.length);
  const idsOf = (rows: QueueRow[]) => rows.map((row) => row._id);

  describe('cases', () => {
    const id = 'c.report.to-1.2025-01.1';

    it('come back as they went, with database dates only in the fields that indexes order by', async () => {
      const made = caseOf(id, {
        dueAt: at(24, 10),
        nextWakeAt: at(22),
        queueKeys: ['open|org/leader@to-1'],
        hasOutbox: true,
        outbox: [{ key: 'k', kind: 'notify', audience: ['a'], template: 't', refs: [], at: at(20) }],
      });
      expect(await commit(null, made)).toBe('committed');
      expect(await cases.load(id)).toEqual(made);
      const raw = (await rawCase(id))!;
      expect(raw['dueAt']).toBeInstanceOf(Date);
      expect(raw['nextWakeAt']).toBeInstanceOf(Date);
      expect(raw['history'][0].at).toBe(made.history[0]!.at);
      expect(Object.keys(raw).sort()).toEqual(Object.keys(made).sort());
      expect(await cases.load('c.report.to-2.2025-01.1')).toBeNull();
    });

    it('are opened once', async () => {
      const made = caseOf(id);
      expect(await Promise.all([commit(null, made), commit(null, made)])).toEqual(
        expect.arrayContaining(['committed', 'exists']),
      );
      expect(await cases.existing([id, 'c.report.to-9.2025-01.1'])).toEqual([id]);
      expect(await cases.insertMany([made, caseOf('c.report.to-2.2025-01.1')])).toEqual([
        'c.report.to-2.2025-01.1',
      ]);
    });

    it('change by one compare-and-set on the revision, and only where they differ', async () => {
      const first = caseOf(id, { queueKeys: ['open|a'], dueAt: at(24) });
      await commit(null, first);
      commands.length = 0;
      const second = nextOf(first, { state: 'running', dueAt: undefined });
      expect(await commit(first, second)).toBe('committed');
      const updates = commands.filter(({ name }) => name === 'update');
      expect(updates).toHaveLength(1);
      const [{ q, u, upsert = false }] = updates[0]!.command['updates'] as [
        { q: object; u: Record<string, Record<string, unknown>>; upsert?: boolean },
      ];
      expect(q).toEqual({ _id: id, revision: 1 });
      expect(upsert).toBe(false);
      expect(Object.keys(u).sort()).toEqual(['$push', '$set', '$unset']);
      expect(u['$set']).toEqual({ state: 'running', revision: 2 });
      expect(u['$unset']).toEqual({ dueAt: 1 });
      expect(Object.keys(u['$push']!)).toEqual(['history']);
      expect(await cases.load(id)).toEqual(second);
      expect(await rawCase(id)).not.toHaveProperty('dueAt');
    });

    it('let one of many writers win', async () => {
      const first = caseOf(id);
      await commit(null, first);
      const tries = await Promise.all(
        Array.from({ length: 40 }, (_, i) => commit(first, nextOf(first, { outcome: `o${i}` }))),
      );
      expect(tries.filter((one) => one === 'committed')).toHaveLength(1);
      expect(tries.filter((one) => one === 'lost')).toHaveLength(39);
      expect((await cases.load(id))!.history).toHaveLength(2);
    });

    it('keep the last 200 events; older ones are copied away first, and nothing is lost to the fold', async () => {
      const first = caseOf(id, {}, 199);
      await commit(null, first);
      const second = nextOf(first, {}, 3);
      expect(await commit(first, second)).toBe('committed');
      const stored = (await cases.load(id))!;
      expect(stored.history).toHaveLength(200);
      expect(stored.base).toMatchObject({ seq: 2, hash: 'hash-2' });
      expect(await cases.olderEvents(id)).toEqual([eventOf(id, 1), eventOf(id, 2)]);
      expect(foldCase(stored)).toEqual(foldCase(second));
      const third = nextOf(stored);
      expect(await commit(stored, third)).toBe('committed');
      expect((await cases.olderEvents(id)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
      expect((await cases.load(id))!.history.at(-1)!.seq).toBe(203);
      // A loser copies the same events again, which changes nothing.
      expect(await commit(stored, third)).toBe('lost');
      expect(await cases.olderEvents(id)).toHaveLength(3);
    });

    it('let effects be handed over without moving the revision, and forget the outbox only when it is empty', async () => {
      const entry = (key: string) => ({
        key,
        kind: 'notify' as const,
        audience: ['a'],
        template: 't',
        refs: [],
        at: at(20),
      });
      const clear = (revision: number, keys: string[], empty: boolean, nextWakeAt?: string) =>
        cases.clearOutboxes([{ id, revision, keys, empty, nextWakeAt }]);
      const first = caseOf(id, { outbox: [entry('a'), entry('b')], hasOutbox: true, nextWakeAt: at(20) });
      await commit(null, first);
      expect(await cases.withOutbox(10)).toEqual([{ _id: id, outbox: [entry('a'), entry('b')] }]);
      expect(await clear(1, ['a'], false, at(21))).toBe(1);
      expect(await cases.load(id)).toMatchObject({
        outbox: [entry('b')],
        hasOutbox: true,
        revision: 1,
        nextWakeAt: at(21),
      });
      const second = nextOf({ ...first }, { outbox: [entry('a'), entry('b'), entry('c')] });
      expect(await commit(first, second)).toBe('committed');
      expect((await cases.load(id))!.outbox).toEqual([entry('b'), entry('c')]);
      expect(await clear(1, ['b', 'c'], true)).toBe(0);
      expect((await cases.load(id))!.outbox).toEqual([entry('b'), entry('c')]);
      commands.length = 0;
      expect(await clear(2, ['b', 'c'], true)).toBe(1);
      const raw = await rawCase(id);
      for (const name of ['outbox', 'hasOutbox', 'nextWakeAt']) expect(raw).not.toHaveProperty(name);
      const filters = commands
        .filter(({ name }) => name === 'update')
        .flatMap(({ command }) => command['updates'] as { q: object; u: { $unset?: object } }[]);
      for (const { q, u } of filters)
        if (u.$unset && 'hasOutbox' in u.$unset) expect(q).toMatchObject({ outbox: { $size: 0 } });
      expect(await cases.withOutbox(10)).toEqual([]);
    });

    it('come in pages of a queue, by due time and id, however many keys are asked', async () => {
      const made = Array.from({ length: 300 }, (_, i) =>
        caseOf(`c.report.to-${String(i).padStart(3, '0')}.2025-01.1`, {
          queueKeys: [`open|role@u${i}`, 'open|role@all'],
          ...(i % 10 === 0 ? {} : { dueAt: at(1 + (i % 4)) }),
          group: `g${i % 3}`,
        }),
      );
      await insertAll(made);
      const expected = [...made].sort(
        (a, b) => (a.dueAt ?? '').localeCompare(b.dueAt ?? '') || (a._id < b._id ? -1 : 1),
      );
      const keys = made.map((_, i) => `open|role@u${i}`);
      for (const asked of [keys, ['open|role@all'], [...keys.slice(0, 150), 'open|role@all']]) {
        const rows: QueueRow[] = [];
        for (;;) {
          const last = rows.at(-1);
          const page = await cases.queue({
            keys: asked,
            limit: 37,
            ...(last ? { after: { dueAt: last.dueAt ?? null, _id: last._id } } : {}),
          });
          rows.push(...page);
          if (page.length < 37) break;
        }
        expect(idsOf(rows)).toEqual(expected.map(({ _id }) => _id));
      }
      for (const { name, command } of commands.filter((one) => one.name === 'find')) {
        const list = (command['filter'] as { queueKeys?: { $in?: string[] } }).queueKeys?.$in ?? [];
        expect(list.length, name).toBeLessThanOrEqual(200);
      }
      const some = await cases.queue({ keys, limit: 500, dueFrom: at(2), dueBefore: at(4), group: 'g1' });
      expect(idsOf(some)).toEqual(
        expected
          .filter((one) => one.group === 'g1' && one.dueAt && one.dueAt >= at(2) && one.dueAt < at(4))
          .map(({ _id }) => _id),
      );
      expect(await cases.count({ keys })).toBe(300);
      expect(await cases.count({ keys: keys.slice(0, 7), dueFrom: at(1) })).toBe(6);
      expect(await cases.queue({ keys: [], limit: 10 })).toEqual([]);
      expect(await cases.count({ keys: [] })).toBe(0);
      const [row] = some;
      expect(row).not.toHaveProperty('history');
      expect(row).toMatchObject({ revision: 1, unit: { uid: expect.any(String) } });
    });

    it('are counted exactly up to 1,000', async () => {
      const many = (count: number, key: string) =>
        Array.from({ length: count }, (_, i) =>
          caseOf(`c.report.${key}-${i}.2025-01.1`, { queueKeys: [`open|${key}`] }),
        );
      await insertAll([...many(1000, 'thousand'), ...many(1200, 'more')]);
      expect(await cases.count({ keys: ['open|thousand'] })).toBe(1000);
      expect(await cases.count({ keys: ['open|more'] })).toBe(1001);
      expect(await cases.count({ keys: ['open|thousand', 'open|more'] })).toBe(1001);
    });

    it('are found by the beginning of their rarest word', async () => {
      const words = [
        ['to', 'tan phu'],
        ['to', 'tan an'],
        ['xa', 'tan an'],
      ].map((list) => list.join(' ').split(' '));
      await insertAll(words.map((searchWords, i) => caseOf(`c.report.to-${i}.2025-01.1`, { searchWords })));
      expect(idsOf(await cases.search(['ta', 'ph']))).toEqual(['c.report.to-0.2025-01.1']);
      expect(idsOf(await cases.search(['an']))).toHaveLength(2);
      expect(await cases.search(['khong'])).toEqual([]);
      expect(await cases.search([])).toEqual([]);
    });

    it('say when they must be looked at, in order and in pages', async () => {
      await insertAll(
        Array.from({ length: 30 }, (_, i) =>
          caseOf(
            `c.report.to-${String(i).padStart(2, '0')}.2025-01.1`,
            i % 3 === 0 ? {} : { nextWakeAt: at(1 + (i % 5)) },
          ),
        ),
      );
      const all = await cases.waking(null, at(31), 100);
      expect(all).toHaveLength(20);
      expect(all.map((one) => one.nextWakeAt)).toEqual([...all.map((one) => one.nextWakeAt)].sort());
      expect(await cases.waking(at(2), at(4), 100)).toEqual(
        all.filter((one) => one.nextWakeAt >= at(2) && one.nextWakeAt < at(4)),
      );
      const paged: typeof all = [];
      for (;;) {
        const last = paged.at(-1);
        const page = await cases.waking(null, at(31), 7, last && { at: last.nextWakeAt, _id: last._id });
        paged.push(...page);
        if (page.length < 7) break;
      }
      expect(paged).toEqual(all);
    });

    it('are listed by period and by unit', async () => {
      await insertAll(
        ['to-1', 'to-2', 'to-3'].flatMap((unit) =>
          ['2025-01', '2025-02'].map((period) => caseOf(`c.report.${unit}.${period}.1`)),
        ),
      );
      const first = await cases.ofPeriod('c', 'report', '2025-02', null, null, 2);
      expect(idsOf(first)).toEqual(['c.report.to-1.2025-02.1', 'c.report.to-2.2025-02.1']);
      expect(idsOf(await cases.ofPeriod('c', 'report', '2025-02', null, first[1]!._id, 2))).toEqual([
        'c.report.to-3.2025-02.1',
      ]);
      const some = ['to-3', 'to-1', 'to-4'];
      const [one] = await cases.ofPeriod('c', 'report', '2025-02', some, null, 1);
      expect(one!._id).toBe('c.report.to-1.2025-02.1');
      expect(idsOf(await cases.ofPeriod('c', 'report', '2025-02', some, one!._id, 2))).toEqual([
        'c.report.to-3.2025-02.1',
      ]);
      expect(idsOf(await cases.ofUnit('to-2', null, 10))).toEqual([
        'c.report.to-2.2025-01.1',
        'c.report.to-2.2025-02.1',
      ]);
      const about = (n: number, subject: string) => caseOf(`c.award.${subject}.2025-0${n}.1`, { subject });
      await cases.insertMany([about(2, 's2'), about(1, 's1'), about(2, 's1')]);
      expect(idsOf(await cases.ofSubjects(['s1', 's3']))).toEqual([
        'c.award.s1.2025-01.1',
        'c.award.s1.2025-02.1',
      ]);
      expect(await cases.ofSubjects([])).toEqual([]);
      expect(await cases.ids(null, 4)).toHaveLength(4);
      expect(await cases.ids('c.report.to-2.2025-02.1', 10)).toEqual([
        'c.report.to-3.2025-01.1',
        'c.report.to-3.2025-02.1',
      ]);
      expect(
        (await cases.loadMany(['c.report.to-3.2025-01.1', 'x', 'c.report.to-1.2025-01.1'])).map(
          ({ _id }) => _id,
        ),
      ).toEqual(['c.report.to-3.2025-01.1', 'c.report.to-1.2025-01.1']);
    });

    it('get their projections anew while the revision stands', async () => {
      const made = caseOf(id, { queueKeys: ['open|old'], dueAt: at(3) });
      await commit(null, made);
      expect(await cases.reproject(id, 1, { queueKeys: ['open|new'], nextWakeAt: at(5) })).toBe(true);
      const { dueAt: _, ...rest } = made;
      expect(await cases.load(id)).toEqual({ ...rest, queueKeys: ['open|new'], nextWakeAt: at(5) });
      expect(await cases.reproject(id, 1, { queueKeys: ['open|new'], nextWakeAt: at(5) })).toBe(false);
      expect(await cases.reproject(id, 7, {})).toBe(false);
    });
  });

  describe('contents', () => {
    const contentOf = (digest: string, createdAt = at(1)): Content => ({
      _id: digest,
      case: 'c.report.to-1.2025-01.1',
      kind: 'submission',
      v: 1,
      schema: 'a'.repeat(64),
      salt: `salt-${digest}`,
      body: { a: '1', b: [{ c: 'x' }] },
      createdAt,
    });

    it('are written before they are named, and twice without harm', async () => {
      await stores.contents.put([contentOf('a'), contentOf('b')]);
      await stores.contents.put([contentOf('b'), contentOf('c')]);
      await stores.contents.put([]);
      expect(await stores.contents.get(['c', 'x', 'a'])).toEqual([contentOf('c'), contentOf('a')]);
      expect(await stores.contents.ofCase('c.report.to-1.2025-01.1')).toHaveLength(3);
    });

    it('leave a tombstone when they are erased', async () => {
      await stores.contents.put([contentOf('a')]);
      await stores.contents.erase('a', at(2), 'admin');
      const { salt: _, body: __, ...rest } = contentOf('a');
      expect(await stores.contents.get(['a'])).toEqual([{ ...rest, erased: { at: at(2), by: 'admin' } }]);
    });

    it('are swept when they are old and nothing names them, many of one instant too', async () => {
      const digests = Array.from({ length: 450 }, (_, i) => `d${String(i).padStart(3, '0')}`);
      await stores.contents.put([
        ...digests.map((one) => contentOf(one, at(1))),
        contentOf('old', at(2)),
        contentOf('young', at(9)),
      ]);
      const asked: string[] = [];
      const removed = await stores.contents.sweep(at(5), async ({ _id }) => {
        asked.push(_id);
        return _id.endsWith('7');
      });
      expect(new Set(asked).size).toBe(asked.length);
      expect(asked).toHaveLength(451);
      expect(removed).toBe(406);
      expect(await stores.contents.get(['old', 'young', 'd007', 'd008'])).toEqual([
        contentOf('young', at(9)),
        contentOf('d007'),
      ]);
    });
  });

  it('versions are published once and never change', async () => {
    const version = (number: number) => ({
      _id: `c@v${number}`,
      campaign: 'c',
      version: `v${number}`,
      files: { 'campaign.json': '{}', 'forms/a.b.json': '{"$x": 1}' },
      number,
      publishedAt: at(number),
      publishedBy: 'admin',
    });
    const { definitions } = stores;
    expect(await definitions.publish(version(1))).toBe('published');
    expect(await definitions.publish(version(2))).toBe('published');
    expect(await definitions.publish(version(1))).toBe('exists');
    expect(await definitions.version('c', 'v1')).toEqual(version(1));
    expect(await definitions.version('c', 'v9')).toBeNull();
    expect((await definitions.versions('c')).map((one) => [one.version, 'files' in one])).toEqual([
      ['v2', false],
      ['v1', false],
    ]);
    expect(await definitions.campaigns()).toEqual(['c']);
  });

  it('calendars get a revision for each change', async () => {
    const calendar = {
      id: 'vn',
      timezone: 'Asia/Ho_Chi_Minh',
      week: [1, 2, 3, 4, 5],
      hours: [{ from: '07:00', to: '11:00' }],
      years: { 2025: { off: [], worked: [] } },
    };
    const { definitions } = stores;
    expect(await definitions.putCalendar(calendar, at(1))).toBe(1);
    expect(await definitions.putCalendar({ ...calendar }, at(2))).toBe(1);
    expect(await definitions.putCalendar({ ...calendar, week: [1] }, at(3))).toBe(2);
    expect(await definitions.calendar('vn')).toEqual({ ...calendar, week: [1], revision: 2 });
    expect(await definitions.calendar('xx')).toBeNull();
    expect(await definitions.calendarIds()).toEqual(['vn']);
  });

  it('the directory has one revision over units, memberships and substitutes', async () => {
    const { directory } = stores;
    const organisation = {
      id: 'org',
      title: { vi: 'Tỉnh' },
      levels: [],
      lines: [],
      roles: [],
      units: [{ uid: 'to-1', name: 'Tổ 1', level: 'team', parents: [] }],
    };
    expect(await directory.revision()).toBe(0);
    expect(await directory.putOrganisation(organisation, at(1))).toBe(1);
    expect(await directory.putOrganisation(organisation, at(1))).toBe(1);
    expect(await directory.revision()).toBe(1);
    const membership = (n: number) => ({
      id: `m${n}`,
      account: `a${n % 2}`,
      role: 'org/leader',
      unit: 'to-1',
      from: '2025-01-01',
    });
    await directory.putMemberships([membership(1), membership(2), membership(3)]);
    await directory.putMemberships([membership(3)]);
    expect((await directory.memberships()).sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
      membership(1),
      membership(2),
      membership(3),
    ]);
    expect(await directory.membershipsOf('a0')).toEqual([membership(2)]);
    await directory.putMemberships([{ ...membership(2), to: '2025-01-31' }]);
    expect((await directory.membershipsById(['m2', 'm9'])).map(({ id }) => id)).toEqual(['m2']);
    expect(await directory.membershipsById([])).toEqual([]);
    expect(await directory.membershipsOf('a0')).toEqual([{ ...membership(2), to: '2025-01-31' }]);
    const substitute = { id: 's1', account: 'a0', substitute: 'a1', from: '2025-01-01', to: '2025-01-05' };
    await directory.putSubstitute(substitute);
    await directory.putSubstitute(substitute);
    expect(await directory.substitutes()).toEqual([substitute]);
    expect(await directory.revision()).toBe(6);
    expect(await directory.organisations()).toEqual([{ ...organisation, revision: 1 }]);
  });

  describe('accounts', () => {
    const accountOf = (n: number, given = {}) => ({
      _id: `a${n}`,
      login: `login${String(n).padStart(3, '0')}`,
      name: `Nguyễn Văn ${n}`,
      createdAt: at(1),
      revision: 1,
      ...given,
    });

    it('are inserted all or none, and changed by compare-and-set', async () => {
      const { accounts } = stores;
      expect(await accounts.insert([accountOf(1), accountOf(2)])).toBe('inserted');
      expect(await accounts.insert([accountOf(3), accountOf(4, { login: 'login001' })])).toBe('exists');
      expect(await accounts.insert([accountOf(5), accountOf(1, { login: 'other' })])).toBe('exists');
      expect(await accounts.byIds(['a1', 'a3', 'a5', 'a2'])).toHaveLength(2);
      expect(await accounts.byId('a1')).toEqual(accountOf(1));
      expect(await accounts.byLogin('login002')).toEqual(accountOf(2));
      const renamed = accountOf(1, { name: 'Trần Ân', revision: 2 });
      expect(await accounts.update(renamed, 1)).toBe('committed');
      expect(await accounts.update(accountOf(1, { revision: 2 }), 1)).toBe('lost');
      expect(await accounts.names()).toEqual({ a1: 'Trần Ân', a2: 'Nguyễn Văn 2' });
      expect((await accounts.list('an', null, 10)).map(({ _id }) => _id)).toEqual(['a1']);
    });

    it('are listed by login, and found by a word of the name without its marks', async () => {
      const { accounts } = stores;
      await accounts.insert(
        Array.from({ length: 50 }, (_, i) => accountOf(i, i % 10 === 0 ? { administrator: true } : {})),
      );
      const first = await accounts.list(null, null, 20);
      expect(first.map(({ login }) => login)).toEqual(
        Array.from({ length: 20 }, (_, i) => `login0${String(i).padStart(2, '0')}`),
      );
      const found: string[] = [];
      for (let after: string | null = null; ; ) {
        const page: { login: string }[] = await accounts.list('nguyen', after, 15);
        found.push(...page.map(({ login }) => login));
        if (page.length < 15) break;
        after = page.at(-1)!.login;
      }
      expect(found).toEqual(Array.from({ length: 50 }, (_, i) => accountOf(i).login));
      expect((await accounts.list('login04', null, 100)).map(({ _id }) => _id)).toEqual(
        Array.from({ length: 10 }, (_, i) => `a${40 + i}`),
      );
      expect(await accounts.administrators()).toBe(5);
    });

    it('get links that work once and until they expire', async () => {
      const { accounts } = stores;
      await accounts.putLinks([{ _id: 'h1', account: 'a1', purpose: 'reset', expiresAt: at(3) }]);
      expect(await accounts.peekLink('h1', at(2))).toMatchObject({ account: 'a1' });
      expect(await accounts.peekLink('h1', at(4))).toBeNull();
      const used = await Promise.all(Array.from({ length: 5 }, () => accounts.useLink('h1', at(2))));
      expect(used.filter((one) => one !== null)).toHaveLength(1);
      expect(await accounts.useLink('h2', at(2))).toBeNull();
    });

    it('have a log of what administrators did, newest first', async () => {
      const { accounts } = stores;
      for (const n of [1, 2, 3])
        await accounts.audit({
          _id: `${n}`,
          at: at(n),
          actor: 'admin',
          act: 'disable',
          subject: `a${n}`,
          details: { why: 'left' },
        });
      expect((await accounts.auditLog(null, 2)).map(({ _id }) => _id)).toEqual(['3', '2']);
      expect((await accounts.auditLog('2', 2)).map(({ _id }) => _id)).toEqual(['1']);
    });
  });

  it('campaign records are written by compare-and-set, with their wakes', async () => {
    const { records } = stores;
    const record = {
      _id: 'c',
      format: 1,
      version: 'v1',
      wakes: [],
      opening: {},
      opened: [],
      history: [],
      nextWakeAt: at(2),
      revision: 1,
    } as CampaignRecord;
    expect(await records.commit(record, 0, [])).toBe('committed');
    expect(await records.commit(record, 0, [])).toBe('exists');
    const event = {
      ...eventOf('c.x.y.z', 1),
      type: 'started',
    } as unknown as CampaignRecord['history'][number];
    const next = { ...record, opened: ['report/2025-01'], history: [event], revision: 2, nextWakeAt: at(5) };
    expect(await records.commit(next, 1, [event])).toBe('committed');
    expect(await records.commit(next, 1, [event])).toBe('lost');
    expect(await records.load('c')).toEqual(next);
    expect(await records.all()).toEqual([next]);
    expect(await records.waking(at(5))).toEqual([]);
    expect(await records.waking(at(6))).toEqual([{ _id: 'c', nextWakeAt: at(5) }]);
    const { nextWakeAt: _, ...asleep } = { ...next, revision: 3 };
    expect(await records.commit(asleep as CampaignRecord, 2, [])).toBe('committed');
    expect(await records.waking(at(31))).toEqual([]);
    expect(await records.load('c')).toEqual(asleep);
  });

  it('drafts are saved by compare-and-set and hold any key', async () => {
    const { drafts } = stores;
    const draft = (revision: number, answers: Record<string, unknown>) => ({
      _id: 'case/form/team',
      case: 'case',
      version: 'v1',
      revision,
      answers,
      savedAt: at(1),
      savedBy: ['a1', 'a2'],
    });
    expect(await drafts.save(draft(1, { 'a.b': '1', $x: ['y'] }), 0)).toBe('saved');
    expect(await drafts.save(draft(1, {}), 0)).toBe('lost');
    expect(await drafts.save(draft(2, { z: '' }), 1)).toBe('saved');
    expect(await drafts.save(draft(2, {}), 1)).toBe('lost');
    expect(await drafts.load('case/form/team')).toEqual(draft(2, { z: '' }));
    expect(await drafts.loadMany(['case/form/team', 'none'])).toHaveLength(1);
    expect(await drafts.removeOf('a2')).toBe(1);
    await drafts.save(draft(1, {}), 0);
    await drafts.remove(['case/form/team', 'none']);
    expect(await drafts.load('case/form/team')).toBeNull();
  });

  it('deliveries are unique by effect, recipient and channel', async () => {
    const { deliveries } = stores;
    expect(await deliveries.add([deliveryOf('d1'), deliveryOf('d2', { channel: 'mail' })])).toEqual([
      'd1',
      'd2',
    ]);
    expect(
      await deliveries.add([
        deliveryOf('d1'),
        deliveryOf('other', { effectKey: 'key/d2', channel: 'mail' }),
        deliveryOf('d3', { createdAt: at(21) }),
      ]),
    ).toEqual(['d3']);
    expect((await deliveries.pending(10)).map(({ _id }) => _id)).toEqual(['d1', 'd2', 'd3']);
    await deliveries.mark('d2', 'sent', at(22));
    expect(await deliveries.byId('d2')).toEqual(
      deliveryOf('d2', { channel: 'mail', state: 'sent', sentAt: at(22), attempts: 1 }),
    );
    await deliveries.mark('d1', 'dropped', at(22), 'the task is done');
    expect(await deliveries.byId('d1')).toMatchObject({ state: 'dropped', reason: 'the task is done' });
    expect(await deliveries.unread('an')).toBe(2);
    await deliveries.markRead('binh', ['d1'], at(23));
    await deliveries.markRead('an', ['d1'], at(23));
    expect(await deliveries.unread('an')).toBe(1);
    expect((await deliveries.deliveredKeys(['key/d1', 'key/x', 'key/d3'])).sort()).toEqual([
      'key/d1',
      'key/d3',
    ]);
    const [newest] = await deliveries.inbox('an', null, 1);
    expect(newest).toEqual(deliveryOf('d3', { createdAt: at(21) }));
    expect(
      (await deliveries.inbox('an', `${newest!.createdAt}|${newest!._id}`, 5)).map(({ _id }) => _id),
    ).toEqual(['d1']);
    expect((await deliveries.mails(null, 5)).map(({ _id }) => _id)).toEqual(['d2']);
    expect(await deliveries.removeOf('an')).toBe(3);
  });

  it('the clock never goes back, and facts and failures are kept', async () => {
    const { clock, meta, failures } = stores;
    expect(await clock.read()).toEqual({ offsetMs: 0, epoch: 0 });
    expect(await clock.advance(5000)).toEqual({ offsetMs: 5000, epoch: 1 });
    expect(await clock.advance(3000)).toEqual({ offsetMs: 5000, epoch: 2 });
    expect(await meta.get('mode')).toBeNull();
    await meta.set('mode', 'demo');
    expect(await meta.get('mode')).toBe('demo');
    for (const n of [1, 2, 3])
      await failures.add({ _id: `f${n}`, job: 'wake', data: { 'a.b': n }, error: 'x', at: at(n) });
    await failures.add({ _id: 'f3', job: 'wake', data: null, error: 'y', at: at(4) });
    expect((await failures.list(2)).map(({ _id, error }) => [_id, error])).toEqual([
      ['f3', 'y'],
      ['f2', 'x'],
    ]);
  });

  it('sessions live as long as their cookie and end with the account', async () => {
    const { sessions } = stores;
    const data = (expires: number, account?: string) =>
      ({
        cookie: { originalMaxAge: 1, expires: new Date(Date.now() + expires) },
        ...(account ? { account } : {}),
      }) as unknown as SessionData;
    const set = (sid: string, one: SessionData) =>
      new Promise<void>((done, failed) =>
        sessions.set(sid, one, (error) => (error ? failed(error) : done())),
      );
    const get = (sid: string) =>
      new Promise<SessionData | null | undefined>((done, failed) =>
        sessions.get(sid, (error, found) => (error ? failed(error) : done(found))),
      );
    await set('s1', data(60_000, 'a1'));
    await set('s2', data(-1000, 'a1'));
    await set('s3', data(60_000));
    expect(await get('s1')).toMatchObject({ account: 'a1' });
    expect(await get('s2')).toBeNull();
    await new Promise<void>((done) => sessions.destroy('s1', () => done()));
    expect(await get('s1')).toBeNull();
    await new Promise<void>((done) => sessions.destroy('s3', () => done()));
    expect(await get('s3')).toBeNull();
    await set('s4', data(-1000));
    await sessions.sweep();
    expect(await stores.models.sessions.countDocuments()).toBe(0);
  });

  describe('files', () => {
    const folder = mkdtempSync(join(tmpdir(), 'files-'));
    afterAll(() => rmSync(folder, { recursive: true }));

    it.each(['folder', 'GridFS'])('lie beside the cases: %s', async (kind) => {
      const bytes = kind === 'folder' ? folderBytes(folder) : gridFsBytes(stores.connection);
      const files = createFileStore(stores.models.files as never, bytes);
      const content = Buffer.from(Array.from({ length: 600_000 }, (_, i) => (i * 7) % 256));
      const meta = {
        id: 'abcdef',
        name: 'Biên bản.pdf',
        type: 'application/pdf',
        uploadedBy: 'a1',
        uploadedAt: at(1),
        case: 'case-1',
      };
      const stored = await files.put(meta, content);
      expect(stored).toMatchObject({
        ...meta,
        size: 600_000,
        digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      expect(await files.meta('abcdef')).toEqual(stored);
      expect(Buffer.compare((await files.read('abcdef'))!, content)).toBe(0);
      expect(await files.ofCase('case-1')).toEqual([stored]);
      expect(await files.read('none')).toBeNull();
      expect(await files.meta('none')).toBeNull();
      if (kind === 'folder') {
        expect(statSync(join(folder, 'ab', 'abcdef')).mode & 0o777).toBe(0o600);
        expect(await readdir(join(folder, 'ab'))).toEqual(['abcdef']);
      }
      await files.remove(['abcdef', 'none']);
      expect(await files.read('abcdef')).toBeNull();
      expect(await files.ofCase('case-1')).toEqual([]);
    });
  });
});
