import type { Case, DossierLine, GatherEntry, LineSays, LinesEntry } from '../../model/case.ts';
import type { Command, Resolved, TaskRef, ToldLine } from '../../model/command.ts';
import { parseAssigneeKey } from '../../organisation/index.ts';
import type { QueueRow } from '../../ports/index.ts';
import type { Campaign } from '../../workflow/campaign.ts';
import {
  caseIdOf,
  entryNamed,
  followKey,
  gathersAt,
  lineKey,
  lineMember,
  mostLines,
  type Period,
  periodsOf,
  toldLine,
} from '../../workflow/index.ts';
import type { Campaigns } from '../campaigns.ts';
import type { Actor, CommandOutcome, Commands } from '../commands.ts';
import { clearing } from '../handover.ts';
import type { Ports } from '../ports.ts';

/** Which dossier is meant: of an entry, for the unit at which it is made. */
export interface DossierPlace {
  campaign: Campaign;
  entry: string;
  unit: string;
}

/**
 * What passes between a dossier and the cases on its lines. A dossier's outbox names lines; each case on them
 * follows by a command of its own, and only then is the entry cleared, so that a break in between repeats what is
 * harmless to repeat.
 */
export interface Dossiers {
  /** Lets the cases on lines that are due follow, and gathers what gathers by itself. Throws when one could not. */
  handOver(caseIds: string[]): Promise<void>;
  /** The same for every case whose outbox is not empty; one that could not is logged and left. */
  handOverAll(): Promise<void>;
  /** Cases that wait to be put into such a dossier under some assignee keys, those due first. */
  waiting(place: DossierPlace, keys: readonly string[]): Promise<QueueRow[]>;
  /** Dossiers of a kind that somebody is asked about under some assignee keys. */
  written(place: DossierPlace, keys: readonly string[]): Promise<QueueRow[]>;
  /**
   * Opens a dossier with its list, under the first number that is free; the same key again gives the same dossier.
   * The cases come by the dossier's outbox, those of a short list before this returns.
   */
  open(place: DossierPlace, cases: string[], key: string, actor: Actor): Promise<CommandOutcome>;
  /** Puts more cases into a dossier that was not sent. They come as those of a new one do. */
  add(dossier: string, task: TaskRef, cases: string[], key: string, actor: Actor): Promise<CommandOutcome>;
  /** Takes lines out of a dossier that was not sent; a few go before this returns. */
  release(
    dossier: string,
    command: Extract<Command, { type: 'releaseLines' }>,
    actor: Actor,
  ): Promise<CommandOutcome>;
}

const page = 200;
const rowsAtOnce = 500;
const attempts = 8;
/** Cases that follow at the same time. */
const atOnce = 8;
/** A list this short is gathered before the page goes on; a longer one follows by the queue. */
const shortList = 50;

/** Makes the use cases between dossiers and cases. */
export function createDossiers(ports: Ports, campaigns: Campaigns, commands: Commands): Dossiers {
  async function follow(dossier: Case, line: DossierLine, entry: LinesEntry): Promise<void> {
    const outcome = await commands.execute(
      line.case,
      {
        type: 'follow',
        key: followKey(dossier._id, line.n, entry.says),
        dossier: dossier._id,
        line: line.n,
        says: entry.says,
        ...(entry.onBehalfOf === undefined ? {} : { onBehalfOf: entry.onBehalfOf }),
      },
      { account: entry.by, via: 'worker' },
    );
    if (outcome.ok) return;
    const codes = outcome.issues.map(({ code }) => code);
    if (codes.includes('app.case.busy')) throw new Error(`${line.case} is busy.`);
    if (entry.says !== 'come') {
      ports.log.error('a case could not follow its dossier', { case: line.case, line: line.n, codes });
      return;
    }
    // Somebody else was first, or the person may not gather this one: the list goes on without it.
    await commands.execute(
      dossier._id,
      { type: 'releaseLines', key: `${lineKey(dossier._id, line.n)}:gone`, lines: [line.n] },
      { account: 'system', via: 'worker' },
    );
  }

  async function followAll(dossier: Case, entry: LinesEntry): Promise<void> {
    const named = (dossier.lines ?? []).filter(({ n }) => entry.lines.includes(n));
    for (let at = 0; at < named.length; at += atOnce)
      await Promise.all(named.slice(at, at + atOnce).map((line) => follow(dossier, line, entry)));
  }

  async function handOverOne(id: string): Promise<void> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const current = await ports.cases.load(id);
      const now = ports.time.now();
      const due = (current?.outbox ?? []).flatMap((entry) =>
        entry.kind !== 'notify' && (!entry.notBefore || entry.notBefore <= now) ? [entry] : [],
      );
      if (!current || due.length === 0) return;
      for (const entry of due)
        if (entry.kind === 'lines') await followAll(current, entry);
        else await gatherBySelf(current, entry);
      const keys = due.map(({ key }) => key);
      // Letting a line go moved the dossier on: what is left of its outbox is looked at again.
      if ((await ports.cases.clearOutboxes([clearing(current, keys)])) === 1) return;
    }
    throw new Error(`${id} changed each time it was handed over.`);
  }

  /** Puts everything that waits as this case does into dossiers, each as long as it may be. */
  async function gatherBySelf(current: Case, entry: GatherEntry): Promise<void> {
    const campaign = await campaigns.get(current.campaign, current.version);
    const dossier = gathersAt(campaign, current);
    const task = current.tasks.find(({ id }) => id.startsWith(`${entry.step}.${entry.visit}.`));
    const asked = task?.assignees[0];
    const parsed = asked === undefined ? null : parseAssigneeKey(asked);
    if (!dossier || parsed?.kind !== 'role' || parsed.unit === undefined) return;
    const place = { campaign, entry: dossier, unit: parsed.unit };
    const taken = new Set<string>();
    for (let part = 1; !taken.has(current._id); part += 1) {
      const waiting = (await waitingAt(place, [asked!])).map(({ _id }) => _id).sort();
      const cases = waiting.filter((id) => !taken.has(id)).slice(0, mostLines);
      if (cases.length === 0) return;
      const key = `gather:${dossier}:${parsed.unit}:${entry.due}:${part}`;
      const outcome = await openOwn(place, cases, key, { account: 'system', via: 'worker' });
      if (!outcome.ok) {
        const codes = outcome.issues.map(({ code }) => code);
        throw new Error(`${dossier} could not be opened at ${parsed.unit}: ${codes.join(', ')}`);
      }
      for (const line of outcome.case.lines ?? []) taken.add(line.case);
      await handOverOne(outcome.case._id);
    }
  }

  /** Every open row under some assignee keys that is wanted, those due first. */
  async function rowsUnder(
    keys: readonly string[],
    isWanted: (row: QueueRow) => Promise<boolean>,
  ): Promise<QueueRow[]> {
    const found: QueueRow[] = [];
    let after: { dueAt: string | null; _id: string } | undefined;
    for (;;) {
      const rows = await ports.cases.queue({
        keys: keys.flatMap((key) => [`open|${key}`, `claimed|${key}`]),
        limit: rowsAtOnce,
        ...(after ? { after } : {}),
      });
      for (const row of rows) if (await isWanted(row)) found.push(row);
      const last = rows.at(-1);
      if (!last || rows.length < rowsAtOnce) return found;
      after = { dueAt: last.dueAt ?? null, _id: last._id };
    }
  }

  function waitingAt({ campaign, entry }: DossierPlace, keys: readonly string[]): Promise<QueueRow[]> {
    return rowsUnder(keys, async (row) => {
      if (row.campaign !== campaign.id) return false;
      return gathersAt(await campaigns.get(row.campaign, row.version), row) === entry;
    });
  }

  /** The period a dossier opened now is for: the last one that has begun. */
  async function periodNow({ campaign, entry }: DossierPlace): Promise<Period | undefined> {
    const now = ports.time.now();
    const periods = periodsOf(campaign, entry, await campaigns.calendarOf(campaign));
    return periods.findLast(({ opensAt }) => opensAt <= now) ?? periods[0];
  }

  async function firstKey(dossier: Case): Promise<string | undefined> {
    if (dossier.history[0]?.seq === 1) return dossier.history[0].key;
    return (await ports.cases.olderEvents(dossier._id))[0]?.key;
  }

  async function openOwn(
    place: DossierPlace,
    cases: string[],
    key: string,
    actor: Actor,
  ): Promise<CommandOutcome> {
    const { campaign, entry, unit } = place;
    const period = (await periodNow(place))?.id ?? '';
    for (let attempt = 1; ; attempt += 1) {
      const id = caseIdOf(campaign.id, entry, unit, period, attempt);
      const outcome = await commands.open(
        id,
        campaign,
        { type: 'open', key, entry, period, unit, attempt, cases },
        actor,
      );
      // A number that somebody else's dossier has is passed over.
      if (!outcome.ok || (await firstKey(outcome.case)) === key) return outcome;
    }
  }

  /** Lets the cases of a short list come before anything else is shown. */
  async function withCases(outcome: CommandOutcome, count: number): Promise<CommandOutcome> {
    if (!outcome.ok || count > shortList) return outcome;
    await handOverOne(outcome.case._id);
    const standing = await ports.cases.load(outcome.case._id);
    return standing ? { ...outcome, case: standing } : outcome;
  }

  return {
    waiting: waitingAt,
    written: ({ campaign, entry }, keys) =>
      rowsUnder(
        keys,
        async (row) => row.campaign === campaign.id && entryNamed(campaign, row.entry)?.id === entry,
      ),
    open: async (place, cases, key, actor) =>
      withCases(await openOwn(place, cases, key, actor), cases.length),
    add: async (dossier, task, cases, key, actor) =>
      withCases(await commands.execute(dossier, { type: 'gather', key, task, cases }, actor), cases.length),
    release: async (dossier, command, actor) =>
      withCases(await commands.execute(dossier, command, actor), command.lines.length),
    async handOver(caseIds) {
      const failed: unknown[] = [];
      for (const id of caseIds)
        try {
          await handOverOne(id);
        } catch (error) {
          failed.push(error);
        }
      if (failed.length > 0) throw failed[0];
    },
    async handOverAll() {
      let after: string | undefined;
      for (;;) {
        const found = await ports.cases.withOutbox(page, after);
        for (const { _id, outbox } of found) {
          if (outbox.every(({ kind }) => kind === 'notify')) continue;
          try {
            await handOverOne(_id);
          } catch (error) {
            const reason = error instanceof Error ? error.message : String(error);
            ports.log.error('a dossier could not be handed over', { case: _id, error: reason });
          }
        }
        if (found.length < page) return;
        after = found.at(-1)!._id;
      }
    },
  };
}

/** What a dossier says of a line, with the words of its reason; null when there is no such dossier or line. */
export async function lineTold(ports: Ports, dossierId: string, n: number): Promise<ToldLine | null> {
  const dossier = await ports.cases.load(dossierId);
  const digest = dossier?.lines?.find((one) => one.n === n)?.content;
  const [content] = digest === undefined ? [] : await ports.contents.get([digest]);
  return dossier ? toldLine(dossier, n, content?.body as string | undefined) : null;
}

/** What dossiers must know of cases before their lines are decided; null for one that is not there. */
export async function lineMembers(
  ports: Ports,
  campaigns: Campaigns,
  ids: readonly string[],
): Promise<NonNullable<Resolved['members']>> {
  const members: NonNullable<Resolved['members']> = Object.fromEntries(ids.map((id) => [id, null]));
  for (let at = 0; at < ids.length; at += page)
    for (const one of await ports.cases.loadMany(ids.slice(at, at + page)))
      members[one._id] = lineMember(await campaigns.get(one.campaign, one.version), one);
  return members;
}

/** Have all cases of an entry followed it already? Then it need not stand in the outbox. */
export async function hasFollowed(
  ports: Ports,
  dossier: Case,
  { lines, says }: LinesEntry,
): Promise<boolean> {
  const named = (dossier.lines ?? []).filter(({ n }) => lines.includes(n));
  const cases = await ports.cases.loadMany(named.map((line) => line.case));
  return named.every((line) => {
    const history = cases.find(({ _id }) => _id === line.case)?.history ?? [];
    const hasDone = (what: LineSays) =>
      history.some(({ key }) => key === followKey(dossier._id, line.n, what));
    // A line that was let go before its case came says nothing to it any more.
    if (line.state === 'released' && !hasDone('come')) return true;
    return hasDone(says);
  });
}
