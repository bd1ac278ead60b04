import { chargeOf, shownTime } from '../authority.ts';
import { claimWake } from '../tasks.ts';
import { emit, refuse } from '../turn.ts';
import { type CommandOf, commandKind } from './command-kind.ts';

/** Takes a task for oneself, until it is done, given back or left idle too long. */
export const claim = commandKind<CommandOf<'claim'>>({
  type: 'claim',
  decide(turn, { task: ref }) {
    const charge = chargeOf(turn, ref, 'claim');
    if (!charge) return;
    const { task } = charge;
    const { actor, now } = turn.context;
    if (task.claimedBy !== undefined) {
      const params = {
        name: turn.directory.nameOf(task.claimedBy),
        at: shownTime(turn, task.claimedAt ?? now),
      };
      refuse(turn, 'command.task.claimed', params, '/task/id');
      return;
    }
    const wake = claimWake(turn, task.id, actor);
    emit(turn, 'claimed', wake ? { task: task.id, by: actor, wake } : { task: task.id, by: actor });
  },
});
