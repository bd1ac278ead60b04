import type { OutboxEntry, Task } from '../model/case.ts';
import type { TaskRef } from '../model/command.ts';
import type { MessageData } from './events/message-data.ts';
import { visitOfTask } from './events/standing.ts';
import type { Turn } from './turn.ts';

/**
 * Messages about a task that have not left yet speak of it under its new terms: its id, generation and step as they
 * are now. The former ones are recalled; what is sent instead is given, for the event that changed the task. What was
 * for those who were asked is for `asked`, where others are asked now.
 */
export function retell(
  turn: Turn,
  task: Task,
  now: TaskRef,
  step: string,
  asked: string[] = task.assignees,
): MessageData[] {
  const told: MessageData[] = [];
  const { visit } = visitOfTask(task.id);
  for (const entry of turn.before!.outbox ?? []) {
    if (entry.kind !== 'notify' || entry.task?.id !== task.id || entry.task.generation !== task.generation)
      continue;
    const [record, , , ...rest] = entry.key.split('/');
    const key = [record, step, visit, ...rest.slice(0, -1), now.generation].join('/');
    const { template } = entry;
    const audience = sameKeys(entry.audience, task.assignees) ? asked : entry.audience;
    const refs = entry.refs.map((ref) => (ref.startsWith('step:') ? `step:${step}.${visit}` : ref));
    turn.recalled ??= new Set();
    turn.recalled.add(entry.key);
    turn.effects.push({ ...entry, key, audience, refs, task: now } satisfies OutboxEntry);
    told.push({ key, template, audience, refs, task: now });
  }
  return told;
}

function sameKeys(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((key) => other.includes(key));
}
