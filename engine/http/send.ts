import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Request, Response } from 'express';

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** Below this size compressing gains nothing. */
const worthCompressing = 1024;

/** Sends a zip for download. */
export function sendZip(
  request: Request,
  response: Response,
  { name, bytes }: { name: string; bytes: Uint8Array },
): void {
  response.set({
    'Content-Type': 'application/zip',
    'Content-Disposition': `attachment; filename="${name}"`,
    'Content-Length': String(bytes.length),
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  });
  response.end(request.method === 'HEAD' ? undefined : Buffer.from(bytes));
}

/** Sends text compressed as the client takes it. Pages hold people's data, so nothing in between keeps them. */
export async function sendText(
  request: Request,
  response: Response,
  status: number,
  type: string,
  text: string,
): Promise<void> {
  response.status(status).vary('Accept-Encoding').set('Content-Type', type);
  if (!response.get('Cache-Control')) response.set('Cache-Control', 'private, no-store');
  const raw = Buffer.from(text);
  const encoding =
    raw.length < worthCompressing ? 'identity' : request.acceptsEncodings('br', 'gzip', 'identity');
  const bytes =
    encoding === 'br'
      ? await toBrotli(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
      : encoding === 'gzip'
        ? await toGzip(raw)
        : raw;
  if (encoding === 'br' || encoding === 'gzip') response.set('Content-Encoding', encoding);
  response.set('Content-Length', String(bytes.length));
  response.end(request.method === 'HEAD' ? undefined : bytes);
}
