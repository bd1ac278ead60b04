import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createHttpServer, type HttpOptions } from '../../../engine/http/index.ts';
import type { MemoryComposition } from '../../compose-memory.ts';
import { openTown } from '../app/town.ts';
import type { Patch } from '../compile/campaign-fixture.ts';

const root = join(import.meta.dirname, '../../..');

/** The small town behind a real web server, and people who visit it. */
export interface TownServer {
  town: MemoryComposition;
  address: string;
  /** A browser's worth of cookies; signed in when a login is given. */
  visit(login?: string): Promise<Visitor>;
  close(): Promise<void>;
}

/** Somebody with cookies. Redirects are not followed, so that they can be looked at. */
export interface Visitor {
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  /** Sends a form with the token of the last page, as a browser would. */
  post(
    path: string,
    fields: Record<string, string | readonly string[]>,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** Sends files with a form. */
  upload(path: string, body: FormData, headers?: Record<string, string>): Promise<Answer>;
  /** The token of the session. */
  token(): Promise<string>;
}

/** An answer, read. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

/** A file field beside the small report's own, for tests of files. */
export const withFiles: Patch[] = [
  {
    file: 'forms/report.json',
    op: 'add',
    path: '/fields/-',
    value: {
      type: 'file',
      id: 'picture',
      label: { vi: 'Ảnh' },
      accept: ['jpeg', 'pdf', 'txt'],
      maxFiles: 2,
      maxSizeMb: 1,
    },
  },
];

/** Opens the town on a port of its own. */
export async function serveTown(
  options: Partial<HttpOptions> = {},
  patch: readonly Patch[] = [],
): Promise<TownServer> {
  return serveOver(await openTown(patch), options);
}

/** Puts a town that is there behind a web server on a port of its own. */
export async function serveOver(
  town: MemoryComposition,
  options: Partial<HttpOptions> = {},
): Promise<TownServer> {
  const server: Server = createServer(
    createHttpServer({
      app: town.app,
      log: town.ports.log,
      mode: 'production',
      sessionSecret: 'a secret for tests, long enough to be taken',
      behindProxy: false,
      templates: join(root, 'templates'),
      clientScript: '// the form script',
      htmx: createRequire(import.meta.url).resolve('htmx.org/dist/htmx.min.js'),
      ready: () => true,
      ...options,
    }),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function visit(login?: string): Promise<Visitor> {
    const cookies = new Map<string, string>();
    let csrf = '';

    async function ask(
      path: string,
      init: RequestInit & { headers?: Record<string, string> },
    ): Promise<Answer> {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(address + path, {
        redirect: 'manual',
        ...init,
        headers: { ...(cookie ? { Cookie: cookie } : {}), ...init.headers },
      });
      for (const line of response.headers.getSetCookie()) {
        const [pair] = line.split(';');
        const at = pair!.indexOf('=');
        cookies.set(pair!.slice(0, at), pair!.slice(at + 1));
      }
      const text = await response.text();
      csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? csrf;
      return { status: response.status, headers: response.headers, text };
    }

    const visitor: Visitor = {
      get: (path, headers = {}) => ask(path, { headers }),
      post: (path, fields, headers = {}) =>
        ask(path, {
          method: 'POST',
          body: new URLSearchParams(
            Object.entries({ _csrf: csrf, ...fields }).flatMap(([name, value]) =>
              [value].flat().map((one) => [name, one] as [string, string]),
            ),
          ),
          headers: { Origin: address, ...headers },
        }),
      upload: (path, body, headers = {}) => {
        if (!body.has('_csrf')) body.set('_csrf', csrf);
        return ask(path, { method: 'POST', body, headers: { Origin: address, ...headers } });
      },
      token: async () => {
        await visitor.get('/tro-giup');
        return csrf;
      },
    };
    if (login) {
      await visitor.get('/dang-nhap');
      const answer = await visitor.post('/dang-nhap', { login, password: login });
      if (answer.status !== 303) throw new Error(`${login} could not sign in: ${answer.status}`);
      await visitor.token();
    }
    return visitor;
  }

  return {
    town,
    address,
    visit,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close').catch(() => undefined);
    },
  };
}
