import { Router } from 'express';
import type { CommandOutcome } from '../../app/commands.ts';
import type { QueueAsked } from '../../app/queues.ts';
import type { CaseView, DossierView } from '../../app/views.ts';
import type { LineDecision, RefusalIssue, TaskRef, TypedDocument } from '../../model/command.ts';
import { type Door, newKey, notFound, oneText, signedIn, type Visit } from '../door.ts';
import { drawForm, figuresBeside } from '../form-drawing.ts';
import { RequestRefused } from '../refusal.ts';
import { askedOf, contextOf } from './queue.ts';
import { caseOf, isKey, typedOf } from './work.ts';

/** One case and the acts upon it. */
export function caseRouter(door: Door): Router {
  const { app } = door;
  const router = Router();

  router.get(
    '/ho-so/:caseId',
    signedIn(door, async (visit) => {
      const view = await app.casePages.view(visit.viewer, caseOf(visit), visit.language);
      if (!view) throw notFound();
      await showCase(
        visit,
        view,
        openedFrom((name) => visit.asked(name)),
        { typed: visit.kept() },
      );
    }),
  );

  /** What stood in the act's form when it could not be taken. */
  interface Again {
    typed: Record<string, unknown> | null;
    issues?: readonly RefusalIssue[];
  }

  async function showCase(
    visit: Visit,
    view: CaseView,
    from: QueueAsked | null,
    { typed, issues = [] }: Again,
    status = 200,
  ): Promise<void> {
    const { queue: reviews, work } = await visit.frame();
    const queue = from ? await app.queues.queue(visit.viewer, from, visit.language) : null;
    const context = from ? contextOf(from) : '';
    const errors = visit.sentences(issues).map(({ text, href }) => ({
      text,
      href: href?.startsWith('#lines') ? '#danh-sach' : (href ?? '#decision'),
    }));
    const text = (name: string) => oneText(typed?.[name]);
    const correcting = visit.request.path.endsWith('/sua-so-lieu');
    await visit.show(
      'case',
      {
        title: `${view.case.code} · ${view.title}`,
        place: reviews ? 'queue' : work ? 'work' : 'board',
        desk: true,
        // A team leader looks at what was sent: no list to work through, no script for it.
        ...(reviews ? { htmx: true, scripts: ['keys.js'] } : {}),
        view: {
          ...view,
          ...(view.list ? { list: listed(visit, view.list, typed) } : {}),
          ...(view.form
            ? {
                form: drawForm(view.form, view.figures, (field) => text(`_remark.${field}`)),
                figures: figuresBeside(view.figures),
              }
            : {}),
        },
        action: `/ho-so/${view.case.id}`,
        acts: view.acts,
        reasonFor: reasonHelp(visit, view),
        reasonText: correcting ? '' : text('_reason'),
        remarking: view.acts.some((act) => act.remarks !== 'none'),
        correcting,
        correctReason: correcting ? text('_reason') : '',
        document: { number: text('_document_number'), date: text('_document_date') },
        checklist: view.checklist.map((item) => ({
          ...item,
          given: text(`_check.${item.id}`),
          ...(item.holds === undefined
            ? {}
            : {
                byRule: {
                  tone: item.holds ? 'done' : 'late',
                  word: visit.word(item.holds ? 'case.checklist.holds' : 'case.checklist.fails'),
                },
              }),
        })),
        key: newKey(),
        back: reviews ? `/hang-doi${context}` : work ? '/viec' : '/bang',
        backTo: visit.word(reviews ? 'queue.title' : work ? 'work.title' : 'board.title'),
        context,
        from,
        queue,
        siblings: siblingsOf(view, queue?.lines ?? []),
        ...(errors.length > 0 ? { errors } : {}),
      },
      status,
    );
  }

  function task(visit: Visit): TaskRef {
    const generation = Number(visit.sent('_generation'));
    const id = visit.sent('_task');
    if (id === '' || !Number.isSafeInteger(generation)) throw new RequestRefused(400, []);
    return { id, generation };
  }

  function key(visit: Visit): string {
    const sent = visit.sent('_key');
    if (!isKey(sent)) throw new RequestRefused(400, []);
    return sent;
  }

  /** The same page again with what was typed and why it was refused. */
  async function refuse(visit: Visit, issues: readonly RefusalIssue[]): Promise<void> {
    const view = await app.casePages.view(visit.viewer, caseOf(visit), visit.language);
    if (!view) throw notFound();
    const from = openedFrom((name) => visit.sent(`_${name}`));
    await showCase(visit, view, from, { typed: visit.request.body as Record<string, unknown>, issues }, 422);
  }

  function here(visit: Visit): string {
    const from = openedFrom((name) => visit.sent(`_${name}`));
    return `/ho-so/${caseOf(visit)}${from ? contextOf(from) : ''}`;
  }

  /** Stays on the case, with a line that says what was done. */
  async function stay(visit: Visit, outcome: CommandOutcome, word: string): Promise<void> {
    if (!outcome.ok) {
      await refuse(visit, outcome.issues);
      return;
    }
    visit.say({ text: visit.word(word), tone: 'done' });
    visit.go(here(visit));
  }

  router.post(
    '/ho-so/:caseId/hanh-dong',
    signedIn(door, async (visit) => {
      const caseId = caseOf(visit);
      const before = await app.casePages.view(visit.viewer, caseId, visit.language);
      if (!before) throw notFound();
      const action = visit.sent('_act');
      const act = before.acts.find((one) => one.id === action);
      const reason = visit.sent('_reason').trim();
      const remarks = remarksOf(visit, before);
      const checklist = checklistOf(visit, before);
      const lines = linesOf(visit, before);
      if (action === onlyLines) {
        const command = { type: 'decideLines', key: key(visit), task: task(visit), lines } as const;
        await stay(visit, await app.casePages.act(visit.viewer, caseId, command), 'dossier.saved');
        return;
      }
      const outcome = await app.casePages.act(visit.viewer, caseId, {
        type: 'act',
        key: key(visit),
        task: task(visit),
        action,
        ...(reason !== '' && act?.reason !== 'none' ? { reason } : {}),
        ...(remarks.length > 0 && act?.remarks !== 'none' ? { remarks } : {}),
        ...(Object.keys(checklist).length > 0 ? { checklist } : {}),
        ...(lines.length > 0 ? { lines } : {}),
        ...(act?.signs === false ? {} : documentOf(visit)),
      });
      if (!outcome.ok) {
        await refuse(visit, outcome.issues);
        return;
      }
      const cmd = outcome.events[0]?.cmd;
      // A second press finds the act gone from the page: the core gave its first answer again.
      const line = act
        ? visit.word('case.acted', { act: act.label, code: before.case.code, unit: before.case.unit })
        : visit.word('case.acted_before', { code: before.case.code });
      const from = openedFrom((name) => visit.sent(`_${name}`));
      const undo = cmd === undefined ? {} : { undo: { case: caseId, cmd, ...(from ? { from } : {}) } };
      visit.say({ text: line, tone: 'done', ...undo });
      if (!from) {
        visit.go(`/ho-so/${caseId}`);
        return;
      }
      const next = await app.queues.next(visit.viewer, from, caseId);
      visit.go(next ? `/ho-so/${next}${contextOf(from)}` : `/hang-doi${contextOf(from)}`);
    }),
  );

  router.post(
    '/ho-so/:caseId/nhan',
    signedIn(door, async (visit) => {
      const command = { type: 'claim', key: key(visit), task: task(visit) } as const;
      await stay(visit, await app.casePages.act(visit.viewer, caseOf(visit), command), 'case.claimed');
    }),
  );

  router.post(
    '/ho-so/:caseId/tra-viec',
    signedIn(door, async (visit) => {
      const command = { type: 'release', key: key(visit), task: task(visit) } as const;
      await stay(visit, await app.casePages.act(visit.viewer, caseOf(visit), command), 'case.released');
    }),
  );

  router.post(
    '/ho-so/:caseId/dua-ra',
    signedIn(door, async (visit) => {
      const view = await app.casePages.view(visit.viewer, caseOf(visit), visit.language);
      if (!view?.list) throw notFound();
      const asked = visit.sent('_line');
      const lines =
        asked === 'all' ? view.list.lines.filter(({ held }) => held).map(({ n }) => n) : [Number(asked)];
      const command = { type: 'releaseLines', key: key(visit), task: task(visit), lines } as const;
      const outcome = await app.gathering.release(visit.viewer, caseOf(visit), command);
      await stay(
        visit,
        outcome,
        outcome.ok && outcome.case.state === 'ended' ? 'dossier.cancelled' : 'dossier.taken_out',
      );
    }),
  );

  router.post(
    '/ho-so/:caseId/sua-so-lieu',
    signedIn(door, async (visit) => {
      const reason = visit.sent('_reason').trim();
      const outcome = await app.casePages.correct(visit.viewer, caseOf(visit), {
        key: key(visit),
        task: task(visit),
        typed: typedOf(visit.request.body as Record<string, unknown>),
        ...(reason !== '' ? { reason } : {}),
      });
      await stay(visit, outcome, 'case.corrected');
    }),
  );

  router.post(
    '/ho-so/:caseId/hoan-tac',
    signedIn(door, async (visit) => {
      const cmd = Number(visit.sent('_cmd'));
      if (!Number.isSafeInteger(cmd)) throw new RequestRefused(400, []);
      const command = { type: 'undo', key: key(visit), cmd } as const;
      const outcome = await app.casePages.act(visit.viewer, caseOf(visit), command);
      if (outcome.ok) visit.say({ text: visit.word('case.undone'), tone: 'done' });
      else
        visit.say({
          text: visit
            .sentences(outcome.issues)
            .map((one) => one.text)
            .join(' '),
          tone: 'late',
        });
      visit.go(here(visit));
    }),
  );

  // Reloading what a press answered leads back to the case.
  router.get('/ho-so/:caseId/:act', (request, response) => {
    response.redirect(303, request.path.replace(/\/[^/]+$/, ''));
  });

  return router;
}

/** The act that decides lines alone and leaves the dossier where it is. */
const onlyLines = '_lines';

const lineVerdicts = ['', 'approved', 'refused', 'returned'] as const;

/** The list of a dossier as it is shown: with what may be chosen for each line, and what stood there before. */
function listed(visit: Visit, list: DossierView, typed: Record<string, unknown> | null) {
  const given = (name: string, standing: string) =>
    typed && name in typed ? oneText(typed[name]) : standing;
  return {
    ...list,
    lines: list.lines.map((line) => {
      if (!list.decides || !line.held || line.obstacle) return line;
      const chosen = given(`_line.${line.n}`, line.state === 'waiting' ? '' : line.state);
      return {
        ...line,
        choices: lineVerdicts.map((value) => ({
          value,
          label: visit.word(`dossier.choose.${value === '' ? 'whole' : value}`),
          selected: value === chosen,
        })),
        givenReason: given(`_line.${line.n}.reason`, line.reason ?? ''),
      };
    }),
  };
}

/** The lines about which something else was decided than stands there. */
function linesOf(visit: Visit, { list }: CaseView): LineDecision[] {
  if (!list?.decides) return [];
  const body = visit.request.body as Record<string, unknown>;
  return list.lines.flatMap((line): LineDecision[] => {
    // Nothing is said of a line that the page did not offer.
    if (!(`_line.${line.n}` in body)) return [];
    const sent = visit.sent(`_line.${line.n}`);
    const verdict = sent === '' ? 'waiting' : lineVerdicts.find((one) => one === sent);
    if (!line.held || !verdict) return [];
    const reason = verdict === 'waiting' ? '' : visit.sent(`_line.${line.n}.reason`).trim();
    if (verdict === line.state && reason === (line.reason ?? '')) return [];
    return [{ n: line.n, verdict, ...(reason === '' ? {} : { reason }) }];
  });
}

/** The queue a case was opened from; null when it was opened from elsewhere. */
function openedFrom(read: (name: string) => string): QueueAsked | null {
  return read('tab') === '' ? null : askedOf(read);
}

/** The cases before and after this one in the list it was opened from. */
function siblingsOf(view: CaseView, lines: { id: string; href: string }[]) {
  const at = lines.findIndex((line) => line.id === view.case.id);
  return { before: lines[at - 1]?.href, after: at < 0 ? lines[0]?.href : lines[at + 1]?.href };
}

/** When a reason is needed, in words; empty where no act takes one. */
function reasonHelp(visit: Visit, view: CaseView): string {
  const taking = view.acts.filter((act) => act.reason !== 'none');
  const needing = taking.filter((act) => act.reason === 'required');
  if (taking.length === 0) return '';
  if (needing.length === 0) return visit.word('case.reason.optional');
  const min = Math.max(...needing.map((act) => act.reasonMinLength));
  const acts = needing.map((act) => act.label).join(', ');
  return visit.word(min > 1 ? 'case.reason.least' : 'case.reason.required', { acts, min });
}

/** The words written beside fields of this case's form. */
function remarksOf(visit: Visit, view: CaseView): { field: string; text: string }[] {
  return (view.form?.sections ?? [])
    .flatMap((section) => section.fields)
    .map(({ id }) => ({ field: id, text: visit.sent(`_remark.${id}`).trim() }))
    .filter((remark) => remark.text !== '');
}

/** The number and date of a document as typed; nothing where neither was. */
function documentOf(visit: Visit): { document?: TypedDocument } {
  const number = visit.sent('_document_number').trim();
  const date = visit.sent('_document_date').trim();
  return number === '' && date === '' ? {} : { document: { number, date } };
}

const verdicts: Record<string, boolean | 'notApplicable'> = { yes: true, no: false, na: 'notApplicable' };

function checklistOf(visit: Visit, view: CaseView): Record<string, boolean | 'notApplicable'> {
  const given: Record<string, boolean | 'notApplicable'> = {};
  for (const item of view.checklist) {
    const verdict = verdicts[visit.sent(`_check.${item.id}`)];
    if (verdict !== undefined) given[item.id] = verdict;
  }
  return given;
}
