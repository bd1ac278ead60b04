import { Router } from 'express';
import { shownInstant } from '../../app/texts.ts';
import { administrator, type Door } from '../door.ts';

/** What the administrator looks at besides accounts and campaigns: mails, the log. */
export function administrationRouter(door: Door): Router {
  const { app } = door;
  const router = Router();

  router.get(
    '/quan-tri',
    administrator(door, async (visit) => visit.go('/quan-tri/tai-khoan')),
  );

  router.get(
    '/quan-tri/thu',
    administrator(door, async (visit) => {
      const { lines, more } = await app.inbox.mails(visit.asked('after') || null, visit.language);
      await visit.show('mails', {
        title: visit.word('mails.title'),
        place: 'administration',
        desk: true,
        section: { mails: true },
        lines,
        ...(more ? { more: `/quan-tri/thu?after=${encodeURIComponent(more)}` } : {}),
      });
    }),
  );

  router.get(
    '/quan-tri/nhat-ky',
    administrator(door, async (visit) => {
      const [entries, zone, picture] = await Promise.all([
        app.accounts.log(visit.asked('after') || null),
        app.campaigns.timezone(),
        visit.viewer.directory,
      ]);
      const name = (id: string) => picture.names[id] ?? id;
      await visit.show('log', {
        title: visit.word('log.title'),
        place: 'administration',
        desk: true,
        section: { log: true },
        lines: entries.map((entry) => ({
          at: shownInstant(entry.at, zone),
          actor: entry.actor === 'system' ? visit.word('log.system') : name(entry.actor),
          act: visit.word(`log.act.${entry.act}`),
          subject: entry.act.startsWith('directory.')
            ? visit.word(`changes.act.${entry.subject}`)
            : name(entry.subject),
          details: Object.entries(entry.details).map(([key, value]) => `${key}: ${value}`),
        })),
        ...(entries.length === 100
          ? { more: `/quan-tri/nhat-ky?after=${encodeURIComponent(entries.at(-1)!._id)}` }
          : {}),
      });
    }),
  );

  return router;
}
