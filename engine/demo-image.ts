/**
 * The demo's past, played once when the project is prepared and kept as a compressed document file: a first start
 * unpacks it, so that it is no slower than a later one and thousands of cases are there from the first page on.
 * Part of the roots. Without an image, or where the sources have changed since, the start plays the past itself.
 */
import { createHash, randomUUID } from 'node:crypto';
import {
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
import { compose, root } from './compose.ts';
import { readConfiguration } from './configuration.ts';
import { packDemo, prepareDemo } from './demo.ts';

const folder = join(root, 'dist/demo');
/** What decides what a demo holds; pages and the command line do not. */
const rooms = '{adapters,app,calendar,compile,forms,issues,model,organisation,rules,workflow}';

/** Where the image of these very sources lies, whether or not it is there. */
function imageFile(): string {
  const hash = createHash('sha256');
  const own = import.meta.dirname;
  const files = [
    ...globSync(`${rooms}/**/*.{ts,js,json}`, { cwd: own }).map((path) => join(own, path)),
    ...globSync('*.{ts,js}', { cwd: own }).map((path) => join(own, path)),
    ...globSync('**/*.{json,hbs}', { cwd: join(root, 'definitions') }).map((path) =>
      join(root, 'definitions', path),
    ),
  ];
  for (const file of files.sort()) hash.update(relative(root, file)).update('\0').update(readFileSync(file));
  return join(folder, `${hash.digest('hex').slice(0, 32)}.sqlite.zst`);
}

/** Puts the played past where a new store's document file will be; false where there is no image of it. */
export async function unpackDemo(documents: string): Promise<boolean> {
  const image = imageFile();
  if (!existsSync(image)) return false;
  const unfinished = `${documents}.${process.pid}`;
  try {
    await pipeline(
      createReadStream(image),
      createZstdDecompress(),
      createWriteStream(unfinished, { mode: 0o600 }),
    );
    renameSync(unfinished, documents);
    return true;
  } catch {
    rmSync(unfinished, { force: true });
    return false;
  }
}

/** Plays the demo's past in a store of its own and keeps it as this build's image. Nothing to do where it is there. */
export async function makeDemoImage(): Promise<void> {
  const image = imageFile();
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
    mkdirSync(folder, { recursive: true });
    const unfinished = join(folder, `${randomUUID()}.unfinished`);
    await pipeline(
      createReadStream(documents),
      createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 9 } }),
      createWriteStream(unfinished),
    );
    for (const old of readdirSync(folder)) if (old.endsWith('.zst')) rmSync(join(folder, old));
    renameSync(unfinished, image);
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}
