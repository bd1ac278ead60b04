import { Router } from 'express';
import { type QueueAsked, queueTabs } from '../../app/queues.ts';
import { type Door, signedIn } from '../door.ts';
import { sendText } from '../send.ts';

/** The reviewer's queue. Which view it is stands in its address, so a link is a view. */
export function queueRouter(door: Door): Router {
  const { app, views } = door;
  const router = Router();
  router.get(
    '/hang-doi',
    signedIn(door, async (visit) => {
      const asked = askedOf((name) => visit.asked(name));
      const queue = await app.queues.queue(visit.viewer, asked, visit.language);
      const tab = queue.tabs.find((one) => one.current);
      const context = contextOf(asked);
      // The next page of a list is a part of this page: htmx puts its rows under those that are there.
      if (visit.request.headers['hx-request'] && visit.asked('after')) {
        const html = views.render('queue-rows', { queue, context }, visit.language, true);
        visit.response.vary('HX-Request');
        await sendText(visit.request, visit.response, 200, 'text/html; charset=utf-8', html);
        return;
      }
      await visit.show('queue', {
        title: tab ? `${visit.word('queue.title')}: ${tab.title}` : visit.word('queue.title'),
        place: 'queue',
        desk: true,
        htmx: true,
        scripts: ['keys.js'],
        queue,
        context,
        tab: asked.tab ?? '',
        ownSearch: true,
        gathers: await app.gathering.gathers(visit.viewer),
      });
    }),
  );
  return router;
}

/** What a queue was asked for, from an address or from the hidden fields of a form. */
export function askedOf(read: (name: string) => string): QueueAsked {
  const tab = queueTabs.find((one) => one === read('tab'));
  const asked: QueueAsked = tab ? { tab } : {};
  for (const name of ['search', 'group', 'after'] as const) {
    const text = read(name).trim().slice(0, 200);
    if (text !== '') asked[name] = text;
  }
  return asked;
}

/** The queue a case was opened from, as the end of an address: `?tab=late&search=long`; always with a tab. */
export function contextOf(asked: QueueAsked): string {
  const parameters = new URLSearchParams({ tab: asked.tab ?? 'todo' });
  for (const name of ['search', 'group'] as const) if (asked[name]) parameters.set(name, asked[name]);
  return `?${parameters}`;
}
