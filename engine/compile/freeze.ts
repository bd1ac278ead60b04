import type { Campaign } from '../workflow/campaign.ts';

/**
 * The last phase: nothing of a compiled campaign can be changed any more, however deep. Closures and objects
 * with a class of their own are left as they are; they belong to the room that made them.
 */
export function freeze(campaign: Campaign): Campaign {
  freezeDeep(campaign, new Set());
  return campaign;
}

function freezeDeep(value: unknown, seen: Set<object>): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  const kind = Object.getPrototypeOf(value);
  if (kind !== Object.prototype && kind !== Array.prototype && kind !== null) return;
  Object.freeze(value);
  for (const one of Object.values(value)) freezeDeep(one, seen);
}
