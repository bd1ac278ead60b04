import { type Placed, walk } from '../../compile/index.ts';
import type { Document } from '../../compile/read.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import type { RuleType, Scope } from '../../rules/index.ts';
import { type Contents, objectOf, objectsOf, textOf } from '../view/contents.ts';
import { entriesOf, formsSeen } from '../view/names.ts';
import { type RuleChange, ruleAfter } from './rules.ts';
import type { Thing } from './things.ts';

/** One thing that gets another id. */
export interface Renaming {
  file: string;
  pointer: string;
  thing: Thing;
  from: string;
  to: string;
  /** For a column, the id of its table. */
  table?: string;
  /** For a question, the forms in which it gets the same id: their entries share a workflow that reads it. */
  together?: readonly string[];
}

/** Texts by their place, a pointer in a file or a file, as they are after a renaming; only those that change. */
export type Changes = Map<string, string>;

/** What changes in a file besides the id itself: names that refer to the thing, and rules that read it. */
export function changesIn(document: Document, contents: Contents, renaming: Renaming): Changes {
  const changes: Changes = new Map();
  const { thing, from, to } = renaming;
  const sees = seesThing(document, contents, renaming);
  if (!sees) return changes;
  const scope = answersSeen(contents, document);
  walk(document.kind, document.value, (placed) => {
    if (typeof placed.value !== 'string' || !isOfForm(placed, document, contents, renaming)) return undefined;
    if (factField.test(placed.pointer) && document.kind === 'campaign') {
      if (thing.what === 'field' && placed.value === from) changes.set(placed.pointer, to);
    } else if (thing.what === 'phase' && changedPeriod.test(placed.pointer)) {
      if (placed.value === from) changes.set(placed.pointer, to);
    } else if (placed.shape['x-refers'] === thing.what) {
      if (placed.value === from && isSeenAt(placed, document, renaming)) changes.set(placed.pointer, to);
    } else if (placed.name === 'common#rule') {
      const changed = ruleAfter(
        placed.value,
        ruleChange(placed, document, contents, renaming),
        scopeAt(placed, document, scope),
      );
      if (changed !== placed.value) changes.set(placed.pointer, changed);
    }
    return undefined;
  });
  return changes;
}

/** The field of which a fact is the sum or mean. */
const factField = /^\/facts\/\d+\/field$/;

/** Where an entry changes one of its periods: the period of an entry per phase has the id of the phase. */
const changedPeriod = /\/periods\/\d+\/period$/;

/** A fact reads the answers of its own entry's form. */
function isOfForm(
  placed: Placed,
  document: Document,
  contents: Contents,
  { file, thing }: Renaming,
): boolean {
  const fact = document.kind === 'campaign' ? /^\/facts\/(\d+)\//.exec(placed.pointer) : null;
  if (!fact || thing.seen !== 'answers') return true;
  const { entry } = objectsOf((document.value as JsonObject)['facts'])[Number(fact[1])]!;
  return entriesOf(contents).some((one) => one['id'] === entry && one['form'] === idOf(contents, file));
}

/** The answers that rules of a file see, tables with their rows. What else an answer is makes no difference. */
function answersSeen(contents: Contents, { path }: Document): Scope {
  const typeOf = (field: JsonObject): RuleType =>
    field['type'] === 'table'
      ? { kind: 'list', of: { kind: 'record', fields: typesOf(objectsOf(field['fields'])) } }
      : { kind: 'any' };
  const typesOf = (fields: JsonObject[]): Record<string, RuleType> =>
    Object.fromEntries(fields.map((field) => [textOf(field['id']), typeOf(field)]));
  const forms = formsSeen({ contents, file: path, language: 'vi' });
  const answers = typesOf(forms.flatMap((form) => objectsOf(form['fields'])));
  const record: RuleType = { kind: 'record', fields: answers };
  return { names: { ...answers, answers: record, previous: record } };
}

/** Whether a file may name the thing at all. */
export function seesThing(
  { path }: Document,
  contents: Contents,
  { file, thing, together = [] }: Renaming,
): boolean {
  if (thing.seen === 'everywhere') return true;
  if (path === file) return true;
  if (thing.seen === 'file') return false;
  const form = idOf(contents, file);
  const entries = entriesOf(contents);
  if (path === 'campaign.json') return true;
  // A workflow that is shared with other forms reads fields all of them have: they change together or not at all.
  const users = entries.filter((one) => `workflows/${textOf(one['workflow'])}.json` === path);
  return (
    users.length > 0 && users.every((one) => one['form'] === form || together.includes(textOf(one['form'])))
  );
}

function idOf(contents: Contents, file: string): string {
  return contents.documents.get(file)?.id ?? '';
}

function isSeenAt(placed: Placed, document: Document, { file, pointer, thing, table }: Renaming): boolean {
  // An action is named in its own step, a column in its own table.
  if (thing.what === 'action')
    return placed.pointer.startsWith(`${pointer.split('/').slice(0, 3).join('/')}/`);
  if (thing.what === 'column') return document.path === file && placed.pointer.startsWith(tableOf(pointer));
  if (thing.what !== 'field' || document.path === file) return true;
  const holder = placed.parent as JsonObject | undefined;
  return (
    table === undefined && (holder?.['form'] === undefined || `forms/${textOf(holder['form'])}.json` === file)
  );
}

function tableOf(pointer: string): string {
  return `${pointer.split('/').slice(0, 3).join('/')}/`;
}

/** How the rules at a place read the thing. */
function ruleChange(placed: Placed, document: Document, contents: Contents, renaming: Renaming): RuleChange {
  const { thing, from, to, table, pointer, file } = renaming;
  const change: RuleChange = { reads: [], compared: thing.literal ? [thing.literal] : [], from, to };
  const own = document.path === file;
  const row = own ? rowAt(placed, document) : undefined;
  // In a table's own rules the row's fields come first.
  if (thing.what === 'field')
    return { ...change, reads: readings(from, to).filter(([path]) => path !== from || !row?.includes(from)) };
  if (thing.what === 'column') {
    const reads = readings(`${table}.${from}`, `${table}.${to}`);
    const inside = own && placed.pointer.startsWith(tableOf(pointer));
    return { ...change, reads: inside ? [...reads, [from, to]] : reads };
  }
  if (thing.what === 'fact') return { ...change, reads: [[`facts.${from}`, `facts.${to}`]] };
  if (thing.what === 'choice') {
    const fields = fieldsChoosing(contents, renaming);
    const holder = placed.parent as JsonObject;
    return {
      ...change,
      compared: fields.flatMap(({ id }) => readings(id, id).map(([path]) => path)),
      gives: placed.pointer.endsWith('/value') && fields.some(({ field }) => field === holder),
    };
  }
  return change;
}

/** The ways in which an answer is read, before and after. */
function readings(from: string, to: string): [string, string][] {
  return ['', 'answers.', 'previous.'].map((prefix) => [prefix + from, prefix + to]);
}

/** The fields that offer a choice: the one it stands in, or those that use its list. */
function fieldsChoosing(
  contents: Contents,
  { file, pointer }: Renaming,
): { id: string; field: JsonObject }[] {
  const list = file.startsWith('lists/') ? contents.documents.get(file)?.id : undefined;
  const own = list === undefined ? pointer.slice(0, pointer.lastIndexOf('/choices/')) : undefined;
  return [...contents.documents.values()]
    .filter(({ kind, path }) => kind === 'form' && (list !== undefined || path === file))
    .flatMap(({ value, kind }) => {
      const found: { id: string; field: JsonObject }[] = [];
      walk(kind, value, (placed) => {
        const field = objectOf(placed.value);
        const chosen = own === undefined ? field['list'] === list : placed.pointer === own;
        if (chosen && typeof field['id'] === 'string') found.push({ id: field['id'], field });
        return undefined;
      });
      return found;
    });
}

/** The ids of the row's fields, for a rule that stands in a table. */
function rowAt({ pointer }: Placed, { value }: Document): string[] | undefined {
  const table = /^\/fields\/(\d+)\/fields\/\d+\//.exec(pointer);
  if (!table) return undefined;
  const fields = (value as JsonObject)['fields'] as JsonValue[] | undefined;
  return objectsOf((fields?.[Number(table[1])] as JsonObject | undefined)?.['fields']).map((one) =>
    textOf(one['id']),
  );
}

/** The names a rule in a table sees: the row's fields come before the answers, whatever those are. */
function scopeAt(placed: Placed, document: Document, scope: Scope): Scope {
  const row = rowAt(placed, document);
  if (!row) return scope;
  const own = Object.fromEntries(row.map((id) => [id, { kind: 'any' as const }]));
  return { names: { ...scope.names, ...own } };
}
