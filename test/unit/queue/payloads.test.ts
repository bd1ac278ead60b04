import { describe, expect, it, vi } from 'vitest';
import { runSweep } from '../../../workers/sweeps.ts';
import { parseWakeJob, runWake } from '../../../workers/wakes.ts';

const job = { v: 1, record: 'case', id: 'a.b', at: '2025-01-20T01:00:00.000Z', epoch: 0 };

describe('what a job carries', () => {
  it('is handed to the use case without what does not belong to it', async () => {
    const wake = vi.fn(async () => {});
    await runWake({ ...job, more: 1 }, { wake });
    expect(wake).toHaveBeenCalledExactlyOnceWith(job);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'case'],
    ['another version', { ...job, v: 2 }],
    ['another record', { ...job, record: 'unit' }],
    ['no id', { ...job, id: '' }],
    ['an id that is no text', { ...job, id: 7 }],
    ['a time that is none', { ...job, at: 'soon' }],
    ['no epoch', { ...job, epoch: undefined }],
    ['half an epoch', { ...job, epoch: 0.5 }],
  ])('is refused for good: %s', (_, data) => {
    expect(() => parseWakeJob(data)).toThrow(
      expect.objectContaining({ name: 'BadPayload', retryable: false }),
    );
  });

  it.each([
    undefined,
    {},
    { full: 'yes' },
  ])('a sweep that does not say whether it is full is refused: %j', async (data) => {
    const sweep = vi.fn(async () => {});
    await expect(runSweep(data, { sweep })).rejects.toMatchObject({ retryable: false });
    expect(sweep).not.toHaveBeenCalled();
  });
});
