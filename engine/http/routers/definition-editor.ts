import { Router } from 'express';
import {
  type Acted,
  addableFolders,
  type EditorPage,
  newFileName,
  type SentPage,
} from '../../app/definitions/definition-editor.ts';
import type { TryOutPage, TypedMove } from '../../app/definitions/definition-tryout.ts';
import { administrator, type Door, type Visit } from '../door.ts';
import { draftHref, drawConflict, drawEditor, editorHref } from '../editor-drawing.ts';
import { drawForm } from '../form-drawing.ts';
import { phrase } from '../sentences.ts';
import { localPath } from '../session.ts';

type Where = EditorPage['where'];

/** The pages on which an administrator edits the draft of a campaign. Where there is no draft, its overview tells. */
export function definitionEditorRouter(door: Door): Router {
  const { definitionEditor: editor, definitionTryOut: tryOut } = door.app;
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
    const conflict = sent ? await editor.textConflict(account, campaignOf(visit), file, sent) : null;
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

  router.get(
    `${base}/choi-thu`,
    administrator(door, async (visit) => {
      const moves = visit.asked('buoc').split(',').filter(Boolean);
      const asked = {
        entry: visit.asked('noi-dung'),
        period: visit.asked('ky'),
        moves: moves.map((move) => ({ move })),
      };
      const page = await tryOut.play(visit.account, campaignOf(visit), asked, visit.language);
      if (!page) return visit.go(draftHref(campaignOf(visit)));
      await showTryOut(visit, page);
    }),
  );

  router.post(
    `${base}/choi-thu`,
    administrator(door, async (visit) => {
      const body = visit.request.body as Record<string, unknown>;
      const asked = {
        entry: visit.sent('_entry'),
        period: visit.sent('_period'),
        moves: storySent(visit),
        next: nextSent(visit.sent('_act'), body),
      };
      const page = await tryOut.play(visit.account, campaignOf(visit), asked, visit.language);
      if (!page) return visit.go(draftHref(campaignOf(visit)));
      // What nobody typed stands in the address, so that it can be kept and gone back to.
      const plain = page.refusals.length === 0 && !page.state?.unsent;
      if (plain && !page.state?.story.some(({ typed }) => typed))
        return visit.go(tryOutHref(page, page.state?.story ?? []));
      await showTryOut(visit, page);
    }),
  );

  async function showTryOut(visit: Visit, page: TryOutPage): Promise<void> {
    const { title, errors: errorCount, refusals, state, ...played } = page;
    const form = state?.form;
    const refused = form && form.view.errors.length > 0 ? form.view.errors : visit.sentences(refusals);
    const typed = state?.deciding?.typed ?? {};
    await visit.show(
      'try-out',
      {
        ...played,
        errorCount,
        title: visit.word('tryout.title', { title }),
        place: 'administration',
        desk: true,
        scripts: form ? ['form.js'] : [],
        base: draftHref(page.campaign),
        editHref: editorHref(page.campaign, { file: 'campaign.json', pointer: '' }),
        again: tryOutHref(page, []),
        entry: chosenIn(page.entries),
        period: chosenIn(page.periods),
        state: state && {
          ...state,
          lines: [...state.lines].reverse(),
          moves: state.story.map(({ move }) => move).join(','),
          typed: state.story.flatMap((one, n) =>
            one.typed ? [{ name: `_typed.${n}`, value: JSON.stringify(one.typed) }] : [],
          ),
          form: form && { ...form, view: drawTryOutForm(form) },
          deciding: state.deciding && {
            ...state.deciding,
            sent:
              state.deciding.sent &&
              drawForm(state.deciding.sent, [], (field) => String(typed[`_remark.${field}`] ?? '')),
            checklist: state.deciding.checklist.map((item) => ({
              ...item,
              given: typed[`_check.${item.id}`],
              byRule: item.holds === undefined ? null : drawRuled(visit, item.holds),
            })),
            asks:
              state.deciding.checklist.some(({ holds }) => holds === undefined) ||
              state.deciding.document ||
              state.deciding.reason ||
              state.deciding.remarks,
            reasonText: typed['_reason'],
            number: typed['_document_number'],
            date: typed['_document_date'],
          },
          actions: state.actions.map((one) => ({
            ...one,
            main: one.tone === 'primary',
            danger: one.tone === 'danger',
          })),
        },
        ...(refused.length > 0
          ? { errors: refused.map(({ text, href = '' }) => ({ text, href: placeInTryOut(href) })) }
          : {}),
      },
      refusals.length > 0 ? 422 : 200,
    );
  }

  return router;
}

function campaignOf(visit: Visit): string {
  return String(visit.request.params['campaign']);
}

function whereAsked(visit: Visit): Where {
  return { file: visit.asked('tep') || 'campaign.json', pointer: visit.asked('cho') };
}

/** The address of a try-out of which nothing was typed. */
function tryOutHref(page: TryOutPage, story: readonly TypedMove[]): string {
  const query = {
    'noi-dung': chosenIn(page.entries),
    ky: chosenIn(page.periods),
    buoc: story.map(({ move }) => move).join(','),
  };
  return `${draftHref(page.campaign)}/choi-thu?${new URLSearchParams(query)}`;
}

function chosenIn(options: readonly { id: string; chosen: boolean }[]): string {
  return options.find(({ chosen }) => chosen)?.id ?? '';
}

/** Where on the page a refusal is mended. */
function placeInTryOut(href: string): string {
  const place = href.replace(/^#checklist\//, '#check-').replace(/^#document\//, '#document-');
  return place === '' || place.includes('/') ? '#story' : place;
}

/** What a rule says of an item of a checklist, as on the page of a case. */
function drawRuled(visit: Visit, holds: boolean) {
  return {
    tone: holds ? 'done' : 'late',
    word: visit.word(holds ? 'case.checklist.holds' : 'case.checklist.fails'),
  };
}

/** The moves a page of a try-out carries, with what was typed for each. */
function storySent(visit: Visit): TypedMove[] {
  const moves = visit.sent('_moves').split(',').filter(Boolean);
  return moves.map((move, n) => {
    const typed = typedIn(visit.sent(`_typed.${n}`));
    return { move, ...(typed ? { typed } : {}) };
  });
}

function typedIn(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    // What the page carried was changed on its way: the move is made without it.
    return null;
  }
}

/** What a button of a try-out does: `quick` sends the form with answers that are made up. */
function nextSent(act: string, body: Record<string, unknown>): TypedMove {
  return act === 'quick' ? { move: 's' } : { move: act, typed: body };
}

/** A form to be tried: files are not attached, samples stand for them. */
function drawTryOutForm({ view, samples }: NonNullable<NonNullable<TryOutPage['state']>['form']>) {
  const form = drawForm(view);
  return {
    ...form,
    sections: form.sections.map((section) => ({
      ...section,
      fields: section.fields.map((field) => {
        const sample = samples[field.id];
        if (!sample) return field;
        const attached = field.files.length > 0;
        return { ...field, partial: 'components/widgets/sample-file', grouped: true, sample, attached };
      }),
    })),
  };
}
