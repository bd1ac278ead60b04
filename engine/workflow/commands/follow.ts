import type { LineSays } from '../../model/case.ts';
import type { ToldLine } from '../../model/command.ts';
import type { JsonValue } from '../../model/json.ts';
import { arriveAt } from '../arrive.ts';
import { chargeOf } from '../authority.ts';
import type { CompiledStep } from '../campaign.ts';
import { partsOfCaseId } from '../case-id.ts';
import { liesGathered, lineKey } from '../dossier.ts';
import { announce } from '../effects.ts';
import { namesOfEntry } from '../entry-names.ts';
import type { DecidedData } from '../events/decided.ts';
import type { ReturnedData } from '../events/returned.ts';
import { isOfVisit, visitOfTask } from '../events/standing.ts';
import { stepKinds } from '../steps/index.ts';
import type { StepOf } from '../steps/step-kind.ts';
import { ask, emit, keep, refuse, stepOf, type Turn } from '../turn.ts';
import { type CommandOf, commandKind } from './command-kind.ts';

/** A line, as a case knows it. */
interface Line {
  case: string;
  line: number;
}

/** A case that waits to be gathered, at a visit. */
interface Waiting {
  step: CompiledStep;
  visit: number;
  definition: StepOf<'gather'>;
}

/**
 * The case does what a dossier says of its line: it joins the dossier, leaves it again, or goes on as was decided.
 * What the dossier says is asked of the dossier, so the command carries no decision of its own, and nothing happens
 * when the case has followed already, or the dossier has thought better of it.
 */
export const follow = commandKind<CommandOf<'follow'>>({
  type: 'follow',
  decide(turn, { dossier, line, says }) {
    const told = turn.context.resolved?.lines?.[lineKey(dossier, line)];
    if (told === undefined) {
      ask(turn, { need: 'line', dossier, line });
      return;
    }
    if (told?.case !== turn.state._id) {
      refuse(turn, 'dossier.follow.not_named', { dossier, line });
      return;
    }
    moves[says](turn, { case: dossier, line }, told);
  },
});

type Move = (turn: Turn, line: Line, told: ToldLine) => void;

const moves: Readonly<Record<LineSays, Move>> = { come: join, go: leave, decided: goOn };

function join(turn: Turn, line: Line, { state }: ToldLine): void {
  if (state === 'released' || liesIn(turn, line)) return;
  const at = waitingAt(turn);
  const gathers = at ? namesOfEntry(turn.campaign, at.definition.dossier ?? '') : [];
  if (!at || !gathers.includes(partsOfCaseId(line.case).entry)) {
    refuse(turn, 'dossier.follow.not_waiting');
    return;
  }
  const task = turn.state.tasks.find(({ id }) => isOfVisit(visitOfTask(id), at.step.id, at.visit));
  if (!task) {
    refuse(turn, 'dossier.follow.elsewhere', { line: turn.state.dossier?.line ?? 0 });
    return;
  }
  const mayGather =
    turn.context.actor === 'system' ||
    chargeOf(turn, { id: task.id, generation: task.generation }, 'act') !== null;
  if (!mayGather) return;
  const drop = turn.state.wakes.filter((one) => isOfVisit(one, at.step.id, at.visit)).map(({ id }) => id);
  emit(turn, 'gathered', { dossier: line, task: task.id, drop });
}

/** Comes to the step anew: it asks again, and its deadline is counted from now. */
function leave(turn: Turn, line: Line, { state }: ToldLine): void {
  const at = waitingAt(turn);
  if (state !== 'released') return;
  if (!at || !liesIn(turn, line)) {
    // It never came. Whoever still brings it, having asked earlier, must find another revision and ask again.
    emit(turn, 'touched', { because: lineKey(line.case, line.line) });
    return;
  }
  emit(turn, 'gathered', { left: line });
  emit(turn, 'left', { step: at.step.id, visit: at.visit });
  arriveAt(turn, at.step.id);
}

function goOn(turn: Turn, line: Line, told: ToldLine): void {
  const { state, settled, reason } = told;
  const at = waitingAt(turn);
  if (!at || !settled || !liesIn(turn, line)) return;
  // A dossier that ended without a word about its contents lets its cases go.
  if (state === 'released') {
    leave(turn, line, told);
    return;
  }
  const { step, visit, definition } = at;
  const to = definition.results[state as 'approved' | 'refused' | 'returned'];
  const kept = reason === undefined ? undefined : keep(turn, 'reason', reason as JsonValue);
  const task = `${step.id}.${visit}.1`;
  if (state === 'returned') {
    const data: ReturnedData = { task, action: state, to, places: 0, dossier: line };
    if (kept !== undefined) data.reason = kept;
    emit(turn, 'returned', data, { contents: [kept] });
    emit(turn, 'left', { step: step.id, visit });
    // What is corrected comes straight back to wait here; a step that decides decides anew.
    const corrects = stepKinds.of(stepOf(turn, to).kind).fills;
    const back = { returned: true as const, returnTo: step.id, returnedBy: turn.context.actor };
    arriveAt(turn, to, corrects ? back : {});
    return;
  }
  const effects = announce(turn, 'decided', { step: step.id, visit, action: state });
  const data: DecidedData = { task, action: state, dossier: line };
  if (kept !== undefined) data.reason = kept;
  if (effects) data.effects = effects;
  emit(turn, 'decided', data, { contents: [kept] });
  emit(turn, 'left', { step: step.id, visit });
  arriveAt(turn, to);
}

/** Where the case waits to be gathered, or lies gathered; null when it stands elsewhere. */
function waitingAt(turn: Turn): Waiting | null {
  for (const { step: id, visit } of turn.state.steps) {
    const step = stepOf(turn, id);
    if (stepKinds.of(step.kind).gathers)
      return { step, visit, definition: step.definition as StepOf<'gather'> };
  }
  return null;
}

/** Does the case lie on the line now? Once it has left the step, `dossier` only says where it lay. */
function liesIn(turn: Turn, { case: dossier, line }: Line): boolean {
  const mine = turn.state.dossier;
  const at = waitingAt(turn);
  if (!at || mine?.case !== dossier || mine.line !== line) return false;
  return liesGathered(turn.state, at.step, { step: at.step.id, visit: at.visit });
}
