import { type Exact, exactInteger, wholeNumber } from '../decimal.ts';
import { type FunctionParameter, oneStep, type RuleFunction, strict } from './function.ts';

function text(name: string): FunctionParameter {
  return { name, kinds: ['text'] };
}

/** Characters as a reader counts them: Unicode code points, as FEEL has it. */
function characters(value: string): string[] {
  return [...value];
}

/** Functions of texts. Capital letters count: `upper case` both sides to compare without them. */
export const textFunctions: readonly RuleFunction[] = [
  {
    name: 'contains',
    extension: false,
    parameters: [text('string'), text('match')],
    gives: 'boolean',
    nulls: 'passes',
    vi: 'Đúng khi văn bản có chứa đoạn cho trước.',
    en: 'True when the text has the other one in it.',
    example: ['contains("thi đua", "đua")', 'true'],
    steps: oneStep,
    bind: strict({ kind: 'boolean' }, (string: string, match: string) => string.includes(match)),
  },
  {
    name: 'starts with',
    extension: false,
    parameters: [text('string'), text('match')],
    gives: 'boolean',
    nulls: 'passes',
    vi: 'Đúng khi văn bản bắt đầu bằng đoạn cho trước.',
    en: 'True when the text begins with the other one.',
    example: ['starts with("thi đua", "thi")', 'true'],
    steps: oneStep,
    bind: strict({ kind: 'boolean' }, (string: string, match: string) => string.startsWith(match)),
  },
  {
    name: 'ends with',
    extension: false,
    parameters: [text('string'), text('match')],
    gives: 'boolean',
    nulls: 'passes',
    vi: 'Đúng khi văn bản kết thúc bằng đoạn cho trước.',
    en: 'True when the text ends with the other one.',
    example: ['ends with("thi đua", "đua")', 'true'],
    steps: oneStep,
    bind: strict({ kind: 'boolean' }, (string: string, match: string) => string.endsWith(match)),
  },
  {
    name: 'upper case',
    extension: false,
    parameters: [text('string')],
    gives: 'text',
    nulls: 'passes',
    vi: 'Văn bản viết bằng chữ hoa.',
    en: 'The text in capital letters.',
    example: ['upper case("đội")', '"ĐỘI"'],
    steps: oneStep,
    bind: strict({ kind: 'text' }, (string: string) => string.toUpperCase()),
  },
  {
    name: 'lower case',
    extension: false,
    parameters: [text('string')],
    gives: 'text',
    nulls: 'passes',
    vi: 'Văn bản viết bằng chữ thường.',
    en: 'The text in small letters.',
    example: ['lower case("ĐỘI")', '"đội"'],
    steps: oneStep,
    bind: strict({ kind: 'text' }, (string: string) => string.toLowerCase()),
  },
  {
    name: 'string length',
    extension: false,
    parameters: [text('string')],
    gives: 'number',
    nulls: 'passes',
    vi: 'Số ký tự của văn bản.',
    en: 'How many characters the text has.',
    example: ['string length("đua")', '3'],
    steps: oneStep,
    bind: strict({ kind: 'number', min: '0' }, (string: string) => exactInteger(characters(string).length)),
  },
  {
    name: 'substring',
    extension: false,
    parameters: [
      text('string'),
      { name: 'start position', kinds: ['number'] },
      { name: 'length', kinds: ['number'], optional: true },
    ],
    gives: 'text',
    nulls: 'own',
    vi: 'Đoạn văn bản từ vị trí cho trước (ký tự đầu là 1, số âm đếm từ cuối), dài tối đa length ký tự; null khi vị trí là 0 hoặc không nguyên.',
    en: 'The text from a position on (the first character is 1, negative counts from the end), at most length characters; null when the position is 0 or not whole.',
    example: ['substring("thi đua", 5)', '"đua"'],
    steps: oneStep,
    bind: strict({ kind: 'text' }, (string: string, start: Exact, length?: Exact) => {
      const from = wholeNumber(start);
      const count = length ? wholeNumber(length) : Number.POSITIVE_INFINITY;
      if (from === null || from === 0 || count === null || count < 0) return null;
      const all = characters(string);
      const first = from > 0 ? from - 1 : Math.max(all.length + from, 0);
      return all.slice(first, first + count).join('');
    }),
  },
];
