import { type Expression, everyExpression, mapChildren } from '../../rules/index.ts';

/** A rule in which every comparison of a path with one text compares it with another: `step.id = "a"`. */
export function renameLiteral(expression: Expression, path: string, from: string, to: string): Expression {
  const renamed = new Set<Expression>();
  const note = (one: Expression): void => {
    if (one.kind === 'text' && one.value === from) renamed.add(one);
    if (one.kind === 'list') one.items.forEach(note);
  };
  for (const one of everyExpression(expression)) {
    if (one.kind === 'comparison') {
      if (dotted(one.left) === path) note(one.right);
      if (dotted(one.right) === path) note(one.left);
    }
    if (one.kind === 'in' && dotted(one.value) === path)
      for (const test of one.tests) if (test.kind !== 'range') note(test.value);
  }
  return renamed.size === 0 ? expression : rewritten(expression, renamed, to);
}

/** A rule in which every text that is one id is another: the computed value of a choice. */
export function renameTexts(expression: Expression, from: string, to: string): Expression {
  const renamed = everyExpression(expression).filter((one) => one.kind === 'text' && one.value === from);
  return renamed.length === 0 ? expression : rewritten(expression, new Set(renamed), to);
}

/** `step.id` for the path of that name; undefined for what is no plain path. */
function dotted(expression: Expression): string | undefined {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind !== 'path') return undefined;
  const of = dotted(expression.of);
  return of === undefined ? undefined : `${of}.${expression.name}`;
}

function rewritten(expression: Expression, renamed: ReadonlySet<Expression>, to: string): Expression {
  if (renamed.has(expression)) return Object.freeze({ ...expression, value: to } as Expression);
  return mapChildren(expression, (child) => rewritten(child, renamed, to));
}
