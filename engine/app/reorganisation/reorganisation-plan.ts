import { addDays, dayOf, startOfDay } from '../../calendar/index.ts';
import type { Batch } from '../../model/batch.ts';
import type { ReorganisationFile } from '../../model/generated/definitions.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Directory, OrganisationRecord } from '../../model/organisation.ts';
import type { Instant } from '../../model/time.ts';
import {
  applyReorganisation,
  type MembershipMoves,
  moveMemberships,
  type ReorganisationChoices,
  withChoices,
} from '../../organisation/index.ts';

/** What a person decides: for units, as the organisation room reads it, and for one case apart from its unit. */
export interface Choices extends ReorganisationChoices {
  cases?: Record<string, string>;
}

/** What a batch of the kind `reorganisation` is to do. */
export interface ReorganisationPlan {
  file: ReorganisationFile;
  choices: Choices;
  /** When the cases were last looked at; the counts are of then. */
  rehearsedAt?: Instant;
  /** Once it is applied: the file with what was decided, and what became of the people. Enough to take it back. */
  decided?: ReorganisationFile;
  moves?: MembershipMoves;
}

/** The plan of a batch. */
export function planOf({ plan }: Pick<Batch, 'plan'>): ReorganisationPlan {
  return plan as unknown as ReorganisationPlan;
}

/** A plan as a batch holds it. */
export function asPlan(plan: ReorganisationPlan): JsonObject {
  return plan as unknown as JsonObject;
}

/** The batch is decided: its dates stand in the directory, and its cases move on its day. */
export function isApplied({ state, signedOff }: Pick<Batch, 'state' | 'signedOff'>): boolean {
  return state === 'running' || state === 'done' || (state === 'rehearsed' && signedOff !== undefined);
}

/** The first moment of the new order. */
export function startsAt({ file }: ReorganisationPlan, zone: string): Instant {
  return startOfDay(file.from, zone);
}

/** Until when an act of now may be taken back: the end of the day on which it comes to hold. */
export function undoableUntil(plan: ReorganisationPlan, now: Instant, zone: string): Instant {
  const today = dayOf(now, zone);
  const day = today > plan.file.from ? today : plan.file.from;
  return startOfDay(addDays(day, 1), zone);
}

/** The file with the choices that are made in it. */
export function decidedFile(
  organisation: OrganisationRecord,
  { file, choices, decided }: ReorganisationPlan,
): ReorganisationFile {
  return decided ?? withChoices(organisation, file, choices);
}

/** The directory as it would be. */
export function directoryAfter(directory: Directory, plan: ReorganisationPlan): Directory {
  const organisation = directory.organisations.find(({ id }) => id === plan.file.organisation);
  if (!organisation) return directory;
  const file = decidedFile(organisation, plan);
  const { ended, begun } = moveMemberships(directory.memberships, file, plan.choices);
  const changed = new Map(ended.map(({ after }) => [after.id, after]));
  return {
    ...directory,
    organisations: directory.organisations.map((one) =>
      one.id === organisation.id ? applyReorganisation(one, file) : one,
    ),
    memberships: [...directory.memberships.map((one) => changed.get(one.id) ?? one), ...begun],
  };
}
