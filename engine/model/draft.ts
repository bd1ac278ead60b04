import type { Day, Instant } from './time.ts';

/** What was typed and not yet sent: as typed, so that nothing is lost even when it cannot be read yet. */
export interface Draft {
  /** `<case>/<form>/<account or shared team key>`. */
  _id: string;
  case: string;
  version: string;
  revision: number;
  /** Raw text, texts or files by field id, as the page sent them. */
  answers: Record<string, unknown>;
  savedAt: Instant;
  /** Everyone whose typing is in it, so that erasing a person finds it. */
  savedBy: string[];
  /** What is typed in for somebody: whose it is, and the day that stands on the paper. */
  paper?: { of: string; day: Day };
  /** What was typed before a migration gave the fields other names, until somebody types again. */
  moved?: { batch: string; answers: Record<string, unknown> };
}
