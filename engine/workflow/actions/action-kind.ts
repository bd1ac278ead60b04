import type { ActCommand } from '../../model/command.ts';
import type { Action } from '../../model/generated/definitions.ts';
import type { Charge } from '../authority.ts';
import type { Turn } from '../turn.ts';

/** An action's definition by its kind. */
export type ActionOf<Kind extends Action['kind']> = Extract<Action, { kind: Kind }>;

/**
 * One kind of action: what happens when a person chooses it. To add one, write a file that exports an
 * `ActionKind` and list it in `index.ts`, or hand it to `actionKinds.add`.
 */
export interface ActionKind<Definition extends Action = Action> {
  /** The word in `kind`. */
  kind: Definition['kind'];
  /** The command it is chosen by. */
  through: 'submit' | 'act';
  /** May it say something about single fields? */
  takesRemarks?: true;
  /**
   * Carries the action out; `reason` names the kept reason, if one was given. What is wrong refuses the command.
   * Called only for actions chosen by `act`.
   */
  perform(
    turn: Turn,
    charge: Charge,
    action: Definition,
    command: ActCommand,
    reason: string | undefined,
  ): void;
}

/** A kind as the registry holds it. */
export function actionKind<Definition extends Action>(
  kind: ActionKind<Definition>,
): readonly [string, ActionKind] {
  return [kind.kind, kind as unknown as ActionKind];
}
