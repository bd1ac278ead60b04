import type { Unit } from '../model/organisation.ts';
import type { Day } from '../model/time.ts';

/** The name a unit bears on a day: its present one, or the former one that held until that day or later. */
export function unitNameOn(unit: Pick<Unit, 'name' | 'formerNames'>, day: Day): string {
  return unit.formerNames?.find(({ to }) => day <= to)?.name ?? unit.name;
}

/** A unit as it is called on a day; the same object where that is its latest name. */
export function namedOn(unit: Unit, day: Day): Unit {
  const name = unitNameOn(unit, day);
  return name === unit.name ? unit : { ...unit, name };
}
