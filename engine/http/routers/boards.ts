import { Router } from 'express';
import type { BoardView, CaseLine } from '../../app/views.ts';
import { type Door, notFound, signedIn, type Visit } from '../door.ts';
import { overseenCampaign } from '../overseen-campaign.ts';

/** The officer's board: who has not submitted, by unit and entry. */
export function boardRouter(door: Door): Router {
  const { app } = door;
  const router = Router();
  router.get(
    '/bang',
    signedIn(door, async (visit) => {
      const { campaign, choice } = await overseenCampaign(door, visit);
      const period = visit.asked('period');
      const unit = visit.asked('unit');
      const board = await app.boards.board(
        visit.viewer,
        campaign.id,
        { ...(period ? { period } : {}), ...(unit ? { unit } : {}) },
        visit.language,
      );
      if (!board) throw notFound();
      const columns = columnsOf(visit, board);
      await visit.show('board', {
        title: visit.word('board.title'),
        place: 'board',
        desk: true,
        htmx: true,
        scripts: ['keys.js'],
        board: {
          ...board,
          columns,
          rows: board.rows.map((row) => ({
            ...row,
            cells: row.cells.map((cell, at) => ({ ...cell, label: columns[at]!.label })),
            sum: sumOf(visit, row.cells),
          })),
          totals: board.totals.map((total, at) => ({ ...total, label: columns[at]!.label })),
        },
        entering: await app.entering.any(visit.viewer),
        unit: board.path ? unit : '',
        all: sumOf(visit, board.totals),
        within: board.within ? unitsOf(board.within.lines, columns) : [],
        totalsHref: `/so-lieu?${new URLSearchParams({ campaign: campaign.id, ...(board.path && unit ? { unit } : {}) })}`,
        ...choice,
      });
    }),
  );
  return router;
}

type Column = BoardView['columns'][number] & { label: string };

/** On phones each cell is a line of a card and says which column it is of. */
function columnsOf(visit: Visit, board: BoardView): Column[] {
  return board.columns.map((column) => ({
    ...column,
    label: /^\d+$/.test(column.short) ? visit.word('group.short', { number: column.short }) : column.short,
  }));
}

function sumOf(visit: Visit, tallies: readonly { owed: number; sent: number }[]) {
  const shown = new Intl.NumberFormat(visit.language);
  return {
    owed: shown.format(tallies.reduce((sum, one) => sum + one.owed, 0)),
    sent: shown.format(tallies.reduce((sum, one) => sum + one.sent, 0)),
  };
}

/** The reports below one unit: a line for each unit, a cell for each column. */
function unitsOf(lines: CaseLine[], columns: Column[]) {
  const names = new Intl.Collator('vi', { numeric: true });
  const byUnit = Map.groupBy(lines, (line) => line.unit);
  return [...byUnit]
    .sort(([a], [b]) => names.compare(a, b))
    .map(([unit, own]) => ({
      unit,
      cells: columns.map(({ title, label }) => {
        const line = own.find((one) => one.entry === title);
        return { label, tone: 'neutral', ...(line ? { href: line.href, ...line.state } : {}) };
      }),
    }));
}
