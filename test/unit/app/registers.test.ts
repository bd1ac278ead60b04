import { describe, expect, it } from 'vitest';
import type { Result } from '../../../engine/issues/index.ts';
import type { Account } from '../../../engine/model/account.ts';
import { act, caseOf, freshKey, openTown, signing, submit } from './town.ts';

it('every number of a year with its case, and why one is void', async () => {
  const town = await openTown(signing);
  for (const team of [1, 2, 3]) await submit(town, team);
  await act(town, 'clerk-1', 1, 'confirm');
  const { cmd } = (await town.load(caseOf(1))).history.at(-1)!;
  const undo = { type: 'undo', key: freshKey(), cmd } as const;
  await town.app.commands.execute(caseOf(1), undo, { account: 'clerk-1', via: 'web' });
  await act(town, 'clerk-1', 2, 'confirm');
  const view = (await town.app.registers.of('minimal', {}, 'vi'))!;
  expect(view.years).toEqual([{ year: '2025', href: '?nam=2025', current: true }]);
  expect(view.registers).toMatchObject([
    {
      title: 'Sổ quyết định',
      unit: 'Phường Một',
      pattern: '{seq}/QĐ',
      lines: [
        {
          number: '01/QĐ',
          word: 'Bỏ',
          reason: 'Người ký đã hoàn tác.',
          case: { href: `/ho-so/${caseOf(1)}` },
        },
        {
          number: '02/QĐ',
          date: '31/01/2025',
          word: 'Đã cấp',
          tone: 'done',
          case: { href: `/ho-so/${caseOf(2)}`, unit: 'Tổ 2' },
        },
      ],
    },
  ]);
  expect(view.registers[0]).not.toHaveProperty('more');
  const later = (await town.app.registers.of('minimal', { after: 1 }, 'vi'))!;
  expect(later.registers[0]!.lines.map(({ number }) => number)).toEqual(['02/QĐ']);
  expect(await town.app.registers.of('nothing', {}, 'vi')).toBeNull();
});

describe('a number made void by hand', () => {
  const prefix = 'number/ward-1/decision/2025/';
  const admin = { _id: 'admin', administrator: true } as Account;
  const codes = async (made: Promise<Result<string>>) => (await made).issues.map(({ code }) => code);

  it('is the next one, with why, who and when; the next document takes the one after', async () => {
    const town = await openTown(signing);
    for (const team of [1, 2]) await submit(town, team);
    await act(town, 'clerk-1', 1, 'confirm');
    const { registers } = town.app;
    const { next } = (await registers.of('minimal', {}, 'vi'))!.registers[0]!;
    expect(next).toEqual({ key: `${prefix}2`, number: '02/QĐ' });
    const made = await registers.makeVoid(admin, 'minimal', next!.key, ' Đã cấp trên giấy. ');
    expect(made).toMatchObject({ ok: true });
    expect(await codes(registers.makeVoid(admin, 'minimal', next!.key, 'Lần nữa'))).toEqual([
      'app.number.void',
    ]);
    await act(town, 'clerk-1', 2, 'confirm');
    const view = (await registers.of('minimal', { state: 'void' }, 'vi'))!;
    expect(view.registers[0]!.lines).toMatchObject([
      {
        number: '02/QĐ',
        word: 'Bỏ',
        reason: 'Bỏ bằng tay. Đã cấp trên giấy.',
        at: expect.stringContaining('31/01/2025'),
      },
    ]);
    expect((await town.load(caseOf(2))).documents).toMatchObject([{ number: '03/QĐ' }]);
  });

  it('is one that was left held; a commit that is still on its way must fail', async () => {
    const town = await openTown(signing);
    await submit(town, 1);
    const current = await town.load(caseOf(1));
    const holder = { case: caseOf(1), revision: current.revision, key: 'slow', at: town.now() };
    const held = (await town.ports.reservations.holdFirst({ prefix, from: 1, to: 9 }, holder))!;
    const [line] = (await town.app.registers.of('minimal', { state: 'held' }, 'vi'))!.registers[0]!.lines;
    expect(line).toMatchObject({ held: held._id, word: 'Đang ký' });
    expect(await town.app.registers.makeVoid(admin, 'minimal', held._id, 'Máy hỏng khi ký')).toMatchObject({
      ok: true,
    });
    expect((await town.load(caseOf(1))).revision).toBe(current.revision + 1);
    expect(await town.ports.reservations.loadMany([held._id])).toMatchObject([
      { state: 'void', reason: 'byHand', by: 'admin', note: 'Máy hỏng khi ký' },
    ]);
    await act(town, 'clerk-1', 1, 'confirm');
    expect((await town.load(caseOf(1))).documents).toMatchObject([{ number: '02/QĐ' }]);
  });

  it('is refused without a reason, for a used one, one far ahead, another register, and to others', async () => {
    const town = await openTown(signing);
    await submit(town, 1);
    await act(town, 'clerk-1', 1, 'confirm');
    const { registers } = town.app;
    const made = (key: string, note = 'Vì sao', by = admin) =>
      codes(registers.makeVoid(by, 'minimal', key, note));
    expect(await made(`${prefix}2`, '  ')).toEqual(['app.number.note_missing']);
    expect(await made(`${prefix}1`)).toEqual(['app.number.used']);
    expect(await made(`${prefix}7`)).toEqual(['app.number.taken']);
    expect(await made(`${prefix}0`)).toEqual(['app.number.taken']);
    expect(await made('number/other/decision/2025/1')).toEqual(['app.number.unknown']);
    expect(await made('issued/ward-1/2025/5/QĐ')).toEqual(['app.number.unknown']);
    expect(await made(`${prefix}2`, 'Vì sao', { _id: 'clerk-1' } as Account)).toEqual(['app.number.unknown']);
    expect((await town.ports.reservations.inRange(prefix, 0, 10)).map(({ seq }) => seq)).toEqual([1]);
  });
});
