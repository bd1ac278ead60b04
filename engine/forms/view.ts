import { type Issue, type Language, sentence } from '../issues/index.ts';
import type { Answer, Answers, FileAnswer, Remark } from '../model/answers.ts';
import type { Sensitivity, Text } from '../model/generated/definitions.ts';
import { otherId } from './choice-field.ts';
import type { TypedParts, Widget } from './field-type.ts';
import type { CompiledField, CompiledForm, Evaluation } from './form.ts';
import { typedInto } from './read-typed.ts';
import { maySee } from './sensitivity.ts';
import { inLanguage } from './suffix.ts';
import { typedText, typedTexts } from './typed-text.ts';

/** `edit`: to be filled in; `read`: words only; `correct`: words, and inputs for what may be corrected. */
export type ViewMode = 'edit' | 'read' | 'correct';

/** How a form is looked at, and by whom. */
export interface ViewOptions {
  language: Language;
  mode: ViewMode;
  may: {
    /** The highest sensitivity this person sees; what is above it is masked. */
    see: Sensitivity;
    /** Fields the step shows at all; all unless told. */
    show?: 'all' | readonly string[];
    /** Fields that may be typed into in mode `edit`; all unless told. */
    fill?: 'all' | readonly string[];
    /** Fields that may be typed into in mode `correct`; none unless told. */
    correct?: 'all' | readonly string[];
  };
  /** In front of every name and id, so that several forms can stand on one page. */
  prefix?: string;
  /** Units that may be chosen, by field id. */
  units?: Readonly<Record<string, readonly { uid: string; name: string }[]>>;
  unitName?: (uid: string) => string | undefined;
  /** Files that were uploaded for the form. */
  files?: readonly FileAnswer[];
  /** What a reviewer said about fields. */
  remarks?: readonly Remark[];
}

/** A form as a page draws it: plain data, every sentence made. */
export interface FormView {
  id: string;
  title: string;
  help: string;
  prefix: string;
  mode: ViewMode;
  sections: SectionView[];
  /** The error summary, in the order of the form. */
  errors: ProblemView[];
  warnings: ProblemView[];
}

/** A section with its fields; the first one may have no heading. */
export interface SectionView {
  /** Empty for the fields before the first section. */
  id: string;
  elementId: string;
  label: string;
  help: string;
  hidden: boolean;
  newPage: boolean;
  fields: FieldView[];
}

/** A sentence of the summary and the input it leads to; without a field for what concerns the whole form. */
export interface ProblemView {
  text: string;
  code: string;
  field: string;
  /** `#` and the id of the input, or `#` and the form's id. */
  href: string;
}

/** A field as a page draws it. */
export interface FieldView {
  id: string;
  /** The name of its input. */
  name: string;
  /** The id of its input, of its help and of its message. */
  inputId: string;
  helpId: string;
  errorId: string;
  type: string;
  widget: string;
  label: string;
  help: string;
  /** As typed, for its input. */
  value: string;
  /** Further inputs by part: `day`, `month`, `year`, `other`. */
  parts: Record<string, PartView>;
  /** The answer in words; `•••` when it is masked, empty when there is none. */
  shown: string;
  answered: boolean;
  masked: boolean;
  required: boolean;
  /** True for a field with an answer that need not be given, so that a page may say so. */
  optional: boolean;
  hidden: boolean;
  /** Drawn as an input rather than as words. */
  editable: boolean;
  computed: boolean;
  sensitivity: Sensitivity;
  errors: string[];
  warnings: string[];
  options: OptionView[];
  /** The input for what is not on the list. */
  other: PartView | null;
  files: FileView[];
  remarks: string[];
  /** Drawing hints; empty or 0 where they do not apply. */
  suffix: string;
  inputMode: string;
  maxLength: number;
  rows: number;
  accept: string;
  maxFiles: number;
  maxSizeMb: number;
  tone: string;
  /** The words beside a single box. */
  text: string;
}

/** A further input of a field. */
export interface PartView {
  name: string;
  inputId: string;
  value: string;
}

/** A choice as a page draws it. */
export interface OptionView {
  value: string;
  label: string;
  help: string;
  checked: boolean;
  inputId: string;
  /** It opens the input for what is not on the list. */
  other: boolean;
}

/** A file as a page draws it. */
export interface FileView {
  id: string;
  name: string;
  /** In words, `1,2 MB`. */
  size: string;
  type: string;
}

const mask = '•••';

/**
 * Makes the data a page is drawn from. `typed` is what stands in the inputs (`typedFrom` makes it of stored
 * answers); `evaluation` says what is hidden, required and computed, and without it only what the definition
 * says by itself holds; `issues` are shown at their fields and summed up, warnings apart from errors.
 */
export function viewOf(
  form: CompiledForm,
  evaluation: Evaluation | null,
  typed: Readonly<Record<string, unknown>>,
  issues: readonly Issue[],
  options: ViewOptions,
): FormView {
  const { language, mode, prefix = '' } = options;
  const { title, help } = form.definition;
  const drawn = form.fields.filter(
    (field) => !field.kind.answered || allows(options.may.show ?? 'all', field.id),
  );
  const sentences = sentencesByField(issues, language);
  const sections: SectionView[] = [];
  for (const field of drawn) {
    if (field.kind.opensSection || sections.length === 0)
      sections.push(sectionView(field, evaluation, prefix, language));
    if (!field.kind.opensSection)
      sections.at(-1)!.fields.push(fieldView(field, evaluation, typed, sentences, options));
  }
  const problems = (errors: boolean) =>
    issues
      .filter((one) => (one.severity === 'error') === errors && one.severity !== 'note')
      .map((one) => problemView(one, form, prefix, language));
  return {
    id: form.id,
    title: inLanguage(title, language),
    help: inLanguage(help, language),
    prefix,
    mode,
    // A section of which nothing may be shown would be a heading over nothing.
    sections: sections.filter((section) => section.fields.length > 0),
    errors: problems(true),
    warnings: problems(false),
  };
}

function allows(which: 'all' | readonly string[], id: string): boolean {
  return which === 'all' || which.includes(id);
}

function sectionView(
  field: CompiledField,
  evaluation: Evaluation | null,
  prefix: string,
  language: Language,
): SectionView {
  if (!field.kind.opensSection)
    return {
      id: '',
      elementId: `${prefix}form`,
      label: '',
      help: '',
      hidden: false,
      newPage: false,
      fields: [],
    };
  const { newPage = false } = field.kind.widget(field.definition, field.settings);
  return {
    id: field.id,
    elementId: prefix + field.id,
    label: inLanguage(field.definition.label, language),
    help: inLanguage(field.definition.help, language),
    hidden: isHidden(field, evaluation),
    newPage,
    fields: [],
  };
}

function isHidden(field: CompiledField, evaluation: Evaluation | null): boolean {
  return evaluation !== null && !evaluation.visible.has(field.id);
}

interface Sentences {
  errors: string[];
  warnings: string[];
}

const noSentences: Sentences = { errors: [], warnings: [] };

function sentencesByField(issues: readonly Issue[], language: Language): Map<string, Sentences> {
  const found = new Map<string, Sentences>();
  for (const one of issues) {
    if (one.severity === 'note') continue;
    const id = fieldOf(one);
    const at = found.get(id) ?? { errors: [], warnings: [] };
    found.set(id, at);
    (one.severity === 'error' ? at.errors : at.warnings).push(sentence(one, language));
  }
  return found;
}

/** The field an issue stands at; empty for the whole form. */
function fieldOf(one: Issue): string {
  return one.pointer.split('/')[1] ?? '';
}

function problemView(one: Issue, form: CompiledForm, prefix: string, language: Language): ProblemView {
  const field = form.byId[fieldOf(one)];
  return {
    text: sentence(one, language),
    code: one.code,
    field: field?.id ?? '',
    href: field ? `#${firstInputId(field, prefix)}` : `#${prefix}form`,
  };
}

/** Where the summary leads: the first radio or box of a choice, else the input itself. */
function firstInputId(field: CompiledField, prefix: string): string {
  const first = optionIds(field, widgetOf(field))[0];
  return first === undefined ? prefix + field.id : `${prefix}${field.id}.${first}`;
}

function widgetOf(field: CompiledField): Widget {
  return field.kind.widget(field.definition, field.settings);
}

/** Ids of the options that are inputs of their own. */
function optionIds(field: CompiledField, { widget, other }: Widget): string[] {
  if (widget !== 'radios' && widget !== 'checkboxes') return [];
  const ids = (field.choices ?? []).map((choice) => choice.id);
  return other ? [...ids, otherId] : ids;
}

function fieldView(
  field: CompiledField,
  evaluation: Evaluation | null,
  typed: Readonly<Record<string, unknown>>,
  sentences: ReadonlyMap<string, Sentences>,
  options: ViewOptions,
): FieldView {
  const { language, mode, may, prefix = '' } = options;
  const { id, definition, kind } = field;
  const widget = widgetOf(field);
  const masked = kind.answered && !maySee(may.see, field.sensitivity);
  const computed = field.value !== undefined;
  const editable = kind.answered && !masked && !computed && mayType(field, mode, may);
  const answer = evaluation && Object.hasOwn(evaluation.answers, id) ? evaluation.answers[id] : undefined;
  const parts = masked ? {} : partsOf(field, typed, answer);
  const own = parts[''] ?? '';
  const required = evaluation ? evaluation.required.has(id) : field.required === true;
  const { errors, warnings } = sentences.get(id) ?? noSentences;
  const said = (options.remarks ?? []).filter((one) => one.field === id).map((one) => one.text);
  const how = options.unitName ? { language, unitName: options.unitName } : { language };
  const chosen = new Set(typedTexts(own));
  const choices = optionViews(field, widget, masked ? new Set() : chosen, options);
  const other = widget.other ? partView(field, prefix, otherId, parts) : null;
  return {
    id,
    name: prefix + id,
    inputId: prefix + id,
    helpId: `${prefix}${id}-help`,
    errorId: `${prefix}${id}-error`,
    type: field.type,
    widget: widget.widget,
    label: inLanguage(definition.label, language),
    help: inLanguage(definition.help, language),
    value: typedText(own),
    parts: Object.fromEntries(
      Object.keys(parts)
        .filter((part) => part !== '' && part !== otherId)
        .map((part) => [part, partView(field, prefix, part, parts)]),
    ),
    shown: masked ? mask : answer === undefined ? '' : kind.show(answer, field, how),
    answered: answer !== undefined,
    masked,
    required: kind.answered && required,
    optional: kind.answered && !required && !computed,
    hidden: isHidden(field, evaluation),
    editable,
    computed,
    sensitivity: field.sensitivity,
    errors: masked ? [] : errors,
    warnings: masked ? [] : warnings,
    options: choices,
    other,
    files: widget.widget === 'files' && !masked ? fileViews(answer, typed[id], options) : [],
    remarks: said,
    suffix: inLanguage(widget.suffix, language),
    inputMode: widget.inputMode ?? '',
    maxLength: widget.maxLength ?? 0,
    rows: widget.rows ?? 0,
    accept: widget.accept ?? '',
    maxFiles: widget.maxFiles ?? 0,
    maxSizeMb: widget.maxSizeMb ?? 0,
    tone: widget.tone ?? '',
    text: widget.widget === 'checkbox' ? (choices[0]?.label ?? '') : '',
  };
}

function mayType({ id }: CompiledField, mode: ViewMode, may: ViewOptions['may']): boolean {
  if (mode === 'read') return false;
  return mode === 'edit' ? allows(may.fill ?? 'all', id) : allows(may.correct ?? [], id);
}

/** What stands in a field's inputs: what was typed, or else its answer as it would be typed. */
function partsOf(
  field: CompiledField,
  typed: Readonly<Record<string, unknown>>,
  answer: Answer | undefined,
): TypedParts {
  const into = typedInto(field, typed);
  const parts: Record<string, string | readonly string[]> = {};
  const inputs = field.kind.parts ?? [];
  for (const part of ['', ...inputs]) {
    const value = into.part(part);
    if (value === undefined) continue;
    parts[part] = Array.isArray(value) ? typedTexts(value) : typedText(value);
  }
  if (Object.keys(parts).length > 0)
    return { ...Object.fromEntries(inputs.map((part) => [part, ''])), ...parts };
  if (answer !== undefined && field.kind.answered) return field.kind.asTyped(answer, field);
  return Object.fromEntries(inputs.map((part) => [part, '']));
}

function partView(field: CompiledField, prefix: string, part: string, parts: TypedParts): PartView {
  const name = `${prefix}${field.id}.${part}`;
  return { name, inputId: part === otherId ? `${name}-text` : name, value: typedText(parts[part]) };
}

function optionViews(
  field: CompiledField,
  widget: Widget,
  chosen: ReadonlySet<string>,
  { language, prefix = '', units }: ViewOptions,
): OptionView[] {
  const option = (value: string, label: string, help = '', other = false): OptionView => ({
    value,
    label,
    help,
    checked: chosen.has(value),
    inputId: `${prefix}${field.id}.${value}`,
    other,
  });
  if (widget.widget === 'unit') return (units?.[field.id] ?? []).map(({ uid, name }) => option(uid, name));
  const all = (field.choices ?? []).map(({ id, label, help }) =>
    option(id, inLanguage(label, language), inLanguage(help, language)),
  );
  return widget.other ? [...all, option(otherId, inLanguage(otherLabel, language), '', true)] : all;
}

const otherLabel: Text = { vi: 'Khác', en: 'Other' };

function fileViews(answer: Answer | undefined, typed: unknown, options: ViewOptions): FileView[] {
  const stored = answer === undefined ? [] : ((Array.isArray(answer) ? answer : [answer]) as FileAnswer[]);
  const known = new Map([...(options.files ?? []), ...stored].map((file) => [file.id, file]));
  const named = typed === undefined ? stored.map((file) => file.id) : fileIds(typed);
  return named.flatMap((id) => {
    const file = known.get(id);
    return file
      ? [{ id, name: file.name, type: file.type, size: sizeInWords(file.size, options.language) }]
      : [];
  });
}

function fileIds(typed: unknown): string[] {
  const all = Array.isArray(typed) ? typed : [typed];
  return all.flatMap((one) => {
    const id = typeof one === 'object' && one !== null ? (one as { id?: unknown }).id : one;
    return typeof id === 'string' && id !== '' ? [id] : [];
  });
}

/** A size as people read it: `512 KB`, `1,2 MB`. */
function sizeInWords(bytes: number, language: Language): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  const megabytes = (bytes / 1024 / 1024).toFixed(1);
  return `${language === 'vi' ? megabytes.replace('.', ',') : megabytes} MB`;
}

/** A submission in words, for lists and receipts: label and answer of each answered field that is shown. */
export function answersInWords(
  form: CompiledForm,
  answers: Readonly<Answers>,
  options: Pick<ViewOptions, 'language' | 'unitName'> & { see: Sensitivity },
): { field: string; label: string; shown: string }[] {
  const { language, unitName, see } = options;
  const how = unitName ? { language, unitName } : { language };
  return form.fields.flatMap((field) => {
    if (!field.bound || !Object.hasOwn(answers, field.id)) return [];
    const shown = maySee(see, field.sensitivity) ? field.kind.show(answers[field.id]!, field, how) : mask;
    return [{ field: field.id, label: inLanguage(field.definition.label, language), shown }];
  });
}
