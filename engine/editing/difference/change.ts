import type { FileKind, Shape } from '../../compile/index.ts';
import type { Text } from '../../model/generated/definitions.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import type { Words } from '../generated/words.js';

/** A thing on the way to a change: the file itself, then members of lists, outermost first. */
export interface Crumb {
  /** The name of its shape, `workflow#reviewStep`; the kind of file for the file itself. */
  name: string;
  value: JsonObject;
  /** What the schemas call such a thing. */
  words: Words | undefined;
}

/** One part of a thing on the way from it to what changed. */
export interface Part {
  key: string;
  /** What the schemas call it. */
  title: Text | undefined;
}

/**
 * One change between two sets of files: a value, a member of a list that is new, gone, at another place, known by
 * another id, or carried to another list.
 */
export interface Change {
  kind: 'added' | 'removed' | 'changed' | 'moved' | 'renamed' | 'carried';
  file: string;
  fileKind: FileKind;
  /** In the file as it is after, or before when it is gone. */
  pointer: string;
  trail: readonly Crumb[];
  /** From the last thing of the trail to what changed; empty for a member of a list that is told by its list. */
  path: readonly Part[];
  /** The name of the value's shape, and the shape. */
  name: string | undefined;
  shape: Shape;
  /** What the schemas call the value's choices. */
  words: Words | undefined;
  before?: JsonValue;
  after?: JsonValue;
  /** For `moved`, the member it now stands behind, null at the beginning. For `carried`, where it was. */
  behind?: JsonValue | null;
  from?: readonly Crumb[];
  fromFile?: string;
  /** For `renamed`, the pointer before. */
  origin?: string;
}
