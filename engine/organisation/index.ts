/**
 * Organisations: units with their validity, lines and successors; who holds which role where on a day. May
 * import `engine/model` and `engine/issues`.
 * Start reading at `directory-index.ts`; `assignee-key.ts` says how a role at a unit is written as one text.
 */
export { type AssigneeKey, assigneeKey, membershipKey, parseAssigneeKey } from './assignee-key.ts';
export { checkOrganisation } from './check.ts';
export { type Authority, type DirectoryIndex, indexDirectory, type Located } from './directory-index.ts';
export { checkMemberships, type StaffingNeed, staffingFindings } from './staffing.ts';
