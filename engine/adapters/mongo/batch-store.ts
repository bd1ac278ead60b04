import type { Batch, BatchState, BatchVerdict } from '../../model/batch.ts';
import type { BatchStore } from '../../ports/index.ts';
import { isDuplicate } from './duplicate.ts';
import type { Models, Stored } from './models/models.ts';

const underWay: BatchState[] = ['rehearsing', 'running', 'undoing'];
const written = 500;

/** Acts over many cases. Plans and what verdicts tell are kept as text: their keys may hold dots. */
export function createBatchStore({ batches, batchVerdicts }: Models): BatchStore {
  const toBatch = (one: Stored) =>
    ({
      ...one,
      plan: JSON.parse(one['plan'] as string) as unknown,
      counts: JSON.parse(one['counts'] as string) as unknown,
    }) as unknown as Batch;
  const toVerdict = ({ issues, data, ...one }: Stored) =>
    ({
      ...one,
      ...(issues === undefined ? {} : { issues: JSON.parse(issues as string) as unknown }),
      ...(data === undefined ? {} : { data: JSON.parse(data as string) as unknown }),
    }) as unknown as BatchVerdict;

  return {
    async load(id) {
      const found = await batches.findById(id).lean();
      return found ? toBatch(found) : null;
    },
    async loadMany(ids) {
      return (await batches.find({ _id: { $in: ids } }).lean()).map(toBatch);
    },
    async list(kind, after, limit) {
      const found = await batches
        .find({ kind, ...(after ? { _id: { $lt: after } } : {}) })
        .sort({ _id: -1 })
        .limit(limit)
        .lean();
      return found.map(toBatch);
    },
    async save(batch, expected) {
      const { _id, ...rest } = batch;
      const stored = { ...rest, plan: JSON.stringify(batch.plan), counts: JSON.stringify(batch.counts) };
      if (expected === 0) {
        try {
          await batches.collection.insertOne({ _id, ...stored } as never);
          return 'committed';
        } catch (error) {
          if (isDuplicate(error)) return 'exists';
          throw error;
        }
      }
      const { matchedCount } = await batches.replaceOne({ _id, revision: expected }, stored as never);
      return matchedCount === 1 ? 'committed' : 'lost';
    },
    async putVerdicts(made) {
      for (let from = 0; from < made.length; from += written)
        await batchVerdicts.collection.bulkWrite(
          made.slice(from, from + written).map(({ _id, issues, data, ...rest }) => ({
            replaceOne: {
              filter: { _id: _id as never },
              replacement: {
                ...rest,
                ...(issues ? { issues: JSON.stringify(issues) } : {}),
                ...(data ? { data: JSON.stringify(data) } : {}),
              },
              upsert: true,
            },
          })),
          { ordered: false },
        );
    },
    async verdicts(batch, outcome, after, limit) {
      const found = await batchVerdicts
        .find({
          batch,
          ...(outcome === null ? {} : { outcome }),
          ...(after ? { _id: { $gt: after } } : {}),
        })
        .sort({ _id: 1 })
        .limit(limit)
        .lean();
      return found.map(toVerdict);
    },
    async unfinished() {
      return (await batches.find({ state: { $in: underWay } }).lean()).map(toBatch);
    },
    async waiting(kind) {
      const found = await batches.find({ state: 'rehearsed', kind, signedOff: { $exists: true } }).lean();
      return found.map(toBatch);
    },
  };
}
