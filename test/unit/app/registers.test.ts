import { expect, it } from 'vitest';
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
