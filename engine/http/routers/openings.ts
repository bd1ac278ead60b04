import { Router } from 'express';
import type { AddingOutcome, Wish } from '../../app/openings.ts';
import type { OfferView } from '../../app/views.ts';
import type { RefusalIssue } from '../../model/command.ts';
import { type Door, newKey, notFound, signedIn, type Visit } from '../door.ts';
import { type RefusedForm, refusedForm, type TypedForm, typedFields } from '../typed-form.ts';

/** Beginning a case that nobody owes: what may be begun, for whom, and the press that begins it. */
export function openingRouter(door: Door): Router {
  const { openings } = door.app;
  const router = Router();

  async function showOffers(visit: Visit, issues: readonly RefusalIssue[] = []): Promise<void> {
    const errors = visit.sentences(issues).map(({ text }) => ({ text, href: `#${visit.sent('_offer')}` }));
    await showPage(visit, { errors }, issues.length > 0 ? 422 : 200);
  }

  async function showPage(visit: Visit, { errors = [], adding }: Answer, status: number): Promise<void> {
    const offers = await openings.offers(visit.viewer, visit.language);
    const chosen = visit.asked('chon');
    await visit.show(
      'openings',
      {
        title: visit.word('openings.title'),
        place: 'work',
        offers: offers.map((offer) => ({
          ...drawn(visit, offer, chosen),
          key: newKey(),
          ...(offer.mayAdd ? { adding: addingForm(visit, offer, adding) } : {}),
        })),
        ...(errors.length > 0 ? { errors } : {}),
      },
      status,
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

  router.post(
    '/lap-ho-so/them',
    signedIn(door, async (visit) => {
      const offer = visit.sent('_offer');
      const values = typedFields(visit, ['name', 'from']);
      const typed = { ...values, another: visit.sent('another') === 'yes' };
      const outcome = await openings.addSubject(
        visit.viewer,
        wishOf(visit),
        typed,
        visit.sent('_key') || newKey(),
      );
      if (outcome.kind === 'added') {
        visit.say({ text: visit.word('openings.added'), tone: 'done' });
        visit.go(`/lap-ho-so?chon=${encodeURIComponent(outcome.subject)}#${offer}`);
      } else if (outcome.kind === 'near') {
        const form = { values, wrong: {}, open: true };
        await showPage(visit, { adding: { offer, form, near: outcome.names } }, 200);
      } else {
        const form = refusedForm(visit, `add-${offer}`, values, outcome.issues);
        await showPage(visit, { errors: form.errors, adding: { offer, form } }, 422);
      }
    }),
  );

  router.post(
    '/lap-ho-so/bo-them',
    signedIn(door, async (visit) => {
      const outcome = await openings.takeSubjectBack(visit.viewer, visit.sent('subject'));
      if (outcome.ok) visit.say({ text: visit.word('openings.taken_back'), tone: 'done' });
      else visit.say({ text: visit.sentences(outcome.issues)[0]!.text, tone: 'late' });
      visit.go('/lap-ho-so');
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

/** What a press is answered with on the page itself: problems, and the form to add a name as it stood. */
interface Answer {
  errors?: RefusedForm['errors'];
  adding?: { offer: string; form: TypedForm; near?: NearNames };
}

type NearNames = Extract<AddingOutcome, { kind: 'near' }>['names'];

/** The form of an offer to add a name: fresh it begins today. */
function addingForm(visit: Visit, { id: offer, kind }: OfferView, adding: Answer['adding']) {
  const fresh: TypedForm = { values: { name: '', from: visit.viewer.day }, wrong: {}, open: false };
  const { form, near } = adding?.offer === offer ? adding : { form: fresh, near: undefined };
  const ids = { nameId: `add-${offer}-name`, fromId: `add-${offer}-from` };
  const submit = visit.word(near ? 'openings.add.another' : `openings.add.${kind}`);
  return { ...form, ...ids, near: near ?? [], submit, key: newKey() };
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
function drawn(visit: Visit, offer: OfferView, chosen: string) {
  return {
    ...offer,
    subjects: offer.subjects.map((one) => ({ ...one, chosen: one.uid === chosen })),
    own: offer.subjects.filter(({ unconfirmed }) => unconfirmed?.own),
    choose: visit.word(`openings.choose.${offer.kind}`),
    none:
      offer.begun.length === 0
        ? visit.word(`openings.none.${offer.mayAdd ? 'addable.' : ''}${offer.kind}`)
        : offer.ofUnit
          ? ''
          : visit.word('openings.all_begun'),
    mayBegin: offer.subjects.length > 0,
  };
}
