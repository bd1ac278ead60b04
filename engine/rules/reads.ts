import {
  childrenOf,
  type Expression,
  everyExpression,
  mapChildren,
  type Name,
  type Path,
} from './expression.ts';
import { rowFields, type Scope, typeAt } from './type.ts';

/**
 * The dotted paths a rule reads, sorted, each once: `score`, `unit.level`, `rows` and `rows.amount` for a
 * field of a table's rows, whichever way it is reached (path, filter, `some`, `every`). A list that is counted
 * or gone through is read itself. With the scope a bare name in a filter is known to be the row's field or
 * not; without it both are listed.
 */
export function readsOf(expression: Expression, scope?: Scope): string[] {
  const found = new Set<string>();
  follow(expression, outermost, {
    scope,
    read: (_, paths) => {
      for (const path of paths) found.add(path);
    },
    pass: () => {},
  });
  return [...found].sort();
}

/**
 * The rule with every reading of the path `from` changed to `to`, which differs in its last name only:
 * `score` to `points`, `rows.amount` to `rows.total`. Where `to` would be caught by the variable of a `some`
 * or `every`, that variable gets another name. Without the scope, bare names in filters are taken for both
 * the row's fields and outer names.
 */
export function renameRead(expression: Expression, from: string, to: string, scope?: Scope): Expression {
  const name = to.slice(to.lastIndexOf('.') + 1);
  const renamed = new Set<Expression>();
  const note = (node: Name | Path, paths: readonly string[]) => {
    if (paths.includes(from)) renamed.add(node);
  };
  const free = to.includes('.') ? expression : freeVariable(expression, name);
  follow(free, outermost, { scope, read: note, pass: note });
  return rewrite(free, (node) =>
    renamed.has(node) ? Object.freeze({ ...(node as Name | Path), name }) : node,
  );
}

/** What a bare name may mean: a variable bound to the members of a path, or a field of the rows of a path. */
interface Local {
  readonly outer: Local | null;
  readonly variable?: string;
  readonly row: boolean;
  readonly paths: readonly string[];
}

const outermost: Local | null = null;

interface Visitor {
  readonly scope: Scope | undefined;
  /** A name or path that is read as a whole; no paths for one that is computed. */
  read(node: Name | Path, paths: readonly string[]): void;
  /** A name or path on the way to a deeper one. */
  pass(node: Name | Path, paths: readonly string[]): void;
}

/** Goes through an expression and gives the paths its value comes from, as far as it comes from names. */
function follow(expression: Expression, local: Local | null, visitor: Visitor): readonly string[] {
  if (expression.kind === 'name') {
    const found = pathsOfName(expression.name, local, visitor.scope);
    visitor.read(expression, found);
    return found;
  }
  if (expression.kind === 'path') return followPath(expression, local, visitor, visitor.read);
  if (expression.kind === 'filter') {
    const paths = follow(expression.of, local, visitor);
    follow(expression.where, { outer: local, row: true, paths, variable: 'item' }, visitor);
    return paths;
  }
  if (expression.kind === 'quantifier') {
    let inner = local;
    for (const binding of expression.bindings) {
      const paths = follow(binding.list, inner, visitor);
      inner = { outer: inner, variable: binding.name, row: false, paths };
    }
    follow(expression.satisfies, inner, visitor);
    return [];
  }
  for (const child of childrenOf(expression)) follow(child, local, visitor);
  return [];
}

function followPath(
  node: Path,
  local: Local | null,
  visitor: Visitor,
  visit: Visitor['read'],
): readonly string[] {
  const base = node.of;
  let paths: readonly string[];
  if (base.kind === 'name') {
    paths = pathsOfName(base.name, local, visitor.scope);
    visitor.pass(base, paths);
  } else if (base.kind === 'path') paths = followPath(base, local, visitor, visitor.pass);
  else paths = follow(base, local, visitor);
  const own = paths.map((path) => `${path}.${node.name}`);
  visit(node, own);
  return own;
}

function pathsOfName(name: string, local: Local | null, scope: Scope | undefined): readonly string[] {
  const found: string[] = [];
  for (let at = local; at; at = at.outer) {
    if (at.variable === name) return [...found, ...at.paths];
    if (!at.row) continue;
    if (!scope) found.push(...at.paths.map((path) => `${path}.${name}`));
    else {
      const rows = at.paths.filter((path) => {
        const type = typeAt(scope, path);
        const fields = type && rowFields(type);
        return fields !== undefined && Object.hasOwn(fields, name);
      });
      if (rows.length > 0) return rows.map((path) => `${path}.${name}`);
    }
  }
  return [...found, name];
}

/** The expression with the variables of that name in its `some` and `every` renamed to a free one. */
function freeVariable(expression: Expression, name: string): Expression {
  const nodes = everyExpression(expression);
  const bound = nodes.flatMap((node) =>
    node.kind === 'quantifier' ? node.bindings.map((binding) => binding.name) : [],
  );
  if (!bound.includes(name)) return expression;
  const taken = new Set([...bound, ...nodes.map((node) => (node.kind === 'name' ? node.name : ''))]);
  let other = `${name}_`;
  while (taken.has(other)) other += '_';
  return rewrite(expression, (node) => {
    if (node.kind === 'name' && node.name === name) return Object.freeze({ ...node, name: other });
    if (node.kind !== 'quantifier') return node;
    const bindings = node.bindings.map((one) =>
      one.name === name ? Object.freeze({ ...one, name: other }) : one,
    );
    return Object.freeze({ ...node, bindings: Object.freeze(bindings) });
  });
}

/** The tree with every node changed, the outermost first. */
function rewrite(expression: Expression, change: (node: Expression) => Expression): Expression {
  return mapChildren(change(expression), (child) => rewrite(child, change));
}
