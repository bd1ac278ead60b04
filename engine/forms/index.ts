/**
 * Forms: field types (one file each in `fields/`), a form's file compiled once, answers evaluated to what is
 * shown, required, computed and wrong, what was typed read into answers, and the plain data pages are drawn
 * from. Pure. May import `engine/model`, `engine/issues` and `engine/rules`.
 *
 * Start reading at `form.ts` (what a compiled form and an evaluation are), then `compile-form.ts` and
 * `evaluate.ts`. What a type of field must say is in `field-type.ts`. `portable.ts` and `from-portable.ts`
 * carry a compiled form into a page.
 */
export { compileForm, type FormOptions } from './compile-form.ts';
export { difference, sameAnswer } from './difference.ts';
export { type EvaluateOptions, evaluate } from './evaluate.ts';
export * from './field-type.ts';
export { type FieldTypes, fieldTypes, typesNotBuilt, withFieldTypes } from './fields/index.ts';
export { type FileKind, fileKinds, kindOfFile } from './file-kinds.ts';
export * from './form.ts';
export { fromPortable } from './from-portable.ts';
export { listedValues, searchTexts } from './listed.ts';
export { numberInWords } from './number-words.ts';
export { showNumber } from './numbers.ts';
export { type PageForm, pageForm } from './page-form.ts';
export { type WorkingDays, workingDaysOf } from './page-working-days.ts';
export { type PortableForm, toPortable } from './portable.ts';
export { possibleMessages } from './possible-messages.ts';
export { type PrefillSources, prefill } from './prefill.ts';
export { type Kept, readTyped, typedFrom, typedUnder } from './read-typed.ts';
export { maySee, redact, sensitivities } from './sensitivity.ts';
export { type Figure, isSmallCount, totalOf, totalWayOf } from './totals.ts';
export {
  answersInWords,
  type FieldView,
  type FileView,
  type FormView,
  type OptionView,
  type PartView,
  type ProblemView,
  type SectionView,
  type ViewMode,
  type ViewOptions,
  viewOf,
} from './view.ts';
