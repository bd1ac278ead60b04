import { sensitivities, showNumber } from '../forms/index.ts';
import type { Language } from '../issues/index.ts';
import type { Case } from '../model/case.ts';
import type { Campaign } from '../workflow/campaign.ts';
import { factInWords, factTitle } from '../workflow/index.ts';
import { fillsNow, seesUpTo, type Viewer } from './access.ts';
import type { Campaigns } from './campaigns.ts';
import { lineOf } from './lines.ts';
import type { Ports } from './ports.ts';
import { said } from './texts.ts';
import type { FigureLine, FigureView } from './views.ts';

/** The figures of a case: what they are, how they were made, and the cases they were made from. */
export interface Figures {
  /** In the campaign's order. Whoever calls has made sure that the case is theirs to see. */
  of(current: Case, campaign: Campaign, language: Language): Promise<FigureLine[]>;
  /**
   * One figure with its sources. Null where the case is not theirs to see or has no such figure. Sources that are
   * not theirs to see are counted, not shown.
   */
  sources(viewer: Viewer, caseId: string, fact: string, language: Language): Promise<FigureView | null>;
}

/** Makes the figures' use cases. */
export function createFigures(ports: Ports, campaigns: Campaigns): Figures {
  async function sourcesOf({ facts = {} }: Case): Promise<Map<string, string[]>> {
    const digests = Object.values(facts).flatMap(({ content }) => content ?? []);
    const contents = digests.length > 0 ? await ports.contents.get(digests) : [];
    return new Map(
      contents.map(({ _id, body }) => [_id, (body as { cases?: string[] } | undefined)?.cases ?? []]),
    );
  }

  async function of(current: Case, campaign: Campaign, language: Language): Promise<FigureLine[]> {
    const sources = await sourcesOf(current);
    return Object.values(campaign.facts).flatMap((fact) => {
      const frozen = current.facts?.[fact.id];
      if (!frozen) return [];
      const count = sources.get(frozen.content ?? '')?.length ?? 0;
      return {
        id: fact.id,
        title: factTitle(campaign, fact, language),
        value: frozen.value === undefined ? '–' : showNumber(frozen.value, language),
        count,
        sentence: factInWords(campaign, fact, count, frozen.at, language),
        href: `/ho-so/${current._id}/so-lieu/${fact.id}`,
      };
    });
  }

  return {
    of,
    async sources(viewer, caseId, fact, language) {
      const current = await ports.cases.load(caseId);
      if (!current) return null;
      const campaign = await campaigns.get(current.campaign, current.version);
      const fills = fillsNow(campaign, current, viewer) !== undefined;
      if (!fills && seesUpTo(campaign, current, viewer) === null) return null;
      const figure = (await of(current, campaign, language)).find(({ id }) => id === fact);
      if (!figure) return null;
      const ids = (await sourcesOf(current)).get(current.facts![fact]!.content ?? '') ?? [];
      const { definition } = campaign.facts[fact]!;
      const now = ports.time.now();
      const seen = (await ports.cases.loadMany(ids)).flatMap((one) => {
        const upTo = seesUpTo(campaign, one, viewer);
        if (upTo === null || sensitivities.indexOf(upTo) < sensitivities.indexOf('internal')) return [];
        const value = definition.field === undefined ? undefined : one.submission?.values[definition.field];
        return {
          ...lineOf(one, campaign, viewer, now, language),
          ...(typeof value === 'string' ? { value: showNumber(value, language) } : {}),
        };
      });
      return {
        case: {
          href: fills ? `/viec/${caseId}` : `/ho-so/${caseId}`,
          title: said(campaign.entries[current.entry]!.title, language),
        },
        figure,
        lines: seen,
        hidden: ids.length - seen.length,
      };
    },
  };
}
