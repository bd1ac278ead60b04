import type { Text } from '../../model/generated/definitions.ts';
import { momentOf } from '../moments.ts';
import { periodAnchors } from '../periods.ts';
import { askPeople } from '../tasks.ts';
import { emit } from '../turn.ts';
import { actionLeads, type StepOf, stepKind } from './step-kind.ts';

/** How a line of a dossier can be decided, in the order in which it is written. */
const verdicts = ['approved', 'refused', 'returned'] as const;

/** What becoming of a line is called. */
export const lineResults: Readonly<Record<(typeof verdicts)[number], Text>> = {
  approved: { vi: 'Dòng được duyệt', en: 'Line approved' },
  refused: { vi: 'Dòng không được duyệt', en: 'Line refused' },
  returned: { vi: 'Dòng bị trả lại', en: 'Line returned' },
};

/**
 * The case waits to be put into a dossier with others. Its task asks whoever gathers; once it lies in a dossier
 * there is no task any more, and the case goes on by what is decided about its line.
 */
export const gather = stepKind<StepOf<'gather'>>({
  kind: 'gather',
  gathers: true,
  leads: ({ actions = [], results }) => [
    ...actionLeads(actions),
    ...verdicts.map((verdict) => ({
      to: results[verdict],
      pointer: `/results/${verdict}`,
      by: 'person' as const,
      label: lineResults[verdict],
      ...(verdict === 'returned' ? { back: true as const } : {}),
    })),
  ],
  check() {},
  arrive(turn, step, visit, how) {
    askPeople(turn, step, visit, how);
    const { at } = step.definition as StepOf<'gather'>;
    const anchors = { ...periodAnchors(turn.campaign, turn.period), entered: turn.context.now };
    const moment = at && momentOf(at, 'start', anchors, turn.calendar);
    // A case that comes later waits for a person: nothing gathers one case by itself.
    if (moment && 'at' in moment && moment.at > turn.context.now)
      emit(turn, 'scheduled', {
        add: [{ id: `gather:${step.id}:${visit}`, at: moment.at, kind: 'gather', step: step.id, visit }],
      });
    return null;
  },
});
