import type { Step, Validity, WorkflowFile } from '../model/generated/definitions.ts';
import { stepKinds } from './steps/index.ts';
import type { Lead } from './steps/step-kind.ts';

/** The ways between the steps of a workflow: actions, rules, and validities that have ended. */
export interface WorkflowGraph {
  steps: ReadonlyMap<string, Step>;
  leads: ReadonlyMap<string, readonly Lead[]>;
}

/** Every way out of every step whose kind is known; ways to steps that are not there are left out. */
export function graphOf({ steps }: WorkflowFile): WorkflowGraph {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const leads = new Map(
    steps.map((step) => [step.id, leadsOf(step).filter(({ to }) => byId.has(to))] as const),
  );
  return { steps: byId, leads };
}

/** The ways out of a step: its kind's own, and the one it is left by outside its validity. */
export function leadsOf(step: Step): Lead[] {
  const kind = stepKinds.find(step.kind);
  const leads = kind ? kind.leads(step) : [];
  const otherwise = ('valid' in step ? (step.valid as Partial<Validity> | undefined) : undefined)?.otherwise;
  return otherwise === undefined
    ? leads
    : [...leads, { to: otherwise, pointer: '/valid/otherwise', by: 'rule' }];
}

/** The steps that can be reached from some, themselves included. */
export function reachedFrom({ leads }: WorkflowGraph, starts: readonly string[]): Set<string> {
  const reached = new Set<string>();
  const waiting = [...starts];
  for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
    if (reached.has(step)) continue;
    reached.add(step);
    for (const { to } of leads.get(step) ?? []) waiting.push(to);
  }
  return reached;
}

/** The steps from which an end can be reached. */
export function reachingEnd(graph: WorkflowGraph): Set<string> {
  const reaching = new Set<string>();
  for (const [id, { kind }] of graph.steps) if (stepKinds.find(kind)?.ends) reaching.add(id);
  for (let grows = true; grows; ) {
    grows = false;
    for (const [id, leads] of graph.leads)
      if (!reaching.has(id) && leads.some(({ to }) => reaching.has(to))) {
        reaching.add(id);
        grows = true;
      }
  }
  return reaching;
}

/**
 * Rings of steps a case would go round by itself: steps without a person that lead to one another, each ring once,
 * in order. A validity is no such way: which side of it a day lies on does not change while a case moves.
 */
export function ringsWithoutPerson({ steps, leads }: WorkflowGraph): string[][] {
  const rings: string[][] = [];
  const done = new Set<string>();
  const alone = (id: string): boolean =>
    (leads.get(id) ?? []).some(({ by }) => by === 'rule') && !waits(steps.get(id)!);
  function walk(id: string, path: readonly string[]): void {
    const back = path.indexOf(id);
    if (back >= 0) {
      rings.push(path.slice(back));
      return;
    }
    if (done.has(id) || !alone(id)) return;
    for (const { to, pointer } of leads.get(id) ?? [])
      if (pointer !== '/valid/otherwise') walk(to, [...path, id]);
    done.add(id);
  }
  for (const id of steps.keys()) walk(id, []);
  return rings;
}

/** Does a step wait for somebody? */
function waits(step: Step): boolean {
  return stepKinds.find(step.kind)?.waits === true || ('assignee' in step && step.assignee !== undefined);
}
