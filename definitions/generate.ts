/**
 * Makes from `definitions/schema` what the engine needs of it: the types, the validators, and the shapes that
 * tell what may stand at a place. Run by `npm run generate`; a test fails when a committed file differs from
 * what this gives.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { compile } from 'json-schema-to-typescript';

const schemaFolder = new URL('./schema/', import.meta.url);
const engineFolder = new URL('../engine/', import.meta.url);

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
  'reorganisation',
] as const;

const banner = '// Generated from definitions/schema by `npm run generate`. Not edited by hand.\n';

/** A JSON Schema, draft-07, with the annotations of `definitions/schema`. */
export type Schema = { [key: string]: unknown };

/** The schemas by name, the common one first. */
export async function definitionSchemas(): Promise<Record<string, Schema>> {
  const schemas: Record<string, Schema> = {};
  for (const name of ['common', ...fileKinds])
    schemas[name] = JSON.parse(await readFile(new URL(`${name}.schema.json`, schemaFolder), 'utf8'));
  return schemas;
}

/** The TypeScript text of all definition types. */
export async function definitionTypes(): Promise<string> {
  const definitions: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(await definitionSchemas())) {
    const own = (schema['definitions'] ?? {}) as Record<string, Schema>;
    for (const [id, part] of Object.entries(own)) definitions[typeName(id)] = forTypes(part);
    if (name !== 'common') {
      const { definitions: _, ...file } = schema;
      definitions[`${typeName(name)}File`] = forTypes(file);
    }
  }
  const root = { title: 'Definitions', definitions };
  const text = await compile(root as never, 'Definitions', {
    bannerComment: banner.trim(),
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
    if (key === '$id' || key === '$schema' || key === 'title' || key === 'discriminator') continue;
    if (key === 'x-description') result['description'] = (value as { en: string }).en;
    else if (key.startsWith('x-')) continue;
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

/**
 * One module of JavaScript that needs nothing: a validator for each kind of file, made by Ajv ahead of time so
 * that no code is generated at run time, and `shapes`, the schemas without their words. JavaScript and not
 * TypeScript, since stripping types off half a megabyte would slow down every start.
 */
export async function definitionValidators(): Promise<string> {
  const schemas = await definitionSchemas();
  const ajv = new Ajv({
    schemas: Object.values(schemas).map((schema) => withoutWords(schema) as Schema),
    allErrors: true,
    discriminator: true,
    inlineRefs: false,
    strictSchema: true,
    messages: false,
    code: { source: true, esm: true },
  });
  const code = standaloneCode.default(
    ajv,
    Object.fromEntries(fileKinds.map((kind) => [kind, `${kind}.schema.json`])),
  );
  const bundle = await build({
    stdin: {
      contents: `${code};export const validators={${fileKinds.join()}};`,
      resolveDir: new URL('.', import.meta.url).pathname,
      loader: 'js',
    },
    bundle: true,
    format: 'esm',
    minify: true,
    write: false,
  });
  return `${banner}${bundle.outputFiles[0]!.text}export const shapes=${JSON.stringify(shapesOf(schemas))};\n`;
}

/** The schemas by `<kind>` and `<kind>#<definition>`, references rewritten to such names, words left out. */
function shapesOf(schemas: Record<string, Schema>): Record<string, unknown> {
  const shapes: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(schemas)) {
    const { definitions, ...file } = schema;
    for (const [id, part] of Object.entries((definitions ?? {}) as Record<string, Schema>))
      shapes[`${name}#${id}`] = withoutWords(part, name);
    if (name !== 'common') shapes[name] = withoutWords(file, name);
  }
  return shapes;
}

/** A schema without titles and descriptions; with `owner`, its annotations are kept and its references named. */
function withoutWords(node: unknown, owner?: string): unknown {
  if (Array.isArray(node)) return node.map((part) => withoutWords(part, owner));
  if (node === null || typeof node !== 'object') return node;
  const result: Schema = {};
  for (const [key, value] of Object.entries(node)) {
    if (key === 'title' && typeof value === 'string') continue;
    if (key.startsWith('x-') && (!owner || wordKeys.has(key))) continue;
    if (owner && key === '$ref') {
      const [file, pointer] = (value as string).split('#');
      result['$ref'] = `${file ? file.replace('.schema.json', '') : owner}#${pointer!.split('/').at(-1)}`;
    } else result[key] = withoutWords(value, owner);
  }
  return result;
}

/** What the schemas say to people and not to the compiler. */
const wordKeys: ReadonlySet<string> = new Set([
  'x-title',
  'x-description',
  'x-values',
  'x-common',
  'x-computes',
  'x-ordered',
  'x-sample',
]);

/** What every object may say of where it comes from: its words are told once. An action asks for a reason of its own. */
function isProvenance(key: string, { type, const: only }: Schema): boolean {
  return key === 'assumption' ? only === true : (key === 'source' || key === 'reason') && type === 'string';
}

/**
 * The words of the schemas, for pages that edit definitions: by the names of `shapes`, the title, description and
 * values of each definition and of its properties. JavaScript for the same reason as the validators.
 */
export async function definitionWords(): Promise<string> {
  const words: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(await definitionSchemas())) {
    const { definitions, ...file } = schema;
    for (const [id, part] of Object.entries((definitions ?? {}) as Record<string, Schema>))
      words[`${name}#${id}`] = wordsOf(part);
    if (name !== 'common') words[name] = wordsOf(file);
  }
  return `${banner}export const words=${JSON.stringify(words)};\n`;
}

function wordsOf(part: Schema): Schema {
  const { properties, items } = part as { properties?: Record<string, Schema>; items?: Schema };
  const own = Object.entries(properties ?? {}).filter(([key, one]) => !isProvenance(key, one));
  const title = part['x-title'];
  const help = part['x-description'];
  const values = part['x-values'] ?? items?.['x-values'];
  return {
    ...(title ? { title } : {}),
    ...(help ? { help } : {}),
    ...(values ? { values } : {}),
    ...(part['x-common'] ? { common: true } : {}),
    ...(part['x-computes'] ? { computes: true } : {}),
    ...(part['x-ordered'] ? { ordered: true } : {}),
    ...(part['x-sample'] ? { sample: part['x-sample'] } : {}),
    ...(own.length > 0 ? { parts: Object.fromEntries(own.map(([key, one]) => [key, wordsOf(one)])) } : {}),
  };
}

/** The committed files this module makes, with what each should hold. */
export async function generatedFiles(): Promise<{ url: URL; text: string }[]> {
  return [
    { url: new URL('model/generated/definitions.ts', engineFolder), text: await definitionTypes() },
    { url: new URL('compile/generated/definitions.js', engineFolder), text: await definitionValidators() },
    { url: new URL('editing/generated/words.js', engineFolder), text: await definitionWords() },
  ];
}

if (process.argv[1] === new URL(import.meta.url).pathname)
  for (const { url, text } of await generatedFiles()) await writeFile(url, text);
