import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { memoryStores } from '../../engine/adapters/memory/index.ts';
import { type OpenedStores, openStores } from '../../engine/adapters/mongo/index.ts';
import type { DefinitionDraft } from '../../engine/model/index.ts';
import type { DefinitionDraftStore, DefinitionStore } from '../../engine/ports/index.ts';
import { cutHistory, foldText } from '../../engine/workflow/index.ts';
import { memoryDefinitions } from '../memory-side-stores.ts';
import { at } from './store-data.ts';
import { storeServers } from './store-servers.ts';

const draft: DefinitionDraft = {
  _id: 'c',
  format: 1,
  base: 'a'.repeat(64),
  files: { 'campaign.json': '{ "id": "c" }\n', 'forms/a.b.json': '{"$x": 1}', 'messages/new.vi.hbs': '' },
  revision: 1,
  edits: [
    {
      edits: [{ op: 'set', file: 'forms/a.b.json', pointer: '/$x', value: { 'a.b': { $set: 1 } } }],
      inverse: [{ op: 'restore', file: 'forms/a.b.json', at: 6, removed: '{"a.b":{"$set":1}}', text: '1' }],
      by: 'u-1',
      at: at(1),
      revision: 1,
    },
  ],
  undone: [],
  startedAt: at(1),
  startedBy: 'u-1',
  savedAt: at(1),
  savedBy: 'u-1',
  editors: ['u-1'],
};

const published = (version: string, number: number) => ({
  _id: `c@${version}`,
  campaign: 'c',
  version,
  files: { 'campaign.json': version },
  number,
  publishedAt: at(number),
  publishedBy: 'u-1',
});

function promises(open: () => { drafts: DefinitionDraftStore; definitions: DefinitionStore }): void {
  it('a draft comes back as it went and changes by compare-and-set', async () => {
    const { drafts } = open();
    expect(await drafts.load('c')).toBeNull();
    expect(await Promise.all([drafts.save(draft, 0), drafts.save(draft, 0)])).toEqual(
      expect.arrayContaining(['saved', 'lost']),
    );
    expect(await drafts.load('c')).toEqual(draft);
    const next = { ...draft, revision: 2, submitted: { by: 'u-1', at: at(2), note: 'n' } };
    expect(await drafts.save(next, 1)).toBe('saved');
    expect(await drafts.save({ ...draft, revision: 2 }, 1)).toBe('lost');
    // What is no longer there is gone, not left over.
    const { submitted: _, ...back } = next;
    expect(await drafts.save({ ...back, revision: 3 }, 2)).toBe('saved');
    expect(await drafts.load('c')).toEqual({ ...back, revision: 3 });
  });

  it('drafts are listed without what they hold, and removed at the revision that was seen', async () => {
    const { drafts } = open();
    await drafts.save({ ...draft, _id: 'd' }, 0);
    await drafts.save(draft, 0);
    const { files: _, edits: __, undone: ___, ...line } = draft;
    expect(await drafts.list()).toEqual([line, { ...line, _id: 'd' }]);
    expect(await drafts.remove('c', 2)).toBe('lost');
    expect(await drafts.remove('c', 1)).toBe('removed');
    expect(await drafts.remove('c', 1)).toBe('lost');
    expect((await drafts.list()).map(({ _id }) => _id)).toEqual(['d']);
  });

  it('one number is one publication; a version that is gone back to has several', async () => {
    const { definitions } = open();
    expect(await definitions.publish(published('v1', 1))).toBe('published');
    const both = [definitions.publish(published('v2', 2)), definitions.publish(published('v3', 2))];
    expect((await Promise.all(both)).sort()).toEqual(['published', 'taken']);
    expect(await definitions.publish(published('v1', 3))).toBe('exists');
    const { files, ...first } = published('v1', 3);
    const again = { ...first, _id: 'c@v1@3', approvedBy: 'u-2', note: 'Quay lại' };
    expect(await definitions.publish(again)).toBe('published');
    expect(await definitions.publish({ ...again, _id: 'c@v1@4' })).toBe('taken');
    const versions = await definitions.versions('c');
    expect(versions.map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(versions[0]).toEqual(again);
    expect(await definitions.version('c', 'v1')).toEqual(published('v1', 1));
    expect(files).toEqual((await definitions.version('c', 'v1'))!.files);
    expect(await definitions.publish({ ...published('v1', 1), _id: 'd@v1', campaign: 'd' })).toBe(
      'published',
    );
    expect(await definitions.campaigns()).toEqual(['c', 'd']);
  });
}

describe.each(storeServers)('$name', ({ start }) => {
  let place: Awaited<ReturnType<typeof start>>;
  let stores: OpenedStores;

  beforeAll(async () => {
    place = await start();
    stores = await openStores(place.url, { cutHistory, foldText });
  });
  beforeEach(async () => {
    for (const model of Object.values(stores.models)) await model.collection.deleteMany({});
  });
  afterAll(async () => {
    await stores.close();
    await place.stop();
  });

  promises(() => ({ drafts: stores.definitionDrafts, definitions: stores.definitions }));
});

describe('in memory', () => {
  let opened: { drafts: DefinitionDraftStore; definitions: DefinitionStore };

  beforeEach(() => {
    opened = { drafts: memoryStores().definitionDrafts, definitions: memoryDefinitions() };
  });

  promises(() => opened);
});
