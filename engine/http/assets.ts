import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { type RequestHandler, Router } from 'express';

/** Style sheets, scripts and pictures, made ready once at the start. */
export interface Assets {
  /** The address of an asset; its content's hash is part of it. Throws for a name that is not there. */
  url(name: string): string;
  /** The bytes as they lie here and as they travel: for weighing pages. */
  weight(name: string): { raw: number; sent: number };
  serve: RequestHandler;
}

interface Asset {
  url: string;
  type: string;
  etag: string;
  raw: Buffer;
  brotli: Buffer;
  gzip: Buffer;
}

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

/**
 * Reads `templates/assets`. The files of `styles/` become one `app.css` in the order of their names, those of
 * `styles/desk/` one `desk.css` for the pages of people who work through lists, those of `styles/paper/` one `paper.css`
 * for what is printed as a paper; `given` adds what other rooms made. Everything is compressed here, once, and may be kept by browsers for ever since
 * another content has another address.
 */
export function loadAssets(folder: string, given: Record<string, string>): Assets {
  const assets = new Map<string, Asset>();
  const byUrl = new Map<string, Asset>();

  function add(name: string, text: string): void {
    const raw = Buffer.from(text);
    const digest = createHash('sha256').update(raw).digest('hex').slice(0, 12);
    const dot = name.lastIndexOf('.');
    const url = `/assets/${name.slice(0, dot)}.${digest}${name.slice(dot)}`;
    const asset: Asset = {
      url,
      type: types[name.slice(dot + 1)] ?? 'application/octet-stream',
      etag: `"${digest}"`,
      raw,
      brotli: brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
      gzip: gzipSync(raw, { level: 9 }),
    };
    assets.set(name, asset);
    byUrl.set(url, asset);
  }

  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const sheets = (under: string) =>
    readdirSync(join(folder, under))
      .filter((name) => name.endsWith('.css'))
      .sort()
      .map((name) => withoutComments(read(`${under}/${name}`)))
      .join('\n');
  add('app.css', sheets('styles'));
  add('desk.css', sheets('styles/desk'));
  add('paper.css', sheets('styles/paper'));
  for (const name of readdirSync(folder)) {
    if (name.endsWith('.js')) add(name, withoutCommentLines(read(name)));
    else if (name.endsWith('.svg')) add(name, read(name));
  }
  for (const [name, text] of Object.entries(given)) add(name, text);

  function find(name: string): Asset {
    const asset = assets.get(name);
    if (!asset) throw new Error(`There is no asset ${name}.`);
    return asset;
  }

  const router = Router();
  router.get('/assets/*path', (request, response, next) => {
    const asset = byUrl.get(request.path);
    if (!asset) {
      next();
      return;
    }
    response.set({
      'Content-Type': asset.type,
      'Cache-Control': 'public, max-age=31536000, immutable',
      ETag: asset.etag,
      Vary: 'Accept-Encoding',
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'same-origin',
    });
    if (request.headers['if-none-match'] === asset.etag) {
      response.status(304).end();
      return;
    }
    const encoding = request.acceptsEncodings('br', 'gzip', 'identity');
    if (encoding === 'br' || encoding === 'gzip') response.set('Content-Encoding', encoding);
    response.end(encoding === 'br' ? asset.brotli : encoding === 'gzip' ? asset.gzip : asset.raw);
  });

  return {
    url: (name) => find(name).url,
    weight: (name) => ({ raw: find(name).raw.length, sent: find(name).gzip.length }),
    serve: router,
  };
}

/** Comments are for whoever edits the sheets; browsers need none. */
function withoutComments(css: string): string {
  return css
    .replace(/\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//g, '')
    .replace(/\n\s+/g, '\n')
    .replace(/\n{2,}/g, '\n');
}

/** The same for our own scripts, where a comment stands on lines of its own; indentation goes with it. */
function withoutCommentLines(script: string): string {
  return script
    .replace(/^\s*\/\*[\s\S]*?\*\/\s*$/gm, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/\n\s*/g, '\n');
}
