import { type FileHandle, open, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { failure, hasErrors, type Issue, issue, type Result, success } from '../../issues/index.ts';

/** What a folder may hold at most, so that a wrong path does not fill the memory. */
export const mostBytes = { campaignFile: 4_000_000, libraryFile: 32_000_000, folder: 64_000_000 } as const;
/** How many files a campaign's folder may hold. */
export const mostFiles = 2_000;

/** Folders a campaign's folder may have. */
export const campaignFolders: readonly string[] = [
  'groups',
  'forms',
  'workflows',
  'lists',
  'messages',
  'documents',
];

/** Files of a campaign's folder, or of a library's, as text by path; `/` between folders on every system. */
export type FolderFiles = Record<string, string>;

/**
 * Reads a campaign's folder for `compile`: every file in it and in the folders a campaign may have. Refused:
 * a folder that is not there, a link that leads out of it, a file too large or not UTF-8, a folder that has no
 * place, too many files. Whether a file belongs there is the compiler's to say.
 */
export async function readCampaignFolder(folder: string): Promise<Result<FolderFiles>> {
  const root = await rootOf(folder);
  if (root === null) return failure([missing(folder)]);
  const reader = newReader(root, mostBytes.campaignFile);
  for (const entry of await entriesOf(root)) {
    if (await isFolder(path.join(root, entry))) {
      if (!campaignFolders.includes(entry)) reader.refuseFolder(entry);
      else
        for (const inner of await reader.folder(entry))
          if (await isFolder(path.join(root, entry, inner))) reader.refuseFolder(`${entry}/${inner}`);
          else await reader.file(`${entry}/${inner}`);
    } else await reader.file(entry);
    if (reader.isFull()) break;
  }
  return reader.result();
}

/** The JSON files of one folder of a library, such as `calendars`, by path; none when it has no such folder. */
export async function readLibraryFolder(
  folder: string,
  kind: 'calendars' | 'organisations' | 'reorganisations' | 'demo',
): Promise<Result<FolderFiles>> {
  const root = await rootOf(folder);
  if (root === null) return failure([missing(folder)]);
  const reader = newReader(root, mostBytes.libraryFile);
  for (const entry of await reader.folder(kind))
    if (entry.endsWith('.json')) await reader.file(`${kind}/${entry}`);
  return reader.result();
}

interface Reader {
  /** The names in a folder, sorted; none when it is not there or leads out of the root. */
  folder(name: string): Promise<string[]>;
  file(relative: string): Promise<void>;
  refuseFolder(relative: string): void;
  isFull(): boolean;
  result(): Result<FolderFiles>;
}

function newReader(root: string, mostFileBytes: number): Reader {
  const files: FolderFiles = {};
  const issues: Issue[] = [];
  let bytes = 0;

  const refuse = (code: Parameters<typeof issue>[0], source: string, params = {}) => {
    issues.push(issue(code, { source, pointer: '' }, params));
  };

  /** Where a path really leads; null, and an Issue, when that is not below the root. */
  async function inside(relative: string): Promise<string | null> {
    const real = await realpath(path.join(root, relative)).catch(() => null);
    if (real?.startsWith(root + path.sep)) return real;
    refuse('schema.file.link', relative);
    return null;
  }

  async function readHandle(handle: FileHandle, relative: string): Promise<void> {
    const about = await handle.stat();
    if (about.size > mostFileBytes) {
      refuse('schema.file.too_large', relative, { maxMb: mostFileBytes / 1_000_000 });
      return;
    }
    bytes += about.size;
    const content = await handle.readFile();
    try {
      files[relative] = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
    } catch {
      refuse('schema.file.not_text', relative);
    }
  }

  return {
    async folder(name) {
      if (!(await isFolder(path.join(root, name)))) return [];
      return (await inside(name)) === null ? [] : entriesOf(path.join(root, name));
    },
    async file(relative) {
      const real = await inside(relative);
      if (real === null) return;
      // Opening a pipe or a device would wait for ever.
      if (!(await stat(real)).isFile()) {
        refuse('schema.file.unreadable', relative, { reason: 'not a file' });
        return;
      }
      try {
        const handle = await open(real, 'r');
        try {
          await readHandle(handle, relative);
        } finally {
          await handle.close();
        }
      } catch (error) {
        refuse('schema.file.unreadable', relative, {
          reason: (error as NodeJS.ErrnoException).code ?? 'error',
        });
      }
    },
    refuseFolder: (relative) =>
      refuse('schema.folder.unknown', relative, { folder: relative, known: campaignFolders }),
    isFull: () => Object.keys(files).length > mostFiles || bytes > mostBytes.folder,
    result() {
      if (Object.keys(files).length > mostFiles)
        return failure([tooMuch('schema.folder.too_many', { max: mostFiles })]);
      if (bytes > mostBytes.folder)
        return failure([tooMuch('schema.folder.too_large', { maxMb: mostBytes.folder / 1_000_000 })]);
      return hasErrors(issues) ? failure(issues) : success(files);
    },
  };
}

function tooMuch(
  code: 'schema.folder.too_many' | 'schema.folder.too_large',
  params: Record<string, number>,
): Issue {
  return issue(code, { source: '', pointer: '' }, params);
}

function missing(folder: string): Issue {
  return issue('schema.folder.missing', { source: '', pointer: '' }, { folder });
}

/** Where a folder really is; null when there is none. */
async function rootOf(folder: string): Promise<string | null> {
  const root = await realpath(folder).catch(() => null);
  return root !== null && (await isFolder(root)) ? root : null;
}

async function isFolder(where: string): Promise<boolean> {
  return (await stat(where).catch(() => null))?.isDirectory() ?? false;
}

async function entriesOf(folder: string): Promise<string[]> {
  return (await readdir(folder)).sort();
}
