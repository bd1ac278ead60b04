import { Router } from 'express';
import { yearNamed } from '../../app/organisation/calendars.ts';
import type { Result } from '../../issues/index.ts';
import type { DirectoryChange } from '../../model/directory-change.ts';
import { administrator, type Door, notFound, type Visit } from '../door.ts';
import { toldChanges } from '../told-changes.ts';
import { formsOf, type RefusedForm, refusedForm, typedFields } from '../typed-form.ts';

const markFields = ['kind', 'date', 'name', 'source', 'note'] as const;
const hoursFields = ['hours', 'note'] as const;

/** Working calendars: each year as a picture, its days off and worked, its hours. */
export function calendarRouter(door: Door): Router {
  const { app } = door;
  const router = Router();

  router.get(
    '/quan-tri/lich',
    administrator(door, async (visit) => {
      const calendars = await app.calendars.list(visit.language);
      await visit.show('calendars', {
        title: visit.word('calendars.title'),
        place: 'administration',
        desk: true,
        section: { organisation: true, calendars: true },
        calendars: calendars.map((one) => ({ ...one, years: one.years.join(', ') })),
      });
    }),
  );

  async function showYear(visit: Visit, refused?: RefusedForm, status = 200): Promise<void> {
    const id = String(visit.request.params['id']);
    const asked = refused?.values['date']?.slice(0, 4) ?? (visit.asked('nam') || visit.sent('nam'));
    const year = yearNamed(asked, visit.viewer.day);
    const view = await app.calendars.year(id, year, visit.language);
    if (!view) throw notFound();
    const changes = await app.directoryChanges.list(`calendar/${id}`, null, 10);
    await visit.show(
      'calendar',
      {
        title: view.title,
        place: 'administration',
        desk: true,
        section: { organisation: true, calendars: true },
        view,
        changes: await toldChanges(app, visit, changes),
        action: `/quan-tri/lich/${encodeURIComponent(id)}`,
        forms: formsOf(
          {
            mark: { kind: 'off', date: '', name: '', source: '', note: '' },
            hours: { hours: view.hours.join('\n'), note: '' },
          },
          refused,
        ),
        ...(refused ? { errors: refused.errors } : {}),
      },
      status,
    );
  }

  router.get(
    '/quan-tri/lich/:id',
    administrator(door, (visit) => showYear(visit)),
  );

  async function after(
    visit: Visit,
    outcome: Result<DirectoryChange>,
    year: string,
    name: string,
    values: Record<string, string>,
  ): Promise<void> {
    if (!outcome.ok) {
      await showYear(visit, refusedForm(visit, name, values, outcome.issues.map(atField)), 422);
      return;
    }
    visit.say({ text: visit.word('calendars.changed'), tone: 'done', takeBack: outcome.value._id });
    const id = String(visit.request.params['id']);
    visit.go(`/quan-tri/lich/${encodeURIComponent(id)}?${new URLSearchParams({ nam: year })}`);
  }

  router.post(
    '/quan-tri/lich/:id/ngay',
    administrator(door, async (visit) => {
      const values = typedFields(visit, markFields);
      const id = String(visit.request.params['id']);
      const outcome = await app.calendars.mark(visit.account, id, values);
      await after(visit, outcome, values.date.slice(0, 4), 'mark', values);
    }),
  );

  router.post(
    '/quan-tri/lich/:id/bo-ngay',
    administrator(door, async (visit) => {
      const date = visit.sent('date');
      const outcome = await app.calendars.unmark(visit.account, String(visit.request.params['id']), date);
      await after(visit, outcome, date.slice(0, 4), 'unmark', {});
    }),
  );

  router.post(
    '/quan-tri/lich/:id/gio',
    administrator(door, async (visit) => {
      const values = typedFields(visit, hoursFields);
      const id = String(visit.request.params['id']);
      const outcome = await app.calendars.setHours(visit.account, id, values.hours, values.note);
      await after(visit, outcome, visit.sent('nam'), 'hours', values);
    }),
  );

  return router;
}

/** An issue of the calendar's own check names a place in the calendar; on the page it is a field. */
function atField<Issue extends { pointer: string }>(one: Issue): Issue {
  if (one.pointer.startsWith('/years')) return { ...one, pointer: '/date' };
  return one.pointer.startsWith('/hours') ? { ...one, pointer: '/hours' } : one;
}
