import type { Clock, ClockStore } from '../../ports/index.ts';

/** The clock of a process. In demo mode the offset is read from the store, once a second and after each move. */
export interface ProcessClock extends Clock {
  /** Reads the recorded offset now. */
  refresh(): Promise<void>;
  stop(): void;
}

const refreshMs = 1000;

/** Business time for production: real time. */
export function realClock(): ProcessClock {
  return { ...clockAt(() => ({ offsetMs: 0, epoch: 0 })), refresh: async () => {}, stop() {} };
}

/**
 * Business time for the demo: real time plus the recorded offset, never decreasing. `moved` is called when
 * another process moved it.
 */
export async function demoClock(store: ClockStore, moved: () => void): Promise<ProcessClock> {
  let standing = await store.read();
  const timer = setInterval(() => void refresh().catch(() => undefined), refreshMs);
  timer.unref();

  async function refresh(): Promise<void> {
    const read = await store.read();
    if (read.epoch === standing.epoch) return;
    standing = read;
    moved();
  }

  return { ...clockAt(() => standing), refresh, stop: () => clearInterval(timer) };
}

function clockAt(standing: () => { offsetMs: number; epoch: number }): Clock {
  const now = () => Date.now() + standing().offsetMs;
  return {
    now: () => new Date(now()).toISOString(),
    delayUntil: (at) => Math.max(0, Date.parse(at) - now()),
    epoch: () => standing().epoch,
  };
}
