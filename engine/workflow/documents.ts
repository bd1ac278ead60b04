import { isDay, yearOf } from '../calendar/index.ts';
import type { TypedDocument } from '../model/command.ts';
import type { Action, MoveAction, Numbering } from '../model/generated/definitions.ts';
import type { ReservationRange } from '../model/reservation.ts';
import type { Day } from '../model/time.ts';
import { parseAssigneeKey } from '../organisation/index.ts';
import type { Charge } from './authority.ts';
import type { Campaign, CompiledStep, CompiledWorkflow } from './campaign.ts';
import { caseCode } from './case-id.ts';
import type { DecidedData } from './events/decided.ts';
import { charactersIn, longestDocumentNumber } from './limits.ts';
import { pausesFor } from './pauses.ts';
import { rightOf } from './routing.ts';
import { stepKinds } from './steps/index.ts';
import type { StepOf } from './steps/step-kind.ts';
import { ask, refuse, type Turn } from './turn.ts';

/** What the keys of document numbers begin with: they are made void, and never given again. */
export const numberPrefix = 'number/';

/** What the keys of numbers given elsewhere begin with: they are only one case's as long as it bears them. */
export const issuedPrefix = 'issued/';

/** What may stand in the pattern of a register; the first has to. */
export const numberParts: readonly string[] = ['{seq}', '{year}', '{unit}'];

/** The most numbers of one register in one year. */
const mostNumbers = 999_999;

/**
 * The document an action signs: its number from the register, or as typed where it is issued elsewhere. Undefined
 * where the action signs nothing, and while the number is asked for, or when what was typed is refused: then the
 * turn has a request or an issue. Asked only when nothing else stands against the decision: a number that was given
 * is not given again.
 */
export function documentOf(
  turn: Turn,
  { task, step }: Charge,
  action: MoveAction,
  typed: TypedDocument | undefined,
): DecidedData['document'] {
  const signing = signsBy(turn.entry.workflow, step, action);
  const { issued = 'here', numbering } = step.definition as StepOf<'decide'>;
  if (!signing || issued === 'here') {
    if (typed) refuse(turn, 'command.document.not_taken', {}, '/document');
    if (!signing || typed) return undefined;
    const register = registerOf(turn.campaign, numbering!);
    const unit = signersUnit(turn, task.assignees);
    const range = rangeOf(turn.campaign, register, unit, turn.day);
    const key = turn.context.resolved?.reservations?.[range.prefix];
    if (key === undefined) ask(turn, { need: 'reserve', firstFreeOf: range });
    else if (key === null) refuse(turn, 'command.document.register_full', { register: register.title.vi });
    else {
      const code = (unit !== undefined && turn.directory.unit(unit)?.code) || '';
      return { number: writtenNumber(register, key, code, turn.day), date: turn.day, key };
    }
    return undefined;
  }
  if (!typed) {
    refuse(turn, 'command.document.missing', {}, '/document/number');
    return undefined;
  }
  const document = checkedDocument(turn, typed);
  const { sharedNumber } = step.definition as StepOf<'decide'>;
  if (!document || sharedNumber) return document;
  const key = issuedKey(turn.campaign, signersUnit(turn, task.assignees), document);
  return isOwn(turn, key, document) ? { ...document, key } : undefined;
}

/**
 * The key of a number given elsewhere: unique within the body that issues, the year, and the number with its symbol,
 * which tells the type. Case, spaces and leading zeros are ways of writing.
 */
export function issuedKey(
  { organisation }: Pick<Campaign, 'organisation'>,
  unit: string | undefined,
  { number, date }: TypedDocument,
): string {
  const written = number
    .toLocaleUpperCase('vi')
    .replace(/\s+/g, '')
    .replace(/^0+(?=\d)/, '');
  return `${issuedPrefix}${unit ?? organisation}/${yearOf(date)}/${written}`;
}

/** Is a number the case's, or free for it? Otherwise the command is refused, naming the case that has it. */
function isOwn(turn: Turn, key: string, { number, date }: TypedDocument): boolean {
  if (turn.state.reservations?.some((one) => one.key === key)) return true;
  const answer = turn.context.resolved?.reservations?.[key];
  if (answer === undefined) ask(turn, { need: 'reserve', key });
  else if (answer === null)
    refuse(
      turn,
      'command.document.taken',
      { number, year: yearOf(date), case: caseCode(turn.context.resolved?.holders?.[key] ?? '') },
      '/document/number',
    );
  return typeof answer === 'string';
}

/** How a document would be numbered if it were signed now: from a register, or as typed. */
export type Signing =
  | { kind: 'typed' }
  | { kind: 'numbered'; range: ReservationRange; written(seq: number): string };

/** How a step's document would be numbered now; null where nothing is signed. */
export function signingOf(turn: Turn, { task, step }: Charge): Signing | null {
  if (stepKinds.of(step.kind).signs !== true) return null;
  const { issued = 'here', numbering } = step.definition as StepOf<'decide'>;
  if (issued === 'outside') return { kind: 'typed' };
  const register = registerOf(turn.campaign, numbering!);
  const unit = signersUnit(turn, task.assignees);
  const range = rangeOf(turn.campaign, register, unit, turn.day);
  const code = (unit !== undefined && turn.directory.unit(unit)?.code) || '';
  return {
    kind: 'numbered',
    range,
    written: (seq) => writtenNumber(register, `${range.prefix}${seq}`, code, turn.day),
  };
}

/** Does an action sign a document? Asking others first, with the decision yet to come, signs none. */
export function signsBy(workflow: CompiledWorkflow, step: CompiledStep, action: Action): boolean {
  if (action.kind !== 'move' || action.signs === false || stepKinds.of(step.kind).signs !== true)
    return false;
  return pausesFor(workflow, step, action.to) === null;
}

/** A document's number and date as typed; undefined when they are refused. */
export function checkedDocument(turn: Turn, { number, date }: TypedDocument): TypedDocument | undefined {
  const text = number.normalize('NFC').trim();
  const length = charactersIn(text);
  if (length === 0) refuse(turn, 'command.document.missing', {}, '/document/number');
  if (length > longestDocumentNumber)
    refuse(turn, 'command.text.too_long', { length, max: longestDocumentNumber }, '/document/number');
  if (!isDay(date)) refuse(turn, 'command.document.no_date', {}, '/document/date');
  else if (date > turn.day) refuse(turn, 'command.document.future', { date: shown(date) }, '/document/date');
  return turn.issues.length > 0 ? undefined : { number: text, date };
}

/** A register of a campaign. One that is not there is a broken promise and throws. */
export function registerOf(campaign: Campaign, id: string): Numbering {
  const found = campaign.definition.numberings?.find((one) => one.id === id);
  if (!found) throw new Error(`The campaign ${campaign.id} has no register ${id}.`);
  return found;
}

/** The numbers of a register in the year of a day: those of one body and one type, for every campaign. */
export function rangeOf(
  { organisation, opens }: Pick<Campaign, 'organisation' | 'opens'>,
  { type, body, start = 1 }: Numbering,
  unit: string | undefined,
  day: Day,
): ReservationRange {
  const issuer = body === undefined ? (unit ?? organisation) : `${organisation}.${body}`;
  const year = yearOf(day);
  // What was given on paper before the campaign counts only in the year it began.
  const from = year === yearOf(opens) ? start : 1;
  return { prefix: `${numberPrefix}${issuer}/${type}/${year}/`, from, to: mostNumbers };
}

/** A number as a register writes it; one below ten has a leading zero (Decree 30/2020/NĐ-CP, annex I). */
export function writtenNumber({ pattern }: Numbering, key: string, unitCode: string, day: Day): string {
  const seq = key.slice(key.lastIndexOf('/') + 1);
  return pattern
    .replaceAll('{seq}', seq.padStart(2, '0'))
    .replaceAll('{year}', String(yearOf(day)))
    .replaceAll('{unit}', unitCode);
}

/** The unit at which whoever acts holds the role they act in; undefined for a role that is held at none. */
export function signersUnit(turn: Turn, assignees: readonly string[]): string | undefined {
  const account = turn.onBehalfOf ?? turn.context.actor;
  const key = assignees.find((one) => rightOf(turn, account, one) !== null) ?? assignees[0];
  const parsed = key === undefined ? undefined : parseAssigneeKey(key);
  return parsed?.kind === 'role' ? parsed.unit : undefined;
}

function shown(day: Day): string {
  return `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}
