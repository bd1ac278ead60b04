import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile, placeOf, readLibrary, shapeAt, walk } from '../../engine/compile/index.ts';
import { applyEdit, type Files } from '../../engine/editing/index.ts';
import type { JsonValue } from '../../engine/model/json.ts';

const root = resolve(import.meta.dirname, '../../definitions');
const read = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(json|hbs)$/.test(name))
      .map((name) => [name, readFileSync(join(root, folder, name), 'utf8')]),
  );
const { library } = readLibrary(
  Object.fromEntries(
    ['calendars', 'organisations'].flatMap((folder) =>
      Object.entries(read(folder)).map(([name, text]) => [`${folder}/${name}`, text]),
    ),
  ),
);

/** The campaigns of this repository. */
const campaigns = readdirSync(root).filter((name) => existsSync(join(root, name, 'campaign.json')));

interface Thing {
  files: Files;
  file: string;
  pointer: string;
  to: string;
}

/** Everything in a campaign that has an id, with another one it could have. */
function thingsOf(files: Files): Thing[] {
  return Object.keys(files).flatMap((file) => {
    const place = placeOf(file);
    if (place?.is !== 'document') return [];
    const value = JSON.parse(files[file]!) as JsonValue;
    const things: Thing[] = [];
    walk(place.kind, value, (placed) => {
      const { pointer } = placed;
      const has = typeof (placed.value as { id?: unknown } | null)?.id === 'string';
      if (has && !(file === 'campaign.json' && pointer === '')) {
        const { pattern = '' } = shapeAt(place.kind, value, `${pointer}/id`);
        things.push({ files, file, pointer, to: pattern.includes('A-Z') ? 'renamedId' : 'renamed-id' });
      }
      return undefined;
    });
    return things;
  });
}

const findings = (files: Files) =>
  compile(files, library)
    .issues.map(({ code }) => code)
    .sort();

describe('another id for a thing', () => {
  it.each(campaigns)('leaves %s as sound as it was, and the way back leads to the same campaign', (name) => {
    const files = read(name);
    const before = findings(files);
    fc.assert(
      fc.property(fc.constantFrom(...thingsOf(files)), ({ file, pointer, to }) => {
        const result = applyEdit(files, { op: 'rename', file, pointer, to });
        if (!result.ok) throw new Error(`${file}${pointer}: ${JSON.stringify(result.issues)}`);
        expect(findings(result.value.files), `${file}${pointer}`).toEqual(before);
        const id = idAt(files[file]!, pointer);
        const renamedFile = pointer === '' ? file.replace(/[^/]+\.json$/, `${to}.json`) : file;
        const back = applyEdit(result.value.files, { op: 'rename', file: renamedFile, pointer, to: id });
        expect(back.ok && Object.keys(back.value.files).sort()).toEqual(Object.keys(files).sort());
        expect(back.ok && findings(back.value.files)).toEqual(before);
        expect(back.ok && idAt(back.value.files[file]!, pointer)).toBe(id);
      }),
      { numRuns: 40 },
    );
  });
});

function idAt(text: string, pointer: string): string {
  let found = JSON.parse(text) as JsonValue;
  for (const part of pointer.split('/').slice(1)) found = (found as Record<string, JsonValue>)[part]!;
  return (found as { id: string }).id;
}
