import { Router } from 'express';
import { type Door, signedIn } from '../door.ts';

const mostOpen = 3;

/** Messages in the app. */
export function inboxRouter(door: Door): Router {
  const { app } = door;
  const router = Router();
  router.get(
    '/hop-thu',
    signedIn(door, async (visit) => {
      const { lines, more } = await app.inbox.messages(visit.viewer, visit.asked('after') || null);
      const unread = lines.filter((line) => !line.read).length;
      await visit.show('inbox', {
        title: visit.word('inbox.title'),
        place: 'inbox',
        // A few new messages stand open; many are a list to choose from.
        lines: lines.map((line) => ({ ...line, open: !line.read && unread <= mostOpen })),
        unread: unread > 0,
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
