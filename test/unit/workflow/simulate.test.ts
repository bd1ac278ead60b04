import { describe, expect, it } from 'vitest';
import { type Script, sampleAnswers, simulate } from '../../../engine/workflow/index.ts';
import { calendar, campaignOf, directory } from './playing.ts';

const nobody = { ...directory, memberships: [], substitutes: [], names: {} };
const play = (script: Script, campaign = campaignOf()) =>
  simulate(campaign, {
    entry: 'thang',
    script,
    period: '2025-01',
    unit: 'to-1',
    directory: nobody,
    calendar,
  });

describe('simulate', () => {
  it('plays an approval with people made up for every role', () => {
    const played = play('approved');
    expect(played.issues).toEqual([]);
    expect(played.final).toMatchObject({ state: 'ended', outcome: 'approved' });
    expect(played.text[0]).toBe('07:00 20/01/2025  Hồ sơ được mở: Tháng 1/2025');
    expect(played.lines.flatMap((line) => (line.kind === 'message' ? [line.template] : []))).toEqual([
      'viec-moi',
      'da-gui',
      'viec-moi',
      'da-quyet',
      'ket-thuc',
    ]);
    expect(play('approved')).toEqual(played);
  });

  it('plays a return that comes straight back', () => {
    const played = play('returned');
    const steps = played.lines.flatMap((line) =>
      line.kind === 'event' && line.type === 'tasked' ? [line.step] : [],
    );
    expect(steps).toEqual(['dien', 'kiem', 'dien', 'kiem']);
    expect(played.final).toMatchObject({ state: 'ended', outcome: 'approved' });
  });

  it('plays a refusal by the first who may, with nothing returned before', () => {
    const played = play('refused');
    expect(played.issues).toEqual([]);
    expect(played.final).toMatchObject({ state: 'ended', outcome: 'rejected' });
    expect(played.lines.flatMap((line) => (line.kind === 'event' ? [line.type] : []))).not.toContain(
      'returned',
    );
  });

  it('approves where nobody may refuse', () => {
    const { definition } = campaignOf().entries['thang']!.workflow;
    const steps = definition.steps
      .filter(({ id }) => id !== 'bo')
      .map((step) =>
        'actions' in step ? { ...step, actions: step.actions?.filter(({ to }) => to !== 'bo') } : step,
      );
    const played = play('refused', campaignOf({ workflow: { ...definition, steps: steps as never } }));
    expect(played.final).toMatchObject({ state: 'ended', outcome: 'approved' });
  });

  it('plays what happens when nobody opens it, to the last reminder', () => {
    const played = play('late');
    expect(played.final).toMatchObject({ state: 'due' });
    expect(played.lines.flatMap((line) => (line.kind === 'event' ? [line.type] : []))).toEqual([
      'opened',
      'tasked',
      'reminded',
      'reminded',
      'escalated',
      'escalated',
    ]);
  });

  it('shows another deadline and other reminders when the definition says so', () => {
    const { definition } = campaignOf().entries['thang']!.workflow;
    const steps = definition.steps.map((step) =>
      step.id === 'dien'
        ? { ...step, deadline: { offset: 2, unit: 'workingDay', after: 'periodEnd' } }
        : step,
    );
    const played = play('late', campaignOf({ workflow: { ...definition, steps: steps as never } }));
    const due = played.lines.find((line) => line.kind === 'event' && line.dueAt);
    expect(due).toMatchObject({ dueAt: '2025-01-22T10:00:00.000Z' });
    expect(played.lines.find((line) => line.kind === 'event' && line.type === 'reminded')).toMatchObject({
      at: '2025-01-21T00:00:00.000Z',
    });
  });

  it('says nothing of an entry without the period asked for', () => {
    expect(
      simulate(campaignOf(), {
        entry: 'thang',
        script: 'late',
        period: '2031-01',
        directory: nobody,
        calendar,
      }).final,
    ).toBeNull();
  });
});

describe('sampleAnswers', () => {
  it('answers what must be answered, with the first value that fits', () => {
    const { form } = campaignOf().entries['thang']!;
    expect(sampleAnswers(form, { today: '2025-01-20', names: {} }, 'to-1')).toEqual({
      answers: { soVu: '0', conLai: '0' },
      issues: [],
    });
  });

  it('keeps answers that are given, and tells when they do not fit', () => {
    const { form } = campaignOf().entries['thang']!;
    const sample = sampleAnswers(form, { today: '2025-01-20', names: {} }, 'to-1', { soVu: '-3' });
    expect(sample.issues.map(({ pointer }) => pointer)).toEqual(['/soVu']);
  });
});
