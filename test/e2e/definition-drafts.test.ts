import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  axeFindings,
  demoPassword,
  desktop,
  expectNothingWrong,
  isTooWide,
  launchBrowser,
  openWindow,
  phone,
  signIn,
  typeSignIn,
  type Window,
} from './browser.ts';
import { type Product, startProduct } from './product.ts';

const shots = join(import.meta.dirname, 'screenshots');
mkdirSync(shots, { recursive: true });

const home = '/quan-tri/phong-trao/bac-lieu-2024';
const draft = `${home}/ban-nhap`;
const flow = 'workflows/bao-cao-thang.json';

describe('the life of a campaign’s definition', () => {
  let product: Product;
  let browser: Browser;
  let first: Window;
  let second: Window;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
    first = await signIn(browser, product, 'quantri', { viewport: desktop });
    second = await secondAdministrator(first.page);
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  /** Another administrator, let in by the first one's one-time link. */
  async function secondAdministrator(page: Page): Promise<Window> {
    await page.goto('/quan-tri/tai-khoan');
    await page.click('main details:has(#login) > summary');
    await page.fill('#login', 'quantri.hai');
    await page.fill('#name', 'Trần Thị Bình');
    await page.check('#administrator');
    await page.click('form[action$="/them"] .button-main');
    const link = (await page.textContent('.one-time'))!;
    const window = await openWindow(browser, product, { viewport: desktop });
    await window.page.goto(new URL(link).pathname);
    await window.page.fill('#password', demoPassword);
    await window.page.fill('#again', demoPassword);
    await window.page.click('main form.panel button');
    if (await window.page.isVisible('#login')) await typeSignIn(window.page, 'quantri.hai');
    return window;
  }

  /** Changes a file's text on its page. */
  async function changeText(page: Page, file: string, change: (text: string) => string): Promise<void> {
    await page.goto(`${draft}/nguyen-van?tep=${encodeURIComponent(file)}`);
    await page.fill('#text', change(await page.inputValue('#text')));
    await page.click('main .button-main');
    await page.waitForLoadState();
  }

  async function expectSound(page: Page, shot: string): Promise<void> {
    expect(await axeFindings(page), shot).toEqual([]);
    await page.screenshot({ path: join(shots, `${shot}.png`), fullPage: true });
    await page.setViewportSize(phone);
    expect(await isTooWide(page), shot).toBe(false);
    await page.screenshot({ path: join(shots, `${shot}-phone.png`), fullPage: true });
    await page.setViewportSize(desktop);
  }

  it('two administrators edit one draft, and nobody overwrites the other', async () => {
    const { page } = first;
    await page.goto('/quan-tri/phong-trao');
    await page.click(`a[href="${draft}"]`);
    await page.click('main form .button-main');
    await page.waitForURL('**/ban-nhap/sua*');
    // Both have the same text open; one is quicker.
    const other = second.page;
    const address = `${draft}/nguyen-van?tep=${encodeURIComponent(flow)}`;
    await page.goto(address);
    await other.goto(address);
    const text = await page.inputValue('#text');
    await other.fill(
      '#text',
      text.replace(
        '"offset": 3, "unit": "workingDay", "after": "entered"',
        '"offset": 2, "unit": "workingDay", "after": "entered"',
      ),
    );
    await other.click('main .button-main');
    await other.waitForLoadState();
    await page.fill('#text', `${text}\n\n`);
    await page.click('main .button-main');
    await page.waitForSelector('.error-summary');
    const refusal = await page.textContent('.error-summary');
    expect(refusal).toContain('Trần Thị Bình đã đổi “workflows/bao-cao-thang.json”');
    expect(await page.textContent('.conflict')).toContain('hạn 3 → 2 ngày làm việc');
    expect(await page.inputValue('#text')).toBe(`${text}\n\n`);
    await page.screenshot({ path: join(shots, 'draft-lost.png') });
    await page.goto(draft);
    expect(await page.textContent('main')).toContain('Đang cùng mở bản nháp này: Trần Thị Bình');
    expect(await page.textContent('#differences')).toContain('hạn 3 → 2 ngày làm việc');
  });

  it('a second person publishes what the first handed in', async () => {
    const { page } = first;
    await changeText(page, 'campaign.json', (text) =>
      text.replace('\n  "timezone"', '\n  "publishing": { "secondPerson": true },\n  "timezone"'),
    );
    await page.goto(draft);
    await expectSound(page, 'draft');
    await page.fill('#note', 'Rút ngắn hạn kiểm tra; từ nay cần hai người');
    if (await page.isVisible('#warnings')) await page.check('#warnings');
    await page.click('#publish .button-main');
    await page.waitForSelector('.flash');
    expect(await page.textContent('main')).toContain('Đang chờ duyệt');
    expect(await page.isVisible('#note')).toBe(false);

    const other = second.page;
    await other.goto(draft);
    expect(await other.textContent('main')).toContain('Rút ngắn hạn kiểm tra');
    await expectSound(other, 'draft-approve');
    await other.click('form[action$="/duyet"] .button-main');
    await other.waitForURL('**/phien-ban');
    const said = await other.textContent('main');
    expect(said).toContain('Đã công bố bản 2');
    expect(said).toContain('Người duyệt: Trần Thị Bình');
    expect(said).toMatch(/[\d.]+ hồ sơ chưa xong giữ bản 1/);
    await expectSound(other, 'draft-versions');
    await other.click(`a[href="${home}/so-sanh?tu=1&den=2"]`);
    expect(await other.textContent('main')).toContain('hạn 3 → 2 ngày làm việc');
    await expectSound(other, 'draft-compare');
  });

  it('going back publishes the earlier version again, handed in as well', async () => {
    const { page } = first;
    await page.goto(`${home}/phien-ban`);
    await page.click('main details:has(#note-1) > summary');
    await page.fill('#note-1', 'Hạn hai ngày quá gấp với cấp xã');
    await page.click('form[action$="/quay-lai"] .button-main');
    await page.waitForURL('**/ban-nhap');
    const other = second.page;
    await other.goto(draft);
    expect(await other.textContent('#differences')).toContain('hạn 2 → 3 ngày làm việc');
    await other.click('form[action$="/duyet"] .button-main');
    await other.waitForURL('**/phien-ban');
    const said = await other.textContent('main');
    expect(said).toContain('Đã công bố bản 3');
    expect(said).toContain('Nội dung giống hệt bản 1');
    await other.screenshot({ path: join(shots, 'draft-back.png') });
  });

  it('a copy for the next year shows the days it moved and its first owed report', async () => {
    const { page } = first;
    await page.goto(`${home}/sao-chep`);
    await expectSound(page, 'draft-copy');
    await page.click('main .button-main');
    await page.waitForURL('**/sao-tu/*');
    const said = await page.textContent('main');
    expect(said).toContain('ngày bắt đầu 19/08/2024 → 19/08/2025');
    expect(said).toContain('Báo cáo phải nộp đầu tiên');
    expect(said).toContain('12/2025');
    await expectSound(page, 'draft-copied');
    for (const window of [first, second]) expectNothingWrong(window);
  });
});
