import type { Doc } from '../bson/codec.ts';
import { CommandError } from '../errors/command-error.ts';
import { matchedPosition } from '../match/matched-position.ts';
import { matches, type Node } from '../match/node.ts';
import { print } from '../store/duplicate-key.ts';
import { fieldOf, isPosition } from '../values/paths.ts';
import { isDocument } from '../values/types.ts';

/** What the positional parts of an update's paths mean. */
export interface Positions {
  /** The filter that found the document, for `$`; null when the document is being made. */
  filter: Node | null;
  /** Compiled array filters by identifier, for `$[identifier]`. */
  arrayFilters: ReadonlyMap<string, Node>;
}

/** The paths without `$` that a path stands for in a document. */
export function expandPath(doc: Doc, parts: readonly string[], positions: Positions): string[][] {
  if (!parts.some(isPositional)) return [[...parts]];
  let reached: { path: string[]; value: unknown }[] = [{ path: [], value: doc }];
  for (const part of parts)
    reached = reached.flatMap(({ path, value }) =>
      steps(doc, path, value, part, positions).map((step) => ({
        path: [...path, step],
        value: inside(value, step),
      })),
    );
  return reached.map(({ path }) => path);
}

/** True for `$`, `$[]` and `$[identifier]`. */
export function isPositional(part: string): boolean {
  return part === '$' || /^\$\[[^\]]*\]$/.test(part);
}

function steps(doc: Doc, path: string[], value: unknown, part: string, positions: Positions): string[] {
  if (!isPositional(part)) return [part];
  if (part === '$') {
    const position = positions.filter ? matchedPosition(positions.filter, doc, path) : -1;
    if (position < 0)
      throw new CommandError(
        'BadValue',
        'The positional operator did not find the match needed from the query.',
      );
    return [String(position)];
  }
  const name = path.join('.');
  if (value === undefined)
    throw new CommandError(
      'BadValue',
      `The path '${name}' must exist in the document in order to apply array updates.`,
    );
  if (!Array.isArray(value))
    throw new CommandError(
      'BadValue',
      `Cannot apply array updates to non-array element ${path.at(-1)}: ${print(value)}`,
    );
  const identifier = part.slice(2, -1);
  const filter = identifier === '' ? null : positions.arrayFilters.get(identifier);
  return value.flatMap((element, i) =>
    !filter || matches(filter, { [identifier]: element }) ? [String(i)] : [],
  );
}

function inside(value: unknown, step: string): unknown {
  if (Array.isArray(value)) return isPosition(step) ? value[Number(step)] : undefined;
  return isDocument(value) ? fieldOf(value, step) : undefined;
}
