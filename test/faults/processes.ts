import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { socketUrl } from '../../engine/adapters/embedded/documents/index.ts';
import type { Death } from './between.ts';
import type { PersonSettings } from './person.ts';
import type { WorkerSettings } from './worker.ts';

/** A process that a test may kill, stop and start again. */
export interface Killable {
  /** Starts it, again too; resolves when it is ready. */
  start(): Promise<void>;
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>;
  /** Is it over, by itself or killed? */
  isGone(): boolean;
  /** Has it come to its own good end? */
  isFinished(): boolean;
  /** SIGSTOP or SIGCONT. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
  /** Tells it that the clock was moved. */
  nudge(): void;
}

/** The document server as a process of its own. */
export function documentServer(folder: string): Killable & { url: string } {
  const socket = join(folder, 'd.sock');
  const server = killable(() => [
    resolve(import.meta.dirname, '../../bin/thidua.js'),
    'documents',
    '--listen',
    socket,
    '--data',
    join(folder, 'data'),
  ]);
  return { ...server, url: socketUrl(socket) };
}

/** A process that may be told to kill itself at one of its writes. */
export interface Mortal extends Killable {
  /** Where it dies when it is started next; null for never. */
  dieAt(death: Death | null): void;
}

/** A process of workers. */
export function workerProcess(settings: WorkerSettings): Mortal {
  return mortal('worker.ts', settings);
}

/** A process in which people act; it ends by itself once nothing is left to do. */
export function personProcess(settings: PersonSettings): Mortal {
  return mortal('person.ts', settings);
}

function mortal(file: string, settings: object): Mortal {
  let death: Death | null = null;
  const started = killable(() => [
    join(import.meta.dirname, file),
    JSON.stringify(death ? { ...settings, death } : settings),
  ]);
  return {
    ...started,
    dieAt(at) {
      death = at;
    },
  };
}

/** A process is ready with its first line or message. */
function killable(args: () => string[]): Killable {
  let child: ChildProcess | undefined;
  const isGone = () => child === undefined || child.exitCode !== null || child.signalCode !== null;
  return {
    isGone,
    isFinished: () => child?.exitCode === 0,
    async start() {
      const started = spawn(process.execPath, args(), { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
      child = started;
      await new Promise<void>((ready, failed) => {
        started.once('message', () => ready());
        started.stdout!.once('data', () => ready());
        started.once('exit', (code) =>
          failed(new Error(`${args()[0]} ended with ${code} before it was ready.`)),
        );
      });
    },
    async kill() {
      const running = child;
      if (!running || isGone()) return;
      const gone = once(running, 'exit');
      running.kill('SIGKILL');
      await gone;
    },
    signal(signal) {
      child!.kill(signal);
    },
    nudge() {
      if (child?.connected) child.send('moved', () => {});
    },
  };
}
