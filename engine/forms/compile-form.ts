import { hasErrors, type Issue, issue, nearest, type Param, type Place } from '../issues/index.ts';
import type { Check, Field, FormFile, ListFile } from '../model/generated/definitions.ts';
import {
  type CompiledRule,
  compileRule,
  type RuleType,
  reservedNames,
  type Scope,
  type ScopeParts,
  scopeOf,
  type Wanted,
} from '../rules/index.ts';
import { linearPattern, patternProblem } from '../rules/pattern.ts';
import { assembleForm, type CheckParts, type FieldParts, fieldsRead } from './assemble.ts';
import { type Dependencies, type DependencyKind, dependencyOrder } from './dependency-order.ts';
import type { FieldType, OrganisationNames, Setup } from './field-type.ts';
import { type FieldTypes, fieldTypes, typesNotBuilt } from './fields/index.ts';
import type { CompiledForm } from './form.ts';

/** What compiling a form needs besides its file. */
export interface FormOptions {
  /** Path of the file in its campaign, `forms/<id>.json`. */
  source: string;
  /** The campaign's lists by id. */
  lists: Readonly<Record<string, ListFile>>;
  /** What the campaign adds to the names that rules see; the form's own answers are added here. */
  names?: Omit<ScopeParts, 'answers' | 'row' | 'previous'>;
  /** Whether the entry has periods, so that there may be answers of the last one; yes unless told. */
  previous?: boolean;
  /** The levels and lines unit fields may name; without it they are not looked up. */
  organisation?: OrganisationNames;
  /** The built-in types unless given. */
  types?: FieldTypes;
}

/** A definition's properties that only some kinds of field have. */
type Loose = Field & {
  required?: boolean | string;
  value?: string;
  checks?: Check[];
  listed?: boolean;
  searchable?: boolean;
  sensitivity?: string;
  prefill?: string;
  prefillFrom?: string;
  prefillFact?: string;
};

/** A field on its way: its type known and its own properties checked. */
interface Draft {
  definition: Loose;
  kind: FieldType;
  pointer: string;
  section?: string;
  parts: { settings: unknown; choices?: FieldParts['choices']; rules: Record<string, CompiledRule> };
  /** Rules the type asked for, compiled once every field's type is known. */
  asked: { name: string; text: string; want: RuleType }[];
}

/**
 * Compiles a form: field types, names, references, every rule with its type, circles. A form with any error is
 * not given out; warnings and notes come along. The rules' reads decide the order of evaluation, so that no
 * rule ever sees an answer that is not settled.
 */
export function compileForm(
  file: FormFile,
  options: FormOptions,
): { form: CompiledForm | null; issues: Issue[] } {
  const types = options.types ?? fieldTypes;
  const issues: Issue[] = [];
  const report: Report = (code, pointer, params, related) => {
    issues.push(issue(code, { source: options.source, pointer }, params, related));
  };

  const drafts = draftFields(file, types, options, report);
  const scope = scopeFor(drafts, options);
  const rules = ruleCompiler(scope, options.source, issues);
  const fields = drafts.map((draft) => compileField(draft, rules, report));
  const checks = compileChecks(file.checks ?? [], '', rules, report);
  for (const draft of drafts) checkPrefill(draft, drafts, file, options, report);
  if (!drafts.some((draft) => draft.kind.answered)) report('form.answer.none', '/fields', { form: file.id });

  const order = orderOf(fields, options.source, report);
  if (hasErrors(issues)) return { form: null, issues };
  const reads = [...new Set(rules.compiled.flatMap((rule) => rule.reads))]
    .filter((path) => outsideOf(path, drafts))
    .sort();
  const parts = {
    id: file.id,
    source: options.source,
    definition: file,
    fields,
    checks,
    order,
    reads,
    scope,
  };
  return { form: assembleForm(parts, types, linearPattern), issues };
}

type Report = (
  code: Parameters<typeof issue>[0],
  pointer: string,
  params?: Record<string, Param>,
  related?: Parameters<typeof issue>[3],
) => void;

function draftFields(file: FormFile, types: FieldTypes, options: FormOptions, report: Report): Draft[] {
  const drafts: Draft[] = [];
  const first = new Map<string, string>();
  let section: Draft | undefined;
  let members = 0;
  const closeSection = () => {
    if (section && members === 0)
      report('form.section.empty', section.pointer, { field: section.definition.id });
  };
  file.fields.forEach((definition, at) => {
    const pointer = `/fields/${at}`;
    const { id } = definition;
    const earlier = first.get(id);
    if (earlier !== undefined) {
      const related = { source: options.source, pointer: `${earlier}/id`, role: 'first' };
      report('schema.id.duplicate', `${pointer}/id`, { id }, [related]);
      return;
    }
    first.set(id, pointer);
    if (reservedNames.has(id)) report('form.name.reserved', `${pointer}/id`, { field: id });
    const kind = typeOf(definition, pointer, types, report);
    if (!kind) return;
    const draft = draftField(definition, kind, pointer, options, report);
    if (kind.opensSection) {
      closeSection();
      section = draft;
      members = 0;
    } else if (section) {
      draft.section = section.definition.id;
      members += 1;
    }
    drafts.push(draft);
  });
  closeSection();
  return drafts;
}

function typeOf(
  definition: Field,
  pointer: string,
  types: FieldTypes,
  report: Report,
): FieldType | undefined {
  const { id, type } = definition;
  if (Object.hasOwn(types, type)) return types[type];
  const known = Object.keys(types);
  if ((typesNotBuilt as readonly string[]).includes(type))
    report('form.type.not_built', `${pointer}/type`, { field: id, type, known });
  else report('form.type.unknown', `${pointer}/type`, { field: id, type, nearest: nearest(type, known) });
  return undefined;
}

function draftField(
  definition: Loose,
  kind: FieldType,
  pointer: string,
  options: FormOptions,
  report: Report,
): Draft {
  const field = definition.id;
  const draft: Draft = { definition, kind, pointer, parts: { settings: null, rules: {} }, asked: [] };
  const setup: Setup = {
    report: (code, property, params) => report(code, pointer + property, { field, ...params }),
    rule: (name, text, want) => draft.asked.push({ name, text, want }),
    patternProblem,
    lists: options.lists,
    choices: (choices) => {
      draft.parts.choices = choices;
    },
    ...(options.organisation ? { organisation: options.organisation } : {}),
  };
  draft.parts.settings = kind.setUp(definition, setup);
  checkExposure(draft, report);
  if (definition.value !== undefined && !kind.computable)
    report('form.computed.type', `${pointer}/value`, { field, type: kind.type });
  return draft;
}

/** What may stand in lists and be searched: no type that does not fit there, and nothing about a person. */
function checkExposure({ definition, kind, pointer }: Draft, report: Report): void {
  const { id: field, sensitivity = 'internal' } = definition;
  const guarded = sensitivity === 'personal' || sensitivity === 'sensitive';
  for (const [word, able] of [
    ['listed', kind.listable],
    ['searchable', kind.searchable],
  ] as const) {
    if (definition[word] !== true) continue;
    if (!able) report(`form.${word}.type`, `${pointer}/${word}`, { field, type: kind.type });
    else if (guarded) report(`form.${word}.sensitivity`, `${pointer}/${word}`, { field, sensitivity });
  }
}

/** Prefills that are built. */
const prefillsBuilt: readonly string[] = ['previous', 'unit', 'subject', 'fact'];

function checkPrefill(
  { definition, kind, pointer }: Draft,
  drafts: readonly Draft[],
  file: FormFile,
  options: FormOptions,
  report: Report,
): void {
  const { id: field, prefill, prefillFrom: from, prefillFact: fact } = definition;
  const at = `${pointer}/prefill`;
  if (fact !== undefined && prefill !== 'fact')
    report('form.prefill.fact_alone', `${pointer}/prefillFact`, { field, fact });
  else if (prefill === 'fact') checkPrefillFact(field, fact, pointer, options, report);
  if (from !== undefined && prefill !== 'previous')
    report('form.prefill.from_alone', `${pointer}/prefillFrom`, { field, from });
  if (prefill === undefined) return;
  if (!prefillsBuilt.includes(prefill))
    report('form.prefill.not_built', at, { field, prefill, known: prefillsBuilt });
  else if (!(kind.prefills as readonly string[]).includes(prefill))
    report('form.prefill.type', at, { field, prefill, type: kind.type });
  else if (definition.value !== undefined) report('form.prefill.computed', at, { field });
  else if (prefill === 'previous' && options.previous === false)
    report('form.prefill.previous_unavailable', at, { field });
  if (from === undefined || prefill !== 'previous') return;
  const source = drafts.find((one) => one.definition.id === from && one.kind.answered);
  if (!source) {
    const known = drafts.filter((one) => one.kind.answered).map((one) => one.definition.id);
    const params = { name: from, form: file.id, nearest: nearest(from, known) };
    report('reference.field.unknown', `${pointer}/prefillFrom`, params);
  } else if (source.kind !== kind)
    report('form.prefill.type_differs', `${pointer}/prefillFrom`, { field, from });
}

/** A field that begins with a fact says which, and the campaign has it. */
function checkPrefillFact(
  field: string,
  fact: string | undefined,
  pointer: string,
  options: FormOptions,
  report: Report,
): void {
  const known = Object.keys(options.names?.facts ?? {});
  if (fact === undefined) report('form.prefill.fact_missing', `${pointer}/prefill`, { field });
  else if (!known.includes(fact))
    report('reference.fact.unknown', `${pointer}/prefillFact`, { name: fact, nearest: nearest(fact, known) });
}

/** Names and types as the form's rules see them. */
function scopeFor(drafts: readonly Draft[], options: FormOptions): Scope {
  const answers: Record<string, RuleType> = {};
  const previous: Record<string, RuleType> = {};
  const bySection = new Map(drafts.map((draft) => [draft.definition.id, draft.definition]));
  for (const { definition, kind, parts, section } of drafts) {
    if (!kind.answered) continue;
    const type = kind.ruleType(definition, parts.settings, parts.choices);
    // What must be answered and is never hidden has a value by the time it counts.
    const present =
      isRequired(definition, kind) === true &&
      definition.visible === undefined &&
      (section === undefined || bySection.get(section)?.visible === undefined);
    answers[definition.id] = present ? { ...type, present } : type;
    if (options.previous !== false) previous[definition.id] = type;
  }
  return scopeOf({ ...options.names, answers, previous });
}

function isRequired(definition: Loose, kind: FieldType): boolean | string {
  return definition.required ?? kind.requiredByDefault ?? false;
}

interface RuleCompiler {
  /** Every rule that passed. */
  compiled: CompiledRule[];
  compile(text: string, want: Wanted, pointer: string): CompiledRule | undefined;
}

function ruleCompiler(scope: Scope, source: string, issues: Issue[]): RuleCompiler {
  const compiled: CompiledRule[] = [];
  return {
    compiled,
    compile(text, want, pointer) {
      const place: Place = { source, pointer };
      const result = compileRule(text, scope, want, place);
      issues.push(...result.issues);
      if (!result.ok) return undefined;
      compiled.push(result.value);
      return result.value;
    },
  };
}

function compileField(draft: Draft, rules: RuleCompiler, report: Report): FieldParts {
  const { definition, kind, pointer, section, parts, asked } = draft;
  for (const { name, text, want } of asked) {
    const rule = rules.compile(text, want, `${pointer}/${name}`);
    if (rule) parts.rules[name] = rule;
  }
  const visible =
    definition.visible === undefined
      ? undefined
      : rules.compile(definition.visible, 'condition', `${pointer}/visible`);
  const asRequired = isRequired(definition, kind);
  const required =
    typeof asRequired === 'boolean'
      ? asRequired
      : (rules.compile(asRequired, 'condition', `${pointer}/required`) ?? false);
  const value =
    definition.value === undefined || !kind.computable
      ? undefined
      : rules.compile(definition.value, computedType(draft), `${pointer}/value`);
  const checks = compileChecks(definition.checks ?? [], pointer, rules, report);
  return {
    definition,
    pointer,
    required,
    checks,
    rules: parts.rules,
    settings: parts.settings,
    ...(section === undefined ? {} : { section }),
    ...(visible ? { visible } : {}),
    ...(value ? { value } : {}),
    ...(parts.choices ? { choices: parts.choices } : {}),
  };
}

/** What a computed field's rule must give: its type without its limits, which are checked like typed answers. */
function computedType({ definition, kind, parts }: Draft): RuleType {
  const type = kind.ruleType(definition, parts.settings, parts.choices);
  return type.kind === 'number' || type.kind === 'date' ? { kind: type.kind } : type;
}

function compileChecks(
  checks: readonly Check[],
  pointer: string,
  rules: RuleCompiler,
  report: Report,
): CheckParts[] {
  const seen = new Set<string>();
  return checks.flatMap(({ id, rule: text, message, severity = 'error' }, at) => {
    const place = `${pointer}/checks/${at}`;
    if (id !== undefined && seen.has(id)) report('schema.id.duplicate', `${place}/id`, { id });
    if (id !== undefined) seen.add(id);
    const rule = rules.compile(text, 'condition', `${place}/rule`);
    return rule ? [{ rule, message, severity, ...(id === undefined ? {} : { id }) }] : [];
  });
}

/** The order of evaluation; fields that hang on each other in a circle are reported. */
function orderOf(fields: readonly FieldParts[], source: string, report: Report): string[] {
  const ids = fields.map((one) => one.definition.id);
  const dependencies: Dependencies = new Map(
    fields.map((one) => {
      const on = new Map<string, DependencyKind>();
      if (one.section !== undefined) on.set(one.section, 'visibility');
      for (const id of one.visible ? fieldsRead(one.visible, ids) : []) on.set(id, 'visibility');
      for (const id of one.value ? fieldsRead(one.value, ids) : []) on.set(id, 'computation');
      return [one.definition.id, on] as const;
    }),
  );
  const { order, cycles } = dependencyOrder(dependencies);
  const byId = new Map(fields.map((one) => [one.definition.id, one]));
  for (const { members, kind } of cycles) {
    const places = members.map((id) => {
      const { pointer, value, visible } = byId.get(id)!;
      const rule = value ? '/value' : visible ? '/visible' : '';
      return pointer + rule;
    });
    const others = places.slice(1).map((pointer) => ({ source, pointer, role: 'member' }));
    report(`form.cycle.${kind}`, places[0]!, { members }, others);
  }
  return order;
}

/** True for a path that leads out of the form. */
function outsideOf(path: string, drafts: readonly Draft[]): boolean {
  const first = path.split('.')[0];
  return first !== 'answers' && !drafts.some((draft) => draft.definition.id === first);
}
