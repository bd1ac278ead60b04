import { type Connection, mongo } from 'mongoose';
import type { FileBytes } from './folder-bytes.ts';

/** Bytes in GridFS, for served mode: every web process reaches them. */
export function gridFsBytes(connection: Connection): FileBytes {
  const bucket = new mongo.GridFSBucket(connection.db!, { bucketName: 'bytes' });

  async function find(id: string) {
    const [found] = await bucket.find({ filename: id }).limit(1).toArray();
    return found ?? null;
  }

  return {
    async write(id, bytes) {
      await new Promise<void>((done, failed) => {
        const upload = bucket.openUploadStream(id);
        upload.once('finish', () => done());
        upload.once('error', failed);
        upload.end(Buffer.from(bytes));
      });
    },
    async read(id) {
      const found = await find(id);
      if (!found) return null;
      const parts: Buffer[] = [];
      for await (const part of bucket.openDownloadStream(found._id)) parts.push(part as Buffer);
      return Buffer.concat(parts);
    },
    async remove(id) {
      const found = await find(id);
      if (found) await bucket.delete(found._id);
    },
  };
}
