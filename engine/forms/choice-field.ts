import { nearest } from '../issues/nearest.ts';
import type { Answer } from '../model/answers.ts';
import type { Choice } from '../model/generated/definitions.ts';
import type { FieldOf, Reader, Setup, Showing, Typed } from './field-type.ts';
import type { RunningField } from './form.ts';
import { quoted } from './problem.ts';
import { cleanText, typedText } from './typed-text.ts';

type ChoiceDefinition = FieldOf<'choice'> | FieldOf<'multipleChoice'>;

/** The id under which rules and pages know an answer that is not on the list. */
export const otherId = 'other';

/** The longest text of an other choice. */
const longestOther = 500;

/** Looks the choices up in the definition or its list, and checks them. */
export function setUpChoices(definition: ChoiceDefinition, setup: Setup): readonly Choice[] {
  const { choices, list, other = false } = definition;
  if (choices && list !== undefined) setup.report('form.choice.twice', '/list');
  if (choices) {
    const seen = new Set<string>();
    choices.forEach(({ id }, at) => {
      if (seen.has(id)) setup.report('schema.id.duplicate', `/choices/${at}/id`, { id });
      seen.add(id);
    });
  }
  const found = choices ?? lookUp(list, setup);
  if (other) {
    const at = found.findIndex((choice) => choice.id === otherId);
    if (at >= 0) setup.report('form.choice.other_reserved', choices ? `/choices/${at}/id` : '/list');
  }
  setup.choices(found);
  return found;
}

function lookUp(list: string | undefined, setup: Setup): readonly Choice[] {
  if (list === undefined) {
    setup.report('form.choice.none', '');
    return [];
  }
  const found = Object.hasOwn(setup.lists, list) ? setup.lists[list] : undefined;
  if (!found) {
    setup.report('reference.list.unknown', '/list', {
      name: list,
      nearest: nearest(list, Object.keys(setup.lists)),
    });
    return [];
  }
  return found.choices;
}

/** The ids rules may compare with. */
export function choiceIds(choices: readonly Choice[] | undefined, other: boolean): string[] {
  const ids = (choices ?? []).map((choice) => choice.id);
  return other ? [...ids, otherId] : ids;
}

/** The choice a person or a table means: its id, or exactly its label in either language. */
export function findChoice(choices: readonly Choice[], typed: string): Choice | undefined {
  const wanted = cleanText(typed).toLowerCase();
  return (
    choices.find((choice) => choice.id === typed) ??
    choices.find(({ label }) => label.vi.toLowerCase() === wanted || label.en?.toLowerCase() === wanted)
  );
}

/** The text of an other choice; refused when it is missing or longer than 500 characters. */
export function readOther(typed: Typed, own: unknown, reader: Reader): { other: string } | undefined {
  const inside = isOther(own) ? own.other : typedText(typed.part(otherId));
  const text = cleanText(inside).replace(/\s+/g, ' ');
  if (text === '') return reader.refuse('answers.required.other');
  if (text.length > longestOther)
    return reader.refuse('answers.limit.max_length', { max: longestOther, length: text.length });
  return { other: text };
}

/** True for `{ other: text }`. */
export function isOther(answer: unknown): answer is { other: string } {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    !Array.isArray(answer) &&
    typeof (answer as { other?: unknown }).other === 'string'
  );
}

/** True for an other text that may be stored: one line of 1 to 500 characters. */
export function isStorableOther(answer: unknown): answer is { other: string } {
  return (
    isOther(answer) &&
    answer.other !== '' &&
    answer.other.length <= longestOther &&
    !/\p{Cc}/u.test(answer.other)
  );
}

/** Refuses a choice that is not on the list. */
export function refuseChoice(typed: unknown, field: RunningField, reader: Reader): undefined {
  return reader.refuse('answers.ref.unknown_choice', {
    typed: quoted(typed),
    known: (field.choices ?? []).map((choice) => choice.id),
  });
}

/** A choice's label, an other's text, or the id itself when the list no longer has it. */
export function showChoice(answer: Answer, field: RunningField, how: Showing): string {
  if (isOther(answer)) return answer.other;
  const label = field.choices?.find((choice) => choice.id === answer)?.label;
  return label ? ((how.language === 'en' ? label.en : undefined) ?? label.vi) : String(answer);
}
