import { describe, expect, test } from 'vitest';
import { hash } from '../../../engine/adapters/node/hash.ts';
import type { JsonValue } from '../../../engine/model/json.ts';
import * as formats from '../../fixtures/formats.ts';

/**
 * SHA-256 over RFC 8785 of each fixture. What is stored must stay readable: a change here is a new shape, which is
 * a new `v` with what brings the old one up to it.
 */
const pinned: Record<string, string> = {
  aBatch: '8391ded1a8a2ad70210e7c3abc0132b8546f77df2395966cea4378142b96a428',
  aCase: 'f1ab88cd36cfa6274c81a0701007f0e97687ec4223448bdc200239174ae940c4',
  aContent: '64794292689e339a8f1cb5142feb6bc8bac8235807203b14809af727dbafcf1c',
  aDelivery: '8aec671d7db69ffb9e3b6c338c1796927c92199b94a90d2ea13bfb0881061417',
  aDirectoryBatch: 'eb7556f724af7e1b7b758176648f28863f04aa3d3a171f40cb5c418e9555f6be',
  aDirectoryChange: '615f5ffb7318b497878741f2249ad762d398070e5c64d285aae87f7f3befd773',
  aDirectoryChangeOfABatch: 'd8d661733a9ca88f892c794c2fc40a1dc1ebabdadcf3ba0e28a0e6bebb103b41',
  aDraft: '87a45cb0ceb06d039ab0788ad4713c1848ba292dfefeb2f81e39efde75cc102f',
  aJob: 'bed4f875c809e0afcbeada3697489a1ff1ccca9c868d142bd6ff2f73a59f7890',
  aPaperDraft: 'b035e9a3a6717f6353f46f8c92c42f022330e6a36dba10b5d0739fb438e132d9',
  aTypedSubmission: '3614cd4dac1d8fa900e5e3d1861938a3e012046a3124cc685032a5cf78eef1ca',
  aRecord: 'ce32945befa86565887455b021855246abf98cfdae60711a1b3ba11186c525eb',
  aReservation: '6d02ebdbe32f8020ebd6587f2695f28c2e55a16f1b1a79d343ec3dc1453d6d50',
  aSkippedNumber: 'c034a46074884eca0262cb8920ca52095f422dda9e5d12cb9a9cf08bb689c519',
  aTombstone: 'afb93cf2818b5d879392a8d78569aadba8307ae50f271cd899694b66e4c273ff',
  aUnit: 'fe9c86f509bdd4fdaa545a794e740c57ef85460f5e545e12528a814e8f77490c',
  aVoidNumber: 'a1db3d9cfe5f8ed1c14a9788160b84a84e5c376cc76b7a301ebd75535fc675e2',
  aVerdict: '6b8bed72cc634ad7eaee349c6d58b1c8ad781ee74fa3b7e20bcb8a9c59729000',
  aDefinitionDraft: 'd3f3f5ca96c85f55f30db80978671b057477de6f8306c4bdafff26db69b6c51b',
  anAccount: '070093e8da579f028e9a2f7505a2bf6f6955343d780a6560f830f362a19caa31',
  handedOver: '17405315a5f8b49b169246e2d8a1ce54cb0d95cda160ef8a2f249660022129a8',
  lineNeed: '5c86e0ed1fe443f5fd71482cc4ad0f43fd11b0db68fab9b5e58b2fad0b4ab631',
  membersNeed: '3451772889220c0c978fe0106640396af7c2d2399a4c2be39d22750ae0d643d7',
  subjects: '91ea10818e8d8bc9c64c0aec3e5f10c34248e580b0871e03cdbd41c5ff17b7a5',
  unconfirmedSubject: '20190aa9ab62d6d2c367352c4d7f5bbd8872d06117769eb6bd7808eff4ce1589',
  needs: '66ac412015a82eb664a8dfa282a42479993f0723f6585bf1cd6dcf579cd08d1f',
};

describe('what is stored and queued', () => {
  test.each(Object.entries(formats))('%s keeps its canonical form', (name, fixture) => {
    expect(hash.json(fixture as unknown as JsonValue)).toBe(pinned[name]);
  });

  test('nothing is pinned that is not there', () => {
    expect(Object.keys(pinned).sort()).toEqual(Object.keys(formats).sort());
  });

  test('canonical JSON sorts keys, writes numbers shortly and leaves Vietnamese as it is', () => {
    const one = { b: [1.0, 0.5, 1e21], a: { đ: 'Tổ 1', c: null } };
    const other = { a: { c: null, đ: 'Tổ 1' }, b: [1, 0.5, 1e21] };
    expect(hash.json(one)).toBe(hash.json(other));
    expect(hash.json({ a: 1 })).toBe('015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862');
  });

  test('a digest depends on its salt', () => {
    expect(hash.salted('s', { a: 1 })).not.toBe(hash.salted('t', { a: 1 }));
  });
});
