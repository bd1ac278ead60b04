import { nearest } from '../../issues/index.ts';
import type { OpinionAnswer } from '../../model/generated/definitions.ts';
import type { JsonObject } from '../../model/json.ts';
import { checkedDocument } from '../documents.ts';
import { charactersIn, longestReason } from '../limits.ts';
import { askBodies } from '../tasks.ts';
import { emit, keep, refuse, type Turn } from '../turn.ts';
import { openTasks } from '../wakes/open-tasks.ts';
import { type StepOf, stepKind } from './step-kind.ts';

const allIn = { vi: 'Đã đủ ý kiến hoặc hết thời gian', en: 'All have answered, or the time is over' };

/**
 * Several bodies are asked for their opinion at once; who stays silent past the time has none. What a body chose and
 * wrote lies in a content of its own, so that a history shows that it has answered and no more.
 */
export const consult = stepKind<StepOf<'consult'>>({
  kind: 'consult',
  waits: true,
  pauses: 'consult',
  asks: ({ bodies }) =>
    bodies.map(({ assignee }, index) => ({ assignee, pointer: `/bodies/${index}/assignee` })),
  leads: ({ to }) => [{ to, pointer: '/to', by: 'rule', label: allIn }],
  check({ silence }, report) {
    if (!silence || silence.offset === 0)
      report('workflow.consult.no_silence', silence ? '/silence/offset' : '');
  },
  arrive(turn, step, visit, how) {
    askBodies(turn, step, visit, how, (step.definition as StepOf<'consult'>).bodies);
    return null;
  },
  act(turn, { task, step, visit }, command) {
    const { answers, to } = step.definition as StepOf<'consult'>;
    const answer = answers.find(({ id }) => id === command.action);
    if (!answer) {
      const known = answers.map(({ id }) => id);
      const params = { action: command.action, known, nearest: nearest(command.action, known) };
      refuse(turn, 'command.action.unknown', params, '/action');
      return null;
    }
    const text = textOf(turn, answer, command.reason);
    const letter = command.document && checkedDocument(turn, command.document);
    if (turn.issues.length > 0) return null;
    const body: JsonObject = { answer: answer.id };
    if (text !== undefined) body['text'] = text;
    if (letter) body['document'] = { ...letter };
    const content = keep(turn, 'opinion', body);
    const opinion = { body: task.body!, content };
    emit(turn, 'decided', { task: task.id, action: 'opinion', opinion }, { contents: [content] });
    return openTasks(turn.state, step.id, visit).length === 0 ? { to } : null;
  },
});

/** What was written; undefined when nothing was, or the command was refused for it. */
function textOf(
  turn: Turn,
  { label, text: wanted = 'optional' }: OpinionAnswer,
  given: string | undefined,
): string | undefined {
  const text = given?.normalize('NFC').trim() ?? '';
  const length = charactersIn(text);
  const words = { action: label.vi, actionEn: label.en ?? label.vi };
  if (length === 0) {
    if (wanted === 'required') refuse(turn, 'command.reason.missing', words, '/reason');
    return undefined;
  }
  if (wanted === 'none') refuse(turn, 'command.reason.not_taken', words, '/reason');
  if (length > longestReason)
    refuse(turn, 'command.text.too_long', { length, max: longestReason }, '/reason');
  return text;
}
