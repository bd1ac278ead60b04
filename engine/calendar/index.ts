/**
 * Working time: civil days, time zones, holidays, swapped working days, deadlines and why they fall when they
 * do. May import `engine/model` and `engine/issues`.
 * Start reading at `working-calendar.ts`; `offset.ts` turns "5 working days after" into an instant and
 * `explain.ts` into a sentence.
 */
export { type CalendarContent, type CalendarEdit, editCalendar } from './calendar-edits.ts';
export { checkCalendar } from './check.ts';
export {
  addDays,
  addMonths,
  compareDays,
  dayFromNumber,
  dayNumber,
  daysBetween,
  daysInMonth,
  isDay,
  weekday,
  yearOf,
} from './civil-day.ts';
export { type DeadlineExplanation, explainDeadline, type SkippedRun } from './explain.ts';
export { addOffset, type Edge, type Offset, type OffsetOptions, type OffsetUnit } from './offset.ts';
export { compileCalendar, type WorkingCalendar } from './working-calendar.ts';
export { clockOf, dayOf, instantOf, isTimezone, startOfDay } from './zone.ts';
