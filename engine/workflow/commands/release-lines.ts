import { chargeOf } from '../authority.ts';
import { isHeld, letGo } from '../dossier.ts';
import { stepKinds } from '../steps/index.ts';
import { emit, refuse, stepOf, type Turn } from '../turn.ts';
import { type CommandOf, commandKind } from './command-kind.ts';

/**
 * Takes lines out of a dossier while it is being filled; the cases wait where they waited before. A dossier with
 * nothing left on its list is cancelled. Without a task it is the system that lets lines go whose cases could not
 * come: somebody else was first.
 */
export const releaseLines = commandKind<CommandOf<'releaseLines'>>({
  type: 'releaseLines',
  decide(turn, { task: ref, lines }) {
    const standing = turn.state.steps.at(-1);
    // The system lets a line go at any time; a person only while the list can change.
    if (!turn.state.lines || !standing || (ref && turn.state.state === 'ended')) {
      refuse(turn, 'dossier.lines.sent', {}, '/lines');
      return;
    }
    const filling = stepKinds.of(stepOf(turn, standing.step).kind).fills === true;
    if (ref ? !chargeOf(turn, ref, 'fill') : turn.context.actor !== 'system') {
      if (!ref) refuse(turn, 'dossier.lines.sent', {}, '/task');
      return;
    }
    if (ref && !filling) {
      refuse(turn, 'dossier.lines.sent', {}, '/task/id');
      return;
    }
    const going = goingOf(turn, lines);
    if (turn.issues.length > 0) return;
    letGo(turn, standing.step, standing.visit, going);
    if (filling && turn.state.state !== 'ended' && !turn.state.lines.some(isHeld))
      emit(turn, 'ended', { step: standing.step, outcome: 'cancelled' });
  },
});

function goingOf(turn: Turn, lines: readonly number[]): number[] {
  if (lines.length === 0) refuse(turn, 'dossier.lines.none', {}, '/lines');
  lines.forEach((n, index) => {
    const line = turn.state.lines?.find((one) => one.n === n);
    if (!line) refuse(turn, 'dossier.line.unknown', { line: n }, `/lines/${index}`);
    else if (!isHeld(line)) refuse(turn, 'dossier.line.left', { line: n }, `/lines/${index}`);
  });
  return [...new Set(lines)];
}
