import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = 'definitions/bac-lieu-2024';

/** The article the seed campaign comes from. */
export const article = readFileSync(`${root}test/fixtures/article.vi.txt`, 'utf8');

/** How the definitions name the article. */
export const articleSource = 'baophapluat.vn post522962';

/** The text of a file of the repository. */
export const textOf = (path: string): string => readFileSync(`${root}${path}`, 'utf8');

/** A JSON file of the repository. */
export const jsonOf = <Shape = unknown>(path: string): Shape => JSON.parse(textOf(path)) as Shape;

/** The seed campaign's files by path within its folder. */
export const seed: ReadonlyMap<string, string> = new Map(
  readdirSync(`${root}${folder}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(`${root}${folder}/`.length))
    .sort()
    .map((path) => [path, textOf(`${folder}/${path}`)]),
);

/** A JSON file of the seed campaign. */
export const seedJson = <Shape = unknown>(path: string): Shape => {
  const text = seed.get(path);
  if (text === undefined) throw new Error(`${path} is not a file of ${folder}`);
  return JSON.parse(text) as Shape;
};

/** Paths of the seed campaign's JSON files in one of its folders. */
export const seedPaths = (within: string): string[] =>
  [...seed.keys()].filter((path) => path.startsWith(`${within}/`) && path.endsWith('.json'));

/** An object met on a walk, with its pointer and the objects around it, innermost last. */
export interface Met {
  pointer: string;
  object: Record<string, unknown>;
  around: Record<string, unknown>[];
}

/** Every object of a JSON value, outermost first. */
export function objectsOf(value: unknown, pointer = '', around: Met['around'] = []): Met[] {
  if (Array.isArray(value)) return value.flatMap((item, at) => objectsOf(item, `${pointer}/${at}`, around));
  if (value === null || typeof value !== 'object') return [];
  const object = value as Record<string, unknown>;
  return [
    { pointer, object, around },
    ...Object.entries(object).flatMap(([key, item]) =>
      objectsOf(item, `${pointer}/${key}`, [...around, object]),
    ),
  ];
}

/** What stands at an RFC 6901 pointer without escapes. */
export const at = (value: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce((found, key) => (found as Record<string, unknown> | undefined)?.[key], value);
