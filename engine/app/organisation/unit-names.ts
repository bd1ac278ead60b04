import type { Language } from '../../issues/index.ts';
import type { Unit } from '../../model/organisation.ts';
import type { Day } from '../../model/time.ts';
import { type DirectoryIndex, unitNameOn } from '../../organisation/index.ts';

/**
 * The name of a unit with those it took over from: `Phường Mới (trước sắp xếp: Phường 1, Phường 2)`. The plain name
 * where it took over from none.
 */
export function nameWithFormer(name: string, former: readonly string[], language: Language): string {
  if (former.length === 0) return name;
  const before = language === 'vi' ? 'trước sắp xếp' : 'formerly';
  return `${name} (${before}: ${former.join(', ')})`;
}

/** The name a case prints: that of its time, with the units its unit had taken over from by then. */
export function caseUnitName(
  { unit }: { unit: { uid: string; nameThen: string } },
  index: DirectoryIndex,
  day: Day,
  language: Language,
): string {
  return nameWithFormer(
    unit.nameThen,
    index.predecessors(unit.uid, day).map(({ name }) => name),
    language,
  );
}

/**
 * The name of the unit above another on a day, by its first line; with the one it was below before, where that has
 * ended. Undefined where nothing is above, or several took over and none was chosen.
 */
export function nameAbove(
  uid: string,
  index: DirectoryIndex,
  day: Day,
  language: Language,
): string | undefined {
  const parents = index.unit(uid)?.parents ?? [];
  const parent = parents.find(({ from, to }) => (from ?? '') <= day && day <= (to ?? '9'));
  if (!parent) return undefined;
  const named = index.unit(parent.unit);
  const today = index.currentUnit(parent.unit, day);
  if (today.kind !== 'unit') return named?.name;
  const before =
    today.unit.uid === parent.unit
      ? parents.findLast(
          ({ line, to }) => line === parent.line && to !== undefined && to < (parent.from ?? ''),
        )?.unit
      : parent.unit;
  const former = before === undefined ? null : index.unit(before);
  return nameWithFormer(
    unitNameOn(today.unit, day),
    former && hasEnded(former, day) ? [former.name] : [],
    language,
  );
}

function hasEnded({ validTo }: Unit, day: Day): boolean {
  return validTo !== undefined && validTo < day;
}
