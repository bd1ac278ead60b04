/**
 * Editing: changes to the files of a campaign as data. An edit is applied without touching what it does not
 * name and gives the edits that take it back. Pure; may import every pure room. Start reading at
 * `apply-edit.ts`; the kinds of edits are in `operations/`, one file each. `differences.ts` tells two sets of files
 * apart in sentences.
 */
export { applyEdit, applyEdits, type Edited } from './apply-edit.ts';
export {
  line,
  lines,
  openedName,
  type PartView,
  type ProblemView,
  type Typed,
  type Typing,
} from './controls/control-kind.ts';
export { type RuleView, ruleActs } from './controls/rule.ts';
export {
  type CampaignCopy,
  type CopyCall,
  copyCampaign,
  type MovedDay,
  nextYears,
  type ToCheck,
} from './copy-campaign.ts';
export { whereInWords } from './difference/where.ts';
export { type Difference, differences } from './differences.ts';
export { inverseOf } from './inverse.ts';
export type { Files } from './operation.ts';
export { printFile } from './print-json.ts';
export { changesOf } from './view/changes.ts';
export {
  type ConflictView,
  conflictsName,
  conflictsOn,
  decided,
  keepName,
  kept,
  openedAtName,
  type Seen,
  typedInWords,
  typedLeaf,
  undecidedOf,
} from './view/conflicts.ts';
export { type Contents, contentsOf, objectOf, objectsOf, textOf, valueIn } from './view/contents.ts';
export { filesAt, placeNow, removedBy, textWrittenBy, writtenBy } from './view/earlier.ts';
export { type Fix, fixOf } from './view/fixes.ts';
export {
  type Addable,
  addableAt,
  choicesFrom,
  copyOf,
  copyOfFile,
  freshFile,
  freshMember,
  idFrom,
  isSpare,
  messageFiles,
  removalOfFile,
} from './view/fresh.ts';
export { isNameOf, type Leaf } from './view/leaves.ts';
export { entriesOf, type Named, namesOf } from './view/names.ts';
export { type OutlineLine, type OutlineSection, outlineOf } from './view/outline.ts';
export { namesSeen } from './view/questions.ts';
export { rebase } from './view/rebase.ts';
export { restoring } from './view/restoring.ts';
export {
  asKind,
  drawThing,
  partsName,
  readThing,
  type Thing,
  type ThingView,
  thingAt,
  typedOf,
  type Where,
} from './view/thing.ts';
export { titleOf, valueWord } from './view/titles.ts';
