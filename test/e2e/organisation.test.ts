import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, expectNothingWrong, isTooWide, launchBrowser, phone, signIn } from './browser.ts';
import { type Product, startProduct } from './product.ts';

const shots = join(import.meta.dirname, 'screenshots');
mkdirSync(shots, { recursive: true });

/** Counting more than a thousand deadlines anew, on a machine that has other work. */
const longest = 120_000;

const pages = {
  units: '/quan-tri/don-vi',
  unit: '/quan-tri/don-vi/bac-lieu-phuong-1',
  members: '/quan-tri/vai-tro',
  substitutes: '/quan-tri/thay-the',
  subjects: '/quan-tri/doi-tuong',
  calendar: '/quan-tri/lich/vn-office?nam=2025',
  import: '/quan-tri/nhap?loai=vai-tro',
  changes: '/quan-tri/thay-doi',
};

describe('the organisation on pages', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it.each([
    true,
    false,
  ])('a unit is found and renamed from a day, roles are imported with a preview, both are undone; script: %s', async (javaScriptEnabled) => {
    const window = await signIn(browser, product, 'quantri', { javaScriptEnabled });
    const { page } = window;
    let clicks = 0;
    const click = async (selector: string) => {
      clicks += 1;
      await page.click(selector);
    };
    await page.goto('/quan-tri');
    await click('nav.tabs a[href="/quan-tri/don-vi"]');
    await page.fill('#search', 'phuong 1');
    await click('form.filters .button');
    await click('a[href="/quan-tri/don-vi/bac-lieu-phuong-1"]');
    await click('#rename summary');
    await page.fill('#rename-name', 'Phường Một');
    await page.fill('#rename-from', '2025-03-01');
    await page.fill('#rename-note', 'Nghị quyết của Hội đồng nhân dân');
    await click('#rename .button-main');
    expect(clicks).toBeLessThanOrEqual(5);
    expect(await page.textContent('.flash')).toContain('Đã lưu');
    // The day is still in January: the page shows the name of today, and both names with their time.
    expect(await page.textContent('h1')).toBe('Phường 1');
    expect(await page.textContent('#main')).toContain('Phường Một từ 01/03/2025');
    await page.screenshot({ path: join(shots, `unit-renamed-${javaScriptEnabled}.png`), fullPage: true });

    await page.goto('/quan-tri/nhap?loai=vai-tro');
    await page.fill(
      '#csv-text',
      [
        'Tên đăng nhập;Vai trò;Đơn vị;Từ ngày',
        'congan;commune-police-officer;bac-lieu-phuong-2;01/02/2025',
        'thidua;Cán bộ Công an cấp xã;bac-lieu-phuong-2;01/02/2025',
        'khong-co;commune-police-officer;bac-lieu-phuong-2;01/02/2025',
      ].join('\n'),
    );
    await page.click('#csv .button-main');
    expect(await page.textContent('.sums')).toContain('2 mới');
    expect(await page.textContent('#main')).toContain('Dòng 4');
    if (javaScriptEnabled) expect(await axeFindings(page)).toEqual([]);
    await page.screenshot({ path: join(shots, `import-preview-${javaScriptEnabled}.png`), fullPage: true });
    await page.click('form[action$="/ap-dung"] .button-main');
    expect(await page.textContent('.flash')).toContain('Đã ghi 2 thay đổi');
    await page.click('.flash .button');
    expect(await page.textContent('.flash')).toContain('Đã hoàn tác');

    await page.goto('/quan-tri/thay-doi');
    await page.click('.history a:text("Đổi tên đơn vị")');
    await page.click('form[action$="/hoan-tac"] .button');
    await page.goto('/quan-tri/don-vi/bac-lieu-phuong-1');
    expect(await page.textContent('#is ~ dl')).not.toContain('Phường Một');
    if (javaScriptEnabled) await expectNothingWrong(window);
    await window.context.close();
  });

  it.each([
    true,
    false,
  ])('a unit ends with its cases after a look at where they go, and both come back; script: %s', async (javaScriptEnabled) => {
    const window = await signIn(browser, product, 'quantri', { javaScriptEnabled });
    const { page } = window;
    const shot = async (name: string) => {
      if (!javaScriptEnabled) return;
      await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
      expect(await axeFindings(page), name).toEqual([]);
      await page.setViewportSize(phone);
      expect(await isTooWide(page), name).toBe(false);
      await page.screenshot({ path: join(shots, `${name}-phone.png`), fullPage: true });
      await page.setViewportSize({ width: 1280, height: 900 });
    };
    /** What the page says once nobody is at work on it any more. */
    const settled = async (word: string) => {
      const read = async () => {
        await page.reload();
        return page.textContent('h1 ~ p');
      };
      await expect.poll(read, { timeout: longest, interval: 500 }).toContain(word);
    };
    await page.goto('/quan-tri/don-vi/bac-lieu-phuong-2');
    await page.click('#end summary');
    expect(await page.textContent('#end')).toMatch(/[1-9]\d* hồ sơ đang chờ người của đơn vị xử lý/);
    await page.fill('#end-lastDay', '2025-01-19');
    await page.fill('#end-successors', 'Phường 3 (bac-lieu-phuong-3)');
    await page.check('#end-people');
    await page.fill('#end-note', 'Nghị quyết của Hội đồng nhân dân');
    await shot('unit-end');
    await page.click('#end .button-main');
    await settled('Chưa áp dụng');
    expect(await page.textContent('h1')).toBe('Kết thúc Phường 2');
    expect(await page.textContent('#groups')).toContain('Chuyển về Phường 3');
    await shot('unit-end-cases');
    await page.click('#apply .button-main');
    await settled('Đã áp dụng');
    await page.goto('/quan-tri/thay-doi');
    expect(await page.textContent('.history li')).toMatch(
      /Sắp xếp đơn vị: Kết thúc Phường 2.*Đã áp dụng.*Từ 20\/01\/2025: 1 đơn vị kết thúc.*hồ sơ chuyển theo/s,
    );
    await shot('unit-end-history');
    await page.click('.history a:text("Kết thúc Phường 2")');
    await page.click('#undo .button');
    await settled('Đã hoàn tác');
    await page.goto('/quan-tri/don-vi/bac-lieu-phuong-2');
    expect(await page.textContent('#is ~ dl')).not.toContain('đến hết');
    expect(await page.textContent('#changes ~ ol')).toContain('Đã hoàn tác');
    if (javaScriptEnabled) await expectNothingWrong(window);
    await window.context.close();
  }, 300_000);

  it.each([
    true,
    false,
  ])('a file of three thousand accounts is written and undone with a bar; script: %s', async (javaScriptEnabled) => {
    const window = await signIn(browser, product, 'quantri', { javaScriptEnabled });
    const { page } = window;
    const accounts = 3000;
    const look = async (name: string) => {
      if (!javaScriptEnabled) return;
      await page.screenshot({ path: join(shots, `${name}.png`) });
      await page.setViewportSize(phone);
      await page.screenshot({ path: join(shots, `${name}-phone.png`) });
      expect(await isTooWide(page), name).toBe(false);
      await page.setViewportSize({ width: 1280, height: 900 });
    };
    /** The page looks again by itself: nothing is pressed until the bar is gone. */
    const written = async () => {
      await page.waitForSelector('progress', { state: 'detached', timeout: longest });
    };
    await page.goto('/quan-tri/nhap?loai=tai-khoan');
    const lines = Array.from(
      { length: accounts },
      (_, n) => `lon.${n};Cán bộ ${n};commune-police-officer;bac-lieu-phuong-2;01/02/2025`,
    );
    await page.setInputFiles('input[type="file"]', {
      name: 'can-bo.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(['login;name;role;unit;from', ...lines].join('\n')),
    });
    await page.click('#csv .button-main');
    expect(await page.textContent('.sums')).toContain('6.000 mới');
    const pressed = Date.now();
    await page.click('form[action$="/ap-dung"] .button-main');
    const answered = Date.now() - pressed;
    expect(await page.textContent('#progress')).toMatch(/Đã ghi [\d.]+ trên 6\.000 mục/);
    await look('import-progress');
    await written();
    expect(await page.textContent('#main')).toContain('Tải liên kết kích hoạt của 3.000 tài khoản');
    if (javaScriptEnabled) expect(await axeFindings(page)).toEqual([]);
    await look('import-written');
    await page.click('a[href^="/quan-tri/thay-doi/"]:text("Xem trong lịch sử thay đổi")');
    await page.click('form[action$="/hoan-tac"] .button');
    expect(await page.textContent('#progress')).toContain('trên 6.000 mục');
    await written();
    await page.goto('/quan-tri/tai-khoan?tim=lon.1');
    expect(await page.textContent('#main')).not.toContain('Cán bộ 1');
    expect(answered).toBeLessThan(20_000);
    if (javaScriptEnabled) await expectNothingWrong(window);
    await window.context.close();
  }, 300_000);

  it('a day off moves the deadlines of whoever has to report, and back', async () => {
    const leader = await signIn(browser, product, 'totruong', { viewport: phone });
    const dueOnTheirPage = async () => {
      await leader.page.goto('/viec');
      return (await leader.page.textContent('main'))!;
    };
    expect(await dueOnTheirPage()).toContain('24/01');
    const window = await signIn(browser, product, 'quantri');
    const { page } = window;
    await page.goto(pages.calendar);
    await page.fill('#mark-date', '2025-01-22');
    await page.fill('#mark-name', 'Nghỉ bão');
    await page.click('#mark .button-main');
    await page.waitForSelector('.flash');
    const recounted = async () => {
      await page.reload();
      return page.textContent('main');
    };
    await expect.poll(recounted, { timeout: longest, interval: 1000 }).toMatch(/hồ sơ có hạn mới/);
    await page.screenshot({ path: join(shots, 'calendar-recounted.png'), fullPage: true });
    expect(await dueOnTheirPage()).toContain('03/02');
    await page.goto('/quan-tri/thay-doi');
    await page.click('.history a:text("Ghi ngày trên lịch")');
    await page.click('form[action$="/hoan-tac"] .button');
    await page.waitForSelector('.flash');
    await expect.poll(dueOnTheirPage, { timeout: longest, interval: 1000 }).toContain('24/01');
    expectNothingWrong(window);
  }, 300_000);

  it('fits on a phone, is light, and nothing of it is wrong for readers of screens', async () => {
    const window = await signIn(browser, product, 'quantri', { viewport: phone });
    const { page } = window;
    for (const [name, path] of Object.entries(pages)) {
      const answer = await page.goto(path);
      expect(Buffer.byteLength(await answer!.body()), name).toBeLessThan(100_000);
      expect(await isTooWide(page), name).toBe(false);
      expect(await axeFindings(page), name).toEqual([]);
      await page.screenshot({ path: join(shots, `organisation-${name}-phone.png`), fullPage: true });
    }
    await page.setViewportSize({ width: 1280, height: 900 });
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(path);
      await page.screenshot({ path: join(shots, `organisation-${name}.png`), fullPage: true });
    }
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(pages.calendar);
    expect(await axeFindings(page)).toEqual([]);
    await page.screenshot({ path: join(shots, 'organisation-calendar-dark.png'), fullPage: true });
    expect(window.wrong).toEqual([]);
  });
});
