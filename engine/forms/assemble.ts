import type { Issue } from '../issues/issue.ts';
import type { Choice, Field, FormFile, Text } from '../model/generated/definitions.ts';
import type { CompiledRule, Scope } from '../rules/index.ts';
import type { FieldBehaviour, PatternEngine } from './field-type.ts';
import type {
  CompiledCheck,
  CompiledField,
  CompiledForm,
  FormPlan,
  PlannedField,
  RunningField,
} from './form.ts';
import { checkProblem, problem } from './problem.ts';

/** A field's parts, checked and compiled, before they are bound together. */
export interface FieldParts {
  definition: Field;
  pointer: string;
  section?: string;
  visible?: CompiledRule;
  required: boolean | CompiledRule;
  value?: CompiledRule;
  checks: readonly CheckParts[];
  choices?: readonly Choice[];
  rules: Readonly<Record<string, CompiledRule>>;
  settings: unknown;
}

/** A check's parts. */
export interface CheckParts {
  rule: CompiledRule;
  message: Text;
  severity: 'error' | 'warning';
  id?: string;
}

/** A form's parts. */
export interface FormParts {
  id: string;
  source: string;
  definition: FormFile;
  fields: readonly FieldParts[];
  checks: readonly CheckParts[];
  order: readonly string[];
  reads: readonly string[];
  scope: Scope;
}

/** Puts a form together from its parts. The same on the server, where they were compiled, and in the browser. */
export function assembleForm<Kind extends FieldBehaviour>(
  parts: FormParts,
  types: Readonly<Record<string, Kind>>,
  patterns: PatternEngine,
): CompiledForm<Kind> {
  const fields = parts.fields.map((one) => assembleField(one, types[one.definition.type]!, patterns));
  const byId: Record<string, CompiledField<Kind>> = Object.create(null);
  for (const field of fields) byId[field.id] = field;
  const { id, source, definition, order, reads, scope } = parts;
  const checks = parts.checks.map((one) => assembleCheck('', one));
  const rules = [...fields.flatMap(rulesOf), ...checks.map((one) => one.rule)];
  return {
    id,
    source,
    definition,
    fields,
    byId,
    checks,
    order,
    reads,
    scope,
    plan: planOf(fields, byId, order, rules),
  };
}

function assembleField<Kind extends FieldBehaviour>(
  parts: FieldParts,
  kind: Kind,
  patterns: PatternEngine,
): CompiledField<Kind> {
  const { definition, pointer, section, visible, required, value, choices, rules, settings } = parts;
  const { id, type } = definition;
  const more = definition as { sensitivity?: RunningField['sensitivity']; listed?: boolean };
  const field: CompiledField<Kind> = {
    definition,
    id,
    type,
    pointer,
    sensitivity: more.sensitivity ?? 'internal',
    listed: more.listed ?? false,
    required,
    checks: parts.checks.map((one) => assembleCheck(id, one)),
    rules,
    settings,
    kind,
    ...(section === undefined ? {} : { section }),
    ...(visible ? { visible } : {}),
    ...(value ? { value } : {}),
    ...(choices ? { choices } : {}),
  };
  if (kind.answered) {
    field.bound = kind.bind(field, patterns);
    field.missing = Object.freeze(problem(field, value ? 'answers.required.computed' : kind.missing));
  }
  return field;
}

function assembleCheck(field: string, parts: CheckParts): CompiledCheck {
  const issue: Issue = Object.freeze(checkProblem(field, parts.message, parts.severity));
  return { ...parts, issue };
}

/** Every rule of a field. */
export function rulesOf(field: RunningField): CompiledRule[] {
  const found = [...Object.values(field.rules), ...field.checks.map((one) => one.rule)];
  if (field.visible) found.push(field.visible);
  if (typeof field.required === 'object') found.push(field.required);
  if (field.value) found.push(field.value);
  return found;
}

/** The form's own fields that a rule reads, by bare id or as `answers.<id>`; all when it reads `answers` whole. */
export function fieldsRead(rule: Pick<CompiledRule, 'reads'>, ids: readonly string[]): string[] {
  const found = new Set<string>();
  for (const path of rule.reads) {
    const [first, second] = path.split('.');
    if (first === 'answers' && second === undefined) for (const id of ids) found.add(id);
    else found.add(first === 'answers' ? second! : first!);
  }
  return ids.filter((id) => found.has(id));
}

function planOf(
  fields: readonly RunningField[],
  byId: Readonly<Record<string, RunningField>>,
  order: readonly string[],
  rules: readonly CompiledRule[],
): FormPlan {
  const ids = fields.map((field) => field.id);
  const place = new Map(ids.map((id, at) => [id, at]));
  const read = new Set(rules.flatMap((rule) => fieldsRead(rule, ids)));
  const firsts = rules.flatMap((rule) => rule.reads.map((path) => path.split('.')[0]!));
  const planned: PlannedField[] = fields.map((field, at) => ({
    field,
    id: field.id,
    visible: field.visible ?? null,
    required: field.required,
    value: field.value ?? null,
    checks: field.checks,
    bound: field.bound ?? null,
    at,
    section: field.section === undefined ? -1 : place.get(field.section)!,
    read: read.has(field.id),
  }));
  return {
    fields: planned,
    ordered: order.map((id) => planned[place.get(id)!]!),
    ids: new Set(ids),
    required: new Set(
      fields.filter((field) => field.bound && field.required === true).map((field) => field.id),
    ),
    outside: [...new Set(firsts)].filter((name) => name !== 'answers' && byId[name] === undefined),
    readsAnswers: firsts.includes('answers'),
  };
}
