import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile, readLibrary, versionInput } from '../../engine/compile/index.ts';
import { applyEdits, differences, type Files } from '../../engine/editing/index.ts';
import type { Edit } from '../../engine/model/definition-draft.ts';
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
const campaigns = readdirSync(root)
  .filter((name) => existsSync(join(root, name, 'campaign.json')))
  .map(read);

function pointers(value: JsonValue, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, one]) => pointers(one, `${at}/${key}`))];
}

const value = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }).map((one) => JSON.parse(JSON.stringify(one)) as JsonValue),
  fc.constantFrom<JsonValue>(
    true,
    3,
    'x',
    { vi: 'Mới', en: 'New' },
    { offset: 2, unit: 'day', after: 'due' },
    [],
  ),
);

/** Some edits of a campaign, sensible or not. */
const edits = (files: Files): fc.Arbitrary<Edit[]> =>
  fc.array(
    fc
      .record({ file: fc.constantFrom(...Object.keys(files)), pick: fc.nat(), to: fc.nat(), made: value })
      .chain(({ file, pick, to, made }) => {
        if (!file.endsWith('.json'))
          return fc.constant<Edit>({ op: 'setFile', file, text: `${to}\n${pick}` });
        const places = pointers(JSON.parse(files[file]!) as JsonValue);
        const pointer = places[pick % places.length]!;
        const target = places[to % places.length]!;
        return fc.constantFrom<Edit>(
          { op: 'set', file, pointer, value: made },
          { op: 'remove', file, pointer },
          { op: 'insert', file, pointer: `${pointer}/0`, value: made },
          { op: 'move', file, pointer, to: target },
          { op: 'copy', file, pointer, to: target, id: 'copied' },
          { op: 'rename', file, pointer, to: 'renamed' },
          { op: 'addFile', file: 'lists/new.json', value: made },
          { op: 'removeFile', file },
          { op: 'setFile', file, text: files[file]!.slice(0, to % 500) },
          { op: 'setFile', file, text: `${files[file]!}\n` },
        );
      }),
    { minLength: 1, maxLength: 4 },
  );

/** The files after as many of the edits as can be made. */
function after(files: Files, made: readonly Edit[]): Files {
  return made.reduce<Files>((standing, one) => {
    const result = applyEdits(standing, [one]);
    return result.ok ? result.value.files : standing;
  }, files);
}

const same = (a: Files, b: Files) =>
  Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((path) => a[path] === b[path]);

describe('differences', () => {
  it('equal files give none; files that differ in any byte give at least one, each a whole sentence', () => {
    for (const files of campaigns) expect(differences(files, { ...files }, library)).toEqual([]);
    const change = fc
      .nat({ max: campaigns.length - 1 })
      .chain((campaign) => edits(campaigns[campaign]!).map((made) => ({ campaign, made })));
    fc.assert(
      fc.property(change, ({ campaign, made }) => {
        const files = campaigns[campaign]!;
        const now = after(files, made);
        for (const [one, other] of [
          [files, now],
          [now, files],
        ] as const) {
          const found = differences(one, other, library);
          expect(found.length > 0).toBe(!same(one, other));
          for (const { sentence } of found)
            for (const text of [sentence.vi, sentence.en]) {
              expect(text).not.toMatch(/undefined|\[object|NaN/);
              expect(text.trim().length).toBeGreaterThan(5);
            }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('a campaign whose version stays the same is told to be laid out anew, and nothing else', () => {
    const [files] = campaigns;
    const now = Object.fromEntries(
      Object.entries(files!).map(([path, text]) => [
        path,
        path.endsWith('.json') ? JSON.stringify(JSON.parse(text)) : text,
      ]),
    );
    expect(versionInput(now)).toEqual(versionInput(files!));
    expect(compile(now, library).ok).toBe(compile(files!, library).ok);
    const sentences = differences(files!, now, library).map(({ sentence }) => sentence.vi);
    expect(sentences.length).toBeGreaterThan(5);
    expect(sentences.filter((one) => !one.endsWith('chỉ trình bày lại, nội dung không đổi'))).toEqual([]);
  });
});
