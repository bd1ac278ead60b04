import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../../engine/model/event.ts';
import {
  entryNamed,
  entryUnder,
  namesOfCase,
  namesOfEntry,
  renamedEntries,
} from '../../../engine/workflow/index.ts';
import { campaignOf } from './playing.ts';
import { renamedCampaign } from './renamed-campaign.ts';

const campaign = renamedCampaign('bao-cao-moi', ['bao-cao', 'thang']);

describe('the ids of an entry', () => {
  it.each([
    ['bao-cao-moi', 'bao-cao-moi'],
    ['thang', 'bao-cao-moi'],
    ['quy', undefined],
  ])('%s is %s now', (name, now) => {
    expect(entryNamed(campaign, name)?.id).toBe(now);
  });

  it('are all of them, the one of now first', () => {
    expect(namesOfEntry(campaign, 'thang')).toEqual(['bao-cao-moi', 'bao-cao', 'thang']);
    expect(namesOfEntry(campaign, 'quy')).toEqual(['quy']);
    expect(renamedEntries(campaign)).toEqual([['bao-cao-moi', 'bao-cao', 'thang']]);
    expect(renamedEntries(campaignOf())).toEqual([]);
  });

  it('make the ids a case may be stored under, the one asked for first', () => {
    expect(namesOfCase(campaign, 'phong-trao.bao-cao.to-1.2025-02-p1.2')).toEqual([
      'phong-trao.bao-cao.to-1.2025-02-p1.2',
      'phong-trao.bao-cao-moi.to-1.2025-02-p1.2',
      'phong-trao.thang.to-1.2025-02-p1.2',
    ]);
    expect(namesOfCase(campaignOf(), 'phong-trao.thang.to-1.2025-01.1')).toEqual([
      'phong-trao.thang.to-1.2025-01.1',
    ]);
  });

  it('are told by a case’s history for each version it followed', () => {
    const moved = (from: string, to: string, entryBefore: string, entry: string) =>
      ({ type: 'migrated', data: { from, to, steps: {}, entryBefore, entry } }) as unknown as CaseEvent;
    const history = [moved('v1', 'v2', 'thang', 'bao-cao'), moved('v3', 'v4', 'bao-cao', 'bao-cao-moi')];
    expect(
      ['v1', 'v2', 'v3', 'v4', 'v5'].map((version) => entryUnder(history, 'bao-cao-moi', version)),
    ).toEqual(['thang', 'bao-cao', 'bao-cao', 'bao-cao-moi', 'bao-cao-moi']);
  });
});
