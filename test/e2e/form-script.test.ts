import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleForm } from '../../engine/browser-bundle.ts';
import { pageForm } from '../../engine/forms/index.ts';
import { context, formOf } from '../unit/forms/forms-of-tests.ts';

const form = formOf([
  { type: 'integer', id: 'patrols', label: { vi: 'Số lần tuần tra' }, required: true, min: '0' },
  {
    type: 'integer',
    id: 'joint',
    label: { vi: 'Phối hợp' },
    checks: [{ rule: 'joint <= patrols', message: { vi: 'Không quá số lần tuần tra.' } }],
  },
  { type: 'percent', id: 'share', label: { vi: 'Tỷ lệ' }, value: 'joint / patrols * 100', places: 1 },
  { type: 'section', id: 'more', label: { vi: 'Thêm' }, visible: 'unit.level = "team" and patrols > 5' },
  { type: 'yesNo', id: 'late', label: { vi: 'Muộn' } },
  {
    type: 'text',
    id: 'why',
    label: { vi: 'Vì sao' },
    visible: 'late = true',
    required: 'patrols > 9',
    avoid: ['phone'],
  },
  { type: 'file', id: 'evidence', label: { vi: 'Tệp' }, accept: ['pdf'] },
]);

const field = (id: string, input: string) =>
  `<div data-field="${id}">${input}<span data-required-for="${id}">bắt buộc</span><p data-error-for="${id}" hidden></p></div>`;

/** A page as the server would send it, under a policy that allows neither inline script nor eval. */
function html(embedded: string): string {
  return `<!doctype html><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; form-action 'self'">
<form method="post" action="/sent"><div data-form>
<script type="application/json">${embedded.replace(/</g, '\\u003c')}</script>
${field('patrols', '<input id="patrols" name="g-patrols">')}
${field('joint', '<input id="joint" name="g-joint">')}
<div data-field="share"><output data-computed="share"></output></div>
<section data-field="more">
${field('late', '<input type="radio" id="yes" name="g-late" value="true"><input type="radio" id="no" name="g-late" value="false">')}
${field('why', '<textarea id="why" name="g-why"></textarea>')}
${field('evidence', '<input type="file" id="evidence" name="g-evidence">')}
</section>
</div><button>Gửi</button></form><script src="/form.js"></script>`;
}

describe('a form in the page', () => {
  let browser: Browser;
  let page: Page;
  const wrong: string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
    });
    page = await browser.newPage();
    page.on('pageerror', (error) => wrong.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
    const script = await bundleForm();
    const seen = { ...context, names: { unit: { level: 'team' } } };
    const embedded = JSON.stringify(pageForm(form, seen, { language: 'vi', prefix: 'g-' }));
    await page.route('**/*', (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === '/form.js')
        return route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: script });
      if (pathname === '/sent') return route.fulfill({ contentType: 'text/html', body: 'Đã gửi' });
      return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html(embedded) });
    });
    await page.goto('http://forms.test/');
  });

  afterAll(async () => {
    await browser?.close();
  });

  const shown = (id: string) => page.isVisible(`[data-field="${id}"]`);
  const said = (id: string) => page.textContent(`[data-error-for="${id}"]`);
  /** Evaluations wait for the next frame. */
  const frame = () =>
    page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');

  it('hides what is not to be seen at once', async () => {
    expect([await shown('patrols'), await shown('more')]).toEqual([true, false]);
    expect(await page.isVisible('[data-required-for="patrols"]')).toBe(true);
    expect(await page.isVisible('[data-required-for="joint"]')).toBe(false);
  });

  it('says what is wrong when a field is left, not before', async () => {
    await page.fill('#patrols', 'mười');
    await frame();
    expect(await said('patrols')).toBe('');
    await page.focus('#joint');
    await frame();
    expect(await said('patrols')).toBe(
      '“Số lần tuần tra” phải là số nguyên, ví dụ 12 hoặc 1.234. Bạn đã nhập “mười”.',
    );
    expect(await page.getAttribute('#patrols', 'aria-invalid')).toBe('true');
  });

  it('shows fields and fills in what is computed while one types', async () => {
    await page.fill('#patrols', '8');
    await page.fill('#joint', '3');
    await frame();
    expect(await page.textContent('[data-computed="share"]')).toBe('37,5%');
    expect([await shown('more'), await shown('why')]).toEqual([true, false]);
    await page.check('#yes');
    await frame();
    expect(await shown('why')).toBe(true);
    expect(await page.isVisible('[data-required-for="why"]')).toBe(false);
    await page.fill('#patrols', '10');
    await frame();
    expect(await page.isVisible('[data-required-for="why"]')).toBe(true);
  });

  it('follows what is typed from then on', async () => {
    await page.fill('#joint', '30');
    await frame();
    expect(await said('joint')).toBe('Không quá số lần tuần tra.');
    await page.fill('#joint', '3');
    await frame();
    expect([await said('joint'), await page.getAttribute('#joint', 'aria-invalid')]).toEqual(['', null]);
  });

  it('looks at a file before it is sent', async () => {
    await page.setInputFiles('#evidence', {
      name: 'a.exe',
      mimeType: 'application/x-msdownload',
      buffer: Buffer.from('MZ'),
    });
    await page.focus('#evidence');
    await page.focus('#patrols');
    await frame();
    expect(await said('evidence')).toBe('Không nhận loại tệp của “a.exe” ở “Tệp”. Chỉ nhận: pdf.');
    await page.setInputFiles('#evidence', []);
  });

  it('never keeps anybody from sending', async () => {
    await page.fill('#patrols', '');
    await Promise.all([page.waitForURL('**/sent'), page.click('button')]);
    expect(wrong).toEqual([]);
  });
});
