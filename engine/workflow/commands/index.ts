/** Types of commands. A new one is one file here and one line below; see `command-kind.ts`. */
import { kinds } from '../kinds.ts';
import { act } from './act.ts';
import { claim } from './claim.ts';
import { correctField } from './correct-field.ts';
import { decideLines } from './decide-lines.ts';
import { erase } from './erase.ts';
import { follow } from './follow.ts';
import { gather } from './gather.ts';
import { migrate } from './migrate.ts';
import { open, openOnBehalf } from './open.ts';
import { release } from './release.ts';
import { releaseLines } from './release-lines.ts';
import { remind } from './remind.ts';
import { reorganise } from './reorganise.ts';
import { reschedule } from './reschedule.ts';
import { submit } from './submit.ts';
import { touch } from './touch.ts';
import { undo } from './undo.ts';
import { undoBatch } from './undo-batch.ts';
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
  gather,
  decideLines,
  releaseLines,
  follow,
  remind,
  wake,
  touch,
  undo,
  migrate,
  undoBatch,
  reorganise,
  reschedule,
  erase,
]);
