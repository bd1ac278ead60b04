import type { Issue, Place } from '../issues/index.ts';
import type { Assignee, Audience } from '../model/generated/definitions.ts';
import type { Directory } from '../model/organisation.ts';
import type { Day } from '../model/time.ts';
import { indexDirectory, type StaffingNeed, staffingFindings } from '../organisation/index.ts';
import type { Campaign, CompiledEntry, CompiledStep } from '../workflow/campaign.ts';

/**
 * What stands in the way of a campaign on a day for lack of people: roles nobody holds, separations that leave
 * nobody. Computed against a directory and therefore no part of the version, nor of `ok`: people come and go
 * while a version stands. A step that is not valid on the day asks for nobody.
 */
export function staffing(campaign: Campaign, directory: Directory, day: Day): Issue[] {
  const needs = new Map<string, StaffingNeed>();
  for (const entry of Object.values(campaign.entries))
    for (const need of needsOf(campaign, entry, day)) {
      const { source, pointer } = need.place;
      // Entries that share a workflow ask the same of it.
      needs.set(JSON.stringify([source, pointer, need.role, need.level, need.line, need.apartFrom]), need);
    }
  return staffingFindings(indexDirectory(directory), [...needs.values()], day);
}

/** A role of the definitions where it is asked for. */
interface Asked {
  role: string;
  level: string;
  line?: string;
}

function needsOf(campaign: Campaign, entry: CompiledEntry, day: Day): StaffingNeed[] {
  const { definition, workflow, source, pointer } = entry;
  const { submitter } = definition;
  const need = (asked: Asked, place: Place, apartFrom: string[] = []): StaffingNeed => ({
    role: campaign.roles[asked.role] ?? asked.role,
    level: asked.level,
    ...(asked.line === undefined ? {} : { line: asked.line }),
    organisation: campaign.organisation,
    ...(apartFrom.length > 0 ? { apartFrom } : {}),
    place,
  });
  return [
    need({ role: submitter.role, level: submitter.level }, { source, pointer: `${pointer}/submitter` }),
    ...workflow.steps
      .filter(({ definition: step }) => isValidOn(step, day))
      .flatMap((step) => {
        const at = (tail: string) => ({ source: workflow.source, pointer: step.pointer + tail });
        const asked = assigneeAsked(step, entry);
        const own = asked ? [need(asked, at('/assignee'), rolesApart(campaign, step, entry))] : [];
        return [...own, ...told(step, entry).map(({ asked: one, tail }) => need(one, at(tail)))];
      }),
  ];
}

function isValidOn(step: CompiledStep['definition'], day: Day): boolean {
  const valid = 'valid' in step ? step.valid : undefined;
  return (valid?.from === undefined || valid.from <= day) && (valid?.to === undefined || day <= valid.to);
}

function assigneeAsked({ definition }: CompiledStep, entry: CompiledEntry): Asked | undefined {
  const assignee = 'assignee' in definition ? definition.assignee : undefined;
  return assignee && askedBy(assignee, entry);
}

function askedBy(assignee: Assignee, { definition: { submitter } }: CompiledEntry): Asked | undefined {
  if (assignee.kind === 'roleAbove')
    return { role: assignee.role, level: assignee.level, line: assignee.line };
  // The submitter was asked for where the entry names it.
  return assignee.kind === 'roleAtUnit' ? { role: assignee.role, level: submitter.level } : undefined;
}

/** The roles that may not decide here once they acted at the steps the step is separate from. */
function rolesApart(campaign: Campaign, step: CompiledStep, entry: CompiledEntry): string[] {
  const { definition } = step;
  const others = ('separation' in definition ? definition.separation?.notSameAs : undefined) ?? [];
  const roles = others.flatMap((id) => {
    const other = entry.workflow.byId[id]?.definition;
    const assignee = other && 'assignee' in other ? other.assignee : undefined;
    if (assignee?.kind === 'submitter') return [entry.definition.submitter.role];
    const asked = assignee && askedBy(assignee, entry);
    return asked ? [asked.role] : [];
  });
  return [...new Set(roles)].map((role) => campaign.roles[role] ?? role);
}

/** Who is told by reminders and escalations of a step. */
function told({ definition }: CompiledStep, entry: CompiledEntry): { asked: Asked; tail: string }[] {
  const found: { asked: Asked; tail: string }[] = [];
  const add = (audience: Audience | undefined, tail: string) => {
    if (audience?.kind !== 'role') return;
    const { role, level = entry.definition.submitter.level, line } = audience;
    found.push({ asked: { role, level, ...(line === undefined ? {} : { line }) }, tail });
  };
  if ('reminders' in definition)
    for (const [index, { to }] of (definition.reminders ?? []).entries()) add(to, `/reminders/${index}/to`);
  if ('escalations' in definition)
    for (const [index, escalation] of (definition.escalations ?? []).entries()) {
      const tail = `/escalations/${index}`;
      if (escalation.kind === 'tell') add(escalation.to, `${tail}/to`);
      if (escalation.kind === 'tellNextLevel') {
        const { role, level, line } = escalation;
        found.push({ asked: { role, level, line }, tail: `${tail}/role` });
      }
    }
  return found;
}
