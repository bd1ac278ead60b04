/// <reference lib="dom" />
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  answerEverything,
  expectNothingWrong,
  launchBrowser,
  pressSave,
  signIn,
  typeSignIn,
} from './browser.ts';
import { type Product, startProduct } from './product.ts';

describe('nothing typed is lost, nothing is sent twice', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  const firstReport = '.bundle a[href^="/viec/"]';

  it('saves by itself while typing, and when the page is left', async () => {
    const window = await signIn(browser, product, 'totruong6');
    const { page } = window;
    await page.click(firstReport);
    await page.fill('#tipsReceived', '7');
    await page.waitForSelector('[data-saved]:has-text("Chưa lưu")');
    await page.waitForSelector('[data-saved]:has-text("Đã lưu lúc")');
    await page.fill('#tipsReceived', '9');
    await page.click('.back a');
    await page.waitForURL('**/goi/**');
    await page.click(firstReport);
    expect(await page.inputValue('#tipsReceived')).toBe('9');
    expectNothingWrong(window);
    await window.context.close();
  });

  it('brings back what was typed without a network', async () => {
    const window = await signIn(browser, product, 'totruong7');
    const { page, context } = window;
    await page.click(firstReport);
    await page.route('**/luu', (route) => route.abort());
    await page.fill('#tipsReceived', '12');
    await page.waitForSelector('[data-saved]:has-text("Mất mạng")');
    await page.reload();
    await page.waitForSelector('[data-saved]:has-text("chưa kịp lưu")');
    expect(await page.inputValue('#tipsReceived')).toBe('12');
    await page.unroute('**/luu');
    await page.waitForSelector('[data-saved]:has-text("Đã lưu lúc")');
    await context.close();
  });

  it('asks which draft to keep when two browsers wrote', async () => {
    const first = await signIn(browser, product, 'totruong8');
    const second = await signIn(browser, product, 'totruong8');
    for (const { page } of [first, second]) await page.click(firstReport);
    await first.page.fill('#tipsReceived', '5');
    await first.page.click('button.link[name="_then"]');
    await first.page.waitForURL('**/goi/**');
    await second.page.fill('#tipsReceived', '8');
    await second.page.fill('#scenesAttended', '2');
    await second.page.click('button.link[name="_then"]');
    const { page } = second;
    expect(await page.textContent('h1')).toBe('Hai bản nháp khác nhau');
    const choice = page.locator('fieldset.pick', { hasText: 'Số tin Tổ phát hiện' });
    expect(await choice.locator('.pick-text').allTextContents()).toEqual(['8', '5']);
    await choice.locator('[value="theirs"]').check();
    await page.click('main .button-main');
    expect(await page.inputValue('#tipsReceived')).toBe('5');
    expect(await page.inputValue('#scenesAttended')).toBe('2');
    for (const one of [first, second]) await one.context.close();
  });

  it('carries what was typed through a session that ended', async () => {
    const window = await signIn(browser, product, 'totruong9');
    const { page, context } = window;
    await page.click(firstReport);
    await page.fill('#tipsReceived', '31');
    await context.clearCookies();
    await pressSave(page);
    expect(await page.textContent('.notice')).toContain('được giữ nguyên');
    await typeSignIn(page, 'totruong9');
    await page.waitForURL('**/viec/**');
    expect(await page.inputValue('#tipsReceived')).toBe('31');
    expect(await page.textContent('.notice')).toContain('chưa lưu');
    await pressSave(page);
    await page.click('.back a');
    await page.click(firstReport);
    expect(await page.inputValue('#tipsReceived')).toBe('31');
    await context.close();
  });

  it('keeps what was typed when the page belongs to an older session', async () => {
    const window = await signIn(browser, product, 'totruong10');
    const { page, context } = window;
    await page.click(firstReport);
    await page.fill('#tipsReceived', '14');
    await page.evaluate(() => {
      document.querySelector<HTMLInputElement>('form.fill [name="_csrf"]')!.value = 'old';
    });
    await pressSave(page);
    await page.waitForSelector('.notice');
    expect(await page.inputValue('#tipsReceived')).toBe('14');
    await context.close();
  });

  it('refuses a form that another site sends', async () => {
    const { page, context } = await signIn(browser, product, 'totruong11');
    const response = await context.request.post('/dang-xuat', {
      headers: { Origin: 'http://elsewhere.test' },
      form: { _csrf: 'guess' },
    });
    expect(response.status()).toBe(403);
    await page.goto('/viec');
    expect(new URL(page.url()).pathname).toBe('/viec');
    await context.close();
  });

  it('sends once when pressed twice', async () => {
    const window = await signIn(browser, product, 'totruong12');
    const { page, context } = window;
    await page.click(firstReport);
    for (let n = 1; n <= 7; n += 1) {
      await answerEverything(page);
      await pressSave(page);
      await page.waitForURL((url) => !url.pathname.endsWith('/luu'));
    }
    const form = await page.evaluate(() =>
      Object.fromEntries(
        [...new FormData(document.querySelector<HTMLFormElement>('form.send')!)].map(([name, value]) => [
          name,
          String(value),
        ]),
      ),
    );
    const action = (await page.getAttribute('form.send', 'action'))!;
    const headers = { Origin: product.address };
    const [one, two] = await Promise.all([
      context.request.post(action, { form, headers, maxRedirects: 0 }),
      context.request.post(action, { form, headers, maxRedirects: 0 }),
    ]);
    expect([one.status(), two.status()]).toEqual([303, 303]);
    expect(one.headers()['location']).toBe(two.headers()['location']);
    await page.goto(one.headers()['location']!);
    expect(await page.textContent('h1')).toBe('Đã gửi đủ');
    await page.click('.receipt .row-link >> nth=0');
    expect(await page.locator('.timeline li', { hasText: 'gửi báo cáo' }).count()).toBe(1);
    await context.close();
  });

  it('tells nobody which cases there are', async () => {
    const { page, context } = await signIn(browser, product, 'totruong13');
    const theirs = '/ho-so/bac-lieu-2024.bao-cao-thang-1.bac-lieu-phuong-1-khom-1.2025-01.1';
    const nobodys = '/ho-so/bac-lieu-2024.bao-cao-thang-1.nowhere.2025-01.1';
    const body = async (path: string) => {
      const response = await context.request.get(path);
      expect(response.status()).toBe(404);
      return (await response.text()).replaceAll(/value="[^"]*"/g, '');
    };
    expect(await body(theirs)).toBe(await body(nobodys));
    for (const path of ['/quan-tri/tai-khoan', '/quan-tri/nhat-ky', '/bang', '/khong-co'])
      expect((await context.request.get(path)).status(), path).toBe(404);
    await page.goto('/khong-co');
    expect(await page.textContent('h1')).toBe('Không có trang này');
    await context.close();
  });
});
