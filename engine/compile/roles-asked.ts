import type { Assignee, Audience, Escalation } from '../model/generated/definitions.ts';
import {
  asksOf,
  assigneeKinds,
  audienceKinds,
  type CompiledEntry,
  type CompiledStep,
  escalationKinds,
  stepKinds,
} from '../workflow/index.ts';

/** A role of the definitions where a case meets it. */
export interface AskedRole {
  role: string;
  /** The level of the unit at which it is held. */
  level: string;
  /** The line on which that unit lies above the case's; absent when it is the case's own unit. */
  line?: string;
}

/** A role that is asked or told something, and the place that says so. */
export interface ToldRole {
  asked: AskedRole;
  pointer: string;
}

/** The role whose holders submit an entry. */
export function submitterRole({ definition }: CompiledEntry): AskedRole {
  const { role, level } = definition.submitter;
  return { role, level };
}

/** The roles a step waits for, with the place of each; none for a step that asks nobody. */
export function assignedRoles({ definition, pointer }: CompiledStep, entry: CompiledEntry): ToldRole[] {
  return asksOf(stepKinds.find(definition.kind), definition).map(({ assignee, pointer: at }) => {
    const roles = assigneeKinds.find(assignee.kind)?.roles(assignee) ?? [];
    return { asked: standing(roles, assignee, entry)[0]!, pointer: pointer + at };
  });
}

/** The roles that reminders and escalations of a step tell. */
export function toldRoles({ definition, pointer }: CompiledStep, entry: CompiledEntry): ToldRole[] {
  const found: ToldRole[] = [];
  const add = (roles: readonly string[], of: Assignee | Audience | Escalation, at: string) => {
    for (const asked of standing(roles, of, entry)) found.push({ asked, pointer: pointer + at });
  };
  if ('reminders' in definition)
    for (const [index, { to }] of (definition.reminders ?? []).entries()) {
      const roles = to && audienceKinds.find(to.kind)?.roles(to);
      // An audience without roles is whoever the task waits for, or the submitter.
      if (to && roles && roles.length > 0) add(roles, to, `/reminders/${index}/to`);
    }
  if ('escalations' in definition)
    for (const [index, escalation] of (definition.escalations ?? []).entries()) {
      const roles = escalationKinds.find(escalation.kind)?.roles(escalation) ?? [];
      const of = 'to' in escalation ? escalation.to : escalation;
      if (roles.length > 0) add(roles, of, `/escalations/${index}`);
    }
  return found;
}

/** Roles with the level and line their definition names; without roles of its own it means the submitter's. */
function standing(
  roles: readonly string[],
  of: Assignee | Audience | Escalation,
  entry: CompiledEntry,
): AskedRole[] {
  const submitter = submitterRole(entry);
  if (roles.length === 0) return [submitter];
  const level = ('level' in of ? of.level : undefined) ?? submitter.level;
  const line = 'line' in of ? of.line : undefined;
  return roles.map((role) => ({ role, level, ...(line === undefined ? {} : { line }) }));
}
