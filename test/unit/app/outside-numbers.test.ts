import { describe, expect, it } from 'vitest';
import { caseCode } from '../../../engine/workflow/index.ts';
import type { MemoryComposition } from '../../compose-memory.ts';
import type { Patch } from '../compile/campaign-fixture.ts';
import { act, caseOf, freshKey, openTown, submit } from './town.ts';

const outside: Patch[] = [
  { file: 'workflows/report.json', op: 'replace', path: '/steps/1/kind', value: 'decide' },
  { file: 'workflows/report.json', op: 'add', path: '/steps/1/issued', value: 'outside' },
];
const document = { number: '12/QĐ-UBND', date: '2025-01-30' };

async function sentTown(patch: Patch[] = outside): Promise<MemoryComposition> {
  const town = await openTown(patch);
  for (const team of [1, 2]) await submit(town, team);
  return town;
}

const record = (town: MemoryComposition, team: number, typed = document) =>
  act(town, 'clerk-1', team, 'confirm', { document: typed } as never);

describe('the number of a document issued elsewhere', () => {
  it('is refused where another case of the body has it, and that case is named', async () => {
    const town = await sentTown();
    expect(await record(town, 1)).toMatchObject({ ok: true });
    expect(await record(town, 2, { ...document, number: '012/qđ-ubnd' })).toMatchObject({
      ok: false,
      issues: [
        {
          code: 'command.document.taken',
          params: { number: '012/qđ-ubnd', year: 2025, case: caseCode(caseOf(1)) },
        },
      ],
    });
    expect(await record(town, 2, { ...document, number: '13/QĐ-UBND' })).toMatchObject({ ok: true });
  });

  it('is free again once it was taken back, and goes to one of two who type it at once', async () => {
    const town = await sentTown();
    await record(town, 1);
    const { cmd } = (await town.load(caseOf(1))).history.at(-1)!;
    const undo = { type: 'undo', key: freshKey(), cmd } as const;
    expect(
      await town.app.commands.execute(caseOf(1), undo, { account: 'clerk-1', via: 'web' }),
    ).toMatchObject({ ok: true });
    const both = await Promise.all([record(town, 1), record(town, 2)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('may stand in several cases where the step says that one document is about several', async () => {
    const shared: Patch = {
      file: 'workflows/report.json',
      op: 'add',
      path: '/steps/1/sharedNumber',
      value: true,
    };
    const town = await sentTown([...outside, shared]);
    expect(await record(town, 1)).toMatchObject({ ok: true });
    expect(await record(town, 2)).toMatchObject({ ok: true });
  });
});
