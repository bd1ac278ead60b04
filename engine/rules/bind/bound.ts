import type { IssueCode, Param } from '../../issues/index.ts';
import { parseDay, Span } from '../day.ts';
import { Exact } from '../decimal.ts';
import type { Expression } from '../expression.ts';
import { family, type RuleType, type Scope, typeWord } from '../type.ts';
import { isList, isRecord, type RuleContext, type RuleValue } from '../value.ts';

/** One part of a rule, ready to run. `locals` are the slots of variables and rows, written while running. */
export type Run = (context: RuleContext, locals: RuleValue[]) => RuleValue;

/** An expression that was checked: its type, its worst-case step count with all its parts, and how it runs. */
export interface Bound {
  readonly expression: Expression;
  readonly type: RuleType;
  readonly steps: number;
  readonly run: Run;
}

/** A variable of `some`, `every` or a filter's `item`; or the row whose fields a filter sees by bare name. */
export type Local =
  | { readonly kind: 'variable'; readonly name: string; readonly type: RuleType; readonly slot: number }
  | { readonly kind: 'row'; readonly fields: Readonly<Record<string, RuleType>>; readonly slot: number };

/** Where an expression stands while it is checked. */
export interface Site {
  readonly scope: Scope;
  /** Innermost last. */
  readonly locals: readonly Local[];
  /** Checks an expression; what is wrong is reported, and a type that fits everything stands for it. */
  bind(expression: Expression): Bound;
  /** The same place with more names. */
  within(locals: readonly Local[]): Site;
  /** A slot for a local value that no other one uses. */
  slot(): number;
  /** Reports an issue at an offset in the text, with its line and column. */
  report(code: IssueCode, at: { readonly from: number }, params?: Record<string, Param>): void;
}

/** A kind of value an operator or parameter takes. Choices count as texts. */
export type Kind = 'number' | 'text' | 'boolean' | 'date' | 'duration' | 'list' | 'record';

const guards: { readonly [K in Kind]: (value: RuleValue) => boolean } = {
  number: (value) => value instanceof Exact,
  text: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  date: (value) => typeof value === 'string' && parseDay(value) === value,
  duration: (value) => value instanceof Span,
  list: isList,
  record: isRecord,
};

/** True when a value that is not known by type is of the kind. */
export function isOfKind(value: RuleValue, kind: Kind): boolean {
  return guards[kind](value);
}

/** True when values of the type may be of one of the kinds. */
export function mayBe(type: RuleType, kinds: readonly Kind[]): boolean {
  const own = family(type);
  return own === 'any' || own === 'null' || kinds.includes(own as Kind);
}

/** A run that gives null where a value of unknown type turns out to be of none of the kinds. */
export function guarded(bound: Bound, kinds: readonly Kind[]): Run {
  const { run } = bound;
  if (bound.type.kind !== 'any') return run;
  return (context, locals) => {
    const value = run(context, locals);
    return kinds.some((kind) => guards[kind](value)) ? value : null;
  };
}

/**
 * The run of an operand that must be of one of the kinds. Reports one that is not, and a literal null, with
 * which every operator but `=` and `!=` gives null.
 */
export function operand(site: Site, bound: Bound, kinds: readonly Kind[], operator: string): Run {
  if (bound.expression.kind === 'null') site.report('rules.null.operand', bound.expression, { operator });
  else if (!mayBe(bound.type, kinds))
    site.report('rules.type.operand', bound.expression, {
      operator,
      wanted: [...kinds],
      given: typeWord(bound.type),
    });
  return guarded(bound, kinds);
}

/** Steps of parts together. */
export function stepsOf(parts: readonly Bound[]): number {
  return parts.reduce((sum, part) => sum + part.steps, 0);
}
