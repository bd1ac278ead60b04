import type { CaseState, DossierLine } from '../../model/case.ts';
import { applier } from './applier.ts';
import type { HandedData } from './handed-data.ts';
import { visitOfTask, withActed, withLines, withWakes } from './standing.ts';

/**
 * Cases were put into a dossier, or taken out of it. On the dossier: its new lines, or the lines it lets go. On a
 * case: where it lies, with the task and the wakes that go with its waiting, or the dossier it left.
 */
export type GatheredData =
  | { lines: DossierLine[]; handed?: HandedData }
  | { released: number[]; handed?: HandedData }
  | { dossier: Place; task?: string; drop?: string[] }
  | { left: Place };

type Place = { case: string; line: number };

export const gathered = applier<GatheredData>(
  'gathered',
  ['dossier', 'lines', 'tasks', 'wakes', 'acted'],
  (state, data, { actor, onBehalfOf }): CaseState => {
    if ('lines' in data) return { ...state, lines: [...(state.lines ?? []), ...data.lines] };
    if ('released' in data)
      return withLines(
        state,
        data.released.map((n) => ({ n, state: 'released' })),
      );
    if ('left' in data) {
      const { dossier: _, ...rest } = state;
      return rest;
    }
    const joined = { ...state, dossier: data.dossier };
    const task = state.tasks.find(({ id }) => id === data.task);
    if (!task) return joined;
    const { step } = visitOfTask(task.id);
    const people = actor === 'system' ? [] : [actor, onBehalfOf];
    return withActed(
      withWakes({ ...joined, tasks: state.tasks.filter((one) => one !== task) }, { drop: data.drop ?? [] }),
      step,
      people,
      people.length > 0 ? task.assignees : [],
    );
  },
);
