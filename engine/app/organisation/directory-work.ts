import { type Issue, type IssueCode, issue } from '../../issues/index.ts';
import type { Batch } from '../../model/batch.ts';
import type { ChangedRecord, DirectoryChange, DirectoryRecordKind } from '../../model/directory-change.ts';
import type { JsonObject } from '../../model/json.ts';
import type { BatchWork } from '../batches.ts';
import type { Ports } from '../ports.ts';
import type { RecordKind } from './directory-records.ts';

/** What a batch of the kind `directory` is to do: write the records of a change. */
interface DirectoryPlan {
  change: string;
  /** Why it cannot go on: what was written so far is put back. */
  refused?: { code: string; params: JsonObject };
}

/** How many records one slice writes; those that have to change together are one slice. */
const sliceSize = 500;
/** So many records are written at once, while whoever pressed waits: an account and its role are two. */
const mostAtOnce = 400;
const place = { source: 'form', pointer: '' };

/** In this order nothing is written before what it names. */
const order: DirectoryRecordKind[] = [
  'organisation',
  'unit',
  'account',
  'membership',
  'substitute',
  'subject',
  'calendar',
];
/** Of these a change is one write, whatever their number. */
const together: ReadonlySet<DirectoryRecordKind> = new Set(['organisation', 'unit']);

/** A plan as a batch holds it. */
export function asPlan(plan: DirectoryPlan): JsonObject {
  return plan as unknown as JsonObject;
}

function planOf({ plan }: Pick<Batch, 'plan'>): DirectoryPlan {
  return plan as unknown as DirectoryPlan;
}

/** The records of a change by kind, in the order in which they are written. */
export function* byKind(
  records: readonly ChangedRecord[],
): Generator<[DirectoryRecordKind, ChangedRecord[]]> {
  for (const kind of order) {
    const own = records.filter((one) => one.kind === kind);
    if (own.length > 0) yield [kind, own];
  }
}

/** Is it so much that a batch writes it in slices? */
export function isLarge(records: readonly ChangedRecord[]): boolean {
  return records.filter(({ kind }) => !together.has(kind)).length > mostAtOnce;
}

/** The record as it becomes, and as it was, changed places. */
export function inverse({ kind, id, before, after }: ChangedRecord): ChangedRecord {
  return { kind, id, before: after, after: before };
}

/** A record by what may be said of it aloud: a subject only by its uid. */
export function nameOf({ kind, id, before, after }: ChangedRecord): string {
  const value = after ?? before;
  return kind === 'subject' ? id : String(value?.['name'] ?? id);
}

/** Why a batch put everything back. */
export function whyPutBack(batch: Pick<Batch, 'plan'>): Issue | null {
  const { refused } = planOf(batch);
  return refused ? issue(refused.code as IssueCode, place, refused.params as Issue['params']) : null;
}

/** Somebody else has written the record. */
export function changedMeanwhile(record: ChangedRecord): Issue {
  return issue('directory.record.meanwhile', place, { name: nameOf(record) });
}

/**
 * Makes the work of batches that write a large change. A slice finds its records as they were or, after a break, as
 * they shall be; where one stands otherwise, somebody came between, and everything is put back. `finish` says that
 * the change is applied, `leave` that nothing of it is.
 */
export function createDirectoryWork(
  ports: Ports,
  kinds: Record<DirectoryRecordKind, RecordKind>,
  finish: (change: DirectoryChange) => Promise<void>,
  leave: (change: DirectoryChange) => Promise<void>,
): BatchWork {
  let last: { change: DirectoryChange; records: ChangedRecord[] } | null = null;

  const same = (a: JsonObject | null, b: JsonObject | null) => ports.hash.json(a) === ports.hash.json(b);

  /** The change, whose many records are read once for all slices of this process. */
  async function changeOf(batch: Batch): Promise<NonNullable<typeof last>> {
    const { change: id } = planOf(batch);
    if (last?.change._id !== id) {
      const change = await ports.directoryChanges.load(id);
      if (!change) throw new Error(`The change ${id} is not there any more.`);
      last = { change, records: [...byKind(change.records)].flatMap(([, own]) => own) };
    }
    return last;
  }

  /** The next records of one kind, from a place on. */
  function sliceFrom(records: readonly ChangedRecord[], from: number): ChangedRecord[] {
    const kind = records[from]!.kind;
    const end = records.findIndex((one, at) => at > from && one.kind !== kind);
    const own = records.slice(from, end < 0 ? records.length : end);
    return together.has(kind) ? own : own.slice(0, sliceSize);
  }

  /** Why a slice cannot be written: one stands neither as it was nor as it shall be, or is used and may not go. */
  async function hindered(kind: RecordKind, slice: ChangedRecord[]): Promise<Issue | null> {
    const standing = await kind.read(slice.map(({ id }) => id));
    const other = slice.find(({ id, before, after }) => {
      const present = standing.get(id) ?? null;
      return !same(present, before) && !same(present, after);
    });
    if (other) return changedMeanwhile(other);
    const leaving = slice.flatMap(({ id, before, after }) =>
      after === null && before !== null && standing.has(id) ? [{ id, value: before }] : [],
    );
    return (leaving.length > 0 ? await kind.keeps?.(leaving) : null) ?? null;
  }

  async function write(batch: Batch): Promise<Batch> {
    const { change, records } = await changeOf(batch);
    const from = Number(batch.cursor ?? 0);
    const slice = from < records.length ? sliceFrom(records, from) : [];
    const until = from + slice.length;
    if (slice.length > 0) {
      const kind = kinds[slice[0]!.kind];
      let why = await hindered(kind, slice);
      if (!why) {
        const lost = await kind.write(slice, change.at);
        const first = slice.find(({ id }) => lost.includes(id));
        why = first ? changedMeanwhile(first) : null;
      }
      if (why) {
        const refused = { code: why.code, params: JSON.parse(JSON.stringify(why.params)) as JsonObject };
        const plan = asPlan({ change: change._id, refused });
        return { ...batch, state: 'undoing', plan, cursor: String(until), total: until, done: 0 };
      }
    }
    if (until < records.length) return { ...batch, cursor: String(until), done: until };
    await finish(change);
    last = null;
    return { ...batch, cursor: String(until), done: until, state: 'done' };
  }

  /** Puts back what was written and nobody has changed since, a slice at a time from the last. */
  async function putBack(batch: Batch): Promise<Batch> {
    const { change, records } = await changeOf(batch);
    const until = Number(batch.cursor ?? 0);
    if (until > 0) {
      const back = records.slice(0, until).reverse();
      const slice = sliceFrom(back, 0);
      const kind = kinds[slice[0]!.kind];
      const standing = await kind.read(slice.map(({ id }) => id));
      const written = slice.filter(
        ({ id, before, after }) =>
          same(standing.get(id) ?? null, after) && !same(standing.get(id) ?? null, before),
      );
      if (written.length > 0) await kind.write(written.map(inverse), change.at);
      const left = until - slice.length;
      if (left > 0) return { ...batch, cursor: String(left), done: batch.total - left };
    }
    await leave(change);
    last = null;
    return { ...batch, cursor: '0', done: batch.total, state: 'stopped' };
  }

  return { slice: (batch) => (batch.state === 'undoing' ? putBack(batch) : write(batch)) };
}
