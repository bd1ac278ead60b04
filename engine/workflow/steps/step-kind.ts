import type { ActCommand } from '../../model/command.ts';
import type { Assignee, Step, Text } from '../../model/generated/definitions.ts';
import type { Charge } from '../authority.ts';
import type { CompiledStep } from '../campaign.ts';
import type { Arrival } from '../tasks.ts';
import type { Turn } from '../turn.ts';

/** A step's definition by its kind. */
export type StepOf<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>;

/** A way from a step to another. */
export interface Lead {
  to: string;
  /** Pointer of the id within the step. */
  pointer: string;
  /** Does a person choose it, or is it taken by itself? */
  by: 'person' | 'rule';
  /** By it work goes back: the case must be able to come here again. */
  back?: true;
  /** What the way is called, where neither an action nor a rule names it. */
  label?: Text;
}

/** What a kind tells the compiler about a step it does not like. */
export type StepReport = (
  code:
    | 'workflow.route.no_otherwise'
    | 'workflow.step.no_action'
    | 'workflow.step.no_submit'
    | 'workflow.consult.no_silence'
    | 'workflow.decide.no_numbering'
    | 'workflow.decide.numbered_outside'
    | 'workflow.decide.shared_here'
    | 'workflow.decide.signs_nothing'
    | 'workflow.wait.one_thing',
  pointer: string,
) => void;

/**
 * One kind of step. To add one, write a file that exports a `StepKind` and list it in `index.ts`, or hand it to
 * `stepKinds.add`.
 */
export interface StepKind<Definition extends Step = Step> {
  /** The word in `kind`. */
  kind: Definition['kind'];
  /** The form is filled here. */
  fills?: true;
  /** Somebody confirms here what others wrote. */
  confirms?: true;
  /** Cases wait here to be put into a dossier with others. */
  gathers?: true;
  /** A decision here is a document with a number and a date. */
  signs?: true;
  /** The case waits here although the step has no one `assignee`. */
  waits?: true;
  /** The word in `pauses` by which a step lets its clock stand still while the case is at a step of this kind. */
  pauses?: 'consult' | 'wait';
  /** Nothing follows. */
  ends?: true;
  /** Every way out of the step. */
  leads(step: Definition): Lead[];
  /** What is wrong with such a step beyond its schema. */
  check(step: Definition, report: StepReport): void;
  /** Whom the step asks, with the pointer of each within the step; its `assignee` unless told. */
  asks?(step: Definition): { assignee: Assignee; pointer: string }[];
  /**
   * Somebody asked chose something, where that is not one of the step's `actions`. Gives where the case goes on to;
   * null when it stays, or the command was refused.
   */
  act?(turn: Turn, charge: Charge, command: ActCommand): { to: string } | null;
  /** The case is looked at while it stands here: where it goes on to by itself; null when it stays. */
  look?(turn: Turn, step: CompiledStep, visit: number): { to: string } | null;
  /** The case has just entered: what happens, and where it goes on to at once; null when it stays. */
  arrive(turn: Turn, step: CompiledStep, visit: number, how: Arrival): { to: string; rule?: string } | null;
}

/** A kind as the registry holds it. */
export function stepKind<Definition extends Step>(kind: StepKind<Definition>): readonly [string, StepKind] {
  return [kind.kind, kind as unknown as StepKind];
}

/** Whom a step asks, with the pointer of each within the step. */
export function asksOf(
  kind: Pick<StepKind, 'asks'> | undefined,
  step: Step,
): { assignee: Assignee; pointer: string }[] {
  if (kind?.asks) return kind.asks(step);
  const { assignee } = step as { assignee?: Assignee };
  return assignee ? [{ assignee, pointer: '/assignee' }] : [];
}

/** Whom a step asks by one of its tasks: its assignee, or that of the body the task is asked of. */
export function askedBy(step: Step, body: string | undefined): Assignee | undefined {
  if (body === undefined) return (step as { assignee?: Assignee }).assignee;
  return step.kind === 'consult' ? step.bodies.find(({ id }) => id === body)?.assignee : undefined;
}

/** The ways out that a step's actions are. */
export function actionLeads(actions: readonly { to: string }[]): Lead[] {
  return actions.map(({ to }, index) => ({ to, pointer: `/actions/${index}/to`, by: 'person' }));
}
