/**
 * Editing: changes to the files of a campaign as data. An edit is applied without touching what it does not
 * name and gives the edits that take it back. Pure; may import every pure room. Start reading at
 * `apply-edit.ts`; the kinds of edits are in `operations/`, one file each.
 */
export { applyEdit, applyEdits, type Edited } from './apply-edit.ts';
export { inverseOf } from './inverse.ts';
export type { Files } from './operation.ts';
export { printFile } from './print-json.ts';
