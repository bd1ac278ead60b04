import { Router } from 'express';
import type { EnteringWish } from '../../app/entering.ts';
import type { EnteringView, PersonChoice } from '../../app/views.ts';
import type { RefusalIssue } from '../../model/command.ts';
import { type Door, newKey, notFound, signedIn, type Visit } from '../door.ts';
import { refusedForm } from '../typed-form.ts';

/** Typing in for a unit what it brought on paper: the unit is found, then what is to be typed in is begun. */
export function enteringRouter(door: Door): Router {
  const { entering } = door.app;
  const router = Router();

  router.get(
    '/nhap-thay',
    signedIn(door, async (visit) => {
      const search = visit.asked('tim').trim().slice(0, 100);
      const view = await entering.units(visit.viewer, search, visit.language);
      if (!view.any) throw notFound();
      await visit.show('entering-units', {
        title: visit.word('entering.title'),
        place: 'board',
        desk: true,
        ownSearch: true,
        view,
        search,
        more: view.total - view.units.length,
      });
    }),
  );

  async function showUnit(visit: Visit, issues: readonly RefusalIssue[] = []): Promise<void> {
    const unit = String(visit.request.params['unit']);
    const view = await entering.unit(visit.viewer, unit, visit.language);
    if (!view) throw notFound();
    const sent = visit.sent('_item');
    const values = { of: visit.sent('of'), day: visit.sent('day'), subject: visit.sent('subject') };
    const refused = issues.length > 0 ? refusedForm(visit, sent, values, issues) : undefined;
    const items = itemsOf(visit, view);
    const chosen = refused ? sent : visit.asked('ho-so');
    await visit.show(
      'entering',
      {
        title: `${visit.word('entering.title')}: ${view.name}`,
        place: 'board',
        view,
        items: items.map((item) => {
          const own = refused && item.id === sent ? refused : undefined;
          return {
            ...item,
            ofId: `${item.id}-of`,
            dayId: `${item.id}-day`,
            subjectId: `${item.id}-subject`,
            key: newKey(),
            open: item.id === chosen || items.length === 1,
            values: own?.values ?? { of: item.of ?? '', day: item.day ?? '', subject: '' },
            wrong: own?.wrong ?? {},
          };
        }),
        ...(refused ? { errors: refused.errors } : {}),
      },
      refused ? 422 : 200,
    );
  }

  router.get(
    '/nhap-thay/:unit',
    signedIn(door, (visit) => showUnit(visit)),
  );

  router.post(
    '/nhap-thay/:unit',
    signedIn(door, async (visit) => {
      const outcome = await entering.begin(visit.viewer, wishOf(visit), visit.sent('_key') || newKey());
      if (outcome.kind === 'refused') await showUnit(visit, outcome.issues);
      else visit.go(outcome.href);
    }),
  );

  return router;
}

/** One thing to type in, as its form shows it: a case that waits, or one to begin. */
interface Item {
  id: string;
  title: string;
  about: string;
  people: PersonChoice[];
  /** The one whose it must be, where there is no choice. */
  only?: PersonChoice;
  of?: string;
  day?: string;
  href?: string;
  notes: string[];
  case?: string;
  begin?: { campaign: string; entry: string; period: string };
  choose?: string;
  subjects?: PersonChoice[];
}

function itemsOf(visit: Visit, view: EnteringView): Item[] {
  const only = (people: PersonChoice[]) => (people.length === 1 ? { only: people[0]! } : {});
  return [
    ...view.owed.map(({ line, people, of, day, href, begun }) => ({
      id: line.id,
      case: line.id,
      title: line.subject ? `${line.entry}: ${line.subject}` : line.entry,
      about: [line.period, ...(line.due ? [visit.word('due.at', { at: line.due.shown })] : [])].join(' · '),
      people,
      ...only(people),
      ...(of === undefined ? {} : { of }),
      ...(day === undefined ? {} : { day }),
      ...(href === undefined ? {} : { href }),
      notes: begun ? [visit.word('entering.begun', { at: begun })] : [],
    })),
    ...view.offers.map(({ offer, people }) => ({
      id: offer.id,
      begin: { campaign: offer.campaign, entry: offer.entry, period: offer.period },
      title: offer.title,
      about: [
        offer.periodTitle,
        ...(offer.until ? [visit.word('openings.until', { at: offer.until })] : []),
      ].join(' · '),
      people,
      ...only(people),
      notes: [],
      ...(offer.ofUnit
        ? {}
        : {
            choose: visit.word(`openings.choose.${offer.kind}`),
            subjects: offer.subjects.map(({ uid, name }) => ({ value: uid, label: name })),
          }),
    })),
  ];
}

function wishOf(visit: Visit): EnteringWish {
  const named = visit.sent('case');
  const subject = visit.sent('subject');
  return {
    unit: String(visit.request.params['unit']),
    ...(named
      ? { case: named }
      : {
          begin: {
            campaign: visit.sent('campaign'),
            entry: visit.sent('entry'),
            period: visit.sent('period'),
            ...(subject ? { subject } : {}),
          },
        }),
    of: visit.sent('of'),
    day: visit.sent('day'),
  };
}
