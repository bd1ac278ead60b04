import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unzipCampaign } from '../../engine/adapters/files/unzip-campaign.ts';
import { zipCampaign } from '../../engine/adapters/files/zip-campaign.ts';
import { readFixture } from '../unit/compile/campaign-fixture.ts';
import {
  axeFindings,
  desktop,
  expectNothingWrong,
  isTooWide,
  launchBrowser,
  phone,
  signIn,
} from './browser.ts';
import { type Product, startProduct } from './product.ts';

const shots = join(import.meta.dirname, 'screenshots');
mkdirSync(shots, { recursive: true });

describe('a campaign as a zip', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('is taken out, changed, refused with its places, mended and published', async () => {
    const window = await signIn(browser, product, 'quantri', { viewport: desktop });
    const { page } = window;
    await page.goto('/quan-tri/phong-trao');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click('a[href$="/bac-lieu-2024/1/tai-ve"]'),
    ]);
    expect(download.suggestedFilename()).toBe('bac-lieu-2024-1.zip');
    const read = await unzipCampaign(readFileSync(await download.path()));
    if (!read.ok) throw new Error(JSON.stringify(read.issues));
    const files = read.value;

    const campaign = JSON.parse(files['campaign.json']!) as { title: { vi: string } };
    campaign.title.vi = `${campaign.title.vi} (bản sửa)`;
    const sound = { ...files, 'campaign.json': JSON.stringify(campaign, null, 2) };
    const file = Object.keys(files).find((name) => name.startsWith('workflows/'))!;
    await page.click('#import summary');
    await choose(page, { ...sound, [file]: files[file]!.replace('"unit"', '"unti"') });
    await page.click('#import .button');
    expect(await page.title()).toMatch(/^Lỗi: /);
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('error-summary');
    expect(await page.textContent('.error-summary')).toContain(`${file}/`);
    expect(await page.isVisible('#zip')).toBe(true);
    expect(await axeFindings(page)).toEqual([]);
    await page.screenshot({ path: join(shots, 'campaign-import-refused.png') });

    await choose(page, sound);
    await page.click('#import .button');
    await page.waitForURL('**/nhap/*');
    expect(await page.textContent('main')).toContain('phiên bản 2');
    expect(await axeFindings(page)).toEqual([]);
    await page.screenshot({ path: join(shots, 'campaign-import.png') });
    await page.setViewportSize(phone);
    expect(await isTooWide(page)).toBe(false);
    await page.fill('#note', 'Sửa tên phong trào');
    await page.click('main .button-main');
    await page.waitForURL('**/quan-tri/phong-trao');
    expect(await page.textContent('.flash')).toContain('phiên bản 2');
    expect(await page.textContent('main')).toContain('Sửa tên phong trào');
    expectNothingWrong(window);
    await window.context.close();
  });

  it('works without script', async () => {
    const window = await signIn(browser, product, 'quantri', { javaScriptEnabled: false });
    const { page } = window;
    await page.goto('/quan-tri/phong-trao');
    await page.click('#import summary');
    await choose(page, { 'notes.txt': 'no campaign' });
    await page.click('#import .button');
    expect(await page.textContent('.error-summary')).toContain('campaign.json');
    const { files } = readFixture('minimal');
    const folder = Object.fromEntries(Object.entries(files).map(([name, text]) => [`Thi đua/${name}`, text]));
    await choose(page, folder);
    await page.click('#import .button');
    // The small campaign's calendar is not in this store: the top folder was taken off and the rest checked.
    expect(await page.textContent('.error-summary')).toContain('campaign.json/calendar');
    await window.context.close();
  });
});

/** Chooses files, zipped, in the form of the page at hand. */
function choose(page: Page, files: Record<string, string>): Promise<void> {
  const buffer = Buffer.from(zipCampaign(files));
  return page.setInputFiles('#zip', { name: 'campaign.zip', mimeType: 'application/zip', buffer });
}
