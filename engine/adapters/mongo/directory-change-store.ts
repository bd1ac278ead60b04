import type { DirectoryChange } from '../../model/directory-change.ts';
import type { DirectoryChangeStore } from '../../ports/index.ts';
import { isDuplicate } from './duplicate.ts';
import type { Models, Stored } from './models/models.ts';

/**
 * Changes of the directory. `shown` stands on what was applied, undone or not, so that the history of everything
 * is one index; records are kept as text, since they may hold any key.
 */
export function createDirectoryChangeStore({ directoryChanges: changes }: Models): DirectoryChangeStore {
  const newestFirst = { _id: -1 } as const;

  const toChange = ({ shown: _, first, records, ...one }: Stored) =>
    ({
      ...one,
      first: JSON.parse(first as string) as unknown,
      records: records === undefined ? [] : (JSON.parse(records as string) as unknown),
    }) as unknown as DirectoryChange;

  function stored({ _id, first, records, ...one }: DirectoryChange): object {
    return {
      ...one,
      first: JSON.stringify(first),
      records: JSON.stringify(records),
      ...(one.state === 'applied' || one.state === 'undone' ? { shown: true } : {}),
    };
  }

  return {
    async load(id) {
      const found = await changes.findById(id).lean();
      return found ? toChange(found) : null;
    },
    async save(change, expected) {
      if (expected === 0) {
        try {
          await changes.collection.insertOne({ _id: change._id, ...stored(change) } as never);
          return 'committed';
        } catch (error) {
          if (isDuplicate(error)) return 'exists';
          throw error;
        }
      }
      const { matchedCount } = await changes.replaceOne(
        { _id: change._id, revision: expected },
        stored(change) as never,
      );
      return matchedCount === 1 ? 'committed' : 'lost';
    },
    async unfinished() {
      const found = await changes.find({ state: 'applying' }).sort(newestFirst).lean();
      return found.map(toChange).reverse();
    },
    async list(touching, before, limit) {
      const found = await changes
        .find(
          {
            shown: true,
            ...(touching === null ? {} : { touches: touching }),
            ...(before ? { _id: { $lt: before } } : {}),
          },
          { records: 0 },
        )
        .sort(newestFirst)
        .limit(limit)
        .lean();
      return found.map((one) => toChange(one as Stored));
    },
    async touching(record) {
      return (await changes.find({ touches: record }).lean()).map(toChange);
    },
    async removeProposed(before) {
      return (await changes.deleteMany({ state: 'proposed', _id: { $lt: before } })).deletedCount;
    },
    async remove(id) {
      await changes.deleteOne({ _id: id });
    },
  };
}
