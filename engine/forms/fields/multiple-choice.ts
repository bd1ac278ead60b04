import type { Answer, OtherAnswer } from '../../model/answers.ts';
import {
  choiceIds,
  findChoice,
  isOther,
  isStorableOther,
  otherId,
  readOther,
  refuseChoice,
  setUpChoices,
  showChoice,
} from '../choice-field.ts';
import type { FieldBehaviour, FieldOf, FieldType, TypedParts } from '../field-type.ts';
import { quoted } from '../problem.ts';
import { typedText } from '../typed-text.ts';

/** How many must and may be chosen. */
export interface MultipleChoiceSettings {
  min: number;
  max: number;
}

type Chosen = string | OtherAnswer;

/** How its answers are checked, read, shown and stored. */
export const multipleChoiceBehaviour: FieldBehaviour<FieldOf<'multipleChoice'>, MultipleChoiceSettings> = {
  type: 'multipleChoice',
  answered: true,
  missing: 'answers.required.choice',
  malformed: 'answers.ref.unknown_choice',
  bind(field) {
    const ids = new Set((field.choices ?? []).map((one) => one.id));
    const { other = false } = field.definition;
    const { min, max } = field.settings;
    return {
      see(answer) {
        if (!Array.isArray(answer) || answer.length === 0) return null;
        const seen = new Set<string>();
        for (const one of answer) {
          if (typeof one === 'string' && ids.has(one)) seen.add(one);
          else if (other && isStorableOther(one)) seen.add(otherId);
          else return null;
        }
        return seen.size === answer.length ? [...seen].sort(byOrder) : null;
      },
      keep: (answer, seen) => {
        const chosen = seen as string[];
        const written = (answer as Chosen[]).find((one) => isOther(one));
        return written && isOther(written)
          ? [...chosen.filter((id) => id !== otherId), { other: written.other }]
          : chosen;
      },
      check(_, seen, sight) {
        const chosen = (seen as string[]).length;
        if (chosen < min) sight.report(field, 'answers.limit.min_chosen', { min, chosen });
        else if (chosen > max) sight.report(field, 'answers.limit.max_chosen', { max, chosen });
      },
    };
  },
  read(typed, field, reader) {
    const own = typed.part('');
    const all = Array.isArray(own) ? own : own === undefined || own === null ? [] : [own];
    const ids = new Set<string>();
    let written: OtherAnswer | undefined;
    for (const one of all) {
      const line = typedText(one).trim();
      if (field.definition.other && (isOther(one) || line === otherId)) {
        written = readOther(typed, one, reader);
        if (!written) return undefined;
      } else if (line !== '') {
        const found = findChoice(field.choices ?? [], line);
        if (!found) return refuseChoice(quoted(line), field, reader);
        ids.add(found.id);
      } else if (typeof one === 'object') return refuseChoice(one, field, reader);
    }
    const chosen: Chosen[] = [...ids].sort(byOrder);
    if (written) chosen.push(written);
    return chosen.length > 0 ? (chosen as Answer) : undefined;
  },
  show: (answer, field, how) => (answer as Chosen[]).map((one) => showChoice(one, field, how)).join('; '),
  store: () => undefined,
};

/**
 * Any of several choices, stored as their ids, sorted; with `other`, `{ other: text }` stands last and is the
 * id `other` in rules. Nothing chosen is not answered.
 */
export const multipleChoice: FieldType<FieldOf<'multipleChoice'>, MultipleChoiceSettings> = {
  ...multipleChoiceBehaviour,
  title: { vi: 'Chọn nhiều', en: 'Multiple choice' },
  listable: true,
  searchable: true,
  computable: false,
  prefills: ['previous'],
  parts: [otherId],
  setUp(definition, setup) {
    const count = setUpChoices(definition, setup).length + (definition.other ? 1 : 0);
    const { minChosen: min = 0, maxChosen = count } = definition;
    const max = Math.min(maxChosen, count);
    if (min > max) setup.report('form.limit.chosen', '/minChosen', { min, max });
    return { min, max };
  },
  ruleType: ({ other = false }, { max }, choices) => ({
    kind: 'list',
    of: { kind: 'choice', choices: choiceIds(choices, other) },
    maxLength: Math.max(max, 1),
  }),
  asTyped(answer): TypedParts {
    const written = (answer as Chosen[]).find((one) => isOther(one));
    const ids = (answer as Chosen[]).map((one) => (isOther(one) ? otherId : one));
    return written && isOther(written) ? { '': ids, [otherId]: written.other } : { '': ids };
  },
  widget: ({ other = false }) => ({ widget: 'checkboxes', other }),
  problems({ other = false, maxChosen }, { min, max }) {
    return [
      ...(other ? (['answers.required.other', 'answers.limit.max_length'] as const) : []),
      ...(min > 0 ? [['answers.limit.min_chosen', { min }] as const] : []),
      ...(maxChosen === undefined ? [] : [['answers.limit.max_chosen', { max }] as const]),
    ];
  },
};

/** By code units, `other` last, so that what is stored does not depend on a language. */
function byOrder(a: string, b: string): number {
  if (a === otherId || b === otherId) return a === b ? 0 : a === otherId ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}
