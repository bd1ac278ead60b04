import { describe, expect, it } from 'vitest';
import type { Patch } from '../../compile/campaign-fixture.ts';
import { act, openTown, submit } from '../town.ts';

const exporting: Patch = {
  file: 'campaign.json',
  op: 'replace',
  path: '/access/2',
  value: { role: 'head', at: 'below', line: 'main', sees: 'internal', export: true },
};

/** Three reports of January are sent, those of team 1 and 3 are confirmed, the last one late. */
async function reported(patch: readonly Patch[] = [exporting]) {
  const town = await openTown(patch);
  await submit(town, 1, { rounds: '3', people: '40', weather: 'dry', note: '' });
  await submit(town, 2, { rounds: '5', people: '60', weather: 'dry', note: '' });
  await act(town, 'clerk-1', 1, 'confirm');
  town.setTime('2025-02-20T03:00:00.000Z');
  await submit(town, 3, { rounds: '2', people: '1', weather: 'dry', note: '' });
  await act(town, 'clerk-2', 3, 'confirm');
  return town;
}

describe('totals', () => {
  it('adds what was confirmed, says how many came late, and leads to the reports', async () => {
    const town = await reported();
    const head = await town.viewer('head');
    const view = (await town.app.totals.totals(head, 'minimal', {}, 'vi'))!;
    expect(view.sections).toHaveLength(1);
    const [section] = view.sections;
    expect(section).toMatchObject({
      sentence: 'Từ 2 báo cáo đã xác nhận; 1 nộp muộn, 0 đã đính chính.',
      columns: [{ title: 'Tháng 1/2025' }],
    });
    expect(section!.rows.map(({ title, cells }) => [title, ...cells.map(({ shown }) => shown)])).toEqual([
      ['Số buổi dọn', '5'],
      ['Số người tham gia', '41'],
    ]);
    expect(section!.rows[0]!.cells[0]).toMatchObject({ late: 1, corrected: 0 });
    const query = new URLSearchParams(section!.rows[0]!.cells[0]!.href!.split('?')[1]);
    const sources = (await town.app.totals.sources(head, 'minimal', Object.fromEntries(query), 0, 'vi'))!;
    expect(sources).toMatchObject({ title: 'Số buổi dọn', total: '5' });
    expect(sources.rows.map(({ shown, marks }) => [shown, marks.map(({ word }) => word)])).toEqual([
      ['3', []],
      ['2', ['Nộp muộn']],
    ]);
  });

  it('has a row for each unit below, which opens', async () => {
    const town = await reported();
    const head = await town.viewer('head');
    const view = (await town.app.totals.totals(head, 'minimal', { by: 'unit', unit: 'north' }, 'vi'))!;
    const [section] = view.sections;
    expect(section!.rows.map(({ cells }) => cells.map(({ shown }) => shown))).toEqual([
      ['2', '1'],
      ['3', '40'],
    ]);
    expect(section!.foot!.map(({ shown }) => shown)).toEqual(['5', '41']);
    const inside = new URLSearchParams(section!.rows[0]!.href!.split('?')[1]);
    const ward = (await town.app.totals.totals(head, 'minimal', Object.fromEntries(inside), 'vi'))!;
    expect(ward.path).toBeDefined();
    expect(ward.sections[0]!.foot!.map(({ shown }) => shown)).toEqual(['2', '1']);
  });

  it('hides small counts of fields that say so, in totals and behind them', async () => {
    const hiding: Patch[] = [
      exporting,
      { file: 'campaign.json', op: 'add', path: '/smallestCount', value: 5 },
      { file: 'forms/report.json', op: 'add', path: '/fields/2/hideSmall', value: true },
    ];
    const town = await reported(hiding);
    const head = await town.viewer('head');
    const view = (await town.app.totals.totals(head, 'minimal', { by: 'unit', unit: 'north' }, 'vi'))!;
    expect(view.sections[0]!.rows.map(({ cells }) => cells[1]!.shown)).toEqual(['dưới 5', '40']);
    const sources = await town.app.totals.sources(
      head,
      'minimal',
      { entry: 'report', field: 'people' },
      0,
      'vi',
    );
    expect(sources!.rows.map(({ shown }) => shown)).toEqual(['40', 'dưới 5']);
    const text = await town.app.totals.csv(head, 'minimal', { by: 'unit', unit: 'north' }, 'vi');
    expect(text).toContain('Phường Hai;2;dưới 5;1;0');
  });

  it('is downloaded as a CSV by those who may export, which the log remembers', async () => {
    const town = await reported();
    const text = (await town.app.totals.csv(await town.viewer('head'), 'minimal', {}, 'vi'))!;
    expect(text.charCodeAt(0)).toBe(0xfeff);
    expect(text).toContain('Số buổi dọn;5;1;0\r\n');
    expect((await town.app.accounts.log(null))[0]).toMatchObject({ act: 'totals.export', actor: 'head' });
    expect(await town.app.totals.csv(await town.viewer('clerk-1'), 'minimal', {}, 'vi')).toBeNull();
  });

  it('is not there for people who oversee nothing, and what is asked for wrongly is not narrowed by', async () => {
    const town = await reported();
    expect(await town.app.totals.totals(await town.viewer('leader-1'), 'minimal', {}, 'vi')).toBeNull();
    const head = await town.viewer('head');
    const odd = { by: 'x', entry: 'x', phase: 'x', period: 'x', unit: 'x' };
    expect(await town.app.totals.totals(head, 'minimal', odd, 'vi')).toEqual(
      await town.app.totals.totals(head, 'minimal', {}, 'vi'),
    );
    expect(await town.app.totals.totals(head, 'nothing', {}, 'vi')).toBeNull();
  });
});
