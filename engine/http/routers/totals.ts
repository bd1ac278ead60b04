import { Router } from 'express';
import type { TotalsAsked, TotalsCell, TotalsSection } from '../../app/oversight/totals.ts';
import { drawBars } from '../bar-drawing.ts';
import { type Door, notFound, signedIn, type Visit } from '../door.ts';
import { overseenCampaign } from '../overseen-campaign.ts';

const names = ['by', 'entry', 'phase', 'period', 'unit'] as const;

/** The officer's totals: every number of what was confirmed, the reports behind each, the same as a CSV. */
export function totalsRouter(door: Door): Router {
  const { app } = door;
  const router = Router();

  router.get(
    '/so-lieu',
    signedIn(door, async (visit) => {
      const { campaign, choice } = await overseenCampaign(door, visit);
      const view = await app.totals.totals(visit.viewer, campaign.id, askedOf(visit), visit.language);
      if (!view) throw notFound();
      await visit.show('totals', {
        title: visit.word('totals.title'),
        place: 'board',
        desk: true,
        ...view,
        filters: view.filters.map((one) => ({ ...one, label: visit.word(`totals.${one.name}`) })),
        sections: view.sections.map((one) => drawn(visit, one, view.by === 'unit')),
        unit: view.path ? visit.asked('unit') : '',
        ...choice,
      });
    }),
  );

  router.get(
    '/so-lieu/nguon',
    signedIn(door, async (visit) => {
      const from = Number.parseInt(visit.asked('from'), 10);
      const sources = await app.totals.sources(
        visit.viewer,
        visit.asked('campaign'),
        { ...askedOf(visit), field: visit.asked('field') },
        Number.isSafeInteger(from) && from > 0 ? from : 0,
        visit.language,
      );
      if (!sources) throw notFound();
      const { title, ...rest } = sources;
      await visit.show('totals-sources', { title, place: 'board', desk: true, ...rest });
    }),
  );

  router.get(
    '/so-lieu.csv',
    signedIn(door, async (visit) => {
      const campaign = visit.asked('campaign');
      const text = await app.totals.csv(visit.viewer, campaign, askedOf(visit), visit.language);
      if (text === null) throw notFound();
      const name = `so-lieu-${campaign.replace(/[^a-z0-9-]/g, '')}.csv`;
      visit.response.set({
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${name}"`,
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'private, no-store',
      });
      visit.response.end(visit.request.method === 'HEAD' ? undefined : text);
    }),
  );

  return router;
}

function askedOf(visit: Visit): TotalsAsked {
  return Object.fromEntries(
    names.flatMap((name) => (visit.asked(name) === '' ? [] : [[name, visit.asked(name)]])),
  );
}

function drawn(visit: Visit, section: TotalsSection, byUnit: boolean) {
  const marked = (cells: readonly TotalsCell[]) => cells.map((one) => ({ ...one, ...marksOf(visit, one) }));
  return {
    ...section,
    byUnit,
    rows: section.rows.map((row) => ({ ...row, cells: marked(row.cells) })),
    foot: section.foot && marked(section.foot),
    series: section.series.map((one) => ({ title: one.title, picture: drawBars(one, one.title) })),
  };
}

function marksOf(visit: Visit, { late, corrected }: TotalsCell) {
  const words = [
    ...(late > 0 ? [visit.word('totals.late', { count: late })] : []),
    ...(corrected > 0 ? [visit.word('totals.corrected', { count: corrected })] : []),
  ];
  return words.length > 0 ? { marks: words.join(', ') } : {};
}
