import { describe, expect, it } from 'vitest';
import type { MemoryComposition } from '../../../compose-memory.ts';
import { breakAt } from '../breaking.ts';
import { caseOf, openTown } from '../town.ts';

const off = (date: string) => ({ kind: 'off', date, name: 'Nghỉ bão', source: 'CV 1', note: '' });

async function dueOf(town: Pick<MemoryComposition, 'load'>, team: number): Promise<string | undefined> {
  return (await town.load(caseOf(team))).tasks[0]!.dueAt;
}

/** The first working day before the due day of team 1, and its calendar. */
async function dayBefore(town: MemoryComposition): Promise<{ id: string; date: string; due: string }> {
  const [id] = await town.ports.definitions.calendarIds();
  const due = (await dueOf(town, 1))!;
  let at = Date.parse(due) - 86_400_000;
  while ([0, 6].includes(new Date(at).getUTCDay())) at -= 86_400_000;
  return { id: id!, date: new Date(at).toISOString().slice(0, 10), due };
}

describe('a calendar changed on its page', () => {
  it('moves the open deadlines of every case, which say so; taken back, they are as they were', async () => {
    const town = await openTown();
    const admin = await town.account('admin');
    const { id, date, due } = await dayBefore(town);
    const marked = await town.app.calendars.mark(admin, id, off(date));
    if (!marked.ok) throw new Error(JSON.stringify(marked.issues));
    await town.settle();
    for (const team of [1, 2, 3]) {
      expect((await dueOf(town, team))! > due).toBe(true);
      expect((await town.load(caseOf(team))).history.at(-1)).toMatchObject({
        type: 'extended',
        actor: 'admin',
        data: { because: 'calendar', calendarRevision: 2 },
      });
    }
    const year = Number(date.slice(0, 4));
    expect((await town.app.calendars.year(id, year, 'vi'))!.recount).toEqual({
      running: false,
      looked: 3,
      moved: 3,
      refused: 0,
    });
    expect((await town.app.directoryChanges.undo(admin, marked.value._id)).ok).toBe(true);
    await town.settle();
    for (const team of [1, 2, 3]) expect(await dueOf(town, team)).toBe(due);
    expect(await town.app.maintenance.verify(caseOf(1))).toMatchObject({ ok: true });
  });

  it('is followed by what somebody had begun to decide by the former one, behind the cursor', async () => {
    const town = await openTown();
    const admin = await town.account('admin');
    const { id, date, due } = await dayBefore(town);
    const late = await town.load(caseOf(1));
    let looked = 0;
    const watched = town.again((ports) => ({
      ...ports,
      cases: {
        ...ports.cases,
        async unended(after, limit) {
          looked += 1;
          const found = await ports.cases.unended(after, limit);
          // The first pass does not see the case: it was being written when the calendar changed.
          return looked === 1 ? found.filter(({ _id }) => _id !== late._id) : found;
        },
      },
    }));
    await watched.app.calendars.mark(admin, id, off(date));
    await watched.settle();
    for (const team of [1, 2, 3]) expect((await dueOf(town, team))! > due, `team ${team}`).toBe(true);
    expect(looked).toBe(3);
  });

  it('is followed to the end when the process dies on the way', async () => {
    const start = await openTown();
    const { id, date, due } = await dayBefore(start);
    for (const when of ['before', 'after'] as const)
      for (let n = 1; n < 40; n += 1) {
        const town = await openTown();
        const admin = await town.account('admin');
        const broke = await town
          .again(breakAt(n, when).change)
          .app.calendars.mark(admin, id, off(date))
          .then(
            () => false,
            () => true,
          );
        const next = town.again();
        await next.app.directoryChanges.finish();
        await next.app.wakes.sweep(true);
        await next.settle();
        const { revision } = (await town.ports.definitions.calendar(id))!;
        for (const team of [1, 2, 3])
          expect((await dueOf(next, team))! > due, `${when} ${n} team ${team}`).toBe(revision === 2);
        if (!broke) break;
        expect(n).toBeLessThan(39);
      }
  });

  it('is a year of twelve months with every day once, and counts the working days', async () => {
    const town = await openTown();
    const [id] = await town.ports.definitions.calendarIds();
    for (const year of [2024, 2025, 2031]) {
      const view = (await town.app.calendars.year(id!, year, 'vi'))!;
      const days = view.months.flatMap(({ weeks }) => weeks.flat()).filter(({ kind }) => kind !== 'blank');
      expect(days.length).toBe(year === 2024 ? 366 : 365);
      expect(new Set(days.map(({ day }) => day)).size).toBe(days.length);
      expect(view.months.every(({ weeks }) => weeks.every((week) => week.length === 7))).toBe(true);
      expect(view.workingDays).toBe(days.filter(({ kind }) => kind === 'work' || kind === 'worked').length);
      expect(view.known).toBe(String(year) in (await town.ports.definitions.calendar(id!))!.years);
    }
    expect(await town.app.calendars.year('none', 2025, 'vi')).toBeNull();
  });

  it('refuses hours that cannot be read, days nobody can mean, and who is no administrator', async () => {
    const town = await openTown();
    const admin = await town.account('admin');
    const [id] = await town.ports.definitions.calendarIds();
    const codes = async (outcome: ReturnType<typeof town.app.calendars.mark>) => {
      const result = await outcome;
      return result.ok ? [] : result.issues.map(({ code }) => code);
    };
    const { calendars } = town.app;
    expect(await codes(calendars.setHours(admin, id!, '7h-11h', ''))).toEqual(['directory.calendar.hours']);
    expect(await codes(calendars.setHours(admin, id!, ' ', ''))).toEqual(['directory.calendar.hours']);
    expect(await codes(calendars.setHours(admin, id!, '11:00-07:00', ''))).toEqual([
      'calendar.incompatible.hours',
    ]);
    expect(await codes(calendars.mark(admin, id!, off('31/02/2025')))).toEqual(['directory.day.wrong']);
    expect(await codes(calendars.mark(admin, 'none', off('2025-03-03')))).toEqual([
      'directory.calendar.unknown',
    ]);
    expect(await codes(calendars.mark(await town.account('head'), id!, off('2025-03-03')))).toEqual([
      'directory.access.administrator',
    ]);
    expect(await codes(calendars.unmark(admin, id!, '2025-03-04'))).toEqual([
      'directory.calendar.day_absent',
    ]);
  });
});
