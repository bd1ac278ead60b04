import { chargeOf } from '../authority.ts';
import { checkedLines, emitLines } from '../dossier.ts';
import { checkKeptApart } from '../line-separation.ts';
import { refuse } from '../turn.ts';
import { type CommandOf, commandKind } from './command-kind.ts';

/** Decides some lines of a dossier; the rest, and the dossier itself, are decided later. */
export const decideLines = commandKind<CommandOf<'decideLines'>>({
  type: 'decideLines',
  decide(turn, { task: ref, lines }) {
    const charge = chargeOf(turn, ref, 'act');
    if (!charge) return;
    if (lines.length === 0) refuse(turn, 'dossier.lines.none', {}, '/lines');
    const checked = checkedLines(turn, charge, lines, '/lines');
    checkKeptApart(turn, charge, checked);
    if (turn.issues.length === 0 && turn.requests.length === 0) emitLines(turn, charge, checked);
  },
});
