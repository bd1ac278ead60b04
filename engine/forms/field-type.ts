import type { GivenCode } from '../issues/catalogue/given.ts';
import type { IssueCode, Language } from '../issues/index.ts';
import type { Param } from '../issues/issue.ts';
import type { Answer, FileAnswer } from '../model/answers.ts';
import type { Choice, Field, ListFile, Text } from '../model/generated/definitions.ts';
import type { RuleContext, RuleType, RuleValue } from '../rules/index.ts';
import type { RunningField } from './form.ts';

/** Where a field may take its first answer from. */
export type Prefill = 'previous' | 'unit' | 'subject' | 'account' | 'fact';

/** How totals put the figures of several reports together. */
export type TotalWay = 'sum' | 'mean' | 'last' | 'none';

/** The definition of a field of one type. */
export type FieldOf<Type extends Field['type']> = Extract<Field, { type: Type }>;

/** A compiled field whose definition and settings are those of one type. */
export type RunningFieldOf<Definition extends Field, Settings> = RunningField & {
  definition: Definition;
  settings: Settings;
};

/**
 * What running a form needs of a type: on the server and in the page alike. `Settings` is plain JSON, since a
 * compiled form is written into a page and put together again there; functions belong in `bind`.
 */
export interface FieldBehaviour<Definition extends Field = Field, Settings = unknown> {
  readonly type: Definition['type'];
  /** False for what only shows something, such as a section: it has no answer and no name in rules. */
  readonly answered: boolean;
  /** The fields after it, up to the next such one, belong to it and are hidden with it. */
  readonly opensSection?: true;
  /** Said when it is required and not answered. */
  readonly missing: GivenCode;
  /** Said when a stored answer is not of the type's shape. */
  readonly malformed: GivenCode;
  /** The hot part: called once for each compiled field, its functions at every evaluation. */
  bind(field: RunningFieldOf<Definition, Settings>, patterns: PatternEngine): BoundField;
  /** What was typed, as an answer; undefined when nothing was. What cannot be read is refused in words. */
  read(typed: Typed, field: RunningFieldOf<Definition, Settings>, reader: Reader): Answer | undefined;
  /** An answer in words. */
  show(answer: Answer, field: RunningFieldOf<Definition, Settings>, how: Showing): string;
  /** What a rule computed, as an answer; undefined for null and for what does not fit. */
  store(value: RuleValue, field: RunningFieldOf<Definition, Settings>): Answer | undefined;
}

/**
 * One type of field: everything the engine knows about it. A type is one file that exports one of these and
 * one line in `fields/index.ts` (and one in `fields/behaviours.ts`, for the page); a package outside adds its
 * own with `withFieldTypes`. Nothing else in the engine asks for a field's type by name.
 */
export interface FieldType<Definition extends Field = Field, Settings = unknown>
  extends FieldBehaviour<Definition, Settings> {
  /** What the type is called on pages and in the docs. */
  readonly title: Text;
  /** Its value may be `listed`: numbers, yes/no, choices, days, months and units. */
  readonly listable: boolean;
  /** Its value may be found by searching. */
  readonly searchable: boolean;
  /** A rule may give its value. */
  readonly computable: boolean;
  /** How its figures are put together in totals; absent for what is no number. */
  total?(definition: Definition): TotalWay;
  /** Where it may be prefilled from. */
  readonly prefills: readonly Prefill[];
  /** It must be answered when the definition does not say. */
  readonly requiredByDefault?: true;
  /** Further inputs it may be typed in, `<id>.<part>`: `day`, `month`, `year`, `other`. */
  readonly parts?: readonly string[];

  /** Checks the type's own properties, reporting what is wrong, and prepares what `bind` needs. */
  setUp(definition: Definition, setup: Setup): Settings;
  /** How rules see it. Only for answered types. */
  ruleType(definition: Definition, settings: Settings, choices?: readonly Choice[]): RuleType;
  /** An answer as it would be typed, by part: `''` is the field's own input, `other`, `day` ... its further ones. */
  asTyped(answer: Answer, field: RunningFieldOf<Definition, Settings>): TypedParts;
  /** What a page needs to draw it, besides what every field has. */
  widget(definition: Definition, settings: Settings): Widget;
  /** Every problem an answer of this field can have, besides missing, malformed and its checks. */
  problems(definition: Definition, settings: Settings): readonly Problem[];
  /** The first answer of a field prefilled from the case's unit. Only where `prefills` names it. */
  fromUnit?(unit: { uid: string; name: string }): Answer;
}

/** A problem that may be reported: its code, with the parameters that are known beforehand. */
export type Problem = GivenCode | readonly [code: GivenCode, params: Readonly<Record<string, Param>>];

/** What a type may ask for while a definition is compiled. */
export interface Setup {
  /** Reports a problem with the property at `property`, `/min` for instance. `field` is filled in. */
  report(code: IssueCode, property: string, params?: Record<string, Param>): void;
  /** Compiles a rule of the type's own; it is kept as `rules[name]` of the field. */
  rule(name: string, text: string, want: RuleType): void;
  /** Checks a pattern; what is wrong with it, or null. */
  patternProblem(pattern: string): string | null;
  lists: Readonly<Record<string, ListFile>>;
  /** Where it is known. */
  organisation?: OrganisationNames;
  /** Sets the choices of the field. */
  choices(choices: readonly Choice[]): void;
}

/** The ids of an organisation that a field may name. */
export interface OrganisationNames {
  id: string;
  levels: readonly string[];
  lines: readonly string[];
}

/** A type's behaviour bound to one field. */
export interface BoundField {
  /** What rules see of a stored answer; null when it is not of the type's shape. */
  see(answer: unknown): RuleValue;
  /** Reports what is wrong with an answer that `see` could read. */
  check(answer: Answer, seen: RuleValue, sight: Sight): void;
  /** The one form in which the answer is stored: canonical numbers, sorted choices. */
  keep(answer: Answer, seen: RuleValue): Answer;
}

/** What checking an answer may use. */
export interface Sight {
  report(field: RunningField, code: GivenCode, params?: Record<string, Param>): void;
  rules: RuleContext;
  unitAllowed?: (uid: string, field: FieldOf<'unit'>) => boolean;
}

/**
 * Prepares a pattern: whether the whole of a text matches it. Null where it cannot be told here; the server,
 * which has the linear-time engine, then says it.
 */
export type PatternEngine = (pattern: string) => ((text: string) => boolean) | null;

/** What was typed into one field: its own input and its parts. */
export interface Typed {
  /** Of the field's own input (`''`) or of a part: text, texts, or whatever a client sent. */
  part(name: string): unknown;
}

/** An answer as typed, by part. */
export type TypedParts = Readonly<Record<string, string | readonly string[]>>;

/** What reading may use and where it says what cannot be read. */
export interface Reader {
  refuse(code: GivenCode, params?: Record<string, Param>): undefined;
  /** A file that was uploaded for this form, by its id. */
  file(id: string): FileAnswer | undefined;
}

/** How an answer is shown. */
export interface Showing {
  language: Language;
  /** The name of a unit; its uid is shown where there is none. */
  unitName?: (uid: string) => string | undefined;
}

/** How a page draws a field: the name of a partial and what it needs. */
export interface Widget {
  /** `text`, `textarea`, `number`, `date`, `month`, `radios`, `select`, `checkboxes`, `checkbox`, `files`, `unit`, `section`, `note`. */
  widget: string;
  /** The virtual keyboard a phone shows. */
  inputMode?: 'text' | 'numeric' | 'decimal';
  maxLength?: number;
  rows?: number;
  suffix?: Text;
  /** File kinds for the browser's dialog, and the limits in words. */
  accept?: string;
  maxFiles?: number;
  maxSizeMb?: number;
  other?: boolean;
  tone?: string;
  newPage?: boolean;
}

/** How a type runs that only shows something and is never answered, such as a section. */
export function displayBehaviour<Definition extends Field>(
  type: Definition['type'],
): FieldBehaviour<Definition, null> {
  return {
    type,
    answered: false,
    missing: 'answers.required.missing',
    malformed: 'answers.type.text',
    bind: () => ({ see: () => null, keep: (answer) => answer, check() {} }),
    read: () => undefined,
    show: () => '',
    store: () => undefined,
  };
}

/** The rest of such a type. */
export const displayOnly = {
  listable: false,
  searchable: false,
  computable: false,
  prefills: [],
  setUp: () => null,
  ruleType: (): RuleType => ({ kind: 'null' }),
  asTyped: () => ({}),
  problems: () => [],
} as const;
