import type { Part } from './part.ts';

/** Which reports are signed, as whom, and whether the signature is taken back once and made again. */
export type SignedReport = { id: string; clerk: string; undoes: boolean };

/** Signs reports with a number each. */
export const signReports: Part<readonly SignedReport[]> = async ({ app, ports }, reports) => {
  for (const { id, clerk, undoes } of reports)
    for (;;) {
      const current = (await ports.cases.load(id))!;
      const taken = current.history.filter(({ type }) => type === 'undone').length;
      const actor = { account: clerk, via: 'web' } as const;
      if (current.state !== 'ended') {
        const { id: task, generation } = current.tasks[0]!;
        await app.commands.execute(
          id,
          { type: 'act', key: `sign-${taken}`, task: { id: task, generation }, action: 'confirm' },
          actor,
        );
      } else if (undoes && taken === 0) {
        const { cmd } = current.history.at(-1)!;
        await app.commands.execute(id, { type: 'undo', key: 'undo', cmd }, actor);
      } else break;
    }
};
