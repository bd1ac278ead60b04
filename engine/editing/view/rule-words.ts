import { showDay } from '../../forms/days.ts';
import { showNumber } from '../../forms/numbers.ts';
import type { Language } from '../../issues/index.ts';
import {
  type PickedOperator,
  type PickedRow,
  parseRule,
  pickedOf,
  type RuleType,
  today,
} from '../../rules/index.ts';
import type { Question, Questions } from './questions.ts';

type Words = Record<Language, string>;

const answered: Readonly<Record<'empty' | 'answered', Words>> = {
  empty: { vi: 'chưa trả lời', en: 'is not answered' },
  answered: { vi: 'đã trả lời', en: 'is answered' },
};

/** How a comparison is said of a number, a day, a choice ... */
const operatorWords: Readonly<Record<string, Readonly<Partial<Record<PickedOperator, Words>>>>> = {
  number: {
    equals: { vi: 'bằng', en: 'equals' },
    differs: { vi: 'khác', en: 'is not' },
    less: { vi: 'nhỏ hơn', en: 'is less than' },
    atMost: { vi: 'không quá', en: 'is at most' },
    more: { vi: 'lớn hơn', en: 'is more than' },
    atLeast: { vi: 'ít nhất', en: 'is at least' },
    ...answered,
  },
  date: {
    equals: { vi: 'đúng ngày', en: 'is on' },
    differs: { vi: 'khác ngày', en: 'is not on' },
    less: { vi: 'trước ngày', en: 'is before' },
    atMost: { vi: 'không sau ngày', en: 'is not after' },
    more: { vi: 'sau ngày', en: 'is after' },
    atLeast: { vi: 'không trước ngày', en: 'is not before' },
    ...answered,
  },
  boolean: { equals: { vi: 'là', en: 'is' }, ...answered },
  choice: {
    equals: { vi: 'là', en: 'is' },
    differs: { vi: 'không phải là', en: 'is not' },
    oneOf: { vi: 'là một trong', en: 'is one of' },
    noneOf: { vi: 'không thuộc', en: 'is none of' },
    ...answered,
  },
  text: {
    equals: { vi: 'đúng bằng', en: 'is' },
    differs: { vi: 'khác', en: 'is not' },
    contains: { vi: 'có chứa', en: 'contains' },
    begins: { vi: 'bắt đầu bằng', en: 'begins with' },
    ...answered,
  },
  list: {
    contains: { vi: 'có chọn', en: 'has' },
    lacks: { vi: 'không chọn', en: 'does not have' },
    ...answered,
  },
};

/** How a comparison is said of values of a type. */
export function operatorWord(operator: PickedOperator, type: RuleType, language: Language): string {
  return operatorWords[type.kind]?.[operator]?.[language] ?? operator;
}

const yesAndNo: Readonly<Record<string, Words>> = {
  true: { vi: 'Có', en: 'Yes' },
  false: { vi: 'Không', en: 'No' },
};

/** The values of a question that are picked from a list; empty where they are typed. */
export function choicesOf(question: Question, language: Language): readonly { id: string; title: string }[] {
  if (question.type.kind === 'boolean')
    return Object.entries(yesAndNo).map(([id, title]) => ({ id, title: title[language] }));
  if (question.choices.length > 0) return question.choices;
  const of = question.type.kind === 'list' ? question.type.of : question.type;
  return of.kind === 'choice' ? of.choices.map((id) => ({ id, title: id })) : [];
}

/** A rule as a sentence: in words where it can be picked, else its own text. */
export function ruleInWords(text: string, { scope, all }: Questions, language: Language): string {
  const parsed = parseRule(text, { source: '', pointer: '' });
  const picked = parsed.ok ? pickedOf(parsed.value, scope) : null;
  if (!picked) return text;
  const inner = picked.join === 'and' ? 'or' : 'and';
  const terms = picked.terms.map((rows) => {
    const said = rows.map((row) => rowInWords(row, all, language)).join(joint(inner, language));
    return rows.length > 1 ? `(${said})` : said;
  });
  return terms.join(joint(picked.join, language));
}

function joint(join: 'and' | 'or', language: Language): string {
  return { and: { vi: ' và ', en: ' and ' }, or: { vi: ' hoặc ', en: ' or ' } }[join][language];
}

function rowInWords(row: PickedRow, all: readonly Question[], language: Language): string {
  const question = all.find(({ path }) => path === row.path);
  if (!question) return row.path;
  const values = row.values.map((value) => valueInWords(value, question, language));
  const against =
    row.against === undefined
      ? values.join(', ')
      : row.against === today
        ? { vi: 'ngày trả lời', en: 'the day of the answer' }[language]
        : `“${all.find(({ path }) => path === row.against)?.title ?? row.against}”`;
  const word = operatorWord(row.operator, question.type, language);
  return `“${question.title}” ${word} ${against}`.trimEnd();
}

function valueInWords(value: string, question: Question, language: Language): string {
  const choice = choicesOf(question, language).find(({ id }) => id === value);
  if (choice) return choice.title;
  if (question.type.kind === 'number') return showNumber(value, language);
  return question.type.kind === 'date' ? showDay(value) : value;
}
