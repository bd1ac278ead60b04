import type { Doc } from '../bson/codec.ts';
import { CommandError } from '../errors/command-error.ts';
import { print } from '../store/duplicate-key.ts';
import { putField } from '../values/fields.ts';
import { fieldOf, isPosition } from '../values/paths.ts';
import { isDocument } from '../values/types.ts';

/** The place a path names in one document: it may not be there yet. */
export interface Slot {
  path: string;
  get(): unknown;
  /** Puts a value there, making the documents on the way. */
  set(value: unknown): void;
  /** Takes the field away; an element of an array becomes null. */
  unset(): void;
}

/** Arrays are not lengthened by more than this at once, as in MongoDB. */
const mostPadding = 1_500_000;

/** The place of a path without `$` in a document. */
export function slotAt(doc: Doc, parts: readonly string[]): Slot {
  let container: unknown = doc;
  let used = 0;
  while (used < parts.length - 1) {
    const next = valueIn(container, parts[used]!);
    if (next === undefined) break;
    container = next;
    used += 1;
  }
  const rest = parts.slice(used);
  const path = parts.join('.');
  return {
    path,
    get: () => (rest.length === 1 ? valueIn(container, rest[0]!) : undefined),
    set(value) {
      refuseDeadEnd(container, parts, used);
      const made = rest.slice(1).reduceRight((inner: unknown, part) => {
        const outer: Doc = {};
        putField(outer, part, inner);
        return outer;
      }, value);
      put(container as Doc | unknown[], rest[0]!, made);
    },
    unset() {
      if (rest.length > 1) return;
      if (Array.isArray(container)) {
        if (valueIn(container, rest[0]!) !== undefined) container[Number(rest[0])] = null;
      } else if (isDocument(container)) delete container[rest[0]!];
    },
  };
}

function valueIn(container: unknown, part: string): unknown {
  if (Array.isArray(container)) return isPosition(part) ? container[Number(part)] : undefined;
  return isDocument(container) ? fieldOf(container, part) : undefined;
}

function refuseDeadEnd(container: unknown, parts: readonly string[], used: number): void {
  const part = parts[used]!;
  if (isDocument(container) || (Array.isArray(container) && isPosition(part))) return;
  const holder = parts[used - 1] ?? '';
  throw new CommandError(
    'PathNotViable',
    `Cannot create field '${part}' in element {${holder}: ${print(container)}}`,
  );
}

function put(container: Doc | unknown[], part: string, value: unknown): void {
  if (!Array.isArray(container)) {
    putField(container, part, value);
    return;
  }
  const position = Number(part);
  if (position - container.length > mostPadding)
    throw new CommandError('BadValue', `can't backfill more than ${mostPadding} elements of an array`);
  while (container.length < position) container.push(null);
  container[position] = value;
}
