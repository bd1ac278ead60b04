/**
 * Organisations: units with their validity, lines and successors; who holds which role where on a day. May
 * import `engine/model` and `engine/issues`.
 * Start reading at `directory-index.ts`; `assignee-key.ts` says how a role at a unit is written as one text.
 */
export {
  type AssigneeKey,
  assigneeKey,
  membershipKey,
  parseAssigneeKey,
  unroutedKey,
} from './assignee-key.ts';
export { checkOrganisation } from './check.ts';
export { checkReorganisation } from './check-reorganisation.ts';
export { type Authority, type DirectoryIndex, indexDirectory, type Located } from './directory-index.ts';
export {
  applyReorganisation,
  eveOf,
  isReorganised,
  type MembershipMoves,
  moveMemberships,
  type ReorganisationChoices,
  takeBackReorganisation,
  touchedUnits,
  type UndecidedParent,
  undecidedParents,
  withChoices,
} from './reorganisation.ts';
export { endOfRole, endOfUnit, isLastHolder, type UnitEnding } from './single-end.ts';
export { checkMemberships, type StaffingNeed, staffingFindings } from './staffing.ts';
export { type Double, doublesAmong, doublesOf, editDistance, maskedName } from './subject-name.ts';
export {
  type EditedUnit,
  editUnit,
  editUnits,
  newIssues,
  type OrganisationContent,
  type UnitEdit,
  withUnits,
} from './unit-edits.ts';
export { namedOn, unitNameOn } from './unit-name.ts';
