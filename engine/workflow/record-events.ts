import type { Wake } from '../model/case.ts';
import type { UnsealedEvent } from '../model/event.ts';
import type { CampaignRecordState, RecordEventType } from '../model/record.ts';

/** What each type of a campaign record's events carries. */
export interface RecordEventData {
  /** The campaign runs from now on. */
  started: { campaign: string; version: string; wakes: Wake[] };
  /** New cases take another version; its periods are planned anew. */
  versioned: { from: string; to: string; wakes: Wake[] };
  /** A period begins to be opened. */
  periodOpening: { entry: string; period: string };
  /** A batch of its cases was opened. */
  casesOpened: { entry: string; period: string; count: number; cursor: string | null };
  /** All its cases are open; its wake is done and the next one is set. */
  periodOpened: { entry: string; period: string; add: Wake[]; drop: string[] };
  /** Wakes changed; periods are gone through once more, because units have begun. */
  rescheduled: { add: Wake[]; drop: string[]; again: { entry: string; period: string }[] };
}

type RecordApplier<Type extends RecordEventType> = (
  state: CampaignRecordState,
  data: RecordEventData[Type],
) => CampaignRecordState;

const appliers: { readonly [Type in RecordEventType]: RecordApplier<Type> } = {
  started: (state, { campaign, version, wakes }) => ({ ...state, _id: campaign, version, wakes }),
  versioned: (state, { to, wakes }) => ({ ...state, version: to, wakes }),
  periodOpening: (state, { entry, period }) => ({
    ...state,
    opening: { ...state.opening, [periodKey(entry, period)]: { entry, period, cursor: null, opened: 0 } },
  }),
  casesOpened(state, { entry, period, count, cursor }) {
    const key = periodKey(entry, period);
    const opened = (state.opening[key]?.opened ?? 0) + count;
    return { ...state, opening: { ...state.opening, [key]: { entry, period, cursor, opened } } };
  },
  periodOpened(state, { entry, period, add, drop }) {
    const key = periodKey(entry, period);
    const { [key]: _, ...opening } = state.opening;
    return {
      ...state,
      opening,
      opened: state.opened.includes(key) ? state.opened : [...state.opened, key],
      wakes: [...state.wakes.filter(({ id }) => !drop.includes(id)), ...add],
    };
  },
  rescheduled: (state, { add, drop, again }) => ({
    ...state,
    wakes: [...state.wakes.filter(({ id }) => !drop.includes(id)), ...add],
    opening: {
      ...state.opening,
      ...Object.fromEntries(
        again.map(({ entry, period }) => [
          periodKey(entry, period),
          { entry, period, cursor: null, opened: 0 },
        ]),
      ),
    },
  }),
};

const unstarted: CampaignRecordState = {
  _id: '',
  format: 1,
  version: '',
  wakes: [],
  opening: {},
  opened: [],
};

/** A period of an entry, as a campaign record names it. */
export function periodKey(entry: string, period: string): string {
  return `${entry}/${period}`;
}

/** The state of a campaign record its history gives, with no definition, directory, calendar or clock. */
export function foldRecord(
  events: readonly UnsealedEvent<RecordEventType>[],
  from: CampaignRecordState = unstarted,
): CampaignRecordState {
  return events.reduce<CampaignRecordState>((state, { type, data }) => {
    const apply = appliers[type] as RecordApplier<RecordEventType> | undefined;
    if (!apply) throw new Error(`Nothing applies the record event ${type}.`);
    return apply(state, data as never);
  }, from);
}
