import { Router } from 'express';
import { administrator, type Door, notFound } from '../door.ts';
import { toldChanges, toldProgress } from '../told-changes.ts';

const page = 30;

/** What was changed in the directory, by whom and why, and the way back. */
export function directoryHistoryRouter(door: Door): Router {
  const { app } = door;
  const router = Router();

  router.get(
    '/quan-tri/thay-doi',
    administrator(door, async (visit) => {
      const touching = visit.asked('cua') || null;
      const found = await app.directoryChanges.list(touching, visit.asked('truoc') || null, page + 1);
      const shown = found.slice(0, page);
      const more = found.length > page ? shown.at(-1)!._id : null;
      await visit.show('directory-history', {
        title: visit.word('changes.title'),
        place: 'administration',
        desk: true,
        section: { organisation: true, changes: true },
        changes: await toldChanges(app, visit, shown),
        ...(more
          ? {
              more: `/quan-tri/thay-doi?${new URLSearchParams({ ...(touching ? { cua: touching } : {}), truoc: more })}`,
            }
          : {}),
      });
    }),
  );

  router.get(
    '/quan-tri/thay-doi/:id',
    administrator(door, async (visit) => {
      const change = await app.directoryChanges.load(String(visit.request.params['id']));
      const progress = change && (await toldProgress(app, visit, change));
      // What was proposed and nothing more is nobody's history; what was begun and put back says so.
      if (!change || (change.state === 'proposed' && !progress)) throw notFound();
      const [told] = await toldChanges(app, visit, [change], { records: 'all' });
      if (told!.sentence) return visit.go(told!.href);
      const kept = progress?.underWay ? null : await app.directoryChanges.undoable(change);
      const why = progress?.why ?? (change.state === 'applied' ? kept : null);
      await visit.show('directory-change', {
        title: told!.act,
        place: 'administration',
        desk: true,
        section: { organisation: true, changes: true },
        told,
        action: `${told!.href}/hoan-tac`,
        undoable: kept === null && !progress?.underWay,
        progress,
        again: told!.href,
        ...(why ? { why: visit.sentences([why])[0]!.text } : {}),
        ...(change.undoneBy ? { undoneBy: `/quan-tri/thay-doi/${encodeURIComponent(change.undoneBy)}` } : {}),
      });
    }),
  );

  router.post(
    '/quan-tri/thay-doi/:id/hoan-tac',
    administrator(door, async (visit) => {
      const id = String(visit.request.params['id']);
      const outcome = await app.directoryChanges.undo(visit.account, id);
      // A large one is taken back after the answer; its page tells how far it is.
      if (outcome.ok && outcome.value.state === 'applying')
        return visit.go(`/quan-tri/thay-doi/${encodeURIComponent(outcome.value._id)}`);
      if (outcome.ok)
        visit.say({ text: visit.word('changes.undone.done'), tone: 'done', takeBack: outcome.value._id });
      else visit.say({ text: visit.sentences(outcome.issues)[0]!.text, tone: 'late' });
      visit.go(`/quan-tri/thay-doi/${encodeURIComponent(id)}`);
    }),
  );

  return router;
}
