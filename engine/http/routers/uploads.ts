import { type RequestHandler, Router } from 'express';
import multer from 'multer';
import { administrator, type Door, notFound, signedIn, type Visit, wantsJson } from '../door.ts';
import { RequestRefused } from '../refusal.ts';
import { checkOrigin } from '../security.ts';
import { sendText } from '../send.ts';
import { refusalsOf, showCampaigns } from './campaigns.ts';
import { previewImport } from './imports.ts';
import { refusedBecause, showReorganisations } from './reorganisations.ts';
import { caseOf, revisionOf, typedOf } from './work.ts';

const megabyte = 1_048_576;
const largestFile = 50 * megabyte;
const mostFiles = 20;
const largestCsv = 2 * megabyte;
/** A little more than a campaign may have, so that its refusal is a sentence on the page. */
const largestZip = 21 * megabyte;
/** A reorganisation of some ten thousand units. */
const largestReorganisation = 4 * megabyte;

/**
 * Forms that carry files. Their bodies are read before the origin is checked, since the token lies within, and
 * only for people who are signed in.
 */
export function uploadRouter(door: Door): Router {
  const { app } = door;
  const router = Router();

  function received(largest: number, most: number): RequestHandler {
    return multer({
      storage: multer.memoryStorage(),
      limits: { fileSize: largest, files: most, fields: 2000, fieldSize: megabyte },
      defParamCharset: 'utf8',
    }).any();
  }

  function only(known: RequestHandler): RequestHandler {
    return (request, response, next) => {
      Promise.resolve(known(request, response, next)).then(() => next(), next);
    };
  }
  const gate = only(signedIn(door, async () => {}));
  const administratorGate = only(administrator(door, async () => {}));

  router.post(
    '/viec/:caseId/tep/:field',
    gate,
    received(largestFile, mostFiles),
    checkOrigin,
    signedIn(door, async (visit) => {
      const caseId = caseOf(visit);
      const field = String(visit.request.params['field']);
      const files = sentFiles(visit, field);
      const added = [];
      for (const file of files) {
        const outcome = await app.files.add(visit.viewer, caseId, field, {
          name: file.originalname,
          bytes: file.buffer,
        });
        if (!outcome.ok) {
          if (outcome.issues.some((one) => one.code === 'app.case.unknown')) throw notFound();
          if (wantsJson(visit.request)) throw new RequestRefused(422, outcome.issues);
          await keepAndShow(
            visit,
            field,
            added.map((one) => one.id),
            outcome.issues,
          );
          return;
        }
        added.push(outcome.value);
      }
      if (wantsJson(visit.request)) {
        await sendText(
          visit.request,
          visit.response,
          200,
          'application/json',
          JSON.stringify({ files: added }),
        );
        return;
      }
      await keepAndShow(
        visit,
        field,
        added.map((one) => one.id),
        [],
      );
    }),
  );

  /** Without script a file comes with the whole form: what was typed is saved together with it. */
  async function keepAndShow(
    visit: Visit,
    field: string,
    added: string[],
    issues: Parameters<Visit['sentences']>[0],
  ): Promise<void> {
    const body = visit.request.body as Record<string, unknown>;
    const caseId = caseOf(visit);
    const typed = typedOf(body);
    const view = await app.filling.form(visit.viewer, caseId, visit.language);
    if (!view) throw notFound();
    const drawn = view.form.sections.flatMap((one) => one.fields).find((one) => one.id === field);
    const before = [typed[field] ?? []].flat();
    typed[field] = drawn?.maxFiles === 1 && added.length > 0 ? added.slice(-1) : [...before, ...added];
    const outcome = await app.filling.save(visit.viewer, caseId, typed, revisionOf(body));
    if (outcome.kind === 'lost') {
      // The file is stored; which draft to keep is asked where drafts are compared.
      visit.request.session.kept = { path: `/viec/${caseId}`, body: { ...body, ...typed } };
      visit.say({ text: visit.word('draft.lost', { at: outcome.savedAt }), tone: 'late' });
    }
    const said = visit.sentences(issues).map((one) => one.text);
    if (said.length > 0) visit.say({ text: said.join(' '), tone: 'late' });
    visit.go(`/viec/${caseId}#${field}`);
  }

  router.post(
    '/quan-tri/nhap',
    administratorGate,
    received(largestCsv, 1),
    checkOrigin,
    administrator(door, async (visit) => {
      const [file] = sentFiles(visit, 'csv');
      await previewImport(door, visit, file?.buffer ?? null);
    }),
  );

  router.post(
    '/quan-tri/phong-trao/nhap',
    administratorGate,
    received(largestZip, 1),
    checkOrigin,
    administrator(door, async (visit) => {
      const [file] = sentFiles(visit, 'zip');
      if (!file || file.size === 0) {
        await showCampaigns(door, visit, [{ text: visit.word('campaigns.import.none'), href: '#zip' }]);
        return;
      }
      const kept = await app.archives.keep(visit.account, file.buffer, visit.language);
      if (kept.ok) visit.go(`/quan-tri/phong-trao/nhap/${kept.value.id}`);
      else await showCampaigns(door, visit, refusalsOf(visit, kept.issues));
    }),
  );

  router.post(
    '/quan-tri/sap-xep/nap',
    administratorGate,
    received(largestReorganisation, 1),
    checkOrigin,
    administrator(door, async (visit) => {
      const [file] = sentFiles(visit, 'tep');
      if (!file || file.size === 0) {
        await showReorganisations(door, visit, [
          { text: visit.word('reorganisations.load.none'), href: '#file' },
        ]);
        return;
      }
      const loaded = await app.reorganisations.load(visit.account, file.buffer.toString('utf8'));
      if (loaded.ok) visit.go(`/quan-tri/sap-xep/${loaded.value.id}`);
      else await showReorganisations(door, visit, refusedBecause(visit, loaded.issues, '#file'));
    }),
  );

  return router;
}

function sentFiles(visit: Visit, field: string): Express.Multer.File[] {
  const files = (visit.request.files ?? []) as Express.Multer.File[];
  return files.filter((file) => file.fieldname === `_file.${field}`);
}
