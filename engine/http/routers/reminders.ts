import { Router } from 'express';
import { isUnderWay } from '../../app/batches.ts';
import { type Door, newKey, notFound, signedIn, type Visit } from '../door.ts';

/** Reminding late units: whom and what first, then how far the sending has come, and taking it back. */
export function reminderRouter(door: Door): Router {
  const { reminders } = door.app;
  const router = Router();

  async function showPreview(visit: Visit, errors?: { text: string }[]): Promise<void> {
    const given = (name: string) => visit.sent(name) || visit.asked(name);
    const unit = given('unit');
    const preview = await reminders.preview(
      visit.viewer,
      given('campaign'),
      { period: given('period'), ...(unit ? { unit } : {}) },
      visit.language,
    );
    if (!preview) throw notFound();
    await visit.show(
      'reminders',
      {
        title: visit.word('reminders.title'),
        place: 'board',
        desk: true,
        ...preview,
        count: preview.groups.length,
        channels: preview.message?.channels.map((one) => visit.word(`channel.${one}`)).join(', '),
        key: newKey(),
        at: new Date().toISOString(),
        back: `/bang?${addressOf(preview)}`,
        ...(errors ? { errors } : {}),
      },
      errors ? 422 : 200,
    );
  }

  router.get(
    '/bang/nhac',
    signedIn(door, (visit) => showPreview(visit)),
  );

  router.post(
    '/bang/nhac',
    signedIn(door, async (visit) => {
      const campaign = visit.sent('campaign');
      const unit = visit.sent('unit');
      const body = visit.request.body as Record<string, unknown>;
      const sent = await reminders.send(
        visit.viewer,
        campaign,
        {
          period: visit.sent('period'),
          ...(unit ? { unit } : {}),
          groups: [body['group'] ?? []].flat().filter((one) => typeof one === 'string'),
          at: instantOr(visit.sent('_at')),
        },
        visit.sent('_key') || newKey(),
      );
      if ('issues' in sent) return showPreview(visit, visit.sentences(sent.issues));
      visit.go(`/bang/nhac/${sent.id}`);
    }),
  );

  router.get(
    '/bang/nhac/:id',
    signedIn(door, async (visit) => {
      const progress = await reminders.progress(visit.viewer, String(visit.request.params['id']));
      if (!progress) throw notFound();
      // Without script too the page looks again by itself until everything is sent.
      if (isUnderWay(progress)) visit.response.set('Refresh', '1');
      await visit.show('reminder-progress', {
        title: visit.word('reminders.title'),
        place: 'board',
        desk: true,
        scripts: ['keys.js'],
        ...progress,
        underWay: isUnderWay(progress),
        undone: progress.state === 'undone',
        left: progress.reminded - progress.taken,
        refused: progress.refused.map((one) => ({
          href: `/ho-so/${one.case}`,
          case: one.case,
          text: visit.sentences(one.issues)[0]?.text,
        })),
        back: `/bang?${addressOf(progress)}`,
      });
    }),
  );

  router.post(
    '/bang/nhac/:id/hoan-tac',
    signedIn(door, async (visit) => {
      const id = String(visit.request.params['id']);
      if (!(await reminders.takeBack(visit.viewer, id)))
        visit.say({ text: visit.word('reminders.undo.over'), tone: 'neutral' });
      visit.go(`/bang/nhac/${id}`);
    }),
  );

  return router;
}

function addressOf({ campaign, period, unit }: { campaign: string; period: string; unit?: string }): string {
  return new URLSearchParams({ campaign, period, ...(unit ? { unit } : {}) }).toString();
}

function instantOr(text: string): string {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(text) ? text : new Date().toISOString();
}
