import type { CompiledRule } from '../rules/compile.ts';
import { type CheckedRule, relinkRule } from '../rules/relink.ts';
import { assembleForm, type CheckParts, type FieldParts } from './assemble.ts';
import { browserPatterns } from './browser-patterns.ts';
import type { FieldBehaviour, PatternEngine } from './field-type.ts';
import { fieldBehaviours } from './fields/behaviours.ts';
import type { RunningForm } from './form.ts';
import type { PortableCheck, PortableField, PortableForm } from './portable.ts';

/**
 * Puts a form together again that `toPortable` took apart: the same field types, the same rule closures, the
 * same `evaluate`. Needs neither the rule parser nor the linear-time pattern engine; patterns that the
 * browser's engine could be slow on are left to the server.
 */
export function fromPortable(
  portable: PortableForm,
  types: Readonly<Record<string, FieldBehaviour>> = fieldBehaviours,
  patterns: PatternEngine = browserPatterns,
): RunningForm {
  const { id, scope } = portable;
  const link = (rule: CheckedRule): CompiledRule => relinkRule(rule, scope);
  const check = ({ rule, message, severity }: PortableCheck): CheckParts => ({
    rule: link(rule),
    message,
    severity,
  });
  const field = (one: PortableField, at: number): FieldParts => {
    const { definition, settings, section, visible, required, value, checks = [], choices, rules = {} } = one;
    return {
      definition,
      pointer: `/fields/${at}`,
      settings,
      required: typeof required === 'object' ? link(required) : required,
      checks: checks.map(check),
      rules: Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, link(rule)])),
      ...(section === undefined ? {} : { section }),
      ...(visible ? { visible: link(visible) } : {}),
      ...(value ? { value: link(value) } : {}),
      ...(choices ? { choices } : {}),
    };
  };
  const fields = portable.fields.map(field);
  return assembleForm(
    {
      id,
      source: `forms/${id}.json`,
      definition: { thidua: 1, id, title: { vi: id }, fields: fields.map((one) => one.definition) },
      fields,
      checks: portable.checks.map(check),
      order: portable.order,
      reads: [],
      scope,
    },
    types,
    patterns,
  );
}
