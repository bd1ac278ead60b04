import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { definitionSchemas, fileKinds, generatedFiles, type Schema } from '../../../definitions/generate.ts';
import { fieldTypes } from '../../../engine/forms/index.ts';
import {
  actionKinds,
  assigneeKinds,
  audienceKinds,
  escalationKinds,
  stepKinds,
} from '../../../engine/workflow/index.ts';

const schemas = await definitionSchemas();

/** Every property and definition of a schema, with its path. */
function* parts(schema: Schema, path: string): Generator<{ path: string; part: Schema; own: boolean }> {
  for (const keyword of ['definitions', 'properties'])
    for (const [name, part] of Object.entries((schema[keyword] ?? {}) as Record<string, Schema>)) {
      yield { path: `${path}/${name}`, part, own: true };
      yield* parts(part, `${path}/${name}`);
    }
  for (const keyword of ['items', 'additionalProperties'])
    if (typeof schema[keyword] === 'object') {
      yield { path: `${path}[]`, part: schema[keyword] as Schema, own: false };
      yield* parts(schema[keyword] as Schema, `${path}[]`);
    }
  for (const keyword of ['oneOf', 'anyOf'])
    for (const [index, part] of ((schema[keyword] ?? []) as Schema[]).entries()) {
      yield { path: `${path}|${index}`, part, own: false };
      yield* parts(part, `${path}|${index}`);
    }
}

const all = Object.entries(schemas).flatMap(([name, schema]) => [...parts(schema, name)]);

describe('the schemas', () => {
  test.each(Object.keys(schemas))('%s is draft-07', (name) => {
    const ajv = new Ajv({ strict: false });
    expect(ajv.validateSchema(schemas[name]!)).toBe(true);
  });

  test('every property and definition has a title in Vietnamese and English', () => {
    const untitled = all.filter(({ own, part }) => {
      const title = part['x-title'] as { vi?: string; en?: string } | undefined;
      return own && !(title?.vi && title.en);
    });
    expect(untitled.map(({ path }) => path)).toEqual([]);
  });

  test('descriptions are in both languages, and Vietnamese is composed', () => {
    for (const { part, path } of all)
      for (const key of ['x-title', 'x-description']) {
        const text = part[key] as { vi: string; en: string } | undefined;
        if (!text) continue;
        expect(Object.keys(text), path).toEqual(['vi', 'en']);
        expect(text.vi, path).toBe(text.vi.normalize('NFC'));
      }
  });

  test('every value of a choice has a word in both languages', () => {
    const wordless = all
      .filter(({ path, part }) => Array.isArray(part['enum']) && !/^(calendar|organisation)\//.test(path))
      .flatMap(({ path, part }) => {
        const words = (part['x-values'] ?? {}) as Record<string, { vi?: string; en?: string }>;
        return (part['enum'] as string[])
          .filter((value) => !(words[value]?.vi && words[value]?.en))
          .map((value) => `${path}: ${value}`);
      });
    expect(wordless).toEqual([]);
  });

  test('every object refuses keys it does not know, and may say its source or that it is assumed', () => {
    for (const { path, part } of all) {
      if (part['type'] !== 'object' || !part['properties']) continue;
      expect(part['additionalProperties'], path).toBe(false);
      expect(Object.keys(part['properties'] as object), path).toEqual(
        expect.arrayContaining(['source', 'assumption', 'reason']),
      );
    }
  });

  test('a place that holds the name of something else says of what', () => {
    const silent = all.filter(({ path, part }) => {
      const isName = /\/(id|fieldId)$/.test(String(part['$ref'] ?? ''));
      return (
        isName &&
        !/\/(id|uid)$/.test(path) &&
        part['x-refers'] === undefined &&
        !path.startsWith('organisation') &&
        !path.startsWith('reorganisation')
      );
    });
    // The field of a fact is its entry's; earlier ids, types of documents and those who issue them are nobody's list.
    expect(silent.map(({ path }) => path)).toEqual([
      'common/entry/formerly[]',
      'campaign/fact/field',
      'campaign/numbering/type',
      'campaign/numbering/body',
    ]);
  });

  test.each([
    ['form', 'field', Object.keys(fieldTypes)],
    ['workflow', 'step', stepKinds.words()],
    ['workflow', 'action', actionKinds.words()],
    ['workflow', 'assignee', assigneeKinds.words()],
    ['workflow', 'escalation', escalationKinds.words()],
    ['common', 'audience', audienceKinds.words()],
  ])('%s: every %s that is built is not marked as planned, and the other way round', (file, union, built) => {
    const definitions = schemas[file]!['definitions'] as Record<string, Schema>;
    const kinds = (definitions[union]!['oneOf'] as { $ref: string }[]).map(
      ({ $ref }) => definitions[$ref.split('/').at(-1)!]!,
    );
    const word = ({ properties }: Schema) => {
      const of = properties as Record<string, Schema>;
      return String((of['kind'] ?? of['type'])!['const']);
    };
    const unplanned = kinds.filter((kind) => !kind['x-planned']).map(word);
    expect(unplanned.sort()).toEqual([...built].sort());
  });

  test('every kind of file begins with the language version', () => {
    for (const kind of fileKinds) expect(schemas[kind]!['required']).toContain('thidua');
  });
});

test('what is generated from the schemas is committed', async () => {
  for (const { url, text } of await generatedFiles())
    expect(await readFile(url, 'utf8'), `${url.pathname} is old: run npm run generate`).toBe(text);
});
