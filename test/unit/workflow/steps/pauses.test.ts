import { describe, expect, test } from 'vitest';
import { compileCalendar } from '../../../../engine/calendar/index.ts';
import { later } from '../../../../engine/workflow/pauses.ts';
import { calendar, type Game, sent } from '../playing.ts';
import { appraisal, appraising } from './appraising.ts';

const campaign = appraisal();

function returned(game: Game = sent({ soVu: '3' }, campaign)): Game {
  game.play({ type: 'act', task: game.task(), action: 'tra' }, 'binh', '2025-01-21T03:00:00.000Z');
  return game;
}

const submit = (game: Game, at: string) => {
  const { id, generation } = game.case!.tasks.find((one) => one.paused === undefined)!;
  return game.play({ type: 'submit', task: { id, generation }, answers: { soVu: '4' } }, 'an', at);
};

describe('a step that pauses while the work is returned', () => {
  test('stands still, and goes on with whoever returned it', () => {
    const game = returned();
    expect(game.case!.tasks).toMatchObject([
      { id: 'tham-dinh.1.1', paused: '2025-01-21T03:00:00.000Z' },
      { id: 'dien.2.1' },
    ]);
    expect(game.case!.wakes).toEqual([]);
    expect(submit(game, '2025-01-22T03:00:00.000Z')).toMatchObject({ ok: true });
    expect(game.case!.tasks).toMatchObject([
      { id: 'tham-dinh.1.1', generation: 2, claimedBy: 'binh', dueAt: '2025-02-05T10:00:00.000Z' },
    ]);
    expect(game.case!.steps).toHaveLength(1);
  });

  test('stands still twice: both times lie between it and its due time', () => {
    const game = returned();
    submit(game, '2025-01-22T03:00:00.000Z');
    game.play({ type: 'act', task: game.task(), action: 'tra' }, 'binh', '2025-01-23T03:00:00.000Z');
    submit(game, '2025-02-03T03:00:00.000Z');
    expect(game.case!.tasks).toMatchObject([
      { dueAt: '2025-02-07T10:00:00.000Z', stood: { offset: 3, unit: 'workingDay' }, generation: 3 },
    ]);
    // It came on the 21st and should ask after two working days: three later, and not before.
    expect(game.case!.wakes.find(({ rule }) => rule === 'hoi')?.at).toBe('2025-02-04T00:00:00.000Z');
  });

  test('is left by an action that ends the case, and by one that goes through every step again', () => {
    const game = returned();
    submit(game, '2025-01-22T03:00:00.000Z');
    game.play({ type: 'act', task: game.task(), action: 'khong' }, 'binh', '2025-01-22T04:00:00.000Z');
    expect(game.case).toMatchObject({ state: 'ended', tasks: [], wakes: [] });
    const again = appraisal({
      workflow: {
        ...appraising,
        steps: appraising.steps.map((step) =>
          step.kind === 'review' && step.id === 'tham-dinh'
            ? {
                ...step,
                pauses: ['consult'],
                actions: step.actions.map((one) =>
                  one.kind === 'return' ? { ...one, resume: 'again' as const } : one,
                ),
              }
            : step,
        ),
      },
    });
    const other = returned(sent({ soVu: '3' }, again));
    expect(other.case!.tasks.map(({ id }) => id)).toEqual(['dien.2.1']);
  });

  test('whose validity ended meanwhile is not gone back to', () => {
    const limited = appraisal({
      workflow: {
        ...appraising,
        steps: appraising.steps.map((step) =>
          step.id === 'tham-dinh' ? { ...step, valid: { to: '2025-01-22', otherwise: 'ky' } } : step,
        ) as typeof appraising.steps,
      },
    });
    const game = returned(sent({ soVu: '3' }, limited));
    expect(game.play({ type: 'wake' }, 'system', '2025-01-22T17:00:00.000Z')).toMatchObject({ events: [] });
    submit(game, '2025-01-23T03:00:00.000Z');
    expect(game.case!.steps.map(({ step }) => step)).toEqual(['ky']);
    expect(game.case!.tasks).toMatchObject([{ id: 'ky.1.1' }]);
  });
});

describe('a moment so much working time later', () => {
  const working = compileCalendar(calendar);
  test.each([
    [
      'the same day',
      '2025-01-21T10:00:00.000Z',
      { offset: 0, unit: 'workingDay' },
      '2025-01-21T10:00:00.000Z',
    ],
    [
      'at its time of day',
      '2025-01-21T03:15:00.000Z',
      { offset: 2, unit: 'workingDay' },
      '2025-01-23T03:15:00.000Z',
    ],
    ['across Tết', '2025-01-24T10:00:00.000Z', { offset: 1, unit: 'workingDay' }, '2025-02-03T10:00:00.000Z'],
    [
      'in hours',
      '2025-01-21T09:00:00.000Z',
      { offset: 2.5, unit: 'workingHour' },
      '2025-01-22T01:30:00.000Z',
    ],
    [
      'past the calendar',
      '2025-12-31T10:00:00.000Z',
      { offset: 9, unit: 'workingDay' },
      '2025-12-31T10:00:00.000Z',
    ],
  ] as const)('%s', (_, at, stood, then) => {
    expect(later(working, at, stood)).toBe(then);
  });
});
