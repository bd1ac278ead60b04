import type { Issue } from '../issues/issue.ts';
import type { Answer, Answers, FileAnswer, ListedValue } from '../model/answers.ts';
import type { Choice, Field, FormFile, Sensitivity, Text } from '../model/generated/definitions.ts';
import type { Day } from '../model/time.ts';
import type { CompiledRule, Scope } from '../rules/index.ts';
import type { BoundField, FieldBehaviour, FieldType } from './field-type.ts';

/**
 * A field with its rules compiled. `definition` is the file's own object; the rest is derived once. Where a
 * form only runs, as in a page, `kind` is no more than the behaviour of its type.
 */
export interface CompiledField<Kind extends FieldBehaviour = FieldType> {
  definition: Field;
  id: string;
  type: Field['type'];
  /** RFC 6901 pointer of the field in its file. */
  pointer: string;
  /** The section it belongs to, if any. */
  section?: string;
  sensitivity: Sensitivity;
  listed: boolean;
  /** Absent when no rule of the field's own hides it; its section's rule stands at the section. */
  visible?: CompiledRule;
  required: boolean | CompiledRule;
  value?: CompiledRule;
  checks: CompiledCheck[];
  /** What a page offers to choose from: the choices of a choice, its list looked up, or yes and no. */
  choices?: readonly Choice[];
  /** Rules that the type asks for by itself: `min` and `max` of a date. */
  rules: Readonly<Record<string, CompiledRule>>;
  /** What the type prepared from its own properties: plain data. */
  settings: unknown;
  /** Its type. */
  kind: Kind;
  /** The type's behaviour bound to this field; absent where there is nothing to answer. */
  bound?: BoundField;
  /** What is said when it is required and not answered. */
  missing?: Issue;
}

/** A field as far as running a form needs it. */
export type RunningField = CompiledField<FieldBehaviour>;

/** A rule that answers must not break; `issue` is what is said when it is false. */
export interface CompiledCheck {
  rule: CompiledRule;
  message: Text;
  severity: 'error' | 'warning';
  id?: string;
  issue: Issue;
}

/** A form compiled once, run many times: on the server and in the browser. */
export interface CompiledForm<Kind extends FieldBehaviour = FieldType> {
  id: string;
  /** Its file, `forms/<id>.json`. */
  source: string;
  definition: FormFile;
  /** Every field, sections and notes included, in order. */
  fields: readonly CompiledField<Kind>[];
  byId: Readonly<Record<string, CompiledField<Kind>>>;
  /** Checks over the whole form. */
  checks: CompiledCheck[];
  /** Field ids in an order in which every rule comes after what it reads. */
  order: readonly string[];
  /** Names outside the form that its rules read (`previous.x`, `unit.level` ...), sorted. */
  reads: readonly string[];
  /** The names its rules see, typed: rules elsewhere that read its answers are checked with these. */
  scope: Scope;
  /** What `evaluate` walks; derived from the rest. */
  plan: FormPlan;
}

/** A form as far as running it needs: what `evaluate` and `readTyped` take, and what a page has. */
export type RunningForm = CompiledForm<FieldBehaviour>;

/**
 * A field as `evaluate` meets it: everything it needs without a look-up, and in one shape for every field,
 * since engines run fastest over objects that are alike.
 */
export interface PlannedField {
  field: RunningField;
  id: string;
  visible: CompiledRule | null;
  required: boolean | CompiledRule;
  value: CompiledRule | null;
  checks: readonly CompiledCheck[];
  bound: BoundField | null;
  /** Its place in the order of the form. */
  at: number;
  /** The place of its section; -1 when it is in none. */
  section: number;
  /** True when some rule reads its answer. */
  read: boolean;
}

/** A form laid out for evaluation. */
export interface FormPlan {
  /** In the order of the form. */
  fields: readonly PlannedField[];
  /** In the order of `CompiledForm.order`. */
  ordered: readonly PlannedField[];
  /** Every id, and the ids of fields that must be answered whenever they are shown. */
  ids: ReadonlySet<string>;
  required: ReadonlySet<string>;
  /** First parts of the names outside the form that rules read: `unit`, `previous` ... */
  outside: readonly string[];
  /** True when a rule reads an answer as `answers.<id>`. */
  readsAnswers: boolean;
}

/** What rules of a form may see besides the answers. Values as stored; an absent name is null. */
export interface FormContext {
  today: Day;
  previous?: Answers | null;
  /** `case`, `unit`, `subject`, `phase`, `period`, `step`, `actor`, `facts`, each a record of values. */
  names: Readonly<Record<string, unknown>>;
  workingDays?: (from: Day, to: Day) => number | null;
  /** Whether a unit may stand in a unit field; without it any uid may. */
  unitAllowed?: (uid: string, field: Extract<Field, { type: 'unit' }>) => boolean;
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
