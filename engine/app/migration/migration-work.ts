import type { Batch, BatchVerdict } from '../../model/batch.ts';
import type { Case } from '../../model/case.ts';
import type { Command } from '../../model/command.ts';
import type { Draft } from '../../model/draft.ts';
import type { JsonObject } from '../../model/json.ts';
import type { EntryPlan, MigrationPlan } from '../../model/migration.ts';
import type { Campaign, CompiledEntry } from '../../workflow/campaign.ts';
import { moveTyped } from '../../workflow/index.ts';
import { type BatchWork, counted } from '../batches.ts';
import type { Campaigns } from '../campaigns.ts';
import type { Actor, CommandOutcome, Commands } from '../commands.ts';
import type { Ports } from '../ports.ts';
import { type MigrationTold, migrationVerdict, type Tried } from './migration-verdicts.ts';

/** How many cases are rehearsed between two saves, and how many of them are read at once. */
const rehearsedAtOnce = 2000;
const readAtOnce = 250;
const runAtOnce = 200;
/** How often a draft that is being typed in is tried again. */
const draftTries = 8;
/** For how long after it was signed off a migration may be undone. */
const undoMs = 7 * 86_400_000;

const nothing: EntryPlan = { steps: {}, fields: {}, choices: {} };

/**
 * The part of a migration that goes through the cases: rehearsed without a write, run, and taken back, each by the
 * one decision path. A case that changed since the rehearsal is decided as it stands then, and the difference told.
 */
export function createMigrationWork(ports: Ports, campaigns: Campaigns, commands: Commands): BatchWork {
  const actorOf = ({ by, signedOff }: Batch): Actor => ({
    account: signedOff?.by ?? by,
    via: 'migration',
  });

  /** The plan as an object that stays the same for a slice, so that what follows from it is worked out once. */
  async function sides(batch: Batch) {
    const plan = batch.plan as unknown as MigrationPlan;
    const [from, to] = await Promise.all([
      campaigns.get(batch.campaign!, plan.from),
      campaigns.get(batch.campaign!, plan.to),
    ]);
    return { plan, from, to };
  }

  function commandOf(batch: Batch, plan: MigrationPlan, one: Case): Command {
    return {
      type: 'migrate',
      key: `${batch._id}:${one._id}`,
      batch: batch._id,
      from: plan.from,
      to: plan.to,
      plan: plan.entries[one.entry] ?? nothing,
      ...(plan.ended ? { ended: true } : {}),
    };
  }

  async function rehearse(batch: Batch): Promise<Batch> {
    const between = await sides(batch);
    const { plan } = between;
    const read = (after: string | null): Promise<Case[]> =>
      ports.cases.ofVersion(batch.campaign!, plan.from, after, readAtOnce);
    let { done, cursor, counts } = batch;
    let reading: Promise<Case[]> | null = read(cursor);
    let writing: Promise<void> = Promise.resolve();
    while (reading) {
      const found: Case[] = await reading;
      cursor = found.at(-1)?._id ?? cursor;
      done += found.length;
      const over = found.length < readAtOnce;
      // The store reads the next cases and writes the last verdicts while these are decided.
      reading = over || done - batch.done >= rehearsedAtOnce ? null : read(cursor);
      reading?.catch(() => undefined);
      const verdicts = await rehearseSome(batch, between, found);
      counts = counted(counts, verdicts.flatMap(countedAs));
      await writing;
      writing = ports.batches.putVerdicts(verdicts);
      writing.catch(() => undefined);
      if (over) {
        await writing;
        return { ...batch, state: 'rehearsed', total: done, done, cursor, counts };
      }
    }
    await writing;
    return { ...batch, done, cursor, counts };
  }

  async function rehearseSome(
    batch: Batch,
    { plan, from, to }: Awaited<ReturnType<typeof sides>>,
    found: readonly Case[],
  ) {
    const [decided, lostTyped] = await Promise.all([
      commands.decideMany(found, (one) => commandOf(batch, plan, one), actorOf(batch)),
      lostOfDrafts(found, plan, from, to),
    ]);
    const now = ports.time.now();
    const verdicts: BatchVerdict[] = [];
    for (const [at, one] of found.entries()) {
      const result = decided[at]!.result;
      const tried: Tried =
        result === null
          ? triedOf(batch, one, await commands.rehearse(one._id, commandOf(batch, plan, one), actorOf(batch)))
          : result.kind === 'refused'
            ? { issues: result.issues }
            : { events: result.events };
      verdicts.push(migrationVerdict(batch._id, one, tried, lostTyped.get(one._id) ?? [], now));
    }
    return verdicts;
  }

  /**
   * The next cases of a run: those that were rehearsed, and those that came since. A case that a crash left between
   * its commit and its verdict does not follow the old version any more, so it is found by the rehearsal.
   */
  async function nextOf(batch: Batch, plan: MigrationPlan) {
    const after = batch.cursor === null ? null : `${batch._id}/${batch.cursor}`;
    const [verdicts, standing] = await Promise.all([
      ports.batches.verdicts(batch._id, null, after, runAtOnce),
      ports.cases.ofVersion(batch.campaign!, plan.from, batch.cursor, runAtOnce),
    ]);
    const full = [verdicts, standing].filter(({ length }) => length === runAtOnce);
    const lasts = full.map((list) => list.at(-1)!).map((last) => ('case' in last ? last.case : last._id));
    const last = lasts.sort()[0];
    const within = (id: string): boolean => last === undefined || id <= last;
    const rehearsed = new Map(verdicts.filter((one) => within(one.case)).map((one) => [one.case, one]));
    const cases = new Map(standing.filter((one) => within(one._id)).map((one) => [one._id, one]));
    const moved = [...rehearsed.keys()].filter((id) => !cases.has(id));
    for (const one of await ports.cases.loadMany(moved)) cases.set(one._id, one);
    const ids = [...cases.keys()].sort();
    return { rehearsed, cases: ids.map((id) => cases.get(id)!), last, over: last === undefined };
  }

  async function run(batch: Batch): Promise<Batch> {
    const { plan, from, to } = await sides(batch);
    const { rehearsed, cases, last, over } = await nextOf(batch, plan);
    const outcomes = await commands.executeMany(cases, (one) => commandOf(batch, plan, one), actorOf(batch));
    const migrated = cases.filter((_, at) => {
      const outcome = outcomes[at]!;
      return outcome.ok && outcome.case.version === plan.to;
    });
    const lostTyped = await moveDrafts(batch, migrated, plan, from, to);
    const now = ports.time.now();
    const verdicts = cases.map((one, at) => {
      const tried = triedOf(batch, one, outcomes[at]!);
      const before = asItWas(one, tried);
      const verdict = migrationVerdict(batch._id, before, tried, lostTyped.get(one._id) ?? [], now);
      const expected = rehearsed.get(one._id)?.outcome;
      if (expected !== verdict.outcome)
        verdict.data = { ...verdict.data, rehearsed: expected ?? 'new' } as JsonObject;
      return verdict;
    });
    await ports.batches.putVerdicts(verdicts);
    const differing = verdicts.filter(({ data }) => data?.['rehearsed'] !== undefined).length;
    const counts = counted(batch.counts, verdicts.flatMap(countedAs));
    if (differing > 0) counts['differs'] = (counts['differs'] ?? 0) + differing;
    return {
      ...batch,
      ...(over ? { state: 'done', undoUntil: laterBy(now, undoMs) } : {}),
      done: batch.done + cases.length,
      total: Math.max(batch.total, batch.done + cases.length),
      cursor: last ?? cases.at(-1)?._id ?? batch.cursor,
      counts,
    };
  }

  async function takeBack(batch: Batch): Promise<Batch> {
    const { plan, from, to } = await sides(batch);
    const after = batch.cursor === null ? null : `${batch._id}/${batch.cursor}`;
    const verdicts = await ports.batches.verdicts(batch._id, null, after, runAtOnce);
    const touched = verdicts.filter(({ outcome }) => outcome !== 'refused' && outcome !== 'ended');
    const cases = await ports.cases.loadMany(touched.map((one) => one.case));
    const commandBack = ({ _id }: Case): Command => ({
      type: 'undoBatch',
      key: `${batch._id}:undo:${_id}`,
      batch: batch._id,
    });
    const outcomes = await commands.executeMany(cases, commandBack, actorOf(batch));
    const told = new Map(cases.map((one, at) => [one._id, outcomes[at]!]));
    const wasBack = new Set(
      cases
        .filter(({ history }) => history.some(({ type, batch: of }) => type === 'undone' && of === batch._id))
        .map((one) => one._id),
    );
    const back = cases.filter((_, at) => {
      const outcome = outcomes[at]!;
      return outcome.ok && outcome.case.version === plan.from;
    });
    await moveDraftsBack(batch, back, plan, from, to);
    const next = verdicts.map((verdict): BatchVerdict => {
      const outcome = told.get(verdict.case);
      if (!outcome) return { ...verdict, undone: 'nothing' };
      if (outcome.ok) {
        const isBack = outcome.events.length > 0 || wasBack.has(verdict.case);
        return { ...verdict, undone: isBack ? 'undone' : 'nothing' };
      }
      const undoIssues = outcome.issues as unknown as JsonObject[];
      return { ...verdict, undone: 'refused', data: { ...verdict.data, undoIssues } as JsonObject };
    });
    await ports.batches.putVerdicts(next);
    const counts = counted(
      batch.counts,
      next.map(({ undone }) =>
        undone === 'undone' ? 'undone' : undone === 'refused' ? 'undoRefused' : 'undoNothing',
      ),
    );
    return {
      ...batch,
      ...(verdicts.length < runAtOnce ? { state: 'undone' } : {}),
      done: batch.done + verdicts.length,
      cursor: verdicts.at(-1)?.case ?? batch.cursor,
      counts,
    };
  }

  /** What of drafts would be lost, by case. */
  async function lostOfDrafts(found: readonly Case[], plan: MigrationPlan, from: Campaign, to: Campaign) {
    const lost = new Map<string, string[]>();
    const byId = new Map(found.map((one) => [one._id, one]));
    for (const draft of await ports.drafts.ofCases([...byId.keys()])) {
      const planned = planOf(plan, from, to, byId.get(draft.case)!);
      if (!planned || draft.version !== plan.from) continue;
      const moved = moveTyped(planned.own, planned.entry.form, draft.answers);
      if (moved.lost.length > 0)
        lost.set(draft.case, [...new Set([...(lost.get(draft.case) ?? []), ...moved.lost])]);
    }
    return lost;
  }

  /** Changes drafts of cases, each by its own compare-and-set: whoever types meanwhile is tried again on top. */
  async function changeDrafts(cases: readonly Case[], change: (draft: Draft, of: Case) => Draft | null) {
    const byId = new Map(cases.map((one) => [one._id, one]));
    let left = await ports.drafts.ofCases([...byId.keys()]);
    for (let tried = 0; tried < draftTries && left.length > 0; tried += 1) {
      const lost: string[] = [];
      for (const draft of left) {
        const next = change(draft, byId.get(draft.case)!);
        if (!next) continue;
        const isNew = next._id !== draft._id;
        const saved = await ports.drafts.save(
          { ...next, revision: isNew ? 1 : draft.revision + 1 },
          isNew ? 0 : draft.revision,
        );
        if (saved === 'lost' && !isNew) lost.push(draft._id);
        else if (isNew) await ports.drafts.remove([draft._id]);
      }
      left = await ports.drafts.loadMany(lost);
    }
  }

  async function moveDrafts(
    batch: Batch,
    cases: readonly Case[],
    plan: MigrationPlan,
    from: Campaign,
    to: Campaign,
  ) {
    const lost = new Map<string, string[]>();
    await changeDrafts(cases, (draft, of) => {
      const planned = planOf(plan, from, to, of);
      if (!planned) return null;
      const { own, entry, target } = planned;
      // One that an earlier try has moved already is told of again.
      const isMoved = draft.moved?.batch === batch._id;
      if (!isMoved && draft.version !== plan.from) return null;
      const moved = moveTyped(own, entry.form, isMoved ? draft.moved!.answers : draft.answers);
      lost.set(of._id, [...new Set([...(lost.get(of._id) ?? []), ...moved.lost])]);
      if (isMoved) return null;
      return {
        ...draft,
        _id: underForm(draft, entry, target),
        version: plan.to,
        answers: moved.typed,
        moved: { batch: batch._id, answers: draft.answers },
      };
    });
    return lost;
  }

  /** A draft nobody has typed in since is as it was; one that was typed in keeps that, under the old names. */
  async function moveDraftsBack(
    batch: Batch,
    cases: readonly Case[],
    plan: MigrationPlan,
    from: Campaign,
    to: Campaign,
  ) {
    await changeDrafts(cases, (draft, of) => {
      const planned = planOf(plan, from, to, of);
      if (!planned || draft.version !== plan.to) return null;
      const { own, entry, target } = planned;
      const { moved, ...rest } = draft;
      return {
        ...rest,
        _id: underForm(draft, target, entry),
        version: plan.from,
        answers:
          moved?.batch === batch._id
            ? moved.answers
            : moveTyped(reversed(own), target.form, draft.answers).typed,
      };
    });
  }

  return {
    slice: (batch) =>
      batch.state === 'rehearsing'
        ? rehearse(batch)
        : batch.state === 'running'
          ? run(batch)
          : takeBack(batch),
  };
}

/** What was made of a case, or would be; what an earlier try had made when it was repeated. */
function triedOf(batch: Batch, one: Case, outcome: CommandOutcome): Tried {
  if (!outcome.ok) return { issues: outcome.issues };
  if (outcome.events.length > 0) return { events: outcome.events };
  const own = one.history.filter((event) => event.batch === batch._id && event.type !== 'undone');
  return { events: own };
}

/** The entry and step a case had before events that it holds already. */
function asItWas(one: Case, tried: Tried): Case {
  const repeated = 'events' in tried && tried.events.some(({ seq }) => seq <= (one.history.at(-1)?.seq ?? 0));
  if (!repeated || !('events' in tried)) return one;
  const { steps, entryBefore } = (tried.events.find(({ type }) => type === 'migrated')?.data ?? {}) as {
    steps?: Record<string, string>;
    entryBefore?: string;
  };
  const old = new Map(Object.entries(steps ?? {}).map(([before, after]) => [after, before]));
  return {
    ...one,
    entry: entryBefore ?? one.entry,
    steps: one.steps.map((visit) => ({ ...visit, step: old.get(visit.step) ?? visit.step })),
  };
}

/** What a plan says of a case, the old entry and the new one; also where the case is in the new version already. */
function planOf(
  plan: MigrationPlan,
  from: Campaign,
  to: Campaign,
  one: Case,
): { own: EntryPlan; entry: CompiledEntry; target: CompiledEntry } | null {
  const isOf = ([id, own]: [string, EntryPlan | null]): boolean =>
    one.version === plan.to ? (own?.entry ?? id) === one.entry : id === one.entry;
  const [id, own] = Object.entries(plan.entries).find(isOf) ?? [];
  const entry = id === undefined ? undefined : from.entries[id];
  const target = id === undefined ? undefined : to.entries[own?.entry ?? id];
  return own && entry && target ? { own, entry, target } : null;
}

/** The id of a draft when its form is another. */
function underForm({ _id, case: of }: Draft, from: CompiledEntry, to: CompiledEntry): string {
  const prefix = `${of}/${from.form.id}/`;
  return _id.startsWith(prefix) ? `${of}/${to.form.id}/${_id.slice(prefix.length)}` : _id;
}

function reversed({ fields, choices }: EntryPlan): EntryPlan {
  const turned = (names: Record<string, string | null>): Record<string, string> =>
    Object.fromEntries(Object.entries(names).flatMap(([old, now]) => (now === null ? [] : [[now, old]])));
  return {
    steps: {},
    fields: turned(fields),
    choices: Object.fromEntries(
      Object.entries(choices).flatMap(([field, names]) => {
        const now = fields[field];
        return now === null || now === undefined ? [] : [[now, turned(names)]];
      }),
    ),
  };
}

/** What a verdict is counted as: its outcome, and each answer that is lost. */
function countedAs({ outcome, data }: BatchVerdict): string[] {
  const told = data as unknown as MigrationTold;
  return [
    outcome,
    ...(told.lost ?? []).map((field) => `lost:${told.entry}:${field}`),
    ...(told.lostTyped ?? []).map((field) => `typed:${told.entry}:${field}`),
  ];
}

function laterBy(at: string, ms: number): string {
  return new Date(Date.parse(at) + ms).toISOString();
}
