import { readDay, showDay } from '../../forms/days.ts';
import { readNumber, showNumber } from '../../forms/numbers.ts';
import {
  normalPicked,
  type PickedOperator,
  type PickedRow,
  type PickedRule,
  parseRule,
  pickedOf,
  printDecimal,
  printPicked,
  today,
} from '../../rules/index.ts';
import type { Question, Questions } from '../view/questions.ts';
import { choicesOf, operatorWord, ruleInWords } from '../view/rule-words.ts';
import {
  type ControlKind,
  type Drawing,
  line,
  lines,
  type OptionView,
  type Part,
  type Typed,
  type Typing,
} from './control-kind.ts';

/** A row of a condition as a page draws it. */
export interface RuleRowView {
  /** `<term>.<row>`, behind the names of its inputs. */
  id: string;
  questions: readonly OptionView[];
  operators: readonly OptionView[];
  /** `none` for what needs no value, `one` to pick one, `many` to tick several, `text` to type one. */
  value: 'none' | 'one' | 'many' | 'text';
  choices: readonly OptionView[];
  typed: string;
  /** Other questions it can be compared with. */
  against: readonly OptionView[];
}

/** A condition as a page draws it. */
export interface RuleView {
  /** Picked in words, or the text of the rule. */
  view: 'picked' | 'text';
  /** Whether the text can be picked in words. */
  pickable: boolean;
  join: readonly OptionView[];
  /** What stands between the rows of one term. */
  inner: string;
  terms: readonly (readonly RuleRowView[])[];
  /** The rule as a sentence. */
  sentence: string;
  /** It gives a value, and is no condition. */
  computes: boolean;
}

/** A rule: a condition picked in words, with its FEEL text as the second view. Both are always the same rule. */
export const rule: ControlKind = {
  name: 'rule',
  fits: (_, name) => name === 'common#rule',
  type: (part, into) => typeRule(part, typeof part.old === 'string' ? part.old : '', into),
  read: (part, typed) => readRule(part, typed),
  draw: drawRule,
};

/** Writes what stands in the inputs of a rule: its text, and its rows where it has some. */
export function typeRule({ at, sight, words }: Part, text: string, into: Typing): void {
  const questions = sight.questions();
  // What a rule computes is no condition, and is written.
  const picked = words.computes
    ? null
    : text === ''
      ? { join: 'and' as const, terms: [] }
      : pickedIn(text, questions);
  into[`${at}~text`] = text;
  into[`${at}~view`] = picked ? 'picked' : 'text';
  if (!picked) return;
  into[`${at}~join`] = picked.join;
  into[`${at}~rows`] = picked.terms.flatMap((rows, term) => rows.map((_, row) => `${term}.${row}`));
  for (const [term, rows] of picked.terms.entries())
    for (const [index, row] of rows.entries()) {
      const id = `${term}.${index}`;
      const question = questions.all.find(({ path }) => path === row.path);
      into[`${at}~path.${id}`] = row.path;
      into[`${at}~operator.${id}`] = row.operator;
      into[`${at}~value.${id}`] = row.values.map((value) => asTyped(value, question));
      into[`${at}~against.${id}`] = row.against ?? '';
    }
}

function asTyped(value: string, question: Question | undefined): string {
  if (question?.type.kind === 'number') return showNumber(value, 'vi');
  return question?.type.kind === 'date' ? showDay(value) : value;
}

function pickedIn(text: string, { scope, all }: Questions): PickedRule | null {
  const parsed = parseRule(text, { source: '', pointer: '' });
  const picked = parsed.ok ? pickedOf(parsed.value, scope) : null;
  // A path that no question stands for cannot be shown in a list of questions.
  const known = new Set(all.map(({ path }) => path));
  return picked?.terms.flat().every((row) => known.has(row.path)) ? picked : null;
}

/** The text of the rule that was picked or typed; undefined when there is none. */
export function readRule(part: Part, typed: Typed): string | undefined {
  const { at, sight } = part;
  const text = line(typed, `${at}~text`).trim();
  if (line(typed, `${at}~view`) === 'text') return text === '' ? undefined : text;
  const questions = sight.questions();
  const picked = readPicked(part, typed, questions);
  if (picked === null) return typeof part.old === 'string' ? part.old : undefined;
  const printed = printPicked(picked, questions.scope);
  // A text that says the same row by row stays as it was written.
  const standing = text === '' ? null : pickedIn(text, questions);
  if (standing && JSON.stringify(standing) === JSON.stringify(normalPicked(picked))) return text;
  return printed === '' ? undefined : printed;
}

/** The rows that were picked, or null when one of them says nothing that can be read. */
function readPicked(part: Part, typed: Typed, questions: Questions): PickedRule | null {
  const { at } = part;
  let sound = true;
  const terms = termsTyped(part, typed).map((ids) =>
    ids.flatMap((id): PickedRow[] => {
      const path = line(typed, `${at}~path.${id}`);
      if (path === '') return [];
      const row = readRow(
        part,
        typed,
        id,
        questions.all.find((one) => one.path === path),
      );
      if (row === null) sound = false;
      return row === null ? [] : [row];
    }),
  );
  return sound ? { join: joinTyped(part, typed), terms } : null;
}

function joinTyped({ at }: Part, typed: Typed): 'and' | 'or' {
  return line(typed, `${at}~join`) === 'or' ? 'or' : 'and';
}

/** The ids of the rows by their terms, in the order they stand on the page. */
function termsTyped({ at }: Part, typed: Typed): string[][] {
  const terms = new Map<string, string[]>();
  for (const id of lines(typed, `${at}~rows`)) {
    const [term = ''] = id.split('.');
    const rows = terms.get(term) ?? [];
    terms.set(term, rows);
    if (/^\d+\.\d+$/.test(id) && !rows.includes(id)) rows.push(id);
  }
  return [...terms.values()];
}

function readRow(part: Part, typed: Typed, id: string, question: Question | undefined): PickedRow | null {
  const { at } = part;
  const wanting = (code: 'editing.rule.value' | 'editing.typed.number' | 'editing.typed.day', text = '') => {
    part.refuse(code, { question: question?.title ?? '', typed: text }, `${at}~value.${id}`);
    return null;
  };
  if (!question) return wanting('editing.rule.value');
  const operator = operatorTyped(question, line(typed, `${at}~operator.${id}`));
  const { path, type } = question;
  if (operator === 'empty' || operator === 'answered') return { path, operator, values: [] };
  const against = line(typed, `${at}~against.${id}`);
  if (against !== '' && compares(operator)) return { path, operator, values: [], against };
  const given = lines(typed, `${at}~value.${id}`).map((one) => one.normalize('NFC').trim());
  const kept = given.filter((one) => one !== '');
  if (operator === 'oneOf' || operator === 'noneOf')
    return kept.length === 0 ? wanting('editing.rule.value') : { path, operator, values: kept };
  const value = kept.at(-1);
  if (value === undefined) return wanting('editing.rule.value');
  if (type.kind === 'number') {
    const found = readNumber(value);
    return 'value' in found
      ? { path, operator, values: [printDecimal(found.value)] }
      : wanting('editing.typed.number', value);
  }
  if (type.kind === 'date') {
    const found = readDay(value);
    return 'day' in found ? { path, operator, values: [found.day] } : wanting('editing.typed.day', value);
  }
  return { path, operator, values: [value] };
}

/** The operator that was picked, or the first one where another question was picked since. */
function operatorTyped({ operators, type }: Question, typed: string): PickedOperator {
  const found = operators.find((one) => one === typed);
  // “More than” is what people ask of figures first: whether there was any.
  return found ?? (type.kind === 'number' ? 'more' : operators[0]!);
}

function compares(operator: PickedOperator): boolean {
  return ['equals', 'differs', 'less', 'atMost', 'more', 'atLeast'].includes(operator);
}

function drawRule(part: Part, typed: Typed): Drawing {
  const { at, sight } = part;
  const questions = sight.questions();
  const text = line(typed, `${at}~text`);
  const view = line(typed, `${at}~view`) === 'text' ? 'text' : 'picked';
  const join = joinTyped(part, typed);
  const terms = view === 'picked' ? termsTyped(part, typed).filter((ids) => ids.length > 0) : [];
  const more: RuleView = {
    view,
    pickable: part.words.computes
      ? false
      : view === 'picked' || text.trim() === '' || pickedIn(text, questions) !== null,
    join: joins.map(({ value, label }) => ({ value, label: label[sight.language], chosen: value === join })),
    inner: { and: { vi: 'hoặc', en: 'or' }, or: { vi: 'và', en: 'and' } }[join][sight.language],
    // Somebody who adds a condition finds its first row open.
    terms: (terms.length > 0 ? terms : [['0.0']]).map((ids) =>
      ids.map((id) => drawRow(part, typed, id, questions)),
    ),
    computes: part.words.computes === true,
    sentence: text.trim() === '' ? '' : ruleInWords(text, questions, sight.language),
  };
  return { values: { '~text': text }, more };
}

const joins = [
  { value: 'and', label: { vi: 'tất cả điều sau đúng', en: 'all of these hold' } },
  { value: 'or', label: { vi: 'một trong các điều sau đúng', en: 'any of these holds' } },
] as const;

function drawRow(part: Part, typed: Typed, id: string, { all }: Questions): RuleRowView {
  const { at, sight } = part;
  const { language } = sight;
  const path = line(typed, `${at}~path.${id}`);
  const question = all.find((one) => one.path === path);
  const given = lines(typed, `${at}~value.${id}`);
  const operator = question && operatorTyped(question, line(typed, `${at}~operator.${id}`));
  const choices = question ? choicesOf(question, language) : [];
  const against = line(typed, `${at}~against.${id}`);
  return {
    id,
    questions: all.map((one) => ({
      value: one.path,
      label: one.title,
      chosen: one.path === path,
      heading: one.heading,
    })),
    operators: (question?.operators ?? []).map((one) => ({
      value: one,
      label: operatorWord(one, question!.type, language),
      chosen: one === operator,
    })),
    value: valueKind(operator, choices.length > 0),
    choices: choices.map((one) => ({
      value: one.id,
      label: one.title,
      chosen: given.includes(one.id),
      id: `${at}~value.${id}.${one.id}`,
    })),
    typed: given.at(-1) ?? '',
    against:
      question && operator && compares(operator) ? againstOptions(question, all, against, language) : [],
  };
}

function valueKind(operator: PickedOperator | undefined, listed: boolean): RuleRowView['value'] {
  if (operator === undefined || operator === 'empty' || operator === 'answered') return 'none';
  if (operator === 'oneOf' || operator === 'noneOf') return 'many';
  return listed ? 'one' : 'text';
}

/** Questions of the same kind a number or a day can be compared with, and for days the day of the answer. */
function againstOptions(
  question: Question,
  all: readonly Question[],
  chosen: string,
  language: 'vi' | 'en',
): OptionView[] {
  const { kind } = question.type;
  if (kind !== 'number' && kind !== 'date') return [];
  const day = { value: today, label: { vi: 'ngày trả lời', en: 'the day of the answer' }[language] };
  const others = all
    .filter((one) => one.type.kind === kind && one.path !== question.path)
    .map((one) => ({ value: one.path, label: one.title, heading: one.heading }));
  return [...(kind === 'date' ? [day] : []), ...others].map((one) => ({
    ...one,
    chosen: one.value === chosen,
  }));
}

/** What a button of a rule does to what stands in its inputs. The rule itself changes only when it is saved. */
export const ruleActs: Readonly<Record<string, (part: Part, typed: Typing, id: string) => void>> = {
  /** Another condition beside the others. */
  and: (part, typed) => addRow(part, typed, `${nextTerm(part, typed)}.0`),
  /** An alternative to the conditions of one term. */
  or: (part, typed, term) => {
    const rows = termsTyped(part, typed).find(([first]) => first?.startsWith(`${term}.`)) ?? [`${term}.0`];
    const last = Math.max(...rows.map((id) => Number(id.split('.')[1])));
    addRow(part, typed, `${term}.${last + 1}`);
  },
  remove: ({ at }, typed, id) => {
    typed[`${at}~rows`] = rowsTyped(at, typed).filter((one) => one !== id);
  },
  /** Another question was picked: the rest of the row follows it. */
  again: () => {},
  /** The text of the rule instead of its rows. */
  text: (part, typed) => {
    const { at } = part;
    const read = readRule({ ...part, refuse: () => {} }, typed);
    typed[`${at}~text`] = read ?? '';
    typed[`${at}~view`] = 'text';
  },
  /** Rows instead of the text, where the text can be picked. */
  pick: (part, typed) => {
    const text = line(typed, `${part.at}~text`).trim();
    if (text === '' || pickedIn(text, part.sight.questions())) typeRule(part, text, typed);
    else part.refuse('editing.rule.not_picked', {}, `${part.at}~text`);
  },
};

function rowsTyped(at: string, typed: Typed): string[] {
  const rows = [...lines(typed, `${at}~rows`)];
  return rows.length > 0 ? rows : ['0.0'];
}

function addRow({ at }: Part, typed: Typing, id: string): void {
  const rows = rowsTyped(at, typed);
  const [term = ''] = id.split('.');
  const behind = rows.findLastIndex((one) => one.startsWith(`${term}.`));
  typed[`${at}~rows`] =
    behind < 0 ? [...rows, id] : [...rows.slice(0, behind + 1), id, ...rows.slice(behind + 1)];
}

function nextTerm({ at }: Part, typed: Typed): number {
  return Math.max(...rowsTyped(at, typed).map((id) => Number(id.split('.')[0]))) + 1;
}
