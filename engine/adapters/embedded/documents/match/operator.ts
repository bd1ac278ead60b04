import type { Doc } from '../bson/codec.ts';
import type { Node } from './node.ts';

/** Where a condition stands. */
export interface Place {
  path: string;
  parts: string[];
}

/** What operators with conditions inside need of the compiler. */
export interface Compiler {
  /** A filter on a document's fields. */
  filter(filter: Doc): Node;
  /** Operators on the value at a place. */
  operators(place: Place, operators: Doc): Node;
}

/** A query operator on the values of a path: one file each in `operators/`. */
export interface Operator {
  name: string;
  /** Compiles, or refuses the operand with MongoDB's error. `siblings` are the operators beside it. */
  compile(place: Place, operand: unknown, siblings: Doc, compiler: Compiler): Node;
}
