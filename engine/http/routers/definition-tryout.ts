import { Router } from 'express';
import type { TryOutPage, TypedMove } from '../../app/definitions/definition-tryout.ts';
import { administrator, type Door, type Visit } from '../door.ts';
import { draftHref, editorHref } from '../editor-drawing.ts';
import { drawForm } from '../form-drawing.ts';

/** The page on which an administrator tries the draft of a campaign out. Where there is no draft, its overview tells. */
export function definitionTryOutRouter(door: Door): Router {
  const { definitionTryOut: tryOut } = door.app;
  const router = Router();
  const base = '/quan-tri/phong-trao/:campaign/ban-nhap';

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
