/**
 * How a result came about: one node for each part of the rule that was evaluated. What a part gave is written
 * as an answer is stored. A part that was not needed, such as the branch of `if` not taken, is absent.
 */
export interface Trace {
  /** The part as `printRule` prints it. */
  readonly text: string;
  /** Where the part stands in the rule's text. */
  readonly from: number;
  readonly to: number;
  readonly value: unknown;
  /** The dotted path when the part reads a name. */
  readonly reads?: string;
  readonly parts: readonly Trace[];
}
