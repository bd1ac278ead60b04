import type { Doc } from '../bson/codec.ts';
import { CommandError } from '../errors/command-error.ts';
import { fieldOf, isPosition } from '../values/paths.ts';
import { isDocument } from '../values/types.ts';
import { type Direction, emptyArray, encodeKey } from './encode.ts';

/** One component of an index. */
export interface IndexComponent {
  path: string;
  parts: string[];
  direction: Direction;
}

/** The keys of a document in an index, without repetition, and which components passed through an array. */
export interface IndexKeys {
  keys: Buffer[];
  /** The values of each key, for messages. */
  rows: unknown[][];
  multikey: boolean[];
}

/** A component on its way into the document: the value reached and how many parts are used up. */
interface Walk {
  value: unknown;
  used: number;
  done: boolean;
}

/**
 * The keys of a document: one for each element where a path meets an array, as MongoDB has it. Components
 * that pass through the same array are taken from the same element; two different arrays are refused.
 */
export function indexKeys(doc: Doc, components: readonly IndexComponent[]): IndexKeys {
  const multikey = components.map(() => false);
  const rows: unknown[][] = [];
  expand(
    components.map(() => ({ value: doc, used: 0, done: false })),
    components,
    multikey,
    rows,
  );
  const directions = components.map((one) => one.direction);
  if (rows.length === 1) return { keys: [encodeKey(rows[0]!, directions)], rows, multikey };
  const distinct = new Map<string, { key: Buffer; row: unknown[] }>();
  for (const row of rows) {
    const key = encodeKey(row, directions);
    distinct.set(key.toString('latin1'), { key, row });
  }
  const kept = [...distinct.values()];
  return { keys: kept.map(({ key }) => key), rows: kept.map(({ row }) => row), multikey };
}

function expand(
  walks: Walk[],
  components: readonly IndexComponent[],
  multikey: boolean[],
  rows: unknown[][],
): void {
  const reached = walks.map((walk, i) => descend(walk, components[i]!.parts));
  let array: unknown[] | null = null;
  let first = -1;
  for (let i = 0; i < reached.length; i += 1) {
    const { value, done } = reached[i]!;
    if (done || !Array.isArray(value)) continue;
    multikey[i] = true;
    if (array === null) {
      array = value;
      first = i;
    } else if (array !== value) {
      throw new CommandError(
        'CannotIndexParallelArrays',
        `cannot index parallel arrays [${lastPart(components[i]!)}] [${lastPart(components[first]!)}]`,
      );
    }
  }
  if (array === null) {
    rows.push(reached.map((walk) => walk.value));
    return;
  }
  const elements = array.length === 0 ? [emptyArray] : array;
  for (const element of elements)
    expand(
      reached.map((walk, i) =>
        walk.done || walk.value !== array ? walk : enter(element, walk, components[i]!.parts),
      ),
      components,
      multikey,
      rows,
    );
}

function lastPart(component: IndexComponent): string {
  return component.parts.at(-1)!;
}

/** Follows documents, and positions in arrays, as far as they lead. */
function descend(walk: Walk, parts: readonly string[]): Walk {
  let { value, used } = walk;
  if (walk.done) return walk;
  while (used < parts.length) {
    const part = parts[used]!;
    if (Array.isArray(value)) {
      if (!isPosition(part) || Number(part) >= value.length) return { value, used, done: false };
      value = value[Number(part)];
    } else if (isDocument(value)) value = fieldOf(value, part);
    else return { value: undefined, used: parts.length, done: true };
    used += 1;
  }
  return { value, used, done: !Array.isArray(value) };
}

/** Steps into one element of an array. An array directly inside an array is a value, not entered again. */
function enter(element: unknown, walk: Walk, parts: readonly string[]): Walk {
  if (walk.used === parts.length) return { value: element, used: walk.used, done: true };
  if (!isDocument(element)) return { value: undefined, used: parts.length, done: true };
  return { value: element, used: walk.used, done: false };
}
