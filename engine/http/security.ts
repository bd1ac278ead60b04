import { csrfSync } from 'csrf-sync';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { issue } from '../issues/index.ts';
import { RequestRefused } from './refusal.ts';

/** Strict headers: everything from this server only, nothing inline, no framing. */
export function headers(https: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        frameSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: https,
    referrerPolicy: { policy: 'same-origin' },
  });
}

const csrf = csrfSync({
  size: 24,
  getTokenFromRequest: (request) =>
    (request.body as { _csrf?: string } | undefined)?._csrf ??
    (request.headers['x-csrf-token'] as string | undefined),
});

/** The token that a page's forms carry. */
export function csrfToken(request: Request): string {
  return csrf.generateToken(request);
}

/**
 * Refuses a changing request that did not come from one of our pages: its Origin must be this server, and it
 * must carry the session's token, in its body or in the header `X-CSRF-Token`. It comes after the body was read.
 */
export function checkOrigin(request: Request, _response: Response, next: NextFunction): void {
  const reads = ['GET', 'HEAD', 'OPTIONS'].includes(request.method);
  if (reads || (isOwnOrigin(request) && csrf.isRequestValid(request))) next();
  else next(new RequestRefused(403, [issue('app.request.expired', { source: 'request', pointer: '' })]));
}

/** Old browsers send no Origin with a form; the token is then the only proof. */
export function isOwnOrigin(request: Request): boolean {
  const { origin } = request.headers;
  // Behind a proxy this is the host that people asked for.
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === request.host);
}

/** At most `points` requests of one address within `seconds`; beyond that a sentence says how long to wait. */
export function limitRate(points: number, seconds: number): RequestHandler {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  return (request, _response, next) => {
    limiter.consume(request.ip ?? 'unknown').then(
      () => next(),
      (refused: { msBeforeNext?: number }) =>
        next(
          new RequestRefused(429, [
            issue(
              'app.request.too_often',
              { source: 'request', pointer: '' },
              { seconds: Math.ceil((refused.msBeforeNext ?? 1000) / 1000) },
            ),
          ]),
        ),
    );
  };
}
