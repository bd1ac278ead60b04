/**
 * The demo's past, played once when the project is prepared and kept beside the built files: a first start
 * unpacks it, so that it is no slower than a later one and thousands of cases are there from the first page on.
 * Part of the roots. Without an image, or where the sources have changed since, the start plays the past itself.
 */
import { createHash, randomUUID } from 'node:crypto';
import {
  cpSync,
  createReadStream,
  createWriteStream,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';
import type { DataFolder } from './adapters/embedded/data-folder.ts';
import { compose, root } from './compose.ts';
import { readConfiguration } from './configuration.ts';
import { packDemo, prepareDemo } from './demo.ts';

const images = join(root, 'dist/demo');
const packedDocuments = 'documents.sqlite.zst';
/** What decides what a demo holds; pages and the command line do not. */
const rooms = '{adapters,app,calendar,compile,forms,issues,model,organisation,rules,workflow}';

/** Where the image of these very sources lies, whether or not it is there. */
function imageFolder(): string {
  const hash = createHash('sha256');
  const own = import.meta.dirname;
  const definitions = join(root, 'definitions');
  const files = [
    ...globSync(`${rooms}/**/*.{ts,js,json}`, { cwd: own }).map((path) => join(own, path)),
    ...globSync('*.{ts,js}', { cwd: own }).map((path) => join(own, path)),
    ...globSync('**/*.{json,hbs,pdf}', { cwd: definitions }).map((path) => join(definitions, path)),
  ];
  for (const file of files.sort()) hash.update(relative(root, file)).update('\0').update(readFileSync(file));
  return join(images, hash.digest('hex').slice(0, 32));
}

/** Puts the played past into an empty data folder; false where there is no image of it. */
export async function unpackDemo({
  documents,
  files,
}: Pick<DataFolder, 'documents' | 'files'>): Promise<boolean> {
  const image = imageFolder();
  if (!existsSync(image)) return false;
  const unfinished = `${documents}.${process.pid}`;
  try {
    cpSync(join(image, 'files'), files, { recursive: true });
    await pipeline(
      createReadStream(join(image, packedDocuments)),
      createZstdDecompress(),
      createWriteStream(unfinished, { mode: 0o600 }),
    );
    // The documents last: with them the folder is not empty any more.
    renameSync(unfinished, documents);
    return true;
  } catch {
    rmSync(unfinished, { force: true });
    return false;
  }
}

/** Plays the demo's past in a store of its own and keeps it as this build's image. Nothing to do where it is there. */
export async function makeDemoImage(): Promise<void> {
  const image = imageFolder();
  if (existsSync(image)) return;
  const data = mkdtempSync(join(tmpdir(), 'thidua-demo-'));
  try {
    const configuration = readConfiguration({ THIDUA_DATA: data, LOG_LEVEL: 'error' }, ['--demo']);
    const composition = await compose(configuration, { queue: false });
    try {
      await prepareDemo(composition, () => {});
      await packDemo(composition);
    } finally {
      await composition.close();
    }
    const documents = join(data, 'documents.sqlite');
    const sqlite = new DatabaseSync(documents);
    sqlite.exec('PRAGMA journal_mode = DELETE');
    sqlite.exec('VACUUM');
    sqlite.close();
    const unfinished = join(images, `${randomUUID()}.unfinished`);
    mkdirSync(join(unfinished, 'files'), { recursive: true });
    cpSync(join(data, 'files'), join(unfinished, 'files'), { recursive: true });
    await pipeline(
      createReadStream(documents),
      createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 9 } }),
      createWriteStream(join(unfinished, packedDocuments)),
    );
    for (const old of readdirSync(images))
      if (join(images, old) !== unfinished) rmSync(join(images, old), { recursive: true });
    renameSync(unfinished, image);
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}
