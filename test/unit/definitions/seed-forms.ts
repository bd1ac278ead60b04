import { factTypes } from '../../../engine/compile/facts.ts';
import { type CompiledForm, compileForm, type Evaluation, evaluate } from '../../../engine/forms/index.ts';
import type { Answers } from '../../../engine/model/answers.ts';
import type { CampaignFile, FormFile, ListFile } from '../../../engine/model/generated/definitions.ts';
import { seedJson, seedPaths } from './seed-files.ts';

const lists = Object.fromEntries(
  seedPaths('lists')
    .map((path) => seedJson<ListFile>(path))
    .map((list) => [list.id, list]),
);

const facts = factTypes(seedJson<CampaignFile>('campaign.json').facts);

/** What compiling a form of the seed campaign gives. */
export const compiled = (id: string) =>
  compileForm(seedJson<FormFile>(`forms/${id}.json`), {
    source: `forms/${id}.json`,
    lists,
    names: { facts },
  });

const forms = new Map<string, CompiledForm>();

/** A form of the seed campaign, compiled once. */
export function seedForm(id: string): CompiledForm {
  const known = forms.get(id) ?? compiled(id).form;
  if (!known) throw new Error(`forms/${id}.json does not compile`);
  forms.set(id, known);
  return known;
}

/** Days of a period as rules see them. */
export const periods: Readonly<Record<string, { from: string; until: string; sent: string }>> = {
  '2024-12': { from: '2024-11-21', until: '2024-12-20', sent: '2024-12-23' },
  '2025-01': { from: '2024-12-21', until: '2025-01-20', sent: '2025-01-20' },
};

/** A form of the seed evaluated on answers sent in a period. */
export function evaluateSeed(id: string, answers: Answers, period: string, previous?: Answers): Evaluation {
  const { from, until, sent } = periods[period]!;
  return evaluate(seedForm(id), answers, {
    today: sent,
    names: { period: { id: period, from, until } },
    ...(previous ? { previous } : {}),
  });
}
