import { describe, expect, test } from 'vitest';
import type { WorkflowFile } from '../../../../engine/model/generated/definitions.ts';
import { casesWaitingFor, describeEvent } from '../../../../engine/workflow/index.ts';
import { calendar, campaignOf, directory, type Game, sent } from '../playing.ts';
import { appraisal, appraising } from './appraising.ts';

const campaign = appraisal();

function signed(): Game {
  const game = sent({ soVu: '3' }, campaign);
  game.play({ type: 'act', task: game.task(), action: 'trinh' }, 'binh', '2025-01-21T03:00:00.000Z');
  game.play({ type: 'act', task: game.task(), action: 'ky' }, 'chi', '2025-01-21T04:00:00.000Z');
  return game;
}

describe('wait', () => {
  test('for a day: its morning wakes the case, once', () => {
    const game = signed();
    expect(game.case!.tasks).toEqual([]);
    expect(game.case!.wakes.map(({ at }) => at)).toEqual(['2025-02-10T00:00:00.000Z']);
    expect(game.play({ type: 'wake' }, 'system', '2025-02-09T23:00:00.000Z')).toMatchObject({ events: [] });
    expect(game.play({ type: 'wake' }, 'system', '2025-02-10T00:00:00.000Z')).toMatchObject({ ok: true });
    expect(game.case).toMatchObject({ state: 'ended', outcome: 'approved' });
  });

  test('for a day that is past already: the case goes on at once', () => {
    const game = sent({ soVu: '3' }, campaign);
    game.play({ type: 'act', task: game.task(), action: 'trinh' }, 'binh', '2025-01-21T03:00:00.000Z');
    game.play({ type: 'act', task: game.task(), action: 'ky' }, 'chi', '2025-02-11T03:00:00.000Z');
    expect(game.case).toMatchObject({ state: 'ended', outcome: 'approved' });
  });

  test('for a rule: looked at every morning, and the step that pauses goes on where it stood', () => {
    const game = sent({ soVu: '3' }, campaign);
    game.play({ type: 'act', task: game.task(), action: 'doi' }, 'binh', '2025-01-21T03:00:00.000Z');
    expect(game.case!.tasks).toMatchObject([{ id: 'tham-dinh.1.1', paused: '2025-01-21T03:00:00.000Z' }]);
    let mornings = 0;
    while (game.case!.steps.at(-1)!.step === 'doi-ngay' && mornings < 30) {
      game.play({ type: 'wake' }, 'system', game.case!.wakes[0]!.at);
      mornings += 1;
    }
    expect(game.case!.history.at(-1)!.at).toBe('2025-02-06T17:00:00.000Z');
    expect(mornings).toBe(17);
    expect(game.case!.tasks[0]).toMatchObject({ id: 'tham-dinh.1.1', stood: { offset: 8 } });
  });

  test('only while the step is valid: when that ends the case goes where the step says', () => {
    const limited = appraisal({
      workflow: {
        ...appraising,
        steps: appraising.steps.map((step) =>
          step.kind === 'wait' && step.id === 'doi-den'
            ? { ...step, valid: { to: '2025-01-31', otherwise: 'bo' } }
            : step,
        ),
      },
    });
    const game = sent({ soVu: '3' }, limited);
    game.play({ type: 'act', task: game.task(), action: 'trinh' }, 'binh', '2025-01-21T03:00:00.000Z');
    game.play({ type: 'act', task: game.task(), action: 'ky' }, 'chi', '2025-01-21T04:00:00.000Z');
    game.play({ type: 'wake' }, 'system', '2025-01-31T17:00:00.000Z');
    expect(game.case).toMatchObject({ state: 'ended', outcome: 'rejected' });
  });

  const other: WorkflowFile = {
    thidua: 1,
    id: 'duyet',
    title: { vi: 'Chờ' },
    start: 'dien',
    steps: [
      {
        kind: 'fill',
        id: 'dien',
        title: { vi: 'Lập' },
        assignee: { kind: 'submitter' },
        actions: [{ kind: 'submit', id: 'gui', label: { vi: 'Gửi' }, to: 'doi' }],
      },
      { kind: 'wait', id: 'doi', title: { vi: 'Đợi hồ sơ kia' }, for: 'khac', to: 'xong' },
      { kind: 'end', id: 'xong', title: { vi: 'Xong' }, outcome: 'approved' },
    ],
  };

  function withOther() {
    const made = campaignOf({ workflow: other });
    const khac = { ...made.entries['thang']!, id: 'khac', title: { vi: 'Hồ sơ khác' } };
    const plain = campaignOf().entries['thang']!.workflow;
    return { ...made, entries: { ...made.entries, khac: { ...khac, workflow: plain } } };
  }

  test('for another case: of the same unit and period, found when it ends, else every morning', () => {
    const both = withOther();
    const game = sent({ soVu: '3' }, both);
    const id = 'phong-trao.khac.to-1.2025-01.1';
    expect(game.asked.at(-1)).toEqual({ need: 'case', id });
    expect(game.case).toMatchObject({ state: 'running', wakes: [{ at: '2025-01-21T17:00:00.000Z' }] });
    game.standing.set(id, { state: 'running' });
    game.play({ type: 'wake' }, 'system', '2025-01-21T17:00:00.000Z');
    expect(game.case).toMatchObject({ state: 'running', wakes: [{ at: '2025-01-22T17:00:00.000Z' }] });
    game.standing.set(id, { state: 'ended', outcome: 'rejected' });
    // Looked at because that case has ended, hours before its own moment.
    expect(game.play({ type: 'wake' }, 'system', '2025-01-22T03:00:00.000Z')).toMatchObject({ ok: true });
    expect(game.case).toMatchObject({ state: 'ended' });

    const ended = { _id: id, entry: 'khac', unit: game.case!.unit };
    expect(casesWaitingFor(both, ended, calendar)).toEqual([game.case!._id]);
    expect(casesWaitingFor(both, { ...ended, _id: id.replace('2025-01', '2025-03') }, calendar)).toEqual([
      'phong-trao.thang.to-1.2025-03.1',
    ]);
    expect(casesWaitingFor(both, { ...ended, entry: 'thang' }, calendar)).toEqual([]);
    // Opened when its entry had another id, it is waited for all the same.
    const { khac } = both.entries;
    const renamed = { ...khac!, definition: { ...khac!.definition, formerly: ['cu'] } };
    expect(
      casesWaitingFor(
        { ...both, entries: { ...both.entries, khac: renamed } },
        { ...ended, _id: id.replace('khac', 'cu') },
        calendar,
      ),
    ).toEqual([game.case!._id]);
  });

  test('is told in one sentence', () => {
    const told = ({ history }: Game['case'] & object, of: typeof campaign) =>
      history.flatMap((event) =>
        event.type === 'scheduled' ? (describeEvent(event, of, directory, 'vi') ?? []) : [],
      );
    expect(told(signed().case!, campaign)).toEqual(['Đợi ngày trao: chờ đến 10/02/2025']);
    expect(told(sent({ soVu: '3' }, withOther()).case!, withOther())).toEqual([
      'Đợi hồ sơ kia: chờ hồ sơ “Hồ sơ khác” kết thúc',
    ]);
  });
});
