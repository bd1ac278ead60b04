import type { Doc } from '../bson/codec.ts';
import { CommandError } from '../errors/command-error.ts';
import { compileFilter } from '../match/filter.ts';
import type { Node } from '../match/node.ts';
import { print } from '../store/duplicate-key.ts';
import { equal } from '../values/compare.ts';
import { copy } from '../values/fields.ts';
import { partsOf } from '../values/paths.ts';
import { isDocument } from '../values/types.ts';
import { expandPath, isPositional } from './expand.ts';
import type { Change } from './operator.ts';
import { updateOperators } from './operators/index.ts';
import { slotAt } from './slot.ts';

/** A compiled update: operators at paths, or a whole new document. */
export type Update =
  | { kind: 'replace'; replacement: Doc }
  | {
      kind: 'operators';
      steps: { parts: string[]; change: Change }[];
      arrayFilters: ReadonlyMap<string, Node>;
      /** The top-level fields that may change. */
      touched: Set<string>;
    };

/** Compiles an update, or refuses it with MongoDB's error. */
export function compileUpdate(update: unknown, arrayFilters: unknown): Update {
  if (Array.isArray(update))
    throw new CommandError(
      'NotImplemented',
      'updates by an aggregation pipeline are not supported by this server',
    );
  if (!isDocument(update))
    throw new CommandError('FailedToParse', 'Update argument must be either an object or an array');
  const names = Object.keys(update);
  if (!names.some((name) => name.startsWith('$'))) {
    if (Array.isArray(arrayFilters) && arrayFilters.length > 0)
      throw new CommandError('FailedToParse', 'Cannot specify arrayFilters and a non-operator update');
    return { kind: 'replace', replacement: update };
  }
  const filters = compileArrayFilters(arrayFilters);
  const steps: { parts: string[]; change: Change }[] = [];
  const paths: string[] = [];
  for (const name of names) {
    const operator = updateOperators.get(name);
    if (!operator)
      throw new CommandError(
        'FailedToParse',
        `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    const fields = update[name];
    if (!isDocument(fields))
      throw new CommandError(
        'FailedToParse',
        `Modifiers operate on fields but we found another type instead. For example: {$mod: {<field>: ...}}` +
          ` not {${name}: ${print(fields)}}`,
      );
    for (const [path, operand] of Object.entries(fields)) {
      const parts = checkedParts(path, filters);
      const change = operator.compile(path, operand);
      steps.push({ parts, change });
      paths.push(path);
      if (change.alsoTouches !== undefined) {
        checkedParts(change.alsoTouches, filters);
        paths.push(change.alsoTouches);
      }
    }
  }
  refuseConflicts(paths);
  refuseUnusedFilters(filters, paths, update);
  return {
    kind: 'operators',
    steps,
    arrayFilters: filters,
    touched: new Set(paths.map((path) => partsOf(path)[0]!)),
  };
}

/** Applies operators to a document in place; tells whether it is different now. */
export function applyOperators(
  update: Extract<Update, { kind: 'operators' }>,
  doc: Doc,
  filter: Node | null,
  inserting: boolean,
): boolean {
  let changed = false;
  const id = doc['_id'];
  for (const { parts, change } of update.steps) {
    if (change.onlyOnInsert && !inserting) continue;
    for (const path of expandPath(doc, parts, { filter, arrayFilters: update.arrayFilters }))
      if (change.apply(slotAt(doc, path), doc)) changed = true;
  }
  if (!inserting && changed && (doc['_id'] === undefined || !equal(doc['_id'], id)))
    throw new CommandError(
      'ImmutableField',
      `Performing an update on the path '_id' would modify the immutable field '_id'`,
    );
  return changed;
}

/** The document that takes another's place, under the same `_id`. */
export function replacementFor(replacement: Doc, id: unknown): Doc {
  const own = replacement['_id'];
  if (own !== undefined && id !== undefined && !equal(own, id))
    throw new CommandError(
      'ImmutableField',
      `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${print(own)}`,
    );
  const { _id, ...rest } = replacement;
  const kept = id ?? _id;
  return copy(kept === undefined ? rest : { _id: kept, ...rest });
}

function checkedParts(path: string, filters: ReadonlyMap<string, Node>): string[] {
  const parts = partsOf(path);
  if (parts.includes(''))
    throw new CommandError(
      'EmptyFieldName',
      `The update path '${path}' contains an empty field name, which is not allowed.`,
    );
  parts.forEach((part, i) => {
    if (!part.startsWith('$')) return;
    if (!isPositional(part) || i === 0)
      throw new CommandError(
        'DollarPrefixedFieldName',
        `The dollar ($) prefixed field '${part}' in '${path}' is not allowed in the context of an update's` +
          ' replacement document. Consider using an aggregation pipeline with $replaceWith.',
      );
    const identifier = part === '$' || part === '$[]' ? null : part.slice(2, -1);
    if (identifier !== null && !filters.has(identifier))
      throw new CommandError(
        'BadValue',
        `No array filter found for identifier '${identifier}' in path '${path}'`,
      );
  });
  return parts;
}

function compileArrayFilters(arrayFilters: unknown): Map<string, Node> {
  const compiled = new Map<string, Node>();
  if (arrayFilters === undefined) return compiled;
  if (!Array.isArray(arrayFilters)) throw new CommandError('TypeMismatch', 'arrayFilters must be an array');
  for (const filter of arrayFilters) {
    if (!isDocument(filter)) throw new CommandError('TypeMismatch', 'each array filter must be an object');
    const identifiers = new Set(identifiersOf(filter));
    if (identifiers.size !== 1)
      throw new CommandError(
        'FailedToParse',
        `Error parsing array filter :: caused by :: Expected a single top-level field name, found` +
          ` ${[...identifiers].map((one) => `'${one}'`).join(' and ') || 'none'}`,
      );
    const [identifier] = identifiers as Set<string> & Iterable<string>;
    if (compiled.has(identifier!))
      throw new CommandError(
        'FailedToParse',
        `Found multiple array filters with the same top-level field name ${identifier}`,
      );
    compiled.set(identifier!, compileFilter(filter));
  }
  return compiled;
}

function identifiersOf(filter: Doc): string[] {
  return Object.entries(filter).flatMap(([key, value]) =>
    key.startsWith('$') && Array.isArray(value)
      ? value.flatMap((one) => (isDocument(one) ? identifiersOf(one) : []))
      : [partsOf(key)[0]!],
  );
}

function refuseConflicts(paths: readonly string[]): void {
  const sorted = [...paths].sort();
  for (let i = 1; i < sorted.length; i += 1) {
    const path = sorted[i]!;
    const other = sorted.slice(0, i).find((one) => path === one || path.startsWith(`${one}.`));
    if (other !== undefined)
      throw new CommandError(
        'ConflictingUpdateOperators',
        `Updating the path '${path}' would create a conflict at '${other}'`,
      );
  }
}

function refuseUnusedFilters(
  filters: ReadonlyMap<string, Node>,
  paths: readonly string[],
  update: Doc,
): void {
  for (const identifier of filters.keys())
    if (!paths.some((path) => partsOf(path).includes(`$[${identifier}]`)))
      throw new CommandError(
        'FailedToParse',
        `The array filter for identifier '${identifier}' was not used in the update ${print(update)}`,
      );
}
