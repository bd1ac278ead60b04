import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Compilation, compile, readLibrary } from '../../../engine/compile/index.ts';
import { hasErrors, type Issue } from '../../../engine/issues/index.ts';
import type { JsonValue } from '../../../engine/model/json.ts';

/** Where the fixtures of definitions are. */
export const fixtures = new URL('../../fixtures/definitions/', import.meta.url).pathname;

/** A change to one file of the base: a whole text, none, or one place of its JSON as RFC 6902 says it. */
export type Patch =
  | { file: string; text: string }
  | { file: string; delete: true }
  | { file: string; copy: string }
  | { file: string; op: 'add' | 'replace' | 'remove'; path: string; value?: JsonValue };

/** A campaign that is wrong in one way: a valid one, what was changed, and exactly what must be found. */
export interface InvalidFixture {
  base: string;
  patch: Patch[];
  issues: Issue[];
}

/** A campaign's files and the library it names, as texts. */
export interface Folder {
  files: Record<string, string>;
  library: Record<string, string>;
}

/** The files of a valid fixture, with the library beside it. */
export function readFixture(name: string): Folder {
  return {
    files: readTree(path.join(fixtures, name)),
    library: { ...readTree(fixtures, 'calendars'), ...readTree(fixtures, 'organisations') },
  };
}

/** A folder's files as text by path. */
export function readTree(root: string, inside = ''): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(path.join(root, inside), { withFileTypes: true })) {
    const name = inside === '' ? entry.name : `${inside}/${entry.name}`;
    if (entry.isDirectory()) Object.assign(files, readTree(root, name));
    else files[name] = readFileSync(path.join(root, name), 'utf8');
  }
  return files;
}

/** Compiles a folder; problems of the library's own files come first. */
export function compileFolder({ files, library }: Folder): Compilation {
  const read = readLibrary(library);
  const compiled = compile(files, read.library);
  const issues = [...read.issues, ...compiled.issues];
  return { ...compiled, ok: !hasErrors(issues), issues };
}

/** The folder with changes made; `library/` before a path means a file of the library. */
export function patched(folder: Folder, patch: readonly Patch[]): Folder {
  const result: Folder = { files: { ...folder.files }, library: { ...folder.library } };
  for (const change of patch) {
    const ofLibrary = change.file.startsWith('library/');
    const target = ofLibrary ? result.library : result.files;
    const name = ofLibrary ? change.file.slice('library/'.length) : change.file;
    if ('text' in change) target[name] = change.text;
    else if ('copy' in change) target[name] = target[change.copy]!;
    else if ('delete' in change) delete target[name];
    else target[name] = JSON.stringify(changed(JSON.parse(target[name]!), change), null, 2);
  }
  return result;
}

function changed(root: JsonValue, { op, path: pointer, value }: Extract<Patch, { op: string }>): JsonValue {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = keys.pop();
  if (last === undefined) return value!;
  let parent = root as never as Record<string, never>;
  for (const key of keys) parent = parent[key]!;
  if (Array.isArray(parent)) {
    const list = parent as JsonValue[];
    const index = last === '-' ? list.length : Number(last);
    if (op === 'add') list.splice(index, 0, value!);
    else if (op === 'replace') list[index] = value!;
    else list.splice(index, 1);
  } else if (op === 'remove') delete (parent as Record<string, JsonValue>)[last];
  else (parent as Record<string, JsonValue>)[last] = value!;
  return root;
}

/** The invalid fixtures by name, in order. */
export function invalidFixtures(): { name: string; fixture: InvalidFixture }[] {
  return readdirSync(path.join(fixtures, 'invalid'))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({
      name: name.slice(0, -'.json'.length),
      fixture: JSON.parse(readFileSync(path.join(fixtures, 'invalid', name), 'utf8')) as InvalidFixture,
    }));
}

/** A valid campaign, who holds what from 2025 on, and exactly what is missing on a day. */
export interface StaffingFixture {
  base: string;
  patch?: Patch[];
  day: string;
  /** Account, full role, unit, and the last day it is held. */
  memberships: [account: string, role: string, unit: string, to?: string][];
  issues: Issue[];
}

/** The fixtures of staffing by name, in order. */
export function staffingFixtures(): { name: string; fixture: StaffingFixture }[] {
  return readdirSync(path.join(fixtures, 'staffing'))
    .sort()
    .map((name) => ({
      name: name.slice(0, -'.json'.length),
      fixture: JSON.parse(readFileSync(path.join(fixtures, 'staffing', name), 'utf8')) as StaffingFixture,
    }));
}
