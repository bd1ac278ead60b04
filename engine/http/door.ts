import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Viewer } from '../app/access.ts';
import type { App } from '../app/app.ts';
import { shownInstant } from '../app/texts.ts';
import type { FrameView } from '../app/views.ts';
import type { Language } from '../issues/index.ts';
import type { Account } from '../model/account.ts';
import type { RefusalIssue } from '../model/command.ts';
import type { Assets } from './assets.ts';
import type { HttpOptions } from './options.ts';
import { RequestRefused } from './refusal.ts';
import { csrfToken } from './security.ts';
import { sendText } from './send.ts';
import { phrase } from './sentences.ts';
import { type Flash, type Kept, markOf } from './session.ts';
import type { Views } from './views.ts';

/** What every router is made with. */
export interface Door {
  app: App;
  views: Views;
  assets: Assets;
  options: HttpOptions;
}

/** Where a page lies: marks the present place in the bar. */
export type Place = 'work' | 'queue' | 'board' | 'inbox' | 'administration' | 'help';

/** What a page tells its layout, besides what it shows. */
export interface PageData extends Record<string, unknown> {
  title: string;
  place?: Place;
  /** Own modules the page needs, by asset name. */
  scripts?: string[];
  /** Whether the page is for working through lists and needs their style sheet. */
  desk?: boolean;
  /** Whether the page is a paper to be printed. */
  paper?: boolean;
  /** Whether htmx is on the page. */
  htmx?: boolean;
  /** The error summary; the title then begins with “Lỗi:”. */
  errors?: { text: string; href?: string }[];
}

/** A request for a page by somebody signed in. */
export interface Visit {
  request: Request;
  response: Response;
  account: Account;
  viewer: Viewer;
  language: Language;
  word(key: string, values?: Record<string, unknown>): string;
  /** What stands around this person's pages: which places are theirs, unread messages. */
  frame(): Promise<FrameView>;
  show(page: string, data: PageData, status?: number): Promise<void>;
  /** Sends the browser to a page of ours, so that reloading does nothing twice. */
  go(path: string): void;
  /** Says a line on the next page. */
  say(flash: Flash): void;
  /** One text of the form that was sent; empty when it is not there. */
  sent(name: string): string;
  /** One parameter of the address; empty when it is not there. */
  asked(name: string): string;
  /** What was typed before the session ended or the page grew too old; given once. */
  kept(): Record<string, unknown> | null;
  sentences(issues: readonly RefusalIssue[]): { text: string; href?: string }[];
}

/** Who makes a request; set by `identify`. */
interface Identity {
  account: Account;
  viewer: Viewer;
  /** Asked for once a request. */
  frame?: Promise<FrameView>;
}

const identities = new WeakMap<Request, Identity>();

/** Who is signed in, or null. */
export function identityOf(request: Request): Identity | null {
  return identities.get(request) ?? null;
}

/** The language of a request: the account's, or what was chosen before signing in. */
export function languageOf(request: Request): Language {
  return identityOf(request)?.account.language ?? request.session?.language ?? 'vi';
}

/** Looks up who the session belongs to. Accounts that were disabled or have another password are signed out. */
export function identify(door: Door): RequestHandler {
  return async (request, _response, next) => {
    const id = request.session.account;
    const account = id ? await door.app.accounts.byId(id) : null;
    if (account && !account.disabled && request.session.mark === markOf(account))
      identities.set(request, { account, viewer: await door.app.viewers.of(account) });
    else if (id) {
      // The session tells of nobody any more; what it kept for the page goes with it.
      delete request.session.account;
      delete request.session.mark;
    }
    next();
  };
}

/** A client key for one press: the same form sent twice carries the same key. */
export function newKey(): string {
  return randomUUID();
}

/** One text out of what a form sent. */
export function oneText(value: unknown): string {
  const last = Array.isArray(value) ? value.at(-1) : value;
  return typeof last === 'string' ? last : '';
}

/** Whether the answer should be JSON: a script asks, not a person. */
export function wantsJson(request: Request): boolean {
  return (request.headers.accept ?? '').includes('json');
}

/** Where this server is reached, for links that are handed on. */
export function originOf(visit: Visit): string {
  return `${visit.request.protocol}://${visit.request.host}`;
}

/** Makes a handler for people who are signed in; others are asked to sign in and come back here. */
export function signedIn(door: Door, handle: (visit: Visit) => Promise<void>): RequestHandler {
  return async (request, response) => {
    const identity = identityOf(request);
    if (!identity) throw new SignInNeeded();
    await handle(visitOf(door, request, response, identity));
  };
}

/** The same for administrators; to everybody else the page is not there. */
export function administrator(door: Door, handle: (visit: Visit) => Promise<void>): RequestHandler {
  return signedIn(door, async (visit) => {
    if (!visit.account.administrator) throw notFound();
    await handle(visit);
  });
}

/** Thrown where somebody must sign in first. */
export class SignInNeeded extends Error {}

/** What is not there and what is not theirs look the same. */
export function notFound(): RequestRefused {
  return new RequestRefused(404, []);
}

function visitOf(door: Door, request: Request, response: Response, identity: Identity): Visit {
  const { account, viewer } = identity;
  const language = languageOf(request);
  const body = (request.body ?? {}) as Record<string, unknown>;
  return {
    request,
    response,
    account,
    viewer,
    language,
    word: (key, values) => door.views.word(key, language, values),
    frame: () => frameOf(door, identity, language),
    show: (page, data, status) => showPage(door, request, response, page, data, status),
    go: (path) => response.redirect(303, path),
    say: (flash) => {
      request.session.flash = flash;
    },
    sent: (name) => oneText(body[name]),
    asked: (name) => oneText(request.query[name]),
    kept: () => takeKept(request),
    sentences: (issues) =>
      issues.map((one) => ({
        text: phrase(one, language),
        ...(one.pointer.length > 1 ? { href: `#${one.pointer.slice(1)}` } : {}),
      })),
  };
}

function takeKept(request: Request): Kept['body'] | null {
  const { kept } = request.session;
  if (!kept || kept.path !== request.path) return null;
  delete request.session.kept;
  return kept.body;
}

/** Renders a page in its layout and sends it. */
export async function showPage(
  door: Door,
  request: Request,
  response: Response,
  page: string,
  data: PageData,
  status = 200,
): Promise<void> {
  const language = languageOf(request);
  const identity = identityOf(request);
  const [frame, clock] = await Promise.all([
    identity ? frameOf(door, identity, language) : null,
    clockView(door, language),
  ]);
  // What is refused before the session was read is answered without one.
  const session = request.session as Request['session'] | undefined;
  const flash = session?.flash;
  if (session && flash) delete session.flash;
  const html = door.views.render(
    page,
    {
      ...data,
      csrf: session ? csrfToken(request) : '',
      frame: frame && framed(frame, data.place),
      person: identity?.account.name,
      demo: clock,
      flash: flash && { ...flash, ...(flash.undo ? { undo: { ...flash.undo, key: newKey() } } : {}) },
      here: request.method === 'GET' ? request.originalUrl : '/',
    },
    language,
  );
  // What answers a press has no address of its own that could be opened again.
  if (request.method !== 'GET' && request.headers['hx-request']) response.set('HX-Push-Url', 'false');
  await sendText(request, response, status, 'text/html; charset=utf-8', html);
}

function frameOf(door: Door, identity: Identity, language: Language): Promise<FrameView> {
  identity.frame ??= door.app.viewers.frame(identity.viewer, language);
  return identity.frame;
}

const mostUnread = 99;

function framed(frame: FrameView, place: Place | undefined) {
  const unreadShort = frame.unread > mostUnread ? `${mostUnread}+` : String(frame.unread);
  return { ...frame, unreadShort, at: Object.fromEntries(place ? [[place, true]] : []) };
}

async function clockView(door: Door, language: Language) {
  if (!door.options.demo) return null;
  const [clock, zone] = await Promise.all([door.options.demo.clock(), door.app.campaigns.timezone()]);
  return {
    now: withWeekday(clock.now, zone, language),
    ...(clock.nextWake ? { nextWake: withWeekday(clock.nextWake, zone, language) } : {}),
  };
}

function withWeekday(at: string, zone: string, language: Language): string {
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: zone }).format(new Date(at));
  const [time, day] = shownInstant(at, zone).split(' ');
  return `${time} ${weekday}, ${day}`;
}
