import { createHash } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import type { QueueAsked } from '../app/queues.ts';
import type { Language } from '../issues/index.ts';
import type { Account } from '../model/account.ts';
import type { HttpOptions } from './options.ts';

/** What was typed and could not be taken, kept for the page it was typed on. */
export interface Kept {
  path: string;
  body: Record<string, unknown>;
}

/** A line shown once on the next page. */
export interface Flash {
  text: string;
  tone: 'done' | 'late' | 'neutral';
  /** Adds a button that takes the last decision back. */
  undo?: { case: string; cmd: number; from?: QueueAsked };
  /** Adds a button that takes a change of the directory back: its id. */
  takeBack?: string;
}

declare module 'express-session' {
  interface SessionData {
    account: string;
    /** Tells the password the session was opened with: another password ends it. */
    mark: string;
    language: Language;
    flash: Flash;
    kept: Kept;
    /** One-time links just made, shown once to the administrator. */
    links: { login: string; link: string }[];
  }
}

const idleMs = 8 * 3_600_000;

/** Sessions: a cookie that scripts cannot read, gone after eight idle hours. */
export function sessions(options: HttpOptions): RequestHandler {
  return session({
    ...(options.sessions ? { store: options.sessions } : {}),
    name: options.behindProxy ? '__Host-thidua' : 'thidua',
    secret: options.sessionSecret,
    resave: false,
    saveUninitialized: false,
    rolling: true,
    proxy: options.behindProxy,
    cookie: { httpOnly: true, sameSite: 'lax', secure: options.behindProxy, path: '/', maxAge: idleMs },
  });
}

/** What ties a session to the password it was opened with. */
export function markOf(account: Account): string {
  return createHash('sha256')
    .update(account.passwordHash ?? '')
    .digest('hex')
    .slice(0, 16);
}

/** Opens a session for an account under a new id, so that an id known from before is worth nothing. */
export async function openSession(request: Request, account: Account): Promise<void> {
  const { language } = request.session;
  await new Promise<void>((resolve, reject) => {
    request.session.regenerate((error: unknown) => (error ? reject(error) : resolve()));
  });
  request.session.account = account._id;
  request.session.mark = markOf(account);
  const spoken = account.language ?? language;
  if (spoken) request.session.language = spoken;
}

/** Ends the session on the server; the cookie then names nothing. */
export async function closeSession(request: Request): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    request.session.destroy((error: unknown) => (error ? reject(error) : resolve()));
  });
}

/** A path of this server to go back to, or null: another server's address is never followed. */
export function localPath(text: unknown): string | null {
  if (typeof text !== 'string' || !/^\/(?![/\\])[^\s\\]*$/.test(text) || text.length > 2000) return null;
  const url = URL.canParse(text, 'http://here') ? new URL(text, 'http://here') : null;
  return url?.host === 'here' ? url.pathname + url.search + url.hash : null;
}
