/// <reference lib="dom" />
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  answerEverything,
  axeFindings,
  desktop,
  expectNothingWrong,
  isTooWide,
  launchBrowser,
  phone,
  pressSave,
  signIn,
  type Window,
} from './browser.ts';
import { type Product, startProduct } from './product.ts';
import { awardCase, prepareSmallDemo } from './small-demo.ts';

const shots = join(import.meta.dirname, 'screenshots');
mkdirSync(shots, { recursive: true });

describe('over the abolition of the district level', () => {
  let product: Product;
  let browser: Browser;
  let admin: Window;
  let officer: Window;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct('embedded', prepareSmallDemo), launchBrowser()]);
    admin = await signIn(browser, product, 'quantri', { viewport: desktop });
    officer = await signIn(browser, product, 'congan', { viewport: desktop });
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  /** The page at hand as pictures, sound, and no wider than its window. */
  async function look(page: Page, name: string): Promise<void> {
    await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
    expect(await axeFindings(page)).toEqual([]);
    await page.setViewportSize(phone);
    await page.screenshot({ path: join(shots, `${name}-phone.png`), fullPage: true });
    expect(await isTooWide(page)).toBe(false);
    expect(await axeFindings(page)).toEqual([]);
    await page.setViewportSize(desktop);
  }

  /** Moves the demo's clock, a hundred hours at a time as the banner allows. */
  async function moveClock({ page }: Window, hours: number): Promise<void> {
    await page.goto('/quan-tri/sap-xep');
    for (let left = hours; left > 0; left -= 100) {
      const before = await page.textContent('.demo p');
      await page.click('.demo summary');
      await page.fill('#demo-hours', String(Math.min(left, 100)));
      await page.click('.demo button[value="hours"]');
      await page.waitForFunction((shown) => document.querySelector('.demo p')?.textContent !== shown, before);
    }
  }

  /** Loads the page again until its text has come: what the workers have to do first takes its time. */
  async function until(page: Page, selector: string, text: RegExp): Promise<void> {
    const shown = () => page.reload().then(() => page.locator(selector).first().textContent());
    await expect.poll(shown, { timeout: 60_000, interval: 500 }).toMatch(text);
  }

  /** A team leader sends the seven reports of June. */
  async function sendJune(login: string): Promise<void> {
    const { page, context } = await signIn(browser, product, login, { viewport: phone });
    await until(page, 'main', /Tháng 6\/2025/);
    await page.click('main a[href^="/viec/"][href*=".2025-06."] >> nth=0');
    for (let n = 1; n <= 7; n += 1) {
      await answerEverything(page);
      await pressSave(page);
      await page.waitForURL((url) => !url.pathname.endsWith('/luu'));
    }
    await page.click('.send .button-main');
    await page.waitForURL('**/bien-nhan/**');
    await context.close();
  }

  const state = (page: Page) => page.locator('main .state').first();

  /** Opens a reorganisation and looks at every case. */
  async function rehearse(page: Page, title: string): Promise<void> {
    await page.goto('/quan-tri/sap-xep');
    await page.click(`.rows a:has-text("${title}")`);
    if ((await page.locator('#groups .button-main').count()) > 0) await page.click('#groups .button-main');
    await page.waitForSelector('#apply');
  }

  /** What the page says happens to the cases: title and count of each group. */
  async function groups(page: Page): Promise<Record<string, number>> {
    const rows = page.locator('#groups tbody tr');
    const found: Record<string, number> = {};
    for (let at = 0; at < (await rows.count()); at += 1) {
      const row = rows.nth(at);
      found[(await row.locator('a').textContent())!] = Number(await row.locator('.state').textContent());
    }
    return found;
  }

  it('takes a file, refuses it in words, and asks where a divided ward goes', async () => {
    const { page } = admin;
    const parents = [{ line: 'police', unit: 'tinh-bac-lieu' }];
    const file = (unit: string) => ({
      name: 'chia-phuong.json',
      mimeType: 'application/json',
      buffer: Buffer.from(
        JSON.stringify({
          thidua: 1,
          id: 'chia-phuong',
          title: { vi: 'Chia Phường 1 (thử)' },
          organisation: 'bac-lieu',
          from: '2025-03-05',
          units: ['dong', 'tay'].map((uid) => ({ uid, name: `Phường ${uid}`, level: 'commune', parents })),
          ends: [{ unit, successors: ['dong', 'tay'] }],
          roles: [{ role: 'commune-police-officer', people: 'follow' }],
        }),
      ),
    });
    await page.goto('/quan-tri/sap-xep');
    await page.click('#load summary');
    await page.setInputFiles('#file', file('bac-lieu-phuong-11'));
    await page.click('#load button');
    expect(await page.textContent('.error-summary')).toContain('Không có đơn vị “bac-lieu-phuong-11”');
    await page.setInputFiles('#file', file('bac-lieu-phuong-1'));
    await page.click('#load button');
    await page.waitForSelector('#apply');
    const choices = page.locator('#groups .field select');
    expect(await choices.count()).toBe(3);
    for (const choice of await choices.all()) await choice.selectOption({ label: 'Phường tay' });
    await page.click('#groups form >> nth=0 >> button');
    await page.waitForSelector('#apply');
    expect(await choices.first().inputValue()).toBe('tay');
    expect(await page.textContent('#groups')).not.toContain('có nhiều đơn vị kế thừa');
    await look(page, 'reorganisation-choices');
  });

  it('ends the district police on its day, and no case waits for nobody', async () => {
    const { page } = admin;
    await rehearse(page, 'Kết thúc Công an cấp huyện');
    expect(await page.textContent('main')).toContain(
      'mọi đơn vị cấp Xã, phường, thị trấn trực thuộc Tỉnh Bạc Liêu',
    );
    expect(Object.keys(await groups(page))).toEqual(['Không đổi']);
    await look(page, 'reorganisation-police');
    await page.click('#apply button');
    expect(await state(page).textContent()).toContain('chờ đến ngày');
    await moveClock(admin, 48);
    await page.goto('/quan-tri/sap-xep');
    await page.click('.rows a:has-text("Kết thúc Công an cấp huyện")');
    await until(page, 'main .state', /^Đã áp dụng$/);
    await page.goto('/quan-tri/sap-xep');
    expect(await page.textContent('#waiting')).toContain('Không có hồ sơ nào chờ');
  });

  it('shows before 1 July what happens to each case, and applies it for that day', async () => {
    await moveClock(admin, 116 * 24);
    await sendJune('totruong');
    await officer.page.goto('/hang-doi');
    expect(await officer.page.textContent('tbody')).toContain('Phường 1');

    const { page } = admin;
    await rehearse(page, '64 đơn vị cấp xã');
    const found = await groups(page);
    expect(
      found['Bước “Ban Chỉ đạo 138 cấp huyện cho ý kiến” không còn, chuyển sang “Công an tỉnh thẩm định”'],
    ).toBe(1);
    expect(found['Chuyển về Phường Bạc Liêu']).toBeGreaterThanOrEqual(1);
    await look(page, 'reorganisation-july');
    await page.click('#groups a:has-text("Chuyển về Phường Bạc Liêu")');
    expect(await page.textContent('tbody')).toContain('Phường 1 → Phường Bạc Liêu');
    await look(page, 'reorganisation-cases');
    await page.click('.back a');
    await page.click('#apply button');
    expect(await state(page).textContent()).toContain('chờ đến ngày');
  });

  it('carries both over 30 June, back the same day, and over again', async () => {
    const { page } = admin;
    const bcd = await signIn(browser, product, 'bcd');
    await bcd.page.goto('/hang-doi');
    expect(await bcd.page.locator('tbody tr').count()).toBe(1);
    await bcd.context.close();
    await moveClock(admin, 6 * 24);
    await page.goto('/quan-tri/sap-xep');
    await page.click('.rows a:has-text("64 đơn vị cấp xã")');
    await until(page, 'main .state', /^Đã áp dụng$/);
    await look(page, 'reorganisation-applied');

    await page.click('#undo button');
    await until(page, 'main .state', /^Đã hoàn tác$/);
    expect(Object.keys(await groups(page))).toContain('Đã trả về như cũ');
    await officer.page.goto('/hang-doi');
    expect(await officer.page.textContent('tbody')).toContain('Phường 1');
    await page.click('#again button');
    await page.waitForSelector('#apply');
    await page.click('#apply button');
    await until(page, 'main .state', /^Đã áp dụng$/);
    await page.goto('/quan-tri/sap-xep');
    expect(await page.textContent('#waiting')).toContain('Không có hồ sơ nào chờ');
    expectNothingWrong(admin);
  });

  it('goes on: the commune’s report with the new ward, the district’s file at the new province', async () => {
    await sendJune('totruong2');
    const { page } = officer;
    await page.goto('/hang-doi');
    await expect.poll(() => page.locator('tbody tr').count()).toBe(14);
    await page.screenshot({ path: join(shots, 'reorganisation-queue.png'), fullPage: true });
    const texts = await page.locator('tbody tr th').allTextContents();
    // What was sent before prints the name of its day, what was sent since the new one with the old.
    expect(texts.filter((text) => text.includes('Phường Bạc Liêu (trước sắp xếp: Phường 1)'))).toHaveLength(
      7,
    );
    expect(texts.filter((text) => !text.includes('sắp xếp') && text.includes('Phường 1'))).toHaveLength(7);
    await page.click('tbody a >> nth=0');
    await page.waitForSelector('form.decision, form[action$="/quyet-dinh"], [data-key="a"]');
    await page.click('[data-key="a"]');
    await page.goto('/hang-doi?tab=done');
    expect(await page.locator('tbody tr').count()).toBeGreaterThanOrEqual(1);

    const desk = await signIn(browser, product, 'thidua', { viewport: desktop });
    await desk.page.goto('/hang-doi');
    expect(await desk.page.textContent('tbody')).toContain('Công an tỉnh thẩm định');
    await desk.page.goto(`/ho-so/${awardCase}`);
    expect(await desk.page.textContent('main')).toContain(
      'đã hết hiệu lực, hồ sơ chuyển sang “Công an tỉnh thẩm định”',
    );
    await desk.page.screenshot({ path: join(shots, 'reorganisation-award.png'), fullPage: true });
    await desk.page.goto('/bang');
    await desk.page.click('a:has-text("Phường Bạc Liêu")');
    expect(await desk.page.textContent('main')).toContain('khóm 1');
    await desk.context.close();
    expectNothingWrong(officer);
  });
});
