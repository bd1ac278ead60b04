import type { CaseState } from '../../model/case.ts';
import type { CaseEvent } from '../../model/event.ts';
import { shownTime } from '../authority.ts';
import { everything } from '../events/applier.ts';
import type { HandedData } from '../events/handed-data.ts';
import type { MessageData } from '../events/message-data.ts';
import { laterBy } from '../moments.ts';
import { applyPatch, patchBetween, pathsOf, touches } from '../patch.ts';
import { emit, refuse, type Turn } from '../turn.ts';
import { undoneEvents } from '../undone.ts';
import { type CommandOf, commandKind } from './command-kind.ts';

/** Events of an act that a person may take back; everything an act brought with it goes too. */
const undoable: ReadonlySet<string> = new Set([
  'submitted',
  'decided',
  'returned',
  'corrected',
  'claimed',
  'released',
  'reminded',
]);

/**
 * What is taken back. Visits go on: a visit number is never used twice; and what was reserved is given up by an event
 * of its own.
 */
const takenBack = everything.filter((part) => part !== 'visits' && part !== 'reservations');

/**
 * Takes back one's own last act, while its effects have not left the house. The case is as it was before, but for
 * visits and generations, which go on; what was announced is recalled from the outbox.
 */
export const undo = commandKind<CommandOf<'undo'>>({
  type: 'undo',
  decide(turn, { cmd }) {
    const history = turn.before!.history;
    const events = history.filter((event) => event.cmd === cmd);
    if (!mayUndo(turn, events, history)) return;
    const touched = events.flatMap(pathsTouched);
    const later = history.find(
      (event) =>
        event.cmd > cmd && pathsTouched(event).some((path) => touched.some((one) => touches(one, path))),
    );
    if (later) {
      const system = later.actor === 'system';
      const name = turn.directory.nameOf(later.actor);
      const params = {
        name: system ? 'hệ thống' : name,
        nameEn: system ? 'the system' : name,
        seq: later.seq,
      };
      refuse(turn, 'command.undo.overtaken', { ...params, at: shownTime(turn, later.at) }, '/cmd');
      return;
    }
    let target: CaseState = turn.state;
    for (const { before } of events.toReversed()) if (before) target = applyPatch(target, before);
    const patch = patchBetween(turn.state, withNextGenerations(target, turn.state), takenBack);
    turn.recalled = new Set(
      events.flatMap(({ data }) => {
        const handed = data['handed'] as HandedData | undefined;
        const messages = (data['effects'] as MessageData[] | undefined) ?? [];
        return [...messages.map(({ key }) => key), ...(handed ? [handed.key] : [])];
      }),
    );
    emit(turn, 'undone', {
      of: events.map(({ seq }) => seq),
      set: patch?.set ?? {},
      unset: patch?.unset ?? [],
    });
    for (const { type, data } of events)
      if (type === 'reserved' && data['free'] !== true)
        emit(turn, 'reserved', { key: data['key'] as string, free: true });
  },
});

/** What an event changed, but for what goes on. */
function pathsTouched({ before }: CaseEvent): string[] {
  return before ? pathsOf(before).filter((path) => !path.startsWith('/visits/')) : [];
}

function mayUndo(turn: Turn, events: readonly CaseEvent[], history: readonly CaseEvent[]): boolean {
  const { actor, now } = turn.context;
  const [first] = events;
  if (!first || !events.some(({ type }) => undoable.has(type))) {
    refuse(turn, 'command.undo.nothing', {}, '/cmd');
    return false;
  }
  if (first.actor !== actor) {
    refuse(turn, 'command.undo.not_own', { name: turn.directory.nameOf(first.actor) }, '/cmd');
    return false;
  }
  if (events.some(({ data }) => data['dossier'] !== undefined)) {
    refuse(turn, 'dossier.undo.at_dossier', {}, '/cmd');
    return false;
  }
  const undone = history.some(
    ({ type, data }) => type === 'undone' && (data['of'] as number[]).includes(first.seq),
  );
  if (undone) {
    refuse(turn, 'command.undo.already', {}, '/cmd');
    return false;
  }
  const taken = undoneEvents(history);
  const last = history.findLast(
    (event) => event.actor === actor && event.type !== 'undone' && !taken.has(event.seq),
  );
  if (last?.cmd !== first.cmd) {
    refuse(turn, 'command.undo.not_last', {}, '/cmd');
    return false;
  }
  const { undoSeconds } = turn.campaign;
  if (now >= laterBy(first.at, undoSeconds * 1000)) {
    refuse(turn, 'command.undo.too_late', { seconds: undoSeconds }, '/cmd');
    return false;
  }
  return true;
}

/** Tasks that come back, or whose terms come back, ask under a new generation. */
export function withNextGenerations(target: CaseState, current: CaseState): CaseState {
  return {
    ...target,
    tasks: target.tasks.map((task) => {
      const now = current.tasks.find(({ id }) => id === task.id);
      if (now && now.generation === task.generation) return task;
      return { ...task, generation: (now?.generation ?? task.generation) + 1 };
    }),
  };
}
