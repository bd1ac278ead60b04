import type { EntryPlan } from '../model/migration.ts';
import type { CompiledStep, CompiledWorkflow } from './campaign.ts';

/** Where the cases of an old step stand in the new workflow. */
export interface StepPlace {
  to: CompiledStep;
  /** The visit goes on, under the step's new name. Otherwise the case arrives there anew. */
  stays: boolean;
}

/** What a plan makes of a workflow's steps. */
export interface StepPlaces {
  /** By old step; absent where nothing takes its place. */
  places: Readonly<Record<string, StepPlace>>;
  /** Old steps whose name is another now. */
  renamed: Record<string, string>;
  gone: string[];
}

const remembered = new WeakMap<EntryPlan, { to: CompiledWorkflow; places: StepPlaces }>();

/** Where each step of the old workflow is in the new one: worked out once, used for all cases of an entry. */
export function stepPlaces(plan: EntryPlan, from: CompiledWorkflow, to: CompiledWorkflow): StepPlaces {
  const known = remembered.get(plan);
  if (known?.to === to) return known.places;
  const places: Record<string, StepPlace> = {};
  const renamed: Record<string, string> = {};
  const gone: string[] = [];
  const heirs = heirsOf(plan, from);
  for (const { id, kind } of from.steps) {
    const target = plan.steps[id];
    const step = target === null || target === undefined ? undefined : to.byId[target];
    if (!step) {
      gone.push(id);
      continue;
    }
    places[id] = { to: step, stays: heirs.get(step.id) === id && step.kind === kind };
    if (step.id !== id) renamed[id] = step.id;
  }
  const made = { places, renamed, gone };
  remembered.set(plan, { to, places: made });
  return made;
}

/** Which old step each new one is under another name: that of its own id, else the first that names it. */
function heirsOf(plan: EntryPlan, from: CompiledWorkflow): Map<string, string> {
  const heirs = new Map<string, string>();
  for (const { id } of from.steps) {
    const target = plan.steps[id];
    if (target === null || target === undefined) continue;
    if (target === id || !heirs.has(target)) heirs.set(target, id);
  }
  return heirs;
}
