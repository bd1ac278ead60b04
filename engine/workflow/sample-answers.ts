import type { CompiledField, CompiledForm } from '../forms/form.ts';
import { evaluate, type FileKind, type FormContext, fileKinds } from '../forms/index.ts';
import { hasErrors, type Issue } from '../issues/index.ts';
import type { Answer, Answers, FileAnswer } from '../model/answers.ts';
import type { RuleType } from '../rules/index.ts';

/** Answers a form takes, made up: every required question answered with the first value that fits. */
export interface Sample {
  answers: Answers;
  /** What is still wrong where nothing was found that fits; empty when the form takes the answers. */
  issues: Issue[];
}

/** A file of a kind, made up: nothing lies behind it. */
export function sampleFile(kind: FileKind): FileAnswer {
  const { type, extensions } = fileKinds[kind];
  return { id: `mau-${kind}`, name: `mau.${extensions[0]}`, size: 1_000, type, digest: '0'.repeat(64) };
}

/** How many answers are tried before giving up. */
const mostTries = 200;

/**
 * Makes answers up for a form. Only what must be answered is, so that the sample is the least a person could send;
 * a value that is refused gives way to the next that its type allows. The same form and context give the same.
 */
export function sampleAnswers(
  form: CompiledForm,
  context: FormContext,
  own: string,
  given: Answers = {},
): Sample {
  const answers: Answers = { ...given };
  const tried = new Map<string, number>();
  for (let round = 0; ; round += 1) {
    const evaluation = evaluate(form, answers, context);
    const issues = evaluation.issues.filter(({ severity }) => severity === 'error');
    if (!hasErrors(issues) || round >= mostTries) return { answers: evaluation.answers, issues };
    const field = issues
      .map(({ pointer }) => form.byId[pointer.split('/')[1] ?? ''])
      .find(
        (one) =>
          one?.bound &&
          given[one.id] === undefined &&
          (tried.get(one.id) ?? 0) < candidates(one, context, own).length,
      );
    if (!field) return { answers: evaluation.answers, issues };
    const at = tried.get(field.id) ?? 0;
    tried.set(field.id, at + 1);
    answers[field.id] = candidates(field, context, own)[at]!;
  }
}

/** Values worth trying for a field, told from how rules see it. */
function candidates(field: CompiledField, { today }: FormContext, own: string): Answer[] {
  const { min, max, minLength = 0 } = field.definition as { min?: string; max?: string; minLength?: number };
  const type = field.kind.ruleType(field.definition, field.settings, field.choices);
  const limits = [min, max].filter((one) => one !== undefined && /^-?[\d.]+$/.test(one)) as string[];
  return valuesOf(type, { today, own, limits, minLength });
}

interface Known {
  today: string;
  own: string;
  limits: readonly string[];
  minLength: number;
}

/** Values of each type, the likeliest first. A type that is not here gets none. */
const values: {
  readonly [Kind in RuleType['kind']]?: (type: Extract<RuleType, { kind: Kind }>, known: Known) => Answer[];
} = {
  number: (_, { limits }) => ['0', '1', '2', '5', '10', ...limits],
  boolean: () => [true, false],
  date: (_, { today }) => [today, today.slice(0, 7)],
  choice: ({ choices }) => [...choices],
  text: (_, { own, minLength }) => [
    'Mẫu',
    own,
    '0912345678',
    'mau@example.vn',
    'Một đoạn viết mẫu dài hơn một chút, đủ cho phần lớn các ô.',
    ...(minLength > 0
      ? [
          'Một đoạn viết mẫu. '
            .repeat(Math.ceil(minLength / 19))
            .trim()
            .padEnd(minLength, '.'),
        ]
      : []),
  ],
  list: ({ of }, known) => [
    ...valuesOf(of, known).flatMap((one) => (typeof one === 'string' ? [[one]] : [])),
    [sampleFile('pdf')],
  ],
};

function valuesOf(type: RuleType, known: Known): Answer[] {
  const make = values[type.kind] as ((type: RuleType, known: Known) => Answer[]) | undefined;
  return make ? make(type, known) : [];
}
