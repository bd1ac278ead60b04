import { encode } from '../../bson/codec.ts';
import { sortOf } from '../../commands/arguments.ts';
import { CommandError } from '../../errors/command-error.ts';
import { sortInMemory } from '../../plan/sort-memory.ts';
import { isDocument } from '../../values/types.ts';
import type { Stage } from '../stage.ts';

/** Sorts documents. */
export const sort: Stage = {
  name: '$sort',
  compile(operand) {
    if (!isDocument(operand))
      throw new CommandError('BadValue', 'the $sort key specification must be an object');
    const fields = sortOf(operand);
    if (fields.length === 0)
      throw new CommandError('BadValue', '$sort stage must have at least one sort key');
    return (documents) =>
      sortInMemory(
        documents.map((doc) => ({ doc, raw: encode(doc) })),
        fields,
        0,
      ).map(({ doc }) => doc);
  },
};
