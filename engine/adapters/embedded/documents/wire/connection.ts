import type { Socket } from 'node:net';
import { headerBytes, MalformedMessage, maxMessageBytes, parseRequest, type Request } from './request.ts';

/** One client. Its requests are answered in the order in which they came. */
export interface Connection {
  id: number;
  send(message: Buffer): void;
  /** Ends it politely; when the client does not, it is cut after a while. */
  close(): void;
  isOpen(): boolean;
}

/** How long a client may take to end its side of a connection, in ms. */
const patienceMs = 1000;

/** Cuts what arrives on a socket into messages. What cannot be understood closes the connection. */
export function openConnection(
  socket: Socket,
  id: number,
  onRequest: (connection: Connection, request: Request) => void,
  onClose: (connection: Connection) => void,
): Connection {
  let waiting: Buffer[] = [];
  let length = 0;
  const connection: Connection = {
    id,
    send: (message) => {
      if (!socket.destroyed) socket.write(message);
    },
    close() {
      socket.end();
      setTimeout(() => socket.destroy(), patienceMs).unref();
    },
    isOpen: () => !socket.destroyed,
  };
  socket.on('error', () => socket.destroy());
  socket.on('close', () => onClose(connection));
  socket.on('data', (chunk: Buffer) => {
    waiting.push(chunk);
    length += chunk.length;
    try {
      takeMessages();
    } catch (error) {
      if (!(error instanceof MalformedMessage)) throw error;
      socket.destroy();
    }
  });
  return connection;

  function takeMessages(): void {
    while (length >= headerBytes) {
      if (waiting[0]!.length < headerBytes) waiting = [Buffer.concat(waiting)];
      const size = waiting[0]!.readInt32LE(0);
      if (size < headerBytes || size > maxMessageBytes)
        throw new MalformedMessage(`a message of ${size} bytes`);
      if (length < size) return;
      const whole = waiting.length === 1 ? waiting[0]! : Buffer.concat(waiting);
      const rest = whole.subarray(size);
      waiting = rest.length > 0 ? [rest] : [];
      length = rest.length;
      onRequest(connection, parseRequest(whole.subarray(0, size)));
    }
  }
}
