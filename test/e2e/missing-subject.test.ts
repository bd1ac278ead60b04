/// <reference lib="dom" />
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectNothingWrong, expectSoundOnBoth, launchBrowser, signIn } from './browser.ts';
import { type Product, startProduct } from './product.ts';

const shots = join(import.meta.dirname, 'screenshots');
mkdirSync(shots, { recursive: true });

/** A name no register has. */
const newName = 'Trịnh Quốc Khởi Minh';

describe('somebody who is missing in the register', () => {
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

  const panel = (page: Page) => page.locator('section.panel', { hasText: 'khen thưởng thành viên' });

  async function type(page: Page, name: string): Promise<void> {
    await panel(page).locator('input[name="name"]').fill(name);
    await panel(page).locator('details button').last().click();
    await page.waitForLoadState();
  }

  it('is added where a file is begun; near names are offered first; the file is begun at once', async () => {
    const window = await signIn(browser, product, 'totruong2');
    const { page } = window;
    await page.goto('/lap-ho-so');
    const known = (await panel(page).locator('select option').nth(1).textContent())!;
    await panel(page).locator('summary').click();
    await shot(page, 'missing-subject');

    await type(page, '');
    expect(await page.locator('.errors, [role="alert"]').first().textContent()).toContain('tên');
    await type(page, `${known}h`);
    expect(await page.textContent('main')).toContain('Có phải là');
    expect(await panel(page).locator('.notice').textContent()).toContain(known);
    const meant = panel(page).locator('.notice form');
    expect(await meant.locator('[name="entry"]').inputValue()).not.toBe('');
    expect(await meant.locator('[name="_key"]').inputValue()).not.toBe('');
    await shot(page, 'missing-subject-near');

    await type(page, newName);
    expect(await page.textContent('.flash')).toContain('chờ quản trị viên kiểm');
    const chosen = await panel(page).locator('select option:checked').textContent();
    expect(chosen).toBe(`${newName} – chờ kiểm`);
    await shot(page, 'missing-subject-added');
    await panel(page).locator('button:has-text("Lập hồ sơ")').first().click();
    await page.waitForURL('**/viec/**');
    expect(await page.inputValue('#subjectName')).toBe(newName);
    expectNothingWrong(window);
    await window.context.close();
  });

  it('added without script, is found by the administrator, confirmed or merged into a name that was there', async () => {
    const leader = await signIn(browser, product, 'totruong3', { javaScriptEnabled: false });
    await leader.page.goto('/lap-ho-so');
    const known = (await panel(leader.page).locator('select option').nth(1).textContent())!;
    await panel(leader.page).locator('summary').click();
    await type(leader.page, known);
    await panel(leader.page).locator('details button').last().click();
    await leader.page.waitForURL('**chon=**');
    await panel(leader.page).locator('button:has-text("Lập hồ sơ")').first().click();
    await leader.page.waitForURL('**/viec/**');
    const file = new URL(leader.page.url()).pathname;

    const window = await signIn(browser, product, 'quantri');
    const { page } = window;
    await page.goto('/quan-tri/doi-tuong');
    await page.click('a:has-text("đối tượng chờ kiểm")');
    expect(await page.locator('section.panel').count()).toBe(2);
    await shot(page, 'subjects-unconfirmed');

    await page.locator('section.panel', { hasText: newName }).locator('button').first().click();
    await page.waitForLoadState();
    expect(await page.locator('section.panel').count()).toBe(1);
    await page.click('button:has-text("Gộp vào tên này")');
    expect(await page.textContent('.empty')).toContain('Không có đối tượng nào chờ kiểm');

    // The file goes along: under the name that was there it is begun already.
    await leader.page.goto('/lap-ho-so');
    const begun = panel(leader.page).locator('a.row-link', { hasText: known });
    expect(await begun.getAttribute('href')).toBe(file);
    expectNothingWrong(leader);
    expectNothingWrong(window);
    await Promise.all([window.context.close(), leader.context.close()]);
  });
});
