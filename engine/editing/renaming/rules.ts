import { type Expression, parseRule, printRule, renameRead, type Scope } from '../../rules/index.ts';
import { renameLiteral, renameTexts } from './literals.ts';

/** What a renaming does to rules: paths that are read by another name, and texts that are compared with. */
export interface RuleChange {
  /** Dotted paths before and after, as `renameRead` takes them. */
  reads: readonly (readonly [from: string, to: string])[];
  /** Paths that are compared with the id. */
  compared: readonly string[];
  /** True for a rule whose value is the id. */
  gives?: boolean;
  from: string;
  to: string;
}

/**
 * A rule after a renaming. A rule that does not read what is renamed, and one that cannot be parsed, stay as
 * they are written.
 */
export function ruleAfter(
  text: string,
  { reads, compared, gives, from, to }: RuleChange,
  scope: Scope | undefined,
): string {
  const parsed = parseRule(text, { source: '', pointer: '' });
  if (!parsed.ok) return text;
  const before = printRule(parsed.value);
  let expression: Expression = parsed.value;
  for (const [before, after] of reads) expression = renameRead(expression, before, after, scope);
  for (const path of compared) expression = renameLiteral(expression, path, from, to);
  if (gives) expression = renameTexts(expression, from, to);
  const after = printRule(expression);
  return after === before ? text : after;
}
