/**
 * The rule language: FEEL texts in a stated subset, parsed, type-checked, compiled to closures, printed and
 * searched for what they read. Pure. May import `engine/model`, `engine/issues` and `lezer-feel`.
 * Start reading at `compile.ts`; the tree is in `expression.ts`, the meaning of each kind of node in `bind/`,
 * the functions in `functions/`, the names in `names.ts`, exact numbers in `decimal.ts`.
 */
export { type CompiledRule, type CompileOptions, compileRule, type Wanted } from './compile.ts';
export { daysBetween, moveDay, parseDay, parseSpan, printSpan, Span } from './day.ts';
export * from './decimal.ts';
export * from './expression.ts';
export type { FunctionParameter, RuleFunction } from './functions/function.ts';
export { functionsLeftOut, functionsNotBuilt, functionTable } from './functions/index.ts';
export * from './limits.ts';
export * from './names.ts';
export { parseRule } from './parse.ts';
export {
  normalPicked,
  type PickedOperator,
  type PickedRow,
  type PickedRule,
  pickedOf,
  pickedOperators,
  printPicked,
  today,
} from './picked.ts';
export { printRule } from './print.ts';
export { readsOf, renameRead } from './reads.ts';
export type { Trace } from './trace.ts';
export { assumedLength, type RuleType, type Scope, typeAt } from './type.ts';
export {
  holds,
  type RecordValue,
  type RuleContext,
  type RuleValue,
  toAnswer,
} from './value.ts';
