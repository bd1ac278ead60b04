import { maySee } from '../../forms/index.ts';
import type { Issue } from '../../issues/index.ts';
import type { Field, Paper, Text } from '../../model/generated/definitions.ts';
import type { Linked } from '../link.ts';
import { type Allowed, textIssues } from './texts.ts';

/**
 * The variables that every paper may use. Besides them stand `answers.<field>` of the entry's form, and
 * `words.<field>` for a number in words.
 */
export const paperVariables: Readonly<Record<string, Text>> = {
  'campaign.title': { vi: 'Tên phong trào', en: 'The campaign’s title' },
  'entry.title': { vi: 'Tên nội dung', en: 'The entry’s title' },
  'period.title': { vi: 'Kỳ của hồ sơ', en: 'The period' },
  'issuer.name': { vi: 'Cơ quan phát động phong trào', en: 'Who issued the campaign' },
  'unit.name': { vi: 'Tên đơn vị của hồ sơ', en: 'The name of the case’s unit' },
  'document.number': { vi: 'Số, ký hiệu; chừa chỗ khi chưa ký', en: 'Number; left open before it is signed' },
  'document.date': { vi: 'Ngày văn bản', en: 'The paper’s date' },
  'earlier.number': {
    vi: 'Số của văn bản ký trước đó trong cùng hồ sơ, như tờ trình',
    en: 'Number of the paper signed before it in the case, such as the proposal',
  },
  'earlier.date': { vi: 'Ngày của văn bản ký trước đó', en: 'Its date' },
  'count.lines': { vi: 'Số dòng trong danh sách kèm theo', en: 'How many lines the list has' },
  'count.collectives': {
    vi: 'Số tập thể, đơn vị trong danh sách',
    en: 'How many of them are about units and collectives',
  },
  'count.persons': { vi: 'Số cá nhân trong danh sách', en: 'How many are about persons' },
  'count.households': { vi: 'Số hộ gia đình trong danh sách', en: 'How many are about households' },
};

/** Variables that are lists, for `{{#each}}`. */
export const paperLists: Readonly<Record<string, Text>> = {
  bases: {
    vi: 'Căn cứ của phong trào có hiệu lực ngày ấy, mỗi căn cứ một dòng',
    en: 'The legal bases in force that day',
  },
};

/** The helpers papers may call besides `each` and the names of their parts. */
export const paperHelpers: readonly string[] = ['if', 'unless'];

/** The parts of an administrative document, by the block that holds each; what stands outside them is its body. */
export const paperParts: Readonly<Record<string, { once?: true; title: Text }>> = {
  above: { once: true, title: { vi: 'Cơ quan chủ quản', en: 'The body above' } },
  issuer: { once: true, title: { vi: 'Cơ quan ban hành', en: 'The issuing body' } },
  number: { once: true, title: { vi: 'Dòng số, ký hiệu', en: 'The line with the number' } },
  place: { once: true, title: { vi: 'Địa danh', en: 'The place' } },
  name: { once: true, title: { vi: 'Tên loại văn bản', en: 'What kind of paper it is' } },
  about: { once: true, title: { vi: 'Trích yếu', en: 'What it is about' } },
  authority: { once: true, title: { vi: 'Thẩm quyền ban hành', en: 'Whose decision it is' } },
  to: { once: true, title: { vi: 'Kính gửi', en: 'To whom' } },
  grounds: { title: { vi: 'Căn cứ, mỗi căn cứ một dòng', en: 'Grounds, one a line' } },
  decides: { once: true, title: { vi: 'Dòng “QUYẾT ĐỊNH:”', en: 'The line “DECIDES:”' } },
  article: { title: { vi: 'Một điều, tự đánh số', en: 'An article, numbered by itself' } },
  signer: {
    once: true,
    title: { vi: 'Quyền hạn, chức vụ người ký', en: 'The signer’s authority and office' },
  },
  recipients: { once: true, title: { vi: 'Nơi nhận, mỗi nơi một dòng', en: 'Who receives it, one a line' } },
  list: { once: true, title: { vi: 'Tên danh sách kèm theo', en: 'The title of the list' } },
};

/** Kinds of personal data that nobody writes into the text of a paper; names of people come from the cases. */
const avoided = ['identityNumber', 'phone', 'birthYear'] as const;

/** Kinds of field whose answer can stand in a line of a paper. */
const written: ReadonlySet<Field['type']> = new Set([
  'text',
  'longText',
  'integer',
  'decimal',
  'money',
  'percent',
  'date',
  'dateRange',
  'month',
  'time',
  'yesNo',
  'choice',
  'multipleChoice',
  'unit',
]);

/** Fields whose answer is a number and can be said in words. */
export const countedFields: ReadonlySet<Field['type']> = new Set(['integer', 'money']);

/** What is wrong with the texts of papers, each looked at with the forms of the entries that print it. */
export function checkPapers(linked: Linked): Issue[] {
  return Object.keys(linked.texts)
    .filter((path) => path.startsWith('documents/'))
    .sort()
    .flatMap((path) =>
      textIssues(linked.texts[path]!, { source: path, pointer: '' }, allowedIn(linked, path)),
    );
}

/** What is wrong with a text that belongs to no campaign, such as the one printed where a step names none. */
export function paperIssues(text: string, source: string): Issue[] {
  return textIssues(text, { source, pointer: '' }, allowed([], new Set()));
}

function allowedIn({ workflows, entries, forms }: Linked, path: string): Allowed {
  const printing = Object.values(workflows).filter(({ steps }) =>
    steps.some((step) => {
      const { paper } = step as { paper?: Paper };
      return paper?.template.vi === path || paper?.template.en === path;
    }),
  );
  const fields = entries
    .filter(({ definition }) => printing.some(({ id }) => id === definition.workflow))
    .map(({ definition }) => forms[definition.form]?.fields ?? []);
  const [first = [], ...others] = fields;
  // An answer can be printed where every form that goes through the step has it.
  const common = first.filter(({ id }) => others.every((form) => form.some((one) => one.id === id)));
  const open = common.filter((field) => written.has(field.type) && maySee('internal', sensitivityOf(field)));
  const personal = new Set(
    fields.flat().flatMap((field) => (maySee('internal', sensitivityOf(field)) ? [] : [field.id])),
  );
  return allowed(open, personal);
}

function allowed(open: readonly Field[], personal: ReadonlySet<string>): Allowed {
  return {
    variables: [
      ...Object.keys(paperVariables),
      ...open.map(({ id }) => `answers.${id}`),
      ...open.flatMap(({ id, type }) => (countedFields.has(type) ? [`words.${id}`] : [])),
    ],
    helpers: paperHelpers,
    lists: Object.keys(paperLists),
    parts: paperParts,
    met: new Set(),
    avoided,
    personal: (name) => {
      const [answers, field = ''] = name.split('.');
      return answers === 'answers' && personal.has(field) ? 'texts.document.field_personal' : null;
    },
  };
}

function sensitivityOf(field: Field): 'public' | 'internal' | 'personal' | 'sensitive' {
  return ('sensitivity' in field && field.sensitivity) || 'internal';
}
