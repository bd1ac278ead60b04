/**
 * Set-up of the suite `pure`: while a test runs, everything a pure room may not touch throws or is gone. It is put
 * in place before each test, after the test's file and all it imports were loaded.
 */
import { afterEach, beforeEach } from 'vitest';

const RealDate = Date;
const realNow = Date.now;
const realRandom = Math.random;
const realProcess = globalThis.process;
const timers = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'] as const;
const realTimers = Object.fromEntries(timers.map((name) => [name, globalThis[name]]));

function forbidden(what: string): () => never {
  return () => {
    throw new Error(`A pure room used ${what}.`);
  };
}

/** Dates may be made of something, never of the moment it is. */
const PureDate = new Proxy(RealDate, {
  construct: (target, args) =>
    args.length === 0 ? forbidden('new Date()')() : Reflect.construct(target, args),
  apply: forbidden('Date()'),
});

beforeEach(() => {
  RealDate.now = forbidden('Date.now');
  globalThis.Date = PureDate;
  Math.random = forbidden('Math.random');
  for (const name of timers) globalThis[name] = forbidden(name) as never;
  // @ts-expect-error: a browser has none.
  globalThis.process = undefined;
});

afterEach(() => {
  RealDate.now = realNow;
  globalThis.Date = RealDate;
  Math.random = realRandom;
  for (const name of timers) globalThis[name] = realTimers[name] as never;
  globalThis.process = realProcess;
});
