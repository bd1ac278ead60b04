import { describe, expect, it } from 'vitest';
import { type Campaign, successionIssues } from '../../../engine/workflow/index.ts';
import { campaignOf } from './playing.ts';
import { renamedCampaign } from './renamed-campaign.ts';

const told = (before: Campaign, after: Campaign) =>
  successionIssues(before, after).map(({ code, params }) => [code, params['names'] ?? params['id']]);

describe('a version that follows another', () => {
  const campaign = renamedCampaign('bao-cao-moi', ['bao-cao', 'thang']);

  it.each([
    ['the same id', 'bao-cao-moi', ['bao-cao', 'thang'], []],
    ['another id that knows all', 'moi-nua', ['bao-cao-moi', 'bao-cao', 'thang'], []],
    ['an earlier id again', 'thang', ['bao-cao', 'bao-cao-moi'], []],
    ['an earlier id again, knowing none', 'thang', [], ['bao-cao-moi', 'bao-cao']],
    ['the same id, one left out', 'bao-cao-moi', ['thang'], ['bao-cao']],
  ])('with %s loses what it does not name', (_, id, formerly, lost) => {
    const expected = lost.length > 0 ? [['editing.publish.names_lost', lost]] : [];
    expect(
      told(campaign, renamedCampaign(id, formerly)).filter(
        ([code]) => code !== 'editing.publish.likely_renamed',
      ),
    ).toEqual(expected);
  });

  it('is asked whether an entry that is like one that is gone only has another id', () => {
    const before = campaignOf();
    const same = renamedCampaign('bao-cao', []);
    expect(told(before, same)).toEqual([['editing.publish.likely_renamed', 'thang']]);
    expect(told(before, renamedCampaign('bao-cao', ['thang']))).toEqual([]);
    const { definition, ...entry } = same.entries['bao-cao']!;
    const other = { ...entry, title: { vi: 'Khác hẳn' }, definition: { ...definition, form: 'khac' } };
    expect(told(before, { ...same, entries: { 'bao-cao': other } })).toEqual([]);
    // It was there before under its own id.
    expect(told({ ...before, entries: { ...before.entries, ...same.entries } }, same)).toEqual([]);
  });
});
