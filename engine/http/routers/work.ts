import { type RequestHandler, Router } from 'express';
import QRCode from 'qrcode';
import type { SendScope, Typed } from '../../app/filling.ts';
import type { CaseLine, FormPageView, ReceiptView } from '../../app/views.ts';
import type { Issue } from '../../issues/index.ts';
import { type Door, newKey, notFound, originOf, signedIn, type Visit, wantsJson } from '../door.ts';
import { chosenDraft, draftChoices } from '../draft-choices.ts';
import { drawForm, figuresBeside } from '../form-drawing.ts';
import { RequestRefused } from '../refusal.ts';
import { sendText } from '../send.ts';

/** The submitter's pages: work, a bundle, a form, check-answers, sending, the receipt. */
export function workRouter(door: Door): Router {
  const { app } = door;
  const router = Router();
  const page = (handle: (visit: Visit) => Promise<void>): RequestHandler => signedIn(door, handle);

  router.get(
    '/viec',
    page(async (visit) => {
      const work = await app.filling.work(visit.viewer, visit.language);
      await visit.show('work', {
        title: visit.word('work.title'),
        place: 'work',
        work: {
          ...work,
          bundles: work.bundles.map((bundle) => rowsOf(visit, bundle)),
          lines: work.lines.map((line) => rowOf(visit, line)),
          sent: sentByPeriod(visit, work.sent),
        },
      });
    }),
  );

  router.get(
    '/goi/:campaign/:bundle/:period/:unit',
    page(async (visit) => {
      const { campaign, bundle, period, unit } = scopeOf(visit) as Exclude<SendScope, { case: string }>;
      const view = await app.filling.bundle(visit.viewer, campaign, bundle, period, unit, visit.language);
      if (!view) throw notFound();
      await visit.show('bundle', {
        title: `${view.title} · ${view.periodTitle}`,
        place: 'work',
        bundle: rowsOf(visit, view),
        done: view.lines.length - view.toDo,
        check: `${view.href}/kiem-tra`,
      });
    }),
  );

  async function showForm(visit: Visit, view: FormPageView, notes: { kept?: boolean }, status = 200) {
    const errors = view.form.errors.map(({ text, href }) => ({ text, href }));
    await visit.show(
      'form',
      {
        title: view.title,
        place: 'work',
        scripts: ['form.js', 'draft.js', 'steps.js'],
        view: { ...view, form: drawForm(view.form, view.figures), figures: figuresBeside(view.figures) },
        action: `/viec/${view.case.id}`,
        scriptWords: scriptWords(visit),
        ...(notes.kept ? { kept: true } : {}),
        // Problems of a draft stand at their fields; the summary is for what was asked to be checked.
        ...(status === 422 ? { errors } : {}),
      },
      status,
    );
  }

  router.get(
    '/viec/:caseId',
    page(async (visit) => {
      const kept = visit.kept();
      const back = kept ? { typed: typedOf(kept), issues: [], revision: revisionOf(kept) } : undefined;
      const view = await app.filling.form(visit.viewer, caseOf(visit), visit.language, back);
      if (!view) throw notFound();
      await showForm(visit, view, { kept: kept !== null });
    }),
  );

  router.post(
    '/viec/:caseId/luu',
    page(async (visit) => {
      const body = visit.request.body as Record<string, unknown>;
      await save(visit, typedOf(body), revisionOf(body), visit.sent('_then'));
    }),
  );

  /** Saves and goes where the pressed button says; a lost save asks which draft to keep. */
  async function save(visit: Visit, typed: Typed, revision: number, then: string): Promise<void> {
    const caseId = caseOf(visit);
    const outcome = await app.filling.save(visit.viewer, caseId, typed, revision);
    if (wantsJson(visit.request)) {
      const { status, body } = savedForScript(visit, outcome);
      await sendText(visit.request, visit.response, status, 'application/json', JSON.stringify(body));
      return;
    }
    if (outcome.kind === 'refused') {
      if (outcome.issues.some((one) => one.code === 'app.case.unknown')) throw notFound();
      await formAgain(visit, typed, outcome.issues, revision);
      return;
    }
    if (outcome.kind === 'lost') {
      const view = await app.filling.form(visit.viewer, caseId, visit.language);
      if (!view) throw notFound();
      const choices = draftChoices(view.form, typed, outcome.theirs);
      if (choices.length === 0) {
        visit.go(`/viec/${caseId}`);
        return;
      }
      await visit.show(
        'draft-choice',
        {
          title: visit.word('draft.choice.title'),
          place: 'work',
          view,
          choices,
          mine: JSON.stringify(typed),
          theirs: JSON.stringify(outcome.theirs),
          revision: outcome.revision,
          savedAt: outcome.savedAt,
          then,
        },
        409,
      );
      return;
    }
    const wrong = outcome.issues.filter((one) => one.severity === 'error');
    if (then !== 'stay' && then !== 'later' && wrong.length > 0) {
      await formAgain(visit, typed, outcome.issues, outcome.revision);
      return;
    }
    if (then === 'later')
      visit.say({ text: visit.word('draft.later', { at: outcome.savedAt }), tone: 'done' });
    visit.go(await placeAfter(visit, then));
  }

  /** The form with what was typed and what is wrong with it. */
  async function formAgain(visit: Visit, typed: Typed, issues: Issue[], revision: number) {
    const view = await app.filling.form(visit.viewer, caseOf(visit), visit.language, {
      typed,
      issues,
      revision,
    });
    if (!view) throw notFound();
    await showForm(visit, view, {}, 422);
  }

  async function placeAfter(visit: Visit, then: string): Promise<string> {
    const caseId = caseOf(visit);
    if (then === 'stay') return `/viec/${caseId}`;
    const view = await app.filling.form(visit.viewer, caseId, visit.language);
    if (then === 'next' && view?.nextLine) return view.nextLine.href;
    if (then === 'later' || then === 'bundle') return view?.paper?.href ?? view?.bundle?.href ?? '/viec';
    return view?.bundle ? `${view.bundle.href}/kiem-tra` : `/viec/${caseId}/kiem-tra`;
  }

  router.post(
    '/viec/:caseId/chon-ban',
    page(async (visit) => {
      const body = visit.request.body as Record<string, unknown>;
      await save(visit, chosenDraft(body), revisionOf(body), visit.sent('_then') || 'stay');
    }),
  );

  // Reloading what a press answered leads back to the page it was pressed on.
  router.get(['/viec/:caseId/luu', '/viec/:caseId/chon-ban', '/viec/:caseId/gui'], (request, response) => {
    response.redirect(303, request.path.replace(/\/[^/]+$/, ''));
  });
  router.get('/goi/:campaign/:bundle/:period/:unit/gui', (request, response) => {
    response.redirect(303, request.path.replace(/\/gui$/, '/kiem-tra'));
  });

  for (const path of ['/goi/:campaign/:bundle/:period/:unit', '/viec/:caseId']) {
    router.get(
      `${path}/kiem-tra`,
      page(async (visit) => {
        const check = await app.filling.check(visit.viewer, scopeOf(visit), visit.language);
        if (!check) {
          if (!(await isTheirs(visit))) throw notFound();
          visit.say({ text: visit.word('check.nothing'), tone: 'neutral' });
          visit.go('/viec');
          return;
        }
        await showCheck(visit, check, newKey(), 200);
      }),
    );
    router.post(
      `${path}/gui`,
      page(async (visit) => {
        const key = visit.sent('_key');
        if (!isKey(key)) throw new RequestRefused(400, []);
        const outcome = await app.filling.send(visit.viewer, scopeOf(visit), key, visit.language);
        if (outcome.kind === 'unknown') throw notFound();
        if (outcome.kind === 'refused') await showCheck(visit, outcome.check, key, 422, outcome.issues);
        else visit.go(`${addressOf(scopeOf(visit))}/bien-nhan/${key}`);
      }),
    );
    router.get(
      `${path}/bien-nhan/:key`,
      page(async (visit) => {
        const key = String(visit.request.params['key']);
        const receipt = await app.filling.receipt(visit.viewer, scopeOf(visit), key, visit.language);
        if (!receipt) throw notFound();
        await showReceipt(visit, receipt, key);
      }),
    );
  }

  /** Whether there is anything here that this person sends; all of it may have been sent. */
  async function isTheirs(visit: Visit): Promise<boolean> {
    const scope = scopeOf(visit);
    if ('case' in scope) return false;
    const { campaign, bundle, period, unit } = scope;
    return (await app.filling.bundle(visit.viewer, campaign, bundle, period, unit, visit.language)) !== null;
  }

  async function showCheck(
    visit: Visit,
    check: NonNullable<Awaited<ReturnType<typeof app.filling.check>>>,
    key: string,
    status: number,
    issues: Parameters<Visit['sentences']>[0] = [],
  ): Promise<void> {
    const wrong = check.sections.flatMap((section) => section.errors);
    const errors = status === 200 ? [] : wrong.length > 0 ? wrong : visit.sentences(issues);
    await visit.show(
      'check',
      {
        title: visit.word('check.title'),
        place: 'work',
        check: {
          ...check,
          sections: check.sections.map((section) => ({
            ...section,
            form: drawForm(section.form, section.figures),
          })),
        },
        key,
        action: `${addressOf(scopeOf(visit))}/gui`,
        wrong: wrong.length,
        ...(errors.length > 0 ? { errors } : {}),
      },
      status,
    );
  }

  async function showReceipt(visit: Visit, receipt: ReceiptView, key: string): Promise<void> {
    const address = `${originOf(visit)}${addressOf(scopeOf(visit))}/bien-nhan/${key}`;
    const qr = await QRCode.toString(address, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' });
    await visit.show('receipt', {
      title: visit.word('receipt.title'),
      place: 'work',
      receipt: {
        ...receipt,
        qrSvg: qr.replace('<svg ', `<svg role="img" aria-label="${visit.word('receipt.qr')}" `),
      },
      finish: `${addressOf(scopeOf(visit))}/gui`,
      key,
    });
  }

  return router;
}

const scriptWordKeys = [
  'compare',
  'backward',
  'failed',
  'offline',
  'onward',
  'restored',
  'saving',
  'signIn',
  'signedOut',
  'step',
  'uploaded',
  'uploading',
];

/** What the page's script says; it knows no language of its own. `{at}` and the like it fills in itself. */
function scriptWords(visit: Visit): Record<string, string> {
  const left = { at: '{at}', n: '{n}', count: '{count}' };
  return {
    ...Object.fromEntries(scriptWordKeys.map((key) => [key, visit.word(`script.${key}`, left)])),
    saved: visit.word('form.saved', left),
    unsaved: visit.word('form.unsaved'),
    keepFile: visit.word('form.file.keep'),
  };
}

/** A line of work: its mark, what was done of it, and how urgent it is where that needs saying. */
function rowOf(visit: Visit, line: CaseLine) {
  const open = line.href.startsWith('/viec/');
  const returned = line.remarks !== undefined;
  const urgent = line.state.tone === 'soon' || line.state.tone === 'late';
  return {
    ...line,
    returned,
    mark: !open ? line.state.tone : returned ? 'return' : line.draftSaved ? 'begun' : 'neutral',
    begun: open ? (returned ? '' : visit.word('row.new')) : line.state.sentence,
    pill: !open ? line.state.word : urgent ? (line.due?.words ?? line.state.word) : '',
  };
}

function rowsOf<Bundle extends { lines: CaseLine[] }>(visit: Visit, bundle: Bundle) {
  return { ...bundle, lines: bundle.lines.map((line) => rowOf(visit, line)) };
}

/** What was sent, by period, newest first; a period that is done is folded away. */
function sentByPeriod(visit: Visit, lines: CaseLine[]) {
  const periods = new Map<string, CaseLine[]>();
  for (const line of lines) periods.set(line.period, [...(periods.get(line.period) ?? []), line]);
  return [...periods].map(([period, sent]) => {
    const done = sent.filter((line) => line.state.tone === 'done').length;
    const all = done === sent.length;
    const words = visit.word(all ? 'work.sent.done' : 'work.sent.some', { done, count: sent.length });
    return { period, lines: sent.reverse(), done: all, tone: all ? 'done' : 'neutral', words };
  });
}

/** The case named in the address. */
export function caseOf(visit: Visit): string {
  return String(visit.request.params['caseId']);
}

function scopeOf(visit: Visit): SendScope {
  const { params } = visit.request;
  if (params['caseId'] !== undefined) return { case: caseOf(visit) };
  const text = (name: string) => String(params[name]);
  return { campaign: text('campaign'), bundle: text('bundle'), period: text('period'), unit: text('unit') };
}

function addressOf(scope: SendScope): string {
  return 'case' in scope
    ? `/viec/${scope.case}`
    : `/goi/${scope.campaign}/${scope.bundle}/${scope.period}/${scope.unit}`;
}

/** What was typed into fields: names of our own begin with `_`, which no field's does. */
export function typedOf(body: Record<string, unknown>): Typed {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !name.startsWith('_')));
}

/** The revision of the draft a page was made from. */
export function revisionOf(body: Record<string, unknown>): number {
  const number = Number(body['_revision']);
  return Number.isSafeInteger(number) && number >= 0 ? number : 0;
}

/** A client key as our pages make them; it also stands in addresses. */
export function isKey(text: string): boolean {
  return /^[0-9a-f-]{36}$/.test(text);
}

type SaveOutcome = Awaited<ReturnType<Door['app']['filling']['save']>>;

function savedForScript(visit: Visit, outcome: SaveOutcome): { status: number; body: unknown } {
  if (outcome.kind === 'saved')
    return { status: 200, body: { revision: outcome.revision, savedAt: outcome.savedAt } };
  if (outcome.kind === 'lost')
    return {
      status: 409,
      body: {
        revision: outcome.revision,
        theirs: outcome.theirs,
        message: visit.word('draft.lost', { at: outcome.savedAt }),
      },
    };
  return {
    status: 422,
    body: {
      message: visit
        .sentences(outcome.issues)
        .map((one) => one.text)
        .join(' '),
    },
  };
}
