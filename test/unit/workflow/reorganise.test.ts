import { describe, expect, it } from 'vitest';
import type { WorkflowFile } from '../../../engine/model/generated/definitions.ts';
import type { Directory, Membership, Unit } from '../../../engine/model/organisation.ts';
import { describeEvent } from '../../../engine/workflow/index.ts';
import { campaignOf, directory, type Game, newGame, workflow } from './playing.ts';

const opened = '2025-02-20T17:00:00.000Z';
const answers = { soVu: '3', daXuLy: '2', coDienBien: false };
const before = '2025-02-25T02:00:00.000Z';
const after = '2025-03-03T02:00:00.000Z';

/** The directory with units changed and added, and memberships added or ended with February. */
function changed(
  units: Record<string, Partial<Unit>>,
  more: Partial<Membership>[] = [],
  ended: string[] = [],
): Directory {
  const [organisation] = directory.organisations;
  const known = new Set(organisation!.units.map(({ uid }) => uid));
  const added = Object.entries(units)
    .filter(([uid]) => !known.has(uid))
    .map(
      ([uid, change]): Unit => ({
        uid,
        name: uid.toUpperCase(),
        level: 'xa',
        parents: [{ line: 'cong-an', unit: 'tinh-1' }],
        ...change,
      }),
    );
  return {
    ...directory,
    revision: directory.revision + 1,
    organisations: [
      {
        ...organisation!,
        units: [...organisation!.units.map((unit) => ({ ...unit, ...units[unit.uid] })), ...added],
      },
    ],
    memberships: [
      ...directory.memberships.map((one) => (ended.includes(one.id) ? { ...one, to: '2025-02-28' } : one)),
      ...more.map((one, n) => ({
        id: `new-${n}`,
        account: 'moi',
        role: 'tinh/can-bo',
        from: '2025-03-01',
        ...one,
      })),
    ],
  };
}

const end = { validTo: '2025-02-28' };

/** A report that was sent and waits for the commune. */
function atReview(campaign = campaignOf()): Game {
  const game = newGame(campaign);
  game.play(
    { type: 'open', entry: 'thang', period: '2025-02-p2', unit: 'to-1', attempt: 1 },
    'system',
    opened,
  );
  game.play({ type: 'submit', task: game.task(), answers }, 'an', before);
  expect(game.case!.tasks[0]?.assignees).toEqual(['tinh/can-bo@xa-1']);
  return game;
}

const reorganise = { type: 'reorganise', batch: 'b' } as const;
const keys = (game: Game) => game.case!.tasks[0]?.assignees;

describe('a case whose reviewer’s unit ends', () => {
  it('asks the single successor, under the same terms', () => {
    const game = atReview();
    const task = game.case!.tasks[0]!;
    const people = changed(
      { 'xa-1': { ...end, successors: ['xa-moi'] }, 'xa-moi': { validFrom: '2025-03-01' } },
      [{ unit: 'xa-moi' }],
    );
    const played = game.play(reorganise, 'quan-tri', after, { directory: people });
    expect(played).toMatchObject({ ok: true, events: [{ type: 'rekeyed', batch: 'b', actor: 'quan-tri' }] });
    expect(game.case!.tasks).toEqual([{ ...task, assignees: ['tinh/can-bo@xa-moi'] }]);
    expect(game.case!.unit).toEqual({ uid: 'to-1', nameThen: 'TO-1' });
    expect(game.case!.queueKeys).toContain('open|tinh/can-bo@xa-moi');
  });

  it('changes nothing when it is looked at again', () => {
    const game = atReview();
    const people = changed({ 'xa-1': { ...end, successors: ['xa-moi'] }, 'xa-moi': {} }, [
      { unit: 'xa-moi' },
    ]);
    game.play(reorganise, 'quan-tri', after, { directory: people });
    expect(game.play(reorganise, 'quan-tri', after, { directory: people })).toMatchObject({
      ok: true,
      events: [],
    });
  });

  it('waits for the administrator where there are several successors, until its unit has a new parent', () => {
    const game = atReview();
    const ended = { ...end, successors: ['xa-a', 'xa-b'] };
    const holders = [{ unit: 'xa-a' }, { unit: 'xa-b' }];
    const open = changed({ 'xa-1': ended, 'xa-a': {}, 'xa-b': {} }, holders);
    game.play(reorganise, 'quan-tri', after, { directory: open });
    expect(keys(game)).toEqual(['tinh/unrouted']);
    const line = { line: 'cong-an', from: '2025-03-01', unit: 'xa-b' };
    const decided = changed({ 'xa-1': ended, 'xa-a': {}, 'xa-b': {}, 'to-1': { parents: [line] } }, holders);
    game.play(reorganise, 'quan-tri', after, { directory: decided });
    expect(keys(game)).toEqual(['tinh/can-bo@xa-b']);
  });

  it('is asked of the role and of the administrator where nobody holds the role any more', () => {
    const game = atReview();
    const ended = ['binh-can-bo', 'bich-can-bo', 'an-can-bo'];
    const played = game.play(reorganise, 'quan-tri', after, { directory: changed({}, [], ended) });
    expect(keys(game)).toEqual(['tinh/can-bo@xa-1', 'tinh/unrouted']);
    const event = played.ok ? played.events[0]! : null;
    expect(describeEvent(event!, game.campaign, directory, 'vi')).toBe(
      'Chưa có ai phụ trách việc này ở đơn vị mới, việc chờ quản trị tổ chức',
    );
    const again = changed({}, [{ unit: 'xa-1' }], ended);
    game.play(reorganise, 'quan-tri', after, { directory: again });
    expect(keys(game)).toEqual(['tinh/can-bo@xa-1']);
  });

  it('is given up by whoever claimed it and does not move along', () => {
    const game = atReview();
    game.play({ type: 'claim', task: game.task() }, 'binh', before);
    const people = changed({ 'xa-1': { ...end, successors: ['xa-moi'] }, 'xa-moi': {} }, [
      { unit: 'xa-moi' },
    ]);
    const played = game.play(reorganise, 'quan-tri', after, { directory: people });
    expect(played.ok && played.events.map(({ type }) => type)).toEqual(['rekeyed', 'released']);
    expect(game.case!.tasks[0]).not.toHaveProperty('claimedBy');
    expect(game.case!.wakes.filter(({ kind }) => kind === 'claim')).toEqual([]);
  });

  it('stays with whoever claimed it and moves along', () => {
    const game = atReview();
    game.play({ type: 'claim', task: game.task() }, 'binh', before);
    const people = changed({ 'xa-1': { ...end, successors: ['xa-moi'] }, 'xa-moi': {} }, [
      { unit: 'xa-moi', account: 'binh' },
    ]);
    game.play(reorganise, 'quan-tri', after, { directory: people });
    expect(game.case!.tasks[0]?.claimedBy).toBe('binh');
  });

  it('is asked anew of its step when the key’s unit has no successor', () => {
    const game = atReview();
    const line = { line: 'cong-an', unit: 'xa-2' };
    const people = changed({ 'xa-1': end, 'to-1': { parents: [line] } }, [{ unit: 'xa-2' }]);
    game.play(reorganise, 'quan-tri', after, { directory: people });
    expect(keys(game)).toEqual(['tinh/can-bo@xa-2']);
  });
});

describe('a case whose own unit ends', () => {
  const due = (): Game => {
    const game = newGame();
    game.play(
      { type: 'open', entry: 'thang', period: '2025-02-p2', unit: 'to-1', attempt: 1 },
      'system',
      opened,
    );
    return game;
  };
  const leader = (unit: string) => ({ unit, role: 'tinh/to-truong' });

  it('goes on at the single successor, and keeps the name of the time', () => {
    const game = due();
    const people = changed({ 'to-1': { ...end, successors: ['to-moi'] }, 'to-moi': { level: 'to' } }, [
      leader('to-moi'),
    ]);
    const played = game.play(reorganise, 'quan-tri', after, { directory: people });
    expect(played.ok && played.events.map(({ type }) => type)).toEqual(['reorganised', 'rekeyed']);
    expect(game.case!.unit).toEqual({ uid: 'to-1', nameThen: 'TO-1', routedTo: 'to-moi' });
    expect(keys(game)).toEqual(['tinh/to-truong@to-moi']);
  });

  it('waits for the administrator until one of several is named', () => {
    const game = due();
    const people = changed(
      { 'to-1': { ...end, successors: ['to-a', 'to-b'] }, 'to-a': { level: 'to' }, 'to-b': { level: 'to' } },
      [leader('to-a'), leader('to-b')],
    );
    game.play(reorganise, 'quan-tri', after, { directory: people });
    expect(keys(game)).toEqual(['tinh/unrouted']);
    game.play({ ...reorganise, successors: { 'to-1': 'xa-1' } }, 'quan-tri', after, { directory: people });
    expect(keys(game)).toEqual(['tinh/unrouted']);
    game.play({ ...reorganise, successors: { 'to-1': 'to-b' } }, 'quan-tri', after, { directory: people });
    expect(game.case!.unit.routedTo).toBe('to-b');
    expect(keys(game)).toEqual(['tinh/to-truong@to-b']);
    expect(game.case!.history.at(-2)?.data).toEqual({
      unitBefore: 'to-1',
      unitAfter: 'to-b',
      successorRule: 'named',
    });
  });

  it('that has ended stays as it is', () => {
    const game = atReview();
    game.play(
      { type: 'act', task: game.task(), action: 'xac-nhan', checklist: { dau: true } },
      'binh',
      before,
    );
    expect(game.case!.state).toBe('ended');
    const people = changed({ 'to-1': { ...end, successors: ['to-moi'] }, 'to-moi': { level: 'to' } });
    expect(game.play(reorganise, 'quan-tri', after, { directory: people })).toMatchObject({
      ok: true,
      events: [],
    });
  });
});

describe('a step that ends with the units', () => {
  it('sends its cases on by itself, to somebody of the new order', () => {
    const steps = workflow.steps.map((step) =>
      step.id === 'kiem' ? { ...step, valid: { to: '2025-02-28', otherwise: 'truong-xem' } } : step,
    ) as WorkflowFile['steps'];
    const game = atReview(campaignOf({ workflow: { ...workflow, steps } }));
    const people = changed({ 'xa-1': { ...end, successors: ['xa-moi'] }, 'xa-moi': {} }, [
      { unit: 'xa-moi', role: 'tinh/truong' },
    ]);
    game.play({ type: 'wake' }, 'system', after, { directory: people });
    expect(game.case!.steps[0]?.step).toBe('truong-xem');
    expect(keys(game)).toEqual(['tinh/truong@xa-moi']);
    expect(game.play(reorganise, 'quan-tri', after, { directory: people })).toMatchObject({
      ok: true,
      events: [],
    });
  });
});
