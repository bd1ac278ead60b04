import { Router } from 'express';
import { isUnderWay } from '../../app/batches.ts';
import type { MappingView, MigrationCaseView, MigrationView } from '../../app/migration/migration-views.ts';
import type { Planned } from '../../app/migration/migrations.ts';
import { hasErrors, type Issue } from '../../issues/index.ts';
import { administrator, type Door, notFound, type Visit } from '../door.ts';

const longestNote = 300;

/** Bringing running cases to the newest version: plan, rehearsal, signature, progress, undo. */
export function migrationRouter(door: Door): Router {
  const { migrations } = door.app;
  const router = Router();

  const campaignOf = ({ request }: Visit): string => String(request.params['campaign']);
  const placeOf = (campaign: string): string => `/quan-tri/phong-trao/${campaign}/chuyen-phien-ban`;

  router.get(
    '/quan-tri/phong-trao/:campaign/chuyen-phien-ban',
    administrator(door, async (visit) => {
      const campaign = campaignOf(visit);
      const versions = await migrations.versions(visit.account, campaign);
      if (!versions) throw notFound();
      const [newest, ...older] = versions;
      const past = await migrations.list(visit.account, campaign, visit.language);
      await visit.show('migrations', {
        title: visit.word('migration.title'),
        place: 'administration',
        desk: true,
        newest,
        older: older.map((one) => ({
          ...one,
          href: one.cases > 0 ? `${placeOf(campaign)}/${one.number}` : undefined,
        })),
        past: past.map((one) => ({
          ...one,
          href: `${placeOf(campaign)}/lan/${one.id}`,
          word: visit.word(`migration.state.${one.state}`),
          tone: toneOf(one),
        })),
      });
    }),
  );

  /** The page of a plan: as proposed, as typed, or as an earlier rehearsal had it. */
  async function plannedFor(visit: Visit, typed: Readonly<Record<string, unknown>> = {}) {
    const campaign = campaignOf(visit);
    const versions = await migrations.versions(visit.account, campaign);
    const number = Number(visit.request.params['from']);
    const from = versions?.find((one) => one.number === number);
    if (!from) throw notFound();
    const batch = visit.asked('lo') || visit.sent('lo');
    const planned = await migrations.plan(
      visit.account,
      campaign,
      from.version,
      { typed, open: visit.asked('mo') || null, ...(batch ? { batch } : {}) },
      visit.language,
    );
    if (!planned) throw notFound();
    return { planned, batch };
  }

  async function showPlan(visit: Visit, planned: Planned, batch: string, refused?: Issue[]): Promise<void> {
    const campaign = campaignOf(visit);
    const { view, from, to } = planned;
    const place = `${placeOf(campaign)}/${from.number}`;
    const query = batch ? `&lo=${batch}` : '';
    const line = (one: MappingView) => ({
      ...one,
      id: idOf(one.name),
      none: !one.options.some(({ selected }) => selected),
      issues: visit.sentences(one.issues).map(({ text }) => text),
      wrong: hasErrors(one.issues),
    });
    const errors = refused
      ?.filter(({ severity }) => severity === 'error')
      .map((one) => ({
        text: visit.sentences([one])[0]!.text,
        ...(one.pointer
          ? { href: `#${idOf(one.pointer.replace(/^\/entries\/([^/]+)\/(\w+)(?=\/|$)/, '$2/$1'))}` }
          : {}),
      }));
    const entries = view.entries.map((entry) => ({
      ...entry,
      issues: visit.sentences(entry.issues).map(({ text }) => text),
      ...(entry.heir
        ? {
            heir: {
              ...line(entry.heir),
              title: visit.word('migration.plan.entry'),
              reason: visit.word('migration.plan.entry.help'),
            },
          }
        : {}),
      steps: entry.steps.map((one) => ({
        ...line(one),
        kind: visit.word(`migration.kind.${one.kind === 'end' ? 'end' : 'step'}`),
      })),
      fields: entry.fields.map(line),
      choices: entry.choices.map(line),
      plain:
        !entry.gone && !entry.heir && entry.steps.length + entry.fields.length + entry.choices.length === 0,
      showAll: entry.open ? undefined : `${place}?mo=${entry.id}${query}#entry-${entry.id}`,
    }));
    await visit.show(
      'migration-plan',
      {
        title: visit.word('migration.plan.title', { from: from.number, to: to.number }),
        place: 'administration',
        desk: true,
        action: place,
        back: placeOf(campaign),
        batch,
        from,
        to,
        ended: view.ended,
        longestNote,
        note: visit.sent('note'),
        entries: entries.filter(({ plain }) => !plain),
        same: entries.filter(({ plain }) => plain),
        ...(errors && errors.length > 0 ? { errors } : {}),
      },
      errors && errors.length > 0 ? 422 : 200,
    );
  }

  router.get(
    '/quan-tri/phong-trao/:campaign/chuyen-phien-ban/:from',
    administrator(door, async (visit) => {
      const { planned, batch } = await plannedFor(visit);
      await showPlan(visit, planned, batch);
    }),
  );

  router.post(
    '/quan-tri/phong-trao/:campaign/chuyen-phien-ban/:from',
    administrator(door, async (visit) => {
      const body = visit.request.body as Record<string, unknown>;
      const { planned, batch } = await plannedFor(visit, { ...body, _sent: 'true' });
      if (hasErrors(planned.issues)) return showPlan(visit, planned, batch, planned.issues);
      const campaign = campaignOf(visit);
      const note = visit.sent('note').trim().slice(0, longestNote);
      const begun = await migrations.rehearse(visit.account, campaign, planned.plan, note || undefined);
      if (!begun.ok) return showPlan(visit, planned, batch, begun.issues);
      visit.go(`${placeOf(campaign)}/lan/${begun.value._id}`);
    }),
  );

  router.get(
    '/quan-tri/phong-trao/:campaign/chuyen-phien-ban/lan/:id',
    administrator(door, async (visit) => {
      const id = String(visit.request.params['id']);
      const campaign = campaignOf(visit);
      const migration = await migrations.view(visit.account, id, visit.language);
      if (migration?.campaign !== campaign) throw notFound();
      const underWay = isUnderWay(migration);
      // Without script too the page looks again by itself until everything is done.
      if (underWay) visit.response.set('Refresh', '1');
      const place = `${placeOf(campaign)}/lan/${id}`;
      const group = visit.asked('nhom');
      const after = visit.asked('sau');
      const { cases, next } = underWay
        ? { cases: [], next: null }
        : await migrations.cases(visit.account, id, group || null, after || null, visit.language);
      const { state, undone } = migration;
      const here = (asked: Record<string, string>): string => `${place}?${new URLSearchParams(asked)}#cases`;
      await visit.show('migration', {
        ...migration,
        title: visit.word('migration.title'),
        place: 'administration',
        desk: true,
        back: placeOf(campaign),
        here: place,
        underWay,
        word: visit.word(`migration.state.${state}`),
        tone: toneOf(migration),
        progress: visit.word(`migration.progress.${state}`, { done: migration.done, total: migration.total }),
        rehearsed: state === 'rehearsed',
        ran: state === 'done',
        wasUndone: state === 'undone',
        second: state === 'rehearsed' && (await migrations.needsSecond(campaign)),
        mayUndo: state === 'done' || state === 'running',
        editHref: await editHref(visit, migration, placeOf(campaign)),
        groups: migration.groups.map((one) => ({
          ...one,
          word: visit.word(`migration.outcome.${one.outcome}`),
          help: visit.word(`migration.outcome.${one.outcome}.help`),
          href: here({ nhom: one.outcome }),
          current: one.outcome === group,
        })),
        group: group ? visit.word(`migration.outcome.${group}`) : undefined,
        all: here({}),
        lost: migration.lost,
        undoneWords: visit.word('migration.undone', undone),
        cases: cases.map((one) => caseLine(visit, one)),
        more: next ? here({ ...(group ? { nhom: group } : {}), sau: next }) : undefined,
      });
    }),
  );

  for (const [word, act] of [
    ['ky', migrations.signOff],
    ['hoan-tac', migrations.undo],
    ['bo', migrations.discard],
  ] as const)
    router.post(
      `/quan-tri/phong-trao/:campaign/chuyen-phien-ban/lan/:id/${word}`,
      administrator(door, async (visit) => {
        const id = String(visit.request.params['id']);
        const done = await act(visit.account, id);
        if (!done.ok) visit.say({ text: visit.sentences(done.issues)[0]!.text, tone: 'late' });
        visit.go(`${placeOf(campaignOf(visit))}/lan/${id}`);
      }),
    );

  /** Where the plan of a rehearsal is changed; nowhere once it was run or its version is the newest. */
  async function editHref(visit: Visit, { id, state }: MigrationView, place: string) {
    if (state !== 'rehearsed' && state !== 'stopped' && state !== 'undone') return undefined;
    const from = await migrations.numberFrom(visit.account, id);
    return from === null ? undefined : `${place}/${from}?lo=${id}`;
  }

  return router;
}

function caseLine(visit: Visit, one: MigrationCaseView) {
  const none = visit.word('migration.no_due');
  const { due, rehearsed } = one;
  return {
    ...one,
    href: `/ho-so/${one.id}`,
    due: due ? { before: due.before ?? none, after: due.after ?? none } : undefined,
    lost: one.lost.join(', '),
    issues: one.issues.map((issue) => visit.sentences([issue])[0]!.text),
    rehearsed:
      rehearsed === undefined
        ? undefined
        : rehearsed === 'new'
          ? visit.word('migration.rehearsed.new')
          : visit.word('migration.rehearsed', { outcome: visit.word(`migration.outcome.${rehearsed}`) }),
    undone: one.undone ? visit.word(`migration.case.${one.undone}`) : undefined,
  };
}

function toneOf({ state }: MigrationView): string {
  if (state === 'done') return 'done';
  return state === 'rehearsing' || state === 'running' || state === 'undoing' ? 'soon' : 'neutral';
}

/** An id for a control whose name holds slashes. */
function idOf(name: string): string {
  return name.replaceAll('/', '--');
}
