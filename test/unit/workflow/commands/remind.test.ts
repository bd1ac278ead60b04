import { describe, expect, it } from 'vitest';
import { describeEvent } from '../../../../engine/workflow/index.ts';
import { campaignOf, newGame, opened, type Played } from '../playing.ts';

const late = '2025-02-04T03:00:00.000Z';
const laterThatDay = '2025-02-04T05:00:00.000Z';
const nextDay = '2025-02-05T03:00:00.000Z';

const withText = campaignOf({
  notifications: [
    { id: 'sap-den-han', title: { vi: 'x' }, channels: ['inApp'], template: { vi: 'messages/x.vi.hbs' } },
    { id: 'cham', title: { vi: 'x' }, channels: ['inApp'], template: { vi: 'messages/x.vi.hbs' } },
    {
      id: 'nhac-qua-han',
      title: { vi: 'x' },
      on: 'reminded',
      channels: ['inApp', 'mail'],
      template: { vi: 'messages/x.vi.hbs' },
    },
  ],
});

function openedWithText() {
  const game = newGame(withText);
  game.play(
    { type: 'open', entry: 'thang', period: '2025-01', unit: 'to-1', attempt: 1 },
    'system',
    '2025-01-20T01:00:00.000Z',
  );
  return game;
}

const codes = (played: Played) => (played.ok ? 'ok' : played.codes);

describe('remind', () => {
  it('tells those a late task waits for, held back while it can be undone', () => {
    const game = openedWithText();
    const played = game.play({ type: 'remind', task: game.task(), speaksOf: 7 }, 'phuc', late);
    expect(played).toMatchObject({
      ok: true,
      effects: ['phong-trao.thang.to-1.2025-01.1/dien/1/cmd:k2/nhac-qua-han/1'],
    });
    expect(game.case!.outbox!.at(-1)).toMatchObject({
      audience: ['tinh/to-truong@to-1'],
      template: 'nhac-qua-han',
      refs: ['step:dien.1', 'late:7'],
      notBefore: '2025-02-04T03:00:30.000Z',
    });
    expect(describeEvent(game.case!.history.at(-1)!, withText, { names: {} }, 'vi')).toContain(
      'nhắc việc đã quá hạn',
    );
  });

  it('says nothing where another message speaks of it, and is remembered all the same', () => {
    const game = openedWithText();
    expect(game.play({ type: 'remind', task: game.task(), speaksOf: 0 }, 'phuc', late)).toMatchObject({
      ok: true,
      effects: [],
    });
    expect(game.case!.history.at(-1)).toMatchObject({ type: 'reminded', data: { task: 'dien.1.1' } });
  });

  it('is done once a day, whoever asks, and leaves the reminders of the definition alone', () => {
    const game = openedWithText();
    const wakes = game.case!.wakes;
    game.play({ type: 'remind', task: game.task(), speaksOf: 1 }, 'phuc', late);
    expect(game.case!.wakes).toEqual(wakes);
    expect(codes(game.play({ type: 'remind', task: game.task(), speaksOf: 1 }, 'chi', laterThatDay))).toEqual(
      ['command.remind.already'],
    );
    expect(codes(game.play({ type: 'remind', task: game.task(), speaksOf: 1 }, 'chi', nextDay))).toBe('ok');
  });

  it('can be taken back, and then done again', () => {
    const game = openedWithText();
    game.play({ type: 'remind', task: game.task(), speaksOf: 1 }, 'phuc', late);
    const { cmd } = game.case!.history.at(-1)!;
    expect(codes(game.play({ type: 'undo', cmd }, 'phuc', '2025-02-04T03:00:20.000Z'))).toBe('ok');
    expect(game.case!.outbox ?? []).toEqual([]);
    expect(codes(game.play({ type: 'remind', task: game.task(), speaksOf: 1 }, 'phuc', laterThatDay))).toBe(
      'ok',
    );
  });

  it('is refused before the task is late, and where the campaign has no text for it', () => {
    const early = openedWithText();
    const before = '2025-01-24T09:59:00.000Z';
    expect(codes(early.play({ type: 'remind', task: early.task(), speaksOf: 1 }, 'phuc', before))).toEqual([
      'command.remind.not_late',
    ]);
    const mute = opened();
    expect(codes(mute.play({ type: 'remind', task: mute.task(), speaksOf: 1 }, 'phuc', late))).toEqual([
      'command.remind.no_text',
    ]);
    const other = { ...mute.task(), generation: 9 };
    expect(codes(mute.play({ type: 'remind', task: other, speaksOf: 1 }, 'phuc', late))).toEqual([
      'command.task.changed',
    ]);
  });
});
