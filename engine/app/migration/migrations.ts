import {
  failure,
  hasErrors,
  type Issue,
  type IssueCode,
  issue,
  type Language,
  type Param,
  type Result,
  success,
} from '../../issues/index.ts';
import type { Account } from '../../model/account.ts';
import type { Batch, BatchState } from '../../model/batch.ts';
import type { JsonObject } from '../../model/json.ts';
import type { MigrationPlan } from '../../model/migration.ts';
import { checkMigration, proposeMigration, readMigrationPlan, shownInstant } from '../../workflow/index.ts';
import { audit } from '../audit.ts';
import { type Batches, batchId } from '../batches.ts';
import type { Campaigns } from '../campaigns.ts';
import type { Ports } from '../ports.ts';
import {
  isOutcome,
  type MigrationCaseView,
  type MigrationView,
  migrationCaseView,
  migrationView,
  type PlanView,
  planTyped,
  planView,
} from './migration-views.ts';

/** Who migrates: an administrator, or the operator at the command line. */
export type Migrator = Account | 'system';

/**
 * Bringing running cases to the newest version of their campaign: a plan, a rehearsal over every one of them, a
 * signature, a run that goes on after a crash, and an undo in one act.
 */
export interface Migrations {
  /** Versions that cases follow, with how many, newest first; the first is where they can go. Null for who may not. */
  versions(by: Migrator, campaign: string): Promise<VersionCases[] | null>;
  /** The newest migrations of a campaign. */
  list(by: Migrator, campaign: string, language: Language): Promise<MigrationView[]>;
  /**
   * The plan from a version to the newest: as proposed, or that of an earlier rehearsal, with what a page sent laid
   * over it. Null when there is no such version, or for who may not.
   */
  plan(
    by: Migrator,
    campaign: string,
    from: string,
    given: PlanGiven,
    language: Language,
  ): Promise<Planned | null>;
  /** A plan that was written as JSON, checked as one from a page is; refused with what is wrong at which place. */
  read(by: Migrator, campaign: string, value: unknown): Promise<Result<MigrationPlan>>;
  /** Rehearses a plan over every case of its version; nothing is written to a case. */
  rehearse(by: Migrator, campaign: string, plan: MigrationPlan, note?: string): Promise<Result<Batch>>;
  view(by: Migrator, id: string, language: Language): Promise<MigrationView | null>;
  /** The number of the version its cases come from, while that is not the newest; null otherwise. */
  numberFrom(by: Migrator, id: string): Promise<number | null>;
  /** Its cases by outcome, all where none is named, after a case's id. */
  cases(
    by: Migrator,
    id: string,
    outcome: string | null,
    after: string | null,
    language: Language,
  ): Promise<{ cases: MigrationCaseView[]; next: string | null }>;
  /** Signs a rehearsal off and runs it. */
  signOff(by: Migrator, id: string): Promise<Result<Batch>>;
  /** Takes a run back, case by case, also one that is still under way. */
  undo(by: Migrator, id: string): Promise<Result<Batch>>;
  /** Ends a rehearsal or one that was rehearsed: nothing comes of it. */
  discard(by: Migrator, id: string): Promise<Result<Batch>>;
  /** Must whoever signs it off be somebody else than who rehearsed it? */
  needsSecond(campaign: string): Promise<boolean>;
}

/** A version and how many cases follow it. */
export interface VersionCases {
  version: string;
  number: number;
  cases: number;
  note?: string;
}

/** What a plan is made from besides the proposal. */
export interface PlanGiven {
  batch?: string;
  typed?: Readonly<Record<string, unknown>>;
  /** The entry of which everything is shown. */
  open?: string | null;
}

/** A plan with what is wrong with it, as data and to be shown. */
export interface Planned {
  plan: MigrationPlan;
  issues: Issue[];
  view: PlanView;
  from: VersionCases;
  to: VersionCases;
}

const shownCases = 50;
const shownBatches = 20;
const longestNote = 300;

/** Makes the use cases of migrations. `realNow` is real time, for the log. */
export function createMigrations(
  ports: Ports,
  campaigns: Campaigns,
  batches: Batches,
  realNow: () => string,
): Migrations {
  const may = (by: Migrator): boolean => by === 'system' || (by.administrator === true && !by.disabled);
  const nameOf = (by: Migrator): string => (by === 'system' ? by : by._id);
  const refusal = <T>(code: IssueCode, params: Record<string, Param> = {}): Result<T> =>
    failure([issue(code, { source: 'request', pointer: '' }, params)]);

  const audited = (by: Migrator, act: string, batch: Batch) =>
    audit(ports, {
      at: realNow(),
      by: nameOf(by),
      act,
      subject: batch.campaign!,
      details: { batch: batch._id },
    });

  async function versions(by: Migrator, campaign: string): Promise<VersionCases[] | null> {
    if (!may(by)) return null;
    const seen = new Map<string, VersionCases>();
    for (const { version, number, note } of await ports.definitions.versions(campaign))
      if (!seen.has(version))
        seen.set(version, {
          version,
          number,
          cases: await ports.cases.countOfVersion(campaign, version),
          ...(note === undefined ? {} : { note }),
        });
    return seen.size === 0 ? null : [...seen.values()];
  }

  async function load(by: Migrator, id: string): Promise<Batch | null> {
    const batch = may(by) ? await ports.batches.load(id) : null;
    return batch?.kind === 'migration' ? batch : null;
  }

  async function shown(batch: Batch, language: Language): Promise<MigrationView> {
    const plan = batch.plan as unknown as MigrationPlan;
    const [from, to, names] = await Promise.all([
      campaigns.get(batch.campaign!, plan.from),
      campaigns.get(batch.campaign!, plan.to),
      ports.accounts.names(),
    ]);
    const name = (account: string): string => names[account] ?? account;
    const signed = batch.signedOff?.by;
    return migrationView(
      batch,
      from,
      to,
      { by: name(batch.by), ...(signed === undefined ? {} : { signedOff: name(signed) }) },
      language,
    );
  }

  /** Moves a batch on to another state, begun anew, if it is still in one of those named. */
  async function go(
    by: Migrator,
    id: string,
    from: readonly BatchState[],
    act: string,
    change: (batch: Batch) => Batch | Result<Batch>,
  ): Promise<Result<Batch>> {
    for (;;) {
      const batch = await load(by, id);
      if (!batch) return refusal('app.request.forbidden');
      if (!from.includes(batch.state)) return refusal('migration.batch.state');
      const changed = change(batch);
      if ('ok' in changed) return changed;
      const next = { ...changed, revision: batch.revision + 1 };
      // A slice that is saved in between moves the revision: the act is decided again on top of it.
      if (!(await batches.start(next, batch.revision))) continue;
      await audited(by, act, next);
      return success(next);
    }
  }

  async function needsSecond(campaign: string): Promise<boolean> {
    return (await campaigns.latest(campaign))?.definition.publishing?.secondPerson === true;
  }

  return {
    versions,
    needsSecond,
    async list(by, campaign, language) {
      if (!may(by)) return [];
      const found = await ports.batches.list('migration', null, shownBatches);
      return Promise.all(found.filter((one) => one.campaign === campaign).map((one) => shown(one, language)));
    },
    async plan(by, campaign, from, { batch, typed = {}, open = null }, language) {
      const known = await versions(by, campaign);
      const [newest] = known ?? [];
      const old = known?.find((one) => one.version === from);
      if (!newest || !old || old === newest) return null;
      const [before, after] = await Promise.all([
        campaigns.get(campaign, old.version),
        campaigns.get(campaign, newest.version),
      ]);
      const earlier = batch === undefined ? null : await load(by, batch);
      const standing = earlier?.plan as unknown as MigrationPlan | undefined;
      const isOfThese = standing?.from === old.version && standing.to === newest.version;
      const base = standing && isOfThese ? standing : proposeMigration(before, after).plan;
      const plan = planTyped(base, before, after, typed);
      const issues = checkMigration(plan, before, after);
      return {
        plan,
        issues,
        view: planView(plan, before, after, issues, open, language),
        from: old,
        to: newest,
      };
    },
    async read(by, campaign, value) {
      const known = await versions(by, campaign);
      if (!known) return refusal('app.request.forbidden');
      const { from, to } = (value ?? {}) as { from?: unknown; to?: unknown };
      const [newest, ...older] = known;
      // A text that names no version is told as such; anything else, with the rest that is wrong with it.
      const old = older.find((one) => one.version === from);
      if (typeof from === 'string' && typeof to === 'string' && (!old || to !== newest!.version))
        return refusal('migration.plan.versions');
      const before = await campaigns.get(campaign, (old ?? newest!).version);
      const read = readMigrationPlan(value, before);
      if (!read.ok) return read;
      const issues = checkMigration(read.value, before, await campaigns.get(campaign, newest!.version));
      return hasErrors(issues) ? failure(issues) : success(read.value, issues);
    },
    async rehearse(by, campaign, plan, note) {
      const known = await versions(by, campaign);
      if (!known) return refusal('app.request.forbidden');
      const old = known.find((one) => one.version === plan.from);
      if (!old || plan.to !== known[0]!.version || plan.from === plan.to)
        return refusal('migration.plan.versions');
      const issues = checkMigration(
        plan,
        await campaigns.get(campaign, plan.from),
        await campaigns.get(campaign, plan.to),
      );
      if (hasErrors(issues)) return failure(issues);
      if (old.cases === 0) return refusal('migration.plan.nothing_to_do');
      const at = ports.time.now();
      const text = note?.trim().slice(0, longestNote);
      const batch: Batch = {
        _id: batchId('migration', realNow(), ports.ids.id()),
        format: 1,
        kind: 'migration',
        campaign,
        plan: plan as unknown as JsonObject,
        state: 'rehearsing',
        by: nameOf(by),
        at,
        ...(text ? { note: text } : {}),
        total: old.cases,
        done: 0,
        cursor: null,
        counts: {},
        revision: 1,
      };
      if (!(await batches.start(batch, 0))) return refusal('migration.batch.state');
      await audited(by, 'migration.rehearse', batch);
      return success(batch, issues);
    },
    async view(by, id, language) {
      const batch = await load(by, id);
      return batch ? shown(batch, language) : null;
    },
    async numberFrom(by, id) {
      const batch = await load(by, id);
      const [newest, ...older] = batch ? ((await versions(by, batch.campaign!)) ?? []) : [];
      const plan = batch?.plan as unknown as MigrationPlan | undefined;
      if (!newest || plan?.to !== newest.version) return null;
      return older.find((one) => one.version === plan.from)?.number ?? null;
    },
    async cases(by, id, outcome, after, language) {
      const batch = await load(by, id);
      if (!batch) return { cases: [], next: null };
      const plan = batch.plan as unknown as MigrationPlan;
      const [from, to] = await Promise.all([
        campaigns.get(batch.campaign!, plan.from),
        campaigns.get(batch.campaign!, plan.to),
      ]);
      const wanted = outcome !== null && isOutcome(outcome) ? outcome : null;
      const found = await ports.batches.verdicts(
        id,
        wanted,
        after === null ? null : `${id}/${after}`,
        shownCases + 1,
      );
      const page = found.slice(0, shownCases);
      return {
        cases: page.map((one) => migrationCaseView(one, from, to, language)),
        next: found.length > shownCases ? page.at(-1)!.case : null,
      };
    },
    async signOff(by, id) {
      const known = await load(by, id);
      const second = known ? await needsSecond(known.campaign!) : false;
      const at = ports.time.now();
      return go(by, id, ['rehearsed'], 'migration.run', (batch) => {
        if (second && by !== 'system' && batch.by === by._id) return refusal('migration.batch.second_person');
        return {
          ...batch,
          state: 'running',
          signedOff: { by: nameOf(by), at },
          done: 0,
          cursor: null,
          counts: {},
        };
      });
    },
    async undo(by, id) {
      const known = await load(by, id);
      const zone = known ? (await campaigns.latest(known.campaign!))?.timezone : undefined;
      const now = ports.time.now();
      return go(by, id, ['running', 'done'], 'migration.undo', (batch) =>
        batch.undoUntil !== undefined && batch.undoUntil < now
          ? refusal('migration.batch.undo_over', { at: shownInstant(batch.undoUntil, zone ?? 'UTC') })
          : { ...batch, state: 'undoing', done: 0, cursor: null },
      );
    },
    discard: (by, id) =>
      go(by, id, ['rehearsing', 'rehearsed'], 'migration.discard', (batch) => ({
        ...batch,
        state: 'stopped',
      })),
  };
}
