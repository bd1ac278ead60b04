import type { CompiledForm } from '../forms/index.ts';
import type { Day } from '../model/time.ts';
import type { DirectoryIndex } from '../organisation/index.ts';

/** The units a unit field of a form offers: those of its level, within the case's own unit, its parent, or all. */
export function unitChoices(
  { fields }: CompiledForm,
  unit: string,
  index: DirectoryIndex,
  day: Day,
): Record<string, { uid: string; name: string }[]> {
  const choices: Record<string, { uid: string; name: string }[]> = {};
  for (const { id, definition } of fields) {
    if (definition.type !== 'unit') continue;
    const organisation = index.organisationOf(unit);
    const line = definition.line ?? organisation?.lines[0]?.id ?? '';
    const units = definition.level
      ? index.unitsOfLevel(definition.level, day, organisation?.id)
      : (organisation?.units ?? []).filter(({ uid }) => index.unitOn(uid, day));
    const parent = index.parentOn(unit, line, day);
    const above =
      definition.within === 'own'
        ? unit
        : definition.within === 'parent' && parent.kind === 'unit'
          ? parent.unit.uid
          : null;
    choices[id] = units
      .filter(({ uid }) => above === null || index.isAtOrBelow(uid, above, line, day))
      .map(({ uid, name }) => ({ uid, name }));
  }
  return choices;
}
