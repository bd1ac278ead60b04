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

  it('takes answers of one’s own, refuses what the form refuses, and keeps them for whoever decides', () => {
    const { filling } = play();
    expect(filling).toMatchObject({ answers: {} });
    expect(filling!.returned).toBeUndefined();
    const refused = play({ kind: 'send', answers: {} });
    expect(refused.sends).toBe(true);
    expect(refused.issues.map(({ pointer }) => pointer)).toContain('/soVu');
    const answers = { soVu: '7', nguoiLap: 'Tự gõ' };
    const sent = play({ kind: 'send', answers });
    expect([sent.sends, sent.issues]).toEqual([false, []]);
    expect(sent.deciding!.sent!.answers).toMatchObject(answers);
  });

  it('gives a returned case back with the words of who returned it, to be corrected by one’s own answers', () => {
    const sent: TryOutMove = { kind: 'send', answers: { soVu: '7' } };
    const returning = play(sent).actions.find(({ id }) => id === 'tra')!;
    const said = {
      reason: 'Xem lại số vụ giúp tôi nhé, chưa khớp sổ',
      remarks: [{ field: 'soVu', text: 'Ít quá' }],
    };
    const returned = play(sent, { kind: 'act', action: returning.id, said });
    expect(returned.filling).toMatchObject({ answers: { soVu: '7' }, returned: said });
    const again = play(
      sent,
      { kind: 'act', action: returning.id, said },
      {
        kind: 'send',
        answers: { soVu: '9' },
      },
    );
    expect(again.deciding!.sent!.answers).toMatchObject({ soVu: '9' });
    // What is not said is made up where it is asked for.
    expect(play(sent, { kind: 'act', action: returning.id }).filling!.returned!.remarks).toHaveLength(1);
  });

  it('takes what is ticked off, and makes up what is not', () => {
    const sent: TryOutMove = { kind: 'send', answers: { soVu: '7', daXuLy: '7' } };
    const { deciding } = play(sent);
    expect(deciding).toMatchObject({ reason: true, remarks: true, document: false });
    expect(deciding!.checklist.map(({ item, holds }) => [item.id, holds])).toEqual([
      ['du', true],
      ['dau', undefined],
    ]);
    const decides = (dau: boolean): TryOutMove => ({
      kind: 'act',
      action: 'xac-nhan',
      said: { checklist: { dau } },
    });
    expect(play(sent, decides(false)).issues.map(({ code }) => code)).toEqual(['command.checklist.fails']);
    expect(play(sent, decides(true)).issues).toEqual([]);
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
