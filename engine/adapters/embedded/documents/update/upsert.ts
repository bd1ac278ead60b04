import type { Doc } from '../bson/codec.ts';
import { CommandError } from '../errors/command-error.ts';
import type { Node } from '../match/node.ts';
import { copy } from '../values/fields.ts';
import { partsOf } from '../values/paths.ts';
import { slotAt } from './slot.ts';
import { applyOperators, replacementFor, type Update } from './update.ts';

/** The document an upsert makes: what the filter says by equality, changed by the update. */
export function upsertDocument(filter: Node, update: Update, newId: () => unknown): Doc {
  const said = equalities(filter);
  if (update.kind === 'replace') {
    const made = replacementFor(update.replacement, said.get('_id'));
    return made['_id'] === undefined ? { _id: newId(), ...made } : made;
  }
  const doc: Doc = {};
  for (const [path, value] of said) slotAt(doc, partsOf(path)).set(copy(value));
  applyOperators(update, doc, null, true);
  const { _id = newId(), ...rest } = doc;
  return { _id, ...rest };
}

function equalities(filter: Node): Map<string, unknown> {
  const said = new Map<string, unknown>();
  const visit = (node: Node): void => {
    if (node.kind === 'and') node.nodes.forEach(visit);
    else if (node.kind === 'or' && node.nodes.length === 1) visit(node.nodes[0]!);
    else if (node.kind === 'leaf' && node.operator === '$eq') {
      if (said.has(node.path))
        throw new CommandError(
          'BadValue',
          `cannot infer query fields to set, path '${node.path}' is matched twice`,
        );
      said.set(node.path, node.value);
    }
  };
  visit(filter);
  return said;
}
