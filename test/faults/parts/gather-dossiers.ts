import type { GatheringAddress } from '../../../engine/app/gathering/gathering.ts';
import type { Part } from './part.ts';

/** Which dossiers a secretary makes at a place, each under a key of its own. */
export interface GatheringPlan {
  secretary: string;
  place: GatheringAddress;
  dossiers: { key: string; cases: string[] }[];
}

/** Puts cases into one dossier after the other and sends each to be signed. */
export const gatherDossiers: Part<GatheringPlan> = async (
  { app, ports, viewer },
  { secretary, place, dossiers },
) => {
  for (const { key, cases } of dossiers) {
    const gathered = await app.gathering.gather(await viewer(secretary), place, cases, key);
    if (!gathered?.ok) throw new Error(`${key} was not gathered: ${JSON.stringify(gathered?.issues)}`);
    const dossier = (await ports.cases.load(gathered.case._id))!;
    const [task] = dossier.tasks;
    // Where others took every case there is no dossier any more; and it may have been sent before a kill.
    if (dossier.state === 'ended' || dossier.submission || !task) continue;
    const sent = await app.commands.execute(
      dossier._id,
      {
        type: 'submit',
        key: `${key}:send`,
        task: { id: task.id, generation: task.generation },
        answers: { about: key },
      },
      { account: secretary, via: 'web' },
    );
    if (!sent.ok) throw new Error(`${key} was not sent: ${JSON.stringify(sent.issues)}`);
  }
};
