import { Router } from 'express';
import {
  type Acted,
  addableFolders,
  type EditorPage,
  newFileName,
  type SentPage,
} from '../../app/definitions/definition-editor.ts';
import { administrator, type Door, type Visit } from '../door.ts';
import { draftHref, drawConflict, drawEditor, editorHref } from '../editor-drawing.ts';
import { phrase } from '../sentences.ts';
import { localPath } from '../session.ts';

type Where = EditorPage['where'];

/** The pages on which an administrator edits the draft of a campaign. Where there is no draft, its overview tells. */
export function definitionEditorRouter(door: Door): Router {
  const { definitionEditor: editor } = door.app;
  const router = Router();
  const base = '/quan-tri/phong-trao/:campaign/ban-nhap';

  async function show(visit: Visit, where: Where, sent?: SentPage, status = 200): Promise<void> {
    const { account, language } = visit;
    const page = await editor.page(account, campaignOf(visit), where, language, sent);
    if (!page) return visit.go(draftHref(campaignOf(visit)));
    const refused = page.refusals.map((one) => ({
      text: phrase(one, language),
      ...(one.pointer.startsWith('/') ? { href: `#${one.pointer}` } : {}),
    }));
    await visit.show(
      'editor',
      {
        title: page.thing ? `${page.thing.title} – ${page.title}` : page.title,
        place: 'administration',
        desk: true,
        scripts: page.preview?.kind === 'form' ? ['form.js', 'editor.js'] : ['editor.js'],
        campaignTitle: page.title,
        ...drawEditor(page, visit.word),
        newNames: Object.fromEntries(
          addableFolders.map((folder) => [folder, sent?.typed[newFileName(folder)] ?? '']),
        ),
        scriptWords: { dirty: visit.word('editor.dirty') },
        ...(refused.length > 0 ? { errors: refused } : {}),
      },
      status,
    );
  }

  async function showText(visit: Visit, file: string, sent?: SentPage, status = 200): Promise<void> {
    const { account } = visit;
    const page = await editor.page(account, campaignOf(visit), { file, pointer: '' }, visit.language);
    // What was typed for a file that is gone is shown all the same.
    if (!page || (page.where.file !== file && !sent)) return visit.go(draftHref(campaignOf(visit)));
    const conflict = sent
      ? await editor.textConflict(account, campaignOf(visit), file, sent, visit.language)
      : null;
    const refused = sent ? visit.sentences(sent.refusals) : [];
    await visit.show(
      'editor-text',
      {
        title: visit.word('editor.text.title', { file }),
        place: 'administration',
        desk: true,
        scripts: ['editor.js'],
        ...drawEditor(page, visit.word),
        file,
        message: file.startsWith('messages/'),
        variables: file.startsWith('messages/') ? editor.messageWords(visit.language) : [],
        text: sent ? String(sent.typed['text'] ?? '') : page.text,
        ...(sent?.revision === undefined ? {} : { revision: sent.revision }),
        conflict: conflict && drawConflict(conflict),
        ...(refused.length > 0 ? { errors: refused.map(({ text }) => ({ text, href: '#text' })) } : {}),
      },
      status,
    );
  }

  async function answer(visit: Visit, acted: Acted, where: Where): Promise<void> {
    switch (acted.kind) {
      case 'gone':
        return visit.go(draftHref(campaignOf(visit)));
      case 'again':
        return show(visit, where, acted.sent);
      case 'refused':
        return show(visit, where, acted.sent, 422);
      default:
        if (acted.said) visit.say({ text: visit.word(`editor.said.${acted.said}`), tone: 'done' });
        return visit.go(editorHref(campaignOf(visit), acted.where));
    }
  }

  router.get(
    `${base}/sua`,
    administrator(door, (visit) => show(visit, whereAsked(visit))),
  );

  router.post(
    `${base}/sua`,
    administrator(door, async (visit) => {
      const where = { file: visit.sent('_file'), pointer: visit.sent('_pointer') };
      const call = {
        expected: Number(visit.sent('_revision')),
        where,
        act: visit.sent('_act') || 'save',
        typed: visit.request.body as SentPage['typed'],
      };
      const acted = await editor.act(visit.account, campaignOf(visit), call, visit.language);
      const then = visit.sent('_then');
      // A link was followed with something typed: it is kept first.
      if (acted.kind === 'done' && localPath(then)) return visit.go(localPath(then)!);
      return answer(visit, acted, where);
    }),
  );

  router.post(
    `${base}/them`,
    administrator(door, async (visit) => {
      const { account, language } = visit;
      const expected = Number(visit.sent('_revision'));
      const acted = await editor.addFile(
        account,
        campaignOf(visit),
        expected,
        visit.sent('folder'),
        visit.sent('name'),
        language,
      );
      return answer(visit, acted, { file: 'campaign.json', pointer: '' });
    }),
  );

  router.get(
    `${base}/nguyen-van`,
    administrator(door, (visit) => showText(visit, visit.asked('tep'))),
  );

  router.post(
    `${base}/nguyen-van`,
    administrator(door, async (visit) => {
      const file = visit.sent('_file');
      const expected = Number(visit.sent('_revision'));
      const acted = await editor.saveText(
        visit.account,
        campaignOf(visit),
        expected,
        file,
        visit.request.body as SentPage['typed'],
      );
      if (acted.kind === 'refused') return showText(visit, file, acted.sent, 422);
      if (acted.kind === 'done') {
        visit.say({ text: visit.word('editor.said.saved'), tone: 'done' });
        return visit.go(`${draftHref(campaignOf(visit))}/nguyen-van?tep=${encodeURIComponent(file)}`);
      }
      return answer(visit, acted, { file, pointer: '' });
    }),
  );

  return router;
}

function campaignOf(visit: Visit): string {
  return String(visit.request.params['campaign']);
}

function whereAsked(visit: Visit): Where {
  return { file: visit.asked('tep') || 'campaign.json', pointer: visit.asked('cho') };
}
