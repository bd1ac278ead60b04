import { chargeOf } from '../authority.ts';
import { addLines, newLines } from '../dossier.ts';
import { stepKinds } from '../steps/index.ts';
import { refuse } from '../turn.ts';
import { type CommandOf, commandKind } from './command-kind.ts';

/** Puts more cases into a dossier while it is being filled. */
export const gather = commandKind<CommandOf<'gather'>>({
  type: 'gather',
  decide(turn, { task: ref, cases }) {
    const charge = chargeOf(turn, ref, 'fill');
    if (!charge) return;
    if (!turn.state.lines || !stepKinds.of(charge.step.kind).fills) {
      refuse(turn, 'dossier.lines.sent', {}, '/task/id');
      return;
    }
    const lines = newLines(turn, cases, '/cases');
    if (turn.issues.length === 0) addLines(turn, charge.step.id, charge.visit, lines);
  },
});
