import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { failure, hasErrors, type Issue, issue, type Result, success } from '../../issues/index.ts';
import { campaignFolders, type FolderFiles, mostBytes, mostFiles } from './definition-folder.ts';
import { mostRatio } from './zip-campaign.ts';

const mostZipBytes = 20_000_000;
const megabyte = 1_000_000;
const methods = { stored: 0, deflated: 8 } as const;
/** The kind of a file in the upper half of its attributes, where the zip was made on Unix. */
const kinds = { mask: 0o170000, none: 0, file: 0o100000, folder: 0o040000 } as const;

/** What systems leave in a folder that is zipped; nobody put it there. */
const leftBySystems = /^__MACOSX\/|(?:^|\/)(?:\.DS_Store|Thumbs\.db|desktop\.ini)$/i;

const inflate = promisify(inflateRaw) as unknown as (
  data: Buffer,
  options: { maxOutputLength: number; info: true },
) => Promise<{ buffer: Buffer<ArrayBuffer>; engine: { bytesWritten: number } }>;

/** An entry with its name read. */
interface Named {
  name: string;
  entry: Entry;
}

/**
 * A campaign's files out of a zip that anybody may have made. What the headers say is judged before anything is
 * inflated: how many, how large, how strongly packed, and whether every name stays inside. What is inflated then
 * must be what the headers said, to the byte. A common top folder is taken off, since people zip a folder.
 * Whether a file belongs in a campaign is the compiler's to say. Never throws.
 */
export async function unzipCampaign(bytes: Uint8Array): Promise<Result<FolderFiles>> {
  if (bytes.length > mostZipBytes)
    return refused('archive.file.too_large', { maxMb: mostZipBytes / megabyte });
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let zip: ZipFile;
  const entries: Entry[] = [];
  try {
    zip = await fromBufferPromise(buffer, { decodeStrings: false, validateEntrySizes: false });
    if (zip.entryCount > mostFiles) return refused('archive.file.too_many', { max: mostFiles });
    for await (const entry of zip.eachEntry()) entries.push(entry);
  } catch {
    return refused('archive.file.unreadable');
  }
  const named = readNames(entries);
  if (!named.ok) return named;
  const files = named.value.filter(({ name }) => !name.endsWith('/') && !leftBySystems.test(name));
  const issues = judge(named.value, files, bytes.length);
  if (files.length === 0) issues.push(issue('archive.file.empty', { source: '', pointer: '' }));
  return hasErrors(issues) ? failure(issues) : inflateAll(zip, withoutTop(files));
}

function refused(
  code: Parameters<typeof issue>[0],
  params: Record<string, number> = {},
): { ok: false; issues: Issue[] } {
  return { ok: false, issues: [issue(code, { source: '', pointer: '' }, params)] };
}

/** A name as it may be printed: nothing that moves a terminal's cursor, and no longer than a line. */
function printable(name: string): string {
  const text = name.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\ufffd');
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}

function about(code: Parameters<typeof issue>[0], name: string, params = {}): Issue {
  const file = printable(name);
  return issue(code, { source: file, pointer: '' }, { file, ...params });
}

function readNames(entries: Entry[]): Result<Named[]> {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const named: Named[] = [];
  const issues: Issue[] = [];
  for (const entry of entries)
    try {
      named.push({ name: strict.decode(entry.fileNameRaw), entry });
    } catch {
      issues.push(about('archive.entry.name', entry.fileNameRaw.toString('utf8')));
    }
  return hasErrors(issues) ? failure(issues) : success(named);
}

/** What is wrong by the headers alone: names of all entries, sizes of those that will be read. */
function judge(all: readonly Named[], files: readonly Named[], zipBytes: number): Issue[] {
  const issues: Issue[] = [];
  const seen = new Map<string, string>();
  for (const { name, entry } of all) {
    if (!staysInside(name)) issues.push(about('archive.entry.path', name));
    const kind = (entry.externalFileAttributes >>> 16) & kinds.mask;
    if (kind !== kinds.none && kind !== kinds.file && kind !== kinds.folder)
      issues.push(about('archive.entry.link', name));
    const folded = name.replace(/\/$/, '').normalize('NFC').toLowerCase();
    const other = seen.get(folded);
    if (other !== undefined) issues.push(about('archive.entry.twice', name, { other: printable(other) }));
    else seen.set(folded, name);
  }
  let total = 0;
  for (const { name, entry } of files) {
    const { compressedSize, uncompressedSize, compressionMethod: method } = entry;
    total += uncompressedSize;
    if (entry.isEncrypted()) issues.push(about('archive.entry.encrypted', name));
    else if (method !== methods.stored && method !== methods.deflated)
      issues.push(about('archive.entry.method', name, { method }));
    if (uncompressedSize > mostBytes.campaignFile)
      issues.push(about('archive.entry.too_large', name, { maxMb: mostBytes.campaignFile / megabyte }));
    if (uncompressedSize > mostRatio * compressedSize)
      issues.push(about('archive.entry.ratio', name, { max: mostRatio }));
  }
  if (total > mostBytes.folder)
    issues.push(...refused('archive.file.inflates', { maxMb: mostBytes.folder / megabyte }).issues);
  else if (total > mostRatio * zipBytes)
    issues.push(...refused('archive.file.ratio', { max: mostRatio }).issues);
  return issues;
}

/** Whether a name is a plain relative path on every system. A folder's ends in `/`. */
function staysInside(name: string): boolean {
  const parts = name.replace(/\/$/, '').split('/');
  return (
    name.length <= 400 &&
    !/[\p{C}\p{Zl}\p{Zp}\\]|^[A-Za-z]:/u.test(name) &&
    parts.every((part) => part !== '' && part !== '.' && part !== '..')
  );
}

/** The files without the one folder all of them lie in, unless it is a folder of campaigns. */
function withoutTop(files: readonly Named[]): Named[] {
  const top = files[0]!.name.split('/', 1)[0]!;
  const common = files.every(({ name }) => name.startsWith(`${top}/`)) && !campaignFolders.includes(top);
  return files.map(({ name, entry }) => ({ name: common ? name.slice(top.length + 1) : name, entry }));
}

async function inflateAll(zip: ZipFile, files: readonly Named[]): Promise<Result<FolderFiles>> {
  const read: [string, string][] = [];
  const issues: Issue[] = [];
  for (const { name, entry } of files) {
    const content = await inflateOne(zip, entry);
    if (content === null) {
      issues.push(about('archive.entry.damaged', name));
      continue;
    }
    try {
      read.push([name, new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content)]);
    } catch {
      issues.push(issue('schema.file.not_text', { source: printable(name), pointer: '' }));
    }
  }
  // Own properties whatever the name: `__proto__` is a file like another.
  return hasErrors(issues) ? failure(issues) : success(Object.fromEntries(read));
}

/** The content of an entry; null when it is not, to the byte, what the headers say. */
async function inflateOne(zip: ZipFile, entry: Entry): Promise<Buffer | null> {
  try {
    const local = await zip.readLocalFileHeaderPromise(entry);
    if (!local.fileName.equals(entry.fileNameRaw)) return null;
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry, { decodeFileData: false }))
      chunks.push(chunk as Buffer);
    const data = Buffer.concat(chunks);
    let content = data;
    if (entry.compressionMethod === methods.deflated) {
      // It stops where the header says the content ends: a lie costs no memory.
      const most = Math.max(1, entry.uncompressedSize);
      const { buffer, engine } = await inflate(data, { maxOutputLength: most, info: true });
      if (engine.bytesWritten !== data.length) return null;
      content = buffer;
    }
    return content.length === entry.uncompressedSize && crc32(content) === entry.crc32 ? content : null;
  } catch {
    return null;
  }
}
