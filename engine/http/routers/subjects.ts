import { Router } from 'express';
import { subjectKinds } from '../../app/organisation/directory-words.ts';
import { shownInstant } from '../../app/texts.ts';
import type { Result } from '../../issues/index.ts';
import type { DirectoryChange } from '../../model/directory-change.ts';
import { administrator, type Door, notFound, type Visit } from '../door.ts';
import { toldChanges } from '../told-changes.ts';
import { formsOf, type RefusedForm, refusedForm, typedFields } from '../typed-form.ts';

const fields = ['kind', 'name', 'unit', 'from', 'to', 'note'] as const;

/** The register of subjects: found, changed, merged, erased. */
export function subjectRouter(door: Door): Router {
  const { app } = door;
  const router = Router();

  const frame = (visit: Visit) => ({
    title: visit.word('subjects.title'),
    place: 'administration' as const,
    desk: true,
    section: { organisation: true, subjects: true },
  });

  const kindsOf = (visit: Visit) =>
    Object.entries(subjectKinds).map(([value, title]) => ({ value, label: title[visit.language] }));

  async function done(visit: Visit, outcome: Result<DirectoryChange>, to: string): Promise<boolean> {
    if (!outcome.ok) return false;
    visit.say({ text: visit.word('changes.done'), tone: 'done', takeBack: outcome.value._id });
    visit.go(to);
    return true;
  }

  /** The list of subjects a form stands on: those that may be doubles, unless it names the other. */
  const listOf = (visit: Visit): string =>
    `/quan-tri/doi-tuong/${visit.sent('list') === 'cho-kiem' ? 'cho-kiem' : 'trung'}`;

  async function showSubjects(visit: Visit, refused?: RefusedForm, status = 200): Promise<void> {
    const query = {
      search: visit.asked('tim').trim().slice(0, 100),
      unit: visit.asked('don-vi').trim().slice(0, 200),
      after: visit.asked('tu'),
    };
    const [view, unconfirmed] = await Promise.all([
      app.subjects.search(query, visit.viewer.day, visit.language),
      app.subjects.countUnconfirmed(),
    ]);
    await visit.show(
      'subjects',
      {
        ...frame(visit),
        ownSearch: true,
        view,
        unconfirmed,
        ...query,
        asked: query.search !== '' || query.unit !== '',
        kinds: kindsOf(visit),
        forms: formsOf(
          { subject: { kind: '', name: '', unit: query.unit, from: visit.viewer.day, to: '', note: '' } },
          refused,
        ),
        ...(view.more ? { more: `/quan-tri/doi-tuong?${new URLSearchParams({ tu: view.more })}` } : {}),
        ...(refused ? { errors: refused.errors } : {}),
      },
      status,
    );
  }

  router.get(
    '/quan-tri/doi-tuong',
    administrator(door, (visit) => showSubjects(visit)),
  );

  router.post(
    '/quan-tri/doi-tuong/them',
    administrator(door, async (visit) => {
      const values = typedFields(visit, fields);
      const outcome = await app.subjects.add(visit.account, values);
      if (outcome.ok) await done(visit, outcome, `/quan-tri/doi-tuong/${outcome.value.records[0]!.id}`);
      else await showSubjects(visit, refusedForm(visit, 'subject', values, outcome.issues), 422);
    }),
  );

  router.get(
    '/quan-tri/doi-tuong/trung',
    administrator(door, async (visit) => {
      const unit = visit.asked('don-vi').trim();
      await visit.show('subject-doubles', {
        ...frame(visit),
        title: visit.word('subjects.doubles'),
        unit,
        doubles: await app.subjects.doubles(unit, visit.language),
      });
    }),
  );

  router.get(
    '/quan-tri/doi-tuong/cho-kiem',
    administrator(door, async (visit) => {
      const [waiting, zone] = await Promise.all([
        app.subjects.unconfirmed(visit.viewer.day, visit.language),
        app.campaigns.timezone(),
      ]);
      await visit.show('subjects-unconfirmed', {
        ...frame(visit),
        title: visit.word('subjects.unconfirmed.title'),
        waiting: waiting.map((one) => ({ ...one, addedAt: shownInstant(one.addedAt, zone) })),
      });
    }),
  );

  /** Back to the list a press came from, with what came of it. */
  async function answered(visit: Visit, outcome: Result<DirectoryChange>, to: string): Promise<void> {
    if (await done(visit, outcome, to)) return;
    if (!outcome.ok) visit.say({ text: visit.sentences(outcome.issues)[0]!.text, tone: 'late' });
    visit.go(to);
  }

  router.post(
    '/quan-tri/doi-tuong/:uid/xac-nhan',
    administrator(door, async (visit) => {
      const outcome = await app.subjects.confirm(visit.account, String(visit.request.params['uid']));
      await answered(visit, outcome, listOf(visit));
    }),
  );

  router.post(
    '/quan-tri/doi-tuong/gop',
    administrator(door, async (visit) => {
      const [kept, merged] = [visit.sent('kept'), visit.sent('merged')];
      const outcome = await app.subjects.merge(visit.account, kept, merged, visit.sent('note'));
      await answered(visit, outcome, listOf(visit));
    }),
  );

  async function showSubject(visit: Visit, refused?: RefusedForm, status = 200): Promise<void> {
    const uid = String(visit.request.params['uid']);
    const view = await app.subjects.page(uid, visit.viewer.day, visit.language);
    if (!view) throw notFound();
    const changes = await app.directoryChanges.list(`subject/${uid}`, null, 10);
    await visit.show(
      'subject',
      {
        ...frame(visit),
        title: visit.word('subjects.one'),
        view,
        fixed: view.erased || view.merged !== undefined,
        kinds: kindsOf(visit),
        changes: await toldChanges(app, visit, changes),
        action: `/quan-tri/doi-tuong/${uid}`,
        forms: formsOf(
          {
            subject: {
              kind: view.kindId,
              name: view.name,
              unit: `${view.unit} (${view.unitId})`,
              from: view.fromDay,
              to: view.toDay ?? '',
              note: '',
            },
          },
          refused,
        ),
        ...(refused ? { errors: refused.errors } : {}),
      },
      status,
    );
  }

  router.get(
    '/quan-tri/doi-tuong/:uid',
    administrator(door, (visit) => showSubject(visit)),
  );

  router.post(
    '/quan-tri/doi-tuong/:uid/sua',
    administrator(door, async (visit) => {
      const uid = String(visit.request.params['uid']);
      const values = typedFields(visit, fields);
      const outcome = await app.subjects.change(visit.account, uid, values);
      if (await done(visit, outcome, `/quan-tri/doi-tuong/${uid}`)) return;
      await showSubject(visit, refusedForm(visit, 'subject', values, outcome.issues), 422);
    }),
  );

  router.post(
    '/quan-tri/doi-tuong/:uid/xoa',
    administrator(door, async (visit) => {
      const uid = String(visit.request.params['uid']);
      if (visit.sent('sure') !== 'yes') {
        visit.say({ text: visit.word('subjects.erase.unsure'), tone: 'late' });
        visit.go(`/quan-tri/doi-tuong/${uid}#erase`);
        return;
      }
      const outcome = await app.subjects.erase(visit.account, uid);
      if (outcome.ok) visit.say({ text: visit.word('subjects.erase.done'), tone: 'done' });
      else visit.say({ text: visit.sentences(outcome.issues)[0]!.text, tone: 'late' });
      visit.go(`/quan-tri/doi-tuong/${uid}`);
    }),
  );

  return router;
}
