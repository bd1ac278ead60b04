import type { Case } from '../../model/case.ts';
import type { Command } from '../../model/command.ts';
import type { Turn } from '../turn.ts';

/** A command by its type. */
export type CommandOf<Type extends Command['type']> = Extract<Command, { type: Type }>;

/**
 * One type of command: how it is decided. To add one, write a file that exports a `CommandKind` and list it in
 * `index.ts`, or hand it to `commandKinds.add`.
 */
export interface CommandKind<Wish extends Command = Command> {
  type: Wish['type'];
  /** Makes a case: decided on none. */
  opens?: true;
  /** The entry of the case in the version the command is decided with, where it may be another than the case says. */
  entryOf?(aCase: Case, command: Wish): string;
  /** Decides: writes events, effects and contents into the turn, refuses it, or asks. */
  decide(turn: Turn, command: Wish): void;
}

/** A kind as the registry holds it. */
export function commandKind<Wish extends Command>(kind: CommandKind<Wish>): readonly [string, CommandKind] {
  return [kind.type, kind as unknown as CommandKind];
}
