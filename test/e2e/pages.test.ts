/// <reference lib="dom" />
import { mkdirSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  axeFindings,
  desktop,
  expectNothingWrong,
  isTooWide,
  launchBrowser,
  openWindow,
  phone,
  signIn,
} from './browser.ts';
import { type Product, startProduct } from './product.ts';

const shots = join(import.meta.dirname, 'screenshots', 'pages');
mkdirSync(shots, { recursive: true });

const kilobyte = 1024;
const owed = 'bac-lieu-2024.bao-cao-thang-1.bac-lieu-phuong-1-khom-6.2025-01.1';
const sent = 'bac-lieu-2024.bao-cao-thang-1.bac-lieu-phuong-1-khom-2.2025-01.1';

/** Every page, by who opens it. */
const pages: Record<string, string[]> = {
  '': ['/dang-nhap', '/tro-giup', '/khong-co'],
  totruong6: [
    '/viec',
    `/viec/${owed}`,
    `/viec/${owed.replace('thang-1', 'thang-2')}`,
    `/viec/${owed}/kiem-tra`,
    '/hop-thu',
  ],
  congan: [
    '/hang-doi',
    '/hang-doi?tab=done',
    '/hang-doi?search=khong+co+gi',
    `/ho-so/${sent}?tab=todo`,
    `/ho-so/${sent}`,
    '/hop-thu',
  ],
  thidua: ['/bang', '/bang?campaign=bac-lieu-2024&period=2024-12&unit=tp-bac-lieu'],
  quantri: [
    '/quan-tri/tai-khoan',
    '/quan-tri/tai-khoan/p0027',
    '/quan-tri/phong-trao',
    '/quan-tri/thu',
    '/quan-tri/nhat-ky',
  ],
};

/** A team leader's page may weigh 40 KB, others 100. */
const leaders = new Set(['', 'totruong6']);

describe('every page', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  const name = (login: string, path: string) =>
    `${login || 'anyone'}-${pages[login]!.indexOf(path)}${path
      .split('?')[0]!
      .replaceAll(/bac-lieu-2024[^/]*/g, 'x')
      .replaceAll('/', '-')}`;

  const open = (login: string, options: Parameters<typeof openWindow>[2]) =>
    login ? signIn(browser, product, login, options) : openWindow(browser, product, options);

  describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
    it.each(Object.keys(pages))('is clean for “%s” by axe, and as wide as its window', async (login) => {
      // Colours do not depend on the width: the dark ones are looked at once.
      for (const viewport of colorScheme === 'light' ? [phone, desktop] : [phone]) {
        const window = await open(login, { viewport, colorScheme });
        for (const path of pages[login]!) {
          await window.page.goto(path);
          expect(await axeFindings(window.page), `${path} ${viewport.width}`).toEqual([]);
          expect(await isTooWide(window.page), `${path} ${viewport.width}`).toBe(false);
          await window.page.screenshot({
            path: join(shots, `${name(login, path)}-${viewport.width}-${colorScheme}.png`),
            fullPage: true,
          });
        }
        expectNothingWrong(window);
        await window.context.close();
      }
    });
  });

  it('weighs little', async () => {
    const weights: [string, number][] = [];
    for (const login of Object.keys(pages)) {
      const { page, context } = await open(login, {});
      for (const path of pages[login]!) {
        const bytes = await weigh(page, path);
        weights.push([`${login} ${path}`, bytes]);
        expect(bytes, path).toBeLessThan((leaders.has(login) ? 40 : 100) * kilobyte);
      }
      await context.close();
    }
    console.log(weights.map(([path, bytes]) => `${(bytes / kilobyte).toFixed(1)} KB  ${path}`).join('\n'));
  });

  it('loads htmx only where lists are worked through', async () => {
    for (const [login, path, loads] of [
      ['totruong6', '/viec', false],
      ['totruong6', `/viec/${owed}`, false],
      ['congan', '/hang-doi', true],
    ] as const) {
      const { page, context } = await open(login, {});
      await page.goto(path);
      expect((await page.content()).includes('/assets/htmx.'), path).toBe(loads);
      await context.close();
    }
  });

  it('never clips Vietnamese marks', async () => {
    const { page, context } = await open('', { viewport: phone });
    await page.goto('/dang-nhap');
    const clipped = await page.evaluate(() => {
      const found: string[] = [];
      for (const element of document.querySelectorAll<HTMLElement>('h1, h2, label, button, a, p, strong')) {
        element.textContent = 'Ế Ổ Ữ Ặ ẫ';
        const style = getComputedStyle(element);
        const lines = Number.parseFloat(style.lineHeight) / Number.parseFloat(style.fontSize);
        if (lines < 1.2 || (style.overflowY === 'hidden' && element.clientHeight < element.scrollHeight))
          found.push(`${element.tagName} ${element.className}`);
      }
      return found;
    });
    expect(clipped.filter((one) => !one.includes('hidden-text'))).toEqual([]);
    await context.close();
  });

  it('has targets of 24 pixels, and of 44 for main acts', async () => {
    const { page, context } = await open('totruong6', { viewport: phone });
    for (const path of pages['totruong6']!) {
      await page.goto(path);
      const small = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('a, button, input:not([type=hidden]), select, summary')]
          .filter((one) => one.offsetParent !== null && !one.closest('p, li, .hidden-text, .skip'))
          .map((one) => ({ what: one.outerHTML.slice(0, 80), box: one.getBoundingClientRect() }))
          .filter(({ box }) => box.height < 24 || box.width < 24)
          .map(({ what }) => what),
      );
      expect(small, path).toEqual([]);
      const low = await page
        .locator('.button-main:visible')
        .evaluateAll((all) =>
          all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.textContent),
        );
      expect(low, path).toEqual([]);
    }
    await context.close();
  });

  it('is worked by keyboard alone', async () => {
    const { page, context } = await open('congan', {});
    await page.goto('/hang-doi');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main');
    await page.keyboard.press('/');
    await page.keyboard.type('jn');
    expect(await page.inputValue('#search')).toBe('jn');
    await page.keyboard.press('Escape');
    await page.locator('#search').blur();
    await page.keyboard.press('?');
    expect(await page.isVisible('#keys')).toBe(true);
    await page.click('[data-keys-toggle]');
    await page.keyboard.press('Escape');
    await page.waitForSelector('#keys', { state: 'hidden' });
    const focused = () => page.evaluate(() => document.activeElement?.hasAttribute('data-line'));
    await page.keyboard.press('j');
    expect(await focused()).toBe(false);
    await page.keyboard.press('?');
    await page.click('[data-keys-toggle]');
    await page.keyboard.press('Escape');
    await page.waitForSelector('#keys', { state: 'hidden' });
    // Focus comes back from the closed dialog in its own time.
    await expect
      .poll(async () => {
        await page.keyboard.press('j');
        return focused();
      })
      .toBe(true);
    await context.close();
  });

  it('prints in black on white', async () => {
    const { page, context } = await open('congan', { colorScheme: 'dark' });
    await page.goto(`/ho-so/${sent}`);
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(0, 0, 0)');
    expect(await page.isVisible('.case-decision')).toBe(false);
    await page.screenshot({ path: join(shots, 'print.png'), fullPage: true });
    await context.close();
  });

  it('answers HEAD, health and readiness', async () => {
    const { context } = await open('', {});
    const head = await context.request.head('/dang-nhap');
    expect([head.status(), (await head.body()).length]).toEqual([200, 0]);
    for (const path of ['/healthz', '/readyz'])
      expect((await context.request.get(path)).status(), path).toBe(200);
    await context.close();
  });

  it('opens the month from its address', async () => {
    const { page, context } = await open('totruong6', { viewport: phone });
    await page.goto((await page.getAttribute('.bundle-act a', 'href'))!.replace(/\/kiem-tra$/, ''));
    expect(await page.locator('.row').count()).toBe(7);
    expect(await axeFindings(page)).toEqual([]);
    await context.close();
  });
});

/**
 * What travels for a page the first time it is opened: the page and everything it asks for, by gzip, which is
 * all that browsers offer over plain http.
 */
async function weigh(page: Page, path: string): Promise<number> {
  await page.goto(path, { waitUntil: 'networkidle' });
  const asked = await page.evaluate(() =>
    performance.getEntriesByType('resource').map((one) => one.name.replace(location.origin, '')),
  );
  const own = asked.filter((one) => one.startsWith('/assets/'));
  const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const sizes = await Promise.all(
    [path, ...new Set(own)].map((one) => bytesOf(new URL(one, page.url()), cookies)),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** The bytes of an answer as they travel, with its headers. */
function bytesOf(url: URL, cookies: string): Promise<number> {
  return new Promise((done, failed) => {
    get(url, { headers: { 'Accept-Encoding': 'gzip', Cookie: cookies } }, (response) => {
      let bytes = response.rawHeaders.join(': \r\n').length;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('end', () => done(bytes));
    }).on('error', failed);
  });
}
