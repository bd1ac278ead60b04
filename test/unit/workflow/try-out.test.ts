import { describe, expect, it } from 'vitest';
import { simulate, type TryOutMove, tryOut } from '../../../engine/workflow/index.ts';
import { calendar, campaignOf, directory } from './playing.ts';

const options = {
  entry: 'thang',
  period: '2025-01',
  unit: 'to-1',
  directory: { ...directory, memberships: [], substitutes: [], names: {} },
  calendar,
};
const play = (...moves: TryOutMove[]) => tryOut(campaignOf(), options, moves)!;
const send: TryOutMove = { kind: 'send' };

describe('a try-out', () => {
  it('begins with the open case and what can be done with it', () => {
    const begun = play();
    expect(begun).toMatchObject({ ended: false, sends: true, actions: [], issues: [] });
    expect(begun.lines[0]).toMatchObject({ kind: 'event', type: 'opened' });
  });

  it('goes as simulate goes when the same is done', () => {
    const sent = play(send);
    const approving = sent.actions.find(({ tone }) => tone !== 'danger')!;
    const ended = play(send, { kind: 'act', action: approving.id });
    const told = (lines: typeof ended.lines) =>
      lines.flatMap((one) => (one.kind === 'event' ? [one.type] : []));
    const simulated = simulate(campaignOf(), { ...options, script: 'approved' });
    expect(ended).toMatchObject({ ended: true, outcome: 'approved', actions: [], sends: false });
    expect(told(ended.lines)).toEqual(told(simulated.lines));
  });

  it('goes on to the next wake', () => {
    const begun = play();
    const later = play({ kind: 'wake' });
    expect(later.now).toBe(begun.nextWake);
    expect(later.lines.length).toBeGreaterThan(begun.lines.length);
  });

  it('passes over what can no longer be done, and gives nothing for an entry without periods', () => {
    expect(play({ kind: 'act', action: 'khong-co' }, send).actions.length).toBeGreaterThan(0);
    expect(play(send, send).actions).toEqual(play(send).actions);
    expect(tryOut(campaignOf(), { ...options, period: '1999-01' }, [])).toBeNull();
  });
});
