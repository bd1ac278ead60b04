import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wakeJobId } from '../../../engine/adapters/bullmq/wake-job-id.ts';
import type { WakeJob } from '../../../engine/model/job.ts';

const base: WakeJob = { v: 1, record: 'case', id: 'a.b', at: '2025-01-20T01:00:00.000Z', epoch: 3 };

describe('the id of a wake job', () => {
  it.each([
    [base, 'c-a_b-1737334800000-3'],
    [{ ...base, record: 'campaign' as const, id: 'phong-trao' }, 'p-phong-trao-1737334800000-3'],
    [{ ...base, record: 'batch' as const, id: 'migration-1' }, 'b-migration-1-1737334800000-3'],
    [{ ...base, id: 'a:b_c' }, 'c-a~3a~b~5f~c-1737334800000-3'],
  ])('%#', (job, id) => {
    expect(wakeJobId(job)).toBe(id);
  });

  it('holds nothing that BullMQ refuses, and differs when the jobs do', () => {
    const job = fc.record({
      v: fc.constant(1 as const),
      record: fc.constantFrom('case' as const, 'campaign' as const, 'batch' as const),
      id: fc.stringMatching(/^[a-z0-9._:~-]{1,6}$/),
      at: fc.constantFrom('2025-01-20T01:00:00.000Z', '2025-01-20T01:00:00.001Z'),
      epoch: fc.integer({ min: 0, max: 11 }),
    });
    fc.assert(
      fc.property(job, job, (a, b) => {
        expect(wakeJobId(a)).toMatch(/^[bcp]-[a-z0-9_~-]+$/);
        expect(wakeJobId(a) === wakeJobId(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
      { numRuns: 2_000 },
    );
  });
});
