import type { Remark } from '../model/answers.ts';
import type { Case } from '../model/case.ts';
import type { Ports } from './ports.ts';

/** What the last return of a case said. */
export interface Returned {
  by: string;
  at: string;
  reason?: string;
  remarks: Remark[];
}

/** The last return of a case that was not undone and not answered by a submission since; null when there is none. */
export async function remarksOf(ports: Ports, caseId: string): Promise<Returned | null> {
  const current = await ports.cases.load(caseId);
  return current ? returnedOf(ports, current) : null;
}

/** The same for a case at hand. */
export async function returnedOf(ports: Ports, current: Case): Promise<Returned | null> {
  const undone = new Set(
    current.history
      .filter((event) => event.type === 'undone')
      .flatMap((event) => event.data['of'] as number[]),
  );
  const last = current.history.findLast(
    (event) => (event.type === 'returned' || event.type === 'submitted') && !undone.has(event.seq),
  );
  if (last?.type !== 'returned') return null;
  const contents = await ports.contents.get(last.contents ?? []);
  const remarks = contents.find((one) => one.kind === 'remarks')?.body as Remark[] | undefined;
  const reason = contents.find((one) => one.kind === 'reason')?.body as string | undefined;
  return { by: last.actor, at: last.at, remarks: remarks ?? [], ...(reason ? { reason } : {}) };
}
