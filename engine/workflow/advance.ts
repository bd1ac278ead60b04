import { compileCalendar, startOfDay } from '../calendar/index.ts';
import type { Wake } from '../model/case.ts';
import type { UnsealedEvent } from '../model/event.ts';
import type { JsonObject } from '../model/json.ts';
import type { Directory, Unit } from '../model/organisation.ts';
import type {
  Advance,
  CampaignRecord,
  CampaignRecordState,
  CasesToOpen,
  RecordEventType,
} from '../model/record.ts';
import type { Calendar, Day, Instant } from '../model/time.ts';
import { type DirectoryIndex, indexDirectory } from '../organisation/index.ts';
import type { Campaign } from './campaign.ts';
import { caseIdOf, partsOfCaseId } from './case-id.ts';
import { entryNamed, namesOfCase, namesOfEntry } from './entry-names.ts';
import { type Period, periodOf, periodsOf } from './periods.ts';
import { foldRecord, periodKey, type RecordEventData } from './record-events.ts';

/** What advancing a campaign depends on besides its record. */
export interface AdvanceContext {
  now: Instant;
  directory: Directory;
  calendar: Calendar;
  /** The units have changed since it was last looked at, as a reorganisation does. */
  unitsChanged?: boolean;
}

/** How many cases one batch opens. */
export const batchSize = 500;

/**
 * What a campaign has to do now: start, take a new version, open the periods whose time has come. A pure
 * function.
 *
 * Open the cases it gives, then commit its record, then ask again, until there are no events. A break in between
 * gives the same cases again; a case opened twice is one case. The wake of a period is done only when all its
 * cases are open. When units begin, the periods that are still taken are gone through once more for them.
 */
export function advance(
  campaign: Campaign,
  record: CampaignRecord | null,
  { now, directory, calendar, unitsChanged }: AdvanceContext,
): Advance {
  const step: Step = {
    campaign,
    calendar,
    directory: indexDirectory(directory),
    now,
    today: compileCalendar(calendar).dayOf(now),
    state: foldRecord([], record ?? undefined),
    events: [],
    open: [],
    seq: record?.history.at(-1)?.seq ?? 0,
    cmd: (record?.history.at(-1)?.cmd ?? 0) + 1,
  };
  if (!record) emit(step, 'started', { campaign: campaign.id, version: campaign.version, wakes: plan(step) });
  else if (record.version !== campaign.version)
    emit(step, 'versioned', { from: record.version, to: campaign.version, wakes: plan(step) });
  if (record && unitsChanged) emit(step, 'rescheduled', replanUnits(step));
  fireDue(step);
  for (const { entry, period, cursor } of Object.values(step.state.opening))
    openBatch(step, entry, period, cursor);
  return { record: recordAfter(step, record), events: step.events, open: step.open };
}

/** One advance on its way. It never leaves `advance`. */
interface Step {
  readonly campaign: Campaign;
  readonly calendar: Calendar;
  readonly directory: DirectoryIndex;
  readonly now: Instant;
  readonly today: Day;
  state: CampaignRecordState;
  readonly events: UnsealedEvent<RecordEventType>[];
  readonly open: CasesToOpen[];
  seq: number;
  readonly cmd: number;
}

function emit<Type extends RecordEventType>(step: Step, type: Type, data: RecordEventData[Type]): void {
  step.seq += 1;
  const organisation = step.directory.organisation(step.campaign.organisation);
  const event: UnsealedEvent<RecordEventType> = {
    v: 1,
    seq: step.seq,
    cmd: step.cmd,
    key: `advance:${step.cmd}`,
    at: step.now,
    actor: 'system',
    via: 'worker',
    type,
    version: step.campaign.version,
    rev: {
      calendar: step.calendar.revision,
      ...(organisation ? { organisation: organisation.revision } : {}),
      directory: step.directory.directory.revision,
    },
    data: data as unknown as JsonObject,
  };
  step.state = foldRecord([event], step.state);
  step.events.push(event);
}

/** Entries whose cases are owed, and so are opened by themselves. */
function owedEntries({ campaign }: Step): string[] {
  return Object.values(campaign.entries)
    .filter(({ definition: { owed, per, subject } }) => owed && per !== 'event' && subject === 'unit')
    .map(({ id }) => id);
}

/** All wakes of the campaign: each entry's next period, and the next day on which units begin. */
function plan(step: Step): Wake[] {
  return [...owedEntries(step).flatMap((entry) => nextOpening(step, entry)), ...nextUnits(step)];
}

/** The wake of the first period of an entry that is neither open nor being opened, other than `except`. */
function nextOpening({ campaign, calendar, state }: Step, entry: string, except?: string): Wake[] {
  // A period that was opened under an earlier id of the entry is open.
  const names = namesOfEntry(campaign, entry);
  const isTaken = (id: string): boolean =>
    names.some((name) => {
      const key = periodKey(name, id);
      return state.opened.includes(key) || state.opening[key] !== undefined;
    });
  const next = periodsOf(campaign, entry, calendar).find(({ id }) => id !== except && !isTaken(id));
  if (!next) return [];
  const { id: period, opensAt: at } = next;
  return [{ id: `open.${entry}.${period}`, at, kind: 'open', data: { entry, period } }];
}

/** The wake of the next day, within the campaign, on which a unit begins that may owe something. */
function nextUnits(step: Step): Wake[] {
  const { campaign, directory, today } = step;
  const levels = new Set(owedEntries(step).map((id) => campaign.entries[id]!.definition.submitter.level));
  const day = (directory.organisation(campaign.organisation)?.units ?? [])
    .filter(({ level, validFrom }) => levels.has(level) && validFrom !== undefined)
    .map(({ validFrom }) => validFrom!)
    .filter((from) => from > today && from <= campaign.closes)
    .sort()[0];
  return day === undefined
    ? []
    : [{ id: `units.${day}`, at: startOfDay(day, campaign.timezone), kind: 'units', data: { day } }];
}

/** Looks for the next day on which units begin anew, and goes through the periods still taken for those that have begun. */
function replanUnits(step: Step): RecordEventData['rescheduled'] {
  const drop = step.state.wakes.filter(({ kind }) => kind === 'units').map(({ id }) => id);
  return { drop, add: nextUnits(step), again: stillTaken(step) };
}

function fireDue(step: Step): void {
  const due = step.state.wakes
    .filter(({ at }) => at <= step.now)
    .sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1));
  for (const wake of due) {
    if (wake.kind === 'units') {
      emit(step, 'rescheduled', { drop: [wake.id], add: nextUnits(step), again: stillTaken(step) });
      continue;
    }
    const { entry, period } = wake.data as { entry: string; period: string };
    if (!step.state.opening[periodKey(entry, period)]) emit(step, 'periodOpening', { entry, period });
  }
}

/** Periods that are open and still take submissions. */
function stillTaken({ campaign, calendar, now, state }: Step): { entry: string; period: string }[] {
  return state.opened.flatMap((key) => {
    const [entry, id] = key.split('/') as [string, string];
    const current = entryNamed(campaign, entry);
    if (!current) return [];
    const periods = periodsOf(campaign, current.id, calendar);
    const at = periods.findIndex((one) => one.id === id);
    const found = periods[at];
    if (!found || state.opening[key]) return [];
    // Where a period never closes, it is the running one until the next opens.
    const until = found.graceUntil ?? periods[at + 1]?.opensAt;
    return until === undefined || until > now ? [{ entry, period: id }] : [];
  });
}

function openBatch(step: Step, entry: string, id: string, cursor: string | null): void {
  const { campaign, calendar } = step;
  // What began to be opened under an earlier id goes on under the one of now, from the beginning: what is there stays.
  const current = entryNamed(campaign, entry);
  const period = current ? periodOf(campaign, current.id, id, calendar) : null;
  const owed = current && period ? owedCases(step, current.id, period) : [];
  const isOurs = cursor !== null && partsOfCaseId(cursor).entry === current?.id;
  const rest = isOurs ? owed.filter((one) => one.id > cursor) : owed;
  const cases = rest.slice(0, batchSize);
  const next = rest.length > batchSize ? cases.at(-1)!.id : null;
  if (cases.length > 0) {
    step.open.push({ entry: current!.id, period: id, cases, next });
    emit(step, 'casesOpened', { entry, period: id, count: cases.length, cursor: next });
  }
  if (next !== null) return;
  const wake = `open.${entry}.${id}`;
  const first = step.state.wakes.some((one) => one.id === wake);
  const add = first && current ? nextOpening(step, current.id, id) : [];
  emit(step, 'periodOpened', { entry, period: id, add, drop: [wake] });
}

/**
 * The cases owed for a period, by id: one of every unit of the submitter's level that exists on the day it opens,
 * or today when it began since. A unit that took over from one which owes the period does not owe it again, nor does
 * one whose case was opened while the entry had another id.
 */
function owedCases(
  { campaign, directory, calendar, today }: Step,
  entry: string,
  period: Period,
): CasesToOpen['cases'] {
  const { level } = campaign.entries[entry]!.definition.submitter;
  const opening = compileCalendar(calendar).dayOf(period.opensAt);
  const then = directory.unitsOfLevel(level, opening, campaign.organisation);
  const since = today > opening ? directory.unitsOfLevel(level, today, campaign.organisation) : [];
  const owing = new Set(then.map(({ uid }) => uid));
  const before = predecessorsOf(directory, campaign.organisation);
  const later = since.filter(({ uid }) => !owing.has(uid) && !before(uid).some((one) => owing.has(one)));
  const idOf = (uid: string): string => caseIdOf(campaign.id, entry, uid, period.id);
  return [...then, ...later]
    .map(({ uid }) => {
      const [, ...others] = namesOfCase(campaign, idOf(uid));
      const unless = [...others, ...before(uid).flatMap((one) => namesOfCase(campaign, idOf(one)))];
      return { id: idOf(uid), unit: uid, ...(unless.length > 0 ? { unless } : {}) };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The units that a unit took over from, one after another, whether or not they had other successors. */
function predecessorsOf(directory: DirectoryIndex, organisation: string): (uid: string) => string[] {
  const direct = new Map<string, string[]>();
  const units: readonly Unit[] = directory.organisation(organisation)?.units ?? [];
  for (const { uid, successors } of units)
    for (const successor of successors ?? []) direct.set(successor, [...(direct.get(successor) ?? []), uid]);
  return (uid) => {
    const found = new Set<string>();
    const waiting = [...(direct.get(uid) ?? [])];
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop())
      if (!found.has(one)) {
        found.add(one);
        waiting.push(...(direct.get(one) ?? []));
      }
    return [...found];
  };
}

function recordAfter(step: Step, record: CampaignRecord | null): CampaignRecord {
  if (step.events.length === 0 && record) return record;
  const { state, now } = step;
  // A period that is not yet opened whole is looked at again at once, also after a break.
  const moments = [
    ...state.wakes.map(({ at }) => at),
    ...(Object.keys(state.opening).length > 0 ? [now] : []),
  ];
  const nextWakeAt = moments.sort()[0];
  return {
    _id: state._id,
    format: 1,
    version: state.version,
    wakes: state.wakes,
    opening: state.opening,
    opened: state.opened,
    history: record?.history ?? [],
    ...(nextWakeAt === undefined ? {} : { nextWakeAt }),
    revision: (record?.revision ?? 0) + 1,
  };
}
