import type { Doc } from '../bson/codec.ts';
import type { Bounds } from '../keys/intervals.ts';
import { someValue } from '../values/paths.ts';

/** All, one or none of several conditions. */
export interface Group {
  kind: 'and' | 'or' | 'nor';
  nodes: Node[];
}

/** A condition on the values of one path. */
export interface Leaf {
  kind: 'leaf';
  path: string;
  parts: string[];
  operator: string;
  /** The operand of `$eq`. */
  value?: unknown;
  /** Whether the elements of an array at the end of the path are tried too, before the array itself. */
  elements: boolean;
  test(value: unknown): boolean;
  /** What an index on the path may be asked; null when it does not help. */
  bounds: Bounds | null;
  /** In `$elemMatch`: the condition on one element, and whether it is on the element's fields. */
  element?: { node: Node; onFields: boolean };
}

/** A condition on the whole document. */
export interface WholeDocument {
  kind: 'whole';
  operator: string;
  test(doc: Doc): boolean;
}

/** A compiled filter. */
export type Node = Group | Leaf | WholeDocument;

/** Whether a document fulfils a filter. */
export function matches(node: Node, doc: Doc): boolean {
  switch (node.kind) {
    case 'and':
      return node.nodes.every((one) => matches(one, doc));
    case 'or':
      return node.nodes.some((one) => matches(one, doc));
    case 'nor':
      return !node.nodes.some((one) => matches(one, doc));
    case 'leaf':
      return someValue(doc, node.parts, (value) => matchesEnd(node, value));
    case 'whole':
      return node.test(doc);
  }
}

function matchesEnd(leaf: Leaf, value: unknown): boolean {
  if (leaf.elements && Array.isArray(value) && value.some((element) => leaf.test(element))) return true;
  return leaf.test(value);
}

/** Whether one value fulfils conditions that name no path, as inside `$elemMatch` and `$pull`. */
export function matchesValue(node: Node, value: unknown): boolean {
  switch (node.kind) {
    case 'and':
      return node.nodes.every((one) => matchesValue(one, value));
    case 'or':
      return node.nodes.some((one) => matchesValue(one, value));
    case 'nor':
      return !node.nodes.some((one) => matchesValue(one, value));
    case 'leaf':
      return node.test(value);
    case 'whole':
      return false;
  }
}
