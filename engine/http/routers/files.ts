import { Router } from 'express';
import { type Door, notFound, signedIn } from '../door.ts';

/** What a browser may show in place: nothing that could carry a script. */
const shownInPlace = new Set(['application/pdf', 'image/jpeg', 'image/png']);

/** Files of cases. */
export function fileRouter(door: Door): Router {
  const router = Router();
  router.get(
    '/tep/:id',
    signedIn(door, async ({ request, response, viewer }) => {
      const file = await door.app.files.read(viewer, String(request.params['id']));
      if (!file) throw notFound();
      const inPlace = shownInPlace.has(file.type) && request.query['tai'] === undefined;
      response.set({
        'Content-Type': inPlace ? file.type : 'application/octet-stream',
        'Content-Disposition': `${inPlace ? 'inline' : 'attachment'}; filename*=UTF-8''${encoded(file.name)}`,
        'Content-Length': String(file.bytes.length),
        'Content-Security-Policy': `default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'${
          // A sandbox would also keep the browser's own viewer away; a PDF has no page to script.
          file.type === 'application/pdf' ? "; object-src 'self'" : '; sandbox'
        }`,
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'private, max-age=3600',
      });
      response.end(request.method === 'HEAD' ? undefined : Buffer.from(file.bytes));
    }),
  );
  return router;
}

/** A file's name as RFC 8187 wants it in a header. */
function encoded(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}
