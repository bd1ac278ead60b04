/** Types of commands. A new one is one file here and one line below; see `command-kind.ts`. */
import { kinds } from '../kinds.ts';
import { act } from './act.ts';
import { claim } from './claim.ts';
import { correctField } from './correct-field.ts';
import { erase } from './erase.ts';
import { open, openOnBehalf } from './open.ts';
import { release } from './release.ts';
import { remind } from './remind.ts';
import { submit } from './submit.ts';
import { undo } from './undo.ts';
import { wake } from './wake.ts';

export type { CommandKind, CommandOf } from './command-kind.ts';

/** Every type of command that is decided; the others are refused as not built. */
export const commandKinds = kinds('command', [
  open,
  openOnBehalf,
  submit,
  act,
  correctField,
  claim,
  release,
  remind,
  wake,
  undo,
  erase,
]);
