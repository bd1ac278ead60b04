/// <reference lib="dom" />
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  answerEverything,
  axeFindings,
  expectNothingWrong,
  isTooWide,
  launchBrowser,
  phone,
  pressSave,
  signIn,
} from './browser.ts';
import { type Product, startProduct } from './product.ts';

const shots = join(import.meta.dirname, 'screenshots');
mkdirSync(shots, { recursive: true });

const merit =
  'Giữ đều các ca tuần tra, báo tin kịp thời cho Công an cấp xã, cùng dập tắt một vụ cháy nhỏ và vận động được nhiều hộ lắp camera an ninh.';

describe('an award file', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  async function shot(page: Page, name: string): Promise<void> {
    expect(await isTooWide(page), name).toBe(false);
    expect(await axeFindings(page), name).toEqual([]);
    await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
  }

  /** Begins the file of the first person, or of the unit, that a panel offers. */
  async function begin(page: Page, panel: string): Promise<void> {
    const offer = page.locator('section.panel', { hasText: panel });
    const choice = offer.locator('select');
    if ((await choice.count()) > 0) await choice.selectOption({ index: 1 });
    await offer.locator('button.button-main').click();
    await page.waitForURL('**/viec/**');
  }

  it('is begun for a member on a phone, its figures there already, and sent', async () => {
    const window = await signIn(browser, product, 'totruong2', { viewport: phone });
    const { page } = window;
    await page.click('text=Lập hồ sơ mới');
    await shot(page, 'openings-phone');
    await begin(page, 'khen thưởng thành viên');
    expect(await page.inputValue('#subjectName')).not.toBe('');
    expect(await page.textContent('[data-computed="shiftsTotal"]')).toMatch(/^\d+$/);
    await shot(page, 'award-form-phone');

    // A figure opens the reports it was made from.
    const form = page.url();
    await page.goto(new URL((await page.getAttribute('[data-field="shiftsTotal"] a', 'href'))!, form).href);
    expect(await page.textContent('h1')).toMatch(/^Ca tuần tra: \d+$/);
    expect(await page.textContent('main')).toContain('đã được xác nhận của đơn vị trong đợt này');
    expect(await page.locator('.rows .row').count()).toBeGreaterThan(0);
    await shot(page, 'figure-sources-phone');
    await page.goto(form);

    await page.evaluate((text) => {
      const type = (id: string, value: string) => {
        const input = document.getElementById(id) as HTMLInputElement;
        input.value = value;
        input.dispatchEvent(new Event('input', { bubbles: true }));
      };
      for (const [id, value] of Object.entries({
        monthsServed: '5',
        membersTotal: '9',
        membersPresent: '8',
        votesFor: '7',
      }))
        type(id, value);
      type('achievements', text);
      for (const [part, value] of Object.entries({ '': '15', '.month': '1', '.year': '2025' }))
        document.querySelector<HTMLInputElement>(`[name="meetingDay${part === '' ? '.day' : part}"]`)!.value =
          value;
      document
        .querySelector<HTMLInputElement>(
          '[data-field="underReview"] input[value="no"], [data-field="underReview"] input[value="false"]',
        )!
        .click();
    }, merit);
    await answerEverything(page);
    await page.locator('#minutes').setInputFiles({
      name: 'bien-ban.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF'),
    });
    await expect
      .poll(() => page.textContent('[data-field="minutes"] [data-file-list]'))
      .toContain('bien-ban.pdf');
    await pressSave(page);
    await page.waitForURL('**/kiem-tra');
    await shot(page, 'award-check-phone');
    await page.click('.send .button-main');
    await page.waitForURL('**/bien-nhan/**');
    expect(await page.textContent('h1')).toBe('Đã gửi đủ');
    expectNothingWrong(window);
    await window.context.close();
  });

  it('is begun without script, once', async () => {
    const { page, context } = await signIn(browser, product, 'totruong3', { javaScriptEnabled: false });
    await page.goto('/lap-ho-so');
    const offers = page.locator('section.panel', { has: page.locator('button.button-main') });
    const title = (await offers.first().locator('h2').textContent())!.split('·')[0]!.trim();
    await begin(page, title);
    const first = new URL(page.url()).pathname;
    expect(await page.textContent('h1')).toBe(title);
    await page.goto('/lap-ho-so');
    const begun = page.locator('section.panel', { hasText: title }).locator(`.rows a[href="${first}"]`);
    await begun.click();
    expect(new URL(page.url()).pathname).toBe(first);
    expect(await page.textContent('h1')).toBe(title);
    await context.close();
  });

  it('is appraised against a checklist that answers itself where the file does', async () => {
    const window = await signIn(browser, product, 'congan');
    const { page } = window;
    // The member's name stands in the queue of whoever appraises the file.
    await page.click('tr:has-text("khen thưởng thành viên") [data-line]');
    await page.waitForURL('**/ho-so/**', { waitUntil: 'load' });
    expect(await page.textContent('.checklist')).toContain('Đạt, theo số liệu trong hồ sơ');
    await shot(page, 'award-case');
    for (const item of ['bien-ban', 'dung-thuc-te', 'chua-khen']) await page.check(`#check-${item}-yes`);
    await page.click('#decide [data-key="a"]');
    await page.locator('.flash').waitFor();
    expect(await page.textContent('.flash')).toContain('Đủ điều kiện');
    expectNothingWrong(window);
    await window.context.close();
  });
});
