import { randomUUID } from 'node:crypto';
import { Binary } from 'bson';
import type { Command } from './command.ts';

/** Sessions only group commands here: there are no transactions in them, so nothing is kept. */
export const startSession: Command = {
  name: 'startSession',
  fields: [],
  run: () => ({
    id: { id: new Binary(Buffer.from(randomUUID().replaceAll('-', ''), 'hex'), Binary.SUBTYPE_UUID) },
    timeoutMinutes: 30,
    ok: 1,
  }),
};

export const endSessions: Command = { name: 'endSessions', fields: [], run: () => ({ ok: 1 }) };

export const refreshSessions: Command = { name: 'refreshSessions', fields: [], run: () => ({ ok: 1 }) };

export const killSessions: Command = { name: 'killSessions', fields: [], run: () => ({ ok: 1 }) };
