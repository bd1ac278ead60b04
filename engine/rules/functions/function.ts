import type { Bound, Kind, Run, Site } from '../bind/bound.ts';
import type { Call } from '../expression.ts';
import type { RuleType } from '../type.ts';
import type { RuleValue } from '../value.ts';

/** What a function takes at one place. */
export interface FunctionParameter {
  /** The name it may be given by, as FEEL and this language call it. */
  readonly name: string;
  /** The kinds of values it takes; empty for any. */
  readonly kinds: readonly Kind[];
  /** May be left out. */
  readonly optional?: true;
  /** The last parameter may be given again and again. */
  readonly repeats?: true;
}

/**
 * A function rules may call. One entry says everything about it: the checker, the compiler and the table of
 * the docs read the same.
 */
export interface RuleFunction {
  readonly name: string;
  /** Ours; absent in standard FEEL, or with another meaning there. */
  readonly extension: boolean;
  readonly parameters: readonly FunctionParameter[];
  /** What it gives, in a word. */
  readonly gives: 'number' | 'text' | 'boolean' | 'date' | 'duration' | 'member' | 'same';
  /**
   * `never`: always a value. `passes`: null when an argument is null. `own`: null for reasons of its own, which
   * the description names.
   */
  readonly nulls: 'never' | 'passes' | 'own';
  readonly vi: string;
  readonly en: string;
  /** A call and what it gives. */
  readonly example: readonly [call: string, gives: string];
  /** Steps it takes beyond those of its arguments. */
  steps(given: readonly Bound[]): number;
  /** Type and run of a call whose arguments were checked against the parameters. */
  bind(given: readonly Bound[], site: Site, call: Call): { readonly type: RuleType; readonly run: Run };
}

/** A function that is null when an argument is, and else computes from the arguments' values. */
export function strict(
  type: RuleType,
  of: (...values: never[]) => RuleValue,
): (given: readonly Bound[]) => { type: RuleType; run: Run } {
  const apply = of as (...values: RuleValue[]) => RuleValue;
  return (given) => {
    const runs = given.map((one) => one.run);
    const present = given.every((one) => one.type.present) ? { present: true } : {};
    return {
      type: { ...type, ...present },
      run: (context, locals) => {
        const values: RuleValue[] = [];
        for (const run of runs) {
          const value = run(context, locals);
          if (value === null) return null;
          values.push(value);
        }
        return apply(...values);
      },
    };
  };
}

/** One step, for functions that do not go through a list. */
export function oneStep(): number {
  return 1;
}
