import { defineConfig } from 'vitest/config';

const pureRooms = [
  'model',
  'issues',
  'rules',
  'calendar',
  'organisation',
  'forms',
  'workflow',
  'compile',
  'editing',
];
const pure = pureRooms.map((room) => `test/unit/${room}/**/*.test.ts`);

/** One project a suite; `npm test` runs them in order. */
export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What is polled for takes as long as the machine is busy; a failing test alone waits all of it.
    expect: { poll: { timeout: 30_000 } },
    pool: 'forks',
    projects: [
      {
        // The pure rooms' unit tests, where clock, randomness, timers, `process` and generated code are not to be had.
        extends: true,
        test: {
          name: 'pure',
          include: pure,
          setupFiles: ['test/rooms/pure-globals.ts'],
          execArgv: ['--disallow-code-generation-from-strings'],
        },
      },
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/rooms/**/*.test.ts', 'test/replay/**/*.test.ts'],
          exclude: pure,
        },
      },
      { extends: true, test: { name: 'property', include: ['test/property/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'contract',
          include: ['test/contract/**/*.test.ts', 'test/faults/**/*.test.ts'],
          testTimeout: 300_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
