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

/** How its answers are checked, read, shown and stored. */
export const choiceBehaviour: FieldBehaviour<FieldOf<'choice'>, { select: boolean }> = {
  type: 'choice',
  answered: true,
  missing: 'answers.required.choice',
  malformed: 'answers.ref.unknown_choice',
  bind(field) {
    const ids = new Set((field.choices ?? []).map((one) => one.id));
    const { other = false } = field.definition;
    return {
      see: (answer) =>
        typeof answer === 'string'
          ? ids.has(answer)
            ? answer
            : null
          : other && isStorableOther(answer)
            ? otherId
            : null,
      keep: (answer) => (isOther(answer) ? { other: answer.other } : answer),
      check() {},
    };
  },
  read(typed, field, reader) {
    const own = typed.part('');
    const { other = false } = field.definition;
    if (other && isOther(own)) return readOther(typed, own, reader);
    if (typeof own === 'object' && own !== null && !Array.isArray(own))
      return refuseChoice(own, field, reader);
    const line = typedText(own).trim();
    if (line === '') return undefined;
    if (other && line === otherId) return readOther(typed, own, reader);
    return findChoice(field.choices ?? [], line)?.id ?? refuseChoice(quoted(line), field, reader);
  },
  show: showChoice,
  store: (value, field) =>
    typeof value === 'string' && field.choices?.some((one) => one.id === value) ? value : undefined,
};

/**
 * One of several choices, stored as its id. With `other`, what is not on the list is stored `{ other: text }`
 * and is the id `other` in rules; its text is typed in the part `.other`. More than seven choices make a list
 * to open unless `style` says otherwise.
 */
export const choice: FieldType<FieldOf<'choice'>, { select: boolean }> = {
  ...choiceBehaviour,
  title: { vi: 'Chọn một', en: 'Choice' },
  listable: true,
  searchable: true,
  computable: true,
  prefills: ['previous'],
  parts: [otherId],
  setUp(definition, setup) {
    const choices = setUpChoices(definition, setup);
    return { select: definition.style ? definition.style === 'select' : choices.length > 7 };
  },
  ruleType: ({ other = false }, _, choices) => ({ kind: 'choice', choices: choiceIds(choices, other) }),
  asTyped: (answer): TypedParts =>
    isOther(answer) ? { '': otherId, [otherId]: answer.other } : { '': answer as string },
  widget: ({ other = false }, { select }) => ({ widget: select ? 'select' : 'radios', other }),
  problems: ({ other = false }) => (other ? ['answers.required.other', 'answers.limit.max_length'] : []),
};
