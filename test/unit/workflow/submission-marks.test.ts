import { describe, expect, it } from 'vitest';
import { submissionMarks } from '../../../engine/workflow/index.ts';

type Event = Parameters<typeof submissionMarks>[0][number];

const sent = (seq: number, late?: true): Event => ({
  seq,
  type: 'submitted',
  data: late ? { late } : {},
});
const corrected = (seq: number): Event => ({ seq, type: 'corrected', data: {} });
const undone = (seq: number, ...of: number[]): Event => ({ seq, type: 'undone', data: { of } });

describe('what a history says of a submission', () => {
  it.each<[string, Event[], boolean, boolean]>([
    ['nothing sent', [], false, false],
    ['in time', [sent(2)], false, false],
    ['late', [sent(2, true)], true, false],
    ['in time, sent again after its time', [sent(2), sent(9, true)], false, false],
    ['late, taken back, sent again', [sent(2, true), undone(3, 2), sent(4)], false, false],
    ['corrected', [sent(2), corrected(5)], false, true],
    ['a correction taken back', [sent(2), corrected(5), undone(6, 5)], false, false],
  ])('%s', (_, history, late, wasCorrected) => {
    expect(submissionMarks(history)).toEqual({ late, corrected: wasCorrected });
  });
});
