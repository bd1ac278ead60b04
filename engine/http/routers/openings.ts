import { Router } from 'express';
import type { Wish } from '../../app/openings.ts';
import type { OfferView } from '../../app/views.ts';
import type { RefusalIssue } from '../../model/command.ts';
import { type Door, newKey, notFound, signedIn, type Visit } from '../door.ts';

/** Beginning a case that nobody owes: what may be begun, for whom, and the press that begins it. */
export function openingRouter(door: Door): Router {
  const { openings } = door.app;
  const router = Router();

  async function showOffers(visit: Visit, issues: readonly RefusalIssue[] = []): Promise<void> {
    const offers = await openings.offers(visit.viewer, visit.language);
    const errors = visit.sentences(issues).map(({ text }) => ({ text, href: `#${visit.sent('_offer')}` }));
    await visit.show(
      'openings',
      {
        title: visit.word('openings.title'),
        place: 'work',
        offers: offers.map((offer) => ({ ...drawn(visit, offer), key: newKey() })),
        ...(errors.length > 0 ? { errors } : {}),
      },
      issues.length > 0 ? 422 : 200,
    );
  }

  router.get(
    '/lap-ho-so',
    signedIn(door, (visit) => showOffers(visit)),
  );

  router.post(
    '/lap-ho-so',
    signedIn(door, async (visit) => {
      const outcome = await openings.open(visit.viewer, wishOf(visit), visit.sent('_key') || newKey());
      if (outcome.kind === 'refused') {
        await showOffers(visit, outcome.issues);
        return;
      }
      const word = outcome.kind === 'there' ? 'openings.there' : 'openings.opened';
      visit.say({ text: visit.word(word), tone: outcome.kind === 'there' ? 'neutral' : 'done' });
      visit.go(outcome.href);
    }),
  );

  router.get(
    '/ho-so/:caseId/so-lieu/:fact',
    signedIn(door, async (visit) => {
      const { caseId, fact } = visit.request.params as { caseId: string; fact: string };
      const view = await door.app.figures.sources(visit.viewer, caseId, fact, visit.language);
      if (!view) throw notFound();
      await visit.show('figure-sources', {
        title: view.figure.title,
        place: view.case.href.startsWith('/viec/') ? 'work' : 'queue',
        ...view,
      });
    }),
  );

  return router;
}

function wishOf(visit: Visit): Wish {
  const subject = visit.sent('subject');
  return {
    campaign: visit.sent('campaign'),
    entry: visit.sent('entry'),
    period: visit.sent('period'),
    unit: visit.sent('unit'),
    ...(subject ? { subject } : {}),
  };
}

/** An offer with its words: what there is to choose, and what to do where the register has nobody. */
function drawn(visit: Visit, offer: OfferView) {
  return {
    ...offer,
    choose: visit.word(`openings.choose.${offer.kind}`),
    none:
      offer.begun.length === 0
        ? visit.word(`openings.none.${offer.kind}`)
        : offer.ofUnit
          ? ''
          : visit.word('openings.all_begun'),
    mayBegin: offer.subjects.length > 0,
  };
}
