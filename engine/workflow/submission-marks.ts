import type { CaseEvent } from '../model/event.ts';
import { undoneEvents } from './undone.ts';

/** What a total says beside a figure. */
export interface SubmissionMarks {
  /** The first submission that stands came after its time. */
  late: boolean;
  /** Somebody else corrected figures of it since it was sent. */
  corrected: boolean;
}

/** Reads off a history whether what was sent came late and was corrected; what was taken back does not count. */
export function submissionMarks(
  history: readonly (Pick<CaseEvent, 'seq' | 'type'> & { data: { late?: unknown; of?: unknown } })[],
): SubmissionMarks {
  const taken = undoneEvents(history);
  const standing = history.filter(({ seq }) => !taken.has(seq));
  return {
    late: standing.find(({ type }) => type === 'submitted')?.data.late === true,
    corrected: standing.some(({ type }) => type === 'corrected'),
  };
}
