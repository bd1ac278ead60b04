import { type Issue, issue, nearest } from '../issues/index.ts';
import type { JsonValue } from '../model/json.ts';
import { readJson } from './json-text.ts';
import { named } from './named.ts';
import type { FileKind } from './shape.ts';

/** A JSON file that could be read. `id` is its name without `.json`. */
export interface Document {
  path: string;
  kind: FileKind;
  id: string;
  value: JsonValue;
}

/** What the phase `read` gives: what every file is, as far as it could be read. */
export interface Reading {
  documents: Document[];
  /** Texts of `messages/` and `documents/` by path, lines ended by LF. */
  texts: Readonly<Record<string, string>>;
  /** Every path that has a place in a campaign, also of files that could not be read. */
  paths: ReadonlySet<string>;
  issues: Issue[];
}

/** How much a campaign may hold: characters and values of a JSON file, characters of a text, and files. */
export const limits = {
  characters: 4_000_000,
  values: 30_000,
  textCharacters: 20_000,
  files: 2_000,
} as const;

/** What a file is by its path; `null` where nothing is known of such a path. */
type Place =
  | { is: 'document'; kind: FileKind; id: string }
  | { is: 'message' }
  | { is: 'document text' }
  | { is: 'tests' }
  | { is: 'words' };

const id = '[a-z0-9][a-z0-9-]*';

const places: readonly { pattern: RegExp; example: string; place: (name: string) => Place }[] = [
  { pattern: /^(campaign)\.json$/, example: 'campaign.json', place: document('campaign') },
  { pattern: /^(notifications)\.json$/, example: 'notifications.json', place: document('notification') },
  { pattern: /^(README)\.md$/, example: 'README.md', place: () => ({ is: 'words' }) },
  folder('groups', 'json', document('group')),
  folder('forms', 'json', document('form')),
  folder('forms', 'tests.json', () => ({ is: 'tests' })),
  folder('workflows', 'json', document('workflow')),
  folder('lists', 'json', document('list')),
  folder('messages', 'hbs', () => ({ is: 'message' })),
  folder('documents', 'hbs', () => ({ is: 'document text' })),
];

function document(kind: FileKind): (name: string) => Place {
  return (name) => ({ is: 'document', kind, id: name });
}

function folder(name: string, ending: string, place: (name: string) => Place) {
  // A text may carry its language before the ending: `reminder.vi.hbs`.
  const language = ending === 'hbs' ? '(?:\\.[a-z]{2})?' : '';
  const pattern = new RegExp(`^${name}/(${id})${language}\\.${ending.replace('.', '\\.')}$`);
  return { pattern, example: `${name}/<id>.${ending}`, place };
}

/** What a file of a campaign's folder is by its path; undefined when such a path has no place there. */
export function placeOf(path: string): Place | undefined {
  for (const { pattern, place } of places) {
    const found = pattern.exec(path);
    if (found) return place(found[1]!);
  }
  return undefined;
}

/**
 * The first phase: gives every file its place by its path, and reads the JSON ones. A path that has no place,
 * a file that is too large, begins with a byte order mark or is not JSON is an Issue; the others are still read.
 */
export function readFiles(files: Readonly<Record<string, string>>): Reading {
  const issues: Issue[] = [];
  const documents: Document[] = [];
  const texts = named<string>();
  const paths = new Set<string>();
  const all = Object.keys(files).sort();
  if (all.length > limits.files)
    return {
      documents,
      texts,
      paths,
      issues: [issue('schema.folder.too_many', { source: '', pointer: '' }, { max: limits.files })],
    };

  for (const path of all) {
    const text = files[path]!;
    const here = { source: path, pointer: '' };
    if (!isSafePath(path)) {
      issues.push(issue('schema.path.unsafe', here, { file: path }));
      continue;
    }
    const place = placeOf(path);
    if (!place) {
      issues.push(issue('schema.file.unknown', here, { file: path, nearest: nearestPlaces(path) }));
      continue;
    }
    paths.add(path);
    if (place.is === 'tests' || place.is === 'words') continue;
    const refusal = refusalOf(place, path, text);
    if (refusal) issues.push(refusal);
    else if (place.is === 'document') {
      const read = readJson(text, path);
      issues.push(...read.issues);
      if (read.count > limits.values)
        issues.push(
          issue('schema.file.too_many_values', { source: path, pointer: '' }, { max: limits.values }),
        );
      else if (read.value !== undefined)
        documents.push({ path, kind: place.kind, id: place.id, value: read.value });
    } else texts[path] = withLineFeeds(text);
  }

  if (!paths.has('campaign.json'))
    issues.push(
      issue('schema.file.missing', { source: 'campaign.json', pointer: '' }, { file: 'campaign.json' }),
    );
  return { documents, texts, paths, issues };
}

/** Why a file that has a place is not read. */
function refusalOf(place: Place, path: string, text: string): Issue | undefined {
  const here = { source: path, pointer: '' };
  const most = place.is === 'document' ? limits.characters : limits.textCharacters;
  if (text.length > most) return issue('schema.file.too_large', here, { maxMb: most / 1_000_000 });
  return text.startsWith('\ufeff') ? issue('schema.file.byte_order_mark', here) : undefined;
}

/** The text with every line ended by a line feed, as it counts for the version. */
export function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** True for a relative path whose parts can do no harm on any file system. */
export function isSafePath(path: string): boolean {
  return (
    path.length <= 200 &&
    path.split('/').every((part) => /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(part) && !part.includes('..'))
  );
}

function nearestPlaces(path: string): string[] {
  const name = path.split('/').at(-1)!.split('.')[0]!;
  const known = places.map(({ example }) => example.replace('<id>', name || 'id'));
  const found = nearest(path, known);
  return found.length > 0 ? found : places.map(({ example }) => example);
}
