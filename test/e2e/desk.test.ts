/// <reference lib="dom" />
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectNothingWrong, launchBrowser, phone, signIn } from './browser.ts';
import { type Product, startProduct } from './product.ts';

describe('working through lists, and files', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('decides one case after another by one key, without loading a page anew', async () => {
    const window = await signIn(browser, product, 'congan');
    const { page } = window;
    // Reports are confirmed by one key; an award file asks for its checklist first.
    await page.click('tr:has-text("Báo cáo tháng") [data-line] >> nth=0');
    await page.waitForURL('**/ho-so/**', { waitUntil: 'load' });
    await page.evaluate(() => {
      (globalThis as { same?: boolean }).same = true;
    });
    for (let n = 0; n < 9; n += 1) {
      const before = page.url();
      await page.keyboard.press('a');
      await page.waitForURL((url) => url.href !== before);
      await page.waitForFunction(() => document.activeElement?.matches('[data-heading]'));
      expect(await page.textContent('.flash')).toContain('Xác nhận');
    }
    expect(await page.evaluate(() => (globalThis as { same?: boolean }).same)).toBe(true);
    // Going back shows the case that stood there, as it is now.
    await Promise.all([page.waitForEvent('load'), page.goBack()]);
    expect(await page.locator('[data-key="a"]').count()).toBe(0);

    await page.goto('/hang-doi?tab=done');
    expect(await page.locator('#queue-rows tr').count()).toBe(50);
    await page.evaluate(() => {
      (globalThis as { same?: boolean }).same = true;
    });
    await page.click('#more a');
    await expect.poll(() => page.locator('#queue-rows tr').count()).toBe(52);
    expect(await page.locator('#more a').count()).toBe(0);
    expect(await page.evaluate(() => (globalThis as { same?: boolean }).same)).toBe(true);
    expectNothingWrong(window);
    await window.context.close();
  });

  it('takes a task and lets it go', async () => {
    const { page, context } = await signIn(browser, product, 'congan');
    await page.click('[data-line] >> nth=0');
    await page.waitForURL('**/ho-so/**', { waitUntil: 'load' });
    await page.keyboard.press('c');
    await page.waitForSelector('.flash:has-text("đã nhận")');
    expect(await page.textContent('.decision')).toContain('đang giữ việc này');
    await page.goto('/hang-doi?tab=mine');
    expect(await page.locator('[data-line]').count()).toBe(1);
    await page.click('[data-line]');
    await page.waitForURL('**/ho-so/**', { waitUntil: 'load' });
    await page.keyboard.press('c');
    await page.waitForSelector('.flash:has-text("hàng đợi chung")');
    await context.close();
  });

  it('keeps what was written when an act is refused', async () => {
    const { page, context } = await signIn(browser, product, 'congan');
    await page.click('[data-line] >> nth=0');
    await page.waitForURL('**/ho-so/**', { waitUntil: 'load' });
    const address = page.url();
    await page.fill('#reason', 'Ngắn');
    await page.click('.answer-remark summary >> nth=0');
    await page.fill('.answer-remark input >> nth=0', 'Xem lại ô này.');
    await page.click('[data-key="t"]');
    await page.waitForSelector('.error-summary');
    expect(await page.title()).toMatch(/^Lỗi: /);
    expect(await page.inputValue('#reason')).toBe('Ngắn');
    expect(await page.inputValue('.answer-remark input >> nth=0')).toBe('Xem lại ô này.');
    expect(page.url()).toBe(address);
    await context.close();
  });

  it('makes a photo small on the phone, sends it, and shows it to the reviewer', async () => {
    const window = await signIn(browser, product, 'totruong7', { viewport: phone });
    const { page } = window;
    await page.goto('/viec/bac-lieu-2024.bao-cao-thang-7.bac-lieu-phuong-2-khom-1.2025-01.1');
    const box = page.locator('[data-files]').first();
    const sizes: number[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/tep/') && request.method() === 'POST')
        sizes.push(request.postDataBuffer()?.length ?? 0);
    });
    const large = await photo(page);
    expect(large.length).toBeGreaterThan(1_000_000);
    // Sections are one a screen here: the input is there all the same.
    await box
      .locator('input[type="file"]')
      .setInputFiles({ name: 'Ảnh đẹp.jpg', mimeType: 'image/jpeg', buffer: large });
    await page.waitForSelector('[data-file-list] a', { state: 'attached' });
    expect(await box.locator('[data-file-list] a').textContent()).toBe('Ảnh đẹp.jpg');
    expect(sizes[0]).toBeLessThan(large.length / 2);
    await page.waitForSelector('[data-saved]:has-text("Đã lưu lúc")');
    await page.reload();
    const link = (await page.getAttribute('[data-file-list] a', 'href'))!;
    const shown = await window.context.request.get(link);
    expect([shown.status(), shown.headers()['content-type']]).toEqual([200, 'image/jpeg']);
    await box
      .locator('input[type="file"]')
      .setInputFiles({ name: 'x.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<html>') });
    await page.waitForFunction(() =>
      document.querySelector('[data-upload-state]')?.textContent?.includes('không đúng với đuôi tệp'),
    );
    expectNothingWrong(window);
    await window.context.close();
  });

  it('gives a team leader the report as it was sent, without htmx', async () => {
    const { page, context } = await signIn(browser, product, 'totruong2');
    await page.goto('/viec');
    await page.click('.sent[open] .row-link >> nth=0');
    expect(new URL(page.url()).pathname).toMatch(/^\/ho-so\//);
    expect(await page.textContent('.answers >> nth=0')).toBeTruthy();
    expect(await page.content()).not.toContain('/assets/htmx.');
    expect(await page.locator('[data-key="a"]').count()).toBe(0);
    await context.close();
  });
});

/** A large photograph, made in the page: noise does not compress. */
async function photo(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 2400;
    canvas.height = 1800;
    const context = canvas.getContext('2d')!;
    const data = context.createImageData(canvas.width, canvas.height);
    let seed = 1;
    for (let at = 0; at < data.data.length; at += 1) {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      data.data[at] = at % 4 === 3 ? 255 : seed % 256;
    }
    context.putImageData(data, 0, 0);
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1]!;
  });
  return Buffer.from(base64, 'base64');
}
