import type { JsonValue } from './json.ts';
import type { Instant } from './time.ts';

/**
 * One change to the files of a campaign. A pointer is an RFC 6901 pointer in the file; where a list takes a new
 * member it ends in the index before which it is put, or in `-` for the end.
 */
export type Edit =
  | SetEdit
  | RemoveEdit
  | InsertEdit
  | MoveEdit
  | CopyEdit
  | RenameEdit
  | AddFileEdit
  | RemoveFileEdit
  | SetFileEdit
  | RestoreEdit;

/** Puts a value where one stands, or a new part into an object that has none of that name. */
export interface SetEdit {
  op: 'set';
  file: string;
  pointer: string;
  value: JsonValue;
}

/** Takes a part out of an object, or a member out of a list. */
export interface RemoveEdit {
  op: 'remove';
  file: string;
  pointer: string;
}

/** Puts a new member into a list. A list that is not there yet begins with it. */
export interface InsertEdit {
  op: 'insert';
  file: string;
  pointer: string;
  value: JsonValue;
}

/** Takes a member of a list to another place, which is counted with the member already taken out. */
export interface MoveEdit {
  op: 'move';
  file: string;
  pointer: string;
  to: string;
  /** The file of `to`; the same file when absent. */
  toFile?: string;
}

/** Puts a copy of a value into a list, or of a whole file (pointer empty) into the new file `to`. */
export interface CopyEdit {
  op: 'copy';
  file: string;
  pointer: string;
  to: string;
  toFile?: string;
  /** The id of the copy, when what is copied has one. */
  id?: string;
}

/** Gives the thing at a pointer, or the file itself (pointer empty), another id, and everything that names it. */
export interface RenameEdit {
  op: 'rename';
  file: string;
  pointer: string;
  /** The new id. */
  to: string;
}

/** Adds a file: JSON from a value, or any text. */
export interface AddFileEdit {
  op: 'addFile';
  file: string;
  value?: JsonValue;
  text?: string;
}

export interface RemoveFileEdit {
  op: 'removeFile';
  file: string;
}

/** Puts a whole text in the place of a file's. The text may be JSON that is broken. */
export interface SetFileEdit {
  op: 'setFile';
  file: string;
  text: string;
}

/** What undoing is made of: at an offset, one text in the place of exactly another. */
export interface RestoreEdit {
  op: 'restore';
  file: string;
  /** Offset in UTF-16 units. */
  at: number;
  removed: string;
  text: string;
}

/** Edits that were made at once, and those that take them back, to be applied in their order. */
export interface RecordedEdit {
  edits: Edit[];
  inverse: Edit[];
  by: string;
  at: Instant;
  /** The draft's revision after it. */
  revision: number;
}

/** The files of a campaign as they are being changed. There is at most one draft of a campaign. */
export interface DefinitionDraft {
  /** The campaign's id. */
  _id: string;
  format: 1;
  /** The published version the draft began from; null for a campaign that has none. */
  base: string | null;
  files: Record<string, string>;
  /** Compare-and-set. */
  revision: number;
  /** What was done, oldest first; the last ones only. */
  edits: RecordedEdit[];
  /** What was taken back and may be done again, the next one last. */
  undone: RecordedEdit[];
  startedAt: Instant;
  startedBy: string;
  savedAt: Instant;
  savedBy: string;
  /** Everyone who has changed it: whoever approves it is somebody else. */
  editors: string[];
  /** Waits for a second person; until then nobody edits it. */
  submitted?: { by: string; at: Instant; note: string };
  /** Sent back by the second person. */
  returned?: { by: string; at: Instant; reason: string };
}
