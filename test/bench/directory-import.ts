/**
 * A file of five thousand accounts, each with a role, in the embedded mode: looked at, applied and undone, from the
 * press until the last record is written; and the longest any of the presses lets somebody wait for an answer.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDocumentServer } from '../../engine/adapters/embedded/documents/index.ts';
import { openStores } from '../../engine/adapters/mongo/index.ts';
import { cutHistory, foldText } from '../../engine/workflow/index.ts';
import { composeOver } from '../compose-memory.ts';
import { townWorld } from '../unit/app/town.ts';
import type { BenchRow } from './row.ts';

const accounts = 5_000;
const opened = '2025-01-31T01:30:00.000Z';

/** Seconds for looking at, applying and undoing a file of five thousand accounts with roles. */
export async function directoryImportBench(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const server = await startDocumentServer({
    file: join(folder, 'd.db'),
    socketPath: join(folder, 'd.sock'),
  });
  const stores = await openStores(server.url, { cutHistory, foldText });
  try {
    const town = await composeOver(stores, townWorld(), opened);
    const admin = await town.account('admin');
    const held = (await stores.directory.memberships()).length;
    const head = ['login', 'name', 'role', 'unit', 'from'];
    const rows = [
      head,
      ...Array.from({ length: accounts }, (_, n) => [
        `can.bo.${n}`,
        `Cán bộ thứ ${n}`,
        'clerk',
        `ward-${(n % 2) + 1}`,
        '2025-01-01',
      ]),
    ].map((cells, n) => ({ line: n + 1, cells }));
    const waits: number[] = [];
    const seconds = async (press: () => Promise<unknown>): Promise<number> => {
      const start = performance.now();
      await press();
      waits.push(performance.now() - start);
      await town.settle();
      return rounded(performance.now() - start);
    };
    let id = '';
    const looked = await seconds(async () => {
      const question = { kind: 'tai-khoan', organisation: '', from: '', note: '' };
      const outcome = await town.app.imports.preview(admin, question, rows, '2025-01-31');
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues));
      id = outcome.value._id;
    });
    waits.length = 0;
    const applied = await seconds(() => town.app.imports.apply(admin, id));
    const there = (await stores.directory.memberships()).length - held;
    const undone = await seconds(() => town.app.directoryChanges.undo(admin, id));
    const left = (await stores.directory.memberships()).length - held;
    if (there !== accounts || left !== 0) throw new Error(`${there} roles came in, ${left} are left.`);
    return [
      { name: 'import-preview-5k-s', value: looked, unit: 's' },
      { name: 'import-5k-s', value: applied, unit: 's' },
      { name: 'import-undo-5k-s', value: undone, unit: 's' },
      { name: 'import-answer-s', value: rounded(Math.max(...waits)), unit: 's' },
    ];
  } finally {
    await stores.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function rounded(ms: number): number {
  return Math.round(ms / 10) / 100;
}
