import { Worker } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { migrate, readImage, schema, startParams } from '../../../engine/adapters/embedded/queue/image.ts';
import { openQueueDatabase, type QueueDatabase } from '../../../engine/adapters/embedded/queue/index.ts';

describe('the prepared database', () => {
  it('is the one that the installed PGlite and BullMQ would make', async () => {
    const image = await readImage();
    expect(image).not.toBeNull();
    const database = await PGlite.create({
      dataDir: 'memory://',
      loadDataDir: image!,
      startParams: [...startParams],
    });
    const migrations = async () =>
      (await database.query(`SELECT version, name FROM ${schema}.migration ORDER BY version`)).rows;
    const prepared = await migrations();
    await migrate(database);
    expect(await migrations(), 'run node engine/adapters/embedded/queue/make-image.ts').toEqual(prepared);
    expect(prepared.length).toBeGreaterThan(0);
    await database.close();
  });
});

describe('the queue database', () => {
  let database: QueueDatabase;
  const posted = vi.spyOn(Worker.prototype, 'postMessage');

  beforeAll(async () => {
    database = await openQueueDatabase();
  });
  afterAll(async () => {
    await database.close();
    posted.mockRestore();
  });

  it('answers statements with their rows and how many they touched', async () => {
    const { rows } = await database.pool.query('SELECT $1::int AS n, $2::jsonb AS o, $3::text[] AS t', [
      7,
      '{"a":1}',
      ['x', 'y'],
    ]);
    expect(rows).toEqual([{ n: 7, o: { a: 1 }, t: ['x', 'y'] }]);
    const { rowCount } = await database.pool.query(
      'CREATE TABLE counted AS SELECT generate_series(1, 5) AS n',
    );
    expect(rowCount).toBe(5);
  });

  it('hands a refusal on with its SQLSTATE and detail', async () => {
    await database.pool.query('CREATE TABLE single (id int PRIMARY KEY); ').catch(() => {});
    await database.pool.query('INSERT INTO single VALUES (1)');
    await expect(database.pool.query('INSERT INTO single VALUES (1)')).rejects.toMatchObject({
      code: '23505',
      detail: 'Key (id)=(1) already exists.',
    });
  });

  it('goes on after a parameter that cannot be sent or written', async () => {
    await expect(database.pool.query('SELECT $1', [() => {}])).rejects.toThrow();
    await expect(database.pool.query('SELECT $1::bool', ['perhaps'])).rejects.toThrow();
    expect((await database.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  it('offers no transactions, since there is one session', async () => {
    await expect(database.pool.query('  begin')).rejects.toThrow(/one session/);
  });

  it('tells listening sessions, and those let go no longer', async () => {
    const heard: string[] = [];
    const client = await database.pool.connect();
    client.on('notification', ({ channel, payload }) => heard.push(`${channel} ${payload}`));
    await client.query('-- why\nLISTEN news');
    await database.pool.query(`SELECT pg_notify('news', 'one')`);
    await vi.waitFor(() => expect(heard).toEqual(['news one']));
    client.release();
    await database.pool.query(`SELECT pg_notify('news', 'two')`);
    await database.pool.query('SELECT 1');
    expect(heard).toEqual(['news one']);
  });

  it('does not hold up the thread it is used from', async () => {
    let turns = 0;
    let running = true;
    const turn = () => {
      turns += 1;
      if (running) setImmediate(turn);
    };
    setImmediate(turn);
    await database.pool.query('SELECT count(*) FROM generate_series(1, 2000000)');
    running = false;
    // A thread that waits for the answer has one turn or two; one that does not, thousands.
    expect(turns).toBeGreaterThan(100);
  });

  it('is replaced by an empty one when its thread dies', async () => {
    const client = await database.pool.connect();
    const lost = new Promise<Error>((resolve) => client.on('error', resolve));
    await database.pool.query('CREATE TABLE gone (id int)');
    const waiting = database.pool.query('SELECT pg_sleep(5)').catch((error: Error) => error);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const thread = posted.mock.contexts.at(-1) as Worker;
    await thread.terminate();
    expect(await waiting).toBeInstanceOf(Error);
    expect((await lost).message).toContain('stopped');
    await expect(database.pool.query('SELECT * FROM gone')).rejects.toMatchObject({ code: '42P01' });
    expect((await database.pool.query(`SELECT count(*)::int AS jobs FROM ${schema}.job`)).rows).toEqual([
      { jobs: 0 },
    ]);
  });

  it('refuses after it was closed', async () => {
    const other = await openQueueDatabase();
    const waiting = other.pool.query('SELECT pg_sleep(5)').catch((error: Error) => error);
    await other.close();
    expect(await waiting).toBeInstanceOf(Error);
    await expect(other.pool.query('SELECT 1')).rejects.toThrow(/closed/);
  });
});
