/**
 * Compile: a map of path to text becomes a frozen `Campaign`, or a list of Issues that says exactly what is
 * wrong and where. Pure; reading files is the caller's. May import every pure room and Handlebars' parser.
 * Start reading at `compile.ts`: the phases are `read.ts`, `schema.ts`, `link.ts`, `check.ts` (the checks are
 * in `check/`) and `freeze.ts`. `generated/` is made from `definitions/schema` by `npm run generate`.
 */
export { paperHelpers, paperIssues, paperLists, paperParts, paperVariables } from './check/papers.ts';
export { messageHelpers, messageVariables } from './check/texts.ts';
export { type Compilation, compile } from './compile.ts';
export { pointerPart, positionOf, readJson, type TextPosition } from './json-text.ts';
export {
  type LibraryReading,
  readCalendar,
  readLibrary,
  readOrganisation,
  readReorganisation,
} from './library.ts';
export type { Library } from './link.ts';
export { isSafePath, limits, placeOf, withLineFeeds } from './read.ts';
export { languageVersion } from './schema.ts';
export {
  type FileKind,
  isObject,
  type Placed,
  type Shape,
  shapeAt,
  shapeFor,
  valueAt,
  walk,
} from './shape.ts';
export { staffing } from './staffing.ts';
export { withVariables } from './text-variables.ts';
export { versionInput } from './version-input.ts';
