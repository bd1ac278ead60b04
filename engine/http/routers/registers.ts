import { Router } from 'express';
import { administrator, type Door, notFound } from '../door.ts';

/** Registers of document numbers: each number with its case, and why one is void. */
export function registerRouter(door: Door): Router {
  const router = Router();

  router.get(
    '/quan-tri/phong-trao/:campaign/so-van-ban',
    administrator(door, async (visit) => {
      const asked = {
        ...(visit.asked('nam') === '' ? {} : { year: visit.asked('nam') }),
        ...(visit.asked('so') === '' ? {} : { only: visit.asked('so') }),
        after: Number.parseInt(visit.asked('sau'), 10) || 0,
      };
      const campaign = String(visit.request.params['campaign']);
      const view = await door.app.registers.of(campaign, asked, visit.language);
      if (!view) throw notFound();
      await visit.show('registers', {
        ...view,
        title: visit.word('registers.title'),
        campaignTitle: view.title,
        place: 'administration',
        desk: true,
        section: { campaigns: true },
      });
    }),
  );

  return router;
}
