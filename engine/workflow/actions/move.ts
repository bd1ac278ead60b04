import { arriveAt } from '../arrive.ts';
import { answeredChecklist } from '../checklist.ts';
import { documentOf } from '../documents.ts';
import { announce } from '../effects.ts';
import type { DecidedData } from '../events/decided.ts';
import { leaveOrPause, pausesFor } from '../pauses.ts';
import { backToReturner, leadsToRefusal } from '../return-path.ts';
import { emit } from '../turn.ts';
import { type ActionOf, actionKind } from './action-kind.ts';

/** A decision that moves the case on. */
export const move = actionKind<ActionOf<'move'>>({
  kind: 'move',
  through: 'act',
  perform(turn, { task, step, visit }, action, command, reason) {
    const standsStill = pausesFor(turn.entry.workflow, step, action.to);
    // What is asked of others meanwhile comes back here: the checklist waits until then.
    const checklist = answeredChecklist(
      turn,
      step,
      visit,
      command.checklist,
      standsStill === null && !leadsToRefusal(turn, action.to),
    );
    if (turn.issues.length > 0) return;
    const document = documentOf(turn, { task, step, visit }, action, command.document);
    if (turn.issues.length > 0 || turn.requests.length > 0) return;
    const back = backToReturner(turn, step.id, visit, action.to);
    const effects = announce(turn, 'decided', { step: step.id, visit, action: action.id });
    const data: DecidedData = { task: task.id, action: action.id };
    if (reason !== undefined) data.reason = reason;
    if (checklist) data.checklist = checklist;
    if (document) {
      data.document = document;
      const { key } = document;
      // A number the case bears already stays its own.
      if (key !== undefined && !turn.state.reservations?.some((one) => one.key === key))
        emit(turn, 'reserved', { key });
    }
    const pauses = back ? null : standsStill;
    if (pauses) data.stays = true;
    if (effects) data.effects = effects;
    emit(turn, 'decided', data, { contents: [reason] });
    leaveOrPause(turn, step.id, visit, pauses);
    arriveAt(turn, back?.step ?? action.to, back?.how);
  },
});
