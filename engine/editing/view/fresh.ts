import { shapes } from '../../compile/generated/definitions.js';
import { isObject, type Shape, shapeAt } from '../../compile/shape.ts';
import type { Edit } from '../../model/definition-draft.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { isFieldName } from '../../rules/index.ts';
import { foldText } from '../../workflow/search-words.ts';
import { inLanguage, type OptionView, type Sight } from '../controls/control-kind.ts';
import { kindOptions } from '../controls/union.ts';
import { words } from '../generated/words.js';
import { printFile } from '../print-json.ts';
import { type Contents, campaignOf, objectsOf, textOf, valueIn } from './contents.ts';
import { namesHeld, namesOf } from './names.ts';
import type { Where } from './thing.ts';

/** What can be added to a list. */
export interface Addable {
  /** The kinds a new member may be of; empty where there is only one. */
  kinds: readonly OptionView[];
  /** Whether people give it a name. */
  named: boolean;
}

/** What can be added to the list at a place, which may not be there yet; null where nothing can. */
export function addableAt(contents: Contents, list: Where, language: 'vi' | 'en'): Addable | null {
  const items = itemsOf(contents, list);
  if (!items) return null;
  const whole = wholeOf(items);
  if (whole.discriminator) return { kinds: kindOptions(whole, '', language), named: true };
  return { kinds: [], named: titlePart(whole) !== undefined };
}

/** A new member of a list, complete as far as can be known, with an id made of its name. */
export function freshMember(
  contents: Contents,
  list: Where,
  { kind, name, language }: { kind?: string; name: string; language: 'vi' | 'en' },
): JsonObject | null {
  const items = itemsOf(contents, list);
  if (!items) return null;
  const shape = kind === undefined || kind === '' ? wholeOf(items) : alternative(items, kind);
  if (!shape) return null;
  const from = { contents, file: list.file, language };
  const siblings = objectsOf(valueIn(contents, list.file, list.pointer)).flatMap(namesHeld);
  return fresh(shape, {
    name,
    taken: new Set(siblings),
    names: (what) => namesOf(what, from),
    firstDay: textOf(campaignOf(contents)['opens']) || '2025-01-01',
    language,
  }) as JsonObject;
}

/**
 * The edits that add a whole file: a form, a workflow, a list, the text of a paper, or a group, which the campaign
 * then names.
 */
export function freshFile(
  contents: Contents,
  folder: 'forms' | 'workflows' | 'lists' | 'groups' | 'documents',
  name: string,
  language: 'vi' | 'en',
): { edits: Edit[]; file: string } {
  if (folder === 'documents') {
    const id = idFrom(name, idsIn(contents, folder).taken);
    const file = `documents/${id}.${language}.hbs`;
    return { file, edits: [{ op: 'addFile', file, text: firstPaper(name) }] };
  }
  const kind = folder.slice(0, -1);
  const { taken } = idsIn(contents, folder);
  const id = idFrom(name, taken);
  const file = `${folder}/${id}.json`;
  const from = { contents, file, language };
  const value = fresh(shapes[kind]!, {
    name,
    taken,
    names: (what) => namesOf(what, from),
    firstDay: '2025-01-01',
    language,
  }) as JsonObject;
  if (folder === 'workflows') Object.assign(value, shortestWay(language));
  const add: Edit = { op: 'addFile', file, text: printFile(value) };
  const own = { file: 'campaign.json', pointer: '/groups/-' };
  return { file, edits: folder === 'groups' ? [add, { op: 'insert', ...own, value: id }] : [add] };
}

/** A workflow to begin with: somebody fills in the form, and that is all. */
function shortestWay(language: 'vi' | 'en'): JsonObject {
  const said = (name: string) => ({ vi: inLanguage(words[name]?.title, 'vi') });
  const idOf = (name: string) => idFrom(inLanguage(words[name]?.title, language), new Set());
  const [fill, send, end] = ['workflow#fillStep', 'workflow#submitAction', 'workflow#endStep'] as const;
  const action = { kind: 'submit', id: idOf(send), label: said(send), to: idOf(end) };
  return {
    start: idOf(fill),
    steps: [
      { kind: 'fill', id: idOf(fill), title: said(fill), assignee: { kind: 'submitter' }, actions: [action] },
      { kind: 'end', id: idOf(end), title: said(end), outcome: 'approved' },
    ],
  };
}

/**
 * An id made of a name: folded, its words joined by hyphens, and a number behind it where it is taken. `style`
 * `field` joins them as ids of fields are written, with capitals.
 */
export function idFrom(name: string, taken: ReadonlySet<string>, style: 'file' | 'field' = 'file'): string {
  const found = foldText(name)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const short = upTo(found, 40);
  if (style === 'field') {
    const [first = 'cau', ...rest] = short;
    const joined = first + rest.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('');
    const begun = /^[a-z]/.test(joined) ? joined : `q${joined}`;
    return numbered(isFieldName(begun) ? begun : `${begun}Cau`, taken, '');
  }
  return numbered(short.join('-') || 'muc', taken, '-');
}

/** As many words as fit into so many letters, at least one, itself cut where it is longer. */
function upTo(found: readonly string[], most: number): string[] {
  const kept: string[] = [];
  let length = 0;
  for (const word of found) {
    length += word.length + 1;
    if (length > most && kept.length > 0) break;
    kept.push(word.slice(0, most));
  }
  return kept;
}

function numbered(id: string, taken: ReadonlySet<string>, between: string): string {
  if (!taken.has(id)) return id;
  let n = 2;
  while (taken.has(`${id}${between}${n}`)) n += 1;
  return `${id}${between}${n}`;
}

function itemsOf(contents: Contents, { file, pointer }: Where): Shape | undefined {
  const document = contents.documents.get(file);
  if (!document) return undefined;
  const cut = pointer.lastIndexOf('/');
  const holder = shapeAt(document.kind, document.value, pointer.slice(0, cut));
  const declared = holder.properties?.[pointer.slice(cut + 1)];
  const items = declared && wholeOf(declared).items;
  return items && (wholeOf(items).properties || wholeOf(items).discriminator) ? items : undefined;
}

function wholeOf(shape: Shape): Shape {
  return shape.$ref === undefined ? shape : { ...shapes[shape.$ref]!, ...shape };
}

function alternative(items: Shape, kind: string): Shape | undefined {
  const { oneOf = [], discriminator } = wholeOf(items);
  const key = discriminator?.propertyName ?? '';
  const found = oneOf.find(({ $ref = '' }) => shapes[$ref]?.properties?.[key]?.const === kind);
  return found && wholeOf(found);
}

const telling = ['title', 'label', 'text', 'message'];

/** The part that says what a thing is called. */
function titlePart({ properties = {} }: Shape): string | undefined {
  return telling.find((key) => properties[key]?.$ref === 'common#text');
}

interface Making {
  name: string;
  taken: ReadonlySet<string>;
  names: Sight['names'];
  firstDay: string;
  language: 'vi' | 'en';
}

/** A value of a shape, only with what it must have. */
function fresh(declared: Shape, making: Making): JsonValue {
  const shape = wholeOf(declared);
  const simple = simpleValues.find(({ fits }) => fits(declared, shape));
  if (simple) return simple.value(shape, making);
  if (shape.discriminator) return fresh(firstOf(shape), making);
  if (shape.type === 'array') {
    // What must be a list begins with one member: a step without an action would be a dead end.
    if (!shape.items || wholeOf(shape.items).type === 'string') return [];
    const first = firstOf(shape.items);
    const name = inLanguage(words[first.$ref ?? '']?.title, making.language) || making.name;
    return [fresh(first, { ...making, name, taken: new Set() })];
  }
  const required = (shape as { required?: string[] }).required ?? [];
  const titled = titlePart(shape);
  const value: JsonObject = {};
  for (const [key, part] of Object.entries(shape.properties ?? {})) {
    if (!required.includes(key)) continue;
    if (key === 'id')
      value[key] = idFrom(making.name, making.taken, part.$ref === 'common#fieldId' ? 'field' : 'file');
    else if (key === titled) value[key] = { vi: making.name };
    else value[key] = fresh(part, making);
  }
  return value;
}

/** Of several kinds the first that is built; else the shape itself. */
function firstOf(declared: Shape): Shape {
  const { discriminator, oneOf = [] } = wholeOf(declared);
  return (discriminator && oneOf.find(({ $ref = '' }) => !shapes[$ref]?.['x-planned'])) ?? declared;
}

const simpleValues: readonly {
  fits(declared: Shape, shape: Shape): boolean;
  value(shape: Shape, making: Making): JsonValue;
}[] = [
  { fits: (_, { const: only }) => only !== undefined, value: (shape) => shape.const! },
  { fits: ({ $ref }) => $ref === 'common#text', value: (_, { name }) => ({ vi: name }) },
  { fits: ({ $ref }) => $ref === 'common#rule', value: () => 'true' },
  { fits: ({ $ref }) => $ref === 'common#day', value: (_, { firstDay }) => firstDay },
  { fits: ({ $ref }) => $ref === 'common#time', value: () => '17:00' },
  { fits: ({ $ref }) => $ref === 'common#decimal', value: () => '0' },
  {
    fits: ({ $ref }) => $ref === 'common#relativeDate',
    value: () => ({ offset: 1, unit: 'workingDay', before: 'due' }),
  },
  { fits: ({ $ref }) => $ref === 'common#duration', value: () => ({ offset: 1, unit: 'workingDay' }) },
  {
    fits: (_, shape) => shape['x-refers'] !== undefined && shape.type === 'string',
    value: (shape, { names }) => names(shape['x-refers']!)[0]?.id ?? '',
  },
  {
    fits: (_, shape) => shape.enum !== undefined,
    value: (shape) =>
      shape.enum!.find((one) => !(shape['x-planned-values'] ?? []).includes(String(one))) ?? shape.enum![0]!,
  },
  { fits: (_, { type }) => type === 'boolean', value: () => true },
  {
    fits: (_, { type }) => type === 'integer',
    value: (shape) => (shape as { minimum?: number }).minimum ?? 1,
  },
  { fits: (_, { type }) => type === 'string', value: (_, { name }) => name },
];

/**
 * A notification has its text in files of its own, one a language: the notification that names them, and the edits
 * that add them, to begin with its name.
 */
export function messageFiles(
  contents: Contents,
  notification: JsonObject,
): { value: JsonObject; edits: Edit[] } {
  const id = textOf(notification['id']);
  const edits: Edit[] = [];
  const template: JsonObject = {};
  for (const language of ['vi', 'en']) {
    const file = `messages/${id}.${language}.hbs`;
    template[language] = file;
    if (contents.files[file] === undefined) edits.push({ op: 'addFile', file, text: firstText });
  }
  return { value: { ...notification, template }, edits };
}

/** What a new message says until somebody writes it. */
const firstText = '{{entry.title}}, {{period.title}} – {{unit.name}}\n\n{{link}}\n';

/** A paper to begin with: what every one has, under its name. */
function firstPaper(name: string): string {
  const title = name.replaceAll('{', '').replaceAll('}', '').replaceAll('<', '');
  return [
    '{{#issuer}}{{issuer.name}}{{/issuer}}',
    `{{#name}}${title}{{/name}}`,
    '{{#about}}{{entry.title}}{{/about}}',
    '{{#grounds}}\n{{#each bases}}{{this}};\n{{/each}}\n{{/grounds}}',
    '{{#article}}{{unit.name}}{{/article}}',
    '{{#recipients}}\n{{unit.name}}\n{{/recipients}}',
    '',
  ].join('\n');
}

/** A whole file that can be copied or taken away: the campaign's own and that of its notifications cannot. */
export function isSpare(file: string): boolean {
  return file !== 'campaign.json' && file !== 'notifications.json';
}

/** The edits that copy a whole file under an id made of its own, and the path of the copy. */
export function copyOfFile(contents: Contents, file: string): { edits: Edit[]; file: string } {
  const [folder = '', name = ''] = file.split('/');
  const { taken } = idsIn(contents, folder);
  const id = numbered(name.replace(/\.json$/, ''), taken, '-');
  const to = `${folder}/${id}.json`;
  const copy: Edit = { op: 'copy', file, pointer: '', to, id };
  const own = { file: 'campaign.json', pointer: '/groups/-' };
  return { file: to, edits: folder === 'groups' ? [copy, { op: 'insert', ...own, value: id }] : [copy] };
}

/** The edits that take a whole file away; the campaign no longer names a group that goes. */
export function removalOfFile(contents: Contents, file: string): Edit[] {
  const [folder, name = ''] = file.split('/');
  const groups = campaignOf(contents)['groups'];
  const index =
    folder === 'groups' && Array.isArray(groups) ? groups.indexOf(name.replace(/\.json$/, '')) : -1;
  const gone: Edit = { op: 'removeFile', file };
  return index < 0 ? [gone] : [{ op: 'remove', file: 'campaign.json', pointer: `/groups/${index}` }, gone];
}

function idsIn(contents: Contents, folder: string): { taken: ReadonlySet<string> } {
  const prefix = `${folder}/`;
  const names = Object.keys(contents.files).filter((path) => path.startsWith(prefix));
  return { taken: new Set(names.map((path) => path.slice(prefix.length).split('.')[0]!)) };
}

/** Choices pasted from a sheet or written one a line: the first cell is the label, an id of lower case the second. */
export function choicesFrom(pasted: string, taken: Iterable<string> = []): JsonObject[] {
  const ids = new Set(taken);
  return pasted.split(/\r?\n/).flatMap((row) => {
    const [label = '', second = ''] = row
      .normalize('NFC')
      .split('\t')
      .map((cell) => cell.trim());
    if (label === '') return [];
    const wanted = /^[a-z0-9][a-z0-9-]*$/.test(second) && !ids.has(second) ? second : idFrom(label, ids);
    ids.add(wanted);
    return [{ id: wanted, label: { vi: label } }];
  });
}

/** The edit that copies a member of a list behind itself, under an id of its own. */
export function copyOf(contents: Contents, { file, pointer }: Where): Edit {
  const value = valueIn(contents, file, pointer);
  const cut = pointer.lastIndexOf('/');
  const list = pointer.slice(0, cut);
  const siblings = objectsOf(valueIn(contents, file, list)).map(({ id }) => textOf(id));
  const id = isObject(value) ? textOf(value['id']) : '';
  const between = /[A-Z]/.test(id) || file.startsWith('forms/') ? '' : '-';
  return {
    op: 'copy',
    file,
    pointer,
    to: `${list}/${Number(pointer.slice(cut + 1)) + 1}`,
    ...(id === '' ? {} : { id: numbered(id, new Set(siblings), between) }),
  };
}
