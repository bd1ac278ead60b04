import type { LineSays } from '../../model/case.ts';

/** What an event of a dossier says to the cases on its lines: to which lines, under which effect key. */
export type HandedData = {
  key: string;
  lines: number[];
  says: LineSays;
};
