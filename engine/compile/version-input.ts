import type { JsonObject } from '../model/json.ts';
import { readJson } from './json-text.ts';
import { withLineFeeds } from './read.ts';

/**
 * What a definition version is the hash of: an object from path to parsed JSON, or to text with lines ended by
 * LF; `*.tests.json` left out, paths sorted. The version is the hex SHA-256 of its RFC 8785 form, computed
 * where hashing is allowed. A file that ends in `.json` and is not JSON stands as its text: it does not compile
 * anyway.
 */
export function versionInput(files: Readonly<Record<string, string>>): JsonObject {
  const input: JsonObject = {};
  for (const path of Object.keys(files).sort()) {
    if (path.endsWith('.tests.json')) continue;
    const text = files[path]!;
    const json = path.endsWith('.json') ? readJson(text, path).value : undefined;
    input[path] = json ?? withLineFeeds(text).toWellFormed();
  }
  return input;
}
