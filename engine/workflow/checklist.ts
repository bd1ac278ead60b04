import { nearest } from '../issues/index.ts';
import type { ActCommand } from '../model/command.ts';
import type { ChecklistItem } from '../model/generated/definitions.ts';
import type { CompiledStep } from './campaign.ts';
import { ruleHolds } from './rule-names.ts';
import { refuse, type Turn } from './turn.ts';

/** The items of a step's checklist. */
export function checklistOf({ definition }: CompiledStep): readonly ChecklistItem[] {
  return ('checklist' in definition ? definition.checklist : undefined) ?? [];
}

/**
 * The answers of a checklist: those a person gave, and those of rules. When the case is to go on, every item that
 * must hold has to be yes, or not applicable where a person answers; otherwise the command is refused. Undefined
 * when nothing was answered.
 */
export function answeredChecklist(
  turn: Turn,
  step: CompiledStep,
  visit: number,
  given: NonNullable<ActCommand['checklist']> = {},
  mustHold: boolean,
): ActCommand['checklist'] {
  const items = checklistOf(step);
  if (items.length === 0 && !hasKeys(given)) return undefined;
  const answers: NonNullable<ActCommand['checklist']> = {};
  for (const id of Object.keys(given)) {
    const item = items.find((one) => one.id === id);
    if (!item || step.checklist[id])
      refuse(
        turn,
        item ? 'command.checklist.by_rule' : 'command.checklist.unknown',
        {
          item: id,
          nearest: nearest(
            id,
            items.map((one) => one.id),
          ),
        },
        `/checklist/${id}`,
      );
    else answers[id] = given[id]!;
  }
  for (const { id, text, required } of items) {
    const rule = step.checklist[id];
    if (rule) answers[id] = ruleHolds(turn, rule, { step: step.id, visit });
    const answer = answers[id];
    if (!mustHold || !required || answer === true || answer === 'notApplicable') continue;
    const params = { item: text.vi, itemEn: text.en ?? text.vi };
    refuse(
      turn,
      answer === undefined ? 'command.checklist.open' : 'command.checklist.fails',
      params,
      `/checklist/${id}`,
    );
  }
  return Object.keys(answers).length > 0 ? answers : undefined;
}

function hasKeys(given: object): boolean {
  for (const _ in given) return true;
  return false;
}
