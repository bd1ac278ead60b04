import type { Batch, BatchVerdict } from '../../model/batch.ts';
import type { BatchStore } from '../../ports/index.ts';

/** Acts over many cases, in memory. */
export function memoryBatches(): BatchStore {
  const batches = new Map<string, Batch>();
  const verdicts = new Map<string, BatchVerdict>();
  return {
    load: async (id) => batches.get(id) ?? null,
    loadMany: async (ids) => [...batches.values()].filter((one) => ids.includes(one._id)),
    list: async (kind, after, limit) =>
      [...batches.values()]
        .filter((one) => one.kind === kind && (after === null || one._id < after))
        .sort((a, b) => (a._id < b._id ? 1 : -1))
        .slice(0, limit),
    async save(batch, expected) {
      const standing = batches.get(batch._id)?.revision ?? 0;
      if (standing !== expected) return expected === 0 ? 'exists' : 'lost';
      batches.set(batch._id, batch);
      return 'committed';
    },
    async putVerdicts(made) {
      for (const one of made) verdicts.set(one._id, one);
    },
    verdicts: async (batch, outcome, after, limit) =>
      [...verdicts.values()]
        .filter((one) => one.batch === batch && (outcome === null || one.outcome === outcome))
        .filter((one) => after === null || one._id > after)
        .sort((a, b) => (a._id < b._id ? -1 : 1))
        .slice(0, limit),
    unfinished: async () =>
      [...batches.values()].filter((one) => ['rehearsing', 'running', 'undoing'].includes(one.state)),
    waiting: async (kind) =>
      [...batches.values()].filter(
        (one) => one.kind === kind && one.state === 'rehearsed' && one.signedOff !== undefined,
      ),
  };
}
