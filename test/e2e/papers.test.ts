/// <reference lib="dom" />
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeMemory } from '../compose-memory.ts';
import {
  dossierOf,
  gatheringWorld,
  january,
  nominationOf,
  openGatheringTown,
  taskOf,
  tuesday,
} from '../unit/app/gathering/gathering-town.ts';
import type { Patch } from '../unit/compile/campaign-fixture.ts';
import { serveOver, type TownServer } from '../unit/http/town-server.ts';
import { expectNothingWrong, expectSoundOnBoth, launchBrowser, signIn } from './browser.ts';
import type { Product } from './product.ts';

const shots = join(import.meta.dirname, 'screenshots');
mkdirSync(shots, { recursive: true });

/** As many lines as a dossier may have. */
const most = 500;
const teams = Array.from({ length: most }, (_, n) => n + 1);
const text = `{{#above}}Ủy ban nhân dân tỉnh{{/above}}
{{#issuer}}Thị xã mẫu{{/issuer}}
{{#place}}Thị xã mẫu{{/place}}
{{#name}}Quyết định{{/name}}
{{#about}}Về việc {{answers.about}}{{/about}}
{{#authority}}Chủ tịch Ủy ban nhân dân thị xã{{/authority}}
{{#grounds}}
{{#each bases}}Căn cứ {{this}};
{{/each}}
Xét đề nghị của {{unit.name}}.
{{/grounds}}
{{#decides}}Quyết định:{{/decides}}
{{#article}}Khen thưởng {{count.collectives}} tổ đã có thành tích trong phong trào “{{campaign.title}}” (danh sách kèm theo).{{/article}}
{{#article}}Quyết định này có hiệu lực kể từ ngày ký.{{/article}}
{{#article}}Các đơn vị có liên quan và các tổ có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này.{{/article}}
{{#recipients}}
Như Điều 3;
Lưu: VT.
{{/recipients}}
{{#signer}}Chủ tịch{{/signer}}
{{#list}}Danh sách tập thể được khen thưởng{{/list}}
`;
const patch: Patch[] = [
  ...teams.slice(3).map(
    (n): Patch => ({
      file: 'library/organisations/town.json',
      op: 'add',
      path: '/units/-',
      value: {
        uid: `team-${n}`,
        name: `Tổ bảo vệ đường phố số ${n}`,
        level: 'team',
        parents: [{ line: 'main', unit: 'ward-1' }],
      },
    }),
  ),
  { file: 'workflows/proposal.json', op: 'replace', path: '/steps/1/kind', value: 'decide' },
  { file: 'workflows/proposal.json', op: 'add', path: '/steps/1/numbering', value: 'decisions' },
  {
    file: 'workflows/proposal.json',
    op: 'add',
    path: '/steps/1/paper',
    value: { title: { vi: 'Quyết định' }, template: { vi: 'documents/decision.vi.hbs' }, list: 'approved' },
  },
  { file: 'documents/decision.vi.hbs', text },
  {
    file: 'campaign.json',
    op: 'add',
    path: '/numberings',
    value: [{ id: 'decisions', title: { vi: 'Quyết định' }, type: 'qd', pattern: '{seq}/QĐ-UBND' }],
  },
];

describe('papers', () => {
  let served: TownServer;
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    const leaders = teams.slice(3).map((n) => ({ id: `leader-${n}`, holds: [`leader@team-${n}`] }));
    const town = await composeMemory(gatheringWorld(patch, leaders), january);
    await town.app.records.start((await town.app.campaigns.latest('gathering'))!);
    await town.settle();
    const answers = { rounds: '3', people: '40', weather: 'dry' };
    for (const team of teams) {
      const task = taskOf(await town.load(nominationOf(team)));
      await town.app.commands.execute(
        nominationOf(team),
        { type: 'submit', key: `send-${team}`, task, answers },
        { account: `leader-${team}`, via: 'web' },
      );
    }
    town.setTime(tuesday);
    const inspector = { account: 'inspector', via: 'web' as const };
    const place = {
      campaign: (await town.app.campaigns.latest('gathering'))!,
      entry: 'proposal',
      unit: 'north',
    };
    await town.app.dossiers.open(place, teams.map(nominationOf), 'open', inspector);
    await town.app.dossiers.handOver([dossierOf(1)]);
    const task = taskOf(await town.load(dossierOf(1)));
    const about = { about: 'khen thưởng các tổ dọn đường' };
    await town.app.commands.execute(
      dossierOf(1),
      { type: 'submit', key: 'send', task, answers: about },
      inspector,
    );
    [served, browser] = await Promise.all([serveOver(town), launchBrowser()]);
    product = { address: served.address, said: () => '', stop: served.close };
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('are looked at as drafts, signed, and printed with a list of 500 lines', async () => {
    const head = await signIn(browser, product, 'head', {}, 'head');
    const { page } = head;
    await page.goto(`/ho-so/${dossierOf(1)}`);
    await page.click('.papers a:has-text("Quyết định (dự thảo)")');
    expect(await page.textContent('.paper-draft')).toBe('DỰ THẢO');
    await page.click('.back a');
    await page.click('button:has-text("Ký duyệt")');
    await page.waitForSelector('.flash');
    await page.goto(`/ho-so/${dossierOf(1)}`);
    await page.click('.papers a:has-text("Quyết định")');
    expect(await page.textContent('.paper-number')).toBe('Số: 01/QĐ-UBND');
    expect(await page.locator('.paper-list tbody tr').count()).toBe(most + 1);
    expect(Buffer.byteLength(await page.content())).toBeLessThan(100_000);
    await page.emulateMedia({ media: 'print' });
    expect(await page.isVisible('.top')).toBe(false);
    expect(await page.isVisible('.paper-bar')).toBe(false);
    await page.locator('.paper-list').evaluate((list) => list.setAttribute('hidden', ''));
    const first = await page.pdf({ preferCSSPageSize: true, path: join(shots, 'paper-decision.pdf') });
    // Without its list the decision is one sheet; A4 is 595 by 842 points.
    expect(pagesOf(first)).toBe(1);
    expect(first.toString('latin1')).toMatch(/\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/);
    await page.screenshot({ path: join(shots, 'paper-decision.png'), fullPage: true });
    await page.locator('.paper-list').evaluate((list) => list.removeAttribute('hidden'));
    const whole = pagesOf(await page.pdf({ preferCSSPageSize: true, path: join(shots, 'paper-list.pdf') }));
    expect(whole).toBeGreaterThan(10);
    expect(whole).toBeLessThan(25);
    // The head of the list is on each of its sheets.
    expect(await page.locator('.paper-list thead').evaluate((head) => getComputedStyle(head).display)).toBe(
      'table-header-group',
    );
    await page.emulateMedia({ media: 'screen' });
    await page.locator('.paper-list tbody').evaluate((body) => {
      for (const row of [...body.querySelectorAll('tr')].slice(30)) row.remove();
    });
    await expectSoundOnBoth(page, join(shots, 'paper-screen'));
    expectNothingWrong(head);
    await head.context.close();
  });
});

describe('lines and numbers that are looked after by hand', () => {
  let served: TownServer;
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    const people = [
      { id: 'leader-1', holds: ['leader@team-1', 'head@city'] },
      { id: 'keeper', administrator: true as const },
    ];
    const town = await openGatheringTown(patch.slice(most - 3), people);
    town.setTime(tuesday);
    const inspector = { account: 'inspector', via: 'web' as const };
    const campaign = (await town.app.campaigns.latest('gathering'))!;
    const place = { campaign, entry: 'proposal', unit: 'north' };
    await town.app.dossiers.open(place, [1, 2, 3].map(nominationOf), 'open', inspector);
    const task = taskOf(await town.load(dossierOf(1)));
    const answers = { about: 'khen thưởng các tổ dọn đường' };
    await town.app.commands.execute(dossierOf(1), { type: 'submit', key: 'send', task, answers }, inspector);
    [served, browser] = await Promise.all([serveOver(town), launchBrowser()]);
    product = { address: served.address, said: () => '', stop: served.close };
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('says which lines somebody else decides; the rest is signed afterwards', async () => {
    const first = await signIn(browser, product, 'leader-1', {}, 'leader-1');
    await first.page.goto(`/ho-so/${dossierOf(1)}`);
    expect(await first.page.textContent('#danh-sach')).toContain('Dòng 1 không do anh/chị quyết');
    expect(await first.page.locator('#line-1').count()).toBe(0);
    await expectSoundOnBoth(first.page, join(shots, 'dossier-kept-apart'));
    await first.page.click('button:has-text("Ký duyệt")');
    await first.page.waitForSelector('.error-summary');
    expect(await first.page.textContent('.error-summary')).toContain('Dòng 1: ');

    const other = await signIn(browser, product, 'head', {}, 'head');
    await other.page.goto(`/ho-so/${dossierOf(1)}`);
    await other.page.selectOption('#line-1', 'approved');
    await other.page.click('button[value=_lines]');
    await other.page.waitForSelector('.flash');

    await first.page.goto(`/ho-so/${dossierOf(1)}`);
    await first.page.click('button:has-text("Ký duyệt")');
    await first.page.waitForSelector('.flash');
    expect((await served.town.load(dossierOf(1))).documents).toMatchObject([{ number: '01/QĐ-UBND' }]);
    for (const { context } of [first, other]) await context.close();
  });

  it('makes the next number void with a reason, which stands in the register', async () => {
    const keeper = await signIn(browser, product, 'keeper', { javaScriptEnabled: false }, 'keeper');
    const { page } = keeper;
    await page.goto('/quan-tri/phong-trao/gathering/so-van-ban');
    await page.click('summary:has-text("Số kế tiếp: 02/QĐ-UBND")');
    await page.click('button:has-text("Bỏ số 02/QĐ-UBND")');
    expect(await page.textContent('.error-summary')).toContain('Hãy ghi vì sao');
    await page.fill('.void-number input[name=note]', 'Đã cấp trên giấy ngày 03/02/2025.');
    await page.click('button:has-text("Bỏ số 02/QĐ-UBND")');
    expect(await page.textContent('.flash')).toContain('Đã bỏ số');
    expect(await page.textContent('tr:has-text("02/QĐ-UBND")')).toContain(
      'Đã cấp trên giấy ngày 03/02/2025.',
    );
    expect(await page.textContent('main summary')).toContain('03/QĐ-UBND');
    await keeper.context.close();
    const looking = await signIn(browser, product, 'keeper', {}, 'keeper');
    await looking.page.goto('/quan-tri/phong-trao/gathering/so-van-ban');
    await looking.page.click('main summary:has-text("Số kế tiếp")');
    await expectSoundOnBoth(looking.page, join(shots, 'registers-void'));
    await looking.context.close();
  });
});

/** How many sheets a PDF has. */
function pagesOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}
