import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { desktop, expectNothingWrong, launchBrowser, openWindow, signIn, typeSignIn } from './browser.ts';
import { type Product, startProduct } from './product.ts';

const shots = join(import.meta.dirname, 'screenshots');
mkdirSync(shots, { recursive: true });

describe('the administrator', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('adds a person by a one-time link, gives a role, and disables the account', async () => {
    const window = await signIn(browser, product, 'quantri', { viewport: desktop });
    const { page } = window;
    await page.click('#add summary');
    await page.fill('#login', 'Người Mới');
    await page.fill('#name', 'Trần Thị Mới');
    await page.click('#add .button-main');
    expect(await page.title()).toMatch(/^Lỗi: /);
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('error-summary');
    expect(await page.inputValue('#name')).toBe('Trần Thị Mới');
    await page.fill('#login', 'nguoi-moi');
    await page.click('#add .button-main');
    await page.waitForSelector('.one-time');
    const link = (await page.textContent('.one-time'))!;
    expect(link).toContain(`${product.address}/lien-ket/`);
    await page.selectOption('#role', { label: 'Cán bộ Công an cấp xã' });
    await page.fill('#unit', 'Phường 1 (bac-lieu-phuong-1)');
    await page.click('form[action$="/vai-tro"] .button');
    expect(await page.textContent('.rows')).toContain('Phường 1');
    // Shown once: the page no longer tells it.
    expect(await page.locator('.one-time').count()).toBe(0);

    const person = await openWindow(browser, product);
    await person.page.goto(link);
    await person.page.fill('#password', 'ngắn');
    await person.page.fill('#again', 'khác');
    await person.page.click('main .button-main');
    expect(await person.page.locator('.error-summary li').count()).toBe(2);
    await person.page.fill('#password', 'một câu dễ nhớ');
    await person.page.fill('#again', 'một câu dễ nhớ');
    await person.page.click('main .button-main');
    await person.page.waitForURL('**/hang-doi');
    const again = await openWindow(browser, product);
    await again.page.goto(link);
    expect(await again.page.textContent('main')).toContain('đã dùng hoặc đã hết hạn');

    await page.click('form[action$="/khoa"] .button');
    expect(await page.textContent('.flash')).toContain('Đã khóa');
    await person.page.reload();
    expect(new URL(person.page.url()).pathname).toBe('/dang-nhap');
    await typeSignIn(person.page, 'nguoi-moi', 'một câu dễ nhớ');
    expect(await person.page.textContent('.error-summary')).toContain('không đúng');

    await page.goto('/quan-tri/nhat-ky');
    const log = await page.textContent('tbody');
    for (const act of ['Thêm tài khoản', 'Thêm vai trò', 'Đặt mật khẩu', 'Khóa tài khoản'])
      expect(log).toContain(act);
    await page.screenshot({ path: join(shots, 'log.png'), fullPage: true });
    for (const one of [window, person]) {
      expectNothingWrong(one);
      await one.context.close();
    }
    await again.context.close();
  });

  it('imports accounts from a CSV after a look at every line', async () => {
    const window = await signIn(browser, product, 'quantri');
    const { page } = window;
    const send = async (text: string) => {
      await page.goto('/quan-tri/tai-khoan');
      await page.click('a[href="/quan-tri/nhap?loai=tai-khoan"]');
      await page.setInputFiles('#csv-file', {
        name: 'moi.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(text),
      });
      await page.click('#csv .button-main');
      await page.waitForSelector('.sums');
    };
    const head = 'login;name;email;role;unit;from;to\n';
    const right = 'moi1;Lê Văn Một;;bac-lieu/team-leader;bac-lieu-phuong-1-khom-1;2025-01-01;\n';
    await send(`\ufeff${head}${right}moi2;Lê Văn Hai;;bac-lieu/team-leadr;nowhere;2025-01-01;\n`);
    expect(await page.textContent('#main')).toMatch(/Dòng 3.*team-leadr/s);
    await page.goto('/quan-tri/tai-khoan?search=moi1');
    expect(await page.locator('tbody tr').count()).toBe(0);
    await send(head + right);
    await page.click('form[action$="/ap-dung"] .button-main');
    await page.waitForSelector('.one-time');
    expect(await page.textContent('.flash')).toContain('2 thay đổi');
    expect(await page.locator('.one-time').count()).toBe(1);
    expectNothingWrong(window);
    await window.context.close();
  });

  it('sees campaigns with the result of checking, and mails', async () => {
    const window = await signIn(browser, product, 'quantri');
    const { page } = window;
    await page.goto('/quan-tri/phong-trao');
    expect(await page.textContent('main')).toContain('Không có lỗi');
    expect(await page.textContent('main')).toContain('Đang dùng');
    await page.goto('/quan-tri/thu');
    expect(await page.locator('.message').count()).toBeGreaterThan(0);
    expectNothingWrong(window);
    await window.context.close();
  });
});
