import type { Audience, Reminder } from '../../model/generated/definitions.ts';
import { audienceOf, effectKey, tell } from '../effects.ts';
import type { MessageData } from '../events/message-data.ts';
import { emit, stepOf } from '../turn.ts';
import { openTasks } from './open-tasks.ts';
import { wakeKind } from './wake-kind.ts';

/** Reminds whoever a task waits for, or whom the reminder names. */
export const reminder = wakeKind({
  kind: 'reminder',
  fire(turn, wake) {
    const step = wake.step!;
    const visit = wake.visit!;
    const { definition } = stepOf(turn, step);
    const reminders = ('reminders' in definition ? definition.reminders : undefined) ?? [];
    const rule: Reminder | undefined = reminders.find(({ id }) => id === wake.rule);
    const effects: MessageData[] = [];
    if (rule)
      openTasks(turn.state, step, visit).forEach((task, slot) => {
        const to: Audience = rule.to ?? { kind: 'assignee' };
        const key = effectKey(turn.state._id, step, visit, rule.id, String(slot), task.generation);
        const about = { step, visit, task };
        const message = tell(turn, key, rule.notify, audienceOf(turn, to, task), about);
        if (message) effects.push(message);
      });
    emit(turn, 'reminded', { wake: wake.id, rule: wake.rule!, step, visit, effects });
  },
});
