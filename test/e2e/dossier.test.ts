/// <reference lib="dom" />
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dossierOf, nominationOf, openGatheringTown, tuesday } from '../unit/app/gathering/gathering-town.ts';
import { serveOver, type TownServer } from '../unit/http/town-server.ts';
import { expectNothingWrong, expectSoundOnBoth, launchBrowser, type openWindow, signIn } from './browser.ts';
import type { Product } from './product.ts';

const shots = join(import.meta.dirname, 'screenshots');

describe('a dossier on pages', () => {
  let served: TownServer;
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    const town = await openGatheringTown();
    town.setTime(tuesday);
    [served, browser] = await Promise.all([serveOver(town), launchBrowser()]);
    product = { address: served.address, said: () => '', stop: served.close };
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  /** The password of a small town's account is its login. */
  const visit = (login: string, options: Parameters<typeof openWindow>[2] = {}) =>
    signIn(browser, product, login, options, login);
  const look = (page: Page, name: string) => expectSoundOnBoth(page, join(shots, name));

  it('gathers three cases, one of which is returned and two are approved', async () => {
    const inspector = await visit('inspector');
    const { page } = inspector;
    await page.goto('/hang-doi');
    await page.click('a:has-text("Lập tờ trình")');
    await page.waitForURL('**/to-trinh/gathering/proposal/north');
    expect(await page.locator('input[name=case]').count()).toBe(3);
    await page.click('button:has-text("Đưa vào tờ trình")');
    await page.waitForSelector('.error-summary');
    expect(await page.textContent('.error-summary')).toContain('Chưa chọn hồ sơ nào');
    await page.check('[data-tick-all] input');
    expect(await page.textContent('[data-ticked]')).toBe('(3)');
    await look(page, 'dossier-gather');
    await page.click('button:has-text("Đưa vào tờ trình")');
    await page.waitForURL(`**/viec/${dossierOf(1)}`);
    expect(await page.textContent('.flash')).toContain('Đã đưa 3 hồ sơ vào danh sách');
    await page.fill('[name=about]', 'Đề nghị khen thưởng ba tổ');
    await look(page, 'dossier-write');

    // The list can still change: one goes out and comes in again.
    await page.click('a:has-text("Xem, thêm bớt danh sách")');
    await page.waitForURL('**/ho-so/**');
    await page.click('#dong-3 button');
    await page.waitForSelector('.flash:has-text("Đã đưa ra khỏi danh sách")');
    await look(page, 'dossier-list');
    await page.click('a:has-text("Thêm hồ sơ vào danh sách")');
    await page.check('input[name=case]');
    await page.click('button:has-text("Đưa vào tờ trình")');
    await page.waitForURL(`**/viec/${dossierOf(1)}`);
    await page.fill('[name=about]', 'Đề nghị khen thưởng ba tổ');
    await page.click('form.fill button:not([formaction]):has-text("Kiểm tra")');
    await page.waitForURL('**/kiem-tra');
    await page.click('main form button.button-main');
    await page.waitForURL('**/bien-nhan/**');
    expectNothingWrong(inspector);

    const head = await visit('head');
    await head.page.goto('/hang-doi');
    // Two clicks sign a whole batch: the case, and its act; here one line is made an exception of.
    await head.page.click('[data-line] >> nth=0');
    await head.page.waitForURL('**/ho-so/**');
    await head.page.selectOption('#line-2', 'returned');
    await head.page.keyboard.press('Tab');
    await look(head.page, 'dossier-decide');
    await head.page.click('button:has-text("Ký duyệt")');
    await head.page.waitForSelector('.error-summary');
    expect(await head.page.textContent('.error-summary')).toContain('phải ghi lý do');
    expect(await head.page.inputValue('#line-2')).toBe('returned');
    await head.page.fill('#line-2-reason', 'Thiếu biên bản họp tổ.');
    await head.page.click('button:has-text("Ký duyệt")');
    await head.page.waitForSelector('.flash');
    await head.page.goto(`/ho-so/${dossierOf(1)}`);
    expect(await head.page.textContent('#dong-2')).toContain('Trả lại bổ sung');
    expect(await head.page.textContent('#dong-2')).toContain('Thiếu biên bản họp tổ.');
    expect(await head.page.textContent('#dong-1')).toContain('Được duyệt');
    await look(head.page, 'dossier-signed');
    // Nothing has left yet: the cases hear of it when the signature can no longer be undone.
    expect((await served.town.load(nominationOf(1))).state).toBe('running');
    await served.town.passUntil('2025-02-04T02:01:00.000Z');
    await head.page.goto(`/ho-so/${nominationOf(1)}`);
    expect(await head.page.textContent('[aria-labelledby=membership]')).toContain('Được duyệt');
    await look(head.page, 'dossier-member');
    expectNothingWrong(head);
    const cases = await Promise.all([1, 2, 3].map((team) => served.town.load(nominationOf(team))));
    expect(cases.map(({ outcome, steps }) => outcome ?? steps.at(-1)!.step)).toEqual([
      'approved',
      'fill',
      'approved',
    ]);

    const leader = await visit('leader-2', { javaScriptEnabled: false });
    await leader.page.goto('/viec');
    await leader.page.click(`a[href*="${nominationOf(2)}"] >> nth=0`);
    expect(await leader.page.textContent('.returned')).toContain('Thiếu biên bản họp tổ.');
    for (const { context } of [inspector, head, leader]) await context.close();
  });
});
