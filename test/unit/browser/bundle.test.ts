import { brotliCompressSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { bundleForm } from '../../../engine/browser-bundle.ts';

it('the script that runs forms is small, and has neither parser, checker nor pattern engine', async () => {
  const script = await bundleForm();
  // A team leader's page is at most 40 KB in all.
  expect(gzipSync(script, { level: 9 }).length).toBeLessThan(18_500);
  expect(brotliCompressSync(script).length).toBeLessThan(17_000);
  for (const word of ['lezer', 're2js', 'RE2', 'rules.name.unknown', 'eval(', 'new Function'])
    expect(script).not.toContain(word);
});
