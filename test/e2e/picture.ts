/**
 * `npm run picture`: takes `docs/picture.png`, the README's picture, from the demo: a team leader's month on a phone
 * beside a report that an officer looks at.
 */
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { startProduct } from './product.ts';

const picture = join(import.meta.dirname, '../../docs/picture.png');
const height = 780;
const gap = 24;

const product = await startProduct();
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  const phone = await shotOf(browser, 'totruong', 360);
  const desk = await shotOf(browser, 'congan', 1080, '[data-line]');
  const page = await browser.newPage({
    viewport: { width: 360 + 1080 + 3 * gap, height: height + 2 * gap },
  });
  const image = (bytes: Buffer) => `<img src="data:image/png;base64,${bytes.toString('base64')}">`;
  await page.setContent(
    `<style>
      body { margin: 0; padding: ${gap}px; display: flex; gap: ${gap}px; background: #dedad2; }
      img { border-radius: 10px; box-shadow: 0 2px 10px #1b1f2433; }
    </style>${image(phone)}${image(desk)}`,
  );
  await page.screenshot({ path: picture });
} finally {
  await browser.close();
  await product.stop();
}

/** The first page of somebody who has signed in, or the page behind its first link of a kind. */
async function shotOf(from: Browser, login: string, width: number, link?: string): Promise<Buffer> {
  const page = await from.newPage({
    baseURL: product.address,
    locale: 'vi-VN',
    viewport: { width, height },
  });
  await page.goto('/dang-nhap');
  await page.fill('#login', login);
  await page.fill('#password', 'thidua-demo');
  await page.click('main form.panel button');
  await page.waitForURL((url) => url.pathname !== '/dang-nhap');
  if (link) {
    await page.click(`${link} >> nth=0`);
    await page.waitForURL('**/ho-so/**');
  }
  return page.screenshot();
}
