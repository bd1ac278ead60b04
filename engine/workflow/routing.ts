import type { CaseState } from '../model/case.ts';
import type { Day } from '../model/time.ts';
import {
  type Authority,
  assigneeKey,
  type DirectoryIndex,
  unroutedKey as keyOfUnrouted,
  type Located,
  parseAssigneeKey,
} from '../organisation/index.ts';
import type { Campaign, CompiledEntry } from './campaign.ts';

/** What naming people by role and place needs: a case's unit, today's directory, the campaign's roles. */
export interface Routing {
  readonly campaign: Campaign;
  readonly entry: CompiledEntry;
  readonly directory: DirectoryIndex;
  readonly day: Day;
  readonly state: Pick<CaseState, 'unit' | 'tasks'>;
}

/** The key under which work waits when nobody can be told: whoever administers the campaign's organisation looks there. */
export function unroutedKey(campaign: Campaign): string {
  return keyOfUnrouted(campaign.organisation);
}

/** The submitter role at the case's unit. */
export function submitterKeys(routing: Routing): string[] {
  return keysAtUnit(routing, routing.entry.definition.submitter.role);
}

/** A role at the case's unit of today. */
export function keysAtUnit(routing: Routing, role: string): string[] {
  const unit = unitOf(routing);
  const known = inside(routesOf(routing, unit), role);
  known.keys ??= keysOf(routing, role, routing.directory.currentUnit(unit, routing.day));
  return known.keys;
}

/** A role at the unit of a level at or above the case's unit on a line. */
export function keysAbove(routing: Routing, role: string, level: string, line: string): string[] {
  const unit = unitOf(routing);
  const known = inside(inside(inside(routesOf(routing, unit), role), level), line);
  known.keys ??= keysOf(routing, role, routing.directory.ancestorAt(unit, level, line, routing.day));
  return known.keys;
}

function keysOf(routing: Routing, role: string, located: Located): string[] {
  return located.kind === 'unit' ? [roleKey(routing, role, located.unit.uid)] : [];
}

function unitOf({ state }: Routing): string {
  return state.unit.routedTo ?? state.unit.uid;
}

/**
 * What is known of where a unit's work goes, by the words of the question one after another. A question put
 * together as one text would be made and hashed anew each time.
 */
interface Routes {
  keys?: string[];
  inside?: Map<string, Routes>;
}

function inside(routes: Routes, word: string): Routes {
  routes.inside ??= new Map();
  let found = routes.inside.get(word);
  if (!found) {
    found = {};
    routes.inside.set(word, found);
  }
  return found;
}

/** What follows from a directory on one day: asked for at every step of every case, worked out once. */
interface Today {
  day: Day;
  byCampaign: Map<Campaign, Map<string, Routes>>;
  rights: Map<string, Map<string, Authority | null>>;
}

const known = new WeakMap<DirectoryIndex, Today>();

function todayOf({ directory, day }: Pick<Routing, 'directory' | 'day'>): Today {
  let today = known.get(directory);
  if (today?.day !== day) {
    today = { day, byCampaign: new Map(), rights: new Map() };
    known.set(directory, today);
  }
  return today;
}

function routesOf(routing: Routing, unit: string): Routes {
  const { byCampaign } = todayOf(routing);
  let units = byCampaign.get(routing.campaign);
  if (!units) {
    units = new Map();
    byCampaign.set(routing.campaign, units);
  }
  let routes = units.get(unit);
  if (!routes) {
    if (units.size >= 20_000) units.clear();
    routes = {};
    units.set(unit, routes);
  }
  return routes;
}

/** By what right an account may act on a key today, as the directory says; asked again and again, remembered for the day. */
export function rightOf(
  at: Pick<Routing, 'directory' | 'day'>,
  account: string,
  key: string,
): Authority | null {
  const { rights } = todayOf(at);
  let ofAccount = rights.get(account);
  if (!ofAccount) {
    if (rights.size >= 5_000) rights.clear();
    ofAccount = new Map();
    rights.set(account, ofAccount);
  }
  let right = ofAccount.get(key);
  if (right === undefined) {
    right = at.directory.mayAct(account, key, at.day);
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
