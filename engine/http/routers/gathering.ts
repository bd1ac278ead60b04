import { Router } from 'express';
import type { GatheringAddress } from '../../app/gathering/gathering.ts';
import type { GatheringView } from '../../app/views.ts';
import type { RefusalIssue } from '../../model/command.ts';
import { type Door, newKey, notFound, signedIn, type Visit } from '../door.ts';
import { RequestRefused } from '../refusal.ts';
import { isKey } from './work.ts';

/** What waits to be put into dossiers: found, ticked, put into one. */
export function gatheringRouter(door: Door): Router {
  const { app } = door;
  const router = Router();

  router.get(
    '/to-trinh',
    signedIn(door, async (visit) => {
      const places = await app.gathering.places(visit.viewer, visit.language);
      const [only] = places;
      if (only && places.length === 1) {
        visit.go(only.href);
        return;
      }
      await visit.show('gathering-places', {
        title: visit.word('gathering.title'),
        place: 'queue',
        desk: true,
        places,
      });
    }),
  );

  router.get(
    '/to-trinh/:campaign/:entry/:unit',
    signedIn(door, async (visit) => {
      const view = await waiting(visit);
      await showWaiting(visit, view, { ticked: ticksOf(visit.kept()?.['case']), into: visit.asked('vao') });
    }),
  );

  router.post(
    '/to-trinh/:campaign/:entry/:unit',
    signedIn(door, async (visit) => {
      const cases = ticksOf((visit.request.body as Record<string, unknown>)['case']);
      const key = visit.sent('_key');
      if (!isKey(key)) throw new RequestRefused(400, []);
      const into = visit.sent('_into');
      const outcome = await app.gathering.gather(
        visit.viewer,
        addressOf(visit),
        cases,
        key,
        into === '' ? undefined : into,
      );
      if (!outcome) throw notFound();
      if (!outcome.ok) {
        await showWaiting(visit, await waiting(visit), { ticked: cases, into, issues: outcome.issues }, 422);
        return;
      }
      const came = (outcome.case.lines ?? []).filter(
        (line) => cases.includes(line.case) && line.state !== 'released',
      ).length;
      if (came < cases.length)
        visit.say({ text: visit.word('gathering.some', { came, count: cases.length }), tone: 'neutral' });
      else visit.say({ text: visit.word('gathering.done', { count: came }), tone: 'done' });
      visit.go(outcome.case.state === 'ended' ? visit.request.path : `/viec/${outcome.case._id}`);
    }),
  );

  async function waiting(visit: Visit): Promise<GatheringView> {
    const view = await app.gathering.waiting(visit.viewer, addressOf(visit), visit.language);
    if (!view) throw notFound();
    return view;
  }

  return router;
}

/** What was chosen before, and why it could not be taken. */
interface Chosen {
  ticked: string[];
  into: string;
  issues?: readonly RefusalIssue[];
}

async function showWaiting(
  visit: Visit,
  view: GatheringView,
  { ticked, into, issues = [] }: Chosen,
  status = 200,
): Promise<void> {
  const errors = visit.sentences(issues).map(({ text }) => ({ text, href: '#cases' }));
  await visit.show(
    'gathering',
    {
      title: `${visit.word('gathering.title')}: ${view.title}`,
      place: 'queue',
      desk: true,
      scripts: ['ticks.js'],
      view: {
        ...view,
        left: Math.max(0, view.total - view.lines.length),
        lines: view.lines.map((line) => ({ ...line, ticked: ticked.includes(line.case.id) })),
        written: view.written.map((one) => ({ ...one, chosen: one.id === into })),
      },
      key: newKey(),
      ...(errors.length > 0 ? { errors } : {}),
    },
    status,
  );
}

function addressOf({ request: { params } }: Visit): GatheringAddress {
  const { campaign = '', entry = '', unit = '' } = params as Record<string, string>;
  return { campaign, entry, unit };
}

function ticksOf(sent: unknown): string[] {
  return [sent].flat().filter((one): one is string => typeof one === 'string' && one !== '');
}
