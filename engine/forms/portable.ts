import type { Choice, Field, Text } from '../model/generated/definitions.ts';
import type { CompiledRule, Expression, RuleType, Scope } from '../rules/index.ts';
import type { CheckedRule } from '../rules/relink.ts';
import { rulesOf } from './assemble.ts';
import type { CompiledCheck, CompiledField, CompiledForm } from './form.ts';

/** A compiled form as plain JSON, with what a page needs to run it and nothing else. */
export interface PortableForm {
  v: 1;
  id: string;
  fields: PortableField[];
  checks: PortableCheck[];
  order: readonly string[];
  scope: Scope;
}

/** A field of it. */
export interface PortableField {
  definition: Field;
  settings: unknown;
  section?: string;
  visible?: CheckedRule;
  required: boolean | CheckedRule;
  value?: CheckedRule;
  checks?: PortableCheck[];
  choices?: readonly Choice[];
  rules?: Record<string, CheckedRule>;
}

/** A check of it. */
export interface PortableCheck {
  rule: CheckedRule;
  message: Text;
  severity: 'error' | 'warning';
}

/**
 * A compiled form made ready to travel: its rules as checked trees, its types' settings, the names its rules
 * read. `fromPortable` makes a form of it that evaluates to the same, with neither parser nor pattern engine.
 * Left out is what only the server or the page itself needs: help, provenance, prefill, labels of choices.
 */
export function toPortable(form: CompiledForm): PortableForm {
  const rules = [...form.fields.flatMap(rulesOf), ...form.checks.map((check) => check.rule)];
  return {
    v: 1,
    id: form.id,
    fields: form.fields.map(portableField),
    checks: form.checks.map(portableCheck),
    order: form.order,
    scope: scopeRead(
      form.scope,
      rules.flatMap((rule) => rule.reads),
    ),
  };
}

function portableField(field: CompiledField): PortableField {
  const { settings, section, visible, required, value, checks, choices } = field;
  const rules = Object.entries(field.rules).map(([name, rule]) => [name, portableRule(rule)]);
  return {
    definition: withoutServerParts(field.definition),
    settings,
    required: typeof required === 'object' ? portableRule(required) : required,
    ...(section === undefined ? {} : { section }),
    ...(visible ? { visible: portableRule(visible) } : {}),
    ...(value ? { value: portableRule(value) } : {}),
    ...(checks.length > 0 ? { checks: checks.map(portableCheck) } : {}),
    // The page has the labels; only a computed choice must be shown in words.
    ...(choices ? { choices: value ? choices : choices.map(({ id }) => ({ id, label: { vi: id } })) } : {}),
    ...(rules.length > 0 ? { rules: Object.fromEntries(rules) } : {}),
  };
}

const serverParts: ReadonlySet<string> = new Set([
  'help',
  'required',
  'visible',
  'value',
  'checks',
  'choices',
  'list',
  'listed',
  'searchable',
  'sensitivity',
  'prefill',
  'prefillFrom',
  'source',
  'assumption',
  'reason',
]);

function withoutServerParts(definition: Field): Field {
  const kept = Object.entries(definition).filter(([key]) => !serverParts.has(key));
  return Object.fromEntries(kept) as unknown as Field;
}

function portableCheck({ rule, message, severity }: CompiledCheck): PortableCheck {
  return { rule: portableRule(rule), message, severity };
}

function portableRule({ expression, reads }: CompiledRule): CheckedRule {
  return { expression: withoutPlaces(expression) as Expression, reads };
}

/** Places in the rule's text are for messages about the rule, which are made where it is written. */
function withoutPlaces(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutPlaces);
  if (typeof node !== 'object' || node === null) return node;
  const parts = Object.entries(node).filter(([key]) => key !== 'from' && key !== 'to');
  return Object.fromEntries(parts.map(([key, value]) => [key, withoutPlaces(value)]));
}

/** The part of a scope that some paths lead through. */
function scopeRead(scope: Scope, paths: readonly string[]): Scope {
  return { names: fieldsRead(scope.names, paths) };
}

function fieldsRead(
  fields: Readonly<Record<string, RuleType>>,
  paths: readonly string[],
): Record<string, RuleType> {
  const below = new Map<string, string[]>();
  for (const path of paths) {
    const [first = '', ...rest] = path.split('.');
    const found = below.get(first) ?? [];
    below.set(first, found);
    found.push(rest.join('.'));
  }
  const read: Record<string, RuleType> = {};
  for (const [name, deeper] of below) {
    const type = fields[name];
    if (!type) continue;
    // A name read as a whole keeps everything.
    const parts = type.kind === 'record' && !deeper.includes('');
    read[name] = parts ? { ...type, fields: fieldsRead(type.fields, deeper) } : type;
  }
  return read;
}
