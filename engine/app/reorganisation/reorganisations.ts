import { dayOf } from '../../calendar/index.ts';
import { readReorganisation } from '../../compile/index.ts';
import {
  failure,
  hasErrors,
  type Issue,
  issue,
  type Language,
  nearest,
  type Result,
  success,
} from '../../issues/index.ts';
import type { Account } from '../../model/account.ts';
import type { Batch, BatchVerdict } from '../../model/batch.ts';
import type { OrganisationFile, ReorganisationFile } from '../../model/generated/definitions.ts';
import type { OrganisationRecord } from '../../model/organisation.ts';
import {
  checkOrganisation,
  checkReorganisation,
  indexDirectory,
  isReorganised,
  moveMemberships,
  takeBackReorganisation,
  touchedUnits,
  unroutedKey,
} from '../../organisation/index.ts';
import { audit } from '../audit.ts';
import { type Batches, batchId } from '../batches.ts';
import type { Campaigns } from '../campaigns.ts';
import type { Commands } from '../commands.ts';
import type { DirectoryCache } from '../directory.ts';
import type { DirectoryChanges } from '../organisation/directory-changes.ts';
import type { Ports } from '../ports.ts';
import type { Records } from '../records.ts';
import { shownInstant } from '../texts.ts';
import {
  asPlan,
  type Choices,
  decidedFile,
  isApplied,
  planOf,
  type ReorganisationPlan,
  startsAt,
  undoableUntil,
} from './reorganisation-plan.ts';
import {
  caseLines,
  describeReorganisation,
  lineOfReorganisation,
  type ReorganisationCases,
  type ReorganisationLine,
  type ReorganisationView,
  type ToldReorganisation,
  toldReorganisation,
  type WaitingCase,
  waitingCases,
} from './reorganisation-views.ts';
import { createReorganisationWork } from './reorganisation-work.ts';

/**
 * Reorganisations: a file that says which units end, begin and hang elsewhere from a day on, applied as one act to the
 * organisation, its people and every running case, and taken back as one act until the end of that day. Only
 * administrators may.
 */
export interface Reorganisations {
  /** Those loaded last, fifty at a time, before an id; in each fifty those that hold last come first. */
  list(
    before: string | null,
    language: Language,
  ): Promise<{ lines: ReorganisationLine[]; more: string | null }>;
  /** What these batches did, in a sentence, and how they stand; by id. */
  told(ids: string[], language: Language): Promise<Map<string, ToldReorganisation>>;
  /** Checks a file against its organisation and looks at what it would do to every case. */
  load(by: Account, text: string): Promise<Result<{ id: string }>>;
  /**
   * Looks at what an act of the organisation's pages would do to every case. Asked again before it was applied, it
   * is the same reorganisation that is looked at.
   */
  begin(by: Account, file: ReorganisationFile): Promise<Result<{ id: string }>>;
  /** The reorganisation that is applied and ends a unit on a day to come. */
  endingSoon(unit: string): Promise<{ title: ReorganisationFile['title'] } | null>;
  /** Keeps a file that comes with an installation, for somebody to look at; one that was loaded before is left alone. */
  offer(by: string, text: string): Promise<Result<{ id: string }>>;
  /** The file of a batch once more, as a new one: after it was taken back. */
  again(by: Account, id: string): Promise<Result<{ id: string }> | null>;
  view(id: string, language: Language): Promise<ReorganisationView | null>;
  /** The cases of one outcome, fifty at a time. */
  cases(
    id: string,
    outcome: string,
    after: string | null,
    language: Language,
  ): Promise<ReorganisationCases | null>;
  /** Keeps what was chosen and looks at every case anew. */
  rehearse(by: Account, id: string, revision: number, choices?: Choices): Promise<Result<true>>;
  apply(by: Account, id: string, revision: number): Promise<Result<true>>;
  undo(by: Account, id: string, revision: number): Promise<Result<true>>;
  /** Cases that wait because no unit answers for them or nobody holds the role, with the successors to choose from. */
  waiting(language: Language): Promise<{ lines: WaitingCase[]; more: boolean }>;
  /** Sends waiting cases on: each to the successor named for it, or to whoever answers for it by now. Gives how many left. */
  reroute(
    by: Account,
    successors: Record<string, string>,
  ): Promise<Result<{ left: number; waiting: number }>>;
}

const listed = 50;
const mostWaiting = 200;

const place = { source: 'reorganisation', pointer: '' } as const;

/** Makes the use cases of reorganisations. `realNow` is real time, for the log. */
export function createReorganisations(
  ports: Ports,
  campaigns: Campaigns,
  directory: DirectoryCache,
  commands: Commands,
  records: Records,
  batches: Batches,
  changes: Pick<DirectoryChanges, 'recordBatch'>,
  realNow: () => string,
): Reorganisations {
  const work = createReorganisationWork(ports, campaigns, directory, commands, records, changes);
  batches.add('reorganisation', { slice: work.slice, startDue });

  const mayNot = ({ administrator, disabled }: Account) => administrator !== true || disabled === true;
  const refused = <T>(
    code: Parameters<typeof issue>[0],
    params: Parameters<typeof issue>[2] = {},
  ): Result<T> => failure([issue(code, place, params)]);

  const audited = (by: string, act: string, batch: Batch) =>
    audit(ports, {
      at: realNow(),
      by,
      act,
      subject: planOf(batch).file.id,
      details: { batch: batch._id },
    });

  async function organisationOf(id: string): Promise<OrganisationRecord | null> {
    return (await ports.directory.organisations()).find((one) => one.id === id) ?? null;
  }

  async function load(id: string): Promise<Batch | null> {
    const batch = await ports.batches.load(id);
    return batch?.kind === 'reorganisation' ? batch : null;
  }

  /** Every batch of the kind, newest first. */
  async function everyBatch(): Promise<Batch[]> {
    const found: Batch[] = [];
    for (;;) {
      const page = await ports.batches.list('reorganisation', found.at(-1)?._id ?? null, listed);
      found.push(...page);
      if (page.length < listed) return found;
    }
  }

  async function batchesOf(organisation: string): Promise<Batch[]> {
    return (await everyBatch()).filter((one) => planOf(one).file.organisation === organisation);
  }

  /** A file that matches its schema and its organisation. What is chosen later is not asked of it. */
  async function read(text: string): Promise<Result<{ plan: ReorganisationPlan }>> {
    const result = readReorganisation(text, `reorganisations/${idIn(text)}.json`);
    if (!result.ok) return result;
    const file = result.value;
    const organisations = await ports.directory.organisations();
    const organisation = organisations.find(({ id }) => id === file.organisation);
    if (!organisation) {
      const known = organisations.map(({ id }) => id);
      return refused('reorganisation.file.unknown_organisation', {
        name: file.organisation,
        nearest: nearest(file.organisation, known),
      });
    }
    const applied = (await batchesOf(file.organisation)).find(
      (one) => isApplied(one) && planOf(one).file.id === file.id,
    );
    if (applied) return refused('reorganisation.file.applied', { title: file.title.vi });
    const issues = checkReorganisation(organisation, file);
    return hasErrors(issues) ? failure(issues) : success({ plan: { file, choices: {} } }, issues);
  }

  function newBatch(by: string, plan: ReorganisationPlan): Batch {
    const at = ports.time.now();
    return {
      _id: batchId('reorganisation', at, ports.ids.id()),
      format: 1,
      kind: 'reorganisation',
      plan: asPlan(plan),
      state: 'rehearsed',
      by,
      at,
      total: 0,
      done: 0,
      cursor: null,
      counts: {},
      revision: 1,
    };
  }

  async function fresh(batch: Batch): Promise<Batch> {
    return { ...batch, total: await ports.cases.countUnended(), done: 0, cursor: null, counts: {} };
  }

  async function loadText(by: Account, text: string): Promise<Result<{ id: string }>> {
    if (mayNot(by)) return refused('app.request.forbidden');
    const result = await read(text);
    if (!result.ok) return result;
    const batch = { ...(await fresh(newBatch(by._id, result.value.plan))), state: 'rehearsing' as const };
    await batches.start(batch, 0);
    await audited(by._id, 'reorganisation.load', batch);
    return success({ id: batch._id }, result.issues);
  }

  /** The batch, while it still stands as the page showed it. */
  async function standing(id: string, revision: number, states: Batch['state'][]): Promise<Result<Batch>> {
    const batch = await load(id);
    if (!batch || !states.includes(batch.state)) return refused('reorganisation.state.not_ready');
    return batch.revision === revision ? success(batch) : refused('reorganisation.state.changed');
  }

  /** Why taking back would leave something behind: cases of new units, or changes that rest on them. */
  async function heldBy(batch: Batch): Promise<Issue | null> {
    const { file } = planOf(batch);
    const organisation = await organisationOf(file.organisation);
    if (!organisation) return null;
    const touchedBy = (one: Batch) => touchedUnits(organisation, decidedFile(organisation, planOf(one)));
    const own = new Set(touchedBy(batch));
    const newer = (await batchesOf(file.organisation)).find(
      (one) =>
        one._id !== batch._id &&
        isApplied(one) &&
        planOf(one).file.from > file.from &&
        touchedBy(one).some((uid) => own.has(uid)),
    );
    if (newer) return issue('reorganisation.undo.built_on', place, { what: planOf(newer).file.title.vi });
    for (const { uid, name } of file.units ?? []) {
      const [begun] = await ports.cases.ofUnit(uid, null, 1);
      if (begun) return issue('reorganisation.undo.new_work', place, { unit: name, case: begun._id });
    }
    const issuesOf = (one: OrganisationRecord) =>
      checkOrganisation({ ...one, thidua: 1 } as OrganisationFile).filter(
        ({ severity }) => severity === 'error',
      );
    const after = takeBackReorganisation(organisation, decidedFile(organisation, planOf(batch)));
    const known = new Set(issuesOf(organisation).map(({ code, params }) => code + JSON.stringify(params)));
    const lost = issuesOf(after).find(({ code, params }) => !known.has(code + JSON.stringify(params)));
    return lost
      ? issue('reorganisation.undo.built_on', place, {
          what: String(lost.params['name'] ?? lost.params['unit'] ?? ''),
        })
      : null;
  }

  async function queueOf(organisation: string) {
    return ports.cases.queue({ keys: [`open|${unroutedKey(organisation)}`], limit: mostWaiting });
  }

  async function begin(by: Account, file: ReorganisationFile): Promise<Result<{ id: string }>> {
    if (mayNot(by)) return refused('app.request.forbidden');
    const known = await batchesOf(file.organisation);
    const applied = new Set(known.filter(isApplied).map((one) => planOf(one).file.id));
    let { id } = file;
    // The unit was ended and goes on again, and now ends with the same day as then.
    for (let n = 2; applied.has(id); n += 1) id = `${file.id}-${n}`;
    const text = JSON.stringify({ ...file, id });
    const looked = known.find((one) => isLookedAt(one) && planOf(one).file.id === id);
    if (!looked) return loadText(by, text);
    const result = await read(text);
    if (!result.ok) return result;
    const next: Batch = {
      ...(await fresh(looked)),
      plan: asPlan(result.value.plan),
      state: 'rehearsing',
      by: by._id,
      at: ports.time.now(),
      revision: looked.revision + 1,
    };
    if (!(await batches.start(next, looked.revision))) return refused('reorganisation.state.changed');
    return success({ id: looked._id }, result.issues);
  }

  /** Begins what was applied beforehand and whose day has come. */
  async function startDue(): Promise<void> {
    for (const batch of await ports.batches.waiting('reorganisation')) {
      const plan = planOf(batch);
      const organisation = await organisationOf(plan.file.organisation);
      if (!organisation) continue;
      if (!isReorganised(organisation, decidedFile(organisation, plan))) await work.applyDirectory(batch);
      if (ports.time.now() >= startsAt(plan, await work.zoneOf(organisation.id)))
        await batches.start(
          { ...(await fresh(batch)), state: 'running', revision: batch.revision + 1 },
          batch.revision,
        );
    }
  }

  return {
    async list(before, language) {
      const found = await ports.batches.list('reorganisation', before, listed + 1);
      const shown = found.slice(0, listed);
      const sorted = shown.toSorted((a, b) =>
        planOf(a).file.from < planOf(b).file.from ? 1 : planOf(a).file.from > planOf(b).file.from ? -1 : 0,
      );
      return {
        lines: await Promise.all(
          sorted.map(async (one) =>
            lineOfReorganisation(one, await work.zoneOf(planOf(one).file.organisation), language),
          ),
        ),
        more: found.length > listed ? shown.at(-1)!._id : null,
      };
    },
    async told(ids, language) {
      const found = ids.length === 0 ? [] : await ports.batches.loadMany(ids);
      return new Map(
        found
          .filter(({ kind }) => kind === 'reorganisation')
          .map((one) => [one._id, toldReorganisation(one, language)]),
      );
    },
    load: loadText,
    begin,
    async endingSoon(unit) {
      const waiting = await ports.batches.waiting('reorganisation');
      const found = waiting.find((one) => planOf(one).file.ends?.some((end) => end.unit === unit));
      return found ? { title: planOf(found).file.title } : null;
    },
    async offer(by, text) {
      const same = (await everyBatch()).find((one) => planOf(one).file.id === idIn(text));
      if (same) return success({ id: same._id });
      // A file may rest on another that is to be applied first: it is held against the organisation when it is looked at.
      const result = readReorganisation(text, `reorganisations/${idIn(text)}.json`);
      if (!result.ok) return result;
      const batch = newBatch(by, { file: result.value, choices: {} });
      await ports.batches.save(batch, 0);
      return success({ id: batch._id }, result.issues);
    },
    async again(by, id) {
      const batch = await load(id);
      return batch ? loadText(by, JSON.stringify(planOf(batch).file)) : null;
    },
    async view(id, language) {
      const batch = await load(id);
      if (!batch) return null;
      const picture = await directory.current();
      const organisation = picture.organisations.find((one) => one.id === planOf(batch).file.organisation);
      if (!organisation) return null;
      const zone = await work.zoneOf(organisation.id);
      const firstOf = async (outcome: string): Promise<BatchVerdict | undefined> =>
        (await ports.batches.verdicts(id, outcome, null, 1))[0];
      const undo = batch.undoUntil !== undefined && ports.time.now() < batch.undoUntil;
      return describeReorganisation(
        {
          batch,
          organisation,
          picture,
          zone,
          mayUndo: undo && isApplied(batch) && batch.state !== 'running',
        },
        (campaign) => campaigns.latest(campaign),
        firstOf,
        language,
      );
    },
    async cases(id, outcome, after, language) {
      const batch = await load(id);
      if (!batch) return null;
      const found = await ports.batches.verdicts(id, outcome, after, listed + 1);
      const picture = await directory.current();
      return caseLines(
        batch,
        outcome,
        found,
        listed,
        picture,
        (campaign) => campaigns.latest(campaign),
        language,
      );
    },
    async rehearse(by, id, revision, choices) {
      if (mayNot(by)) return refused('app.request.forbidden');
      const found = await standing(id, revision, ['rehearsed']);
      if (!found.ok) return found;
      const batch = found.value;
      if (batch.signedOff) return refused('reorganisation.state.not_ready');
      const plan = planOf(batch);
      const organisation = await organisationOf(plan.file.organisation);
      const issues = organisation ? checkReorganisation(organisation, plan.file) : [];
      if (hasErrors(issues)) return failure(issues);
      const merged: Choices = {
        units: { ...plan.choices.units, ...choices?.units },
        below: { ...plan.choices.below, ...choices?.below },
        cases: { ...plan.choices.cases, ...choices?.cases },
      };
      const successors = new Set((plan.file.ends ?? []).flatMap((end) => end.successors ?? []));
      const wrong = [merged.units, merged.below, merged.cases]
        .flatMap((one) => Object.values(one ?? {}))
        .find((unit) => !successors.has(unit));
      if (wrong !== undefined) return refused('reorganisation.choice.not_a_successor', { unit: wrong });
      const next: Batch = {
        ...(await fresh(batch)),
        plan: asPlan({ ...plan, choices: merged }),
        state: 'rehearsing',
        revision: revision + 1,
      };
      return (await batches.start(next, revision)) ? success(true) : refused('reorganisation.state.changed');
    },
    async apply(by, id, revision) {
      if (mayNot(by)) return refused('app.request.forbidden');
      const found = await standing(id, revision, ['rehearsed']);
      if (!found.ok) return found;
      const batch = found.value;
      if (batch.signedOff) return refused('reorganisation.state.not_ready');
      const plan = planOf(batch);
      const organisation = await organisationOf(plan.file.organisation);
      if (!organisation)
        return refused('reorganisation.file.unknown_organisation', {
          name: plan.file.organisation,
          nearest: [],
        });
      const decided = decidedFile(organisation, plan);
      const issues = checkReorganisation(organisation, decided);
      if (hasErrors(issues)) return failure(issues);
      const now = ports.time.now();
      const zone = await work.zoneOf(organisation.id);
      const moves = moveMemberships(await ports.directory.memberships(), decided, plan.choices);
      const signed: Batch = {
        ...(await fresh(batch)),
        plan: asPlan({ ...plan, decided, moves }),
        signedOff: { by: by._id, at: now },
        undoUntil: undoableUntil(plan, now, zone),
        revision: revision + 1,
      };
      // Before its day only the dates are written; the cases move when it comes.
      if (now < startsAt(plan, zone)) {
        const counted = { ...signed, counts: batch.counts, total: batch.total, done: batch.done };
        if ((await ports.batches.save(counted, revision)) !== 'committed')
          return refused('reorganisation.state.changed');
        await work.applyDirectory(signed);
      } else if (!(await batches.start({ ...signed, state: 'running' }, revision)))
        return refused('reorganisation.state.changed');
      await audited(by._id, 'reorganisation.apply', signed);
      return success(true, issues);
    },
    async undo(by, id, revision) {
      if (mayNot(by)) return refused('app.request.forbidden');
      const found = await standing(id, revision, ['done', 'rehearsed']);
      if (!found.ok) return found;
      const batch = found.value;
      if (!isApplied(batch) || batch.undoUntil === undefined)
        return refused('reorganisation.state.not_ready');
      if (ports.time.now() >= batch.undoUntil) {
        const zone = await work.zoneOf(planOf(batch).file.organisation);
        return refused('reorganisation.undo.too_late', { until: shownInstant(batch.undoUntil, zone) });
      }
      const held = await heldBy(batch);
      if (held) return failure([held]);
      const next: Batch = { ...(await fresh(batch)), state: 'undoing', revision: revision + 1 };
      if (!(await batches.start(next, revision))) return refused('reorganisation.state.changed');
      await audited(by._id, 'reorganisation.undo', next);
      return success(true);
    },
    async waiting(language) {
      const picture = await directory.current();
      const rows = (await Promise.all(picture.organisations.map(({ id }) => queueOf(id)))).flat();
      return {
        lines: await waitingCases(
          rows,
          indexDirectory(picture),
          ports.time.now(),
          (campaign, version) => campaigns.get(campaign, version),
          language,
        ),
        more: rows.length >= mostWaiting,
      };
    },
    async reroute(by, successors) {
      if (mayNot(by)) return refused('app.request.forbidden');
      const picture = await directory.current();
      const index = indexDirectory(picture);
      const rows = (await Promise.all(picture.organisations.map(({ id }) => queueOf(id)))).flat();
      const today = dayOf(ports.time.now(), await campaigns.timezone());
      let left = 0;
      for (const row of rows) {
        const unit = row.unit.routedTo ?? row.unit.uid;
        const named = successors[row._id];
        const located = named === undefined ? null : index.currentUnit(unit, today);
        const outcome = await commands.execute(
          row._id,
          {
            type: 'reorganise',
            key: `reroute:${row._id}:${row.revision}`,
            ...(located?.kind === 'undecided' && named ? { successors: { [located.unit.uid]: named } } : {}),
          },
          { account: by._id, via: 'bulk' },
        );
        if (!outcome.ok) continue;
        const organisation = index.organisationOf(row.unit.uid)?.id;
        const waits = outcome.case.tasks.some(
          ({ assignees }) => organisation !== undefined && assignees.includes(unroutedKey(organisation)),
        );
        if (!waits) left += 1;
      }
      return success({ left, waiting: rows.length - left });
    },
  };
}

/** Was it looked at, and nothing more? */
function isLookedAt({ state, signedOff }: Batch): boolean {
  return state === 'rehearsed' && signedOff === undefined;
}

/** The id a file gives itself, for the names of its issues; `tep` where it gives none. */
function idIn(text: string): string {
  try {
    const { id } = JSON.parse(text) as { id?: unknown };
    return typeof id === 'string' && /^[a-z0-9][a-z0-9-]*$/.test(id) ? id : 'tep';
  } catch {
    return 'tep';
  }
}
