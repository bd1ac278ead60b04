/// <reference lib="dom" />
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  answerEverything,
  expectNothingWrong,
  expectSoundOnBoth,
  launchBrowser,
  pressSave,
  signIn,
} from './browser.ts';
import { type Product, startProduct } from './product.ts';

const shots = join(import.meta.dirname, 'screenshots');
mkdirSync(shots, { recursive: true });

describe('what a team brought on paper', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  const shot = (page: Page, name: string) => expectSoundOnBoth(page, join(shots, name));

  it('is entered by an officer of the commune, who does not confirm it; the team sees both names', async () => {
    const window = await signIn(browser, product, 'congan');
    const { page } = window;
    await page.goto('/bang');
    await page.click('text=Nhập thay từ bản giấy');
    await page.fill('#unit', 'khom 1');
    await page.click('.filters button');
    await shot(page, 'entering-units');
    await page.click('.rows a');
    const unit = (await page.textContent('h1'))!;
    expect(unit).toContain('khóm 1');

    const item = page.locator('details.panel', { hasText: 'nhóm 2' }).first();
    await item.locator('summary').click();
    await item.locator('button').click();
    await page.waitForLoadState();
    expect(await page.locator('details[open] .error').textContent()).toContain('ngày ghi trên bản giấy');
    await page.locator('details[open] input[type="date"]').fill('2025-01-18');
    await shot(page, 'entering');
    await page.locator('details[open] button.button-main').click();
    await page.waitForURL('**/viec/**');
    const notice = `Nhập thay cho ${unit}, từ bản giấy ngày 18/01/2025.`;
    expect(await page.textContent('.notice')).toContain(notice);
    await shot(page, 'entering-form');
    await answerEverything(page);
    await pressSave(page);
    await page.waitForURL('**/kiem-tra');
    expect(await page.textContent('.notice')).toContain(notice);
    await page.click('.send .button-main');
    await page.waitForURL('**/bien-nhan/**');
    expect(await page.textContent('.acts')).toContain('Nhập tiếp cho đơn vị này');
    await page.click('.receipt a.row-link');
    const told = await page.textContent('main');
    expect(told).toContain('từ bản giấy ngày 18/01/2025');
    await shot(page, 'entering-case');
    expect(await page.locator('.decision button').allTextContents()).toEqual([
      expect.stringContaining('Hoàn tác'),
    ]);
    expect(await page.textContent('.decision .notice')).toContain('nên không được');
    const sent = new URL(page.url()).pathname;

    const leader = await signIn(browser, product, 'totruong');
    await leader.page.goto(sent);
    expect(await leader.page.textContent('.case-head')).toMatch(
      / nhập thay .*, từ bản giấy ngày 18\/01\/2025\./,
    );
    expectNothingWrong(window);
    await leader.page.goto('/viec');
    expect(await leader.page.textContent('main')).toContain('Được nhập thay, từ bản giấy ngày 18/01/2025');
    expectNothingWrong(leader);
    await Promise.all([window.context.close(), leader.context.close()]);
  });

  it('is begun from a case on the board, without script', async () => {
    const { page, context } = await signIn(browser, product, 'congan', { javaScriptEnabled: false });
    await page.goto('/nhap-thay?tim=khom+1');
    await page.click('.rows a');
    const waiting = page.locator('details.panel', { hasText: 'nhóm 3' }).first();
    const id = (await waiting.getAttribute('id'))!;
    await page.goto(`/ho-so/${id}`);
    await page.click('a:has-text("Nhập thay từ bản giấy")');
    await page.locator('details[open] input[type="date"]').fill('2025-01-17');
    await page.click('details[open] form button');
    await page.waitForURL(`**/viec/${id}`);
    expect(await page.textContent('.notice')).toContain('từ bản giấy ngày 17/01/2025');
    await context.close();
  });

  it('is nothing of those the campaign does not name', async () => {
    const { page, context } = await signIn(browser, product, 'totruong');
    expect((await page.goto('/nhap-thay'))!.status()).toBe(404);
    await page.goto('/viec');
    expect(await page.textContent('main')).not.toContain('Nhập thay');
    await context.close();
  });
});
