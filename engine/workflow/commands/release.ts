import { chargeOf } from '../authority.ts';
import { emit, refuse } from '../turn.ts';
import { wakesOfClaim } from '../wakes/claim.ts';
import { type CommandOf, commandKind } from './command-kind.ts';

/** Gives a claimed task back to everybody it asks. */
export const release = commandKind<CommandOf<'release'>>({
  type: 'release',
  decide(turn, { task: ref }) {
    const charge = chargeOf(turn, ref, 'release');
    if (!charge) return;
    const { task } = charge;
    if (task.claimedBy === undefined) {
      refuse(turn, 'command.task.not_claimed', {}, '/task/id');
      return;
    }
    emit(turn, 'released', {
      task: task.id,
      by: task.claimedBy,
      because: 'asked',
      wakes: wakesOfClaim(turn.state, task.id),
    });
  },
});
