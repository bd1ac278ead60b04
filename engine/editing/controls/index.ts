/**
 * How each kind of part of a definition is edited on a page, one file each. The first control that fits a part
 * edits it; `json` fits everything. Start reading at `control-kind.ts`.
 */
import type { Shape } from '../../compile/shape.ts';
import { allOrSome } from './all-or-some.ts';
import { bound } from './bound.ts';
import { choice } from './choice.ts';
import { condition } from './condition.ts';
import type { ControlKind } from './control-kind.ts';
import { day } from './day.ts';
import { decimal } from './decimal.ts';
import { duration } from './duration.ts';
import { group } from './group.ts';
import { ids } from './ids.ts';
import { json } from './json.ts';
import { line } from './line.ts';
import { list } from './list.ts';
import { moment } from './moment.ts';
import { number } from './number.ts';
import { reference } from './reference.ts';
import { rule } from './rule.ts';
import { several } from './several.ts';
import { text } from './text.ts';
import { texts } from './texts.ts';
import { tick } from './tick.ts';
import { time } from './time.ts';
import { union } from './union.ts';
import { yesNo } from './yes-no.ts';

const controls: readonly ControlKind[] = [
  text,
  rule,
  moment,
  duration,
  day,
  time,
  decimal,
  condition,
  bound,
  allOrSome,
  reference,
  several,
  texts,
  ids,
  list,
  choice,
  yesNo,
  tick,
  number,
  union,
  group,
  line,
  json,
];

/** The control that edits parts of a shape. */
export function controlOf(shape: Shape, shapeName: string | undefined): ControlKind {
  return controls.find((one) => one.fits(shape, shapeName))!;
}
