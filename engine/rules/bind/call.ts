import type { Call } from '../expression.ts';
import type { FunctionParameter, RuleFunction } from '../functions/function.ts';
import { functionNamed, functionsLeftOut, functionsNotBuilt, functionTable } from '../functions/index.ts';
import { anyType, typeWord } from '../type.ts';
import { type Bound, guarded, mayBe, type Site, stepsOf } from './bound.ts';
import { hints } from './name.ts';

/** A call of a function of the table, its arguments placed by name and checked. */
export function bindCall(e: Call, site: Site): Bound {
  const found = functionNamed(e.name);
  const given = e.arguments.map((one) => site.bind(one));
  const unknown: Bound = { expression: e, type: anyType, steps: stepsOf(given) + 1, run: () => null };
  if (!found) {
    reportUnknown(e, site);
    return unknown;
  }
  const placed = place(found, given, e, site);
  if (!placed) return unknown;
  const checked = placed.map((one, n) => check(found, parameterAt(found, n), one, placed.length, site));
  const { type, run } = found.bind(checked, site, e);
  return { expression: e, type, steps: stepsOf(given) + found.steps(checked), run };
}

function reportUnknown(e: Call, site: Site): void {
  const { name } = e;
  if (functionsNotBuilt.includes(name)) site.report('rules.function.not_built', e, { name });
  else if (functionsLeftOut.includes(name)) site.report('rules.function.left_out', e, { name });
  else
    site.report('rules.function.unknown', e, {
      name,
      ...hints(
        name,
        functionTable.map((one) => one.name),
      ),
    });
}

function parameterAt(found: RuleFunction, n: number): FunctionParameter {
  return found.parameters[n] ?? found.parameters.at(-1)!;
}

/** The arguments in the order of the parameters; null when there are too few, too many or unknown ones. */
function place(found: RuleFunction, given: readonly Bound[], e: Call, site: Site): readonly Bound[] | null {
  const { parameters } = found;
  const least = parameters.filter((one) => !one.optional).length;
  const most = parameters.some((one) => one.repeats) ? Number.POSITIVE_INFINITY : parameters.length;
  if (given.length < least || given.length > most) {
    site.report('rules.function.arguments', e, {
      name: e.name,
      wanted: most === least ? least : most === Number.POSITIVE_INFINITY ? `${least}+` : `${least}–${most}`,
      given: given.length,
    });
    return null;
  }
  if (!e.names) return given;
  const known = parameters.map((one) => one.name);
  const wrong = e.names.find((name, n) => !known.includes(name) || e.names?.indexOf(name) !== n);
  if (wrong !== undefined) {
    site.report('rules.function.parameter', e, { name: e.name, parameter: wrong, ...hints(wrong, known) });
    return null;
  }
  const placed = known.map((name) => given[e.names!.indexOf(name)]);
  const missing = placed.indexOf(undefined);
  const used = missing < 0 ? placed : placed.slice(0, missing);
  if (used.length === given.length) return used as Bound[];
  site.report('rules.function.arguments', e, { name: e.name, wanted: least, given: given.length });
  return null;
}

function check(
  found: RuleFunction,
  parameter: FunctionParameter,
  given: Bound,
  count: number,
  site: Site,
): Bound {
  // A list stands for its members only when it is the one argument.
  const kinds =
    parameter.repeats && count > 1 ? parameter.kinds.filter((kind) => kind !== 'list') : parameter.kinds;
  if (kinds.length === 0) return given;
  const spread = parameter.repeats && count === 1 && given.type.kind === 'list' ? given.type.of : null;
  const members = kinds.filter((kind) => kind !== 'list');
  const fits = mayBe(given.type, kinds) && (!spread || mayBe(spread, members));
  if (!fits || (parameter.repeats && isUnordered(found, spread ?? given.type)))
    site.report('rules.type.argument', given.expression, {
      name: found.name,
      parameter: parameter.name,
      wanted: spread && !mayBe(spread, members) ? members : [...kinds],
      given: typeWord(spread ?? given.type),
    });
  return { ...given, run: guarded(given, kinds) };
}

/** `min` and `max` of choices: their ids have no order. */
function isUnordered(found: RuleFunction, type: Bound['type']): boolean {
  return found.gives === 'member' && type.kind === 'choice' && !type.written;
}
