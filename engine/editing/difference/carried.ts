import type { JsonObject } from '../../model/json.ts';
import type { Change } from './change.ts';

/** What keeps its id when it is put into another list. */
const carriable: readonly { pattern: RegExp; within: 'campaign' | 'file' }[] = [
  { pattern: /^common#entry$/, within: 'campaign' },
  { pattern: /^form#\w+Field$/, within: 'file' },
];

/** The changes with each thing that is gone from one list and new in another told as carried from there to here. */
export function carriedAmong(changes: readonly Change[]): Change[] {
  const gone = changes.filter(({ kind }) => kind === 'removed');
  const used = new Set<Change>();
  const told = changes.map((change) => {
    if (change.kind !== 'added') return change;
    const within = carriable.find(({ pattern }) => pattern.test(change.name ?? ''))?.within;
    const from = gone.find(
      (one) =>
        !used.has(one) &&
        within !== undefined &&
        one.name === change.name &&
        (within === 'campaign' || one.file === change.file) &&
        (one.before as JsonObject)['id'] === (change.after as JsonObject)['id'],
    );
    if (!from) return change;
    used.add(from);
    return {
      ...change,
      kind: 'carried' as const,
      before: from.before!,
      from: from.trail,
      fromFile: from.file,
    };
  });
  return told.filter((change) => !used.has(change));
}
