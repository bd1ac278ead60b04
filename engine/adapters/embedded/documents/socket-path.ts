import { chmodSync, lstatSync, mkdirSync, statSync, unlinkSync } from 'node:fs';
import { createConnection } from 'node:net';
import { dirname } from 'node:path';

/** The longest path that every system takes for a socket. */
const longestPath = 99;

/** A sentence that says what is wrong with the place of a socket; thrown before anything listens. */
export class SocketPathError extends Error {}

/**
 * Makes sure that only this account can come near the socket: its folder is ours alone (made 0700 when it is
 * missing), and no other server listens there. A socket left behind by a killed server is taken away.
 */
export async function prepareSocketPath(path: string): Promise<void> {
  if (!path.startsWith('/')) throw new SocketPathError(`${path} is not an absolute path`);
  if (!path.endsWith('.sock')) throw new SocketPathError(`${path} must end in .sock`);
  if (Buffer.byteLength(path) > longestPath)
    throw new SocketPathError(`${path} is longer than ${longestPath} bytes; choose a shorter folder`);
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { mode, uid } = statSync(folder);
  if (process.getuid && uid !== process.getuid())
    throw new SocketPathError(`${folder} belongs to another account`);
  if ((mode & 0o077) !== 0)
    throw new SocketPathError(
      `${folder} may be entered by others (mode ${(mode & 0o777).toString(8)}); it must be 700`,
    );
  await removeLeftover(path);
}

/** The socket itself, for this account only. */
export function restrictSocket(path: string): void {
  chmodSync(path, 0o600);
}

/** The address under which drivers connect to a socket. */
export function socketUrl(path: string, database = 'thidua'): string {
  return `mongodb://${encodeURIComponent(path)}/${database}?directConnection=true`;
}

async function removeLeftover(path: string): Promise<void> {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) return;
  if (!found.isSocket()) throw new SocketPathError(`${path} exists and is not a socket`);
  if (await answers(path)) throw new SocketPathError(`another server listens on ${path}`);
  unlinkSync(path);
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
