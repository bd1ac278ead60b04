/**
 * Workflow: how cases behave. Pure: no clock, no randomness, no Node. May import `engine/model`, `engine/issues`,
 * `engine/rules`, `engine/calendar`, `engine/organisation` and `engine/forms`.
 *
 * Start reading at `transition.ts`, which decides a command; `fold.ts` is what its events mean. What may stand in
 * a definition is a kind, one file each: `steps/`, `actions/`, `assignees/`, `audiences/`, `escalations/`; so are
 * `commands/`, `events/` and `wakes/`. `compile-workflow.ts` checks a definition, `advance.ts` opens periods,
 * `describe.ts` puts a history into words.
 */
export { actionKinds } from './actions/index.ts';
export { type AdvanceContext, advance, batchSize } from './advance.ts';
export { assigneeKinds } from './assignees/index.ts';
export { audienceKinds } from './audiences/index.ts';
export type {
  Campaign,
  CompiledEntry,
  CompiledFact,
  CompiledNotification,
  CompiledStep,
  CompiledWorkflow,
} from './campaign.ts';
export { caseCode, caseIdOf, partsOfCaseId } from './case-id.ts';
export { type ChainHash, type ChainVerdict, sealEvents, verifyChain } from './chain.ts';
export { commandKinds } from './commands/index.ts';
export { remindedOn } from './commands/remind.ts';
export { compileWorkflow, type WorkflowOptions } from './compile-workflow.ts';
export { describeEvent, whyDue, whyMine } from './describe.ts';
export { numberParts, numberPrefix, rangeOf as numbersOf, signsBy, writtenNumber } from './documents.ts';
export { decidesLines, followKey, gathersAt, isHeld, lineKey, toldLine } from './dossier.ts';
export { announcedOn, effectKey, type Occasion, outboxOf } from './effects.ts';
export {
  entryNamed,
  entryUnder,
  namesOfCase,
  namesOfEntry,
  renamedEntries,
} from './entry-names.ts';
export { successionIssues } from './entry-succession.ts';
export { escalationKinds } from './escalations/index.ts';
export {
  type Applier,
  type Appliers,
  applier,
  appliers,
  type EventData,
  eventTypes,
  registerApplier,
} from './events/index.ts';
export {
  type FactSource,
  type Figure,
  factInWords,
  factPeriods,
  factTitle,
  figureOf,
} from './facts.ts';
export { applyEvent, fold, stateOf } from './fold.ts';
export { cutHistory, foldCase, keptEvents } from './history.ts';
export {
  dueInWords,
  rolesOf,
  type Stated,
  type StateInWords,
  said,
  shownDay,
  shownInstant,
  shownPeriod,
  shownPeriodOf,
  stateInWords,
  type Tone,
  toneOf,
} from './in-words.ts';
export { type Kinds, kinds } from './kinds.ts';
export * from './limits.ts';
export { lineMember, lineRanges, linesKeptApart } from './line-separation.ts';
export { type Look, lookAt, previousCaseId } from './look.ts';
export { type AnswersMove, answersMove, moveTyped } from './migration-answers.ts';
export {
  checkMigration,
  type EntryReasons,
  goneChoices,
  type ProposedMigration,
  proposeMigration,
} from './migration-plan.ts';
export { type StepPlace, stepPlaces } from './migration-steps.ts';
export { hasAnotherToConfirm, mayEnterFor } from './on-behalf.ts';
export { type Period, periodBefore, periodOf, periodsOf } from './periods.ts';
export { type WorkflowPicture, workflowPicture } from './picture.ts';
export { type ProjectionSource, project } from './project.ts';
export { readMigrationPlan } from './read-migration-plan.ts';
export { foldRecord, periodKey, type RecordEventData } from './record-events.ts';
export { type Routing, submitterKeys, unroutedKey } from './routing.ts';
export { type Sample, sampleAnswers, sampleFile } from './sample-answers.ts';
export { type Done, sealContents } from './seal.ts';
export { caseSearchWords, foldText, searchWords } from './search-words.ts';
export {
  type Said,
  type Script,
  type Simulation,
  type SimulationLine,
  type SimulationOptions,
  simulate,
} from './simulate.ts';
export { asksOf, stepKinds } from './steps/index.ts';
export { type SubmissionMarks, submissionMarks } from './submission-marks.ts';
export { transition } from './transition.ts';
export {
  filledFor,
  mostTryOutMoves,
  type TryOut,
  type TryOutDeciding,
  type TryOutFilling,
  type TryOutMove,
  tryOut,
} from './try-out.ts';
export { casesWaitingFor } from './waiting.ts';
export { wakeKinds } from './wakes/index.ts';
