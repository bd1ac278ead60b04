import type { Issue, Place } from '../issues/index.ts';
import type { Directory } from '../model/organisation.ts';
import type { Day } from '../model/time.ts';
import { indexDirectory, type StaffingNeed, staffingFindings } from '../organisation/index.ts';
import type { Campaign, CompiledEntry, CompiledStep } from '../workflow/index.ts';
import { type AskedRole, assignedRoles, submitterRole, toldRoles } from './roles-asked.ts';

/**
 * What stands in the way of a campaign on a day for lack of people: roles nobody holds, separations that leave
 * nobody. Computed against a directory and therefore no part of the version, nor of `ok`: people come and go
 * while a version stands. A step that is not valid on the day asks for nobody.
 */
export function staffing(campaign: Campaign, directory: Directory, day: Day): Issue[] {
  const needs = new Map<string, StaffingNeed>();
  for (const entry of Object.values(campaign.entries))
    for (const need of needsOf(campaign, entry, day)) {
      // Entries that share a workflow ask the same of it.
      needs.set(JSON.stringify(need), need);
    }
  return staffingFindings(indexDirectory(directory), [...needs.values()], day);
}

function needsOf(campaign: Campaign, entry: CompiledEntry, day: Day): StaffingNeed[] {
  const { workflow, source, pointer } = entry;
  const need = (asked: AskedRole, place: Place, apartFrom: readonly string[] = []): StaffingNeed => ({
    role: fullRole(campaign, asked.role),
    level: asked.level,
    ...(asked.line === undefined ? {} : { line: asked.line }),
    organisation: campaign.organisation,
    ...(apartFrom.length > 0 ? { apartFrom: apartFrom.map((role) => fullRole(campaign, role)) } : {}),
    place,
  });
  const needs = [need(submitterRole(entry), { source, pointer: `${pointer}/submitter` })];
  for (const step of workflow.steps) {
    if (!isValidOn(step.definition, day)) continue;
    const at = (where: string): Place => ({ source: workflow.source, pointer: where });
    // The submitter was asked for where the entry names it.
    for (const { asked, pointer } of assignedRoles(step, entry))
      if (!isSame(asked, submitterRole(entry))) needs.push(need(asked, at(pointer), rolesApart(step, entry)));
    for (const told of toldRoles(step, entry)) needs.push(need(told.asked, at(told.pointer)));
  }
  return needs;
}

function fullRole({ roles }: Campaign, role: string): string {
  return roles[role] ?? role;
}

function isSame(a: AskedRole, b: AskedRole): boolean {
  return a.role === b.role && a.level === b.level && a.line === b.line;
}

function isValidOn(step: CompiledStep['definition'], day: Day): boolean {
  const valid = 'valid' in step ? step.valid : undefined;
  return (valid?.from === undefined || valid.from <= day) && (valid?.to === undefined || day <= valid.to);
}

/** The roles of the steps whose people may not decide here as well. */
function rolesApart({ definition }: CompiledStep, entry: CompiledEntry): string[] {
  const others = ('separation' in definition ? definition.separation?.notSameAs : undefined) ?? [];
  const roles = others.flatMap((id) => {
    const step = entry.workflow.byId[id];
    return step ? assignedRoles(step, entry).map(({ asked }) => asked.role) : [];
  });
  return [...new Set(roles)];
}
