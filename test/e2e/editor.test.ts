import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  axeFindings,
  desktop,
  expectNothingWrong,
  expectSoundOnBoth,
  isTooWide,
  launchBrowser,
  openWindow,
  phone,
  signIn,
} from './browser.ts';
import { type Product, startProduct } from './product.ts';

const shots = join(import.meta.dirname, 'screenshots');
mkdirSync(shots, { recursive: true });
const wide = { width: 1440, height: 900 };
const draft = '/quan-tri/phong-trao/bac-lieu-2024/ban-nhap';
const place = (file: string, pointer = '') =>
  `${draft}/sua?tep=${encodeURIComponent(file)}&cho=${encodeURIComponent(pointer)}`;

/** Opens the draft at a place, beginning one where there is none. */
async function openAt(page: Page, path: string): Promise<number> {
  await page.goto(draft);
  const begin = `form[action="${draft}"] button`;
  if ((await page.locator(begin).count()) > 0) await page.click(begin);
  const answer = await page.goto(path);
  expect(new URL(page.url()).pathname).toBe(new URL(path, 'http://here').pathname);
  return (await answer!.body()).length;
}

/**
 * A hand that counts: a click is one, going into a box to type is one, picking from a list is two. `told` prints what
 * a task took.
 */
function hand(page: Page) {
  let clicks = 0;
  const begun = performance.now();
  return {
    async click(what: string) {
      clicks += 1;
      await page.click(what, { timeout: 60_000 });
    },
    async type(where: string, text: string) {
      clicks += 1;
      await page.fill(where, text);
    },
    async pick(where: string, what: { label?: string; value?: string }) {
      clicks += 2;
      const list = page.locator(where);
      const again = (await list.getAttribute('data-again')) !== null;
      // The page comes again with what can be chosen next.
      await Promise.all([again ? page.waitForEvent('load') : null, list.selectOption(what)]);
    },
    told(task: string) {
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      console.log(`${task}: ${clicks} clicks, ${seconds} s`);
      return clicks;
    },
  };
}

describe('the administrator edits a campaign without code', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('changes a deadline and publishes it in at most 12 clicks', async () => {
    const window = await signIn(browser, product, 'quantri', { viewport: wide });
    const { page } = window;
    const by = hand(page);
    await by.click('.tabs a[href="/quan-tri/phong-trao"]');
    await by.click(`a.button[href="${draft}"]`);
    await by.click(`form[action="${draft}"] button`);
    await by.click('.editor-outline summary:has-text("Quy trình")');
    await by.click('.editor-outline a:has-text("Báo cáo tháng: lập, kiểm tra, xác nhận")');
    await by.click('.flow-link:has-text("Lập báo cáo")');
    await by.type('[name="/deadline/offset"]', '6');
    await page.screenshot({ path: join(shots, 'editor-step.png'), fullPage: true });
    // What was typed is kept when a link is followed.
    await by.click('.editor-tools .button-main');
    expect(await page.textContent('#differences')).toMatch(/Lập báo cáo.*4.*6/s);
    await by.type('#note', 'Thêm hai ngày làm việc để lập báo cáo');
    await page.screenshot({ path: join(shots, 'editor-publish.png'), fullPage: true });
    await by.click('#publish .button-main');
    expect(by.told('Change a deadline and publish')).toBeLessThanOrEqual(12);
    expect(await page.textContent('main')).toContain('Thêm hai ngày làm việc để lập báo cáo');
    expectNothingWrong(window);
    await window.context.close();
  });

  it('adds a question with a condition in at most 15 clicks, and sees it live', async () => {
    const window = await signIn(browser, product, 'quantri', { viewport: wide });
    const { page } = window;
    const by = hand(page);
    await by.click('.tabs a[href="/quan-tri/phong-trao"]');
    await by.click(`a.button[href="${draft}"]`);
    await by.click(`form[action="${draft}"] button`);
    await by.click('.editor-outline summary:has-text("Biểu mẫu")');
    await by.click('.editor-outline a[href*="forms/bao-cao-thang-6"]');
    await by.click('.add summary:has-text("Các trường")');
    await by.click('[id="/fields~kind.yesNo"]');
    await by.type('[id="/fields~name"]', 'Có tuần tra ban đêm?');
    await page.screenshot({ path: join(shots, 'editor-add.png') });
    await by.click('button[value="add:/fields"]');
    await by.pick('[name="/visible~path.0.0"]', { value: 'shifts' });
    await by.type('[name="/visible~value.0.0"]', '0');
    await by.click('.save-thing .button-main');
    expect(by.told('Add a question with a condition')).toBeLessThanOrEqual(15);
    expect(await page.textContent('.rule-sentence')).toContain('lớn hơn 0');
    await page.screenshot({ path: join(shots, 'editor-question.png'), fullPage: true });
    // The preview runs the rule as the form will.
    const question = page.locator('.phone [data-field="coTuanTraBanDem"]');
    expect(await question.isVisible()).toBe(false);
    await page.fill('.phone [name="xem.shifts"]', '3');
    await expect.poll(() => question.isVisible()).toBe(true);
    // The text of the rule is the second view, and both are the same.
    await page.click('button[value="rule.text:/visible"]');
    expect(await page.inputValue('[name="/visible~text"]')).toBe('shifts > 0');
    await page.click('button[value="rule.pick:/visible"]');
    expect(await page.inputValue('[name="/visible~path.0.0"]')).toBe('shifts');
    expectNothingWrong(window);
    await window.context.close();
  });

  it('is told where something is broken, and takes it back by a key', async () => {
    const window = await signIn(browser, product, 'quantri', { viewport: wide });
    const { page } = window;
    await openAt(page, place('workflows/bao-cao-thang.json'));
    const by = hand(page);
    await by.click('.item:has-text("Đã xác nhận") button[value^="remove:"]');
    expect(await page.textContent('.flash')).toContain('Hoàn tác');
    const problem = page.locator('.editor-problems .issue-error').first();
    expect(await problem.textContent()).toContain('da-xac-nhan');
    await page.screenshot({ path: join(shots, 'editor-broken.png'), fullPage: true });
    await by.click('.editor-problems .issue-error a');
    by.told('Break something and see where');
    expect(await page.textContent('.editor-thing .error')).toContain('da-xac-nhan');
    await page.keyboard.press('Control+z');
    await page.waitForSelector('.editor-problems .state-done');
    await page.keyboard.press('Control+y');
    await page.waitForSelector('.editor-problems .issue-error');
    await page.keyboard.press('Control+z');
    await page.waitForSelector('.editor-problems .state-done');
    expectNothingWrong(window);
    await window.context.close();
  });

  it('copies the campaign for another year and sees the first report it owes', async () => {
    const window = await signIn(browser, product, 'quantri', { viewport: wide });
    const { page } = window;
    const by = hand(page);
    await by.click('.tabs a[href="/quan-tri/phong-trao"]');
    await by.click('a[href$="/bac-lieu-2024/sao-chep"]');
    // The calendar reaches to the end of 2026, and so does a year that begins on the day before it.
    await by.type('#opens', '31/12/2025');
    await by.click('main form.panel .button-main');
    by.told('Copy the campaign for another year');
    const told = await page.textContent('main');
    expect(told).toMatch(/Báo cáo phải nộp đầu tiên\s*Báo cáo tháng.*Mở lúc \d\d:\d\d \d\d\/\d\d\/2026/s);
    await page.screenshot({ path: join(shots, 'editor-copied.png'), fullPage: true });
    expectNothingWrong(window);
    await window.context.close();
  });

  it('in two windows loses nothing that was typed in either', async () => {
    const one = await signIn(browser, product, 'quantri', { viewport: wide });
    const other = await openWindow(browser, product, {
      viewport: wide,
      storageState: await one.context.storageState(),
    });
    const step = place('workflows/bao-cao-thang.json', '/steps/1');
    await openAt(one.page, step);
    await other.page.goto(step);
    await one.page.fill('[name="/title/vi"]', 'Công an xã xem');
    await one.page.click('.save-thing .button-main');
    await other.page.fill('[name="/deadline/offset"]', '7');
    await other.page.click('.save-thing .button-main');
    expect(await other.page.inputValue('[name="/title/vi"]')).toBe('Công an xã xem');
    expect(await other.page.inputValue('[name="/deadline/offset"]')).toBe('7');
    // Both change the same: each value is seen beside the field, and one is chosen, by keyboard as well.
    await one.page.fill('[name="/deadline/offset"]', '9');
    await one.page.fill('[name="/title/vi"]', 'Công an xã thẩm tra');
    await one.page.click('.save-thing .button-main');
    await expect.poll(() => one.page.textContent('.error-summary')).toContain('đã đổi “Hạn” lúc');
    expect(await one.page.inputValue('[name="/deadline/offset"]')).toBe('9');
    const conflict = one.page.locator('.conflict');
    expect(await conflict.count()).toBe(1);
    expect(await conflict.textContent()).toMatch(
      /Khi anh\/chị mở trang.*\d ngày làm việc.* lưu lúc .*7 ngày làm việc.*Anh\/chị gõ.*9 ngày làm việc/s,
    );
    await one.page.click('.error-summary a');
    await expectSoundOnBoth(one.page, join(shots, 'editor-both'));
    await one.page.click('.save-thing .button-main');
    await expect.poll(() => one.page.textContent('.error-summary')).toContain('Chưa chọn giữ bản nào');
    await one.page.focus('[id="~keep/deadline.mine"]');
    await one.page.keyboard.press('Space');
    await one.page.click('.save-thing .button-main');
    expect(await one.page.inputValue('[name="/deadline/offset"]')).toBe('9');
    expect(await one.page.inputValue('[name="/title/vi"]')).toBe('Công an xã thẩm tra');
    // The other takes what was saved.
    await other.page.fill('[name="/deadline/offset"]', '11');
    await other.page.click('.save-thing .button-main');
    await other.page.click('[id="~keep/deadline.theirs"]');
    await other.page.click('.save-thing .button-main');
    expect(await other.page.inputValue('[name="/deadline/offset"]')).toBe('9');
    // What one removes while the other types is put back with what was typed.
    const field = place('forms/bao-cao-thang-6.json', '/fields/3');
    await other.page.goto(field);
    await openAt(one.page, place('forms/bao-cao-thang-6.json'));
    await one.page.click('button[value="remove:/fields/3"]');
    await other.page.fill('[name="/label/vi"]', 'Số buổi, kể cả ban đêm');
    await other.page.click('.save-thing .button-main');
    expect(await other.page.textContent('#gone')).toContain('“Số buổi, kể cả ban đêm”');
    await expectSoundOnBoth(other.page, join(shots, 'editor-gone'));
    await other.page.click('#gone .button-main');
    expect(await other.page.inputValue('[name="/label/vi"]')).toBe('Số buổi, kể cả ban đêm');
    // The words of a message are one value: both texts are seen, and one is chosen.
    const words = `${draft}/nguyen-van?tep=${encodeURIComponent('messages/da-gui.vi.hbs')}`;
    await one.page.goto(words);
    await other.page.goto(words);
    await one.page.fill('#text', 'Đã nhận báo cáo.');
    await one.page.click('#thing .button-main');
    await other.page.fill('#text', 'Báo cáo đã đến nơi.');
    await other.page.click('#thing .button-main');
    expect(await other.page.textContent('.conflict')).toContain('Đã nhận báo cáo.');
    await expectSoundOnBoth(other.page, join(shots, 'editor-both-texts'));
    await other.page.click('[id="~keep.mine"]');
    await other.page.click('#thing .button-main');
    expect(await other.page.inputValue('#text')).toBe('Báo cáo đã đến nơi.');
    expect(await other.page.locator('.conflict').count()).toBe(0);
    for (const window of [one, other]) {
      expectNothingWrong(window);
      await window.context.close();
    }
  });

  it('tries the draft out on a virtual clock', async () => {
    const window = await signIn(browser, product, 'quantri', { viewport: desktop });
    const { page } = window;
    await openAt(page, `${draft}/choi-thu`);
    await page.click('button:has-text("Để thời gian trôi")');
    expect(await page.textContent('.story')).toContain('Tin (không gửi)');
    await page.click('button:has-text("Điền giúp và gửi ngay")');
    // What nobody typed stands in the address.
    expect(page.url()).toContain('buoc=w%2Cs');
    await page.click('button:has-text("Trả lại để bổ sung")');
    await page.click('button:has-text("Điền giúp và gửi ngay")');
    await page.click('button:has-text("Xác nhận")');
    expect(await page.textContent('main')).toContain('Hồ sơ đã kết thúc');
    await page.screenshot({ path: join(shots, 'try-out.png'), fullPage: true });
    expectNothingWrong(window);
    await window.context.close();
  });

  it.each([true, false])('tries the real form with answers typed by hand, script: %s', async (scripted) => {
    const window = await signIn(browser, product, 'quantri', {
      viewport: desktop,
      javaScriptEnabled: scripted,
    });
    const { page } = window;
    await openAt(page, `${draft}/choi-thu?noi-dung=bao-cao-thang-6`);
    // The form refuses what it would refuse to its submitter, at the field, and keeps what was typed.
    await page.fill('[name="shifts"]', 'bảy');
    await page.click('.try-out .button-main:has-text("Gửi biểu mẫu")');
    expect(await page.inputValue('[name="shifts"]')).toBe('bảy');
    expect(await page.locator('.field-wrong').count()).toBeGreaterThan(0);
    await page.fill('[name="shifts"]', '7');
    // A condition shows what it asks for, at once where there is a script.
    const turns = page.locator('[data-field="memberTurns"]');
    if (scripted) await expect.poll(() => turns.isVisible()).toBe(true);
    else expect(await turns.isVisible()).toBe(false);
    await page.click('button:has-text("Điền giúp chỗ còn trống")');
    expect(await turns.isVisible()).toBe(true);
    expect(await page.inputValue('[name="shifts"]')).toBe('7');
    if (scripted) await expectSoundOnBoth(page, join(shots, 'try-out-typed'));
    await page.click('.try-out .button-main:has-text("Gửi biểu mẫu")');
    expect(await page.textContent('.try-out .folded')).toContain('7');
    await page.click('.answer:has([name="_remark.shifts"]) summary');
    await page.fill('[name="_remark.shifts"]', 'Đối chiếu sổ trực');
    await page.fill('[name="_reason"]', 'Số buổi trực chưa khớp với sổ theo dõi của tổ.');
    if (scripted) await expectSoundOnBoth(page, join(shots, 'try-out-decides'));
    await page.click('button:has-text("Trả lại để bổ sung")');
    expect(await page.textContent('.returned')).toMatch(/chưa khớp với sổ.*Đối chiếu sổ trực/s);
    await page.fill('[name="shifts"]', '9');
    await page.click('.try-out .button-main:has-text("Gửi biểu mẫu")');
    expect(await page.textContent('.try-out .folded')).toContain('9');
    await page.click('button:has-text("Xác nhận")');
    expect(await page.textContent('main')).toContain('Hồ sơ đã kết thúc');
    expectNothingWrong(window);
    await window.context.close();
  });

  it.each([
    ['light', desktop],
    ['dark', phone],
  ] as const)('is readable by everybody, %s', async (colorScheme, viewport) => {
    const window = await signIn(browser, product, 'quantri', { viewport, colorScheme });
    const { page } = window;
    for (const path of [
      place('campaign.json'),
      place('forms/bao-cao-thang-6.json', '/fields/3'),
      place('workflows/bao-cao-thang.json', '/steps/1'),
      place('notifications.json', '/notifications/0'),
      place('groups/g1.json', '/entries/0'),
      `${draft}/choi-thu`,
      `${draft}/choi-thu?noi-dung=khen-thuong-to`,
      `${draft}/choi-thu?noi-dung=khen-thuong-to&buoc=s`,
      `${draft}/nguyen-van?tep=${encodeURIComponent('messages/da-gui.vi.hbs')}`,
    ]) {
      expect(await openAt(page, path), path).toBeLessThan(100 * 1024);
      expect(await axeFindings(page), path).toEqual([]);
      expect(await isTooWide(page), path).toBe(false);
    }
    await page.goto(place('forms/bao-cao-thang-6.json', '/fields/3'));
    await page.screenshot({
      path: join(shots, `editor-${colorScheme}-${viewport.width}.png`),
      fullPage: true,
    });
    expectNothingWrong(window);
    await window.context.close();
  });

  it('works without script', async () => {
    const window = await signIn(browser, product, 'quantri', { viewport: phone, javaScriptEnabled: false });
    const { page } = window;
    await openAt(page, place('forms/bao-cao-thang-6.json', '/fields/3'));
    await page.selectOption('[name="/visible~path.0.0"]', { index: 1 });
    await page.click('button[value="rule.again:/visible"]');
    await page.fill('[name="/visible~value.0.0"]', '2');
    await page.click('.save-thing .button-main');
    expect(await page.textContent('.rule-sentence')).toContain('lớn hơn 2');
    await page.click('.editor-tools button[value="undo"]');
    expect(await page.textContent('.editor-thing')).not.toContain('lớn hơn 2');
    await window.context.close();
  });
});
