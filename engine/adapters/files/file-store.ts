import { createHash } from 'node:crypto';
import type { Model } from 'mongoose';
import type { FileStore, StoredFile } from '../../ports/index.ts';
import type { FileBytes } from './folder-bytes.ts';

/** The FileStore over a collection of descriptions and a place for bytes. */
export function createFileStore(files: Model<{ _id: string }>, bytes: FileBytes): FileStore {
  const toFile = ({ _id, ...one }: { _id: string }) => ({ id: _id, ...one }) as unknown as StoredFile;

  return {
    async put(meta, content) {
      const stored: StoredFile = {
        ...meta,
        size: content.length,
        digest: createHash('sha256').update(content).digest('hex'),
      };
      // The bytes first: a description never stands for bytes that are not there.
      await bytes.write(stored.id, content);
      const { id, ...rest } = stored;
      await files.collection.insertOne({ _id: id, ...rest } as never);
      return stored;
    },
    async meta(id) {
      const found = await files.findById(id).lean();
      return found ? toFile(found as { _id: string }) : null;
    },
    read: (id) => bytes.read(id),
    async remove(ids) {
      for (const id of ids) {
        await files.deleteOne({ _id: id });
        await bytes.remove(id);
      }
    },
    async ofCase(id) {
      return (await files.find({ case: id } as never).lean()).map((one) => toFile(one as { _id: string }));
    },
  };
}
