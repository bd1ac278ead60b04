/// <reference lib="dom" />
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseOf, consulting, openTown, signing, submit } from '../unit/app/town.ts';
import { serveOver, type TownServer } from '../unit/http/town-server.ts';
import { expectNothingWrong, expectSoundOnBoth, launchBrowser, type openWindow, signIn } from './browser.ts';
import type { Product } from './product.ts';

const shots = join(import.meta.dirname, 'screenshots');

describe('opinions and a signature on pages', () => {
  let served: TownServer;
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    const town = await openTown([...signing, ...consulting]);
    await submit(town, 1);
    town.setTime('2025-02-03T02:00:00.000Z');
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

  const textOf = (page: Page, selector: string) => page.textContent(selector);

  it('the ward asks, a body answers, the ward signs with a number', async () => {
    const at = `/ho-so/${caseOf(1)}`;
    const clerk = await visit('clerk-1');
    await clerk.page.goto(at);
    expect(await textOf(clerk.page, '#decision')).toContain('Số sẽ cấp khi ký: 01/QĐ');
    await look(clerk.page, 'opinions-before');
    await clerk.page.click('button:has-text("Lấy ý kiến")');
    await clerk.page.waitForSelector('.flash');
    // What stands still stays in the queue of whoever has it, and says so.
    served.town.setTime('2025-02-03T02:01:00.000Z');

    // The city answers without a script.
    const head = await visit('head', { javaScriptEnabled: false });
    await head.page.goto('/hang-doi');
    await head.page.click('[data-line] >> nth=0');
    await head.page.waitForURL('**/ho-so/**');
    expect(await textOf(head.page, '#decision-title')).toBe('Ý kiến của Thị xã');
    await head.page.fill('#document-number', '15/CV-TX');
    await head.page.fill('#document-date', '2025-02-03');
    await head.page.click('button:has-text("Chưa thống nhất")');
    await head.page.waitForSelector('.error-summary');
    expect(await head.page.inputValue('#document-number')).toBe('15/CV-TX');
    await head.page.fill('#reason', 'Biên bản chưa có chữ ký của tổ trưởng.');
    await head.page.click('button:has-text("Chưa thống nhất")');
    await head.page.waitForSelector('.flash');

    // The team learns no more than that its case is under consideration.
    const leader = await visit('leader-1');
    await leader.page.goto(at);
    expect(await textOf(leader.page, '[aria-labelledby=consultation-0]')).toContain('Đang xem xét');
    expect(await textOf(leader.page, 'main')).not.toMatch(/chữ ký của tổ trưởng|Chưa thống nhất/);
    await look(leader.page, 'opinions-hidden');

    const helper = await visit('clerk-1b');
    await helper.page.goto(at);
    expect(await textOf(helper.page, '#decision-title')).toBe('Ý kiến của Tổ giúp việc phường');
    await look(helper.page, 'opinions-asked');
    await helper.page.click('button:has-text("Thống nhất") >> nth=0');
    await helper.page.waitForSelector('.flash');

    await clerk.page.goto(at);
    const given = await textOf(clerk.page, '[aria-labelledby=consultation-0]');
    expect(given).toContain('Biên bản chưa có chữ ký của tổ trưởng.');
    expect(given).toContain('Văn bản 15/CV-TX, 03/02/2025');
    await look(clerk.page, 'opinions-given');
    await clerk.page.click('button:has-text("Xác nhận")');
    await clerk.page.waitForSelector('.flash');
    await clerk.page.goto(at);
    expect(await textOf(clerk.page, '[aria-labelledby=documents]')).toContain('Số 01/QĐ, ngày 03/02/2025');
    expect(await textOf(clerk.page, '.timeline')).toContain('văn bản số 01/QĐ ngày 03/02/2025');
    await look(clerk.page, 'opinions-signed');

    const admin = await visit('admin');
    await admin.page.goto('/quan-tri/phong-trao');
    await admin.page.click('a:has-text("Sổ số văn bản")');
    await admin.page.waitForURL('**/so-van-ban');
    expect(await textOf(admin.page, 'tbody tr')).toContain('01/QĐ');
    await look(admin.page, 'registers');
    await admin.context.close();
    for (const window of [clerk, leader, helper]) expectNothingWrong(window);
    for (const { context } of [clerk, head, leader, helper]) await context.close();
  });
});
