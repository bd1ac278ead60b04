import { maxDocumentBytes } from '../bson/codec.ts';
import { maxMessageBytes } from '../wire/request.ts';
import type { Command } from './command.ts';

/** The newest version of the protocol this server speaks; MongoDB 7.0 has it. */
export const maxWireVersion = 21;

/** Says what the server is. It is no replica set, so drivers send neither transactions nor retries. */
export const hello: Command = {
  name: 'hello',
  aliases: ['isMaster', 'ismaster'],
  fields: [
    'helloOk',
    'client',
    'compression',
    'backpressure',
    'topologyVersion',
    'maxAwaitTimeMS',
    'loadBalanced',
    'saslSupportedMechs',
    'speculativeAuthenticate',
    'hostInfo',
    'internalClient',
  ],
  run: ({ connectionId }, body) => ({
    helloOk: true,
    ...('hello' in body ? { isWritablePrimary: true } : { ismaster: true }),
    maxBsonObjectSize: maxDocumentBytes,
    maxMessageSizeBytes: maxMessageBytes,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId,
    minWireVersion: 0,
    maxWireVersion,
    readOnly: false,
    ok: 1,
  }),
};
