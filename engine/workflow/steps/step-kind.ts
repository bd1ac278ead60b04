import type { Step, Text } from '../../model/generated/definitions.ts';
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
  /** What the way is called, where neither an action nor a rule names it. */
  label?: Text;
}

/** What a kind tells the compiler about a step it does not like. */
export type StepReport = (
  code: 'workflow.route.no_otherwise' | 'workflow.step.no_action' | 'workflow.step.no_submit',
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
  /** Nothing follows. */
  ends?: true;
  /** Every way out of the step. */
  leads(step: Definition): Lead[];
  /** What is wrong with such a step beyond its schema. */
  check(step: Definition, report: StepReport): void;
  /** The case has just entered: what happens, and where it goes on to at once; null when it stays. */
  arrive(turn: Turn, step: CompiledStep, visit: number, how: Arrival): { to: string; rule?: string } | null;
}

/** A kind as the registry holds it. */
export function stepKind<Definition extends Step>(kind: StepKind<Definition>): readonly [string, StepKind] {
  return [kind.kind, kind as unknown as StepKind];
}

/** The ways out that a step's actions are. */
export function actionLeads(actions: readonly { to: string }[]): Lead[] {
  return actions.map(({ to }, index) => ({ to, pointer: `/actions/${index}/to`, by: 'person' }));
}
