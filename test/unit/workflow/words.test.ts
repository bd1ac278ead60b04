import { describe, expect, it } from 'vitest';
import {
  caseCode,
  caseIdOf,
  cutHistory,
  describeEvent,
  dueInWords,
  fold,
  foldCase,
  foldText,
  outboxOf,
  partsOfCaseId,
  searchWords,
  stateInWords,
  stateOf,
  verifyChain,
  whyDue,
  whyMine,
} from '../../../engine/workflow/index.ts';
import { calendar, campaignOf, directory, hash, opened, sent } from './playing.ts';

const campaign = campaignOf({
  campaign: {
    roles: [
      { id: 'to-truong', title: { vi: 'Tổ trưởng', en: 'Team leader' } },
      { id: 'can-bo', title: { vi: 'Cán bộ Công an xã', en: 'Commune officer' } },
      { id: 'truong', title: { vi: 'Trưởng Công an xã', en: 'Chief' } },
    ],
  },
});

describe('a history in words', () => {
  const game = sent({ soVu: '3', daXuLy: '1' }, campaign);
  game.play(
    { type: 'correctField', task: game.task(), answers: { soVu: '4' } },
    'binh',
    '2025-01-21T03:00:00.000Z',
  );
  game.play(
    {
      type: 'act',
      task: game.task(),
      action: 'tra',
      remarks: [
        { field: 'soVu', text: 'a' },
        { field: 'daXuLy', text: 'b' },
      ],
    },
    'binh',
    '2025-01-21T03:42:00.000Z',
  );
  game.play({ type: 'wake' }, 'system', '2025-02-10T00:00:00.000Z');
  const tell = (language: 'vi' | 'en') =>
    game.case!.history.flatMap((event) => describeEvent(event, campaign, directory, language) ?? []);

  it('tells each act as a sentence', () => {
    expect(tell('vi')).toEqual([
      'Hồ sơ được mở: Tháng 1/2025',
      'Đến bước “Lập báo cáo”, chờ Tổ trưởng, hạn 17:00 24/01/2025',
      'Lê An gửi',
      'Đến bước “Kiểm tra”, chờ Cán bộ Công an xã, hạn 09:00 22/01/2025',
      'Trần Bình đính chính Còn lại: 2 → 3; Số vụ: 3 → 4',
      'Trần Bình trả lại để sửa 2 chỗ',
      'Đến bước “Lập báo cáo”, chờ Tổ trưởng, hạn 17:00 24/01/2025',
      'Đã nhắc Tổ trưởng',
      'Đã nhắc Tổ trưởng',
      'Đã báo Trưởng Công an xã vì việc chưa xong',
      'Đã báo phong vì việc chưa xong',
    ]);
    expect(tell('en')[5]).toBe('Trần Bình returned it to mend 2 places');
  });

  it('names both where one acts for the other', () => {
    const event = {
      ...game.case!.history.find(({ type }) => type === 'submitted')!,
      actor: 'phu',
      onBehalfOf: 'em',
    };
    expect(describeEvent(event, campaign, directory, 'vi')).toBe('Hồ Phú (thay Đỗ Em) gửi');
  });
});

describe('a state in words', () => {
  const at = (time: string): string => new Date(`${time}:00.000+07:00`).toISOString();
  const due = opened(campaign).case!;
  it.each([
    ['2025-01-20T08:00', 'Còn hạn', 'neutral', 'Lập báo cáo – đang chờ Tổ trưởng; còn 4 ngày.'],
    ['2025-01-23T18:00', 'Sắp hạn', 'soon', 'Lập báo cáo – đang chờ Tổ trưởng; còn 1 ngày.'],
    ['2025-01-24T12:00', 'Sắp hạn', 'soon', 'Lập báo cáo – đang chờ Tổ trưởng; còn 5 giờ.'],
    ['2025-01-24T16:45', 'Sắp hạn', 'soon', 'Lập báo cáo – đang chờ Tổ trưởng; còn 15 phút.'],
    ['2025-01-26T08:00', 'Quá hạn', 'late', 'Lập báo cáo – đang chờ Tổ trưởng; quá hạn 2 ngày.'],
  ])('at %s is %s', (time, word, tone, sentence) => {
    expect(stateInWords(due, campaign, at(time), 'vi')).toEqual({ word, tone, sentence });
  });

  it('says when the clock stands still, and how it ended', () => {
    const paused = { ...due, tasks: [{ ...due.tasks[0]!, paused: at('2025-01-21T08:00') }] };
    expect(stateInWords(paused, campaign, at('2025-01-30T08:00'), 'en')).toMatchObject({
      word: 'Paused',
      tone: 'paused',
    });
    const game = sent(undefined, campaign);
    game.play(
      { type: 'act', task: game.task(), action: 'xac-nhan', checklist: { dau: true } },
      'binh',
      at('2025-01-21T10:00'),
    );
    expect(stateInWords(game.case!, campaign, at('2025-01-30T08:00'), 'vi')).toEqual({
      word: 'Đã duyệt',
      tone: 'done',
      sentence: 'Đã duyệt: Đã xác nhận.',
    });
  });

  it('counts in English too', () => {
    expect(dueInWords(at('2025-01-24T17:00'), at('2025-01-23T08:00'), campaign, 'en')).toBe('1 day left');
    expect(dueInWords(at('2025-01-24T17:00'), at('2025-01-26T08:00'), campaign, 'en')).toBe(
      'overdue by 2 days',
    );
  });
});

describe('why', () => {
  it('is a task mine', () => {
    const { case: made } = opened(campaign);
    const mine = (account: string) =>
      whyMine(made!, made!.tasks[0]!, campaign, directory, account, '2025-01-21', 'vi');
    expect(mine('an')).toBe('Giao cho anh/chị vì anh/chị là Tổ trưởng tại TO-1.');
    expect(mine('binh')).toBe('');
    const other = { ...made!.tasks[0]!, assignees: ['tinh/to-truong@to-2'] };
    expect(whyMine(made!, other, campaign, directory, 'phu', '2025-01-21', 'vi')).toBe(
      'Giao cho anh/chị vì anh/chị đang thay Đỗ Em, Tổ trưởng tại TO-2.',
    );
  });

  it('is it due then', () => {
    const { case: made } = opened(campaign);
    expect(whyDue(made!, made!.tasks[0]!, campaign, calendar, 'vi')).toBe(
      'Hạn 17:00 24/01/2025: 4 ngày làm việc kể từ ngày cuối kỳ 20/01/2025.',
    );
    // Terms set by hand cannot be explained by the definition.
    expect(
      whyDue(made!, { ...made!.tasks[0]!, dueAt: '2025-02-01T10:00:00.000Z' }, campaign, calendar, 'vi'),
    ).toBe('Hạn 17:00 01/02/2025.');
  });
});

describe('ids, codes and search', () => {
  it('builds an id and takes it apart', () => {
    const id = caseIdOf('phong-trao', 'thang', 'to-1', '2025-02-p1', 2);
    expect(id).toBe('phong-trao.thang.to-1.2025-02-p1.2');
    expect(partsOfCaseId(id)).toEqual({
      campaign: 'phong-trao',
      entry: 'thang',
      unitOrSubject: 'to-1',
      period: '2025-02-p1',
      attempt: 2,
    });
  });

  it('gives every case of a large campaign a code of its own', () => {
    const codes = new Set<string>();
    for (let unit = 0; unit < 500; unit += 1)
      for (let month = 1; month <= 12; month += 1)
        for (let entry = 1; entry <= 7; entry += 1)
          codes.add(caseCode(`bl.bao-cao-${entry}.to-${unit}.2025-${String(month).padStart(2, '0')}.1`));
    expect(codes.size).toBe(42_000);
    expect([...codes][0]).toMatch(/^[2-9a-z]{4}-[2-9a-z]{4}$/);
  });

  it.each([
    ['Tổ Bảo Vệ ĐƯỜNG Ế Ổ Ữ Ặ ẫ', 'to bao ve duong e o u a a'],
    ['nguyễn', 'nguyen'],
  ])('folds %s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
    expect(foldText(text.normalize('NFD'))).toBe(folded);
  });

  it('keeps at most forty words, each once', () => {
    expect(searchWords(['Tổ 1, tổ 2', '2025-01'])).toEqual(['to', '1', '2', '2025', '01']);
    expect(searchWords([Array.from({ length: 60 }, (_, n) => `w${n}`).join(' ')])).toHaveLength(40);
  });
});

describe('chains and cuts', () => {
  const game = sent();
  const events = game.case!.history;

  it('hold as they were made, and tell where they were broken', () => {
    const id = game.case!._id;
    expect(verifyChain(id, events, hash)).toEqual({ ok: true, events: events.length });
    const changed = events.map((event, n) => (n === 2 ? { ...event, actor: 'khac' } : event));
    expect(verifyChain(id, changed, hash)).toEqual({ ok: false, broken: { seq: 3, what: 'hash' } });
    expect(verifyChain(id, events.toSpliced(2, 1), hash)).toEqual({
      ok: false,
      broken: { seq: 4, what: 'order' },
    });
    expect(verifyChain('khac', events, hash)).toEqual({ ok: false, broken: { seq: 1, what: 'link' } });
    expect(verifyChain(id, events.slice(3), hash, { seq: 3, hash: events[2]!.hash }).ok).toBe(true);
  });

  it('cut a long history on a base that folds to the same', () => {
    const cut = cutHistory(game.case!, 4)!;
    expect(cut.older).toHaveLength(events.length - 4);
    expect(cut.case.base).toMatchObject({ seq: events.length - 4 });
    expect(foldCase(cut.case)).toStrictEqual(stateOf(game.case!));
    expect(fold([...cut.older, ...cut.case.history])).toStrictEqual(stateOf(game.case!));
    expect(cutHistory(game.case!, events.length)).toBeNull();
    const twice = cutHistory(cut.case, 2)!;
    expect(foldCase(twice.case)).toStrictEqual(stateOf(game.case!));
  });

  it('rebuild the outbox from the events alone, without what was taken back', () => {
    expect(outboxOf(game.campaign, game.case!)).toEqual(game.case!.outbox);
    game.play({ type: 'undo', cmd: events.at(-1)!.cmd }, 'an', '2025-01-21T02:00:10.000Z');
    expect(outboxOf(game.campaign, game.case!)).toEqual(game.case!.outbox ?? []);
    expect(game.case!.outbox).toHaveLength(1);
  });
});
