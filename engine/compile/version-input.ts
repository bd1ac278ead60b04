import { type Issue, issue, type Result } from '../issues/index.ts';
import type { JsonObject } from '../model/json.ts';
import { readJson } from './json-text.ts';
import { withLineFeeds } from './read.ts';

/**
 * What a definition version is the hash of: an object from path to parsed JSON, or to text with lines ended by
 * LF; `*.tests.json` left out. The version is the hex SHA-256 of its RFC 8785 form, computed where hashing is
 * allowed. Refused when a file that ends in `.json` is not JSON.
 */
export function versionInput(files: Readonly<Record<string, string>>): Result<JsonObject> {
  const issues: Issue[] = [];
  const input: JsonObject = {};
  for (const path of Object.keys(files).sort()) {
    if (path.endsWith('.tests.json')) continue;
    const text = files[path]!;
    if (path.endsWith('.json')) {
      const read = readJson(text, path);
      issues.push(...read.issues);
      if (read.value !== undefined) input[path] = read.value;
    } else if (isWellFormed(text)) input[path] = withLineFeeds(text);
    else issues.push(issue('schema.file.not_text', { source: path, pointer: '' }));
  }
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: input, issues };
}

/** False for a text with half of a surrogate pair, which has no bytes in UTF-8. */
function isWellFormed(text: string): boolean {
  return text.isWellFormed();
}
