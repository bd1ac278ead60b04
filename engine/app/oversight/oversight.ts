import type { Access } from '../../model/generated/definitions.ts';
import type { Unit } from '../../model/organisation.ts';
import type { QueueRow } from '../../ports/index.ts';
import type { Campaign } from '../../workflow/campaign.ts';
import { entryNamed, namesOfEntry } from '../../workflow/index.ts';
import { liesBelow, type Viewer } from '../access.ts';
import type { Ports } from '../ports.ts';

/**
 * The units whose cases a person oversees: where an access rule that reaches below gives them a role. `right`
 * narrows it to rules that also give a right.
 */
export function overseen(campaign: Campaign, viewer: Viewer, right?: (rule: Access) => boolean): string[] {
  const rules = Object.values(campaign.entries).flatMap((entry) =>
    entry.access.filter((rule) => rule.at === 'below' && (!right || right(rule))),
  );
  const roles = new Set(rules.map((rule) => campaign.roles[rule.role]));
  return viewer.memberships.filter((one) => roles.has(one.role) && one.unit).map((one) => one.unit!);
}

/** The unit one level below `above` that a unit belongs to today, `above` for itself: the row it is counted in. */
export function rowUnit(viewer: Viewer, uid: string, above: string): Unit | null {
  const line = viewer.index
    .organisationOf(above)
    ?.lines.find((one) => liesBelow(viewer, uid, above, one.id))?.id;
  // A unit that has ended is counted with the one that took over.
  const today = viewer.index.currentUnit(uid, viewer.day);
  let current = today.kind === 'unit' ? today.unit : viewer.index.unit(uid);
  while (current && line && current.uid !== above) {
    const parent = viewer.index.parentOn(current.uid, line, viewer.day);
    if (parent.kind !== 'unit' || parent.unit.uid === above) return current;
    current = parent.unit;
  }
  return current;
}

/** The unit above an opened one; null where that is the top. */
export function unitAbove(viewer: Viewer, unit: string, top: string): string | null {
  const lines = viewer.index.organisationOf(unit)?.lines ?? [];
  const line = lines.find((one) => liesBelow(viewer, unit, top, one.id))?.id;
  const parent = line ? viewer.index.parentOn(unit, line, viewer.day) : null;
  return parent?.kind === 'unit' && parent.unit.uid !== top ? parent.unit.uid : null;
}

const readPage = 1000;

/** Of so many units the cases are asked for by name; of more, all are read. */
const mostUnits = 200;

/**
 * The units whose cases may belong at or below one today: those that lie there, and those that ended and were
 * followed by one of them. Null where they are too many to be named.
 */
export function unitsReaching(viewer: Viewer, above: string): string[] | null {
  const units = viewer.index.organisationOf(above)?.units ?? [];
  const reaching = new Set<string>();
  const pending = units.filter(({ uid }) => liesBelow(viewer, uid, above, undefined)).map(({ uid }) => uid);
  const before = new Map<string, string[]>();
  for (const { uid, successors = [] } of units)
    for (const one of successors) before.set(one, [...(before.get(one) ?? []), uid]);
  for (let uid = pending.pop(); uid !== undefined; uid = pending.pop()) {
    if (reaching.has(uid)) continue;
    reaching.add(uid);
    if (reaching.size > mostUnits) return null;
    pending.push(...(before.get(uid) ?? []));
  }
  return [...reaching].sort();
}

/**
 * The cases of an entry in a period, as rows, of all units or of some; those that still go by an earlier id of the
 * entry too.
 */
export async function rowsOfPeriod(
  ports: Pick<Ports, 'cases'>,
  campaign: Campaign,
  entry: string,
  period: string,
  units: readonly string[] | null,
): Promise<QueueRow[]> {
  const rows: QueueRow[] = [];
  for (const name of namesOfEntry(campaign, entry))
    for (let after: string | null = null; ; ) {
      const found: QueueRow[] = await ports.cases.ofPeriod(campaign.id, name, period, units, after, readPage);
      rows.push(...found.map((row) => underItsEntry(campaign, row)));
      if (found.length < readPage) break;
      after = found.at(-1)!._id;
    }
  return rows;
}

/** A row under the id its entry has now: an earlier one is not known to what is asked of the newest version. */
export function underItsEntry<Row extends { entry: string }>(campaign: Campaign, row: Row): Row {
  const entry = entryNamed(campaign, row.entry)?.id ?? row.entry;
  return entry === row.entry ? row : { ...row, entry };
}

/** The entry and period that a campaign record calls opened, the entry by the id it has now. */
export function openedPeriod(campaign: Campaign, key: string): [entry: string, period: string] {
  const [entry = '', period = ''] = key.split('/');
  return [entryNamed(campaign, entry)?.id ?? entry, period];
}
