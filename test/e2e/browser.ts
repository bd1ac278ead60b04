/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { expect } from 'vitest';
import type { Product } from './product.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Debian's Chromium, without anything that reaches out. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A window of its own with its own cookies, and what went wrong in it. */
export interface Window {
  context: BrowserContext;
  page: Page;
  /** Errors of scripts and of the browser's console. */
  wrong: string[];
}

/** The password of every demo account. */
export const demoPassword = 'thidua-demo';

export const phone = { width: 360, height: 760 };
export const desktop = { width: 1280, height: 900 };

/** How long a test waits for something to appear, in ms: a machine that is busy is slow, not wrong. */
const patience = 30_000;

/** Opens a window. */
export async function openWindow(
  browser: Browser,
  product: Product,
  options: BrowserContextOptions = {},
): Promise<Window> {
  const context = await browser.newContext({
    baseURL: product.address,
    locale: 'vi-VN',
    viewport: desktop,
    ...options,
  });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  waitForWhatClicksOpen(page);
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (message) => {
    // A refused form is a page with a status of 4xx, which the browser remarks upon.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) wrong.push(message.text());
  });
  return { context, page, wrong };
}

/**
 * A click that opens a page ends when that page is there with its scripts, as for a person, who does not read
 * or press keys before. Playwright's own click ends when the first bytes have come.
 */
function waitForWhatClicksOpen(page: Page): void {
  const click = page.click.bind(page);
  page.click = async (...args) => {
    await click(...args);
    await page.waitForLoadState('load');
  };
}

/** Opens a window and signs in by typing. */
export async function signIn(
  browser: Browser,
  product: Product,
  login: string,
  options: BrowserContextOptions = {},
  password = demoPassword,
): Promise<Window> {
  const window = await openWindow(browser, product, options);
  await window.page.goto('/dang-nhap');
  await typeSignIn(window.page, login, password);
  await window.page.waitForURL((url) => url.pathname !== '/dang-nhap');
  return window;
}

/** Fills the sign-in form of the page at hand and sends it. */
export async function typeSignIn(page: Page, login: string, password = demoPassword): Promise<void> {
  await page.fill('#login', login);
  await page.fill('#password', password);
  await page.click('main form.panel button');
}

/** What axe finds on the page at hand: one line a finding. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const run = (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run;
    const { violations } = await run();
    return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`);
  });
}

interface AxeResults {
  violations: { id: string; nodes: { target: string[] }[] }[];
}

/** The page at hand as pictures `<path>.png` and `<path>-phone.png`, sound on a desk and on a phone. */
export async function expectSoundOnBoth(page: Page, path: string): Promise<void> {
  const desk = page.viewportSize()!;
  for (const [suffix, size] of [
    ['', desk],
    ['-phone', phone],
  ] as const) {
    await page.setViewportSize(size);
    await page.screenshot({ path: `${path}${suffix}.png`, fullPage: true });
    expect(await isTooWide(page), path).toBe(false);
    expect(await axeFindings(page), path).toEqual([]);
  }
  await page.setViewportSize(desk);
}

/** True when the page is wider than its window. */
export function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
}

/**
 * Answers everything that is still unanswered in the form at hand: 0 for numbers, the first choice, a word for
 * texts. What appears meanwhile is answered as well.
 */
export async function answerEverything(page: Page): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    const left = await page.evaluate(() => {
      const form = document.querySelector<HTMLFormElement>('form.fill')!;
      let changed = 0;
      for (const field of form.querySelectorAll<HTMLElement>('[data-field]')) {
        if (field.closest('[hidden]')) continue;
        const inputs = [...field.querySelectorAll<HTMLInputElement>('input, select, textarea')].filter(
          (one) => one.closest('[data-field]') === field && one.type !== 'file' && !one.closest('.other'),
        );
        const ticks = inputs.filter((one) => one.type === 'radio' || one.type === 'checkbox');
        if (ticks.length > 0 && !ticks.some((one) => one.checked)) {
          ticks[0]!.click();
          changed += 1;
        }
        for (const input of inputs.filter((one) => !ticks.includes(one) && one.value === '')) {
          input.value = input.inputMode === 'numeric' || input.inputMode === 'decimal' ? '0' : 'Không có';
          input.dispatchEvent(new Event('input', { bubbles: true }));
          changed += 1;
        }
      }
      return changed;
    });
    if (left === 0) return;
    await drawn(page);
  }
}

/** Waits until what was typed is drawn: the form's script looks at it in the next frame, where there is one. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<unknown>((done) => {
        if (matchMedia('(scripting: none)').matches) done(null);
        else requestAnimationFrame(() => requestAnimationFrame(done));
      }),
  );
}

/** Goes through a form's sections, one a screen on phones, to the button that saves it, and presses that. */
export async function pressSave(page: Page): Promise<void> {
  const onward = page.locator('.save-bar button[type="button"].button-main:visible');
  while ((await onward.count()) > 0) await onward.click();
  await page.click('.save-bar .button-main[name="_then"]:visible');
}

/** Fails with what the browser said when anything went wrong in a window. */
export function expectNothingWrong(window: Window): void {
  expect(window.wrong).toEqual([]);
}
