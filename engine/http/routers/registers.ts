import { Router } from 'express';
import type { RefusalIssue } from '../../model/command.ts';
import type { ReservationState } from '../../model/reservation.ts';
import { administrator, type Door, notFound, type Visit } from '../door.ts';

const states: readonly ReservationState[] = ['used', 'held', 'void'];

/** Registers of document numbers: each number with its case, and why one is void. */
export function registerRouter(door: Door): Router {
  const { registers } = door.app;
  const router = Router();
  const path = '/quan-tri/phong-trao/:campaign/so-van-ban';

  /** The page; after a refusal with what was typed and why. */
  async function show(
    visit: Visit,
    again: { key: string; note: string; issues: readonly RefusalIssue[] } | null = null,
  ): Promise<void> {
    const state = states.find((one) => one === visit.asked('tt'));
    const asked = {
      ...(visit.asked('nam') === '' ? {} : { year: visit.asked('nam') }),
      ...(visit.asked('so') === '' ? {} : { only: visit.asked('so') }),
      ...(state ? { state } : {}),
      after: Number.parseInt(visit.asked('sau'), 10) || 0,
    };
    const view = await registers.of(String(visit.request.params['campaign']), asked, visit.language);
    if (!view) throw notFound();
    const typed = (key: string | undefined) =>
      again && key === again.key ? { typed: again.note, wrong: true } : {};
    const errors = visit.sentences(again?.issues ?? []).map(({ text }) => ({ text, href: '#registers' }));
    await visit.show(
      'registers',
      {
        ...view,
        title: visit.word('registers.title'),
        campaignTitle: view.title,
        place: 'administration',
        desk: true,
        section: { campaigns: true },
        registers: view.registers.map((one) => ({
          ...one,
          lines: one.lines.map((line) => ({ ...line, ...typed(line.held) })),
          ...(one.next ? { next: { ...one.next, ...typed(one.next.key) } } : {}),
        })),
        ...(errors.length > 0 ? { errors } : {}),
      },
      again ? 422 : 200,
    );
  }

  router.get(
    path,
    administrator(door, (visit) => show(visit)),
  );

  router.post(
    path,
    administrator(door, async (visit) => {
      const key = visit.sent('_number');
      const note = visit.sent('note');
      const made = await registers.makeVoid(
        visit.account,
        String(visit.request.params['campaign']),
        key,
        note,
      );
      if (!made.ok) {
        await show(visit, { key, note, issues: made.issues });
        return;
      }
      visit.say({ text: visit.word('registers.voided'), tone: 'done' });
      visit.go(visit.request.originalUrl);
    }),
  );

  return router;
}
