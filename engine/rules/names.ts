import { functionTable } from './functions/index.ts';
import type { RuleType, Scope } from './type.ts';

/** What a campaign adds to the names a rule sees. */
export interface ScopeParts {
  /** The form's answers by field id. */
  readonly answers?: Readonly<Record<string, RuleType>>;
  /** In a rule of a table: the row's fields, which come before the answers. */
  readonly row?: Readonly<Record<string, RuleType>>;
  /** The answers of the same entry in the last period; those of `answers` unless told. */
  readonly previous?: Readonly<Record<string, RuleType>>;
  /** The campaign's facts by id. */
  readonly facts?: Readonly<Record<string, RuleType>>;
  /** Ids a name may be one of, where they are known: comparisons with others are then found. */
  readonly levels?: readonly string[];
  readonly phases?: readonly string[];
  readonly steps?: readonly string[];
  readonly groups?: readonly string[];
  readonly outcomes?: readonly string[];
  readonly entries?: readonly string[];
}

/** A name every rule may use beside the form's fields. */
export interface RuleName {
  readonly name: string;
  readonly vi: string;
  readonly en: string;
  /** Its fields where they are fixed; those of the form, the campaign or a group come from the definitions. */
  readonly fields: readonly RuleNameField[];
}

/** One field of such a name. */
export interface RuleNameField {
  readonly name: string;
  readonly type: RuleType;
  readonly vi: string;
  readonly en: string;
  /** The list in `ScopeParts` that narrows it to a choice. */
  readonly choices?: 'levels' | 'phases' | 'steps' | 'groups' | 'outcomes' | 'entries';
}

const text: RuleType = { kind: 'text', present: true };
const date: RuleType = { kind: 'date', present: true };

/** The names a rule sees, in one table; the docs' table is made from it. */
export const nameTable: readonly RuleName[] = [
  {
    name: 'answers',
    vi: 'Câu trả lời của biểu mẫu; tên trường cũng dùng được một mình.',
    en: "The form's answers; a field's id also stands alone.",
    fields: [],
  },
  {
    name: 'previous',
    vi: 'Câu trả lời của cùng đầu mục ở kỳ trước; null khi không có.',
    en: 'The answers of the same entry in the last period; null when there are none.',
    fields: [],
  },
  {
    name: 'case',
    vi: 'Hồ sơ.',
    en: 'The case.',
    fields: [
      { name: 'id', type: text, vi: 'Mã hồ sơ.', en: 'Its id.' },
      { name: 'entry', type: text, choices: 'entries', vi: 'Đầu mục.', en: 'Its entry.' },
      {
        name: 'group',
        type: { kind: 'text' },
        choices: 'groups',
        vi: 'Nhóm nội dung thi đua.',
        en: 'Its contest group.',
      },
      {
        name: 'state',
        type: { kind: 'choice', choices: ['due', 'running', 'ended'], present: true },
        vi: 'Trạng thái.',
        en: 'Its state.',
      },
      { name: 'outcome', type: { kind: 'text' }, choices: 'outcomes', vi: 'Kết quả.', en: 'Its outcome.' },
    ],
  },
  {
    name: 'unit',
    vi: 'Đơn vị của hồ sơ.',
    en: "The case's unit.",
    fields: [
      { name: 'uid', type: text, vi: 'Mã riêng.', en: 'Its uid.' },
      { name: 'code', type: { kind: 'text' }, vi: 'Mã nhà nước.', en: "The state's code." },
      { name: 'name', type: text, vi: 'Tên.', en: 'Its name.' },
      { name: 'level', type: text, choices: 'levels', vi: 'Cấp.', en: 'Its level.' },
    ],
  },
  {
    name: 'subject',
    vi: 'Đối tượng của hồ sơ.',
    en: 'What the case is about.',
    fields: [
      {
        name: 'kind',
        type: {
          kind: 'choice',
          choices: ['unit', 'person', 'collective', 'household', 'cases'],
          present: true,
        },
        vi: 'Loại.',
        en: 'Its kind.',
      },
      { name: 'uid', type: text, vi: 'Mã riêng.', en: 'Its uid.' },
    ],
  },
  {
    name: 'phase',
    vi: 'Đợt thi đua.',
    en: 'The phase.',
    fields: [
      { name: 'id', type: text, choices: 'phases', vi: 'Mã đợt.', en: 'Its id.' },
      { name: 'opens', type: date, vi: 'Ngày mở.', en: 'Its first day.' },
      { name: 'closes', type: date, vi: 'Ngày cuối.', en: 'Its last day.' },
    ],
  },
  {
    name: 'period',
    vi: 'Kỳ báo cáo.',
    en: 'The period.',
    fields: [
      { name: 'id', type: text, vi: 'Mã kỳ.', en: 'Its id.' },
      { name: 'from', type: date, vi: 'Ngày đầu của số liệu.', en: 'The first day of its data.' },
      { name: 'until', type: date, vi: 'Ngày cuối của số liệu.', en: 'The last day of its data.' },
      { name: 'opens', type: date, vi: 'Ngày mở.', en: 'The day it opens.' },
      { name: 'closes', type: date, vi: 'Hạn nộp.', en: 'The day it is due.' },
    ],
  },
  {
    name: 'step',
    vi: 'Bước đang đứng.',
    en: 'The step the case stands at.',
    fields: [
      { name: 'id', type: text, choices: 'steps', vi: 'Mã bước.', en: 'Its id.' },
      {
        name: 'visit',
        type: { kind: 'number', min: '1', present: true },
        vi: 'Lần thứ mấy ở bước này.',
        en: 'The how manieth time it stands there.',
      },
    ],
  },
  {
    name: 'actor',
    vi: 'Người đang thao tác.',
    en: 'Who acts.',
    fields: [
      { name: 'account', type: { kind: 'text' }, vi: 'Tài khoản.', en: 'The account.' },
      {
        name: 'roles',
        type: { kind: 'list', of: { kind: 'text', present: true } },
        vi: 'Các vai trò, mỗi vai trò dạng <tổ chức>/<vai trò>.',
        en: 'The roles held, each <organisation>/<role>.',
      },
    ],
  },
  {
    name: 'facts',
    vi: 'Số liệu tính từ hồ sơ khác.',
    en: 'Figures computed over other cases.',
    fields: [],
  },
];

/**
 * The names of one rule, typed: the row's fields first, then the form's by bare id, then the table's names.
 * A name the parts do not give fields for is an empty record.
 */
export function scopeOf(parts: ScopeParts): Scope {
  const answers = parts.answers ?? {};
  const own: Record<string, Readonly<Record<string, RuleType>>> = {
    answers,
    previous: parts.previous ?? answers,
    facts: parts.facts ?? {},
  };
  const names: Record<string, RuleType> = {};
  for (const { name, fields } of nameTable) {
    const fixed = Object.fromEntries(fields.map((field) => [field.name, typeOf(field, parts)]));
    names[name] = { kind: 'record', fields: own[name] ?? fixed };
  }
  return Object.freeze({ names: Object.freeze({ ...names, ...answers, ...parts.row }) });
}

function typeOf(field: RuleNameField, parts: ScopeParts): RuleType {
  const choices = field.choices && parts[field.choices];
  if (!choices) return field.type;
  return { kind: 'choice', choices, ...(field.type.present ? { present: true } : {}) };
}

/** Words FEEL keeps for itself. */
const keywords: readonly string[] = [
  'and',
  'between',
  'date',
  'duration',
  'else',
  'every',
  'external',
  'false',
  'for',
  'function',
  'if',
  'in',
  'instance',
  'item',
  'not',
  'null',
  'of',
  'or',
  'partial',
  'return',
  'satisfies',
  'some',
  'then',
  'time',
  'true',
];

/** Names a field may not have: FEEL's words, functions, and the names every rule sees. */
export const reservedNames: ReadonlySet<string> = new Set([
  ...keywords,
  ...functionTable.map((one) => one.name).filter((name) => !name.includes(' ')),
  'matches',
  ...nameTable.map((one) => one.name),
]);

/** True for an id a field may have: a lower-case letter, then letters, digits and `_`, and not reserved. */
export function isFieldName(name: string): boolean {
  return /^[a-z][a-zA-Z0-9_]*$/.test(name) && !reservedNames.has(name);
}
