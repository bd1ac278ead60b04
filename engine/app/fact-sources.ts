import type { FactQuery } from '../model/command.ts';
import type { Campaign } from '../workflow/campaign.ts';
import { entryNamed, type FactSource, type Figure, figureOf } from '../workflow/index.ts';
import type { Campaigns } from './campaigns.ts';
import { entriesAsked } from './case-names.ts';
import { mergedUids } from './organisation/current-subjects.ts';
import type { Ports } from './ports.ts';

/** Reports read at once. */
const page = 1000;

/** What was found by the query that asked for it: facts over the same cases read them once. */
export type Found = Map<string, Promise<FactSource[]>>;

/** Finds the sent cases a fact asks for and makes its figure. */
export async function figureFor(
  ports: Ports,
  campaigns: Campaigns,
  campaign: Campaign,
  { id, query }: { id: string; query: FactQuery },
  found: Found,
): Promise<Figure> {
  const key = JSON.stringify(query);
  let sources = found.get(key);
  if (!sources) {
    sources = sourcesOf(ports, campaigns, campaign, query);
    found.set(key, sources);
  }
  return figureOf(campaign.facts[id]!, await sources);
}

async function sourcesOf(
  ports: Ports,
  campaigns: Campaigns,
  campaign: Campaign,
  query: FactQuery,
): Promise<FactSource[]> {
  const { everyCampaign, entry, subject, ...rest } = query;
  // What was merged is the same subject: its cases keep the uid they were opened with.
  const about =
    subject === undefined ? [undefined] : ((await mergedUids(ports, [subject])).get(subject) ?? [subject]);
  const among = everyCampaign
    ? (await campaigns.all()).filter(
        (one) => one.organisation === campaign.organisation && entryNamed(one, entry) !== undefined,
      )
    : [(await campaigns.latest(campaign.id)) ?? campaign];
  const sources: FactSource[] = [];
  for (const one of among)
    for (const uid of about) {
      const asked = {
        ...rest,
        ...(uid === undefined ? {} : { subject: uid }),
        campaign: one.id,
        ...entriesAsked(one, [entry]),
      };
      let after: string | null = null;
      do {
        const rows = await ports.cases.submitted(asked, after, page);
        for (const { _id, period, submission } of rows) {
          const { at, day, values } = submission;
          sources.push({ case: _id, period, at, day, values });
        }
        after = rows.length < page ? null : rows.at(-1)!._id;
      } while (after !== null);
    }
  return sources;
}
