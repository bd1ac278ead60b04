import { describe, expect, it } from 'vitest';
import type { Case } from '../../../../engine/model/case.ts';
import type { FormFile, Step, WorkflowFile } from '../../../../engine/model/generated/definitions.ts';
import type { EntryPlan } from '../../../../engine/model/migration.ts';
import { type Campaign, describeEvent, stateOf } from '../../../../engine/workflow/index.ts';
import { campaignOf, form, type Game, messagesOf, opened, type Played, sent, workflow } from '../playing.ts';
import { renamedCampaign } from '../renamed-campaign.ts';

const now = '2025-01-22T02:00:00.000Z';
const key = 'batch-1:c';

/** The workflow with some steps changed or renamed, and every way to them. */
function changed(change: (step: Step) => Step, names: Record<string, string> = {}): WorkflowFile {
  const text = JSON.stringify({ ...workflow, steps: workflow.steps.map(change) });
  return JSON.parse(
    text.replace(/"(id|to|start)":"([a-z-]+)"|"notSameAs":\["([a-z-]+)"\]/g, (all, word, id, kept) =>
      kept !== undefined
        ? `"notSameAs":["${names[kept] ?? kept}"]`
        : names[id] === undefined
          ? all
          : `"${word}":"${names[id]}"`,
    ),
  ) as WorkflowFile;
}

/** The next version: a step renamed, a field dropped, a deadline shortened. */
function nextCampaign(given: { workflow?: WorkflowFile; form?: FormFile } = {}): Campaign {
  const shorter = changed(
    (step) => (step.kind === 'fill' ? { ...step, deadline: { ...step.deadline!, offset: 3 } } : step),
    { kiem: 'tham-dinh' },
  );
  const campaign = campaignOf({
    workflow: given.workflow ?? shorter,
    form: given.form ?? { ...form, fields: form.fields.filter(({ id }) => id !== 'nguoiLap') },
  });
  return { ...campaign, version: 'w'.repeat(64) };
}

const plan: EntryPlan = {
  steps: { dien: 'dien', re: 're', kiem: 'tham-dinh', 'truong-xem': 'truong-xem', xong: 'xong', bo: 'bo' },
  fields: {
    soVu: 'soVu',
    daXuLy: 'daXuLy',
    conLai: 'conLai',
    coDienBien: 'coDienBien',
    dienBien: 'dienBien',
    nguoiLap: null,
  },
  choices: {},
};

function migrate(game: Game, to = nextCampaign(), given: Partial<EntryPlan> = {}, more = {}): Played {
  const former = game.campaign;
  game.former = former;
  game.campaign = to;
  const played = game.play(
    {
      type: 'migrate',
      key,
      batch: 'batch-1',
      from: former.version,
      to: to.version,
      plan: { ...plan, ...given },
      ...more,
    },
    'quan',
    now,
    { via: 'migration' },
  );
  if (!played.ok) game.campaign = former;
  return played;
}

function undo(game: Game, at = '2025-01-22T03:00:00.000Z'): Played {
  game.campaign = game.former!;
  delete game.former;
  return game.play({ type: 'undoBatch', key: 'batch-1:undo:c', batch: 'batch-1' }, 'quan', at, {
    via: 'migration',
  });
}

const answers = { soVu: '3', daXuLy: '1', nguoiLap: 'Lê An' };

describe('migrate', () => {
  it('shortens what a case that is owed has left, under another generation, with its moments', () => {
    const game = opened();
    const dueBefore = game.case!.tasks[0]!.dueAt!;
    expect(migrate(game)).toMatchObject({ ok: true, events: [{ type: 'migrated', batch: 'batch-1' }] });
    const [task] = game.case!.tasks;
    expect(game.case!.version).toBe('w'.repeat(64));
    expect(task).toMatchObject({ id: 'dien.1.1', generation: 2, dueAt: '2025-01-23T10:00:00.000Z' });
    expect(dueBefore).toBe('2025-01-24T10:00:00.000Z');
    expect(game.case!.dueAt).toBe(task!.dueAt);
    // Of the reminders one has its moment behind it by now and is not made up for; the escalations move along.
    expect(game.case!.wakes.map(({ id, at, generation }) => [id, at, generation])).toEqual([
      ['reminder:dien:1:nhac-cung', '2025-01-23T00:00:00.000Z', 2],
      ['escalation:dien:1:bao-xa', expect.any(String), 2],
      ['escalation:dien:1:bao-tinh', expect.any(String), 2],
    ]);
    expect(describeEvent(game.case!.history.at(-1)!, game.campaign, { names: {} }, 'vi')).toBe(
      'Hồ sơ chuyển sang phiên bản khác của phong trào: hạn 17:00 24/01/2025 → 17:00 23/01/2025',
    );
  });

  it('renames the step a case stands at, and carries over what was sent without the dropped field', () => {
    const game = sent(answers);
    const before = game.case!;
    expect(migrate(game)).toMatchObject({ ok: true });
    expect(game.case).toMatchObject({
      steps: [{ step: 'tham-dinh', visit: 1 }],
      tasks: [{ id: 'tham-dinh.1.1', generation: 1, dueAt: before.tasks[0]!.dueAt }],
      visits: { dien: 1, re: 1, 'tham-dinh': 1 },
      acted: [{ step: 'dien', by: ['an'] }],
    });
    expect(game.case!.wakes.map(({ id, step }) => [id, step])).toEqual([
      ['reminder:tham-dinh:1:nhac', 'tham-dinh'],
    ]);
    const { contentBefore, contentAfter, lost } = game.case!.history.at(-1)!.data;
    expect(contentBefore).toBe(before.submission!.content);
    expect(game.contents.get(contentAfter as string)).toEqual({ soVu: '3', daXuLy: '1', conLai: '2' });
    expect(lost).toEqual(['nguoiLap']);
    expect(game.case!.submission).toMatchObject({
      content: contentAfter,
      actor: 'an',
      values: before.submission!.values,
    });
  });

  it('does not ask for answers where nothing may become of them', () => {
    const game = sent(answers);
    game.asked.length = 0;
    expect(
      migrate(game, nextCampaign({ form }), { fields: { ...plan.fields, nguoiLap: 'nguoiLap' } }),
    ).toMatchObject({ ok: true });
    expect(game.asked).toEqual([]);
    expect(game.case!.history.at(-1)!.data).not.toHaveProperty('contentAfter');
  });

  it('speaks of the renamed task in messages that have not left', () => {
    const game = sent(answers);
    migrate(game);
    const [message] = messagesOf(game.case!).filter(
      ({ template, task }) => template === 'viec-moi' && task?.id !== 'dien.1.1',
    );
    expect(messagesOf(game.case!).some(({ key }) => key.includes('/kiem/'))).toBe(false);
    expect(message).toMatchObject({
      task: { id: 'tham-dinh.1.1', generation: 1 },
      refs: ['step:tham-dinh.1'],
    });
  });

  it('keeps a claim and the wake that gives it back', () => {
    const game = sent(answers);
    game.play({ type: 'claim', task: game.task() }, 'binh', '2025-01-21T03:00:00.000Z');
    migrate(game);
    expect(game.case!.tasks[0]).toMatchObject({ id: 'tham-dinh.1.1', claimedBy: 'binh' });
    expect(game.case!.wakes.find(({ kind }) => kind === 'claim')).toMatchObject({
      step: 'tham-dinh',
      data: { task: 'tham-dinh.1.1', by: 'binh' },
    });
    expect(game.play({ type: 'wake' }, 'system', '2025-01-22T09:00:00.000Z')).toMatchObject({ ok: true });
    expect(game.case!.tasks[0]).not.toHaveProperty('claimedBy');
  });

  it('lets corrected work go back to the renamed step, and forgets a step that is gone', () => {
    const returned = () => {
      const game = sent(answers);
      game.play(
        { type: 'act', task: game.task(), action: 'tra', reason: 'Xem lại' },
        'binh',
        '2025-01-21T03:00:00.000Z',
      );
      expect(game.case!.steps[0]).toMatchObject({ step: 'dien', visit: 2, returnTo: 'kiem' });
      return game;
    };
    const game = returned();
    migrate(game);
    expect(game.case!.steps[0]).toMatchObject({ returnTo: 'tham-dinh', returnedBy: 'binh' });
    expect(
      game.play({ type: 'submit', task: game.task(), answers: { soVu: '4', daXuLy: '1' } }, 'an', now),
    ).toMatchObject({ ok: true });
    expect(game.case!.tasks[0]).toMatchObject({ id: 'tham-dinh.2.1', claimedBy: 'binh' });
    const other = returned();
    migrate(other, nextCampaign(), { steps: { ...plan.steps, kiem: null } });
    expect(other.case!.steps[0]).toMatchObject({ step: 'dien', visit: 2 });
    expect(other.case!.steps[0]).not.toHaveProperty('returnTo');
  });

  it('does not remind again of what was reminded', () => {
    const game = opened();
    game.play({ type: 'wake' }, 'system', '2025-01-24T01:00:00.000Z');
    const reminded = game.case!.history.filter(({ type }) => type === 'reminded').length;
    expect(reminded).toBeGreaterThan(0);
    const longer = changed(
      (step) => (step.kind === 'fill' ? { ...step, deadline: { ...step.deadline!, offset: 9 } } : step),
      { kiem: 'tham-dinh' },
    );
    migrate(game, nextCampaign({ workflow: longer }));
    const fired = new Set(
      game.case!.history.filter(({ type }) => type === 'reminded').map(({ data }) => data['rule']),
    );
    expect(game.case!.wakes.filter(({ kind, rule }) => kind === 'reminder' && fired.has(rule))).toEqual([]);
    expect(game.case!.wakes.some(({ rule }) => rule === 'bao-xa')).toBe(true);
  });

  it('asks others where the new step does, and takes it from whoever may not act any more', () => {
    const game = sent(answers);
    game.play({ type: 'claim', task: game.task() }, 'binh', '2025-01-21T03:00:00.000Z');
    const asksChief = changed(
      (step) =>
        step.id === 'kiem' && step.kind === 'review'
          ? { ...step, assignee: { kind: 'roleAbove', role: 'truong', level: 'xa', line: 'cong-an' } }
          : step,
      { kiem: 'tham-dinh' },
    );
    migrate(game, nextCampaign({ workflow: asksChief }));
    expect(game.case!.tasks[0]).toMatchObject({ generation: 2, assignees: ['tinh/truong@xa-1'] });
    expect(game.case!.tasks[0]).not.toHaveProperty('claimedBy');
    expect(game.case!.wakes.some(({ kind }) => kind === 'claim')).toBe(false);
    expect(game.case!.queueKeys).toContain('open|tinh/truong@xa-1');
    expect(messagesOf(game.case!).find(({ task }) => task?.id === 'tham-dinh.1.1')).toMatchObject({
      template: 'viec-moi',
      audience: ['tinh/truong@xa-1'],
    });
  });

  it('brings a case at a step that became part of another to it anew', () => {
    const game = sent(answers);
    expect(migrate(game, nextCampaign(), { steps: { ...plan.steps, kiem: 'truong-xem' } })).toMatchObject({
      ok: true,
      events: [{ type: 'migrated' }, { type: 'left' }, { type: 'entered' }, { type: 'tasked' }],
    });
    expect(game.case).toMatchObject({
      steps: [{ step: 'truong-xem', visit: 2, since: now }],
      tasks: [{ id: 'truong-xem.2.1', assignees: ['tinh/truong@xa-1'] }],
    });
  });

  it('refuses where nothing takes the place of the step, or nothing was sent yet', () => {
    expect(migrate(sent(answers), nextCampaign(), { steps: { ...plan.steps, kiem: null } })).toMatchObject({
      ok: false,
      codes: ['migration.step.nowhere'],
    });
    expect(migrate(opened(), nextCampaign(), { steps: { ...plan.steps, dien: 'tham-dinh' } })).toMatchObject({
      ok: false,
      codes: ['migration.step.nothing_sent'],
    });
    expect(migrate(opened(), nextCampaign(), {}, { from: 'x' })).toMatchObject({
      ok: false,
      codes: ['migration.version.other'],
    });
    const gone = nextCampaign();
    expect(migrate(opened(), { ...gone, entries: {} })).toMatchObject({
      ok: false,
      codes: ['migration.entry.gone'],
    });
  });

  it('brings a case to the other id its entry has, keeps its own, and brings it back', () => {
    const game = sent(answers);
    const before = game.case!;
    const to = renamedCampaign('bao-cao-moi', ['thang'], nextCampaign());
    expect(migrate(game, to, { entry: 'bao-cao-moi' })).toMatchObject({
      ok: true,
      events: [{ type: 'migrated', data: { entry: 'bao-cao-moi', entryBefore: 'thang' } }],
    });
    expect(game.case).toMatchObject({
      _id: before._id,
      entry: 'bao-cao-moi',
      steps: [{ step: 'tham-dinh' }],
    });
    expect(undo(game)).toMatchObject({ ok: true });
    expect(game.case).toMatchObject({ _id: before._id, entry: 'thang', version: before.version });
  });

  it('leaves a case that has ended, unless it is asked for', () => {
    const ended = () => {
      const game = sent(answers);
      game.play(
        { type: 'act', task: game.task(), action: 'xac-nhan', checklist: { dau: true } },
        'binh',
        '2025-01-21T03:00:00.000Z',
      );
      expect(game.case!.state).toBe('ended');
      return game;
    };
    const game = ended();
    expect(migrate(game)).toMatchObject({ ok: true, events: [] });
    const other = ended();
    expect(migrate(other, nextCampaign(), {}, { ended: true })).toMatchObject({ ok: true });
    expect(other.case).toMatchObject({ state: 'ended', version: 'w'.repeat(64), outcome: 'approved' });
  });

  it('happens once, and says nothing of a case that is there already', () => {
    const game = sent(answers);
    migrate(game);
    const { length } = game.case!.history;
    const again = game.play(
      { type: 'migrate', key, from: 'v'.repeat(64), to: 'w'.repeat(64), plan },
      'quan',
      now,
    );
    expect(again).toMatchObject({ ok: true, repeated: true, events: [{ type: 'migrated' }] });
    const other = game.play({ type: 'migrate', from: 'v'.repeat(64), to: 'w'.repeat(64), plan }, 'quan', now);
    expect(other).toMatchObject({ ok: true, events: [] });
    expect(game.case!.history).toHaveLength(length);
  });

  it.each([
    ['an integer becomes text', { type: 'text', id: 'soVu', label: { vi: 'Số vụ' } }, '3', []],
    [
      'a number becomes yes or no where it reads so',
      { type: 'yesNo', id: 'soVu', label: { vi: 'Có vụ' } },
      undefined,
      ['soVu'],
    ],
  ] as const)('reads an answer as its new type: %s', (_, field, value, lost) => {
    const game = sent(answers);
    const other = {
      ...form,
      checks: [],
      fields: [field, ...form.fields.filter(({ id }) => id !== 'soVu' && id !== 'conLai')],
    } as FormFile;
    const simple = changed((step) =>
      step.kind === 'route'
        ? { ...step, rules: [{ otherwise: true, to: 'kiem' }] }
        : step.kind === 'review'
          ? JSON.parse(JSON.stringify(step).replace(',"when":"soVu > 10"', '').replaceAll('"conLai",', ''))
          : step,
    );
    const to = nextCampaign({ workflow: simple, form: other });
    expect(
      migrate(game, to, {
        steps: { ...plan.steps, kiem: 'kiem' },
        fields: { ...plan.fields, conLai: null, nguoiLap: 'nguoiLap' },
      }),
    ).toMatchObject({ ok: true });
    const { data } = game.case!.history.at(-1)!;
    expect((game.contents.get(data['contentAfter'] as string) as Record<string, unknown>)['soVu']).toBe(
      value,
    );
    expect(data['lost']).toEqual([...lost, 'conLai']);
  });
});

/** What of a case must come back. */
function comparable(aCase: Case) {
  const { visits: _, tasks, wakes, ...state } = stateOf(aCase);
  const plain = (one: object) => ({ ...one, generation: 0 });
  return {
    ...state,
    tasks: tasks.map(plain),
    wakes: wakes.map(plain).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  };
}

describe('undoing a migration', () => {
  const states: [string, () => Game][] = [
    ['owed', () => opened()],
    ['sent', () => sent(answers)],
    [
      'claimed',
      () => {
        const game = sent(answers);
        game.play({ type: 'claim', task: game.task() }, 'binh', '2025-01-21T03:00:00.000Z');
        return game;
      },
    ],
    [
      'returned',
      () => {
        const game = sent(answers);
        game.play(
          { type: 'act', task: game.task(), action: 'tra', reason: 'Xem lại' },
          'binh',
          '2025-01-21T03:00:00.000Z',
        );
        return game;
      },
    ],
    ['with the chief', () => sent({ ...answers, soVu: '60' })],
  ];

  it.each(states)('gives back everything but visits and generations: %s', (_, play) => {
    const game = play();
    const before = game.case!;
    expect(migrate(game)).toMatchObject({ ok: true });
    expect(undo(game)).toMatchObject({ ok: true, events: [{ type: 'undone', batch: 'batch-1' }] });
    expect(comparable(game.case!)).toEqual(comparable(before));
    for (const { id, generation } of game.case!.tasks)
      expect(generation).toBeGreaterThanOrEqual(before.tasks.find((one) => one.id === id)!.generation);
  });

  it('never reuses a visit', () => {
    const game = sent(answers);
    migrate(game);
    undo(game);
    game.play(
      { type: 'act', task: game.task(), action: 'tra', reason: 'Xem lại' },
      'binh',
      '2025-01-22T04:00:00.000Z',
    );
    game.play({ type: 'submit', task: game.task(), answers }, 'an', '2025-01-22T05:00:00.000Z');
    expect(game.case!.tasks[0]!.id).toBe('kiem.2.1');
  });

  it('takes back an arrival at another step', () => {
    const game = sent(answers);
    const before = game.case!;
    migrate(game, nextCampaign(), { steps: { ...plan.steps, kiem: 'truong-xem' } });
    expect(undo(game)).toMatchObject({ ok: true });
    expect(comparable(game.case!)).toEqual(comparable(before));
  });

  it('keeps a step that stands still before the one the case is at', () => {
    const pausing = (steps: Step[]): WorkflowFile => ({ ...workflow, steps });
    const [dien, re, kiem, ...others] = workflow.steps as [Step, Step, Step, ...Step[]];
    const again: Step = {
      ...(dien as Extract<Step, { kind: 'fill' }>),
      id: 'bo-sung',
      actions: [{ kind: 'submit', id: 'gui-lai', label: { vi: 'Gửi lại' }, to: 'kiem' }],
    };
    const review = kiem as Extract<Step, { kind: 'review' }>;
    const check: Step = {
      ...review,
      pauses: ['return'],
      actions: review.actions.map((one) => (one.id === 'tra' ? { ...one, to: 'bo-sung' } : one)),
    };
    const from = campaignOf({ workflow: pausing([dien, re, check, again, ...others]) });
    const game = sent(answers, from);
    game.play(
      { type: 'act', task: game.task(), action: 'tra', reason: 'Xem lại' },
      'binh',
      '2025-01-21T03:00:00.000Z',
    );
    const before = game.case!;
    expect(before.steps.map(({ step }) => step)).toEqual(['kiem', 'bo-sung']);
    const renamed = JSON.parse(
      JSON.stringify(from.entries['thang']!.workflow.definition).replaceAll('"kiem"', '"tham-dinh"'),
    ) as WorkflowFile;
    migrate(game, nextCampaign({ workflow: renamed }), { steps: { ...plan.steps, 'bo-sung': 'bo-sung' } });
    expect(game.case!.steps.map(({ step }) => step)).toEqual(['tham-dinh', 'bo-sung']);
    expect(game.case!.tasks.find(({ id }) => id === 'tham-dinh.1.1')).toMatchObject({
      paused: expect.any(String),
    });
    undo(game);
    expect(comparable(game.case!)).toEqual(comparable(before));
    expect(game.case!.steps.map(({ step }) => step)).toEqual(['kiem', 'bo-sung']);
  });

  it('is refused, saying who went on, once something was done on top', () => {
    const game = sent(answers);
    migrate(game);
    game.play(
      { type: 'act', task: game.task(), action: 'tra', reason: 'Xem lại' },
      'binh',
      '2025-01-22T02:30:00.000Z',
    );
    const played = undo(game);
    expect(played).toMatchObject({ ok: false, codes: ['command.undo.overtaken'] });
    expect(!played.ok && played.issues[0]!.params).toMatchObject({ name: 'Trần Bình' });
  });

  it('is not kept back by a reminder that went out since, which does not go out again', () => {
    const game = opened();
    migrate(game);
    game.play({ type: 'wake' }, 'system', '2025-01-23T01:00:00.000Z');
    const fired = game
      .case!.history.filter(({ type }) => type === 'reminded')
      .map(({ data }) => data['rule']);
    expect(fired).toEqual(['nhac-cung']);
    expect(undo(game, '2025-01-23T02:00:00.000Z')).toMatchObject({ ok: true });
    expect(game.case!.wakes.map(({ rule }) => rule)).not.toContain('nhac-cung');
    expect(game.case!.wakes.map(({ rule }) => rule)).toContain('nhac');
  });

  it('says nothing of a case the batch did not touch, or that was taken back', () => {
    const game = sent(answers);
    game.former = game.campaign;
    expect(undo(game)).toMatchObject({ ok: true, events: [] });
    migrate(game);
    undo(game);
    game.former = game.campaign;
    const again = game.play({ type: 'undoBatch', batch: 'batch-1' }, 'quan', now);
    expect(again).toMatchObject({ ok: true, events: [] });
  });

  it('can be followed by another migration', () => {
    const game = sent(answers);
    migrate(game);
    undo(game);
    const to = nextCampaign();
    game.former = game.campaign;
    game.campaign = to;
    const played = game.play(
      { type: 'migrate', batch: 'batch-2', from: 'v'.repeat(64), to: 'w'.repeat(64), plan },
      'quan',
      now,
    );
    expect(played).toMatchObject({ ok: true, events: [{ type: 'migrated' }] });
    expect(game.case!.tasks[0]!.id).toBe('tham-dinh.1.1');
  });
});
