import { nearest } from '../../issues/index.ts';
import type { Remark } from '../../model/answers.ts';
import type { JsonValue } from '../../model/json.ts';
import { arriveAt } from '../arrive.ts';
import type { CompiledStep } from '../campaign.ts';
import type { ReturnedData } from '../events/returned.ts';
import { seesField } from '../field-rights.ts';
import { charactersIn, longestRemark, mostRemarks } from '../limits.ts';
import { leaveOrPause, pausesOf } from '../pauses.ts';
import { standingVisit } from '../return-path.ts';
import type { Arrival } from '../tasks.ts';
import { emit, keep, refuse, type Turn } from '../turn.ts';
import { type ActionOf, actionKind } from './action-kind.ts';

/**
 * The work goes back to be corrected, with remarks on its fields. Unless the action says `again`, what is
 * corrected goes straight back to whoever returned it.
 */
export const returnForCorrection = actionKind<ActionOf<'return'>>({
  kind: 'return',
  through: 'act',
  takesRemarks: true,
  perform(turn, { task, step, visit }, action, { remarks = [] }, reason) {
    if (action.remarks === 'required' && remarks.length === 0)
      refuse(turn, 'command.remarks.missing', {}, '/remarks');
    if (remarks.length > mostRemarks)
      refuse(turn, 'command.remarks.too_many', { max: mostRemarks }, '/remarks');
    remarks.forEach((remark, index) => {
      checkRemark(turn, step, remark, `/remarks/${index}`);
    });
    if (turn.issues.length > 0) return;
    const kept = remarks.length > 0 ? keep(turn, 'remarks', remarks as unknown as JsonValue) : undefined;
    const standing = standingVisit(turn, step.id, visit);
    const data: ReturnedData = { task: task.id, action: action.id, to: action.to, places: remarks.length };
    if (kept !== undefined) data.remarks = kept;
    if (reason !== undefined) data.reason = reason;
    const pauses = action.resume !== 'again' && pausesOf(step).includes('return') ? 'return' : null;
    if (pauses) data.stays = true;
    emit(turn, 'returned', data, { contents: [kept, reason] });
    leaveOrPause(turn, step.id, visit, pauses);
    const how: Arrival = { returned: true };
    if (action.resume !== 'again') {
      how.returnTo = step.id;
      how.returnedBy = turn.context.actor;
      if (standing?.returnTo !== undefined) {
        const waiting = { step: standing.returnTo, by: standing.returnedBy! };
        how.returnsThen = [waiting, ...(standing.returnsThen ?? [])];
      }
    }
    arriveAt(turn, action.to, how);
  },
});

function checkRemark(turn: Turn, step: CompiledStep, { field, row, text }: Remark, pointer: string): void {
  const { form } = turn.entry;
  const found = form.byId[field];
  if (!found?.bound || !seesField(step, field)) {
    const fields = form.fields.filter((one) => one.bound && seesField(step, one.id)).map(({ id }) => id);
    refuse(
      turn,
      'command.remarks.unknown_field',
      { field, nearest: nearest(field, fields) },
      `${pointer}/field`,
    );
  } else if (row !== undefined && found.definition.type !== 'table')
    refuse(turn, 'command.remarks.no_rows', { field, label: found.definition.label.vi }, `${pointer}/row`);
  const length = charactersIn(text.trim());
  if (length === 0) refuse(turn, 'command.remarks.empty', { field }, `${pointer}/text`);
  else if (length > longestRemark)
    refuse(turn, 'command.text.too_long', { length, max: longestRemark }, `${pointer}/text`);
}
