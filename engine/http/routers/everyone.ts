import { Router } from 'express';
import { type Door, identityOf, languageOf, SignInNeeded, showPage, signedIn } from '../door.ts';
import { csrfToken } from '../security.ts';
import { sendText } from '../send.ts';
import { localPath } from '../session.ts';

/** What belongs to no one place: the way in, help, the present token for scripts, the demo's clock. */
export function everyoneRouter(door: Door): Router {
  const { options, views } = door;
  const router = Router();

  router.get(
    '/',
    signedIn(door, async (visit) => {
      const { work, queue, board, administration } = await visit.frame();
      const place = [
        // What others wait for comes first; who only fills in begins with what is theirs to fill.
        ...(queue ? ['/hang-doi'] : []),
        ...(work ? ['/viec'] : []),
        ...(board ? ['/bang'] : []),
        ...(administration ? ['/quan-tri'] : []),
        '/hop-thu',
      ][0]!;
      visit.go(place);
    }),
  );

  router.get('/tro-giup', async (request, response) => {
    const title = views.word('help.title', languageOf(request));
    await showPage(door, request, response, 'help', { title, place: 'help', desk: true });
  });

  // A page that stayed open while somebody signed in again elsewhere asks for the new token.
  router.get('/phien', async (request, response) => {
    if (!identityOf(request)) throw new SignInNeeded();
    await sendText(request, response, 200, 'application/json', JSON.stringify({ csrf: csrfToken(request) }));
  });

  const { demo } = options;
  if (demo) {
    router.post(
      '/demo/dong-ho',
      signedIn(door, async (visit) => {
        const by = (['hours', 'workingDay', 'nextWake'] as const).find((one) => one === visit.sent('by'));
        const n = Math.trunc(Number(visit.sent('n') || '1'));
        if (by && n >= 1 && n <= 100) await demo.advance(by, n);
        visit.go(localPath(visit.sent('back')) ?? '/');
      }),
    );
  }

  return router;
}
