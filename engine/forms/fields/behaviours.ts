import type { FieldBehaviour } from '../field-type.ts';
import { choiceBehaviour } from './choice.ts';
import { dateBehaviour } from './date.ts';
import { decimalBehaviour } from './decimal.ts';
import { declarationBehaviour } from './declaration.ts';
import { fileBehaviour } from './file.ts';
import { integerBehaviour } from './integer.ts';
import { longTextBehaviour } from './long-text.ts';
import { monthBehaviour } from './month.ts';
import { multipleChoiceBehaviour } from './multiple-choice.ts';
import { noteBehaviour } from './note.ts';
import { percentBehaviour } from './percent.ts';
import { sectionBehaviour } from './section.ts';
import { textBehaviour } from './text.ts';
import { unitBehaviour } from './unit.ts';
import { yesNoBehaviour } from './yes-no.ts';

/**
 * What runs of the built-in types, and nothing of what compiles or draws them: a page loads no more. One line
 * a type, as in `index.ts`.
 */
export const fieldBehaviours: Readonly<Record<string, FieldBehaviour>> = byName([
  choiceBehaviour,
  dateBehaviour,
  decimalBehaviour,
  declarationBehaviour,
  fileBehaviour,
  integerBehaviour,
  longTextBehaviour,
  monthBehaviour,
  multipleChoiceBehaviour,
  noteBehaviour,
  percentBehaviour,
  sectionBehaviour,
  textBehaviour,
  unitBehaviour,
  yesNoBehaviour,
] as unknown as FieldBehaviour[]);

function byName(behaviours: readonly FieldBehaviour[]): Record<string, FieldBehaviour> {
  return Object.fromEntries(behaviours.map((one) => [one.type, one]));
}
