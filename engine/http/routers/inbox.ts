import { Router } from 'express';
import { type Door, signedIn } from '../door.ts';

/** Messages in the app. */
export function inboxRouter(door: Door): Router {
  const { app } = door;
  const router = Router();
  router.get(
    '/hop-thu',
    signedIn(door, async (visit) => {
      const { lines, more } = await app.inbox.messages(visit.viewer, visit.asked('after') || null);
      await visit.show('inbox', {
        title: visit.word('inbox.title'),
        place: 'inbox',
        lines,
        unread: lines.some((line) => !line.read),
        ...(more ? { more: `/hop-thu?after=${encodeURIComponent(more)}` } : {}),
      });
    }),
  );
  // Opening a message reads it: a press, since a page that is only looked at changes nothing.
  router.post(
    '/hop-thu/mo',
    signedIn(door, async (visit) => {
      const ids = [(visit.request.body as { id?: unknown }).id ?? []].flat().map(String);
      await app.inbox.markRead(visit.viewer, ids.slice(0, 200));
      const to = visit.sent('to');
      visit.go(/^\/(ho-so|viec)\/[a-z0-9.-]+$/.test(to) ? to : '/hop-thu');
    }),
  );
  return router;
}
