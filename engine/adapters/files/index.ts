/**
 * Files: what they are lies in the document store, their bytes in the data folder (embedded) or in GridFS
 * (served). Start reading at `file-store.ts`.
 */
export { createFileStore } from './file-store.ts';
export { type FileBytes, folderBytes } from './folder-bytes.ts';
export { gridFsBytes } from './gridfs-bytes.ts';
