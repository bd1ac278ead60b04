import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CaseState } from '../../../engine/model/case.ts';
import type { UnsealedEvent } from '../../../engine/model/event.ts';
import { appliers, eventTypes } from '../../../engine/workflow/events/index.ts';
import { applyEvent, fold } from '../../../engine/workflow/fold.ts';
import { applyPatch, patchBetween } from '../../../engine/workflow/patch.ts';

interface History {
  title: string;
  events: UnsealedEvent[];
  expected: CaseState;
  /** States after single events, by their number. */
  between?: Record<string, CaseState>;
}

const folder = new URL('../../fixtures/histories/', import.meta.url);
const histories = readdirSync(folder).map(
  (file) => [file, JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as History] as const,
);

describe('fold', () => {
  it.each(histories)('folds %s to the state written by hand', (_, { events, expected, between = {} }) => {
    expect(fold(events)).toStrictEqual(expected);
    for (const [seq, state] of Object.entries(between))
      expect(fold(events.slice(0, Number(seq)))).toStrictEqual(state);
  });

  it.each(histories)('gives the same from any state on the way: %s', (_, { events, expected }) => {
    for (let at = 1; at < events.length; at += 1)
      expect(fold(events.slice(at), fold(events.slice(0, at)))).toStrictEqual(expected);
  });

  it.each(histories)('never writes into a state it was given: %s', (_, { events }) => {
    let state: CaseState | undefined;
    for (const event of events) {
      const before = JSON.stringify(state);
      const next: CaseState = fold([event], state);
      expect(JSON.stringify(state)).toBe(before);
      state = next;
    }
  });

  it('has every type of event in a history, and every applier matters there unless it only notes', () => {
    const notes = ['commented', 'touched'];
    const states = (events: UnsealedEvent[], type?: string): string => {
      const known = type
        ? { ...appliers, [type]: { type, touches: [], apply: (state: CaseState) => state } as never }
        : appliers;
      try {
        return JSON.stringify(events.map((_, index) => fold(events.slice(0, index + 1), undefined, known)));
      } catch {
        return 'cannot go on';
      }
    };
    const missing = eventTypes().filter(
      (type) =>
        !histories.some(
          ([, { events }]) =>
            events.some((event) => event.type === type) &&
            (notes.includes(type) || states(events) !== states(events, type)),
        ),
    );
    expect(missing).toEqual([]);
  });

  it('refuses an event nothing applies, a newer shape, and a history that does not begin', () => {
    const [, { events }] = histories[0]!;
    const opened = events[0]!;
    expect(() => fold([opened, { ...opened, type: 'unheard' as never }])).toThrow('unheard');
    expect(() => fold([{ ...opened, v: 2 as never }])).toThrow('shape 2');
    expect(() => fold(events.slice(1))).toThrow('opened');
  });
});

describe('patches', () => {
  it.each(histories)('lead from each state back to the one before: %s', (_, { events }) => {
    let state = fold(events.slice(0, 1));
    for (const event of events.slice(1)) {
      const next = applyEvent(state, event);
      const patch = patchBetween(next, state);
      expect(sorted(patch ? applyPatch(next, patch) : next)).toStrictEqual(sorted(state));
      state = next;
    }
  });

  it.each(histories)('are the same where an event tells them without comparing: %s', (_, { events }) => {
    let state = fold(events.slice(0, 1));
    for (const event of events.slice(1)) {
      const { overwritten, touches, apply } = appliers[event.type]!;
      const next = apply(state, event.data, event);
      const told = overwritten?.(state, event.data);
      if (told) expect(told).toStrictEqual(patchBetween(next, state, touches));
      state = next;
    }
  });

  it('share what they do not touch', () => {
    const [, { events }] = histories.find(([file]) => file.startsWith('sequential'))!;
    const before = fold(events.slice(0, 8));
    const after = applyEvent(before, events[8]!);
    const back = applyPatch(after, patchBetween(after, before)!);
    expect(back.wakes).toBe(after.wakes);
    expect(back.submission).toBe(after.submission);
    expect(Object.keys(patchBetween(before, after)!.set!)).toEqual([
      '/tasks/xac-nhan:1:1/claimedBy',
      '/tasks/xac-nhan:1:1/claimedAt',
    ]);
  });
});

/** A state whose lists stand in the order of their elements' text: a patch may put one back at the end. */
function sorted(state: CaseState): unknown {
  return JSON.parse(
    JSON.stringify(state, (_, value) =>
      Array.isArray(value)
        ? [...value].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
        : value,
    ),
  );
}
