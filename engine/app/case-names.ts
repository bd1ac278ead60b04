import type { Case } from '../model/case.ts';
import type { Campaign } from '../workflow/campaign.ts';
import { namesOfCase, namesOfEntry, renamedEntries } from '../workflow/index.ts';
import type { Campaigns } from './campaigns.ts';
import type { Ports } from './ports.ts';

type Names = Pick<Campaign, 'id' | 'entries'>;

/**
 * The cases that stand for ids, by the id asked for: a case keeps the id it was opened with, also where its entry
 * has had another since.
 */
export async function casesNamed(
  ports: Pick<Ports, 'cases'>,
  campaign: Names,
  ids: readonly string[],
): Promise<Map<string, Case>> {
  const names = new Map(ids.map((id) => [id, namesOfCase(campaign, id)]));
  const found = await ports.cases.loadMany([...new Set([...names.values()].flat())]);
  const stored = new Map(found.map((one) => [one._id, one]));
  return new Map(
    [...names].flatMap(([id, all]): [string, Case][] => {
      const name = all.find((one) => stored.has(one));
      return name === undefined ? [] : [[id, stored.get(name)!]];
    }),
  );
}

/** The case that stands for an id of a campaign, by the names its newest version knows. */
export async function caseNamed(
  ports: Pick<Ports, 'cases'>,
  campaigns: Campaigns,
  campaign: Campaign,
  id: string,
): Promise<Case | null> {
  const own = await ports.cases.load(id);
  if (own) return own;
  const newest = (await campaigns.latest(campaign.id)) ?? campaign;
  const others = namesOfCase(newest, id).filter((name) => name !== id);
  return others.length === 0 ? null : ((await ports.cases.loadMany(others))[0] ?? null);
}

/** Which of these ids a case stands for already, under whichever of its names. */
export async function idsThere(
  ports: Pick<Ports, 'cases'>,
  campaign: Names,
  ids: readonly string[],
): Promise<Set<string>> {
  const names = new Map(ids.map((id) => [id, namesOfCase(campaign, id)]));
  const there = new Set(await ports.cases.existing([...names.values()].flat()));
  return new Set(ids.filter((id) => names.get(id)!.some((name) => there.has(name))));
}

/** Entries as a query over sent cases asks for them: under every id they have had. */
export function entriesAsked(
  campaign: Names,
  entries: readonly string[],
): { entries: string[]; renamed?: string[][] } {
  const names = [...new Set(entries.flatMap((entry) => namesOfEntry(campaign, entry)))];
  const renamed = renamedEntries(campaign).filter((all) => all.some((one) => names.includes(one)));
  return { entries: names, ...(renamed.length > 0 ? { renamed } : {}) };
}
