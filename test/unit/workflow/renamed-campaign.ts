import type { Campaign } from '../../../engine/workflow/index.ts';
import { campaignOf } from './playing.ts';

/** A version of a campaign of one entry in which that has another id. */
export function renamedCampaign(id: string, formerly: string[], from: Campaign = campaignOf()): Campaign {
  const { definition, ...entry } = Object.values(from.entries)[0]!;
  return {
    ...from,
    version: id.padEnd(64, 'v').slice(0, 64),
    entries: { [id]: { ...entry, id, definition: { ...definition, id, formerly } } },
  };
}
