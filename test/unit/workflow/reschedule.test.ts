import { describe, expect, it } from 'vitest';
import type { Calendar, NamedDay } from '../../../engine/model/time.ts';
import { calendar, type Game, opened, sent } from './playing.ts';

const monday = '2025-01-20T03:00:00.000Z';

/** The office's calendar with more days off, as its next revision. */
function with2025(off: NamedDay[] = [], revision = 2): Calendar {
  const year = calendar.years['2025']!;
  return {
    ...calendar,
    revision,
    years: { ...calendar.years, '2025': { ...year, off: [...year.off, ...off] } },
  };
}

const wednesdayOff = with2025([{ date: '2025-01-22', name: 'Nghỉ bão' }]);

function reschedule(game: Game, office: Calendar, now = monday) {
  const played = game.play({ type: 'reschedule' }, 'system', now, { calendar: office });
  if (!played.ok) throw new Error(played.codes.join());
  return played.events;
}

const wakesOf = (game: Game) =>
  Object.fromEntries(
    game.case!.wakes.map(({ id, at, generation }) => [id, `${at} ${generation ?? ''}`.trim()]),
  );

describe('a calendar that has changed', () => {
  it('moves the due time, and the reminders and escalations that go by it', () => {
    const game = opened();
    const before = game.case!;
    expect(before.tasks[0]).toMatchObject({ dueAt: '2025-01-24T10:00:00.000Z', generation: 1 });
    const events = reschedule(game, wednesdayOff);
    expect(events.map(({ type }) => type)).toEqual(['extended']);
    expect(events[0]!.data).toMatchObject({
      because: 'calendar',
      dueAt: '2025-02-03T10:00:00.000Z',
      calendarRevision: 2,
      generation: 2,
    });
    expect(game.case!.tasks[0]).toMatchObject({
      dueAt: '2025-02-03T10:00:00.000Z',
      calendarRevision: 2,
      generation: 2,
    });
    expect(game.case!.dueAt).toBe('2025-02-03T10:00:00.000Z');
    expect(wakesOf(game)).toMatchObject({
      'reminder:dien:1:nhac': '2025-01-24T00:00:00.000Z 2',
      'reminder:dien:1:nhac-cung': '2025-02-03T00:00:00.000Z 2',
      'escalation:dien:1:bao-xa': '2025-02-04T00:00:00.000Z 2',
    });
  });

  it('gives what was, when it is changed back, and does nothing where nothing differs', () => {
    const game = opened();
    const wakes = Object.keys(wakesOf(game)).sort();
    expect(reschedule(game, with2025())).toEqual([]);
    const { revision } = game.case!;
    reschedule(game, wednesdayOff);
    expect(game.case!.revision).toBe(revision + 1);
    reschedule(game, with2025([], 3));
    expect(game.case!.tasks[0]).toMatchObject({ dueAt: '2025-01-24T10:00:00.000Z', generation: 3 });
    expect(Object.keys(wakesOf(game)).sort()).toEqual(wakes);
    expect(reschedule(game, with2025([], 4))).toEqual([]);
  });

  it('does not send again what went out, nor what its new moment puts into the past', () => {
    const game = opened();
    const thursday = '2025-01-23T03:00:00.000Z';
    game.play({ type: 'wake' }, 'system', thursday);
    expect(game.case!.history.filter(({ type }) => type === 'reminded')).toHaveLength(1);
    reschedule(game, with2025([{ date: '2025-01-24', name: 'Nghỉ' }]), thursday);
    expect(game.case!.tasks[0]!.dueAt).toBe('2025-02-03T10:00:00.000Z');
    expect(Object.keys(wakesOf(game))).not.toContain('reminder:dien:1:nhac');
    const shorter = opened();
    reschedule(shorter, wednesdayOff);
    reschedule(shorter, with2025([], 3), '2025-01-24T11:00:00.000Z');
    expect(shorter.case!.tasks[0]!.dueAt).toBe('2025-01-24T10:00:00.000Z');
    expect(Object.keys(wakesOf(shorter)).filter((id) => id.startsWith('reminder'))).toEqual([]);
  });

  it('counts hours from the moment the step was entered', () => {
    const game = sent();
    expect(game.case!.tasks[0]!.dueAt).toBe('2025-01-22T02:00:00.000Z');
    reschedule(
      game,
      { ...calendar, revision: 2, hours: [{ from: '08:00', to: '12:00' }] },
      '2025-01-21T03:00:00.000Z',
    );
    expect(game.case!.tasks[0]!.dueAt).toBe('2025-01-23T02:00:00.000Z');
  });

  it('keeps messages that have not left, under the new terms', () => {
    const game = sent();
    const task = game.task().id;
    const waiting = () =>
      (game.case!.outbox ?? []).flatMap((one) =>
        'task' in one && one.task?.id === task ? [one.task.generation] : [],
      );
    expect(waiting()).toEqual([1]);
    reschedule(game, wednesdayOff, '2025-01-21T02:00:10.000Z');
    expect(waiting()).toEqual([2]);
  });

  it('leaves a case that has ended, and one whose year the calendar does not know', () => {
    const unknown: Calendar = { ...calendar, revision: 2, years: { '2024': calendar.years['2024']! } };
    const game = opened();
    expect(reschedule(game, unknown)).toEqual([]);
    expect(game.case!.tasks[0]!.dueAt).toBe('2025-01-24T10:00:00.000Z');
  });
});
