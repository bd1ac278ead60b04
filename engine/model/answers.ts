import type { Day, Decimal } from './time.ts';

/** A file as an answer names it; the bytes are in the FileStore under `id`. */
export interface FileAnswer {
  id: string;
  name: string;
  size: number;
  type: string;
  /** Hex SHA-256 of the bytes. */
  digest: string;
}

/** A choice that was not on the list. */
export interface OtherAnswer {
  other: string;
}

/** One row of a table answer; `_row` is its stable id. */
export interface RowAnswer {
  _row: string;
  [field: string]: Answer;
}

/**
 * An answer as stored: integers and decimals are canonical decimal strings, dates `YYYY-MM-DD`, months
 * `YYYY-MM`, yes/no booleans, a choice its id, a multiple choice its ids sorted (what was not on the list last),
 * a unit or subject its uid.
 */
export type Answer =
  | string
  | Decimal
  | Day
  | boolean
  | string[]
  | FileAnswer
  | FileAnswer[]
  | OtherAnswer
  | (string | OtherAnswer)[]
  | RowAnswer[];

/** Answers by field id. Unanswered and hidden fields are absent. */
export type Answers = Record<string, Answer>;

/** A value that may stand in events and lists: number, yes/no, choice, date or unit of a field marked `listed`. */
export type ListedValue = string | boolean | string[];

/** A reviewer's words about one field of a submission, or about one row of a table. */
export interface Remark {
  field: string;
  row?: string;
  text: string;
}
