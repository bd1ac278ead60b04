import { describe, expect, test } from 'vitest';
import { type Game, messagesOf, sent } from '../playing.ts';
import { appraisal } from './appraising.ts';

const campaign = appraisal();

/** Sent at 09:00 on Tuesday 21 January; the opinions are asked for an hour later. */
function asking(): Game {
  const game = sent({ soVu: '3' }, campaign);
  game.play({ type: 'claim', task: game.task() }, 'binh', '2025-01-21T02:30:00.000Z');
  const played = game.play(
    { type: 'act', task: game.task(), action: 'hoi-y-kien' },
    'binh',
    '2025-01-21T03:00:00.000Z',
  );
  expect(played).toMatchObject({ ok: true });
  return game;
}

const taskOf = (game: Game, body: string) => {
  const { id, generation } = game.case!.tasks.find((one) => one.body === body)!;
  return { id, generation };
};

describe('consult', () => {
  test('asks every body at once, due when its silence means none, while the appraisal stands still', () => {
    const game = asking();
    expect(game.case!.tasks).toMatchObject([
      { id: 'tham-dinh.1.1', paused: '2025-01-21T03:00:00.000Z', claimedBy: 'binh' },
      {
        id: 'hiep-y.1.1',
        body: 'truong',
        assignees: ['tinh/truong@xa-1'],
        dueAt: '2025-01-24T10:00:00.000Z',
      },
      { id: 'hiep-y.1.2', body: 'tinh', assignees: ['tinh/phong@tinh-1'], dueAt: '2025-01-24T10:00:00.000Z' },
    ]);
    expect(game.case!.wakes.map(({ id }) => id).sort()).toEqual([
      'reminder:hiep-y:1:giuc',
      'silence:hiep-y:1',
    ]);
    expect(game.case!.dueAt).toBe('2025-01-24T10:00:00.000Z');
    expect(game.case!.steps.map(({ step }) => step)).toEqual(['tham-dinh', 'hiep-y']);
  });

  test('what a body chose lies apart; the history says that it has answered', () => {
    const game = asking();
    const document = { number: '5/CV', date: '2025-01-21' };
    const wish = { type: 'act', action: 'khong', reason: 'Còn đơn thư.', document } as const;
    const played = game.play({ ...wish, task: taskOf(game, 'truong') }, 'chi', '2025-01-21T04:00:00.000Z');
    expect(played).toMatchObject({ ok: true });
    const content = game.case!.opinions![0]!.content!;
    expect(game.case!.opinions).toEqual([
      { task: 'hiep-y.1.1', body: 'truong', at: '2025-01-21T04:00:00.000Z', actor: 'chi', content },
    ]);
    expect(game.contents.get(content)).toEqual({ answer: 'khong', text: 'Còn đơn thư.', document });
    expect(JSON.stringify(game.case!.history)).not.toContain('đơn thư');
    expect(game.case!.history.at(-1)!.data).toMatchObject({ action: 'opinion' });
    expect(game.case!.tasks.map(({ body }) => body)).toEqual([undefined, 'tinh']);
  });

  test('once all have answered the appraisal goes on where it stood, later by what stood still', () => {
    const game = asking();
    game.play(
      { type: 'act', task: taskOf(game, 'truong'), action: 'dong-y' },
      'chi',
      '2025-01-22T02:00:00.000Z',
    );
    const last = game.play(
      { type: 'act', task: taskOf(game, 'tinh'), action: 'khong-y-kien' },
      'dung',
      '2025-01-23T02:00:00.000Z',
    );
    expect(last).toMatchObject({ ok: true });
    if (last.ok) expect(last.events.map(({ type }) => type)).toEqual(['decided', 'left', 'resumed']);
    // Five working days from the 21st, across Tết, are 4 February; two stood still.
    expect(game.case!.tasks).toMatchObject([
      {
        id: 'tham-dinh.1.1',
        generation: 2,
        claimedBy: 'binh',
        dueAt: '2025-02-06T10:00:00.000Z',
        stood: { offset: 2, unit: 'workingDay' },
      },
    ]);
    expect(game.case!.tasks[0]).not.toHaveProperty('paused');
    // A reminder by the due time follows it; one counted from entering moves by what stood still.
    expect(Object.fromEntries(game.case!.wakes.map(({ id, at }) => [id, at]))).toMatchObject({
      'reminder:tham-dinh:1:nhac': '2025-02-05T00:00:00.000Z',
      'reminder:tham-dinh:1:hoi': '2025-02-03T00:00:00.000Z',
    });
    // Whoever has the task is told that it goes on.
    expect(messagesOf(game.case!).at(-1)).toMatchObject({
      template: 'viec-moi',
      task: { id: 'tham-dinh.1.1', generation: 2 },
    });
  });

  test('silence past its time is no opinion, and the case goes on', () => {
    const game = asking();
    game.play(
      { type: 'act', task: taskOf(game, 'tinh'), action: 'dong-y' },
      'dung',
      '2025-01-22T02:00:00.000Z',
    );
    expect(game.play({ type: 'wake' }, 'system', '2025-01-24T09:59:59.999Z')).toMatchObject({ ok: true });
    expect(game.case!.tasks).toHaveLength(2);
    const woken = game.play({ type: 'wake' }, 'system', '2025-01-24T10:00:00.000Z');
    expect(woken).toMatchObject({ ok: true });
    expect(game.case!.opinions).toEqual([
      expect.objectContaining({ body: 'tinh', actor: 'dung' }),
      { task: 'hiep-y.1.1', body: 'truong', at: '2025-01-24T10:00:00.000Z' },
    ]);
    expect(game.case!.tasks).toMatchObject([{ id: 'tham-dinh.1.1', dueAt: '2025-02-07T10:00:00.000Z' }]);
  });

  test.each([
    ['an answer that is none of the step’s', { action: 'sao-cung-duoc' }, 'command.action.unknown'],
    ['no text where it is asked for', { action: 'khong' }, 'command.reason.missing'],
    ['a text where none is taken', { action: 'khong-y-kien', reason: 'x' }, 'command.reason.not_taken'],
    [
      'a letter from tomorrow',
      { action: 'dong-y', document: { number: '1', date: '2025-01-22' } },
      'command.document.future',
    ],
  ])('refuses %s', (_, wish, code) => {
    const game = asking();
    const played = game.play(
      { type: 'act', task: taskOf(game, 'truong'), ...wish },
      'chi',
      '2025-01-21T04:00:00.000Z',
    );
    expect(played).toMatchObject({ ok: false, codes: [code] });
  });

  test('nobody acts on the appraisal while it stands still, nor for a body that is not theirs', () => {
    const game = asking();
    const { id, generation } = game.case!.tasks[0]!;
    expect(
      game.play(
        { type: 'act', task: { id, generation }, action: 'trinh' },
        'binh',
        '2025-01-21T04:00:00.000Z',
      ),
    ).toMatchObject({ codes: ['command.task.paused'] });
    expect(
      game.play(
        { type: 'act', task: taskOf(game, 'tinh'), action: 'dong-y' },
        'chi',
        '2025-01-21T04:00:00.000Z',
      ),
    ).toMatchObject({ codes: ['command.actor.not_asked'] });
  });

  test('asking is undone: the clock runs as before, and the bodies are asked no more', () => {
    const before = sent({ soVu: '3' }, campaign);
    before.play({ type: 'claim', task: before.task() }, 'binh', '2025-01-21T02:30:00.000Z');
    const game = asking();
    const { cmd } = game.case!.history.at(-1)!;
    expect(game.play({ type: 'undo', cmd }, 'binh', '2025-01-21T03:00:10.000Z')).toMatchObject({ ok: true });
    const { visits: _, acted: __, ...task } = { ...game.case! };
    expect(task.tasks).toEqual(before.case!.tasks.map((one) => ({ ...one, generation: 1 })));
    expect(task.steps).toEqual(before.case!.steps);
    expect(task.wakes).toEqual(before.case!.wakes);
  });
});
