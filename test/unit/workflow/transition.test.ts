import { describe, expect, it } from 'vitest';
import { sentence } from '../../../engine/issues/index.ts';
import {
  campaignOf,
  directory,
  type Game,
  messagesOf,
  newGame,
  opened,
  type Played,
  sent,
  type Wish,
} from './playing.ts';

const at = (time: string, day = '2025-01-21'): string =>
  new Date(`${day}T${time}:00.000+07:00`).toISOString();

/** The codes of a refusal; the words "ok" when it was accepted. */
function codes(played: Played): string[] | 'ok' {
  return played.ok ? 'ok' : played.codes;
}

function types(played: Played): string[] {
  return played.ok ? played.events.map(({ type }) => type) : played.codes;
}

describe('open', () => {
  it('makes an owed case with its task, due time and wakes', () => {
    const { case: made } = opened();
    expect(made).toMatchObject({
      _id: 'phong-trao.thang.to-1.2025-01.1',
      state: 'due',
      phase: 'dot-1',
      period: '2025-01',
      unit: { uid: 'to-1', nameThen: 'TO-1' },
      tasks: [
        {
          id: 'dien.1.1',
          generation: 1,
          assignees: ['tinh/to-truong@to-1'],
          // 20 January and four working days: 24 January, 17:00.
          dueAt: '2025-01-24T10:00:00.000Z',
          calendarRevision: 1,
        },
      ],
      queueKeys: ['open|tinh/to-truong@to-1'],
      dueAt: '2025-01-24T10:00:00.000Z',
      nextWakeAt: '2025-01-23T00:00:00.000Z',
      revision: 1,
    });
    expect(made!.wakes.map(({ id, at: when }) => [id, when])).toEqual([
      ['reminder:dien:1:nhac', '2025-01-23T00:00:00.000Z'],
      ['reminder:dien:1:nhac-cung', '2025-01-24T00:00:00.000Z'],
      // The next working day after the deadline lies behind Tết.
      ['escalation:dien:1:bao-xa', '2025-02-03T00:00:00.000Z'],
      ['escalation:dien:1:bao-tinh', '2025-02-05T00:00:00.000Z'],
    ]);
    expect(made!.searchWords).toContain('to');
  });

  it('opens once: the same id again is the same case', () => {
    const game = opened();
    const again = game.play(
      { type: 'open', entry: 'thang', period: '2025-01', unit: 'to-1', attempt: 1 },
      'system',
      at('09:00'),
    );
    expect(again).toMatchObject({ ok: true, repeated: true });
    expect(types(again)).toEqual(['opened', 'entered', 'tasked', 'scheduled']);
  });

  const refusals: [string, Partial<Wish>, string, string, string][] = [
    ['an unknown entry', { entry: 'thnag' } as never, 'system', at('09:00'), 'command.open.unknown_entry'],
    [
      'an unknown period',
      { period: '2025-13' } as never,
      'system',
      at('09:00'),
      'command.open.unknown_period',
    ],
    ['an unknown unit', { unit: 'to-9' } as never, 'system', at('09:00'), 'command.open.unknown_unit'],
    ['a unit of another level', { unit: 'xa-1' } as never, 'system', at('09:00'), 'command.open.level'],
    ['a second attempt', { attempt: 2 } as never, 'system', at('09:00'), 'command.open.limit'],
    ['somebody else’s unit', {}, 'em', at('09:00'), 'command.open.not_yours'],
    ['a period not open yet', { period: '2025-06' } as never, 'an', at('09:00'), 'command.open.too_early'],
  ];
  it.each(refusals)('refuses %s', (_, change, actor, now, code) => {
    const wish = {
      type: 'open',
      entry: 'thang',
      period: '2025-01',
      unit: 'to-1',
      attempt: 1,
      ...change,
    } as Wish;
    expect(codes(newGame().play(wish, actor, now))).toEqual([code]);
  });

  it('lets the leader open, and a reviewer type it in for them', () => {
    const wish = { entry: 'thang', period: '2025-01', unit: 'to-1', attempt: 1 };
    expect(codes(newGame().play({ type: 'open', ...wish }, 'an', at('09:00')))).toBe('ok');
    expect(codes(newGame().play({ type: 'open', ...wish }, 'binh', at('09:00')))).toEqual([
      'command.open.not_yours',
    ]);
    const typed = { type: 'openOnBehalf' as const, ...wish, onBehalfOf: 'an' };
    const game = newGame();
    expect(codes(game.play(typed, 'binh', at('09:00')))).toBe('ok');
    expect(game.case!.history[0]).toMatchObject({ type: 'opened', actor: 'binh', onBehalfOf: 'an' });
    expect(codes(newGame().play({ ...typed, onBehalfOf: 'bich' }, 'binh', at('09:00')))).toEqual([
      'command.open.not_theirs',
    ]);
    // Taking part is not enough: the access list says who may.
    expect(codes(newGame().play(typed, 'dung', at('09:00')))).toEqual(['command.open.not_yours']);
  });

  it('makes up for every moment missed when the period opened late, once each', () => {
    const game = newGame();
    const late = '2025-02-04T01:00:00.000Z';
    game.play({ type: 'open', entry: 'thang', period: '2025-01', unit: 'to-1', attempt: 1 }, 'system', late);
    const woken = game.play({ type: 'wake' }, 'system', late);
    expect(types(woken)).toEqual(['reminded', 'reminded', 'escalated']);
    expect(types(game.play({ type: 'wake' }, 'system', late))).toEqual([]);
    expect(game.case!.wakes.map(({ rule }) => rule)).toEqual(['bao-tinh']);
  });
});

describe('submit', () => {
  it('stores what the form makes of the answers and goes on through the route', () => {
    const game = sent({ soVu: '3', daXuLy: '1', coDienBien: true, dienBien: 'Ồn ào', nguoiLap: 'Lê An' });
    const { case: made } = game;
    expect(made).toMatchObject({
      state: 'running',
      legalBasis: 'cu',
      steps: [{ step: 'kiem', visit: 1 }],
      visits: { dien: 1, re: 1, kiem: 1 },
      submission: {
        day: '2025-01-21',
        actor: 'an',
        values: { soVu: '3', daXuLy: '1', conLai: '2', coDienBien: true },
      },
      queueKeys: ['open|tinh/can-bo@xa-1', 'waiting|an', 'waiting|tinh/to-truong@to-1'],
    });
    expect(game.contents.get(made!.submission!.content)).toEqual({
      soVu: '3',
      daXuLy: '1',
      conLai: '2',
      coDienBien: true,
      dienBien: 'Ồn ào',
      nguoiLap: 'Lê An',
    });
    expect(made!.searchWords).toEqual(expect.arrayContaining(['on', 'ao']));
    // Nothing that is not listed, and no content reference, is left in the events.
    expect(JSON.stringify(made!.history)).not.toMatch(/content:|Lê An|Ồn/);
  });

  it('announces to the submitter and to the next step, held back while it can be undone', () => {
    const { case: made } = sent();
    expect(
      messagesOf(made!)
        .slice(-2)
        .map(({ template, audience, notBefore }) => [template, audience, notBefore]),
    ).toEqual([
      ['da-gui', ['tinh/to-truong@to-1'], '2025-01-21T02:00:30.000Z'],
      ['viec-moi', ['tinh/can-bo@xa-1'], '2025-01-21T02:00:30.000Z'],
    ]);
    expect(made!.outbox!.at(-1)!.key).toBe('phong-trao.thang.to-1.2025-01.1/kiem/1/cmd:k2/viec-moi/1');
  });

  it('announces only what is meant for its entry', () => {
    const campaign = campaignOf();
    const { notifications } = campaign;
    const only = (id: string, entries: string[]) => ({
      ...notifications[id]!,
      definition: { ...notifications[id]!.definition, entries },
    });
    const { case: made } = sent(undefined, {
      ...campaign,
      notifications: {
        ...notifications,
        'da-gui': only('da-gui', ['khac']),
        'viec-moi': only('viec-moi', ['thang']),
      },
    });
    expect(messagesOf(made!).map(({ template }) => template)).toEqual(['viec-moi', 'viec-moi']);
  });

  it('refuses answers that are wrong, at their fields, and takes warnings', () => {
    const game = opened();
    const played = game.play(
      { type: 'submit', task: game.task(), answers: { soVu: '-1' } },
      'an',
      at('09:00'),
    );
    expect(played).toMatchObject({ ok: false, issues: [{ source: 'answers', pointer: '/soVu' }] });
    expect(codes(game.play({ type: 'submit', task: game.task(), answers: {} }, 'an', at('09:00')))).toEqual([
      'answers.required.missing',
    ]);
  });

  it('asks for the period before when the form looks back, and keeps what it read', () => {
    const game = opened();
    game.others.set('phong-trao.thang.to-1.2024-12.1', { soVu: '1', nguoiLap: 'X' });
    const wish: Wish = { type: 'submit', task: game.task(), answers: { soVu: '102' } };
    expect(game.play(wish, 'an', at('09:00'))).toMatchObject({ ok: false });
    expect(game.asked).toEqual([{ need: 'previous', case: 'phong-trao.thang.to-1.2024-12.1' }]);
    expect(codes(game.play({ ...wish, answers: { soVu: '101' } } as Wish, 'an', at('09:00')))).toBe('ok');
    expect(game.contents.get(game.case!.submission!.previous!)).toEqual({ previous: { soVu: '1' } });
  });

  it('says what is late, and never a second time after a return', () => {
    const game = opened();
    game.play({ type: 'submit', task: game.task(), answers: { soVu: '1' } }, 'an', at('17:01', '2025-01-24'));
    expect(game.case!.history.find(({ type }) => type === 'submitted')!.data['late']).toBe(true);
    const onTime = sent();
    expect(onTime.case!.history.find(({ type }) => type === 'submitted')!.data['late']).toBeUndefined();
  });

  it('refuses a first submission after a period that closes, but not a corrected one', () => {
    const campaign = campaignOf({
      entry: {
        closes: { offset: 6, unit: 'day', after: 'periodEnd' },
        grace: { offset: 1, unit: 'day' },
        afterwards: 'closed',
      },
    });
    const game = opened(campaign);
    const wish = (): Wish => ({ type: 'submit', task: game.task(), answers: { soVu: '1' } });
    expect(codes(game.play(wish(), 'an', at('00:01', '2025-01-28')))).toEqual(['command.time.closed_at']);
    expect(codes(game.play(wish(), 'an', at('23:59', '2025-01-27')))).toBe('ok');
    game.play({ type: 'act', task: game.task(), action: 'tra' }, 'binh', at('09:00', '2025-02-03'));
    expect(codes(game.play({ ...wish(), task: game.task() } as Wish, 'an', at('09:00', '2025-02-04')))).toBe(
      'ok',
    );
  });

  it('is not typed in by the only one who could confirm it', () => {
    const alone = {
      ...directory,
      memberships: directory.memberships.filter(
        ({ account, role }) => role !== 'tinh/can-bo' || account === 'binh',
      ),
    };
    const game = opened(undefined, alone);
    const wish: Wish = {
      type: 'submit',
      task: game.task(),
      answers: { soVu: '1' },
      onBehalfOf: 'an',
      paperDay: '2025-01-15',
    };
    expect(codes(game.play(wish, 'binh', at('09:00')))).toEqual(['command.separation.typist_alone']);
  });

  it('keeps apart who typed and whose it is, and lets the typist not confirm', () => {
    const game = opened();
    const typed = { type: 'submit' as const, task: game.task(), answers: { soVu: '1' }, onBehalfOf: 'an' };
    const wish: Wish = { ...typed, paperDay: '2025-01-15' };
    expect(codes(game.play(wish, 'dung', at('09:00')))).toEqual(['command.actor.not_asked']);
    expect(codes(game.play(typed, 'binh', at('09:00')))).toEqual(['command.paper.missing']);
    expect(codes(game.play({ ...typed, paperDay: '2025-12-31' }, 'binh', at('09:00')))).toEqual([
      'command.paper.future',
    ]);
    const { onBehalfOf: _, ...own } = typed;
    expect(codes(game.play({ ...own, paperDay: '2025-01-15' }, 'an', at('09:00')))).toEqual([
      'command.paper.own',
    ]);
    expect(codes(game.play(wish, 'binh', at('09:00')))).toBe('ok');
    expect(game.case!.submission).toMatchObject({ actor: 'binh', onBehalfOf: 'an', paperDay: '2025-01-15' });
    expect(game.case!.history.find(({ type }) => type === 'submitted')!.data).toMatchObject({
      paperDay: '2025-01-15',
    });
    const confirm = (actor: string): string[] | 'ok' =>
      codes(
        game.play(
          { type: 'act', task: game.task(), action: 'xac-nhan', checklist: { dau: true } },
          actor,
          at('10:00'),
        ),
      );
    expect(confirm('binh')).toEqual(['command.separation.same_person']);
    expect(confirm('bich')).toBe('ok');
  });
});

describe('act', () => {
  it('confirms: the case ends with its outcome, in everybody’s done tab', () => {
    const game = sent();
    const played = game.play(
      { type: 'act', task: game.task(), action: 'xac-nhan', checklist: { dau: true } },
      'binh',
      at('10:00'),
    );
    expect(types(played)).toEqual(['decided', 'left', 'entered', 'ended']);
    expect(game.case).toMatchObject({ state: 'ended', outcome: 'approved', tasks: [], wakes: [] });
    expect(game.case!.queueKeys).toEqual([
      'done|an',
      'done|tinh/to-truong@to-1',
      'done|binh',
      'done|tinh/can-bo@xa-1',
    ]);
    expect(game.case!.history.at(-4)!.data['checklist']).toEqual({ dau: true, du: true });
    expect(game.case!.dueAt).toBeUndefined();
  });

  const rows: [string, Wish extends infer W ? Partial<W> : never, string, string[] | 'ok'][] = [
    ['an action that is not there', { action: 'xac-nhna' } as never, 'binh', ['command.action.unknown']],
    ['a condition that does not hold', { action: 'chuyen' } as never, 'binh', ['command.action.not_now']],
    [
      'a reason where none is taken',
      { action: 'xac-nhan', reason: 'Vì đúng', checklist: { dau: true } } as never,
      'binh',
      ['command.reason.not_taken'],
    ],
    ['no reason where one is needed', { action: 'tu-choi' } as never, 'binh', ['command.reason.missing']],
    [
      'a reason too short',
      { action: 'tu-choi', reason: '  ngắn   ' } as never,
      'binh',
      ['command.reason.too_short'],
    ],
    ['an item left open', { action: 'xac-nhan' } as never, 'binh', ['command.checklist.open']],
    [
      'an item that fails',
      { action: 'xac-nhan', checklist: { dau: false } } as never,
      'binh',
      ['command.checklist.fails'],
    ],
    [
      'an unknown item',
      { action: 'xac-nhan', checklist: { dau: true, daa: true } } as never,
      'binh',
      ['command.checklist.unknown'],
    ],
    [
      'an item a rule answers',
      { action: 'xac-nhan', checklist: { dau: true, du: true } } as never,
      'binh',
      ['command.checklist.by_rule'],
    ],
    [
      'remarks where none are taken',
      { action: 'xac-nhan', checklist: { dau: true }, remarks: [{ field: 'soVu', text: 'x' }] } as never,
      'binh',
      ['command.remarks.not_taken'],
    ],
    [
      'a remark on an unknown field',
      { action: 'tra', remarks: [{ field: 'soVuu', text: 'x' }] } as never,
      'binh',
      ['command.remarks.unknown_field'],
    ],
    [
      'a remark on a field the step does not see',
      { action: 'tra', remarks: [{ field: 'nguoiLap', text: 'x' }] } as never,
      'binh',
      ['command.remarks.unknown_field'],
    ],
    [
      'an empty remark',
      { action: 'tra', remarks: [{ field: 'soVu', text: '  ' }] } as never,
      'binh',
      ['command.remarks.empty'],
    ],
    [
      'rows of what is no table',
      { action: 'tra', remarks: [{ field: 'soVu', row: 'r', text: 'x' }] } as never,
      'binh',
      ['command.remarks.no_rows'],
    ],
    ['somebody not asked', { action: 'tra' } as never, 'dung', ['command.actor.not_asked']],
    ['whoever filled the form', { action: 'tra' } as never, 'an', ['command.separation.same_person']],
    ['a form’s action', { action: 'gui' } as never, 'binh', ['command.action.unknown']],
    [
      'a rejection without the checklist',
      { action: 'tu-choi', reason: 'Không đúng mẫu' } as never,
      'binh',
      'ok',
    ],
    [
      'a not applicable item',
      { action: 'xac-nhan', checklist: { dau: 'notApplicable' } } as never,
      'binh',
      'ok',
    ],
  ];
  it.each(rows)('%s', (_, wish, actor, expected) => {
    const game = sent();
    expect(codes(game.play({ type: 'act', task: game.task(), ...wish } as Wish, actor, at('10:00')))).toEqual(
      expected,
    );
  });

  it('refuses what is done already, saying by whom and when', () => {
    const game = sent();
    const task = game.task();
    game.play({ type: 'act', task, action: 'xac-nhan', checklist: { dau: true } }, 'binh', at('10:42'));
    const played = game.play({ type: 'act', task, action: 'tra' }, 'bich', at('10:43'));
    expect(codes(played)).toEqual(['command.task.done']);
    if (!played.ok)
      expect(sentence(played.issues[0] as never)).toBe(
        'Việc này đã được Trần Bình xử lý lúc 10:42: Xác nhận. Hãy mở lại hồ sơ để xem.',
      );
  });

  it('asks for the answers only when a rule reads what is not listed', () => {
    const game = sent({ soVu: '12' });
    game.asked.length = 0;
    expect(
      codes(
        game.play(
          { type: 'act', task: game.task(), action: 'chuyen', checklist: { dau: true } },
          'binh',
          at('10:00'),
        ),
      ),
    ).toBe('ok');
    expect(game.asked).toEqual([]);
  });

  it('gives the first answer when the same key comes again', () => {
    const game = sent();
    const wish: Wish = {
      type: 'act',
      key: 'mot',
      task: game.task(),
      action: 'xac-nhan',
      checklist: { dau: true },
    };
    const first = game.play(wish, 'binh', at('10:00'));
    const again = game.play({ ...wish, action: 'tra' } as Wish, 'bich', at('11:00'));
    expect(again).toMatchObject({ ok: true, repeated: true });
    expect(types(again)).toEqual(types(first));
  });

  it('refuses commands that are not built, and keys that are no keys', () => {
    const game = sent();
    expect(codes(game.play({ type: 'delegate', task: game.task() }, 'binh', at('10:00')))).toEqual([
      'command.type.not_built',
    ]);
    expect(codes(game.play({ type: 'wake', key: '' }, 'system', at('10:00')))).toEqual([
      'command.key.length',
    ]);
    expect(codes(newGame().play({ type: 'wake' }, 'system', at('10:00')))).toEqual(['command.case.unknown']);
  });
});

describe('return', () => {
  const back = (game: Game, actor = 'binh'): Played =>
    game.play(
      {
        type: 'act',
        task: game.task(),
        action: 'tra',
        reason: 'Xem lại',
        remarks: [
          { field: 'soVu', text: 'Sai' },
          { field: 'daXuLy', text: 'Thiếu' },
        ],
      },
      actor,
      at('10:00'),
    );

  it('keeps remarks apart and sends the corrected work straight back to whoever returned it', () => {
    const game = sent({ soVu: '60' });
    // Sixty cases go to the chief, who returns them to be looked at from the start.
    expect(game.case!.steps).toMatchObject([{ step: 'truong-xem' }]);
    const plain = sent();
    expect(types(back(plain))).toEqual(['returned', 'left', 'entered', 'tasked', 'scheduled']);
    expect(plain.case!.history.findLast(({ type }) => type === 'returned')).toMatchObject({
      data: { places: 2, to: 'dien' },
    });
    expect(plain.case!.steps).toMatchObject([
      { step: 'dien', visit: 2, returnTo: 'kiem', returnedBy: 'binh' },
    ]);
    expect(plain.case!.outbox!.at(-1)).toMatchObject({
      template: 'bi-tra',
      audience: ['tinh/to-truong@to-1'],
      task: { id: 'dien.2.1' },
    });
    // Sixty would go to the chief by the route; returned work does not pass the route again.
    plain.play({ type: 'submit', task: plain.task(), answers: { soVu: '60' } }, 'an', at('14:00'));
    expect(plain.case).toMatchObject({
      steps: [{ step: 'kiem', visit: 2 }],
      tasks: [{ id: 'kiem.2.1', claimedBy: 'binh' }],
      queueKeys: ['claimed|binh', 'claimed|tinh/can-bo@xa-1', 'waiting|an', 'waiting|tinh/to-truong@to-1'],
    });
    expect(
      codes(plain.play({ type: 'act', task: plain.task(), action: 'tra' }, 'bich', at('14:05'))),
    ).toEqual(['command.task.claimed']);
    // Left idle, it asks everybody again.
    expect(types(plain.play({ type: 'wake' }, 'system', at('14:30')))).toContain('released');
    expect(codes(plain.play({ type: 'act', task: plain.task(), action: 'tra' }, 'bich', at('14:31')))).toBe(
      'ok',
    );
  });

  it('goes through every step again where the action says so', () => {
    const game = sent({ soVu: '60' });
    game.play({ type: 'act', task: game.task(), action: 'tra-to' }, 'chi', at('10:00'));
    expect(game.case!.steps[0]!.returnTo).toBeUndefined();
    game.play({ type: 'submit', task: game.task(), answers: { soVu: '5' } }, 'an', at('14:00'));
    expect(game.case!.steps).toMatchObject([{ step: 'kiem', visit: 1 }]);
  });

  it('remembers a return that was waiting when another was made', () => {
    const game = sent({ soVu: '60' });
    game.play({ type: 'act', task: game.task(), action: 'tra-kiem' }, 'chi', at('10:00'));
    expect(game.case!.steps).toMatchObject([{ step: 'kiem', returnTo: 'truong-xem', returnedBy: 'chi' }]);
    back(game, 'bich');
    expect(game.case!.steps).toMatchObject([
      {
        step: 'dien',
        returnTo: 'kiem',
        returnedBy: 'bich',
        returnsThen: [{ step: 'truong-xem', by: 'chi' }],
      },
    ]);
    game.play({ type: 'submit', task: game.task(), answers: { soVu: '61' } }, 'an', at('11:00'));
    expect(game.case!.steps).toMatchObject([{ step: 'kiem', returnTo: 'truong-xem', returnedBy: 'chi' }]);
    game.play(
      { type: 'act', task: game.task(), action: 'xac-nhan', checklist: { dau: true } },
      'bich',
      at('11:30'),
    );
    // "Ends the case" keeps its own way; anything else goes back to the chief.
    expect(game.case!.state).toBe('ended');
  });
});

describe('claim and release', () => {
  it('keeps others out until it is given back or left idle', () => {
    const game = sent();
    expect(types(game.play({ type: 'claim', task: game.task() }, 'binh', at('10:00')))).toEqual(['claimed']);
    expect(game.case!.queueKeys).toEqual([
      'claimed|binh',
      'claimed|tinh/can-bo@xa-1',
      'waiting|an',
      'waiting|tinh/to-truong@to-1',
    ]);
    const played = game.play({ type: 'claim', task: game.task() }, 'bich', at('10:01'));
    expect(codes(played)).toEqual(['command.task.claimed']);
    if (!played.ok) expect(sentence(played.issues[0] as never)).toContain('Trần Bình giữ, từ 10:00');
    expect(codes(game.play({ type: 'release', task: game.task() }, 'bich', at('10:02')))).toEqual([
      'command.task.claimed',
    ]);
    expect(types(game.play({ type: 'release', task: game.task() }, 'binh', at('10:03')))).toEqual([
      'released',
    ]);
    expect(game.case!.wakes.filter(({ kind }) => kind === 'claim')).toEqual([]);
    expect(codes(game.play({ type: 'release', task: game.task() }, 'binh', at('10:04')))).toEqual([
      'command.task.not_claimed',
    ]);
    game.play({ type: 'claim', task: game.task() }, 'bich', at('10:05'));
    expect(types(game.play({ type: 'wake' }, 'system', at('10:34')))).toEqual([]);
    expect(types(game.play({ type: 'wake' }, 'system', at('10:35')))).toEqual(['released']);
  });

  it('cannot be done by whoever could not decide', () => {
    const game = sent();
    expect(codes(game.play({ type: 'claim', task: game.task() }, 'an', at('10:00')))).toEqual([
      'command.separation.same_person',
    ]);
  });
});

describe('substitutes', () => {
  it('act in the name of the absent, both names standing', () => {
    const game = newGame();
    game.play(
      { type: 'open', entry: 'thang', period: '2025-01', unit: 'to-2', attempt: 1 },
      'system',
      '2025-01-20T00:00:00.000Z',
    );
    game.play({ type: 'submit', task: game.task(), answers: { soVu: '1' } }, 'phu', at('09:00'));
    expect(game.case!.submission).toMatchObject({ actor: 'phu', onBehalfOf: 'em' });
    expect(game.case!.acted).toEqual([{ step: 'dien', by: ['phu', 'em'], keys: ['tinh/to-truong@to-2'] }]);
  });

  it('are kept apart under both names', () => {
    const game = sent({ soVu: '12' });
    game.play(
      { type: 'act', task: game.task(), action: 'chuyen', checklist: { dau: true } },
      'bich',
      at('10:00'),
    );
    // In March Bích stands in for the chief, but has acted at the step the chief's is kept apart from.
    const march = at('10:00', '2025-03-10');
    expect(codes(game.play({ type: 'act', task: game.task(), action: 'duyet' }, 'bich', march))).toEqual([
      'command.separation.same_person',
    ]);
  });
});

describe('correctField', () => {
  it('stores a whole new submission and lists what changed, both values standing', () => {
    const game = sent({ soVu: '3', daXuLy: '1', nguoiLap: 'Lê An' });
    const first = game.case!.submission!.content;
    const played = game.play(
      { type: 'correctField', task: game.task(), answers: { soVu: '4' }, reason: 'Theo sổ' },
      'binh',
      at('10:00', '2025-02-05'),
    );
    expect(types(played)).toEqual(['corrected']);
    const event = game.case!.history.at(-1)!;
    expect(event.data).toMatchObject({
      fields: ['conLai', 'soVu'],
      values: { soVu: '4', conLai: '3' },
      was: { soVu: '3', conLai: '2' },
    });
    expect(game.case!.submission).toMatchObject({
      day: '2025-01-21',
      actor: 'an',
      values: { soVu: '4', conLai: '3' },
    });
    expect(game.contents.get(first)).toMatchObject({ soVu: '3' });
    expect(game.contents.get(game.case!.submission!.content)).toMatchObject({ soVu: '4', nguoiLap: 'Lê An' });
    // Whoever was reading the figures must look again.
    expect(
      codes(
        game.play(
          { type: 'act', task: { id: 'kiem.1.1', generation: 1 }, action: 'tra' },
          'bich',
          at('10:01', '2025-02-05'),
        ),
      ),
    ).toEqual(['command.task.changed']);
  });

  it('sees the period before as the submission saw it', () => {
    const game = opened();
    game.others.set('phong-trao.thang.to-1.2024-12.1', { soVu: '1' });
    game.play({ type: 'submit', task: game.task(), answers: { soVu: '40' } }, 'an', at('09:00'));
    game.others.set('phong-trao.thang.to-1.2024-12.1', { soVu: '1000' });
    const wish = (soVu: string): Wish => ({ type: 'correctField', task: game.task(), answers: { soVu } });
    expect(game.play(wish('102'), 'binh', at('10:00'))).toMatchObject({ ok: false });
    expect(codes(game.play(wish('101'), 'binh', at('10:00')))).toBe('ok');
  });

  const refusals: [string, Partial<Record<string, unknown>>, string][] = [
    ['a field the step may not correct', { coDienBien: true }, 'command.field.not_correctable'],
    ['a computed field', { conLai: '9' }, 'command.field.not_correctable'],
    ['an unknown field', { soVuu: '9' }, 'command.field.not_correctable'],
    ['nothing new', { soVu: '3' }, 'command.field.unchanged'],
  ];
  it.each(refusals)('refuses %s', (_, answers, code) => {
    const game = sent();
    expect(
      codes(
        game.play(
          { type: 'correctField', task: game.task(), answers: answers as never },
          'binh',
          at('10:00'),
        ),
      ),
    ).toEqual([code]);
  });

  it('is not for steps that do not say so', () => {
    const game = sent({ soVu: '60' });
    expect(
      codes(
        game.play({ type: 'correctField', task: game.task(), answers: { soVu: '1' } }, 'chi', at('10:00')),
      ),
    ).toEqual(['command.field.no_correction']);
  });
});

describe('wake', () => {
  it('fires reminders and escalations in order, once, while the task is open', () => {
    const game = opened();
    const first = game.play({ type: 'wake' }, 'system', '2025-01-23T00:00:00.000Z');
    expect(types(first)).toEqual(['reminded']);
    if (first.ok) expect(first.effects).toEqual(['phong-trao.thang.to-1.2025-01.1/dien/1/nhac/0/1']);
    const outage = game.play({ type: 'wake' }, 'system', '2025-02-06T00:00:00.000Z');
    expect(types(outage)).toEqual(['reminded', 'escalated', 'escalated']);
    expect(
      messagesOf(game.case!)
        .slice(-2)
        .map(({ audience, notBefore }) => [audience, notBefore]),
    ).toEqual([
      [['tinh/truong@xa-1'], undefined],
      [['tinh/phong@tinh-1'], undefined],
    ]);
    expect(game.case!.nextWakeAt).toBeUndefined();
  });

  it('finds nothing due without a trace', () => {
    const game = opened();
    const before = game.case;
    const played = game.play({ type: 'wake' }, 'system', '2025-01-20T01:00:00.000Z');
    expect(played).toMatchObject({ ok: true, events: [] });
    expect(played.ok && played.case.revision).toBe(before!.revision);
  });

  it('goes with the step: nothing of a visit that was left fires', () => {
    const game = sent();
    expect(game.case!.wakes.every(({ step }) => step === 'kiem')).toBe(true);
  });
});

describe('validity', () => {
  const until = (to: string, from?: string) => {
    const base = campaignOf().entries['thang']!.workflow.definition;
    return campaignOf({
      workflow: {
        ...base,
        steps: base.steps.map((step) =>
          step.id === 'kiem'
            ? ({ ...step, valid: { to, ...(from ? { from } : {}), otherwise: 'truong-xem' } } as never)
            : step,
        ),
      },
    });
  };

  it('moves a case standing there at the next day’s start, keeping what was said', () => {
    const game = sent(undefined, until('2025-01-22'));
    expect(game.case!.wakes.find(({ kind }) => kind === 'validity')!.at).toBe('2025-01-22T17:00:00.000Z');
    const woken = game.play({ type: 'wake' }, 'system', '2025-01-22T17:00:00.000Z');
    expect(types(woken)).toContain('redirected');
    expect(game.case).toMatchObject({
      steps: [{ step: 'truong-xem', visit: 1 }],
      submission: { actor: 'an' },
    });
    expect(game.case!.wakes.some(({ step }) => step === 'kiem')).toBe(false);
  });

  it.each([
    ['after it has ended', until('2025-01-20'), 'ended'],
    ['before it has begun', until('2025-12-31', '2025-03-01'), 'notYet'],
  ])('does not enter a step %s', (_, campaign, because) => {
    const game = sent(undefined, campaign);
    expect(game.case!.steps).toMatchObject([{ step: 'truong-xem' }]);
    expect(game.case!.visits['kiem']).toBeUndefined();
    expect(game.case!.history.find(({ type }) => type === 'redirected')!.data).toEqual({
      step: 'kiem',
      to: 'truong-xem',
      because,
    });
  });
});

describe('undo', () => {
  const decide = (game: Game): number => {
    game.play(
      { type: 'act', task: game.task(), action: 'xac-nhan', checklist: { dau: true } },
      'binh',
      at('10:00'),
    );
    return game.case!.history.at(-1)!.cmd;
  };

  it('takes back one’s own last act with its messages; visits and generations go on', () => {
    const game = sent();
    const before = game.case!;
    const cmd = decide(game);
    expect(game.case!.outbox!.length).toBeGreaterThan(before.outbox!.length);
    const played = game.play({ type: 'undo', cmd }, 'binh', at('10:00').replace(':00.000Z', ':29.000Z'));
    expect(types(played)).toEqual(['undone']);
    expect(game.case).toMatchObject({
      state: 'running',
      steps: before.steps,
      tasks: [{ ...before.tasks[0], generation: 2 }],
      wakes: before.wakes,
      acted: before.acted,
      visits: { ...before.visits, xong: 1 },
      outbox: before.outbox,
    });
    expect(game.case!.outcome).toBeUndefined();
    // The page opened before the act is out of date; a fresh one decides.
    expect(
      codes(
        game.play(
          { type: 'act', task: { id: 'kiem.1.1', generation: 1 }, action: 'tra' },
          'binh',
          at('10:01'),
        ),
      ),
    ).toEqual(['command.task.changed']);
    decide(game);
    expect(game.case!.steps).toMatchObject([{ step: 'xong', visit: 2 }]);
  });

  it('takes back a submission: the case is owed again', () => {
    const game = sent();
    const cmd = game.case!.history.at(-1)!.cmd;
    game.play({ type: 'undo', cmd }, 'an', '2025-01-21T02:00:20.000Z');
    expect(game.case).toMatchObject({ state: 'due', tasks: [{ id: 'dien.1.1', generation: 2 }] });
    expect(game.case!.submission).toBeUndefined();
    expect(game.case!.legalBasis).toBeUndefined();
  });

  const refusals: [string, (game: Game, cmd: number) => Played, string][] = [
    [
      'too late',
      (game, cmd) => game.play({ type: 'undo', cmd }, 'binh', at('10:00').replace(':00.000Z', ':30.000Z')),
      'command.undo.too_late',
    ],
    [
      'somebody else’s act',
      (game, cmd) => game.play({ type: 'undo', cmd }, 'bich', at('10:00')),
      'command.undo.not_own',
    ],
    [
      'what never was',
      (game) => game.play({ type: 'undo', cmd: 99 }, 'binh', at('10:00')),
      'command.undo.nothing',
    ],
    [
      'twice',
      (game, cmd) => {
        game.play({ type: 'undo', cmd }, 'binh', at('10:00'));
        return game.play({ type: 'undo', cmd }, 'binh', at('10:00'));
      },
      'command.undo.already',
    ],
  ];
  it.each(refusals)('refuses %s', (_, play, code) => {
    const game = sent();
    expect(codes(play(game, decide(game)))).toEqual([code]);
  });

  it('refuses what others have built on, and says who', () => {
    const game = sent({ soVu: '12' });
    game.play(
      { type: 'act', task: game.task(), action: 'chuyen', checklist: { dau: true } },
      'binh',
      at('10:00'),
    );
    const { cmd } = game.case!.history.at(-1)!;
    game.play({ type: 'claim', task: game.task() }, 'chi', at('10:00'));
    const played = game.play({ type: 'undo', cmd }, 'binh', at('10:00'));
    expect(codes(played)).toEqual(['command.undo.overtaken']);
    if (!played.ok) expect(sentence(played.issues[0] as never)).toContain('Vũ Chi đã làm tiếp');
  });

  it('refuses an act that is not the last of one’s own', () => {
    const game = sent();
    game.play({ type: 'claim', task: game.task() }, 'binh', at('10:00'));
    const { cmd } = game.case!.history.at(-1)!;
    decide(game);
    expect(codes(game.play({ type: 'undo', cmd }, 'binh', at('10:00')))).toEqual(['command.undo.not_last']);
  });
});

describe('erase', () => {
  it('lists the person’s contents and takes their values that are not public out of the state', () => {
    const game = sent({ soVu: '3', daXuLy: '1', dienBien: 'x' });
    const { content } = game.case!.submission!;
    const played = game.play({ type: 'erase', account: 'an' }, 'quan', at('10:00', '2025-03-01'));
    expect(types(played)).toEqual(['erased']);
    expect(game.case!.history.at(-1)).toMatchObject({
      data: { digests: [content], fields: ['daXuLy', 'conLai'] },
    });
    expect(game.case!.history.at(-1)!.before).toBeUndefined();
    expect(game.case!.submission!.values).toEqual({ soVu: '3' });
    expect(types(game.play({ type: 'erase', account: 'an' }, 'quan', at('10:01', '2025-03-01')))).toEqual([]);
  });

  it('leaves a case without anything of theirs alone', () => {
    expect(types(sent().play({ type: 'erase', account: 'khoa' }, 'quan', at('10:00')))).toEqual([]);
  });
});
