/**
 * Makes the reference pages of the docs from what they are about: `issues.md` from the catalogue and the
 * fixtures, `language.md` from the schemas and the tables of the rule language. Run by
 * `npm run generate`; a test fails when a committed page differs from what this gives.
 */
import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { definitionSchemas, fileKinds, type Schema } from '../definitions/generate.ts';
import {
  messageHelpers,
  messageVariables,
  paperHelpers,
  paperLists,
  paperParts,
  paperVariables,
} from '../engine/compile/index.ts';
import { entries } from '../engine/issues/catalogue/index.ts';
import { words } from '../engine/issues/catalogue/words.ts';
import { functionsNotBuilt, functionTable, nameTable } from '../engine/rules/index.ts';
import { findings } from './findings.ts';

const fixtureFolder = new URL('../test/fixtures/definitions/', import.meta.url);

/** A bilingual text of a schema. */
interface Words {
  vi: string;
  en: string;
}

/** The pages this makes, with what each should hold. */
export async function generatedPages(): Promise<{ url: URL; text: string }[]> {
  return [
    { url: new URL('issues.md', import.meta.url), text: issuesPage() },
    { url: new URL('language.md', import.meta.url), text: await languagePage() },
  ];
}

/** The fixtures of a code, as paths from the docs. */
export function fixturesOf(code: string): string[] {
  return ['invalid', 'staffing'].flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, fixtureFolder))
      .filter((name) => name === `${code}.json` || name.startsWith(`${code}--`))
      .sort()
      .map((name) => `../test/fixtures/definitions/${folder}/${name}`),
  );
}

function issuesPage(): string {
  const lines = [
    '# Issues',
    '',
    'Made by `npm run generate` from the catalogue and the fixtures. Not edited by hand.',
    '',
    '## What the compiler finds in a definition',
    '',
    'Each fixture is a valid campaign, one change to it, and exactly the issues that must be found.',
    '',
    row('Area', 'Finding', 'Phát hiện', 'State', 'Codes and fixtures'),
    row('---', '---', '---', '---', '---'),
    ...findings.map(({ area, vi, en, codes }) =>
      row(area, en, vi, codes.length > 0 ? 'built' : 'planned', codes.map(withFixtures).join('<br>')),
    ),
    '',
    '## Every code',
    '',
    '`{param}` stands for a fact of the issue. An error refuses, a warning wants a look, a note explains.',
  ];
  const areas = [...new Set(Object.keys(entries).map((code) => code.split('.')[0]!))].sort();
  for (const area of areas) {
    lines.push(
      '',
      `### ${area}`,
      '',
      row('Code', 'Severity', 'Sentence', 'Câu'),
      row('---', '---', '---', '---'),
    );
    for (const code of Object.keys(entries).sort()) {
      const { severity, vi, en } = entries[code]!;
      if (code.startsWith(`${area}.`)) lines.push(row(`\`${code}\``, severity, plain(en), plain(vi)));
    }
  }
  return `${lines.join('\n')}\n`;
}

function withFixtures(code: string): string {
  const links = fixturesOf(code).map((path, index) => `[${index + 1}](${path})`);
  return [`\`${code}\``, ...links].join(' ');
}

/** A sentence without the names of word tables, which say nothing to a reader. */
function plain(sentence: string): string {
  return sentence.replace(/\{(\w+):\w+\}/g, '{$1}');
}

async function languagePage(): Promise<string> {
  const schemas = await definitionSchemas();
  const lines = [
    '# The definition language',
    '',
    'Made by `npm run generate` from `definitions/schema` and the rule language. Not edited by hand.',
    'Words marked *planned* belong to the language and are refused with “not built yet”.',
    '',
    ...['common', ...fileKinds].map((name) => `- [${titleOf(schemas[name]!, name)}](#${anchor(name)})`),
    '- [Rules](#rules)',
    '- [Texts of notifications](#texts-of-notifications)',
  ];
  for (const name of ['common', ...fileKinds]) lines.push(...filePart(name, schemas[name]!));
  lines.push(...rulesPart(), ...textsPart());
  return `${lines.join('\n')}\n`;
}

/** Provenance every object may carry; said once, not in every table. */
const everywhere: ReadonlySet<string> = new Set(['source', 'assumption', 'reason', '$schema']);

const filePaths: Readonly<Record<string, string>> = {
  common: '',
  campaign: 'campaign.json',
  group: 'groups/<id>.json',
  form: 'forms/<id>.json',
  workflow: 'workflows/<id>.json',
  notification: 'notifications.json',
  list: 'lists/<id>.json',
  calendar: 'calendars/<id>.json',
  organisation: 'organisations/<id>.json',
};

function filePart(name: string, schema: Schema): string[] {
  const lines = ['', `<a id="${anchor(name)}"></a>`, '', `## ${titleOf(schema, name)}`, ''];
  if (name === 'common')
    lines.push(
      'Parts that several kinds of file use. Any object may carry `source`, or `assumption: true` with `reason`.',
    );
  else lines.push(`\`${filePaths[name]!}\``, '', ...keyTable(schema, name));
  const definitions = (schema['definitions'] ?? {}) as Record<string, Schema>;
  for (const [id, part] of Object.entries(definitions)) {
    lines.push(
      '',
      `<a id="${anchor(name, id)}"></a>`,
      '',
      `### ${titleOf(part, id)} (\`${kindOf(part) ?? id}\`)`,
      '',
    );
    if (part['x-planned']) lines.push('*planned*', '');
    const description = part['x-description'] as Words | undefined;
    if (description) lines.push(`${description.vi} / ${description.en}`, '');
    if (part['properties']) lines.push(...keyTable(part, name));
    else lines.push(typeText(part, name));
  }
  return lines;
}

/** The discriminator of one kind of a union. */
function kindOf(part: Schema): string | undefined {
  const properties = part['properties'] as Record<string, Schema> | undefined;
  const value = properties?.['kind']?.['const'] ?? properties?.['type']?.['const'];
  return value === undefined ? undefined : String(value);
}

function keyTable(schema: Schema, file: string): string[] {
  const required = new Set((schema['required'] ?? []) as string[]);
  const lines = [row('Key', 'Tên', 'Title', 'Type', 'Notes'), row('---', '---', '---', '---', '---')];
  for (const [key, part] of Object.entries(schema['properties'] as Record<string, Schema>)) {
    if (everywhere.has(key)) continue;
    const title = part['x-title'] as Words;
    const description = part['x-description'] as Words | undefined;
    const notes = [
      ...(required.has(key) ? ['**required**'] : []),
      ...(part['x-planned'] ? ['*planned*'] : []),
      ...plannedValues(part),
      ...(description ? [`${description.vi} / ${description.en}`] : []),
    ];
    lines.push(row(`\`${key}\``, title.vi, title.en, typeText(part, file), notes.join(' ')));
  }
  return lines;
}

function plannedValues(part: Schema): string[] {
  const values = (part['x-planned-values'] ??
    (part['items'] as Schema | undefined)?.['x-planned-values'] ??
    []) as string[];
  return values.length > 0 ? [`*planned:* ${values.map((one) => `\`${one}\``).join(', ')}`] : [];
}

function typeText(part: Schema, file: string): string {
  const ref = part['$ref'] as string | undefined;
  const refers = part['x-refers'] ? ` of a ${String(part['x-refers'])}` : '';
  if (ref !== undefined) {
    const [other, pointer] = ref.split('#');
    const id = pointer!.split('/').at(-1)!;
    const target = anchor(other ? other.replace('.schema.json', '') : file, id);
    return `[${id}](#${target})${refers}`;
  }
  if (part['const'] !== undefined) return `\`${JSON.stringify(part['const'])}\``;
  if (part['enum']) return (part['enum'] as unknown[]).map((one) => valueText(part, String(one))).join(', ');
  const alternatives = (part['oneOf'] ?? part['anyOf']) as Schema[] | undefined;
  if (alternatives) return alternatives.map((one) => typeText(one, file)).join(' or ');
  if (part['type'] === 'array') return `list of ${typeText(part['items'] as Schema, file)}`;
  const limits = ['minimum', 'maximum', 'minLength', 'maxLength']
    .filter((key) => part[key] !== undefined)
    .map((key) => `${key} ${String(part[key])}`);
  const type = part['properties'] ? 'object' : String(part['type'] ?? 'any');
  const inner = part['properties']
    ? ` with ${Object.keys(part['properties'] as object)
        .filter((key) => !everywhere.has(key))
        .map((key) => `\`${key}\``)
        .join(', ')}`
    : '';
  const pattern = part['pattern'] === undefined ? '' : ` \`${String(part['pattern'])}\``;
  return `${type}${inner}${pattern}${limits.length > 0 ? ` (${limits.join(', ')})` : ''}${refers}`;
}

/** A value of a choice with what it is called in English. */
function valueText(part: Schema, value: string): string {
  const words = part['x-values'] as Record<string, { en: string }> | undefined;
  return words?.[value] ? `\`${value}\` (${words[value].en})` : `\`${value}\``;
}

function rulesPart(): string[] {
  const lines = [
    '',
    '<a id="rules"></a>',
    '',
    '## Rules',
    '',
    'Conditions and computations are FEEL texts in a subset. Names a rule sees, beside the form’s own fields:',
    '',
    row('Name', 'Nghĩa', 'Meaning'),
    row('---', '---', '---'),
  ];
  for (const { name, vi, en, fields } of nameTable) {
    lines.push(row(`\`${name}\``, vi, en));
    for (const field of fields) lines.push(row(`\`${name}.${field.name}\``, field.vi, field.en));
  }
  lines.push(
    '',
    'Functions; those marked *ours* are no part of FEEL, or mean something else there:',
    '',
    row('Function', 'Gives', 'Nghĩa', 'Meaning', 'Example'),
    row('---', '---', '---', '---', '---'),
  );
  for (const { name, parameters, extension, gives, vi, en, example } of functionTable) {
    const taken = parameters.map((one) => `${one.name}${one.optional ? '?' : ''}${one.repeats ? ' …' : ''}`);
    const call = `\`${name}(${taken.join(', ')})\`${extension ? ' *ours*' : ''}`;
    lines.push(row(call, gives, vi, en, `\`${example[0]}\` → \`${example[1]}\``));
  }
  if (functionsNotBuilt.length > 0)
    lines.push('', `Planned: ${functionsNotBuilt.map((one) => `\`${one}\``).join(', ')}.`);
  return lines;
}

function textsPart(): string[] {
  return [
    '',
    '<a id="texts-of-notifications"></a>',
    '',
    '## Texts of notifications',
    '',
    `Plain text in Handlebars. Blocks that may be used: ${messageHelpers.map((one) => `\`${one}\``).join(', ')}. Variables:`,
    '',
    row('Variable', 'Nghĩa', 'Meaning'),
    row('---', '---', '---'),
    ...Object.entries(messageVariables).map(([name, text]) =>
      row(`\`{{${name}}}\``, text.vi, text.en ?? text.vi),
    ),
    '',
    `Nothing personal may stand in a text: ${Object.values(words['personal']!)
      .map(({ en }) => en)
      .join(', ')}.`,
    ...papersPart(),
  ];
}

function papersPart(): string[] {
  const rows = (
    named: Readonly<Record<string, { vi: string; en?: string }>>,
    written: (name: string) => string,
  ) => Object.entries(named).map(([name, text]) => row(`\`${written(name)}\``, text.vi, text.en ?? text.vi));
  const titles = Object.entries(paperParts).map(([name, { title }]) => [name, title] as const);
  return [
    '',
    '<a id="texts-of-papers"></a>',
    '',
    '## Texts of papers',
    '',
    'What is printed at a step that names a `paper`, laid out as Decree 30/2020/NĐ-CP has it. Plain text in Handlebars:',
    `what stands in the block of a part is that part, the rest is the body, its paragraphs apart by an empty line. Other`,
    `blocks: ${[...paperHelpers, 'each'].map((one) => `\`${one}\``).join(', ')}. Parts:`,
    '',
    row('Part', 'Nghĩa', 'Meaning'),
    row('---', '---', '---'),
    ...rows(Object.fromEntries(titles), (name) => `{{#${name}}}…{{/${name}}}`),
    '',
    'Variables, besides `{{answers.<field>}}` for what the form says, where it is not personal, and `{{words.<field>}}`',
    'for a whole number or money in words:',
    '',
    row('Variable', 'Nghĩa', 'Meaning'),
    row('---', '---', '---'),
    ...rows(paperVariables, (name) => `{{${name}}}`),
    ...rows(paperLists, (name) => `{{#each ${name}}}{{this}}{{/each}}`),
  ];
}

function titleOf(schema: Schema, name: string): string {
  const title = schema['x-title'] as Words | undefined;
  return title ? `${title.en} · ${title.vi}` : name[0]!.toUpperCase() + name.slice(1);
}

function anchor(file: string, id?: string): string {
  return id === undefined ? `file-${file}` : `${file}-${id}`;
}

function row(...cells: string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}

if (process.argv[1] === new URL(import.meta.url).pathname)
  for (const { url, text } of await generatedPages()) await writeFile(url, text);
