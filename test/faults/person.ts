/**
 * A process in which people act, until nothing is left to do or it is killed. Its settings come as JSON in the first
 * argument; it says `ready` before it begins and ends with 0 once it is finished.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { openStores } from '../../engine/adapters/mongo/index.ts';
import { cutHistory, foldText } from '../../engine/workflow/index.ts';
import { composeOver } from '../compose-memory.ts';
import { type Death, dying, slow } from './between.ts';
import { type PartName, type PlanOf, parts } from './parts/index.ts';
import type { Acting, Part } from './parts/part.ts';

/** What somebody does. */
export type Acts = { [Name in PartName]: { part: Name; plan: PlanOf<Name> } }[PartName];

/** Who acts at the same time in a process. */
export interface PersonSettings {
  documents: string;
  acts: Acts[];
  /** Business time, which stands still. */
  now: string;
  /** Longest pause before and after each write, so that a kill finds it half done. */
  slownessMs: number;
  /** Where it kills itself, when it is to. */
  death?: Death;
}

const settings = JSON.parse(process.argv[2]!) as PersonSettings;
const stores = await openStores(settings.documents, { cutHistory, foldText });
const plain = await composeOver(stores, null, settings.now);
const mortal = dying(plain.ports, settings.death);
const acting: Acting = plain.again(() => slow(mortal.ports, settings.slownessMs));
// Whoever started it is gone.
process.on('disconnect', () => process.exit());
mortal.ready();
process.send!('ready');
await Promise.all(settings.acts.map(act));
process.exit(0);

/** The document server may be away for a moment: the person presses again. */
async function act({ part, plan }: Acts): Promise<void> {
  for (;;)
    try {
      await (parts[part] as Part<unknown>)(acting, plan);
      return;
    } catch (error) {
      const { name, code } = error as NodeJS.ErrnoException;
      const isAway = code === 'EPIPE' || (name.startsWith('Mongo') && name !== 'MongoServerError');
      if (!isAway) throw error;
      await sleep(100);
    }
}
