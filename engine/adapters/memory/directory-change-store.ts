import type { DirectoryChange } from '../../model/directory-change.ts';
import type { DirectoryChangeStore } from '../../ports/index.ts';

/** Changes of the directory in memory. */
export function memoryDirectoryChanges(): DirectoryChangeStore {
  const changes = new Map<string, DirectoryChange>();
  const byId = (a: DirectoryChange, b: DirectoryChange) => (a._id < b._id ? -1 : 1);
  const all = () => [...changes.values()].sort(byId);

  return {
    load: async (id) => changes.get(id) ?? null,
    async save(change, expected) {
      const standing = changes.get(change._id);
      if (expected === 0 && standing) return 'exists';
      if ((standing?.revision ?? 0) !== expected) return 'lost';
      changes.set(change._id, change);
      return 'committed';
    },
    unfinished: async () => all().filter((one) => one.state === 'applying'),
    list: async (touching, before, limit) =>
      all()
        .reverse()
        .filter((one) => one.state === 'applied' || one.state === 'undone')
        .filter((one) => touching === null || one.touches.includes(touching))
        .filter((one) => before === null || one._id < before)
        .slice(0, limit)
        .map((one) => ({ ...one, records: [] })),
    touching: async (record) => all().filter((one) => one.touches.includes(record)),
    async removeProposed(before) {
      const old = all().filter((one) => one.state === 'proposed' && one._id < before);
      for (const { _id } of old) changes.delete(_id);
      return old.length;
    },
    async remove(id) {
      changes.delete(id);
    },
  };
}
