import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../engine/model/case.ts';
import type { Step, WorkflowFile } from '../../engine/model/generated/definitions.ts';
import type { EntryPlan } from '../../engine/model/migration.ts';
import { type Campaign, stateOf } from '../../engine/workflow/index.ts';
import { campaignOf, form, type Game, opened, workflow } from '../unit/workflow/playing.ts';
import { renamedCampaign } from '../unit/workflow/renamed-campaign.ts';

/** What somebody tries at a case, whether or not it may be done then. */
type Try = { who: string; what: 'submit' | 'claim' | 'release' | 'wake' | string; hours: number };

const actions = workflow.steps
  .flatMap((step) => ('actions' in step && step.actions) || [])
  .map(({ id }) => id);
const tries: fc.Arbitrary<Try[]> = fc.array(
  fc.record({
    who: fc.constantFrom('an', 'binh', 'bich', 'chi'),
    what: fc.constantFrom('submit', 'submit', 'claim', 'release', 'wake', ...actions),
    hours: fc.integer({ min: 1, max: 60 }),
  }),
  { maxLength: 9 },
);

/** How the next version differs. */
interface Change {
  renamed: string[];
  fill: number;
  review: number;
  dropped: string[];
  merged: boolean;
  entry: string;
}

const changes: fc.Arbitrary<Change> = fc.record({
  renamed: fc.subarray(['dien', 'kiem', 'truong-xem']),
  fill: fc.integer({ min: 0, max: 9 }),
  review: fc.integer({ min: 1, max: 40 }),
  dropped: fc.subarray(['nguoiLap', 'dienBien']),
  merged: fc.boolean(),
  entry: fc.constantFrom('thang', 'bao-cao-moi'),
});

const newName = (id: string, { renamed }: Change): string => (renamed.includes(id) ? `${id}-moi` : id);

function nextCampaign(change: Change): Campaign {
  const steps = workflow.steps.map((step): Step => {
    if (step.kind === 'fill') return { ...step, deadline: { ...step.deadline!, offset: change.fill } };
    if (step.id === 'kiem' && step.kind === 'review') {
      const { see, correct } = step.fields!;
      const left = (of: typeof see) =>
        Array.isArray(of) ? of.filter((one) => !change.dropped.includes(one)) : of;
      return {
        ...step,
        deadline: { ...step.deadline!, offset: change.review },
        fields: { see: left(see)!, correct: left(correct)! },
      };
    }
    return step;
  });
  const text = JSON.stringify({ ...workflow, steps }).replace(
    /"(dien|kiem|truong-xem)"/g,
    (_, id: string) => `"${newName(id, change)}"`,
  );
  const fields = form.fields.filter(({ id }) => !change.dropped.includes(id));
  const campaign = campaignOf({ workflow: JSON.parse(text) as WorkflowFile, form: { ...form, fields } });
  const next = { ...campaign, version: 'w'.repeat(64) };
  return change.entry === 'thang'
    ? next
    : { ...renamedCampaign(change.entry, ['thang'], next), version: next.version };
}

function planFor(change: Change): EntryPlan {
  const steps = Object.fromEntries(workflow.steps.map(({ id }) => [id, newName(id, change)]));
  const fields = Object.fromEntries(
    form.fields.map(({ id }) => [id, change.dropped.includes(id) ? null : id]),
  );
  return {
    ...(change.entry === 'thang' ? {} : { entry: change.entry }),
    steps: change.merged ? { ...steps, kiem: steps['truong-xem']! } : steps,
    fields,
    choices: {},
  };
}

/** Plays what may be played; every accepted command folds to its state, which the game checks. */
function play(what: readonly Try[]): { game: Game; now: number } {
  const game = opened();
  let now = Date.parse('2025-01-20T01:00:00.000Z');
  for (const { who, what: wish, hours } of what) {
    now += hours * 3_600_000;
    const at = new Date(now).toISOString();
    if (wish === 'wake') game.play({ type: 'wake' }, 'system', at);
    else if (game.case!.tasks.length === 0) break;
    else if (wish === 'submit')
      game.play(
        {
          type: 'submit',
          task: game.task(),
          answers: { soVu: '12', daXuLy: '3', coDienBien: true, dienBien: 'x', nguoiLap: 'A' },
        },
        who,
        at,
      );
    else if (wish === 'claim' || wish === 'release') game.play({ type: wish, task: game.task() }, who, at);
    else
      game.play(
        {
          type: 'act',
          task: game.task(),
          action: wish,
          reason: 'Một lý do đủ dài.',
          checklist: { dau: true },
        },
        who,
        at,
      );
  }
  return { game, now: now + 3_600_000 };
}

/** What of a case must come back: everything but visits, generations and the order of what has none. */
function comparable(aCase: Case) {
  const { visits: _, tasks, wakes, acted = [], ...state } = stateOf(aCase);
  const plain = (one: object) => ({ ...one, generation: 0 });
  return {
    ...state,
    acted: acted.toSorted((a, b) => (a.step < b.step ? -1 : 1)),
    tasks: tasks.map(plain),
    wakes: wakes.map((one) => JSON.stringify(plain(one))).sort(),
  };
}

describe('migrating a case that was played at random to a version changed at random', () => {
  it('gives what the rehearsal gave, folds, is undone to what it was, and never reuses a visit', () => {
    fc.assert(
      fc.property(tries, changes, (what, change) => {
        const { game, now } = play(what);
        const before = game.case!;
        const former = game.campaign;
        const to = nextCampaign(change);
        const wish = {
          type: 'migrate',
          key: 'b:c',
          batch: 'b',
          from: former.version,
          to: to.version,
          plan: planFor(change),
        } as const;
        const at = new Date(now).toISOString();
        // The rehearsal: decided on the same case, and forgotten.
        const contents = new Map(game.contents);
        game.former = former;
        game.campaign = to;
        const rehearsed = game.play(wish, 'quan', at, { via: 'migration' });
        const after = game.case!;
        game.case = before;
        game.contents = contents;
        const run = game.play(wish, 'quan', at, { via: 'migration' });
        expect(rehearsed.ok).toBe(run.ok);
        if (!rehearsed.ok || !run.ok) return;
        expect(run.events).toEqual(rehearsed.events);
        expect(stateOf(game.case!)).toEqual(stateOf(after));
        if (before.state === 'ended') {
          expect(run.events).toEqual([]);
          return;
        }
        expect(game.case).toMatchObject({ _id: before._id, version: to.version, entry: change.entry });
        for (const { step } of game.case!.steps)
          expect(to.entries[change.entry]!.workflow.byId[step]).toBeDefined();
        for (const { step } of game.case!.wakes)
          expect(to.entries[change.entry]!.workflow.byId[step!]).toBeDefined();
        // Nothing that went out goes out again.
        const fired = before.history
          .filter(({ type, data }) => (type === 'reminded' || type === 'escalated') && 'rule' in data)
          .map(
            ({ data }) =>
              `${String(data['rule'])}/${String(data['visit'])}/${newName(String(data['step']), change)}`,
          );
        for (const { rule, visit, step } of game.case!.wakes)
          if (rule !== undefined) expect(fired).not.toContain(`${rule}/${visit}/${step}`);
        game.campaign = former;
        delete game.former;
        const undone = game.play({ type: 'undoBatch', batch: 'b' }, 'quan', at, { via: 'migration' });
        expect(undone).toMatchObject({ ok: true });
        expect(comparable(game.case!)).toEqual(comparable(before));
        for (const [step, n] of Object.entries(before.visits))
          expect(game.case!.visits[step]).toBeGreaterThanOrEqual(n);
      }),
      { numRuns: 300 },
    );
  });
});
