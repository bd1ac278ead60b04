import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the bytes of files lie, by id. */
export interface FileBytes {
  write(id: string, bytes: Uint8Array): Promise<void>;
  read(id: string): Promise<Uint8Array | null>;
  remove(id: string): Promise<void>;
}

/** Bytes in a folder of our own: written beside, flushed, then renamed, so that half a file is never seen. */
export function folderBytes(folder: string): FileBytes {
  // Two letters a sub-folder keep any one folder small.
  const place = (id: string) => join(folder, id.slice(0, 2), id);

  return {
    async write(id, bytes) {
      await mkdir(join(folder, id.slice(0, 2)), { recursive: true, mode: 0o700 });
      const temporary = `${place(id)}.part`;
      const file = await open(temporary, 'w', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, place(id));
      await flushFolder(join(folder, id.slice(0, 2)));
    },
    async read(id) {
      try {
        return await readFile(place(id));
      } catch (error) {
        if ((error as { code?: string }).code === 'ENOENT') return null;
        throw error;
      }
    },
    async remove(id) {
      await rm(place(id), { force: true });
    },
  };
}

/** Makes a new name in a folder last through a power cut. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
