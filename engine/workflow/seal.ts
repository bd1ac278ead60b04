import type { CaseState } from '../model/case.ts';
import type { TransitionResult } from '../model/command.ts';
import type { UnsealedEvent } from '../model/event.ts';

/** A command that was accepted. */
export type Done = Extract<TransitionResult, { kind: 'done' }>;

/**
 * The result with every `content:<n>` replaced by the digest of that content, in the events and in the state.
 * `digestOf` is asked once for each pending content. The case's history is not looked into: events of earlier
 * commands name digests already.
 */
export function sealContents(result: Done, digestOf: (ref: string) => string): Done {
  if (result.contents.length === 0) return result;
  const digests = new Map(result.contents.map(({ ref }) => [ref, digestOf(ref)]));
  const { history, outbox, ...state } = result.case;
  return {
    ...result,
    case: { ...renamed(state as CaseState, digests), history, ...(outbox ? { outbox } : {}) } as Done['case'],
    events: result.events.map((event) => renamed<UnsealedEvent>(event, digests)),
  };
}

/** A value with its references renamed; the value itself where it holds none. */
function renamed<T>(value: T, names: ReadonlyMap<string, string>): T {
  if (typeof value === 'string') return (names.get(value) ?? value) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const next = value.map((one) => renamed(one, names));
    return next.some((one, index) => one !== value[index]) ? (next as T) : value;
  }
  const next: Record<string, unknown> = {};
  let changes = false;
  for (const [key, one] of Object.entries(value)) {
    next[key] = renamed(one, names);
    changes ||= next[key] !== one;
  }
  return changes ? (next as T) : value;
}
