import { Router } from 'express';
import { type Door, notFound, signedIn } from '../door.ts';

/** The officer's board: who has not submitted, by unit and entry. */
export function boardRouter(door: Door): Router {
  const { app } = door;
  const router = Router();
  router.get(
    '/bang',
    signedIn(door, async (visit) => {
      const campaigns = await app.boards.campaignsOf(visit.viewer, visit.language);
      const asked = visit.asked('campaign');
      const campaign = campaigns.find((one) => (asked ? one.id === asked : true));
      if (!campaign) throw notFound();
      const period = visit.asked('period');
      const unit = visit.asked('unit');
      const board = await app.boards.board(
        visit.viewer,
        campaign.id,
        { ...(period ? { period } : {}), ...(unit ? { unit } : {}) },
        visit.language,
      );
      if (!board) throw notFound();
      const shown = board.periods.find((one) => one.selected);
      const columns = board.columns.map((column) => ({
        ...column,
        label: /^\d+$/.test(column.short)
          ? visit.word('group.short', { number: column.short })
          : column.short,
      }));
      // On phones each cell is a line of a card and says which column it is of.
      const labelled = <Cell>(cell: Cell, at: number) => ({
        ...cell,
        label: columns[at]!.label,
      });
      await visit.show('board', {
        title: visit.word('board.title'),
        place: 'board',
        htmx: true,
        scripts: ['keys.js'],
        board: {
          ...board,
          columns,
          rows: board.rows.map((row) => ({ ...row, cells: row.cells.map(labelled) })),
          totals: board.totals.map(labelled),
        },
        closeWithin: `/bang?${new URLSearchParams({ campaign: campaign.id, ...(shown ? { period: shown.id } : {}) })}`,
        campaignTitle: campaign.title,
        campaigns: campaigns.map((one) => ({ ...one, selected: one.id === campaign.id })),
        several: campaigns.length > 1,
      });
    }),
  );
  return router;
}
