/** What an event of a dossier says to the cases on its lines: which lines, under which effect key. */
export type HandedData = {
  key: string;
  lines: number[];
};
