import { aggregate } from 'mingo';
import type { Doc } from '../../bson/codec.ts';
import { CommandError } from '../../errors/command-error.ts';
import type { Stage } from '../stage.ts';

/** Stages with expressions in them are mingo's. */
export const byMingo: readonly Stage[] = [
  '$addFields',
  '$bucket',
  '$facet',
  '$group',
  '$project',
  '$replaceRoot',
  '$replaceWith',
  '$set',
  '$sortByCount',
  '$unset',
  '$unwind',
].map((name) => ({
  name,
  compile: (operand) => (documents) => {
    try {
      return aggregate(documents, [{ [name]: operand }], { scriptEnabled: false }) as Doc[];
    } catch (error) {
      throw new CommandError('BadValue', `${name}: ${(error as Error).message}`);
    }
  },
}));
