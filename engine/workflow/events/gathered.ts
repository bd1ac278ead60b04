import { applier } from './applier.ts';

/** Cases were put into a dossier: on the dossier its new lines, on each case where it lies. */
export type GatheredData =
  | { lines: { n: number; case: string; state: string }[] }
  | { dossier: { case: string; line: number } };

export const gathered = applier<GatheredData>('gathered', ['dossier', 'lines'], (state, data) =>
  'dossier' in data
    ? { ...state, dossier: data.dossier }
    : { ...state, lines: [...(state.lines ?? []), ...data.lines] },
);
