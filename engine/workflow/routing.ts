import type { CaseState } from '../model/case.ts';
import type { Day } from '../model/time.ts';
import { type Authority, assigneeKey, type DirectoryIndex, parseAssigneeKey } from '../organisation/index.ts';
import type { Campaign, CompiledEntry } from './campaign.ts';

/** What naming people by role and place needs: a case's unit, today's directory, the campaign's roles. */
export interface Routing {
  readonly campaign: Campaign;
  readonly entry: CompiledEntry;
  readonly directory: DirectoryIndex;
  readonly day: Day;
  readonly state: Pick<CaseState, 'unit' | 'tasks'>;
}

/**
 * The key under which work waits when nobody can be told: no unit answers for the case's today, or a person must
 * first say which of several successors does. Whoever administers the campaign's organisation looks there.
 */
export function unroutedKey(campaign: Campaign): string {
  return assigneeKey(campaign.organisation, 'unrouted');
}

/** The submitter role at the case's unit. */
export function submitterKeys(routing: Routing): string[] {
  return keysAtUnit(routing, routing.entry.definition.submitter.role);
}

/** A role at the case's unit of today. */
export function keysAtUnit(routing: Routing, role: string): string[] {
  const { directory, day } = routing;
  const unit = unitOf(routing);
  return remembered(routing, `${day} ${unit} ${role}`, () => {
    const located = directory.currentUnit(unit, day);
    return located.kind === 'unit' ? [roleKey(routing, role, located.unit.uid)] : [];
  });
}

/** A role at the unit of a level at or above the case's unit on a line. */
export function keysAbove(routing: Routing, role: string, level: string, line: string): string[] {
  const { directory, day } = routing;
  const unit = unitOf(routing);
  return remembered(routing, `${day} ${unit} ${role} ${level} ${line}`, () => {
    const located = directory.ancestorAt(unit, level, line, day);
    return located.kind === 'unit' ? [roleKey(routing, role, located.unit.uid)] : [];
  });
}

function unitOf({ state }: Routing): string {
  return state.unit.routedTo ?? state.unit.uid;
}

const routed = new WeakMap<Campaign, WeakMap<DirectoryIndex, Map<string, string[]>>>();

/** Keys follow from the day, the unit and the definition, and are asked for at every step of every case. */
function remembered({ campaign, directory }: Routing, question: string, find: () => string[]): string[] {
  let ofCampaign = routed.get(campaign);
  if (!ofCampaign) {
    ofCampaign = new WeakMap();
    routed.set(campaign, ofCampaign);
  }
  let known = ofCampaign.get(directory);
  if (!known) {
    known = new Map();
    ofCampaign.set(directory, known);
  }
  let keys = known.get(question);
  if (!keys) {
    keys = find();
    if (known.size >= 20_000) known.clear();
    known.set(question, keys);
  }
  return keys;
}

interface Rights {
  day: Day;
  byAccount: Map<string, Map<string, Authority | null>>;
}

const rights = new WeakMap<DirectoryIndex, Rights>();

/** By what right an account may act on a key today, as the directory says; asked again and again, remembered for the day. */
export function rightOf(
  { directory, day }: Pick<Routing, 'directory' | 'day'>,
  account: string,
  key: string,
): Authority | null {
  let today = rights.get(directory);
  if (today?.day !== day) {
    today = { day, byAccount: new Map() };
    rights.set(directory, today);
  }
  let ofAccount = today.byAccount.get(account);
  if (!ofAccount) {
    if (today.byAccount.size >= 5_000) today.byAccount.clear();
    ofAccount = new Map();
    today.byAccount.set(account, ofAccount);
  }
  let right = ofAccount.get(key);
  if (right === undefined) {
    right = directory.mayAct(account, key, day);
    if (ofAccount.size >= 1_000) ofAccount.clear();
    ofAccount.set(key, right);
  }
  return right;
}

/** The key of a role as the campaign means it; a role of the campaign's own councils is held at no unit. */
export function roleKey({ campaign }: Pick<Routing, 'campaign'>, role: string, unit: string): string {
  const full = campaign.roles[role];
  if (full === undefined) throw new Error(`The campaign ${campaign.id} has no role ${role}.`);
  const parsed = parseAssigneeKey(full);
  const council = campaign.definition.roles?.some((one) => one.id === role && one.council === true);
  if (parsed.kind !== 'role') throw new Error(`${full} is not the key of a role.`);
  return council ? full : assigneeKey(parsed.owner, parsed.role, unit);
}
