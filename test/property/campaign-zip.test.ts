import fc from 'fast-check';
import { expect, it } from 'vitest';
import { unzipCampaign } from '../../engine/adapters/files/unzip-campaign.ts';
import { zipCampaign } from '../../engine/adapters/files/zip-campaign.ts';

const part = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,12}$/);
const path = fc.oneof(
  fc
    .tuple(fc.constantFrom('groups', 'forms', 'lists', 'messages'), part)
    .map(([folder, name]) => `${folder}/${name}.json`),
  part,
);
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .tuple(fc.string({ unit: 'grapheme', maxLength: 4 }), fc.nat(30_000))
    .map(([one, count]) => one.repeat(count)),
);
/** Names that differ by more than their case, beside the file every campaign has. */
const folder = fc
  .dictionary(path, text, { maxKeys: 12 })
  .map((files): Record<string, string> => ({ ...files, 'campaign.json': '{}' }));

it('any files come back as they went, and twice to the same bytes', async () => {
  await fc.assert(
    fc.asyncProperty(folder, async (files) => {
      const zip = zipCampaign(files);
      const back = await unzipCampaign(zip);
      expect(back.issues).toEqual([]);
      expect(back.ok && { ...back.value }).toEqual({ ...files });
      expect(Buffer.from(zip).equals(zipCampaign({ ...(back.ok ? back.value : {}) }))).toBe(true);
    }),
    { numRuns: 60 },
  );
});

const change = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), to: fc.nat(255) });

it('a zip changed anywhere is read or refused, and never more than what was written', async () => {
  const files = {
    'campaign.json': '{"id":"a"}',
    'forms/b.json': 'Một đoạn văn dài hơn một chút. '.repeat(40),
  };
  const zip = zipCampaign(files);
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), fc.nat(40), async (changes, cut) => {
      const bytes = Buffer.from(zip);
      for (const { at, to } of changes) bytes[Math.floor(at * (bytes.length - 1))] = to;
      const read = await unzipCampaign(bytes.subarray(0, cut > 20 ? bytes.length - cut + 20 : bytes.length));
      // A content is as it was or refused: the checksum tells.
      if (read.ok)
        for (const content of Object.values(read.value)) expect(Object.values(files)).toContain(content);
      else expect(read.issues.length).toBeGreaterThan(0);
    }),
    { numRuns: 1_500 },
  );
});

it('any bytes are refused, not thrown at', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      expect((await unzipCampaign(bytes)).ok).toBe(false);
    }),
    { numRuns: 300 },
  );
});
