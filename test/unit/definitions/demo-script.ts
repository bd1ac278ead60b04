import type { Answer } from '../../../engine/model/answers.ts';

/** A value of a template, as `definitions/demo/README.md` describes it. */
export type Value =
  | Plain
  | { from: number; to: number; steady?: true }
  | { oneOf: Plain[] }
  | { file: string };
type Plain = string | number | boolean | string[];
export type Template = Record<string, Value>;

export interface Act {
  kind: 'draft' | 'claim' | 'act' | 'correct';
  at: string;
  within?: number;
  entries?: string[];
  do?: string;
  answers?: Template;
  reason?: string;
  remarks?: { field: string; text: string }[];
  body?: string;
}

export interface Story {
  id: string;
  title: string;
  units: string[];
  acts: Act[];
}

export interface Script {
  thidua: 1;
  id: string;
  campaign: string;
  people: string;
  signIn: string[];
  clock: string;
  assumption: true;
  reason: string;
  answers: Record<string, Record<string, Template[]>>;
  periods: { period: string; stories: Story[] }[];
  begun: BegunStory[];
  dossiers: DossierStory[];
}

export interface BegunStory extends Omit<Story, 'units'> {
  entry: string;
  period: string;
  begun: string;
  of: { unit: string; subject?: string }[];
}

export interface DossierStory extends Omit<Story, 'units'> {
  entry: string;
  unit: string;
  made: string;
  answers: Template;
}

/** The least and the greatest a value can be; every one of several. */
const ends = (value: Value): Plain[] => {
  if (typeof value !== 'object' || Array.isArray(value)) return [value];
  if ('oneOf' in value) return value.oneOf;
  if ('file' in value) return [];
  return value.from === value.to ? [value.from] : [value.from, value.to];
};

const stored = (value: Plain): Answer => (typeof value === 'number' ? String(value) : value);

/** The corners of a template: every combination of the ends of its values among the fields named. */
export function cornersOf(template: Template, fields: readonly string[]): Record<string, Answer>[] {
  const first = Object.fromEntries(
    Object.entries(template).map(([id, value]) => [id, stored(ends(value)[0]!)]),
  );
  return fields
    .filter((id) => id in template)
    .reduce<Record<string, Answer>[]>(
      (found, id) =>
        ends(template[id]!).flatMap((value) => found.map((one) => ({ ...one, [id]: stored(value) }))),
      [first],
    );
}
