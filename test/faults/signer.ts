/**
 * A process that signs reports of some wards until it is killed: with a number each, and every third signature taken
 * back and made again. Pressed again after a kill, the keys are the same. Its settings come as JSON in the first
 * argument; it says `ready` before it begins and exits once nothing is left to sign.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { openStores } from '../../engine/adapters/mongo/index.ts';
import { cutHistory, foldText } from '../../engine/workflow/index.ts';
import { composeOver } from '../compose-memory.ts';

/** Which cases a process signs, and as whom. */
export interface SignerSettings {
  documents: string;
  cases: { id: string; clerk: string; undoes: boolean }[];
  /** Business time, which stands still. */
  now: string;
  /** Longest pause before and after each write, so that a kill finds it half done. */
  slownessMs: number;
}

const { documents, cases, now, slownessMs } = JSON.parse(process.argv[2]!) as SignerSettings;

async function slowly<T>(write: () => Promise<T>): Promise<T> {
  const pause = () => sleep(Math.random() * slownessMs);
  await pause();
  const done = await write();
  await pause();
  return done;
}

const stores = await openStores(documents, { cutHistory, foldText });
const { reservations } = stores;
const slow = {
  ...stores,
  cases: { ...stores.cases, commit: (change: never) => slowly(() => stores.cases.commit(change)) },
  reservations: {
    ...reservations,
    holdFirst: (...held: Parameters<typeof reservations.holdFirst>) =>
      slowly(() => reservations.holdFirst(...held)),
    settle: (...settled: Parameters<typeof reservations.settle>) =>
      slowly(() => reservations.settle(...settled)),
    reopen: (...opened: Parameters<typeof reservations.reopen>) =>
      slowly(() => reservations.reopen(...opened)),
  },
};
const { app } = await composeOver(slow as never, null, now);
process.send!('ready');

for (const { id, clerk, undoes } of cases)
  for (;;) {
    const current = (await stores.cases.load(id))!;
    const taken = current.history.filter(({ type }) => type === 'undone').length;
    const actor = { account: clerk, via: 'web' } as const;
    if (current.state !== 'ended') {
      const { id: task, generation } = current.tasks[0]!;
      await app.commands.execute(
        id,
        { type: 'act', key: `sign-${taken}`, task: { id: task, generation }, action: 'confirm' },
        actor,
      );
    } else if (undoes && taken === 0) {
      const { cmd } = current.history.at(-1)!;
      await app.commands.execute(id, { type: 'undo', key: 'undo', cmd }, actor);
    } else break;
  }
process.exit(0);
