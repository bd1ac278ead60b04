import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';

/** Any document as the driver reads it. */
export type Stored = Record<string, unknown> & { _id: string };

interface Collection {
  /** Name of the collection. */
  name: string;
  /** Its plain indexes; no sparse, partial, TTL or text index, so that every server answers alike. */
  indexes: { keys: Record<string, 1 | -1>; unique?: true }[];
}

/**
 * The collections and the index behind every query the stores make. Ids are ours (`String`), shapes are those
 * of `engine/model`: the pure rooms and the app check them, so the schemas take any field.
 */
export const collections = {
  cases: {
    name: 'cases',
    indexes: [
      { keys: { queueKeys: 1, dueAt: 1, _id: 1 } },
      { keys: { queueKeys: 1, group: 1, dueAt: 1, _id: 1 } },
      { keys: { nextWakeAt: 1, _id: 1 } },
      { keys: { hasOutbox: 1, _id: 1 } },
      { keys: { searchWords: 1, _id: 1 } },
      { keys: { 'unit.uid': 1, _id: 1 } },
      { keys: { campaign: 1, entry: 1, period: 1, _id: 1 } },
      { keys: { campaign: 1, entry: 1, period: 1, 'unit.uid': 1, _id: 1 } },
      { keys: { campaign: 1, version: 1, _id: 1 } },
      { keys: { campaign: 1, version: 1, state: 1 } },
      { keys: { state: 1, _id: 1 } },
      { keys: { campaign: 1, entry: 1, outcome: 1, _id: 1, period: 1 } },
      { keys: { subject: 1, _id: 1 } },
    ],
  },
  caseEvents: {
    name: 'caseEvents',
    indexes: [{ keys: { case: 1, seq: 1 }, unique: true }, { keys: { case: 1, key: 1 } }],
  },
  contents: { name: 'contents', indexes: [{ keys: { case: 1 } }, { keys: { createdAt: 1, _id: 1 } }] },
  versions: {
    name: 'versions',
    // The second index lets one publisher at a time have a number.
    indexes: [{ keys: { campaign: 1, number: -1 } }, { keys: { number: 1, campaign: 1 }, unique: true }],
  },
  calendars: { name: 'calendars', indexes: [{ keys: { id: 1, revision: -1 } }] },
  organisations: { name: 'organisations', indexes: [{ keys: { id: 1, revision: -1 } }] },
  memberships: { name: 'memberships', indexes: [{ keys: { account: 1 } }] },
  substitutes: { name: 'substitutes', indexes: [] },
  directoryChanges: {
    name: 'directoryChanges',
    indexes: [
      { keys: { state: 1, _id: -1 } },
      { keys: { shown: 1, _id: -1 } },
      { keys: { touches: 1, shown: 1, _id: -1 } },
    ],
  },
  subjects: {
    name: 'subjects',
    indexes: [
      { keys: { unit: 1, presentTo: 1, _id: 1 } },
      { keys: { searchWords: 1, _id: 1 } },
      { keys: { mergedInto: 1 } },
      { keys: { 'unconfirmed.at': 1, _id: 1 } },
    ],
  },
  accounts: {
    name: 'accounts',
    indexes: [
      { keys: { login: 1 }, unique: true },
      { keys: { searchWords: 1, login: 1 } },
      { keys: { administrator: 1 } },
    ],
  },
  links: { name: 'links', indexes: [] },
  audit: { name: 'audit', indexes: [] },
  records: { name: 'records', indexes: [{ keys: { nextWakeAt: 1 } }] },
  definitionDrafts: { name: 'definitionDrafts', indexes: [] },
  drafts: { name: 'drafts', indexes: [{ keys: { savedBy: 1 } }, { keys: { case: 1 } }] },
  deliveries: {
    name: 'deliveries',
    indexes: [
      { keys: { effectKey: 1, recipient: 1, channel: 1 }, unique: true },
      { keys: { state: 1, createdAt: 1, _id: 1 } },
      { keys: { recipient: 1, channel: 1, createdAt: -1, _id: -1 } },
      { keys: { unreadBy: 1 } },
      { keys: { channel: 1, createdAt: -1, _id: -1 } },
    ],
  },
  batches: { name: 'batches', indexes: [{ keys: { kind: 1, _id: -1 } }, { keys: { state: 1, _id: 1 } }] },
  batchVerdicts: {
    name: 'batchVerdicts',
    indexes: [{ keys: { batch: 1, _id: 1 } }, { keys: { batch: 1, outcome: 1, _id: 1 } }],
  },
  reservations: {
    name: 'reservations',
    indexes: [
      { keys: { prefix: 1, seq: 1 } },
      { keys: { prefix: 1, state: 1, seq: 1 } },
      { keys: { case: 1, key: 1 } },
      { keys: { state: 1, at: 1, _id: 1 } },
    ],
  },
  meta: { name: 'meta', indexes: [] },
  failures: { name: 'failures', indexes: [{ keys: { at: -1 } }] },
  files: { name: 'files', indexes: [{ keys: { case: 1 } }] },
  sessions: { name: 'sessions', indexes: [{ keys: { expiresAt: 1 } }] },
} as const satisfies Record<string, Collection>;

/** One Mongoose model a collection. */
export type Models = { [Name in keyof typeof collections]: Model<Stored> };

/** The models of a connection. Arrays and objects that are idle stay absent: Mongoose is told to add nothing. */
export function createModels(connection: Connection): Models {
  const schema = () =>
    new Schema<Stored>(
      { _id: { type: String, required: true } },
      { strict: false, minimize: false, versionKey: false, autoIndex: false, autoCreate: false, id: false },
    );
  return Object.fromEntries(
    Object.entries(collections).map(([name, collection]) => [
      name,
      connection.model<Stored>(name, schema(), collection.name),
    ]),
  ) as Models;
}

/** Makes every index that is not there yet. */
export async function createIndexes(models: Models): Promise<void> {
  for (const [name, collection] of Object.entries(collections)) {
    const model = models[name as keyof Models];
    await model.createCollection().catch(() => undefined);
    for (const { keys, ...options } of collection.indexes as Collection['indexes'])
      await model.collection.createIndex(keys, options);
  }
}
