import type { Issue } from '../issues/issue.ts';
import type { Answer, Answers, FileAnswer, ListedValue } from '../model/answers.ts';
import type { Field, FormFile, Sensitivity, Text } from '../model/generated/definitions.ts';
import type { Day } from '../model/time.ts';
import type { CompiledRule } from '../rules/index.ts';

/** A field with its rules compiled. `definition` is the file's own object; the rest is derived once. */
export interface CompiledField {
  definition: Field;
  id: string;
  type: Field['type'];
  /** RFC 6901 pointer of the field in its file. */
  pointer: string;
  /** The section it belongs to, if any. */
  section?: string;
  sensitivity: Sensitivity;
  listed: boolean;
  /** True when nothing, a rule, or a section's rule can hide it. */
  visible?: CompiledRule;
  required: boolean | CompiledRule;
  value?: CompiledRule;
  checks: { rule: CompiledRule; message: Text; severity: 'error' | 'warning'; id?: string }[];
  /** Choices of a choice or multiple choice, its list looked up. */
  choices?: { id: string; label: Text; help?: Text }[];
}

/** A form compiled once, run many times: on the server and in the browser. */
export interface CompiledForm {
  id: string;
  /** Its file, `forms/<id>.json`. */
  source: string;
  definition: FormFile;
  /** Every field, sections and notes included, in order. */
  fields: readonly CompiledField[];
  byId: Readonly<Record<string, CompiledField>>;
  /** Checks over the whole form. */
  checks: CompiledField['checks'];
  /** Field ids in an order in which every rule comes after what it reads. */
  order: readonly string[];
  /** Names outside the form that its rules read (`previous.x`, `unit.level` ...). */
  reads: readonly string[];
}

/** What rules of a form may see besides the answers. Values as stored; an absent name is null. */
export interface FormContext {
  today: Day;
  previous?: Answers | null;
  /** `case`, `unit`, `subject`, `phase`, `period`, `step`, `actor`, `facts`, each a record of values. */
  names: Readonly<Record<string, unknown>>;
  workingDays?: (from: Day, to: Day) => number | null;
}

/** What evaluating answers gives. */
export interface Evaluation {
  /** Ids of fields that are shown. */
  visible: ReadonlySet<string>;
  /** Ids of shown fields that must be answered. */
  required: ReadonlySet<string>;
  /** What would be submitted: hidden answers left out, computed values put in. */
  answers: Answers;
  /** Problems with the answers; places are `{ source: 'answers', pointer: '/<field>' or '/<field>/<row>/<column>' }`. */
  issues: Issue[];
}

/** What was typed, read into answers as stored. */
export interface Reading {
  answers: Answers;
  /** Texts that could not be read, as problems at their fields. */
  issues: Issue[];
}

/** One field that differs between two submissions. */
export interface FieldDifference {
  field: string;
  before?: Answer;
  after?: Answer;
}

export type { Answer, Answers, FileAnswer, ListedValue };
