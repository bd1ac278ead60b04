import type { Case, CaseEvent, Delivery, DirectoryChange, Subject } from '../../engine/model/index.ts';
import { foldCase } from '../../engine/workflow/index.ts';

/** The n-th event of a case: it is opened, then touched again and again. */
export function eventOf(id: string, seq: number): CaseEvent {
  const [campaign, entry, unit, period] = id.split('.') as [string, string, string, string];
  return {
    v: 1,
    seq,
    cmd: seq,
    key: `key-${seq}`,
    at: new Date(Date.UTC(2025, 0, 20) + seq * 1000).toISOString(),
    actor: 'system',
    via: 'worker',
    type: seq === 1 ? 'opened' : 'touched',
    version: 'a'.repeat(64),
    rev: { directory: 1 },
    data:
      seq === 1
        ? { case: id, campaign, entry, period, unit: { uid: unit, nameThen: `Tổ ${unit}` } }
        : { because: 'test' },
    prev: `hash-${seq - 1}`,
    hash: `hash-${seq}`,
  };
}

/** A case as it stands after so many events, with what a test says beside it. */
export function caseOf(id: string, given: Partial<Case> = {}, events = 1): Case {
  const history = Array.from({ length: events }, (_, i) => eventOf(id, i + 1));
  const state = foldCase({ history, revision: 1 } as unknown as Case);
  return { ...state, history, revision: 1, ...given };
}

/** The case after one more command. */
export function nextOf(previous: Case, given: Partial<Case> = {}, events = 1): Case {
  const last = previous.history.at(-1)!.seq;
  const made = Array.from({ length: events }, (_, i) => eventOf(previous._id, last + i + 1));
  const next: Case = {
    ...previous,
    ...given,
    history: [...previous.history, ...made],
    revision: previous.revision + 1,
  };
  for (const key of Object.keys(next) as (keyof Case)[]) if (next[key] === undefined) delete next[key];
  return next;
}

/** A pending message to one person. */
export function deliveryOf(id: string, given: Partial<Delivery> = {}): Delivery {
  return {
    _id: id,
    effectKey: `key/${id}`,
    recipient: 'an',
    channel: 'inApp',
    template: 'due',
    title: 'Sắp đến hạn',
    body: 'Báo cáo tháng 1 sắp đến hạn.',
    state: 'pending',
    createdAt: '2025-01-20T01:00:00.000Z',
    attempts: 0,
    ...given,
  };
}

/** The n-th change of a directory: one unit renamed; each fifth is a preview, each hundredth being written. */
export function changeOf(n: number, given: Partial<DirectoryChange> = {}): DirectoryChange {
  const id = `to-${n % 100}`;
  const records = [{ kind: 'unit' as const, id, before: { name: 'A' }, after: { name: 'B' } }];
  return {
    _id: `change-${String(n).padStart(4, '0')}`,
    format: 1,
    state: n % 100 === 99 ? 'applying' : n % 5 === 1 ? 'proposed' : 'applied',
    act: 'unit.rename',
    by: 'a0',
    at: at(1),
    records,
    first: records,
    total: 1,
    touches: [`unit/${id}`],
    revision: 1,
    ...given,
  };
}

/** A person of a register, the n-th, in one of a hundred units. */
export function subjectOf(n: number, given: Partial<Subject> = {}): Subject {
  return {
    uid: `s${String(n).padStart(4, '0')}`,
    kind: 'person',
    name: `Nguyễn Văn ${n}`,
    unit: `to-${n % 100}`,
    organisation: 'org',
    from: '2025-01-01',
    revision: 1,
    ...given,
  };
}

/** An instant of January 2025 by day and hour. */
export function at(day: number, hour = 0): string {
  return new Date(Date.UTC(2025, 0, day, hour)).toISOString();
}
