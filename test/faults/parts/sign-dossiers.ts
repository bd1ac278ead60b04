import { setTimeout as sleep } from 'node:timers/promises';
import type { Case, DossierLine } from '../../../engine/model/case.ts';
import type { LineDecision } from '../../../engine/model/command.ts';
import type { Part } from './part.ts';

/** Which dossiers a director decides, and how this one differs from another. */
export interface SigningPlan {
  director: string;
  /** Every dossier there will be. */
  dossiers: { id: string; undoes: boolean }[];
  /** Another number decides other lines otherwise. */
  differs: number;
}

const verdicts = ['approved', 'refused', 'returned'] as const;

/**
 * Decides a line, then signs the dossier with the others decided differently; takes some signatures back and signs
 * anew with other decisions. Whoever else signs the same dossiers may be first.
 */
export const signDossiers: Part<SigningPlan> = async ({ app, ports }, { director, dossiers, differs }) => {
  const actor = { account: director, via: 'web' } as const;
  for (;;) {
    let left = 0;
    for (const { id, undoes } of dossiers) {
      const dossier = await ports.cases.load(id);
      if (dossier && isOver(dossier, undoes)) continue;
      left += 1;
      if (!dossier?.submission) continue;
      const taken = undoings(dossier);
      const key = `${director}:${taken}`;
      const [task] = dossier.tasks;
      if (dossier.state === 'ended') {
        const last = dossier.history.findLast(({ type }) => type === 'ended')!;
        if (last.actor === director)
          await app.commands.execute(id, { type: 'undo', key: `undo:${key}`, cmd: last.cmd }, actor);
      } else if (task) {
        const ref = { id: task.id, generation: task.generation };
        const held = dossier.lines!.filter(({ state }) => state === 'waiting');
        const decided = held.map((line) => decisionOn(line, taken + differs));
        const one = decided.find(({ verdict }) => verdict === 'refused');
        if (one)
          await app.commands.execute(
            id,
            { type: 'decideLines', key: `line:${key}`, task: ref, lines: [one] },
            actor,
          );
        const lines = decided.filter((decision) => decision !== one);
        await app.commands.execute(
          id,
          { type: 'act', key: `sign:${key}`, task: ref, action: 'sign', lines },
          actor,
        );
      }
    }
    if (left === 0) return;
    await sleep(100);
  }
};

function decisionOn({ n }: DossierLine, differs: number): LineDecision {
  const verdict = verdicts[(n + differs) % verdicts.length]!;
  return verdict === 'approved' ? { n, verdict } : { n, verdict, reason: `Lý do của dòng ${n}.` };
}

const undoings = ({ history }: Case): number => history.filter(({ type }) => type === 'undone').length;

/** A dossier that was cancelled, or signed for good. */
function isOver(dossier: Case, undoes: boolean): boolean {
  if (dossier.state !== 'ended') return false;
  return dossier.outcome === 'cancelled' || !undoes || undoings(dossier) > 0;
}
