import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { findings } from '../../../docs/findings.ts';
import { fixturesOf, generatedPages } from '../../../docs/generate.ts';
import { entries } from '../../../engine/issues/catalogue/index.ts';
import { words } from '../../../engine/issues/catalogue/words.ts';
import { issue, sentence } from '../../../engine/issues/index.ts';
import { invalidFixtures, staffingFixtures } from '../compile/campaign-fixture.ts';

const codes = Object.keys(entries);
const page = async (name: string) => readFile(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');

/** The params a sentence prints, with the tables their words come from. */
function placeholders(text: string): { name: string; table: string | undefined }[] {
  return [...text.matchAll(/\{(\w+)(?::(\w+))?\}/g)].map(([, name, table]) => ({ name: name!, table }));
}

describe('the catalogue', () => {
  test.each(codes)('%s', (code) => {
    const { vi, en, severity } = entries[code]!;
    expect(code).toMatch(/^[a-z]+(\.[a-z][a-z0-9_]*){2}$/);
    expect(['error', 'warning', 'note']).toContain(severity);
    for (const text of [vi, en]) {
      expect(text).toBe(text.normalize('NFC').trim());
      // A check speaks in the words of the definition it stands in.
      if (!/^\{\w+\}$/.test(text)) expect(text).toMatch(/[.!?]$/);
      for (const { table } of placeholders(text)) if (table) expect(words).toHaveProperty(table);
    }
    expect(en).not.toMatch(/[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ]/i);
  });

  test('is the same in the docs, both ways', async () => {
    const text = await page('issues.md');
    const told = [...text.matchAll(/^\| `([a-z0-9_.]+)` \| (error|warning|note) \|/gm)].map(
      ([, code]) => code,
    );
    expect(told.sort()).toEqual([...codes].sort());
  });
});

describe('the table of findings', () => {
  test.each(
    findings.filter(({ codes: found }) => found.length > 0),
  )('$area: $en has a fixture for each code', (one) => {
    for (const code of one.codes) expect(fixturesOf(code), code).not.toEqual([]);
  });

  test('every code that a definition can be refused with has a fixture', () => {
    // What a folder can be refused with before it is compiled is tested where folders are read; the others
    // cannot be reached past the schema, or need people.
    const elsewhere =
      /^(schema\.folder\.|schema\.file\.(too_large|too_many_values|more_issues|link|unreadable|not_text)$|rules\.limit\.too_long$|form\.type\.unknown$|calendar\.ref\.unknown_year$)/;
    const areas =
      /^(schema|reference|rules|form|workflow|access|texts|time|campaign|organisation|calendar)\./;
    const bare = codes.filter(
      (code) => areas.test(code) && !elsewhere.test(code) && fixturesOf(code).length === 0,
    );
    expect(bare).toEqual([]);
  });

  test('every fixture is of a code', () => {
    for (const { name } of [...invalidFixtures(), ...staffingFixtures()])
      expect(['full', ...codes]).toContain(name.split('--')[0]);
  });
});

test('the reference pages are what their sources give', async () => {
  for (const { url, text } of await generatedPages())
    expect(await readFile(url, 'utf8'), `${url.pathname} is old: run npm run generate`).toBe(text);
});

describe('a sentence', () => {
  const place = { source: 'a.json', pointer: '/b' };

  test('is Vietnamese unless told otherwise', () => {
    const one = issue('schema.key.missing', place, { key: 'title' });
    expect(sentence(one)).toBe('Thiếu mục “title”. Hãy thêm vào.');
    expect(sentence(one, 'en')).toBe('“title” is missing. Add it.');
  });

  test('puts names of the machine into words, each of a list, and leaves the others', () => {
    const one = issue('schema.type.wrong', place, { expected: ['array', 'strange'], found: 'null' });
    expect(sentence(one, 'en')).toBe('This must be a list [ … ], strange, not null. Correct the value.');
  });

  test('shows what is missing as a dash, and an unknown code as itself', () => {
    expect(sentence(issue('reference.form.unknown', place, { name: 'x', nearest: [] }), 'en')).toContain(
      'Nearest: –.',
    );
    expect(sentence({ ...place, code: 'no.such.code', severity: 'error', params: { a: 1 } })).toBe(
      'no.such.code {"a":1}',
    );
  });
});
