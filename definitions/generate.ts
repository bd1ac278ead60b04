/**
 * Makes `engine/model/generated/definitions.ts` from `definitions/schema`. Run by `npm run generate`; a test
 * fails when the committed file differs from what this gives.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { compile } from 'json-schema-to-typescript';

const schemaFolder = new URL('./schema/', import.meta.url);
const target = new URL('../engine/model/generated/definitions.ts', import.meta.url);

/** The kinds of definition file, by their schema's name. */
export const fileKinds = [
  'campaign',
  'group',
  'form',
  'workflow',
  'notification',
  'list',
  'calendar',
  'organisation',
] as const;

type Schema = { [key: string]: unknown };

/** The TypeScript text of all definition types. */
export async function definitionTypes(): Promise<string> {
  const definitions: Record<string, unknown> = {};
  for (const name of ['common', ...fileKinds]) {
    const schema = JSON.parse(await readFile(new URL(`${name}.schema.json`, schemaFolder), 'utf8')) as Schema;
    const own = (schema['definitions'] ?? {}) as Record<string, Schema>;
    for (const [id, part] of Object.entries(own)) definitions[typeName(id)] = forTypes(part);
    if (name !== 'common') {
      const { definitions: _, ...file } = schema;
      definitions[`${typeName(name)}File`] = forTypes(file);
    }
  }
  const root = { title: 'Definitions', definitions };
  const text = await compile(root as never, 'Definitions', {
    bannerComment: '// Generated from definitions/schema by `npm run generate`. Not edited by hand.',
    style: { singleQuote: true, printWidth: 110 },
    unreachableDefinitions: true,
    additionalProperties: false,
    format: true,
  });
  return withoutProvenance(text);
}

/** Without the generator's remarks on where a type is referenced, and without the root, which no file has. */
function withoutProvenance(text: string): string {
  return text
    .replace(/ \*\n \* This interface was referenced by[^\n]*\n \* via the [^\n]*\n/g, '')
    .replace(/\/\*\*\n \* This interface was referenced by[^\n]*\n \* via the [^\n]*\n \*\/\n/g, '')
    .replace(/export interface Definitions \{[^}]*\}\n/, '');
}

function typeName(id: string): string {
  return id[0]!.toUpperCase() + id.slice(1);
}

/**
 * The part of a schema that types need. A `$ref` loses the titles beside it, since the generator would make a
 * type of its own for each; the English description becomes the doc comment.
 */
function forTypes(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(forTypes);
  if (node === null || typeof node !== 'object') return node;
  const schema = node as Schema;
  if (typeof schema['$ref'] === 'string') {
    return { $ref: `#/definitions/${typeName(schema['$ref'].split('/').at(-1)!)}` };
  }
  const result: Schema = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'x-title' || key === '$id' || key === '$schema' || key === 'title' || key === 'discriminator')
      continue;
    if (key === 'x-description') result['description'] = (value as { en: string }).en;
    else if (key === 'properties') {
      result['properties'] = Object.fromEntries(
        Object.entries(value as Record<string, unknown>).map(([name, part]) => [name, forTypes(part)]),
      );
    } else if (key === 'oneOf' && schema['discriminator']) result['oneOf'] = forTypes(value);
    else if (key === 'type' && schema['discriminator']) continue;
    else if (key === 'required' && schema['discriminator']) continue;
    // Tuples of a fixed length would be made of item limits, which say nothing to a reader of the type.
    else if (key === 'minItems' || key === 'maxItems') continue;
    else result[key] = forTypes(value);
  }
  return result;
}

if (process.argv[1] === new URL(import.meta.url).pathname) await writeFile(target, await definitionTypes());
