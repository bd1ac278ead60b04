import { randomUUID } from 'node:crypto';
import type { StatementSync } from 'node:sqlite';
import { type Doc, decode, encode, maxDocumentBytes } from '../bson/codec.ts';
import { CommandError } from '../errors/command-error.ts';
import { encodeValue } from '../keys/encode.ts';
import { type IndexKeys, indexKeys } from '../keys/index-keys.ts';
import type { KeyRange } from '../keys/intervals.ts';
import type { Collection, Index } from './collection.ts';
import { type Counters, newCounters } from './counters.ts';
import { type Database, openDatabase } from './database.ts';
import { refuseTooDeep } from './depth.ts';
import { duplicateKey } from './duplicate-key.ts';
import { idIndexSpecification, indexOf } from './index-specification.ts';

/** An entry of an index table. */
export interface KeyRow {
  key: Buffer;
  row: number;
}

/** A stored document and its row. */
export interface StoredRow {
  row: number;
  raw: Uint8Array;
}

/** Documents, indexes and collections on one SQLite file. Every write belongs to the open transaction. */
export interface Store {
  readonly database: Database;
  readonly counters: Counters;
  databases(): string[];
  collections(database: string): Collection[];
  collection(database: string, name: string): Collection | null;
  createCollection(database: string, name: string): Collection;
  dropCollection(collection: Collection): void;
  createIndex(collection: Collection, specification: Doc): Index;
  dropIndex(collection: Collection, index: Index): void;
  /** Reads what is in the file again, after a transaction was rolled back. */
  reload(): void;

  insert(collection: Collection, raw: Uint8Array, doc: Doc): void;
  /** Writes a document anew. `before` gives it as it was; `touched` are the top-level fields that may differ; null when all may. */
  replace(
    collection: Collection,
    row: number,
    before: () => Doc,
    after: Doc,
    touched: Set<string> | null,
  ): Uint8Array;
  remove(collection: Collection, row: number, doc: Doc): void;

  read(collection: Collection, row: number): Uint8Array | null;
  readById(collection: Collection, id: unknown): StoredRow | null;
  /** Documents in the order of insertion, after a row. */
  readAfter(collection: Collection, row: number, limit: number): StoredRow[];
  readBefore(collection: Collection, row: number, limit: number): StoredRow[];
  /** Entries of an index in a range; `after` continues behind an entry. */
  scan(index: Index, range: KeyRange, backward: boolean, after: KeyRow | null, limit: number): KeyRow[];
  /** How many entries a range has, counted up to `limit`. */
  countKeys(index: Index, range: KeyRange, limit: number): number;
  countDocuments(collection: Collection): number;
  /** Rises with every write to documents. */
  version(): number;
  /** Bytes of the file. */
  fileSize(): number;
  close(): void;
}

/** Opens the store on a file, making the file when there is none. */
export function openStore(file: string): Store {
  const database = openDatabase(file);
  const counters = newCounters();
  const byName = new Map<string, Collection>();
  const { statement } = database;

  function reload(): void {
    byName.clear();
    const collections = statement('SELECT id, database, name, uuid FROM collections ORDER BY id').all();
    const byId = new Map<number, Collection>();
    for (const row of collections as unknown as [number, string, string, Uint8Array][]) {
      const collection = { id: row[0], database: row[1], name: row[2], uuid: row[3], indexes: [] };
      byId.set(collection.id, collection);
      byName.set(keyOf(collection.database, collection.name), collection);
    }
    const indexes = statement(
      'SELECT id, collection, specification, multikey FROM indexes ORDER BY id',
    ).all() as unknown as [number, number, Uint8Array, string][];
    for (const [id, collection, specification, multikey] of indexes)
      byId.get(collection)!.indexes.push(indexOf(id, decode(specification), JSON.parse(multikey)));
  }

  function createCollection(name: string, collectionName: string): Collection {
    database.begin();
    const uuid = Buffer.from(randomUUID().replaceAll('-', ''), 'hex');
    const { lastInsertRowid } = statement(
      'INSERT INTO collections (database, name, uuid) VALUES (?, ?, ?)',
    ).run(name, collectionName, uuid);
    const id = Number(lastInsertRowid);
    database.sqlite.exec(`CREATE TABLE documents_${id} (row INTEGER PRIMARY KEY, body BLOB NOT NULL)`);
    const collection: Collection = { id, database: name, name: collectionName, uuid, indexes: [] };
    byName.set(keyOf(name, collectionName), collection);
    createIndex(collection, idIndexSpecification());
    return collection;
  }

  function dropCollection(collection: Collection): void {
    database.begin();
    for (const index of collection.indexes) dropTables(index);
    statement('DELETE FROM indexes WHERE collection = ?').run(collection.id);
    statement('DELETE FROM collections WHERE id = ?').run(collection.id);
    database.sqlite.exec(`DROP TABLE documents_${collection.id}`);
    byName.delete(keyOf(collection.database, collection.name));
  }

  /** A unique index's table holds each key once; in others a key may stand for several documents. */
  function createIndex(collection: Collection, specification: Doc): Index {
    database.begin();
    const probe = indexOf(0, specification, null);
    const { lastInsertRowid } = statement(
      'INSERT INTO indexes (collection, name, specification, multikey) VALUES (?, ?, ?, ?)',
    ).run(collection.id, probe.name, encode(specification), JSON.stringify(probe.multikey));
    const index = { ...probe, id: Number(lastInsertRowid) };
    database.sqlite.exec(
      `CREATE TABLE keys_${index.id} (key BLOB NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (${
        index.unique ? 'key' : 'key, row'
      })) WITHOUT ROWID`,
    );
    try {
      fill(collection, index);
    } catch (error) {
      dropTables(index);
      statement('DELETE FROM indexes WHERE id = ?').run(index.id);
      throw error;
    }
    collection.indexes.push(index);
    return index;
  }

  function fill(collection: Collection, index: Index): void {
    let last = 0;
    for (;;) {
      const documents = readAfter(collection, last, 500);
      if (documents.length === 0) return;
      for (const { row, raw } of documents) {
        const made = indexKeys(decode(raw), index.components);
        refuseTaken(collection, index, made, null);
        addKeys(index, made, row);
        last = row;
      }
    }
  }

  function dropIndex(collection: Collection, index: Index): void {
    database.begin();
    statement('DELETE FROM indexes WHERE id = ?').run(index.id);
    dropTables(index);
    collection.indexes.splice(collection.indexes.indexOf(index), 1);
  }

  function dropTables(index: Index): void {
    database.sqlite.exec(`DROP TABLE keys_${index.id}`);
  }

  function refuseTaken(collection: Collection, index: Index, made: IndexKeys, own: number | null): void {
    if (!index.unique) return;
    const find = statement(`SELECT row FROM keys_${index.id} WHERE key = ?`);
    made.keys.forEach((key, i) => {
      const holder = find.get(key) as unknown as [number] | undefined;
      if (holder && holder[0] !== own) throw duplicateKey(collection, index, made.rows[i]!);
    });
  }

  function addKeys(index: Index, made: IndexKeys, row: number): void {
    if (made.multikey.some((many, i) => many && !index.multikey[i])) {
      index.multikey = index.multikey.map((many, i) => many || made.multikey[i]!);
      statement('UPDATE indexes SET multikey = ? WHERE id = ?').run(JSON.stringify(index.multikey), index.id);
    }
    const add = statement(`INSERT INTO keys_${index.id} (key, row) VALUES (?, ?)`);
    for (const key of made.keys) add.run(key, row);
  }

  function deleteKeys(index: Index, keys: Buffer[], row: number): void {
    const remove = statement(`DELETE FROM keys_${index.id} WHERE key = ? AND row = ?`);
    for (const key of keys) remove.run(key, row);
  }

  /** Everything that may be refused is looked at before the first write. */
  function insert(collection: Collection, raw: Uint8Array, doc: Doc): void {
    refuseTooLarge(raw);
    refuseTooDeep(doc);
    const made = collection.indexes.map((index) => indexKeys(doc, index.components));
    collection.indexes.forEach((index, i) => {
      refuseTaken(collection, index, made[i]!, null);
    });
    database.begin();
    const { lastInsertRowid } = statement(`INSERT INTO documents_${collection.id} (body) VALUES (?)`).run(
      raw,
    );
    collection.indexes.forEach((index, i) => {
      addKeys(index, made[i]!, Number(lastInsertRowid));
    });
    counters.documentsInserted += 1;
  }

  function replace(
    collection: Collection,
    row: number,
    before: () => Doc,
    after: Doc,
    touched: Set<string> | null,
  ): Uint8Array {
    refuseTooDeep(after);
    const raw = encode(after);
    refuseTooLarge(raw);
    const changing = collection.indexes.filter(
      (index) => !touched || index.components.some(({ parts }) => touched.has(parts[0]!)),
    );
    const old = changing.length > 0 ? before() : after;
    const changes = changing.map((index) => ({
      index,
      old: indexKeys(old, index.components),
      made: indexKeys(after, index.components),
    }));
    for (const { index, made } of changes) refuseTaken(collection, index, made, row);
    database.begin();
    statement(`UPDATE documents_${collection.id} SET body = ? WHERE row = ?`).run(raw, row);
    for (const { index, old, made } of changes) {
      const kept = new Set(made.keys.map((key) => key.toString('latin1')));
      const had = new Set(old.keys.map((key) => key.toString('latin1')));
      deleteKeys(
        index,
        old.keys.filter((key) => !kept.has(key.toString('latin1'))),
        row,
      );
      addKeys(index, { ...made, keys: made.keys.filter((key) => !had.has(key.toString('latin1'))) }, row);
    }
    counters.documentsUpdated += 1;
    return raw;
  }

  function remove(collection: Collection, row: number, doc: Doc): void {
    database.begin();
    for (const index of collection.indexes) deleteKeys(index, indexKeys(doc, index.components).keys, row);
    statement(`DELETE FROM documents_${collection.id} WHERE row = ?`).run(row);
    counters.documentsDeleted += 1;
  }

  function read(collection: Collection, row: number): Uint8Array | null {
    const found = statement(`SELECT body FROM documents_${collection.id} WHERE row = ?`).get(row);
    if (!found) return null;
    counters.documentsRead += 1;
    return (found as unknown as [Uint8Array])[0];
  }

  function readById(collection: Collection, id: unknown): StoredRow | null {
    const found = statement(
      `SELECT row, body FROM documents_${collection.id}` +
        ` WHERE row = (SELECT row FROM keys_${collection.indexes[0]!.id} WHERE key = ?)`,
    ).get(encodeValue(id)) as unknown as [number, Uint8Array] | undefined;
    if (!found) return null;
    counters.keysRead += 1;
    counters.documentsRead += 1;
    return { row: found[0], raw: found[1] };
  }

  function rowsOf(found: unknown): StoredRow[] {
    const rows = (found as [number, Uint8Array][]).map(([row, raw]) => ({ row, raw }));
    counters.documentsRead += rows.length;
    return rows;
  }

  function readAfter(collection: Collection, row: number, limit: number): StoredRow[] {
    return rowsOf(
      statement(`SELECT row, body FROM documents_${collection.id} WHERE row > ? ORDER BY row LIMIT ?`).all(
        row,
        limit,
      ),
    );
  }

  function readBefore(collection: Collection, row: number, limit: number): StoredRow[] {
    return rowsOf(
      statement(
        `SELECT row, body FROM documents_${collection.id} WHERE row < ? ORDER BY row DESC LIMIT ?`,
      ).all(row, limit),
    );
  }

  function scan(
    index: Index,
    range: KeyRange,
    backward: boolean,
    after: KeyRow | null,
    limit: number,
  ): KeyRow[] {
    const found = scanRows(index, range, backward, after, limit) as [Uint8Array, number][];
    counters.keysRead += found.length;
    return found.map(([key, row]) => ({ key: Buffer.from(key.buffer, key.byteOffset, key.length), row }));
  }

  function scanRows(
    index: Index,
    range: KeyRange,
    backward: boolean,
    after: KeyRow | null,
    limit: number,
  ): unknown {
    const table = `SELECT key, row FROM keys_${index.id}`;
    const order = backward ? 'ORDER BY key DESC, row DESC LIMIT ?' : 'ORDER BY key, row LIMIT ?';
    if (!after)
      return statement(`${table} WHERE key >= ? AND key < ? ${order}`).all(range.from, range.to, limit);
    if (backward)
      return statement(`${table} WHERE key >= ? AND (key, row) < (?, ?) ${order}`).all(
        range.from,
        after.key,
        after.row,
        limit,
      );
    return statement(`${table} WHERE (key, row) > (?, ?) AND key < ? ${order}`).all(
      after.key,
      after.row,
      range.to,
      limit,
    );
  }

  function countKeys(index: Index, range: KeyRange, limit: number): number {
    return first(
      statement(`SELECT count(*) FROM (SELECT 1 FROM keys_${index.id} WHERE key >= ? AND key < ? LIMIT ?)`),
      range.from,
      range.to,
      limit,
    );
  }

  function countDocuments(collection: Collection): number {
    return first(statement(`SELECT count(*) FROM keys_${collection.indexes[0]!.id}`));
  }

  function first(query: StatementSync, ...values: (Uint8Array | number)[]): number {
    return (query.get(...values) as unknown as [number])[0];
  }

  function fileSize(): number {
    return first(statement('SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()'));
  }

  reload();
  return {
    database,
    counters,
    databases: () => [...new Set([...byName.values()].map((one) => one.database))].sort(),
    collections: (name) =>
      [...byName.values()].filter((one) => one.database === name).sort((a, b) => (a.name < b.name ? -1 : 1)),
    collection: (name, collectionName) => byName.get(keyOf(name, collectionName)) ?? null,
    createCollection,
    dropCollection,
    createIndex,
    dropIndex,
    reload,
    insert,
    replace,
    remove,
    read,
    readById,
    readAfter,
    readBefore,
    scan,
    countKeys,
    countDocuments,
    version: () => counters.documentsInserted + counters.documentsUpdated + counters.documentsDeleted,
    fileSize,
    close: database.close,
  };
}

function keyOf(database: string, name: string): string {
  return `${database}.${name}`;
}

function refuseTooLarge(raw: Uint8Array): void {
  if (raw.length > maxDocumentBytes)
    throw new CommandError(
      'BSONObjectTooLarge',
      `BSONObj size: ${raw.length} is invalid. Size must be between 0 and ${maxDocumentBytes}`,
    );
}
