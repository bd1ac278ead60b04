import { failure, type Result, success } from '../issues/index.ts';
import type { Edit } from '../model/definition-draft.ts';
import { inverseOf } from './inverse.ts';
import type { Files, Operation } from './operation.ts';
import { operations } from './operations/index.ts';

/** What an edit gives. */
export interface Edited {
  files: Record<string, string>;
  /** The edits that take it back, to be applied in their order. */
  inverse: Edit[];
}

/**
 * Applies one edit to the files of a campaign. What it does not name stays byte for byte: the order of keys,
 * line breaks, the final line feed. Refused when the place is not there or the file is not JSON; what the edit
 * makes of the campaign is not looked at, which is the compiler's. The inverse restores the files exactly.
 */
export function applyEdit(files: Files, edit: Edit): Result<Edited> {
  // The table gives each kind its own edits; TypeScript cannot follow the pairing.
  const outcome = (operations[edit.op] as Operation)(files, edit);
  if ('refused' in outcome) return failure([outcome.refused]);
  return success({ files: { ...outcome.files }, inverse: inverseOf(files, outcome.files) });
}

/** Applies edits one after the other: all or none. The inverse takes all of them back. */
export function applyEdits(files: Files, edits: readonly Edit[]): Result<Edited> {
  let standing: Files = files;
  for (const edit of edits) {
    const result = applyEdit(standing, edit);
    if (!result.ok) return result;
    standing = result.value.files;
  }
  return success({ files: { ...standing }, inverse: inverseOf(files, standing) });
}
