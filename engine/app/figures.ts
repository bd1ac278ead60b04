import { sensitivities, showNumber } from '../forms/index.ts';
import type { Language } from '../issues/index.ts';
import type { Case } from '../model/case.ts';
import type { Campaign } from '../workflow/campaign.ts';
import { factInWords, factTitle, lookAt } from '../workflow/index.ts';
import { entersNow, fillsNow, seesUpTo, type Viewer } from './access.ts';
import type { Campaigns } from './campaigns.ts';
import { type Found, figureFor } from './fact-sources.ts';
import { lineOf } from './lines.ts';
import type { Ports } from './ports.ts';
import { said } from './texts.ts';
import type { FigureLine, FigureView } from './views.ts';

/** The figures of a case: what they are, how they were made, and the cases they were made from. */
export interface Figures {
  /** In the campaign's order. Whoever calls has made sure that the case is theirs to see. */
  of(shown: Figured, campaign: Campaign, language: Language): Promise<FigureLine[]>;
  /** The case as it stands, with what its figures were made from. */
  frozen(current: Case): Promise<Figured>;
  /** The case with its figures as they would be if it were sent now. */
  live(current: Case, campaign: Campaign, viewer: Viewer): Promise<Figured>;
  /**
   * One figure with its sources. Null where the case is not theirs to see or has no such figure. Sources that are
   * not theirs to see are counted, not shown.
   */
  sources(viewer: Viewer, caseId: string, fact: string, language: Language): Promise<FigureView | null>;
}

/** A case and the cases its figures were made from, by fact. */
export interface Figured {
  current: Case;
  sources: ReadonlyMap<string, string[]>;
}

/** Makes the figures' use cases. */
export function createFigures(ports: Ports, campaigns: Campaigns): Figures {
  async function frozen(current: Case): Promise<Figured> {
    const facts = Object.entries(current.facts ?? {});
    const digests = facts.flatMap(([, { content }]) => content ?? []);
    const contents = digests.length > 0 ? await ports.contents.get(digests) : [];
    const bodies = new Map(contents.map(({ _id, body }) => [_id, body as { cases?: string[] } | undefined]));
    const sources = new Map(facts.map(([id, { content }]) => [id, bodies.get(content ?? '')?.cases ?? []]));
    return { current, sources };
  }

  async function live(current: Case, campaign: Campaign, viewer: Viewer): Promise<Figured> {
    if (campaign.entries[current.entry]!.facts.length === 0) return { current, sources: new Map() };
    const at = ports.time.now();
    const asked = lookAt(campaign, current, {
      now: at,
      actor: viewer.account._id,
      via: 'web',
      directory: viewer.directory,
      calendar: await campaigns.calendarOf(campaign),
      ids: '',
    }).figuresAsked();
    const facts: NonNullable<Case['facts']> = {};
    const sources = new Map<string, string[]>();
    const found: Found = new Map();
    for (const one of asked) {
      const figure = await figureFor(ports, campaigns, campaign, one, found);
      facts[one.id] = figure.value === null ? { at } : { value: figure.value, at };
      sources.set(one.id, figure.sources);
    }
    return { current: { ...current, facts }, sources };
  }

  async function of(
    { current, sources }: Figured,
    campaign: Campaign,
    language: Language,
  ): Promise<FigureLine[]> {
    const { fields } = campaign.entries[current.entry]!.form;
    return Object.values(campaign.facts).flatMap((fact) => {
      const figure = current.facts?.[fact.id];
      if (!figure) return [];
      const count = sources.get(fact.id)?.length ?? 0;
      const field = fields.find(({ value }) => value?.text.trim() === `facts.${fact.id}`)?.id;
      return {
        id: fact.id,
        title: factTitle(campaign, fact, language),
        value: figure.value === undefined ? '–' : showNumber(figure.value, language),
        count,
        sentence: factInWords(campaign, fact, count, figure.at, language),
        href: `/ho-so/${current._id}/so-lieu/${fact.id}`,
        ...(field === undefined ? {} : { field }),
      };
    });
  }

  return {
    of,
    frozen,
    live,
    async sources(viewer, caseId, fact, language) {
      const current = await ports.cases.load(caseId);
      if (!current) return null;
      const campaign = await campaigns.get(current.campaign, current.version);
      const task = fillsNow(campaign, current, viewer) ?? entersNow(campaign, current, viewer);
      const fills = task !== undefined;
      if (!fills && seesUpTo(campaign, current, viewer) === null) return null;
      const figured = fills ? await live(current, campaign, viewer) : await frozen(current);
      const figure = (await of(figured, campaign, language)).find(({ id }) => id === fact);
      if (!figure) return null;
      const ids = figured.sources.get(fact) ?? [];
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
