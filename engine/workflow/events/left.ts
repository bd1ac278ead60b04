import type { JsonValue } from '../../model/json.ts';
import { pathOf, pathOfVisit } from '../patch.ts';
import { applier } from './applier.ts';
import { isOfVisit, visitOfTask, withoutVisit } from './standing.ts';

/** The case no longer stands at a step: the visit's tasks and wakes go with it. */
export type LeftData = {
  step: string;
  visit: number;
  /** Of bodies asked: those that let their time pass. */
  silent?: { task: string; body: string }[];
  /** Of a route: the rule that chose, by its id or its place. */
  rule?: string;
};

export const left = applier<LeftData>(
  'left',
  ['steps', 'tasks', 'wakes', 'opinions'],
  (state, { step, visit, silent }, { at }) => {
    const next = withoutVisit(state, step, visit);
    if (!silent) return next;
    return { ...next, opinions: [...(state.opinions ?? []), ...silent.map((one) => ({ ...one, at }))] };
  },
  ({ steps, tasks, wakes }, { step, visit, silent }) => {
    if (silent) return null;
    const set: Record<string, JsonValue> = {};
    const keep = (path: string, value: object): void => {
      set[path] = value as JsonValue;
    };
    for (const one of steps) if (isOfVisit(one, step, visit)) keep(pathOfVisit(step, visit), one);
    for (const one of tasks)
      if (isOfVisit(visitOfTask(one.id), step, visit)) keep(pathOf('tasks', one.id), one);
    for (const one of wakes) if (isOfVisit(one, step, visit)) keep(pathOf('wakes', one.id), one);
    return { set };
  },
);
