import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { socketUrl } from '../../engine/adapters/embedded/documents/index.ts';
import type { SignerSettings } from './signer.ts';
import type { WorkerSettings } from './worker.ts';

/** A process that a test may kill, stop and start again. */
export interface Killable {
  /** Starts it, again too; resolves when it is ready. */
  start(): Promise<void>;
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>;
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

/** A process of workers. */
export function workerProcess(settings: WorkerSettings): Killable {
  return killable(() => [join(import.meta.dirname, 'worker.ts'), JSON.stringify(settings)]);
}

/** A process that signs reports; it ends by itself once nothing is left to sign. */
export function signerProcess(settings: SignerSettings): Killable {
  return killable(() => [join(import.meta.dirname, 'signer.ts'), JSON.stringify(settings)]);
}

/** A process is ready with its first line or message. */
function killable(args: () => string[]): Killable {
  let child: ChildProcess | undefined;
  return {
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
      if (!running || running.exitCode !== null || running.signalCode !== null) return;
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
