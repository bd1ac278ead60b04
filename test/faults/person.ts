/**
 * A process in which somebody acts, until nothing is left to do or it is killed. Its settings come as JSON in the first
 * argument; it says `ready` before it begins and ends with 0 once it is finished.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { openStores } from '../../engine/adapters/mongo/index.ts';
import { cutHistory, foldText } from '../../engine/workflow/index.ts';
import { composeOver } from '../compose-memory.ts';
import { type Death, dying, slow } from './between.ts';
import { type PartName, type PlanOf, parts } from './parts/index.ts';
import type { Acting, Part } from './parts/part.ts';

/** Who does what in a process. */
export interface PersonSettings<Name extends PartName = PartName> {
  documents: string;
  part: Name;
  plan: PlanOf<Name>;
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
const part = parts[settings.part] as Part<unknown>;
// Whoever started it is gone.
process.on('disconnect', () => process.exit());
mortal.ready();
process.send!('ready');
for (;;)
  try {
    await part(acting, settings.plan);
    break;
  } catch (error) {
    // The document server is away for a moment: the person presses again.
    if (!/^Mongo(ose)?.*(Network|ServerSelection|Pool)/.test((error as Error).name)) throw error;
    await sleep(100);
  }
process.exit(0);
