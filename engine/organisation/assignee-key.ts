import type { Membership } from '../model/organisation.ts';

/**
 * Who is asked, taken apart. A role is named with its owner, `<organisation or campaign>/<role>`; a role with
 * no unit is held for the whole campaign.
 */
export type AssigneeKey =
  | { kind: 'role'; owner: string; role: string; unit?: string }
  | { kind: 'account'; account: string };

/**
 * The key of a role: `<owner>/<role>@<unit>`, or `<owner>/<role>` without a unit. Owner, role and unit are ids,
 * so neither `/` nor `@` occurs in them.
 */
export function assigneeKey(owner: string, role: string, unit?: string): string {
  return unit === undefined ? `${owner}/${role}` : `${owner}/${role}@${unit}`;
}

/** The key a membership holds. */
export function membershipKey({ role, unit }: Pick<Membership, 'role' | 'unit'>): string {
  return unit === undefined ? role : `${role}@${unit}`;
}

/** Takes a key apart; what has no `/` is an account id. */
export function parseAssigneeKey(key: string): AssigneeKey {
  const slash = key.indexOf('/');
  if (slash < 0) return { kind: 'account', account: key };
  const at = key.indexOf('@', slash);
  const owner = key.slice(0, slash);
  return at < 0
    ? { kind: 'role', owner, role: key.slice(slash + 1) }
    : { kind: 'role', owner, role: key.slice(slash + 1, at), unit: key.slice(at + 1) };
}

/**
 * The key under which work of an organisation waits when nobody can be told: no unit answers for it, somebody must
 * first say which of several successors does, or nobody holds the role. It is held with any role that administers
 * the organisation.
 */
export function unroutedKey(organisation: string): string {
  return assigneeKey(organisation, 'unrouted');
}
