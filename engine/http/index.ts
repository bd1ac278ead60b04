/**
 * The web server: Express routers, sessions, and the data templates print. No rules: every request asks the use
 * cases of `engine/app`, which authorise it. May import `engine/app`, `engine/ports`, `engine/issues` and types
 * of `engine/model`.
 *
 * Start reading here: one middleware after another, then one router a place. `door.ts` is what routers are made
 * with, `errors.ts` where everything ends that went wrong.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express } from 'express';
import { loadAssets } from './assets.ts';
import { type Door, identify, notFound } from './door.ts';
import { answerErrors } from './errors.ts';
import type { HttpOptions } from './options.ts';
import { accountRouter } from './routers/accounts.ts';
import { administrationRouter } from './routers/administration.ts';
import { boardRouter } from './routers/boards.ts';
import { calendarRouter } from './routers/calendars.ts';
import { campaignRouter } from './routers/campaigns.ts';
import { caseRouter } from './routers/cases.ts';
import { definitionDraftRouter } from './routers/definition-drafts.ts';
import { definitionEditorRouter } from './routers/definition-editor.ts';
import { definitionTryOutRouter } from './routers/definition-tryout.ts';
import { directoryHistoryRouter } from './routers/directory-history.ts';
import { enteringRouter } from './routers/entering.ts';
import { everyoneRouter } from './routers/everyone.ts';
import { fileRouter } from './routers/files.ts';
import { gatheringRouter } from './routers/gathering.ts';
import { importRouter } from './routers/imports.ts';
import { inboxRouter } from './routers/inbox.ts';
import { migrationRouter } from './routers/migrations.ts';
import { openingRouter } from './routers/openings.ts';
import { organisationRouter } from './routers/organisation.ts';
import { papersRouter } from './routers/papers.ts';
import { queueRouter } from './routers/queue.ts';
import { registerRouter } from './routers/registers.ts';
import { reminderRouter } from './routers/reminders.ts';
import { reorganisationRouter } from './routers/reorganisations.ts';
import { signInRouter } from './routers/sign-in.ts';
import { subjectRouter } from './routers/subjects.ts';
import { totalsRouter } from './routers/totals.ts';
import { uploadRouter } from './routers/uploads.ts';
import { workRouter } from './routers/work.ts';
import { checkOrigin, headers, limitRate } from './security.ts';
import { sessions } from './session.ts';
import { loadViews } from './views.ts';

export type { ClockStep, Demo, HttpOptions } from './options.ts';

const requestsPerMinute = 600;
const largestForm = '1mb';

/** Puts the web server together. It listens to nothing by itself. */
export function createHttpServer(options: HttpOptions): Express {
  const assets = loadAssets(join(options.templates, 'assets'), {
    'form.js': options.clientScript,
    'htmx.js': readFileSync(options.htmx, 'utf8'),
  });
  const door: Door = { app: options.app, assets, options, views: loadViews(options.templates, assets.url) };

  const server = express();
  server.disable('x-powered-by');
  server.disable('etag');
  server.set('query parser', 'simple');
  if (options.behindProxy) server.set('trust proxy', 1);

  // Style sheets and scripts need none of a page's headers, and are many.
  server.use(assets.serve);
  server.use(headers(options.behindProxy));
  server.get('/healthz', (_request, response) => {
    response.type('text').send('ok\n');
  });
  server.get('/readyz', (_request, response) => {
    const ready = options.ready();
    response
      .status(ready ? 200 : 503)
      .type('text')
      .send(ready ? 'ready\n' : 'not ready\n');
  });

  server.use(limitRate(options.limits?.requests ?? requestsPerMinute, 60));
  server.use(sessions(options));
  server.use(identify(door));
  // Uploads read their bodies themselves, then check the origin like everything below.
  server.use(uploadRouter(door));
  server.use(express.urlencoded({ extended: false, limit: largestForm, parameterLimit: 3000 }));
  server.use(express.json({ limit: largestForm }));
  server.use(checkOrigin);

  server.use(everyoneRouter(door));
  server.use(signInRouter(door));
  server.use(workRouter(door));
  server.use(openingRouter(door));
  server.use(enteringRouter(door));
  server.use(fileRouter(door));
  server.use(queueRouter(door));
  server.use(gatheringRouter(door));
  server.use(papersRouter(door));
  server.use(caseRouter(door));
  server.use(boardRouter(door));
  server.use(reminderRouter(door));
  server.use(totalsRouter(door));
  server.use(inboxRouter(door));
  server.use(accountRouter(door));
  server.use(definitionDraftRouter(door));
  server.use(definitionEditorRouter(door));
  server.use(definitionTryOutRouter(door));
  server.use(migrationRouter(door));
  server.use(campaignRouter(door));
  server.use(reorganisationRouter(door));
  server.use(organisationRouter(door));
  server.use(subjectRouter(door));
  server.use(calendarRouter(door));
  server.use(importRouter(door));
  server.use(directoryHistoryRouter(door));
  server.use(registerRouter(door));
  server.use(administrationRouter(door));

  server.use(() => {
    throw notFound();
  });
  server.use(answerErrors(door));
  return server;
}
