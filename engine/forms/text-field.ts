import type { GivenCode } from '../issues/catalogue/given.ts';
import type { Text } from '../model/generated/definitions.ts';
import type {
  BoundField,
  FieldOf,
  PatternEngine,
  Problem,
  Reader,
  RunningFieldOf,
  Setup,
  Typed,
} from './field-type.ts';
import { holdsPersonalData, type PersonalData, personalDataCodes } from './personal-data.ts';
import { cleanText, refuseShape, typedText } from './typed-text.ts';

/** The longest text of any field, in UTF-16 units as browsers count `maxlength`. */
export const longestText = 10_000;

/** What text fields prepare. */
export interface TextSettings {
  minLength: number;
  maxLength: number;
  pattern: string | null;
  avoid: readonly PersonalData[];
}

type TextDefinition = FieldOf<'text'> | FieldOf<'longText'>;

/** Checks lengths and pattern of a text field. Without `maxLength` a text has at most 10,000 characters. */
export function setUpText(definition: TextDefinition, setup: Setup): TextSettings {
  const { minLength = 0, maxLength = longestText, pattern, patternMessage, avoid = [] } = definition;
  if (minLength > maxLength)
    setup.report('form.limit.range', '/minLength', { min: minLength, max: maxLength });
  if (pattern !== undefined) {
    const detail = setup.patternProblem(pattern);
    if (detail !== null) setup.report('form.pattern.syntax', '/pattern', { detail });
  } else if (patternMessage !== undefined) setup.report('form.pattern.message_alone', '/patternMessage');
  return { minLength, maxLength, pattern: pattern ?? null, avoid };
}

/** Reads a text; `lines` allows line breaks. */
export function readText(typed: Typed, reader: Reader): string | undefined {
  if (refuseShape(typed, reader, 'answers.type.text')) return undefined;
  return cleanText(typedText(typed.part(''))) || undefined;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const control = /[\u0000-\u0008\u000b-\u001f\u007f]/;

/** The checks of a text: characters, length, pattern, personal data. The first problem is reported, not all. */
export function bindText(
  field: RunningFieldOf<TextDefinition, TextSettings>,
  patterns: PatternEngine,
  lines: boolean,
): BoundField {
  const { minLength, maxLength, avoid } = field.settings;
  const matches = field.settings.pattern === null ? null : patterns(field.settings.pattern);
  const { patternMessage } = field.definition;
  return {
    see: (answer) => (typeof answer === 'string' && answer !== '' ? answer : null),
    keep: (answer) => answer,
    check(_, seen, sight) {
      const text = seen as string;
      if (control.test(text)) sight.report(field, 'answers.type.control_character');
      else if (!lines && text.includes('\n')) sight.report(field, 'answers.type.line_break');
      else if (text.length > maxLength)
        sight.report(field, 'answers.limit.max_length', { max: maxLength, length: text.length });
      else if (text.length < minLength)
        sight.report(field, 'answers.limit.min_length', { min: minLength, length: text.length });
      else if (matches !== null && !matches(text)) sight.report(field, ...patternProblem(patternMessage));
      for (const kind of avoid)
        if (holdsPersonalData(text, kind)) sight.report(field, personalDataCodes[kind]);
    },
  };
}

/** What a text can be told. */
export function textProblems(
  { patternMessage }: TextDefinition,
  settings: TextSettings,
  lines: boolean,
): Problem[] {
  const { minLength: min, maxLength: max, pattern, avoid } = settings;
  const found: Problem[] = ['answers.type.control_character', ['answers.limit.max_length', { max }]];
  if (!lines) found.push('answers.type.line_break');
  if (min > 0) found.push(['answers.limit.min_length', { min }]);
  if (pattern !== null) found.push(patternProblem(patternMessage));
  return [...found, ...avoid.map((kind) => personalDataCodes[kind])];
}

function patternProblem(message: Text | undefined): readonly [GivenCode, Record<string, string>] {
  if (!message) return ['answers.pattern.mismatch', {}];
  return ['answers.pattern.message', { message: message.vi, messageEn: message.en ?? message.vi }];
}
