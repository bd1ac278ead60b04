import { reroute } from '../reroute.ts';
import { emit } from '../turn.ts';
import { type CommandOf, commandKind } from './command-kind.ts';

/**
 * Brings a case to the units of today. Where its own unit has ended, it goes on at the successor: the single one,
 * or of several the one that is named; the name of the time stays. Each open task asks those who answer for it
 * today. A case that has ended stays as it is, and a case nothing changes for has no event.
 */
export const reorganise = commandKind<CommandOf<'reorganise'>>({
  type: 'reorganise',
  decide(turn, { successors = {} }) {
    const { state, directory, day } = turn;
    if (state.state === 'ended') return;
    const unitBefore = state.unit.routedTo ?? state.unit.uid;
    const located = directory.currentUnit(unitBefore, day);
    if (located.kind === 'unit') {
      if (located.unit.uid !== unitBefore)
        emit(turn, 'reorganised', { unitBefore, unitAfter: located.unit.uid, successorRule: 'only' });
    } else if (located.kind === 'undecided') {
      const named = successors[located.unit.uid];
      const after =
        named !== undefined && located.successors.includes(named) ? directory.currentUnit(named, day) : null;
      if (after?.kind === 'unit')
        emit(turn, 'reorganised', { unitBefore, unitAfter: after.unit.uid, successorRule: 'named' });
    }
    for (const task of turn.state.tasks) reroute(turn, task);
  },
});
