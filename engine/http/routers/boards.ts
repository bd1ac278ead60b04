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
      await visit.show('board', {
        title: visit.word('board.title'),
        place: 'board',
        htmx: true,
        scripts: ['keys.js'],
        board,
        campaignTitle: campaign.title,
        campaigns: campaigns.map((one) => ({ ...one, selected: one.id === campaign.id })),
        several: campaigns.length > 1,
      });
    }),
  );
  return router;
}
