import { fieldTypes } from '../../forms/index.ts';
import type { Choice, Field, ListFile, Text } from '../../model/generated/definitions.ts';
import type { JsonObject } from '../../model/json.ts';
import {
  nameTable,
  type PickedOperator,
  pickedOperators,
  type RuleType,
  type Scope,
  type ScopeParts,
  scopeOf,
} from '../../rules/index.ts';
import { campaignOf, filesUnder, objectOf, objectsOf, said, textOf } from './contents.ts';
import { entriesOf, type From, formsSeen, namesOf } from './names.ts';

/** Something a condition may ask about, in words. */
export interface Question {
  /** As a rule names it. */
  path: string;
  title: string;
  /** The heading it stands under: the form's questions, the last period, the unit ... */
  heading: string;
  type: RuleType;
  operators: readonly PickedOperator[];
  /** What may be picked, where the answer is one of a list. */
  choices: readonly { id: string; title: string }[];
}

/** What conditions at a place may ask about, and the names they see. */
export interface Questions {
  scope: Scope;
  all: readonly Question[];
}

interface Asked {
  id: string;
  title: string;
  type: RuleType;
  choices: readonly { id: string; title: string }[];
}

/** What a condition in a file may ask about. Fields that are wrong in themselves are left out. */
export function questionsOf(from: From): Questions {
  const asked = new Map<string, Asked>();
  for (const form of formsSeen(from))
    for (const field of objectsOf(form['fields'])) {
      const one = askedOf(field, from);
      if (one && !asked.has(one.id)) asked.set(one.id, one);
    }
  const answers = Object.fromEntries([...asked.values()].map(({ id, type }) => [id, type]));
  const scope = scopeOf({ ...namesSeen(from), answers });
  const own = [...asked.values()];
  const all = [
    ...own.map((one) => question(one.id, one, heading(from, 'answers'))),
    ...factsOf(from).map((one) => question(`facts.${one.id}`, one, heading(from, 'facts'))),
    ...named(from, scope),
    ...own.map((one) => question(`previous.${one.id}`, one, heading(from, 'previous'))),
  ];
  return { scope, all: all.filter(({ operators }) => operators.length > 0) };
}

function question(path: string, { title, type, choices }: Omit<Asked, 'id'>, under: string): Question {
  return { path, title, heading: under, type, operators: pickedOperators(type), choices };
}

const headings: Readonly<Record<'answers' | 'previous' | 'facts', Text>> = {
  answers: { vi: 'Câu hỏi của biểu mẫu', en: 'Questions of the form' },
  previous: { vi: 'Kỳ trước', en: 'The last period' },
  facts: { vi: 'Số liệu tổng hợp', en: 'Facts' },
};

function heading({ language }: From, name: keyof typeof headings): string {
  return headings[name][language] ?? headings[name].vi;
}

/** The names every rule sees, but for answers: the unit's level, the phase, the visit ... */
function named(from: From, scope: Scope): Question[] {
  return nameTable.flatMap(({ name, fields, ...about }) =>
    fields.map((field) => {
      const record = scope.names[name] as Extract<RuleType, { kind: 'record' }>;
      const words = { vi: field.vi, en: field.en }[from.language].replace(/\.$/, '');
      const choices = field.choices ? choicesOf(field.choices, from) : [];
      return question(
        `${name}.${field.name}`,
        { title: words, type: record.fields[field.name]!, choices },
        { vi: about.vi, en: about.en }[from.language].replace(/\.$/, ''),
      );
    }),
  );
}

const narrowed: Readonly<Record<string, string>> = {
  levels: 'level',
  steps: 'step',
  groups: 'group',
  entries: 'entry',
};

function choicesOf(what: keyof ScopeParts, from: From): { id: string; title: string }[] {
  if (what === 'phases')
    return objectsOf(campaignOf(from.contents)['phases']).map((one) => ({
      id: textOf(one['id']),
      title: said(one['title'], from.language),
    }));
  return namesOf(narrowed[what] ?? '', from);
}

/** A fact is a figure, whatever it is made of. */
function factsOf({ contents, language }: From): Asked[] {
  return objectsOf(campaignOf(contents)['facts']).map((fact) => ({
    id: textOf(fact['id']),
    title: said(fact['title'], language) || textOf(fact['id']),
    type: { kind: 'number' as const },
    choices: [],
  }));
}

/** The names rules of a file see, but for answers. */
export function namesSeen(from: From): Omit<ScopeParts, 'answers'> {
  const ids = (what: keyof ScopeParts) => choicesOf(what, from).map(({ id }) => id);
  return {
    levels: ids('levels'),
    phases: ids('phases'),
    groups: ids('groups'),
    entries: entriesOf(from.contents).map(({ id }) => textOf(id)),
    facts: Object.fromEntries(factsOf(from).map(({ id, type }) => [id, type])),
    ...(from.file.startsWith('workflows/') ? { steps: ids('steps') } : {}),
  };
}

function askedOf(field: JsonObject, from: From): Asked | null {
  const kind = fieldTypes[textOf(field['type'])];
  const id = textOf(field['id']);
  if (!kind?.answered || id === '') return null;
  let choices: readonly Choice[] = [];
  const setup = {
    report: () => {},
    rule: () => {},
    patternProblem: () => null,
    lists: listsOf(from),
    choices: (found: readonly Choice[]) => {
      choices = found;
    },
  };
  try {
    const definition = field as unknown as Field;
    const type = kind.ruleType(definition, kind.setUp(definition, setup), choices);
    const offered = choices.map((one) => ({ id: one.id, title: said(one.label, from.language) || one.id }));
    return { id, title: said(field['label'], from.language) || id, type, choices: offered };
  } catch {
    // A type may rely on what the schema promises; a draft may break that promise, and the compiler says where.
    return null;
  }
}

function listsOf({ contents }: From): Record<string, ListFile> {
  return Object.fromEntries(
    filesUnder(contents, 'lists').map(({ id, value }) => [id, objectOf(value) as unknown as ListFile]),
  );
}
