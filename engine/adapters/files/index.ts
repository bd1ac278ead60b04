/**
 * Files: what they are lies in the document store, their bytes in the data folder (embedded) or in GridFS
 * (served). Start reading at `file-store.ts`. Definitions come from folders (`definition-folder.ts`) and travel as
 * zips (`zip-campaign.ts`, `unzip-campaign.ts`).
 */
export { createFileStore } from './file-store.ts';
export { type FileBytes, folderBytes } from './folder-bytes.ts';
export { gridFsBytes } from './gridfs-bytes.ts';
export { unzipCampaign } from './unzip-campaign.ts';
export { zipCampaign } from './zip-campaign.ts';
