import type { Store } from 'express-session';
import type { App } from '../app/app.ts';
import type { Log } from '../ports/index.ts';

/** Everything the web server is given by the composition root. */
export interface HttpOptions {
  app: App;
  /** Where sessions last; the server makes its own memory store where it is absent (tests). */
  sessions?: Store;
  log: Log;
  mode: 'demo' | 'production';
  /** Signs the session cookie, at least 32 characters. */
  sessionSecret: string;
  /** True where people reach the server by https through a proxy: cookies are `Secure`, addresses are the proxy's word. */
  behindProxy: boolean;
  /** Absolute path of `templates/`. */
  templates: string;
  /** The bundled script of `engine/browser`, served as one of the assets. */
  clientScript: string;
  /** Absolute path of htmx's minified file; it is on the pages of reviewers and officers only. */
  htmx: string;
  /** Present in demo mode only. */
  demo?: Demo;
  /** Whether the stores and workers answer: what `/readyz` says. */
  ready(): boolean;
  /** Requests of one address: refused sign-ins in 15 minutes (20 unless given), all requests in a minute (600). */
  limits?: { signIn?: number; requests?: number };
}

/** What only the demo has: accounts to try, and a clock that goes forward. */
export interface Demo {
  accounts: { login: string; name: string; role: string; unit: string }[];
  /** The one password of every demo account. */
  password: string;
  /** Moves the clock forward by hours, working days or to the next wake; `n` is 1 or more and means nothing there. */
  advance(by: ClockStep, n: number): Promise<void>;
  /** The clock, and when something happens by itself next: instants. */
  clock(): Promise<{ now: string; nextWake?: string }>;
}

/** How far one press moves the demo's clock. */
export type ClockStep = 'hours' | 'workingDay' | 'nextWake';
