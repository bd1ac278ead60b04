import { Router } from 'express';
import type { Choices } from '../../app/reorganisation/reorganisation-plan.ts';
import type { Issue } from '../../issues/index.ts';
import { administrator, type Door, notFound, type Visit } from '../door.ts';

const home = '/quan-tri/sap-xep';

/** The reorganisations that are known, the form that loads one, and cases that wait for a decision. */
export async function showReorganisations(
  door: Door,
  visit: Visit,
  errors?: { text: string; href?: string }[],
): Promise<void> {
  const { reorganisations } = door.app;
  const [{ lines, more: older }, waiting] = await Promise.all([
    reorganisations.list(visit.asked('truoc') || null, visit.language),
    reorganisations.waiting(visit.language),
  ]);
  await visit.show(
    'reorganisations',
    {
      title: visit.word('reorganisations.title'),
      place: 'administration',
      desk: true,
      section: { reorganisations: true },
      lines,
      waiting: waiting.lines.map((line) => ({ ...line, name: `successor.${line.id}` })),
      more: waiting.more,
      ...(older ? { older: `${home}?${new URLSearchParams({ truoc: older })}` } : {}),
      ...(errors ? { errors } : {}),
    },
    errors ? 422 : 200,
  );
}

/** Why a file or a press is refused, for the summary above the form. */
export function refusedBecause(
  visit: Visit,
  issues: readonly Issue[],
  href: string,
): { text: string; href: string }[] {
  return issues
    .filter(({ severity }) => severity === 'error')
    .map((one) => ({ text: visit.sentences([one])[0]!.text, href }));
}

/** The administrator's pages about reorganisations: loaded, looked at, applied, undone. */
export function reorganisationRouter(door: Door): Router {
  const { reorganisations } = door.app;
  const router = Router();

  async function show(visit: Visit, errors?: { text: string; href?: string }[]): Promise<void> {
    const view = await reorganisations.view(idOf(visit), visit.language);
    if (!view) throw notFound();
    if (view.underWay) visit.response.set('Refresh', '1');
    await visit.show(
      'reorganisation',
      {
        ...view,
        place: 'administration',
        desk: true,
        section: { reorganisations: true },
        action: view.href,
        warnings: view.issues.filter(({ severity }) => severity !== 'note').length,
        below: view.below.map((one) => ({ ...one, field: `below.${one.id}` })),
        divided: view.divided.map((one) => ({ ...one, field: `unit.${one.id}` })),
        chooses: view.mayRehearse && view.below.length + view.divided.length > 0,
        ...(errors ? { errors } : {}),
      },
      errors ? 422 : 200,
    );
  }

  /** What was chosen on a page, by the name of its field; an empty choice leaves the earlier one. */
  function chosen(visit: Visit): Choices {
    const by = (prefix: string) =>
      Object.fromEntries(
        Object.keys((visit.request.body ?? {}) as object)
          .filter((name) => name.startsWith(prefix))
          .map((name) => [name.slice(prefix.length), visit.sent(name)] as const)
          .filter(([, value]) => value !== ''),
      );
    return { units: by('unit.'), below: by('below.'), cases: by('case.') };
  }

  const revisionOf = (visit: Visit) => Number(visit.sent('revision'));

  router.get(
    home,
    administrator(door, (visit) => showReorganisations(door, visit)),
  );

  router.post(
    `${home}/chuyen-lai`,
    administrator(door, async (visit) => {
      const successors = Object.fromEntries(
        Object.keys((visit.request.body ?? {}) as object)
          .filter((name) => name.startsWith('successor.'))
          .map((name) => [name.slice('successor.'.length), visit.sent(name)] as const)
          .filter(([, value]) => value !== ''),
      );
      const done = await reorganisations.reroute(visit.account, successors);
      if (!done.ok) return showReorganisations(door, visit, refusedBecause(visit, done.issues, '#waiting'));
      visit.say({ text: visit.word('reorganisations.rerouted', done.value), tone: 'done' });
      visit.go(home);
    }),
  );

  router.get(
    `${home}/:id`,
    administrator(door, (visit) => show(visit)),
  );

  router.get(
    `${home}/:id/ho-so`,
    administrator(door, async (visit) => {
      const cases = await reorganisations.cases(
        idOf(visit),
        visit.asked('nhom'),
        visit.asked('after') || null,
        visit.language,
      );
      if (!cases || cases.title === '') throw notFound();
      await visit.show('reorganisation-cases', {
        ...cases,
        place: 'administration',
        desk: true,
        section: { reorganisations: true },
        action: `${home}/${idOf(visit)}/xem-truoc`,
        lines: cases.lines.map((line) => ({ ...line, field: `case.${line.id}` })),
      });
    }),
  );

  router.post(
    `${home}/:id/xem-truoc`,
    administrator(door, async (visit) => {
      const done = await reorganisations.rehearse(
        visit.account,
        idOf(visit),
        revisionOf(visit),
        chosen(visit),
      );
      if (!done.ok) return show(visit, refusedBecause(visit, done.issues, '#groups'));
      visit.go(`${home}/${idOf(visit)}`);
    }),
  );

  for (const [path, act] of [
    ['ap-dung', 'apply'],
    ['hoan-tac', 'undo'],
  ] as const)
    router.post(
      `${home}/:id/${path}`,
      administrator(door, async (visit) => {
        const done = await reorganisations[act](visit.account, idOf(visit), revisionOf(visit));
        if (!done.ok) return show(visit, refusedBecause(visit, done.issues, `#${act}`));
        visit.say({ text: visit.word(`reorganisations.${act}.begun`), tone: 'done' });
        visit.go(`${home}/${idOf(visit)}`);
      }),
    );

  router.post(
    `${home}/:id/nap-lai`,
    administrator(door, async (visit) => {
      const again = await reorganisations.again(visit.account, idOf(visit));
      if (!again) throw notFound();
      if (!again.ok) return show(visit, refusedBecause(visit, again.issues, '#again'));
      visit.go(`${home}/${again.value.id}`);
    }),
  );

  return router;
}

function idOf(visit: Visit): string {
  return String(visit.request.params['id']);
}
