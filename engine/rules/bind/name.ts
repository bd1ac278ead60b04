import { nearest } from '../../issues/index.ts';
import { dayParts, spanParts } from '../day.ts';
import type { ExpressionOf } from '../expression.ts';
import { functionNamed } from '../functions/index.ts';
import { anyType, type RuleType, rowFields, typeWord } from '../type.ts';
import { isList, isRecord, type Read, type RecordValue, type RuleValue, readerOf } from '../value.ts';
import type { Bound, Run, Site } from './bound.ts';

/** How many known names an issue lists at most. */
const mostKnown = 30;

/** A variable, a field of the row a filter stands at, or a name of the scope: the innermost one. */
export function bindName(e: ExpressionOf<'name'>, site: Site): Bound {
  const { name } = e;
  for (const local of site.locals.toReversed()) {
    const { slot } = local;
    if (local.kind === 'variable') {
      if (local.name === name)
        return { expression: e, type: local.type, steps: 1, run: (_, locals) => locals[slot]! };
      continue;
    }
    const type = ownType(local.fields, name);
    if (!type) continue;
    const field = fieldOf(name, readerOf(type));
    return { expression: e, type, steps: 1, run: (_, locals) => field(locals[slot]!) };
  }
  const type = ownType(site.scope.names, name);
  if (type) {
    const read = readerOf(type);
    const run: Run =
      name in Object.prototype
        ? (context) => (Object.hasOwn(context.values, name) ? read(context.values[name]) : null)
        : (context) => read(context.values[name]);
    return { expression: e, type, steps: 1, run };
  }
  if (functionNamed(name)) site.report('rules.function.not_called', e, { name });
  else {
    const known = visibleNames(site);
    site.report('rules.name.unknown', e, { name, ...hints(name, known) });
  }
  return { expression: e, type: anyType, steps: 1, run: () => null };
}

function ownType(fields: Readonly<Record<string, RuleType>>, name: string): RuleType | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function visibleNames(site: Site): string[] {
  const local = site.locals.flatMap((one) =>
    one.kind === 'variable' ? [one.name] : Object.keys(one.fields),
  );
  return [...local, ...Object.keys(site.scope.names)];
}

/** What an issue about an unknown name says of the known ones. */
export function hints(name: string, known: readonly string[]): { nearest: string[]; known: string[] } {
  return { nearest: nearest(name, known), known: [...new Set(known)].sort().slice(0, mostKnown) };
}

/** Reads one field of a record; null of anything else. */
function fieldOf(name: string, read: Read): (record: RuleValue) => RuleValue {
  if (name in Object.prototype)
    return (record) => (isRecord(record) && Object.hasOwn(record, name) ? read(record[name]) : null);
  return (record) =>
    typeof record === 'object' && record !== null ? read((record as RecordValue)[name]) : null;
}

/** Parts of dates and durations by name. */
const parts: Partial<Record<RuleType['kind'], Readonly<Record<string, (value: RuleValue) => RuleValue>>>> = {
  date: dayParts,
  duration: spanParts,
};

/** A field of a record, the same field of every row of a list, or a part of a date or duration. Null of null. */
export function bindPath(e: ExpressionOf<'path'>, site: Site): Bound {
  const of = site.bind(e.of);
  const { name } = e;
  const steps = of.steps + 1;
  const { run } = of;
  const known = parts[of.type.kind];
  if (known) {
    const part = Object.hasOwn(known, name) ? known[name] : undefined;
    if (part) {
      return {
        expression: e,
        type: { kind: 'number' },
        steps,
        run: (context, locals) => {
          const value = run(context, locals);
          return value === null ? null : part(value);
        },
      };
    }
    return unknownField(e, of, Object.keys(known), site);
  }
  if (of.type.kind === 'any' || of.type.kind === 'null')
    return { expression: e, type: anyType, steps, run: anyField(name, run) };
  const fields = rowFields(of.type);
  if (!fields) {
    if (!(of.type.kind === 'list' && of.type.of.kind === 'any')) {
      site.report('rules.name.no_fields', lastName(e), { name, of: typeWord(of.type) });
      return { expression: e, type: anyType, steps, run: () => null };
    }
    return { expression: e, type: { kind: 'list', of: anyType }, steps, run: anyField(name, run) };
  }
  const type = ownType(fields, name);
  if (!type) return unknownField(e, of, Object.keys(fields), site);
  const field = fieldOf(name, readerOf(type));
  if (of.type.kind === 'record')
    return { expression: e, type, steps, run: (context, locals) => field(run(context, locals)) };
  const { maxLength } = of.type.kind === 'list' ? of.type : {};
  return {
    expression: e,
    type: { kind: 'list', of: type, ...(maxLength === undefined ? {} : { maxLength }) },
    steps: steps + (maxLength ?? 0),
    run: (context, locals) => {
      const rows = run(context, locals);
      return rows === null ? null : (rows as readonly RuleValue[]).map(field);
    },
  };
}

/** Where the name behind the last point begins. */
function lastName(e: ExpressionOf<'path'>): { from: number } {
  return { from: e.to - e.name.length };
}

function unknownField(e: ExpressionOf<'path'>, of: Bound, known: readonly string[], site: Site): Bound {
  site.report('rules.name.unknown_field', lastName(e), { name: e.name, ...hints(e.name, known) });
  return { expression: e, type: anyType, steps: of.steps + 1, run: () => null };
}

function anyField(name: string, run: Run): Run {
  const field = fieldOf(name, readerOf(anyType));
  const one = (value: RuleValue) => (isRecord(value) ? field(value) : null);
  return (context, locals) => {
    const value = run(context, locals);
    return value !== null && isList(value) ? value.map(one) : one(value);
  };
}
