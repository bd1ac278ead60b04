/// <reference lib="dom" />
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withoutRedis } from '../redis.ts';
import { answerEverything, expectNothingWrong, launchBrowser, phone, pressSave, signIn } from './browser.ts';
import { type Mode, type Product, startProduct } from './product.ts';

const shots = join(import.meta.dirname, 'screenshots');
mkdirSync(shots, { recursive: true });

const modes: Mode[] = withoutRedis ? ['embedded'] : ['embedded', 'served'];

describe.each(modes)('a month of reports, %s', (mode) => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(mode), launchBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  const shot = (page: Page, name: string) =>
    mode === 'embedded'
      ? page.screenshot({ path: join(shots, `${name}.png`), fullPage: true })
      : Promise.resolve();

  it('is filled and sent from a phone', async () => {
    const window = await signIn(browser, product, 'totruong', { viewport: phone });
    const { page } = window;
    await shot(page, 'work-phone');
    await page.click('.bundle .row-link >> nth=0');
    await shot(page, 'form-phone');
    for (let n = 1; n <= 7; n += 1) {
      expect(await page.textContent('.form-head .kicker')).toContain(`Báo cáo ${n} trên 7`);
      await answerEverything(page);
      await pressSave(page);
      await page.waitForURL((url) => !url.pathname.endsWith('/luu'));
    }
    expect(await page.textContent('h1')).toBe('Kiểm tra trước khi gửi');
    await shot(page, 'check-phone');
    await page.click('.send .button-main');
    await page.waitForURL('**/bien-nhan/**');
    expect(await page.textContent('h1')).toBe('Đã gửi đủ');
    expect(await page.textContent('.receipt-code')).toMatch(/^[0-9A-F]{8}$/);
    expect(await page.locator('.receipt .row').count()).toBe(7);
    await shot(page, 'receipt-phone');
    expectNothingWrong(window);
    await window.context.close();
  });

  it('is returned with words at a field, mended, and confirmed', async () => {
    const reviewer = await signIn(browser, product, 'congan');
    const desk = reviewer.page;
    await desk.fill('#search', 'khom 1');
    await desk.click('.filters .button');
    const units = await desk.locator('[data-line]').allTextContents();
    expect(units.length).toBeGreaterThan(0);
    await shot(desk, 'queue');
    const at = units.findIndex((unit) => unit.includes('khóm 1,'));
    for (let down = 0; down <= at; down += 1) await desk.keyboard.press('j');
    await desk.keyboard.press('Enter');
    await desk.waitForURL('**/ho-so/**', { waitUntil: 'load' });
    await shot(desk, 'case');

    // The key leads to the reason first, then the press is taken.
    await desk.keyboard.press('t');
    await expect.poll(() => desk.evaluate(() => document.activeElement?.id)).toBe('reason');
    await desk.keyboard.type('Số lần có mặt chưa khớp với sổ trực.');
    await desk.click('#answer-scenesAttended summary');
    await desk.fill('#remark-scenesAttended', 'Sổ trực ghi ba lần.');
    const before = desk.url();
    await desk.click('[data-key="t"]');
    await desk.waitForURL((url) => url.href !== before);
    expect(await desk.textContent('.flash')).toContain('Trả lại để bổ sung');
    expect(new URL(desk.url()).pathname).toMatch(/^\/ho-so\//);

    const leader = await signIn(browser, product, 'totruong', { viewport: phone });
    const { page } = leader;
    expect(await page.textContent('.bundle')).toContain('Sửa 1 chỗ (trả lại)');
    await page.click('.bundle a[href^="/viec/"]');
    expect(await page.textContent('.returned')).toContain('chưa khớp với sổ trực');
    expect(await page.textContent('[data-field="scenesAttended"] .remark')).toContain('Sổ trực ghi ba lần.');
    await shot(page, 'returned-phone');
    await page.click('.returned a');
    await page.fill('#scenesAttended', '3');
    await pressSave(page);
    await page.click('.send .button-main');
    await page.waitForURL('**/bien-nhan/**');

    // It came back to whoever returned it: what changed stands first.
    await desk.goto('/hang-doi?search=khom+1&group=g1');
    await desk.click('[data-line]:has-text("khóm 1,")');
    await desk.waitForURL('**/ho-so/**', { waitUntil: 'load' });
    expect(await desk.textContent('[aria-labelledby="changes"]')).toMatch(/Số lần có mặt.*3 lần/s);
    await shot(desk, 'case-changed');
    await desk.keyboard.press('a');
    await expect.poll(() => desk.textContent('.flash')).toContain('Xác nhận');

    await page.goto('/viec');
    expect(await page.textContent('.sent')).toContain('1 trên 7 đã xong');
    for (const one of [reviewer, leader]) {
      expectNothingWrong(one);
      await one.context.close();
    }
  });

  it('has a figure corrected in place, and a decision taken back', async () => {
    const window = await signIn(browser, product, 'congan');
    const { page } = window;
    await page.goto('/hang-doi?search=khom+2&group=g1');
    await page.click('[data-line]:has-text("khóm 2,")');
    await page.waitForURL('**/ho-so/**', { waitUntil: 'load' });
    const address = page.url();
    await page.click('.correction summary');
    await page.fill('.correction #scenesAttended', '4');
    await page.fill('#correct-reason', 'Theo sổ trực của phường.');
    await page.click('.correction .button-main');
    await page.waitForURL(address, { waitUntil: 'load' });
    expect(await page.textContent('#answer-scenesAttended')).toContain('4 lần');
    expect(await page.textContent('.timeline')).toContain('Theo sổ trực của phường.');

    await page.keyboard.press('a');
    await page.waitForSelector('.flash [data-key="u"]');
    await page.keyboard.press('u');
    await expect.poll(() => page.textContent('.flash')).toContain('Đã hoàn tác');
    await page.goto(address);
    expect(await page.locator('[data-key="a"]').count()).toBe(1);
    expect(await page.textContent('.timeline')).toContain('đã hoàn tác');
    expectNothingWrong(window);
    await window.context.close();
  });

  it('is filled and sent without script as well', async () => {
    const { page, context } = await signIn(browser, product, 'totruong14', {
      viewport: phone,
      javaScriptEnabled: false,
    });
    await page.click('.bundle a[href^="/viec/"]');
    for (let n = 1; n <= 7; n += 1) {
      expect(await page.textContent('.form-head .kicker')).toContain(`Báo cáo ${n} trên 7`);
      await answerEverything(page);
      await page.click('.save-bar .button-main');
    }
    expect(await page.textContent('h1')).toBe('Kiểm tra trước khi gửi');
    // What depends on an answer appears when that answer was saved: it is mended from here.
    while ((await page.locator('.problems:not(.problems-warning) a').count()) > 0) {
      await page.click('.problems:not(.problems-warning) a >> nth=0');
      await answerEverything(page);
      await page.click('[name="_then"][value="check"]');
    }
    await page.click('.send .button-main');
    expect(await page.textContent('h1')).toBe('Đã gửi đủ');
    expect(await page.locator('.receipt .row').count()).toBe(7);
    await context.close();
  });

  it('that nobody opened is reminded and escalated', async () => {
    const window = await signIn(browser, product, 'truongcax');
    const { page } = window;
    const told = async () => {
      await page.goto('/hop-thu');
      return (await page.textContent('main')) ?? '';
    };
    expect(await told()).not.toContain('khóm 5, phường 1');
    // Three parts of khóm 5 are still owed. Due on 24 January at 17:00, late one working day after.
    for (let day = 0; day < 6; day += 1) {
      await page.click('.demo summary');
      await page.click('.demo [value="workingDay"]');
      await page.waitForLoadState();
    }
    await expect.poll(told, { timeout: 30_000 }).toContain('khóm 5, phường 1');

    const officer = await signIn(browser, product, 'thidua');
    await officer.page.goto('/bang');
    expect(await officer.page.locator('td.cell-late').count()).toBeGreaterThan(0);
    await shot(officer.page, 'board');

    const leader = await signIn(browser, product, 'totruong5', { viewport: phone });
    await leader.page.goto('/viec');
    expect(await leader.page.textContent('.bundle')).toMatch(/quá hạn/i);
    await leader.page.goto('/hop-thu');
    expect(await leader.page.locator('.message').count()).toBeGreaterThan(1);
    await shot(leader.page, 'inbox-phone');
    for (const one of [window, officer, leader]) {
      expectNothingWrong(one);
      await one.context.close();
    }
  });
});
