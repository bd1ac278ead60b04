import { nearest } from '../../issues/index.ts';
import type { Action } from '../../model/generated/definitions.ts';
import { actionKinds } from '../actions/index.ts';
import { arriveAt } from '../arrive.ts';
import { chargeOf } from '../authority.ts';
import { checkedLines, emitLines } from '../dossier.ts';
import { charactersIn, longestReason } from '../limits.ts';
import { checkKeptApart } from '../line-separation.ts';
import { ruleHolds } from '../rule-names.ts';
import { stepKinds } from '../steps/index.ts';
import { emit, keep, refuse, type Turn } from '../turn.ts';
import { type CommandOf, commandKind } from './command-kind.ts';

/** Any action of the step. */
export const act = commandKind<CommandOf<'act'>>({
  type: 'act',
  decide(turn, command) {
    const charge = chargeOf(turn, command.task, 'act');
    if (!charge) return;
    const { step, visit } = charge;
    const { act: ownAct } = stepKinds.of(step.kind);
    if (ownAct) {
      const onward = ownAct(turn, charge, command);
      if (!onward) return;
      emit(turn, 'left', { step: step.id, visit });
      arriveAt(turn, onward.to);
      return;
    }
    const actions = 'actions' in step.definition ? (step.definition.actions ?? []) : [];
    const action = actions.find(({ id }) => id === command.action);
    if (!action) {
      const known = actions.map(({ id }) => id);
      refuse(
        turn,
        'command.action.unknown',
        { action: command.action, known, nearest: nearest(command.action, known) },
        '/action',
      );
      return;
    }
    const kind = actionKinds.of(action.kind);
    if (kind.through !== 'act') {
      refuse(
        turn,
        'command.action.by_form',
        { action: action.label.vi, actionEn: action.label.en ?? action.label.vi },
        '/action',
      );
      return;
    }
    const rule = step.when[action.id];
    if (rule && !ruleHolds(turn, rule, { step: step.id, visit })) {
      refuse(turn, 'command.action.not_now', {}, '/action');
      return;
    }
    if (!kind.takesRemarks && (command.remarks?.length ?? 0) > 0)
      refuse(
        turn,
        'command.remarks.not_taken',
        { action: action.label.vi, actionEn: action.label.en ?? action.label.vi },
        '/remarks',
      );
    const lines = checkedLines(turn, charge, command.lines ?? [], '/lines');
    const reason = reasonOf(turn, action, command.reason);
    checkKeptApart(turn, charge, lines, action.kind === 'move' ? action.to : undefined);
    if (turn.issues.length > 0 || turn.requests.length > 0) return;
    emitLines(turn, charge, lines);
    kind.perform(turn, charge, action, command, reason);
  },
});

/** The kept reason; undefined when none was given or the command was refused for it. */
function reasonOf(turn: Turn, action: Action, given: string | undefined): string | undefined {
  const text = given?.normalize('NFC').trim() ?? '';
  const length = charactersIn(text);
  const wanted = action.reason ?? 'optional';
  const words = { action: action.label.vi, actionEn: action.label.en ?? action.label.vi };
  if (length === 0) {
    if (wanted === 'required') refuse(turn, 'command.reason.missing', words, '/reason');
    return undefined;
  }
  if (wanted === 'none') {
    refuse(turn, 'command.reason.not_taken', words, '/reason');
    return undefined;
  }
  const least = action.reasonMinLength ?? 0;
  if (length < least) refuse(turn, 'command.reason.too_short', { ...words, length, min: least }, '/reason');
  if (length > longestReason)
    refuse(turn, 'command.text.too_long', { length, max: longestReason }, '/reason');
  return turn.issues.length > 0 ? undefined : keep(turn, 'reason', text);
}
