/**
 * What a fault test puts between the use cases of a process and its stores: pauses, so that a kill from outside finds
 * writes half done, and an end at a write that was chosen. Nothing else of a process differs from the product's.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ports } from '../../engine/app/index.ts';
import { aroundPorts, type PortCall } from '../writes.ts';

/** At which of its writes a process kills itself, counted from 1 once it is ready, and on which side of it. */
export interface Death {
  write: number;
  /** Only these are counted, such as `deliveries.add`. */
  of?: string;
  when: 'before' | 'during' | 'after';
}

/** Ports that are no store: what passes them is no write of the record. */
const beside = ['queue', 'mailer'] as const;

function aroundStores(ports: Ports, around: (call: PortCall) => Promise<unknown>): Ports {
  const kept = Object.fromEntries(beside.map((port) => [port, ports[port]]));
  return { ...aroundPorts(ports, around), ...kept };
}

/** Puts a random pause, at most so long, before and after each write. */
export function slow(ports: Ports, slownessMs: number): Ports {
  const pause = () => sleep(Math.random() * slownessMs);
  return aroundStores(ports, async ({ writes, run }) => {
    if (!writes) return run();
    await pause();
    const done = await run();
    await pause();
    return done;
  });
}

/** Lets the process kill itself at a write. It is counted from the moment `ready` is called. */
export function dying(ports: Ports, death: Death | undefined): { ports: Ports; ready(): void } {
  if (!death) return { ports, ready() {} };
  let isReady = false;
  let made = 0;
  const die = async (): Promise<never> => {
    process.kill(process.pid, 'SIGKILL');
    return new Promise<never>(() => {});
  };
  const guarded = aroundStores(ports, async ({ name, writes, run }) => {
    if (!writes || !isReady || (death.of !== undefined && death.of !== name)) return run();
    made += 1;
    if (made < death.write) return run();
    if (death.when === 'before') return die();
    const running = run();
    // On its way to the store, which may carry it out or not.
    if (death.when === 'during') await Promise.race([running, sleep(Math.random() * 10)]);
    else await running;
    return die();
  });
  return {
    ports: guarded,
    ready() {
      isReady = true;
    },
  };
}
