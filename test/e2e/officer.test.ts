/// <reference lib="dom" />
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  axeFindings,
  expectNothingWrong,
  isTooWide,
  launchBrowser,
  phone,
  signIn,
  type Window,
} from './browser.ts';
import { type Product, startProduct } from './product.ts';

const shots = join(import.meta.dirname, 'screenshots');

describe('the officer’s pages', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  /** The page at hand as a picture, sound, and no wider than its window. */
  async function look({ page }: Window, name: string): Promise<void> {
    await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
    expect(await isTooWide(page)).toBe(false);
    expect(await axeFindings(page)).toEqual([]);
  }

  it('opens the reports behind a figure, and takes the figures as a CSV', async () => {
    const window = await signIn(browser, product, 'thidua');
    const { page, context } = window;
    await page.goto('/bang');
    await page.click('a:has-text("Tổng hợp số liệu")');
    await page.waitForURL('**/so-lieu**');
    await look(window, 'totals');
    const figure = page.locator('.figures td a').first();
    const shown = await figure.textContent();
    await figure.click();
    await page.waitForURL('**/so-lieu/nguon**');
    expect(await page.textContent('h1')).toContain(`: ${shown}`);
    await look(window, 'totals-sources');
    const figures = await page.locator('.cases tbody tr td:nth-child(3)').allTextContents();
    const sum = figures.reduce((all, one) => all + Number(one), 0);
    expect(sum).toBe(Number(shown!.replaceAll('.', '')));
    await page.click('.cases a >> nth=0');
    await page.waitForURL('**/ho-so/**');
    await page.goto('/so-lieu?campaign=bac-lieu-2024&by=unit');
    await page.click('.pictures summary');
    await look(window, 'totals-by-unit');
    const csv = await context.request.get((await page.getAttribute('a[download]', 'href'))!);
    expect(csv.headers()['content-disposition']).toContain('.csv');
    expect(await csv.text()).toMatch(/^\ufeff.*\r\nĐơn vị;/);
    expectNothingWrong(window);
    await context.close();
  });

  it('shows whom and what, reminds late units by one press, and takes it back', async () => {
    const window = await signIn(browser, product, 'thidua');
    const { page, context } = window;
    // The evening of the day January's reports are due, and then the next working morning.
    for (let day = 0; day < 5; day += 1) {
      await page.click('.demo summary');
      await Promise.all([page.waitForEvent('load'), page.click('.demo button[value="workingDay"]')]);
    }
    const remind = page.locator('a[href*="period=2025-01"]:has-text("Nhắc đơn vị chậm")');
    await expect
      .poll(
        async () => {
          await page.goto('/bang?campaign=bac-lieu-2024&period=2025-01');
          return remind.count();
        },
        { timeout: 240_000, interval: 500 },
      )
      .toBe(1);
    await remind.click();
    await page.waitForURL('**/bang/nhac?**');
    expect(await page.textContent('.letter')).toContain('quá hạn');
    const boxes = page.locator('input[name="group"]');
    expect(await boxes.count()).toBeGreaterThan(100);
    await look(window, 'reminders');
    // All but three are left alone.
    await page.evaluate(() => {
      for (const box of [...document.querySelectorAll<HTMLInputElement>('input[name="group"]')].slice(3))
        box.checked = false;
    });
    await page.click('button:has-text("Gửi lời nhắc")');
    await page.waitForSelector('text=/Đã nhắc \\d+ việc quá hạn/');
    // Taken back while it can be: looking at a page closely takes a slow machine longer.
    await page.screenshot({ path: join(shots, 'reminded.png'), fullPage: true });
    await page.keyboard.press('u');
    await page.waitForSelector('text=/Đã thu lại \\d+ lời nhắc; 0 lời nhắc đã gửi đi/');
    await look(window, 'reminders-taken-back');
    expectNothingWrong(window);
    await context.close();
  });

  it('fits a phone', async () => {
    const window = await signIn(browser, product, 'thidua', { viewport: phone });
    for (const [path, name] of [
      ['/so-lieu?campaign=bac-lieu-2024&by=unit', 'totals-by-unit-360'],
      [
        '/so-lieu/nguon?campaign=bac-lieu-2024&by=period&entry=bao-cao-thang-1&field=tipsReceived',
        'sources-360',
      ],
      ['/bang/nhac?campaign=bac-lieu-2024&period=2025-01', 'reminders-360'],
    ] as const) {
      await window.page.goto(path);
      await look(window, name);
    }
    expectNothingWrong(window);
    await window.context.close();
  });
});
