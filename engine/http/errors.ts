import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Request, Response } from 'express';
import { issue } from '../issues/index.ts';
import type { RefusalIssue } from '../model/command.ts';
import {
  type Door,
  identityOf,
  languageOf,
  notFound,
  oneText,
  SignInNeeded,
  showPage,
  wantsJson,
} from './door.ts';
import { RequestRefused } from './refusal.ts';
import { isOwnOrigin } from './security.ts';
import { sendText } from './send.ts';
import { phrase } from './sentences.ts';
import { localPath } from './session.ts';

/** The longest form that is carried through a sign-in. */
const mostKept = 300_000;

/**
 * Everything that went wrong ends here, as a page with sentences or, for scripts, as problem+json (RFC 9457).
 * Never a stack: that goes to the log under a number the page shows.
 */
export function answerErrors(door: Door): ErrorRequestHandler {
  return async (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    if (error instanceof SignInNeeded) {
      await askToSignIn(door, request, response);
      return;
    }
    const refused = refusalOf(error);
    if (wasOpenTooLong(refused) && !identityOf(request)) {
      await askToSignIn(door, request, response);
      return;
    }
    const number = refused.status === 500 ? randomUUID().slice(0, 8) : undefined;
    if (number)
      door.options.log.error('request failed', {
        number,
        method: request.method,
        path: request.path,
        error: error instanceof Error ? error.stack : String(error),
      });
    if (refused.status === 403 && wasOpenTooLong(refused) && keep(request)) {
      response.redirect(303, request.session.kept!.path);
      return;
    }
    await answer(door, request, response, refused, number);
  };
}

function wasOpenTooLong(refused: RequestRefused): boolean {
  return refused.issues.some((one) => one.code === 'app.request.expired');
}

/** Keeps what was typed and gives it back on the page it was typed on. False where there is nothing to keep. */
function keep(request: Request): boolean {
  if (wantsJson(request)) return false;
  const kept = keptOf(request);
  if (!kept) return false;
  request.session.kept = kept;
  return true;
}

/** What a form sent, for the page it stands on: the address without its last part, which names the act. */
function keptOf(request: Request): { path: string; body: Record<string, unknown> } | null {
  const body = request.body as Record<string, unknown> | undefined;
  if (request.method !== 'POST' || !body || !request.headers.origin || !isOwnOrigin(request)) return null;
  const path = /^\/(?:viec|ho-so)\/[^/]+(?=\/)/.exec(request.path)?.[0];
  if (!path) return null;
  const { _csrf, ...rest } = body;
  return JSON.stringify(rest).length > mostKept ? null : { path, body: rest };
}

async function askToSignIn(door: Door, request: Request, response: Response): Promise<void> {
  const language = languageOf(request);
  if (wantsJson(request)) {
    await sendProblem(request, response, 401, door.views.word('sign_in.needed', language), []);
    return;
  }
  const kept = keptOf(request);
  const reads = request.method === 'GET' || request.method === 'HEAD';
  const back = kept?.path ?? (reads ? localPath(request.originalUrl) : null);
  if (reads) {
    response.redirect(303, back && back !== '/' ? `/dang-nhap?ve=${encodeURIComponent(back)}` : '/dang-nhap');
    return;
  }
  // The sign-in page itself may have been open too long: what it carried goes on.
  const before = isOwnOrigin(request)
    ? oneText((request.body as Record<string, unknown> | undefined)?.['kept'])
    : '';
  const carried = kept ? JSON.stringify(kept) : before;
  await showPage(
    door,
    request,
    response,
    'sign-in',
    {
      title: door.views.word('sign_in.title', language),
      back: back ?? '/',
      ...(carried ? { kept: carried } : {}),
      note: door.views.word(carried ? 'sign_in.kept' : 'sign_in.expired', language),
      accounts: door.options.demo?.accounts,
    },
    401,
  );
}

async function answer(
  door: Door,
  request: Request,
  response: Response,
  { status, issues }: RequestRefused,
  number: string | undefined,
): Promise<void> {
  const language = languageOf(request);
  const kind = status === 404 ? 'missing' : status === 500 ? 'broken' : 'refused';
  const title = door.views.word(`error.${kind}.title`, language);
  if (wantsJson(request)) {
    await sendProblem(
      request,
      response,
      status,
      title,
      issues.map((one) => ({
        code: one.code,
        pointer: one.pointer,
        sentence: phrase(one, language),
      })),
    );
    return;
  }
  await showPage(
    door,
    request,
    response,
    'error',
    {
      title,
      sentences:
        issues.length > 0
          ? issues.map((one) => phrase(one, language))
          : [door.views.word(`error.${kind}.help`, language)],
      ...(number ? { number } : {}),
    },
    status,
  );
}

/** A problem for scripts, as RFC 9457 shapes it, with the issues' sentences beside. */
export async function sendProblem(
  request: Request,
  response: Response,
  status: number,
  title: string,
  issues: { code: string; pointer: string; sentence: string }[],
): Promise<void> {
  await sendText(
    request,
    response,
    status,
    'application/problem+json',
    JSON.stringify({ type: 'about:blank', status, title, issues }),
  );
}

/** What an error says to the person; unknown ones say only that something broke. */
function refusalOf(error: unknown): RequestRefused {
  if (error instanceof RequestRefused) return error;
  const { status, code, type } = (error ?? {}) as { status?: number; code?: string; type?: string };
  const tooLarge: RefusalIssue[] = [issue('app.request.too_large', { source: 'request', pointer: '' })];
  if (type === 'entity.too.large' || type === 'parameters.too.many' || code?.startsWith('LIMIT_'))
    return new RequestRefused(413, tooLarge);
  if (error instanceof URIError) return notFound();
  return new RequestRefused(status !== undefined && status >= 400 && status < 500 ? status : 500, []);
}
