import { nearest } from '../../issues/nearest.ts';
import type { FieldBehaviour, FieldOf, FieldType } from '../field-type.ts';
import { quoted } from '../problem.ts';
import { typedLine } from '../typed-text.ts';

const uidPattern = /^[a-z0-9][a-z0-9-]*$/;

/** How its answers are checked, read, shown and stored. */
export const unitBehaviour: FieldBehaviour<FieldOf<'unit'>, null> = {
  type: 'unit',
  answered: true,
  missing: 'answers.required.choice',
  malformed: 'answers.type.unit',
  bind: (field) => ({
    see: (answer) =>
      typeof answer === 'string' && answer.length <= 60 && uidPattern.test(answer) ? answer : null,
    keep: (answer) => answer,
    check(answer, _, sight) {
      if (sight.unitAllowed && !sight.unitAllowed(answer as string, field.definition))
        sight.report(field, 'answers.ref.unit_not_allowed');
    },
  }),
  read(typed, _, reader) {
    const own = typed.part('');
    const line = typedLine(typed);
    if (line === '' && (own === undefined || own === null || typeof own !== 'object' || Array.isArray(own)))
      return undefined;
    return uidPattern.test(line) && line.length <= 60
      ? line
      : reader.refuse('answers.type.unit', { typed: quoted(line || own) });
  },
  show: (answer, _, how) => how.unitName?.(answer as string) ?? (answer as string),
  store: () => undefined,
};

/**
 * A unit of the organisation, stored as its uid; rules see the uid. Which units may be chosen (`level`,
 * `within`, `line`) depends on the directory, so the context's `unitAllowed` says it.
 */
export const unit: FieldType<FieldOf<'unit'>, null> = {
  ...unitBehaviour,
  title: { vi: 'Đơn vị', en: 'Unit' },
  listable: true,
  searchable: false,
  computable: false,
  prefills: ['previous', 'unit'],
  setUp({ level, line }, setup) {
    const { organisation } = setup;
    if (!organisation) return null;
    const { id, levels, lines } = organisation;
    if (level !== undefined && !levels.includes(level))
      setup.report('reference.level.unknown', '/level', {
        name: level,
        organisation: id,
        nearest: nearest(level, levels),
      });
    if (line !== undefined && !lines.includes(line))
      setup.report('reference.line.unknown', '/line', {
        name: line,
        organisation: id,
        nearest: nearest(line, lines),
      });
    return null;
  },
  ruleType: () => ({ kind: 'text' }),
  asTyped: (answer) => ({ '': answer as string }),
  fromUnit: ({ uid }) => uid,
  widget: () => ({ widget: 'unit' }),
  problems: () => ['answers.ref.unit_not_allowed'],
};
