import type { Ports } from '../../../engine/app/index.ts';
import type { Case } from '../../../engine/model/case.ts';
import { stateOf } from '../../../engine/workflow/index.ts';
import type { MemoryComposition } from '../../compose-memory.ts';
import { aroundPorts, type PortCall } from '../../writes.ts';

/** A process that ends at one of its writes, before or after it; `writes` tells how many it made. */
export interface BreakingProcess {
  change(ports: Ports): Ports;
  made(): string[];
}

/** Breaks at the n-th write, counted from 1; never for 0. Whatever the process does afterwards is refused. */
export function breakAt(n: number, when: 'before' | 'after'): BreakingProcess {
  const made: string[] = [];
  let ended = false;

  async function guarded({ name, writes, run }: PortCall): Promise<unknown> {
    if (ended) throw new Error('The process has ended.');
    if (!writes) return run();
    made.push(name);
    if (made.length !== n) return run();
    if (when === 'after') await run();
    ended = true;
    throw new Error(`The process ends ${when} ${name}.`);
  }

  return { change: (ports) => aroundPorts(ports, guarded), made: () => made };
}

/**
 * Everything a run left behind, without what is random: digests give way to the contents they name. Two runs that
 * did the same have the same picture.
 */
export function pictureOf(town: MemoryComposition): unknown {
  const { cases, contents, deliveries, drafts, records, reservations } = town.everything();
  const bodies = new Map(
    contents.map((one) => [one._id, one.erased ? '(erased)' : JSON.stringify(one.body)]),
  );
  const readable = (value: unknown): unknown => {
    if (typeof value === 'string') return bodies.get(value) ?? value;
    if (Array.isArray(value)) return value.map(readable);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, readable(one)]));
  };
  const caseInWords = (one: Case) => ({
    state: readable(stateOf(one)),
    history: one.history.map(({ prev: _, hash: __, rev: ___, ...event }) => readable(event)),
    outbox: one.outbox?.map(({ key }) => key),
    nextWakeAt: one.nextWakeAt,
    hasOutbox: one.hasOutbox,
    queueKeys: one.queueKeys,
    searchWords: one.searchWords,
    revision: one.revision,
  });
  return {
    cases: Object.fromEntries(cases.map((one) => [one._id, caseInWords(one)])),
    deliveries: deliveries
      .map((one) => `${one.effectKey} ${one.recipient} ${one.channel} ${one.state}`)
      .sort(),
    mails: [...new Set(town.mails.map((one) => `${one.to} ${one.subject}`))].sort(),
    reservations: reservations.map((one) => `${one._id} ${one.case} ${one.state} ${one.reason ?? ''}`).sort(),
    drafts: drafts.map((one) => ({ id: one._id, answers: one.answers })),
    records: records.map(({ opened, opening, wakes, nextWakeAt }) => ({
      opened,
      opening,
      wakes,
      nextWakeAt,
    })),
  };
}
