import { CommandError } from '../../errors/command-error.ts';
import { compileFilter } from '../../match/filter.ts';
import { matches } from '../../match/node.ts';
import { isDocument } from '../../values/types.ts';
import type { Stage } from '../stage.ts';

/** Keeps the documents that fulfil a filter. */
export const match: Stage = {
  name: '$match',
  compile(operand) {
    if (!isDocument(operand))
      throw new CommandError('BadValue', 'the match filter must be an expression in an object');
    const filter = compileFilter(operand);
    return (documents) => documents.filter((doc) => matches(filter, doc));
  },
};
