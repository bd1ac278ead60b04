import { type Request, type Response, Router } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { hasErrors, issue, type Language } from '../../issues/index.ts';
import { type Door, identityOf, languageOf, notFound, oneText, showPage, signedIn } from '../door.ts';
import { RequestRefused } from '../refusal.ts';
import { phrase } from '../sentences.ts';
import { closeSession, type Kept, localPath, openSession } from '../session.ts';

const signInsRefused = 20;
const signInSeconds = 15 * 60;

/** Signing in and out, one-time links, and the language of the pages. */
export function signInRouter(door: Door): Router {
  const { app, options, views } = door;
  const router = Router();
  const limiter = new RateLimiterMemory({
    points: options.limits?.signIn ?? signInsRefused,
    duration: signInSeconds,
  });

  function page(request: Request, response: Response, data: Record<string, unknown>, status = 200) {
    const language = languageOf(request);
    return showPage(
      door,
      request,
      response,
      'sign-in',
      { title: views.word('sign_in.title', language), accounts: options.demo?.accounts, ...data },
      status,
    );
  }

  router.get('/dang-nhap', async (request, response) => {
    const back = localPath(request.query['ve']) ?? '/';
    if (identityOf(request)) {
      response.redirect(303, back);
      return;
    }
    await page(request, response, { back });
  });

  router.post('/dang-nhap', async (request, response) => {
    const body = (request.body ?? {}) as Record<string, unknown>;
    const demo = options.demo ? oneText(body['demo']) : '';
    const login = demo || oneText(body['login']);
    const password = demo ? options.demo!.password : oneText(body['password']);
    const back = localPath(oneText(body['back'])) ?? '/';
    const kept = readKept(oneText(body['kept']));
    // Every attempt is counted before it is looked at, and given back when it was right.
    const address = request.ip ?? 'unknown';
    await limiter.consume(address).catch((refused: { msBeforeNext?: number }) => {
      const seconds = Math.ceil((refused.msBeforeNext ?? 1000) / 1000);
      throw new RequestRefused(429, [
        issue('app.request.too_often', { source: 'request', pointer: '' }, { seconds }),
      ]);
    });
    const outcome = await app.accounts.signIn(login, password);
    if (!outcome.ok) {
      const language = languageOf(request);
      const errors = outcome.issues.map((one) => ({ text: phrase(one, language), href: '#login' }));
      const again = { back, login, errors, ...(kept ? { kept: JSON.stringify(kept) } : {}) };
      await page(request, response, again, 422);
      return;
    }
    await limiter.reward(address);
    await openSession(request, outcome.value);
    if (kept) request.session.kept = kept;
    response.redirect(303, kept?.path ?? back);
  });

  router.post(
    '/dang-xuat',
    signedIn(door, async (visit) => {
      await closeSession(visit.request);
      visit.go('/dang-nhap');
    }),
  );

  router.post('/ngon-ngu', async (request, response) => {
    const body = request.body as Record<string, unknown>;
    const language: Language = oneText(body['language']) === 'en' ? 'en' : 'vi';
    request.session.language = language;
    const identity = identityOf(request);
    if (identity) await app.accounts.setLanguage(identity.account, language);
    response.redirect(303, localPath(oneText(body['back'])) ?? '/');
  });

  async function linkPage(
    request: Request,
    response: Response,
    errors: { text: string; href?: string }[],
    status: number,
  ): Promise<void> {
    const account = await app.accounts.linked(String(request.params['secret']));
    if (!account) throw new RequestRefused(404, [issue('app.account.link_used', place)]);
    const title = views.word('link.title', languageOf(request));
    await showPage(
      door,
      request,
      response,
      'one-time-link',
      {
        title,
        login: account.login,
        name: account.name,
        errors,
      },
      status,
    );
  }

  router.get('/lien-ket/:secret', (request, response) => linkPage(request, response, [], 200));

  router.post('/lien-ket/:secret', async (request, response) => {
    const body = request.body as Record<string, unknown>;
    const secret = String(request.params['secret']);
    const outcome = await app.accounts.usePassword(secret, oneText(body['password']), oneText(body['again']));
    if (!outcome.ok || hasErrors(outcome.issues)) {
      const language = languageOf(request);
      const errors = outcome.issues.map((one) => ({
        text: phrase(one, language),
        href: `#${one.pointer.slice(1) || 'password'}`,
      }));
      await linkPage(request, response, errors, 422);
      return;
    }
    if (outcome.value.disabled) throw notFound();
    await openSession(request, outcome.value);
    request.session.flash = { text: views.word('link.done', languageOf(request)), tone: 'done' };
    response.redirect(303, '/');
  });

  return router;
}

const place = { source: 'request', pointer: '' };

/** What the sign-in page carried for the page behind it; anything that is not that is passed by. */
function readKept(text: string): Kept | null {
  if (text === '') return null;
  try {
    const { path, body } = JSON.parse(text) as Partial<Kept>;
    const local = localPath(path);
    return local && typeof body === 'object' && body !== null ? { path: local, body } : null;
  } catch {
    return null;
  }
}
