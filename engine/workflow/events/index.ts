/**
 * Appliers: one file per type of event, how it changes a case. An outside package adds one by
 * `registerApplier`; a type can have only one.
 */
import type { CaseEventType } from '../../model/event.ts';
import type { Applier } from './applier.ts';
import { type AssignedData, assigned } from './assigned.ts';
import { type ClaimedData, claimed } from './claimed.ts';
import { type CommentedData, commented } from './commented.ts';
import { type CorrectedData, corrected } from './corrected.ts';
import { type CountedData, counted } from './counted.ts';
import { type DecidedData, decided } from './decided.ts';
import { type EndedData, ended } from './ended.ts';
import { type EnteredData, entered } from './entered.ts';
import { type ErasedData, erased } from './erased.ts';
import { type EscalatedData, escalated } from './escalated.ts';
import { type ExtendedData, extended } from './extended.ts';
import { type FiguredData, figured } from './figured.ts';
import { type GatheredData, gathered } from './gathered.ts';
import { type JoinedData, joined } from './joined.ts';
import { type LeftData, left } from './left.ts';
import { type MigratedData, migrated } from './migrated.ts';
import { type OpenedData, opened } from './opened.ts';
import { type PausedData, paused } from './paused.ts';
import { type RedirectedData, redirected } from './redirected.ts';
import { type RekeyedData, rekeyed } from './rekeyed.ts';
import { type ReleasedData, released } from './released.ts';
import { type RemindedData, reminded } from './reminded.ts';
import { type ReorganisedData, reorganised } from './reorganised.ts';
import { type ReservedData, reserved } from './reserved.ts';
import { type ResumedData, resumed } from './resumed.ts';
import { type ReturnedData, returned } from './returned.ts';
import { type ScheduledData, scheduled } from './scheduled.ts';
import { type ScoredData, scored } from './scored.ts';
import { type SubmittedData, submitted } from './submitted.ts';
import { type TaskedData, tasked } from './tasked.ts';
import { type TouchedData, touched } from './touched.ts';
import { type UndoneData, undone } from './undone.ts';
import { type VotedData, voted } from './voted.ts';

export { type Applier, applier, everything, unopened } from './applier.ts';

/** What each type of event carries. */
export interface EventData {
  opened: OpenedData;
  entered: EnteredData;
  left: LeftData;
  tasked: TaskedData;
  claimed: ClaimedData;
  released: ReleasedData;
  assigned: AssignedData;
  submitted: SubmittedData;
  decided: DecidedData;
  returned: ReturnedData;
  corrected: CorrectedData;
  commented: CommentedData;
  scheduled: ScheduledData;
  reminded: RemindedData;
  escalated: EscalatedData;
  redirected: RedirectedData;
  paused: PausedData;
  resumed: ResumedData;
  extended: ExtendedData;
  ended: EndedData;
  undone: UndoneData;
  migrated: MigratedData;
  reorganised: ReorganisedData;
  rekeyed: RekeyedData;
  voted: VotedData;
  counted: CountedData;
  scored: ScoredData;
  figured: FiguredData;
  gathered: GatheredData;
  joined: JoinedData;
  reserved: ReservedData;
  erased: ErasedData;
  touched: TouchedData;
}

/** The appliers by type of event. */
export type Appliers = Partial<Record<string, Applier>>;

/** Every applier known. */
export const appliers: Appliers = {};

/** Adds the applier of a type of event. Refuses, by an exception, a type that has one. */
export function registerApplier(added: Applier): void {
  if (appliers[added.type]) throw new Error(`The event ${added.type} has an applier already.`);
  appliers[added.type] = added;
}

for (const one of [
  opened,
  entered,
  left,
  tasked,
  claimed,
  released,
  assigned,
  submitted,
  decided,
  returned,
  corrected,
  commented,
  scheduled,
  reminded,
  escalated,
  redirected,
  paused,
  resumed,
  extended,
  ended,
  undone,
  migrated,
  reorganised,
  rekeyed,
  voted,
  counted,
  scored,
  figured,
  gathered,
  joined,
  reserved,
  erased,
  touched,
])
  registerApplier(one);

/** The types of events the product makes or folds. */
export function eventTypes(): CaseEventType[] {
  return Object.keys(appliers) as CaseEventType[];
}
