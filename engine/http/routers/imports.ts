import { Router } from 'express';
import { csvText } from '../../app/oversight/csv.ts';
import type { Issue, Result } from '../../issues/index.ts';
import type { DirectoryChange } from '../../model/directory-change.ts';
import { csvRows } from '../csv-rows.ts';
import { administrator, type Door, notFound, originOf, type Visit } from '../door.ts';
import { sendText } from '../send.ts';
import { shownCount, toldChanges, toldProgress } from '../told-changes.ts';
import { formsOf, type RefusedForm, refusedForm, typedFields } from '../typed-form.ts';

const fields = ['kind', 'organisation', 'from', 'note', 'text'] as const;

/** The page that begins an import: which kind, the file or its lines, from which day it holds. */
async function showImport(door: Door, visit: Visit, refused?: RefusedForm, status = 200): Promise<void> {
  const kind = refused?.values['kind'] ?? visit.asked('loai');
  const organisation = refused?.values['organisation'] ?? visit.asked('to-chuc');
  const [kinds, { organisations }] = await Promise.all([
    door.app.imports.kinds(organisation, visit.language),
    door.app.organisations.units(
      { organisation, line: '', day: '', search: '' },
      visit.viewer.day,
      visit.language,
    ),
  ]);
  const chosen = kinds.find(({ slug }) => slug === kind) ?? kinds[0];
  await visit.show(
    'directory-import',
    {
      title: visit.word('imports.title'),
      place: 'administration',
      desk: true,
      section: { organisation: true, imports: true },
      kinds: kinds.map((one) => ({ ...one, selected: one === chosen, only: organisation })),
      organisations: organisations.length > 1 ? organisations : null,
      organisation,
      forms: formsOf(
        { csv: { kind: chosen?.slug ?? '', from: visit.viewer.day, note: '', text: '' } },
        refused,
      ),
      ...(refused ? { errors: refused.errors } : {}),
    },
    status,
  );
}

/** Reads a file or pasted lines and shows what would change; whatever is wrong comes back with what was typed. */
export async function previewImport(door: Door, visit: Visit, bytes: Uint8Array | null): Promise<void> {
  const typed = typedFields(visit, fields);
  const given = bytes && bytes.length > 0 ? bytes : new TextEncoder().encode(typed.text);
  const rows = csvRows(given);
  const outcome: Result<DirectoryChange> = rows.ok
    ? await door.app.imports.preview(visit.account, typed, rows.value, visit.viewer.day)
    : rows;
  if (outcome.ok) visit.go(`/quan-tri/nhap/${encodeURIComponent(outcome.value._id)}`);
  else await showImport(door, visit, refusedForm(visit, 'csv', typed, outcome.issues), 422);
}

/** Files of the directory: begun, looked at, applied, handed out. */
export function importRouter(door: Door): Router {
  const { app } = door;
  const router = Router();

  router.get(
    '/quan-tri/nhap',
    administrator(door, (visit) => showImport(door, visit)),
  );

  async function showPreview(visit: Visit, issues: readonly Issue[] = [], status = 200): Promise<void> {
    const change = await app.directoryChanges.load(String(visit.request.params['id']));
    if (!change?.lines) throw notFound();
    const [told] = await toldChanges(app, visit, [change], { open: true, records: 'all' });
    const progress = await toldProgress(app, visit, change);
    const proposed = change.state === 'proposed';
    const why = issues.length === 0 && proposed && progress?.why ? [progress.why] : issues;
    const { links } = visit.request.session;
    delete visit.request.session.links;
    const unused = progress && !links ? await app.imports.unused(change) : 0;
    const added = change.records.filter(({ before }) => before === null).length;
    await visit.show(
      'directory-import-preview',
      {
        title: visit.word(
          proposed ? 'imports.preview' : change.state === 'applying' ? 'imports.applying' : 'imports.applied',
        ),
        place: 'administration',
        desk: true,
        section: { organisation: true, imports: true },
        told,
        added: shownCount(visit, added),
        changed: shownCount(visit, change.total - added),
        unchanged: shownCount(visit, change.lines.unchanged),
        lines: change.lines,
        refused: change.lines.refused.map(({ line, issues: own }) => ({
          line,
          sentences: visit
            .sentences(
              own.map((one) => ({ ...one, severity: 'error' as const, source: 'csv', pointer: '' }) as never),
            )
            .map(({ text }) => text),
        })),
        refusedMore: change.lines.refusedTotal - change.lines.refused.length,
        proposed,
        applicable: proposed && change.total > 0,
        progress,
        again: `/quan-tri/nhap/${encodeURIComponent(change._id)}`,
        ...(unused > 0 ? { unused: shownCount(visit, unused) } : {}),
        linksAction: `/quan-tri/nhap/${encodeURIComponent(change._id)}/lien-ket`,
        links: links?.map((one) => ({ ...one, address: `${originOf(visit)}${one.link}` })),
        action: `/quan-tri/nhap/${encodeURIComponent(change._id)}/ap-dung`,
        ...(why.length > 0 ? { errors: visit.sentences(why).map(({ text }) => ({ text })) } : {}),
      },
      status,
    );
  }

  router.get(
    '/quan-tri/nhap/:id',
    administrator(door, (visit) => showPreview(visit)),
  );

  router.post(
    '/quan-tri/nhap/:id/ap-dung',
    administrator(door, async (visit) => {
      const id = String(visit.request.params['id']);
      const outcome = await app.imports.apply(visit.account, id);
      if (!outcome.ok) {
        await showPreview(visit, outcome.issues, 422);
        return;
      }
      const { change, links } = outcome.value;
      if (links.length > 0) visit.request.session.links = links;
      if (change.state === 'applied')
        visit.say({
          text: visit.word('imports.done', { count: shownCount(visit, change.total) }),
          tone: 'done',
          takeBack: change._id,
        });
      visit.go(`/quan-tri/nhap/${encodeURIComponent(id)}`);
    }),
  );

  router.post(
    '/quan-tri/nhap/:id/lien-ket',
    administrator(door, async (visit) => {
      const links = await app.imports.links(visit.account, String(visit.request.params['id']));
      if (!links) throw notFound();
      const text = csvText([
        [visit.word('members.login'), visit.word('imports.links.column')],
        ...links.map(({ login, link }) => [login, `${originOf(visit)}${link}`]),
      ]);
      visit.response.attachment(`lien-ket-${visit.viewer.day}.csv`);
      await sendText(visit.request, visit.response, 200, 'text/csv; charset=utf-8', text);
    }),
  );

  router.get(
    '/quan-tri/tep/:name',
    administrator(door, async (visit) => {
      const name = String(visit.request.params['name']).replace(/\.csv$/, '');
      const what = visit.asked('mau') ? 'template' : 'all';
      const text = await app.imports.file(
        name,
        visit.asked('to-chuc'),
        what,
        visit.viewer.day,
        visit.language,
      );
      if (text === null) throw notFound();
      const suffix = what === 'template' ? '-mau' : `-${visit.viewer.day}`;
      visit.response.attachment(`${name}${suffix}.csv`);
      await sendText(visit.request, visit.response, 200, 'text/csv; charset=utf-8', text);
    }),
  );

  return router;
}
