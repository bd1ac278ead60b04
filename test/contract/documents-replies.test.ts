import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EJSON } from 'bson';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openRig, type Rig } from './documents-server.ts';
import { connectWire, type WireClient } from './documents-wire.ts';

interface Recorded {
  name: string;
  given?: Record<string, unknown>[];
  send: Record<string, unknown>;
  reply: Record<string, unknown>;
}

const { replies } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/documents/replies.json'), 'utf8'),
) as { replies: Recorded[] };

let rig: Rig;
let wire: WireClient;
beforeAll(async () => {
  rig = await openRig();
  wire = await connectWire(rig.socketPath);
});
beforeEach(() => wire.command({ dropDatabase: 1, $db: 'replies' }));
afterAll(async () => {
  wire.end();
  await rig.close();
});

describe("replies in MongoDB's shape", () => {
  it.each(replies.map((one): [string, Recorded] => [one.name, one]))('%s', async (_name, {
    given,
    send,
    reply,
  }) => {
    for (const command of given ?? [])
      expect(await wire.command(EJSON.deserialize({ ...command, $db: 'replies' }))).toMatchObject({ ok: 1 });
    const answered = await wire.command(EJSON.deserialize({ ...send, $db: 'replies' }));
    expect(withWildcards(answered, reply)).toEqual(reply);
  });
});

/** Puts `*` where the recorded reply has it. */
function withWildcards(answered: unknown, recorded: unknown): unknown {
  if (recorded === '*') return answered === undefined ? undefined : '*';
  if (typeof answered === 'bigint' || (answered as { _bsontype?: string } | null)?._bsontype === 'Long')
    return Number(answered);
  if (Array.isArray(answered) && Array.isArray(recorded))
    return answered.map((one, i) => withWildcards(one, recorded[i]));
  if (typeof answered !== 'object' || answered === null || Array.isArray(answered)) return answered;
  return Object.fromEntries(
    Object.entries(answered).map(([key, value]) => [
      key,
      withWildcards(value, (recorded as Record<string, unknown> | undefined)?.[key]),
    ]),
  );
}
