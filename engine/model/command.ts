import type { Answers, Remark } from './answers.ts';
import type { Case, CaseState, CaseStatus, LineSays, LineState, OutboxEntry } from './case.ts';
import type { CaseEvent, PendingContent, UnsealedEvent, Via } from './event.ts';
import type { Text } from './generated/definitions.ts';
import type { JsonValue } from './json.ts';
import type { EntryPlan } from './migration.ts';
import type { Directory } from './organisation.ts';
import type { Calendar, Day, Instant } from './time.ts';

/** A task as a command names it: a task whose terms changed since is another generation. */
export interface TaskRef {
  id: string;
  generation: number;
}

interface Common {
  /** The client key: the same key twice on one case gives the first answer. */
  key: string;
  onBehalfOf?: string;
  batch?: string;
}

/** Opens an owed case. It stands at the workflow's first step afterwards, in state `due`. */
export interface OpenCommand extends Common {
  type: 'open';
  entry: string;
  period: string;
  unit: string;
  subject?: string;
  attempt: number;
  /** Of a dossier: the cases it gathers, in the order of its lines. */
  cases?: string[];
}

/** Opens a case because somebody typed it in for another (paper brought in). */
export interface OpenOnBehalfCommand extends Omit<OpenCommand, 'type'> {
  type: 'openOnBehalf';
}

/** Sends the form at a `fill` step. */
export interface SubmitCommand extends Common {
  type: 'submit';
  task: TaskRef;
  /** Answers as stored; the core evaluates them again, drops hidden ones, computes values. */
  answers: Answers;
  /** The day on the paper, where somebody types it in for `onBehalfOf` without standing in for them. */
  paperDay?: Day;
}

/** Any action of the step. */
export interface ActCommand extends Common {
  type: 'act';
  task: TaskRef;
  action: string;
  reason?: string;
  remarks?: Remark[];
  checklist?: Record<string, boolean | 'notApplicable'>;
  /** Of a document issued elsewhere, or of the letter an opinion came by: its number and date as typed. */
  document?: TypedDocument;
  /** On a dossier: the lines about which something else is decided than about the rest. */
  lines?: LineDecision[];
}

/** A document's number and date as a person typed them. */
export interface TypedDocument {
  number: string;
  date: Day;
}

/** Corrects figures where the step allows it; both values stand. */
export interface CorrectFieldCommand extends Common {
  type: 'correctField';
  task: TaskRef;
  answers: Partial<Answers>;
  reason?: string;
}

export interface ClaimCommand extends Common {
  type: 'claim';
  task: TaskRef;
}

export interface ReleaseCommand extends Common {
  type: 'release';
  task: TaskRef;
}

/**
 * Reminds those a late task waits for, because somebody who oversees the case asks for it. Who may ask is settled
 * by the campaign's `access` rules, which `engine/app` looks at.
 */
export interface RemindCommand extends Common {
  type: 'remind';
  task: TaskRef;
  /**
   * How many late cases of the same people the message speaks of, this one among them. 0: the message of another
   * case speaks of this one, so that nobody gets seven messages about seven reports.
   */
  speaksOf: number;
}

/** What a person decides about one line of a dossier. */
export interface LineDecision {
  n: number;
  /** `waiting` takes an earlier decision back. */
  verdict: 'approved' | 'refused' | 'returned' | 'waiting';
  reason?: string;
}

/** Puts more cases into a dossier that has not been sent. */
export interface GatherCommand extends Common {
  type: 'gather';
  task: TaskRef;
  cases: string[];
}

/** Decides lines of a dossier; the dossier itself stays where it is. */
export interface DecideLinesCommand extends Common {
  type: 'decideLines';
  task: TaskRef;
  lines: LineDecision[];
}

/** Takes lines out of a dossier that has not been sent; without a task, lines whose case could not come. */
export interface ReleaseLinesCommand extends Common {
  type: 'releaseLines';
  task?: TaskRef;
  lines: number[];
}

/** The case does what a dossier says of it: joins it, leaves it, or moves on as its line was decided. */
export interface FollowCommand extends Common {
  type: 'follow';
  dossier: string;
  line: number;
  says: LineSays;
}

/** Looks at the case: fires what is due, in order, once. */
export interface WakeCommand extends Common {
  type: 'wake';
}

/** Moves the revision only: a commit that is still on its way must fail. */
export interface TouchCommand extends Common {
  type: 'touch';
  because: string;
}

/** Takes back one's own last act while its effects have not left the house. */
export interface UndoCommand extends Common {
  type: 'undo';
  /** The `cmd` of the events to undo. */
  cmd: number;
}

/** Erases a person's contents in the case; the tombstones and the chain stay. */
export interface EraseCommand extends Common {
  type: 'erase';
  account: string;
}

/** Brings the case from one version of its campaign to another, which is the campaign it is decided with. */
export interface MigrateCommand extends Common {
  type: 'migrate';
  /** The version it comes from; a case of any other is refused. */
  from: string;
  to: string;
  plan: EntryPlan;
  /** A case that has ended is brought along too. */
  ended?: boolean;
}

/** Takes back what a batch did to the case, as long as nothing has happened on top of it. */
export interface UndoBatchCommand extends Common {
  type: 'undoBatch';
  batch: string;
}

/** Brings the case to the units of today: after some ended, and for people who hold their roles no more. */
export interface ReorganiseCommand extends Common {
  type: 'reorganise';
  /** Where a unit ended with several successors, the one this case goes to; by the unit that ended. */
  successors?: Record<string, string>;
}

/** Counts the open deadlines anew, since the calendar has changed. */
export interface RescheduleCommand extends Common {
  type: 'reschedule';
}

/** Commands of later issues: in the types so that formats and stores are final, refused as not built. */
export interface LaterCommand extends Common {
  type:
    | 'assign'
    | 'reassign'
    | 'delegate'
    | 'comment'
    | 'withdraw'
    | 'recuse'
    | 'vote'
    | 'score'
    | 'pause'
    | 'resume'
    | 'extend'
    | 'raise'
    | 'amend'
    | 'revoke'
    | 'appeal'
    | 'reopen'
    | 'cancel';
  task?: TaskRef;
  data?: JsonValue;
}

/** A wish about one case. Every command except open, wake, migrate, reorganise, reschedule, erase names a task. */
export type Command =
  | OpenCommand
  | OpenOnBehalfCommand
  | SubmitCommand
  | ActCommand
  | CorrectFieldCommand
  | ClaimCommand
  | ReleaseCommand
  | RemindCommand
  | GatherCommand
  | DecideLinesCommand
  | ReleaseLinesCommand
  | FollowCommand
  | WakeCommand
  | TouchCommand
  | UndoCommand
  | EraseCommand
  | MigrateCommand
  | UndoBatchCommand
  | ReorganiseCommand
  | RescheduleCommand
  | LaterCommand;

export type CommandType = Command['type'];

/** Which sent cases a fact is made from, told by the core; `engine/app` finds them. */
export interface FactQuery {
  entry: string;
  outcome: string;
  /** Units as they stand in the cases: the unit and those it took over from, or all below it. */
  units?: string[];
  subject?: string;
  /** Periods of the entry; absent for any. */
  periods?: string[];
  /** Cases of other campaigns of the organisation, under an entry of the same id, count as well. */
  everyCampaign?: true;
}

/** What the core still needs to know; `engine/app` resolves it and calls again, at most 8 rounds. */
export type NeedRequest =
  | { need: 'answers'; digest: string }
  | { need: 'previous'; case: string }
  | { need: 'fact'; id: string; query: FactQuery }
  | { need: 'reserve'; key: string }
  | { need: 'reserve'; firstFreeOf: { prefix: string; from: number; to: number } }
  | { need: 'random'; n: number }
  | { need: 'content'; digest: string }
  /** How another case stands. */
  | { need: 'case'; id: string }
  /** What a dossier says of one of its lines. */
  | { need: 'line'; dossier: string; line: number }
  /** Who may not decide the cases on a dossier's lines. */
  | { need: 'members'; cases: string[] }
  /** The events cut from the case's document, oldest first; asked only of a case that has a `base`. */
  | { need: 'older' };

/** What a dossier says of one of its lines: `settled` when it says so for good. */
export interface ToldLine {
  /** The case on the line. */
  case: string;
  state: LineState;
  settled: boolean;
  reason?: string;
}

/** What a dossier must know of the case on a line before somebody decides it. */
export interface LineMember {
  unit: CaseState['unit'];
  /** Who acted on it, by step; `apart` where the step it waits at says that they do not decide it. */
  acted: { step: Text; by: string[]; apart?: true }[];
  /** Who typed it in, and for whom. */
  typed?: { by: string; for: string };
  /** The step it waits at keeps people of its unit apart. */
  notOfSubjectUnit?: true;
}

/** How another case stands. */
export interface OtherCase {
  state: CaseStatus;
  outcome?: string;
}

/** Answers to requests, by the thing asked for. `null` says: looked, there is none. */
export interface Resolved {
  answers?: Record<string, Answers | null>;
  previous?: Record<string, Answers | null>;
  /** Figures by fact, with the cases they were made from; a value of null says that there is none. */
  facts?: Record<string, { value: string | null; sources: string[] }>;
  reservations?: Record<string, string | null>;
  /** Of a key that was not to be had: the case that has it. */
  holders?: Record<string, string>;
  cases?: Record<string, OtherCase | null>;
  random?: number[];
  contents?: Record<string, JsonValue | null>;
  /** By `<dossier>:<line>`. */
  lines?: Record<string, ToldLine | null>;
  /** By case. */
  members?: Record<string, LineMember | null>;
  older?: CaseEvent[];
}

/** Everything outside the case and the campaign that a decision may depend on. All plain data. */
export interface TransitionContext {
  now: Instant;
  /** Who acts: an account id, or `system` for wakes, imports, migrations. */
  actor: string;
  via: Via;
  directory: Directory;
  calendar: Calendar;
  /** Seed of the ids this command may make; the core counts on from it. */
  ids: string;
  resolved?: Resolved;
}

/** An issue as `engine/issues` shapes it; repeated here because the model imports nothing. */
export interface RefusalIssue {
  code: string;
  severity: 'error' | 'warning' | 'note';
  source: string;
  pointer: string;
  params: Record<string, string | number | boolean | null | readonly (string | number)[]>;
  related?: { source: string; pointer: string; role: string }[];
}

/** How a command went. `case` and `events` name contents by `content:<n>` until they are sealed. */
export type TransitionResult =
  | {
      kind: 'done';
      case: Case;
      events: UnsealedEvent[];
      effects: OutboxEntry[];
      contents: PendingContent[];
      /** True when the key was already accepted: nothing new happened. */
      repeated?: true;
    }
  | { kind: 'refused'; issues: RefusalIssue[] }
  | { kind: 'needs'; requests: NeedRequest[] };
