import type { Unit } from '../../model/organisation.ts';
import type { DirectoryIndex } from '../../organisation/index.ts';
import { foldText } from '../../workflow/index.ts';

/** What stands in brackets at the end of a suggestion, or the text itself. */
export function bracketed(typed: string): string {
  return /\(([^()]+)\)\s*$/.exec(typed)?.[1]?.trim() ?? typed.trim();
}

/**
 * The unit a text names: by uid, as the suggestion “name (uid)”, or by a name that only one unit has, in any
 * spelling of marks and case. `fresh` are units that are not in the directory yet.
 */
export function unitTyped(
  known: DirectoryIndex,
  typed: string,
  fresh: ReadonlyMap<string, Unit> = new Map(),
): Unit | null {
  const uid = bracketed(typed);
  const direct = known.unit(uid) ?? fresh.get(uid);
  if (direct || uid === '') return direct ?? null;
  const folded = foldText(typed.trim());
  const own = known.directory.organisations.flatMap(({ units }) =>
    units.filter((unit) => foldText(unit.name) === folded),
  );
  return own.length === 1 ? own[0]! : null;
}
