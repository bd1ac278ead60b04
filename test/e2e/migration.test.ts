import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCampaignFolder } from '../../engine/adapters/files/definition-folder.ts';
import { zipCampaign } from '../../engine/adapters/files/zip-campaign.ts';
import { desktop, expectNothingWrong, launchBrowser, phone, signIn } from './browser.ts';
import { type Product, startProduct } from './product.ts';

const shots = join(import.meta.dirname, 'screenshots');
mkdirSync(shots, { recursive: true });

const campaign = 'bac-lieu-2024';
const place = `/quan-tri/phong-trao/${campaign}/chuyen-phien-ban`;

/** The seed as it would be next: a step renamed, a question dropped, a deadline shorter. */
async function nextVersion(): Promise<Buffer> {
  const read = await readCampaignFolder(join(import.meta.dirname, '../../definitions', campaign));
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  const files = { ...read.value };
  const workflow = 'workflows/bao-cao-thang.json';
  files[workflow] = files[workflow]!.replaceAll('"kiem-tra"', '"tham-dinh"')
    .replace('"Công an cấp xã kiểm tra"', '"Công an cấp xã thẩm định"')
    .replace('"offset": 4', '"offset": 2');
  const form = 'forms/bao-cao-thang-1.json';
  const file = JSON.parse(files[form]!) as { fields: { id: string }[] };
  files[form] = JSON.stringify({ ...file, fields: file.fields.filter(({ id }) => id !== 'trend') });
  return Buffer.from(zipCampaign(files));
}

describe('an administrator brings running cases to a new version', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  async function publish(page: Page): Promise<void> {
    await page.goto('/quan-tri/phong-trao');
    await page.click('#import summary');
    await page.setInputFiles('#zip', {
      name: 'next.zip',
      mimeType: 'application/zip',
      buffer: await nextVersion(),
    });
    await page.click('#import .button');
    await page.waitForURL('**/quan-tri/phong-trao/nhap/**');
    await page.click('main form .button-main');
    await page.waitForURL('**/quan-tri/phong-trao');
  }

  it('plans, rehearses, signs off and undoes, on a page that needs no script', async () => {
    const started = performance.now();
    const window = await signIn(browser, product, 'quantri', {
      viewport: desktop,
      javaScriptEnabled: false,
    });
    const { page } = window;
    // A machine that is busy publishes slowly.
    page.setDefaultTimeout(60_000);
    let clicks = 0;
    const click = async (selector: string) => {
      clicks += 1;
      await page.click(`${selector} >> nth=0`);
    };
    await publish(page);
    const begun = performance.now();
    await page.goto(place);
    await page.screenshot({ path: join(shots, 'migrations.png'), fullPage: true });
    await click('.rows .button');
    await page.waitForURL(`**${place}/1`);
    expect(await page.locator('select[name$="/kiem-tra"]').first().inputValue()).toBe('tham-dinh');
    await page.fill('#note', 'Rút hạn nộp còn hai ngày làm việc');
    await page.screenshot({ path: join(shots, 'migration-plan.png'), fullPage: true });
    await click('main form .button-main');
    await page.waitForURL('**/lan/**');
    // The page looks again by itself, also without script.
    await page.locator('main', { hasText: 'chưa ghi gì' }).waitFor({ timeout: 60_000 });
    await page.screenshot({ path: join(shots, 'migration-rehearsed.png'), fullPage: true });
    const address = page.url();
    await click('.rows a[href*="answersLost"]');
    expect(await page.textContent('table.cases >> nth=-1')).toContain('thẩm định');
    await page.goto(address);
    await click('form[action$="/ky"] .button-main');
    await page.locator('main', { hasText: 'Đã chuyển xong' }).waitFor({ timeout: 90_000 });
    const seconds = (performance.now() - begun) / 1000;
    await page.screenshot({ path: join(shots, 'migration-done.png'), fullPage: true });
    await click('form[action$="/hoan-tac"] .button');
    await page.locator('main', { hasText: 'hồ sơ trở lại như trước' }).waitFor({ timeout: 90_000 });
    expect(await page.textContent('main')).toContain('; 0 hồ sơ không hoàn tác được');
    console.log(
      `migration: ${clicks} clicks, ${seconds.toFixed(1)} s from the list to the end of the run; all ${((performance.now() - started) / 1000).toFixed(1)} s`,
    );
    expect(clicks).toBeLessThanOrEqual(6);
    expect(window.wrong).toEqual([]);
  }, 240_000);

  it('reads well on a phone', async () => {
    const window = await signIn(browser, product, 'quantri', { viewport: phone });
    const { page } = window;
    for (const [name, path] of [
      ['migrations', place],
      ['migration-plan', `${place}/1`],
    ] as const) {
      await page.goto(path);
      await expectNothingWrong(window);
      await page.screenshot({ path: join(shots, `${name}-phone.png`), fullPage: true });
    }
    await page.goto(place);
    await page.click('.rows a.row-link >> nth=0');
    await expectNothingWrong(window);
    await page.screenshot({ path: join(shots, 'migration-phone.png'), fullPage: true });
  }, 120_000);
});
