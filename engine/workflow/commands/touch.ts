import { emit } from '../turn.ts';
import { type CommandOf, commandKind } from './command-kind.ts';

/** Moves the revision and nothing else, so that a commit of somebody else which is still on its way must fail. */
export const touch = commandKind<CommandOf<'touch'>>({
  type: 'touch',
  decide(turn, { because }) {
    emit(turn, 'touched', { because });
  },
});
