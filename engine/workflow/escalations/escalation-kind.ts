import type { Task } from '../../model/case.ts';
import type { Audience, Escalation } from '../../model/generated/definitions.ts';
import { audienceOf, effectKey, tell } from '../effects.ts';
import type { MessageData } from '../events/message-data.ts';
import type { Turn } from '../turn.ts';

/** An escalation's definition by its kind. */
export type EscalationOf<Kind extends Escalation['kind']> = Extract<Escalation, { kind: Kind }>;

/** The visit an escalation is about, with its open tasks. */
export interface Overdue {
  step: string;
  visit: number;
  tasks: readonly Task[];
}

/**
 * One kind of escalation. To add one, write a file that exports an `EscalationKind` and list it in `index.ts`, or
 * hand it to `escalationKinds.add`.
 */
export interface EscalationKind<Definition extends Escalation = Escalation> {
  /** The word in `kind`. */
  kind: Definition['kind'];
  /** Role ids the definition names, for the checks of the compiler. */
  roles(escalation: Definition): string[];
  /** Acts; gives the keys told and the effects made. */
  fire(turn: Turn, escalation: Definition, overdue: Overdue): { audience: string[]; effects: MessageData[] };
}

/** A kind as the registry holds it. */
export function escalationKind<Definition extends Escalation>(
  kind: EscalationKind<Definition>,
): readonly [string, EscalationKind] {
  return [kind.kind, kind as unknown as EscalationKind];
}

/** Tells an audience of every open task of the visit, one message each. */
export function tellOf(
  turn: Turn,
  rule: { id: string; notify: string },
  to: Audience,
  { step, visit, tasks }: Overdue,
): { audience: string[]; effects: MessageData[] } {
  const told = new Set<string>();
  const effects: MessageData[] = [];
  tasks.forEach((task, slot) => {
    const audience = audienceOf(turn, to, task);
    const key = effectKey(turn.state._id, step, visit, rule.id, String(slot), task.generation);
    const message = tell(turn, key, rule.notify, audience, { step, visit, task });
    if (message) effects.push(message);
    for (const one of audience) told.add(one);
  });
  return { audience: [...told], effects };
}
