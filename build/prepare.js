// `npm run prepare`, which npm also runs after `npm ci`: the script of the pages as one file, and the demo's past,
// played. Plain JavaScript, because after `npm ci --omit=dev` neither the bundler nor the pinned Node is there;
// then there is nothing to do.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';

const folder = new URL('../dist/assets/', import.meta.url);

if (hasBundler()) {
  const { bundleForm } = await import('../engine/browser-bundle.ts');
  const text = await bundleForm();
  mkdirSync(folder, { recursive: true });
  // In one step, so that a server that starts at this moment never reads half of it.
  const unfinished = new URL(`form.${process.pid}.js`, folder);
  writeFileSync(unfinished, text);
  renameSync(unfinished, new URL('form.js', folder));
  try {
    const { makeDemoImage } = await import('../engine/demo-image.ts');
    await makeDemoImage();
  } catch (error) {
    // Everything works without it; the first start of a demo then plays the past itself.
    console.error(`The demo's past could not be prepared: ${error.message}`);
  }
}

function hasBundler() {
  try {
    import.meta.resolve('esbuild');
    return true;
  } catch {
    return false;
  }
}
