import { failure, type Issue, issue, type Result, success } from '../../issues/index.ts';
import type { Account } from '../../model/account.ts';
import type { Batch } from '../../model/batch.ts';
import type { ChangedRecord, DirectoryChange } from '../../model/directory-change.ts';
import type { JsonObject } from '../../model/json.ts';
import { audit } from '../audit.ts';
import { type Batches, batchId, isUnderWay } from '../batches.ts';
import type { Ports } from '../ports.ts';
import { recordKinds } from './directory-records.ts';
import {
  asPlan,
  byKind,
  changedMeanwhile,
  createDirectoryWork,
  inverse,
  isLarge,
  nameOf,
  whyPutBack,
} from './directory-work.ts';

/** What is done and why. */
export interface DirectoryAct {
  act: string;
  records: ChangedRecord[];
  note?: string;
  lines?: DirectoryChange['lines'];
}

/** How far the writing of a large change has come. */
export interface DirectoryProgress {
  underWay: boolean;
  /** Somebody came between, and what was written is put back. */
  puttingBack: boolean;
  done: number;
  total: number;
  /** Why it was put back. */
  why?: Issue;
}

/**
 * The one way by which the directory changes: units, memberships, substitutes, subjects, accounts and calendars.
 * An act is written down first, then its records are; a process that dies in between leaves what the next one
 * finishes. What was applied can be undone as long as nothing in it was changed again. A large act is written by a
 * batch, in slices: it is given back as `applying`, and `progress` tells how far it is.
 */
export interface DirectoryChanges {
  /** Refused unless every record still stands as the act says it was. */
  make(by: Account, act: DirectoryAct): Promise<Result<DirectoryChange>>;
  /** The same for somebody a campaign gives the right to: the caller has looked that it does. */
  makeEntitled(by: Account, act: DirectoryAct): Promise<Result<DirectoryChange>>;
  /** Writes down an act that a batch knows and carries out, and which records it touches; once, however often asked. */
  recordBatch(batch: Batch, act: string, touches: string[]): Promise<void>;
  /** Writes down what was done already, so that it is in the history. */
  record(by: string, act: DirectoryAct): Promise<void>;
  /** Keeps an act to be looked at; it is forgotten after a day. */
  propose(by: Account, act: DirectoryAct): Promise<Result<DirectoryChange>>;
  apply(by: Account, id: string): Promise<Result<DirectoryChange>>;
  /** A change of its own that puts every record back. */
  undo(by: Account, id: string): Promise<Result<DirectoryChange>>;
  /** Why a change cannot be undone now; null when it can. */
  undoable(change: DirectoryChange): Promise<Issue | null>;
  load(id: string): Promise<DirectoryChange | null>;
  /** How far the writing of a large change has come; null for one that was written at once. */
  progress(change: DirectoryChange): Promise<DirectoryProgress | null>;
  list(touching: string | null, before: string | null, limit: number): Promise<DirectoryChange[]>;
  /** Finishes what a process that died has left half way. */
  finish(): Promise<void>;
}

const shownFirst = 5;
const previewMs = 86_400_000;
const place = { source: 'form', pointer: '' };
/**
 * Makes the history of the directory over its stores. `follow` does what comes of a change once its records are
 * written; it is called again for a change that a process died in.
 */
export function createDirectoryChanges(
  ports: Ports,
  batches: Pick<Batches, 'add' | 'start'>,
  follow: (change: DirectoryChange) => Promise<void> = async () => {},
): DirectoryChanges {
  const kinds = recordKinds(ports);
  let last: Promise<unknown> = Promise.resolve();
  let drawnSoFar = 0;

  /** One act after another in this process; across processes the stores' compare-and-set decides. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  }

  const same = (a: JsonObject | null, b: JsonObject | null) => ports.hash.json(a) === ports.hash.json(b);

  /** The first record that does not stand as the change says it was. */
  async function moved(records: readonly ChangedRecord[]): Promise<ChangedRecord | null> {
    for (const [kind, own] of byKind(records)) {
      const standing = await kinds[kind].read(own.map(({ id }) => id));
      const other = own.find(({ id, before }) => !same(standing.get(id) ?? null, before));
      if (other) return other;
    }
    return null;
  }

  function drawn(by: string, { act, records, note, lines }: DirectoryAct): DirectoryChange {
    const at = ports.time.now();
    // Two of one millisecond stay in their order.
    drawnSoFar += 1;
    return {
      _id: `${at}-${String(drawnSoFar).padStart(6, '0')}-${ports.ids.id()}`,
      format: 1,
      state: 'proposed',
      act,
      by,
      at,
      ...(note ? { note } : {}),
      records,
      first: records.slice(0, shownFirst),
      total: records.length,
      touches: records.map(({ kind, id }) => `${kind}/${id}`),
      ...(lines ? { lines } : {}),
      revision: 1,
    };
  }

  async function save(change: DirectoryChange, state: DirectoryChange['state']): Promise<DirectoryChange> {
    const next = { ...change, state, revision: change.revision + 1 };
    await ports.directoryChanges.save(next, change.revision);
    return next;
  }

  /** Writes the records of a change that is written down. What was lost to somebody else is put back whole. */
  async function carryOut(change: DirectoryChange): Promise<Result<DirectoryChange>> {
    const done: ChangedRecord[] = [];
    for (const [kind, own] of byKind(change.records)) {
      const lost = await kinds[kind].write(own, change.at);
      done.push(...own.filter(({ id }) => !lost.includes(id)));
      const first = own.find(({ id }) => lost.includes(id));
      if (!first) continue;
      for (const [other, written] of byKind(done)) await kinds[other].write(written.map(inverse), change.at);
      await ports.directory.touch();
      await ports.directoryChanges.remove(change._id);
      return failure([changedMeanwhile(first)]);
    }
    return success(await carriedOut(change));
  }

  /** The records are written: what comes of it, and the change is history. */
  async function carriedOut(change: DirectoryChange): Promise<DirectoryChange> {
    await ports.directory.touch();
    if (change.undoes) await markUndone(change.undoes, change._id);
    await follow(change);
    return save(change, 'applied');
  }

  async function finish(): Promise<void> {
    for (const change of await ports.directoryChanges.unfinished())
      if (change.batch === undefined) await carryOut(change);
      else await startBatch(change, change.batch);
  }

  /** Asks a worker to write a large change; one that is asked already is left alone. */
  async function startBatch({ _id, by, records }: DirectoryChange, batch: string): Promise<void> {
    await batches.start(
      {
        _id: batch,
        format: 1,
        kind: 'directory',
        plan: asPlan({ change: _id }),
        state: 'running',
        by,
        at: ports.time.now(),
        total: records.length,
        done: 0,
        cursor: null,
        counts: {},
        revision: 1,
      },
      0,
    );
  }

  const work = createDirectoryWork(
    ports,
    kinds,
    async ({ _id }) => {
      const change = await ports.directoryChanges.load(_id);
      if (change?.state === 'applying') await carriedOut(change);
    },
    async ({ _id }) => {
      const change = await ports.directoryChanges.load(_id);
      await ports.directory.touch();
      if (change?.state === 'applying') await save(change, 'proposed');
    },
  );
  batches.add('directory', { slice: work.slice, startDue: () => inTurn(finish) });

  async function markUndone(id: string, by: string): Promise<void> {
    const standing = await ports.directoryChanges.load(id);
    if (standing && standing.state !== 'undone')
      await ports.directoryChanges.save(
        { ...standing, state: 'undone', undoneBy: by, revision: standing.revision + 1 },
        standing.revision,
      );
  }

  /** Applies a change as it stands in the store, or, when it is not there yet, writes it down first. */
  async function begin(change: DirectoryChange, stored: boolean): Promise<Result<DirectoryChange>> {
    await finish();
    const other = await moved(change.records);
    return other ? failure([changedMeanwhile(other)]) : carry(change, stored);
  }

  /** The same where it was looked at already that every record stands as the change says it was. */
  async function carry(change: DirectoryChange, stored: boolean): Promise<Result<DirectoryChange>> {
    const batch = isLarge(change.records)
      ? batchId('directory', ports.time.now(), ports.ids.id())
      : undefined;
    const applying: DirectoryChange = {
      ...change,
      state: 'applying',
      ...(batch === undefined ? {} : { batch }),
      revision: stored ? change.revision + 1 : 1,
    };
    const outcome = await ports.directoryChanges.save(applying, stored ? change.revision : 0);
    if (outcome !== 'committed') return failure([issue('directory.change.not_proposed', place)]);
    if (batch === undefined) return carryOut(applying);
    await startBatch(applying, batch);
    return success(applying);
  }

  const audited = (by: Account, act: string, change: DirectoryChange) =>
    audit(ports, {
      at: change.at,
      by: by._id,
      act,
      subject: change.act,
      details: { records: String(change.total) },
    });

  async function undoable(change: DirectoryChange): Promise<Issue | null> {
    if (change.batch !== undefined && change.total === 0)
      return issue('directory.undo.reorganisation', place);
    if (change.state !== 'applied') return issue('directory.undo.not_applied', place);
    for (const [kind, own] of byKind(change.records)) {
      const standing = await kinds[kind].read(own.map(({ id }) => id));
      for (const one of own) {
        const present = standing.get(one.id) ?? null;
        if (
          one.kind === 'subject' &&
          present?.['erased'] !== undefined &&
          one.after?.['erased'] === undefined
        )
          return issue('directory.undo.erased', place);
        if (!same(present, one.after)) return issue('directory.undo.overtaken', place, { name: nameOf(one) });
      }
      const added = own.flatMap(({ id, before, after }) =>
        before === null && after !== null ? [{ id, value: after }] : [],
      );
      const kept = added.length > 0 ? await kinds[kind].keeps?.(added) : null;
      if (kept) return kept;
    }
    return null;
  }

  function made(by: Account, act: DirectoryAct): Promise<Result<DirectoryChange>> {
    return inTurn(async () => {
      if (act.records.length === 0) return failure([issue('directory.change.nothing', place)]);
      const change = await begin(drawn(by._id, act), false);
      if (change.ok) await audited(by, 'directory.change', change.value);
      return change;
    });
  }

  return {
    make: (by, act) => (by.administrator ? made(by, act) : Promise.resolve(notAllowed())),
    makeEntitled: made,
    async recordBatch(batch, act, touches) {
      const { at, by } = batch.signedOff ?? batch;
      const change: DirectoryChange = {
        // The same for the same batch, and in its place among what was done before and after.
        _id: `${at}-000000-${batch._id}`,
        format: 1,
        state: 'applied',
        act,
        by,
        at,
        records: [],
        first: [],
        total: 0,
        touches,
        batch: batch._id,
        revision: 1,
      };
      await ports.directoryChanges.save(change, 0);
    },
    async record(by, act) {
      await ports.directoryChanges.save({ ...drawn(by, act), state: 'applied' }, 0);
    },
    async propose(by, act) {
      if (!by.administrator) return notAllowed();
      const change = drawn(by._id, act);
      const dayAgo = new Date(Date.parse(change.at) - previewMs).toISOString();
      await ports.directoryChanges.removeProposed(dayAgo);
      await ports.directoryChanges.save(change, 0);
      return success(change);
    },
    apply: (by, id) =>
      inTurn(async () => {
        if (!by.administrator) return notAllowed();
        const change = await ports.directoryChanges.load(id);
        if (!change) return failure([issue('directory.change.unknown', place)]);
        if (change.state !== 'proposed') return failure([issue('directory.change.not_proposed', place)]);
        if (change.records.length === 0) return failure([issue('directory.change.nothing', place)]);
        const made = await begin(change, true);
        if (made.ok) await audited(by, 'directory.change', made.value);
        return made;
      }),
    undo: (by, id) =>
      inTurn(async () => {
        if (!by.administrator) return notAllowed();
        await finish();
        const change = await ports.directoryChanges.load(id);
        if (!change) return failure([issue('directory.change.unknown', place)]);
        const refused = await undoable(change);
        if (refused) return failure([refused]);
        const back = {
          ...drawn(by._id, { act: change.act, records: change.records.map(inverse).reverse() }),
          undoes: change._id,
        };
        const made = await carry(back, false);
        if (!made.ok) return made;
        await audited(by, 'directory.undo', made.value);
        return made;
      }),
    undoable,
    load: (id) => ports.directoryChanges.load(id),
    async progress({ batch: id, state, total }) {
      if (id === undefined || total === 0) return null;
      const batch = await ports.batches.load(id);
      const why = batch && whyPutBack(batch);
      return {
        // It was read a moment before its batch, and may have been applied in between.
        underWay: state === 'applying' || (batch !== null && isUnderWay(batch)),
        puttingBack: batch?.state === 'undoing',
        done: batch?.done ?? 0,
        total: batch?.total ?? total,
        ...(why ? { why } : {}),
      };
    },
    async list(touching, before, limit) {
      await inTurn(finish);
      return ports.directoryChanges.list(touching, before, limit);
    },
    finish: () => inTurn(finish),
  };
}

function notAllowed(): Result<never> {
  return failure([issue('directory.access.administrator', place)]);
}
