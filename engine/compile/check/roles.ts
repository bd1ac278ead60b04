import { type Issue, issue, type Place } from '../../issues/index.ts';
import type { OrganisationFile } from '../../model/generated/definitions.ts';
import type { Campaign, CompiledEntry } from '../../workflow/index.ts';
import { type AskedRole, assignedRoles, submitterRole, toldRoles } from '../roles-asked.ts';

/**
 * Roles nobody can ever hold where they are asked for: held at units of another level, or at a level that does
 * not lie above the case's own unit. Names that do not exist were told when they were looked up.
 */
export function checkRoles(
  campaign: Campaign,
  organisation: OrganisationFile & { revision: number },
): Issue[] {
  return Object.values(campaign.entries).flatMap((entry) =>
    askedBy(entry).flatMap(({ asked, place }) => [
      ...levelOfRole(asked, place, campaign, organisation),
      ...levelAbove(asked, place, entry, organisation),
    ]),
  );
}

function askedBy(entry: CompiledEntry): { asked: AskedRole; place: Place }[] {
  const found = [
    {
      asked: submitterRole(entry),
      place: { source: entry.source, pointer: `${entry.pointer}/submitter` },
    },
  ];
  for (const step of entry.workflow.steps) {
    const at = (pointer: string): Place => ({ source: entry.workflow.source, pointer });
    for (const { asked, pointer } of assignedRoles(step, entry))
      if (asked.role !== entry.definition.submitter.role) found.push({ asked, place: at(pointer) });
    for (const told of toldRoles(step, entry)) found.push({ asked: told.asked, place: at(told.pointer) });
  }
  return found;
}

function levelOfRole(
  { role, level }: AskedRole,
  place: Place,
  { roles }: Campaign,
  { id, roles: known, levels, revision }: OrganisationFile & { revision: number },
): Issue[] {
  const definition = known.find((one) => roles[role] === `${id}/${one.id}`);
  if (!definition?.level || definition.level === level || !levels.some((one) => one.id === level)) return [];
  return [
    issue('reference.role.other_level', place, {
      role,
      level,
      held: definition.level,
      organisation: id,
      revision,
    }),
  ];
}

function levelAbove(
  { role, level, line }: AskedRole,
  place: Place,
  { definition: { submitter } }: CompiledEntry,
  { id, levels, revision }: OrganisationFile & { revision: number },
): Issue[] {
  if (line === undefined) return [];
  const rank = (name: string): number => levels.findIndex((one) => one.id === name);
  const [asked, own] = [rank(level), rank(submitter.level)];
  if (asked < 0 || own < 0 || asked <= own) return [];
  return [
    issue('reference.level.not_above', place, {
      role,
      level,
      own: submitter.level,
      organisation: id,
      revision,
    }),
  ];
}
