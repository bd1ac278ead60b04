import type { BatchVerdict } from '../../model/batch.ts';
import type { Case } from '../../model/case.ts';
import type { RefusalIssue } from '../../model/command.ts';
import type { UnsealedEvent } from '../../model/event.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Instant } from '../../model/time.ts';
import type { EventData } from '../../workflow/index.ts';

/** What a migration comes to for a case, the one that matters most first. */
export const migrationOutcomes = [
  'refused',
  'answersLost',
  'deadlinePast',
  'otherStep',
  'reassigned',
  'deadlineEarlier',
  'deadlineLater',
  'unchanged',
  'ended',
] as const;

/** What a migration comes to for a case. A case that is several of these is told by the first. */
export type MigrationOutcome = (typeof migrationOutcomes)[number];

/** What a verdict tells beside its outcome: no answers, only which ones. */
export type MigrationTold = {
  entry: string;
  /** The id of its entry in the new version, where that is another. */
  entryAfter?: string;
  period: string;
  unit: string;
  /** Where the case stood, by the old version, and where it stands, by the new. */
  step?: string;
  stepAfter?: string;
  dueBefore?: string;
  dueAfter?: string;
  /** Fields of the old form whose answers are lost: of what was sent, and of what is being typed. */
  lost?: string[];
  lostTyped?: string[];
  /** The rehearsal said otherwise. */
  rehearsed?: string;
  undoIssues?: JsonObject[];
};

/** How the migration of one case went, or would go: its events, or why it was refused. */
export type Tried = { events: readonly UnsealedEvent[] } | { issues: RefusalIssue[] };

/** What becomes of a case. `before` is the case as it stood; `now` tells which due times are past. */
export function migrationVerdict(
  batch: string,
  before: Case,
  tried: Tried,
  lostTyped: readonly string[],
  now: Instant,
): BatchVerdict {
  const told: MigrationTold = { entry: before.entry, period: before.period, unit: before.unit.nameThen };
  const verdict = (outcome: MigrationOutcome, more: Partial<BatchVerdict> = {}): BatchVerdict => ({
    _id: `${batch}/${before._id}`,
    batch,
    case: before._id,
    outcome,
    data: told as JsonObject,
    ...more,
  });
  const step = before.steps.at(-1)?.step;
  if (step !== undefined) told.step = step;
  if ('issues' in tried) return verdict('refused', { issues: tried.issues });
  const event = tried.events.find(({ type }) => type === 'migrated');
  if (!event) return verdict(before.state === 'ended' ? 'ended' : 'unchanged');
  const { lost = [], tasks = [], steps, entry } = event.data as unknown as EventData['migrated'];
  const entered = tried.events.findLast(({ type }) => type === 'entered');
  const tasked = tried.events.findLast(({ type }) => type === 'tasked');
  if (step !== undefined) told.stepAfter = (entered?.data['step'] as string) ?? steps[step] ?? step;
  if (entry !== undefined) told.entryAfter = entry;
  if (lost.length > 0) told.lost = lost;
  if (lostTyped.length > 0) told.lostTyped = [...lostTyped];
  const changed = tasks.find(({ dueAt }) => dueAt !== undefined);
  const dueBefore = changed?.dueBefore ?? before.tasks[0]?.dueAt;
  const dueAfter = tasked
    ? (tasked.data['dueAt'] as string | undefined)
    : changed
      ? (changed.dueAt ?? undefined)
      : dueBefore;
  if (dueBefore !== dueAfter) {
    if (dueBefore !== undefined) told.dueBefore = dueBefore;
    if (dueAfter !== undefined) told.dueAfter = dueAfter;
  }
  if (told.lost || told.lostTyped) return verdict('answersLost');
  if (entered) return verdict('otherStep');
  if (dueAfter !== undefined && dueAfter <= now && (dueBefore === undefined || dueBefore > now))
    return verdict('deadlinePast');
  if (tasks.some(({ assignees }) => assignees !== undefined)) return verdict('reassigned');
  if (dueAfter === dueBefore) return verdict('unchanged');
  const earlier = dueAfter !== undefined && (dueBefore === undefined || dueAfter < dueBefore);
  return verdict(earlier ? 'deadlineEarlier' : 'deadlineLater');
}
