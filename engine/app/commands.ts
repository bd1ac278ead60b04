import { issue } from '../issues/index.ts';
import type { Answers } from '../model/answers.ts';
import type { Case } from '../model/case.ts';
import type { Command, NeedRequest, RefusalIssue, Resolved, TransitionResult } from '../model/command.ts';
import type { CaseEvent, Content, PendingContent, Via } from '../model/event.ts';
import type { Directory } from '../model/organisation.ts';
import type { Instant } from '../model/time.ts';
import type { Campaign } from '../workflow/campaign.ts';
import { lineKey, sealContents, sealEvents, transition } from '../workflow/index.ts';
import type { Campaigns } from './campaigns.ts';
import { caseNamed, idsThere } from './case-names.ts';
import type { DirectoryCache } from './directory.ts';
import { type Found, figureFor } from './fact-sources.ts';
import { lineMembers, lineTold } from './gathering/dossiers.ts';
import type { Ports } from './ports.ts';
import { nameOfReserve, type ReservationResolver, type Reservations } from './reservations.ts';

/** Who acts, and through which door. */
export interface Actor {
  account: string;
  via: Via;
}

/** How a command went, for every caller: page, bulk, worker, import. */
export type CommandOutcome =
  | { ok: true; case: Case; events: CaseEvent[]; repeated: boolean }
  | { ok: false; issues: RefusalIssue[] };

/** The one decision path: load, decide by the pure core, commit by compare-and-set, hand effects over. */
export interface Commands {
  execute(caseId: string, command: Command, actor: Actor): Promise<CommandOutcome>;
  /** Opens a case that is not there yet. The same id twice is one case. */
  open(caseId: string, campaign: Campaign, command: Command, actor: Actor): Promise<CommandOutcome>;
  /** Decides without committing: what a preview or a check of several cases at once needs. */
  rehearse(caseId: string, command: Command, actor: Actor): Promise<CommandOutcome>;
  /**
   * Decides commands one after another on a case as it was loaded, at another time or with another directory where
   * they are given, and commits nothing: what would become of it.
   */
  rehearseOn(
    current: Case,
    commands: readonly Command[],
    actor: Actor,
    at?: { now?: Instant; directory?: Directory },
  ): Promise<CommandOutcome>;
  /**
   * The same for many cases as they were read, without committing and without sealing: null for one that asks for
   * more than answers, which is then rehearsed or executed by itself.
   */
  decideMany(
    current: readonly Case[],
    commandOf: (one: Case) => Command,
    actor: Actor,
  ): Promise<
    { campaign: Campaign; now: Instant; result: Exclude<TransitionResult, { kind: 'needs' }> | null }[]
  >;
  /**
   * Executes on many cases as they were read: decided as by `decideMany`, written at once, each on its own. One
   * that somebody else wrote meanwhile is decided again from what stands.
   */
  executeMany(
    current: readonly Case[],
    commandOf: (one: Case) => Command,
    actor: Actor,
  ): Promise<CommandOutcome[]>;
  /** Opens many new cases by one bulk insert each batch; gives how many were new. */
  openMany(campaign: Campaign, opens: { id: string; command: Command }[], actor: Actor): Promise<number>;
}

/** Called after commits with what must happen soon: wakes within the horizon and effects. */
export type AfterCommit = (committed: Case[]) => Promise<void>;

const attempts = 8;
const rounds = 8;
const largestCase = 1_000_000;

interface Decided {
  next: Case;
  events: CaseEvent[];
  contents: Content[];
  repeated: boolean;
}

/** Makes the decision path of a process. Commands on one case queue behind each other. */
export function createCommands(
  ports: Ports,
  campaigns: Campaigns,
  directory: DirectoryCache,
  reservations: Reservations,
  afterCommit: AfterCommit,
): Commands {
  const queues = new Map<string, Promise<unknown>>();

  function inTurn<T>(caseId: string, work: () => Promise<T>): Promise<T> {
    const before = queues.get(caseId) ?? Promise.resolve();
    const mine = before.then(work, work);
    const settled = mine.then(
      () => undefined,
      () => undefined,
    );
    queues.set(caseId, settled);
    void settled.then(() => {
      if (queues.get(caseId) === settled) queues.delete(caseId);
    });
    return mine;
  }

  async function resolve(
    campaign: Campaign,
    current: Case | null,
    requests: NeedRequest[],
    resolved: Resolved,
    reserving: ReservationResolver,
  ): Promise<Resolved> {
    const next: Resolved = { ...resolved };
    const found: Found = new Map();
    for (const request of requests) {
      if (request.need === 'answers') {
        const [content] = await ports.contents.get([request.digest]);
        next.answers = { ...next.answers, [request.digest]: answersIn(content) };
      } else if (request.need === 'content') {
        const [content] = await ports.contents.get([request.digest]);
        next.contents = { ...next.contents, [request.digest]: content?.body ?? null };
      } else if (request.need === 'previous') {
        const before = await caseNamed(ports, campaigns, campaign, request.case);
        const digest = before?.submission?.content;
        const [content] = digest ? await ports.contents.get([digest]) : [];
        next.previous = { ...next.previous, [request.case]: answersIn(content) };
      } else if (request.need === 'fact') {
        const figure = await figureFor(ports, campaigns, campaign, request, found);
        next.facts = { ...next.facts, [request.id]: figure };
      } else if (request.need === 'reserve') {
        const key = await reserving.resolve(request, current);
        next.reservations = { ...next.reservations, [nameOfReserve(request)]: key };
        const [taken] =
          key === null && 'key' in request ? await ports.reservations.loadMany([request.key]) : [];
        if (taken) next.holders = { ...next.holders, [taken._id]: taken.case };
      } else if (request.need === 'case') {
        const other = await caseNamed(ports, campaigns, campaign, request.id);
        const standing = other && {
          state: other.state,
          ...(other.outcome === undefined ? {} : { outcome: other.outcome }),
        };
        next.cases = { ...next.cases, [request.id]: standing };
      } else if (request.need === 'line') {
        const { dossier, line } = request;
        const told = await lineTold(ports, dossier, line);
        next.lines = { ...next.lines, [lineKey(dossier, line)]: told };
      } else if (request.need === 'members') {
        next.members = { ...next.members, ...(await lineMembers(ports, campaigns, request.cases)) };
      } else if (request.need === 'older' && current) {
        next.older = await ports.cases.olderEvents(current._id);
      } else {
        throw new Error(`Nothing resolves the request ${request.need} yet.`);
      }
    }
    return next;
  }

  async function decide(
    campaign: Campaign,
    current: Case | null,
    command: Command,
    actor: Actor,
    reserving: ReservationResolver,
    at: { now?: Instant; directory?: Directory; former?: Campaign | undefined } = {},
  ): Promise<Decided | { refused: RefusalIssue[] }> {
    const [picture, calendar] = await Promise.all([
      at.directory ?? directory.current(),
      campaigns.calendarOf(campaign),
    ]);
    const now = at.now ?? ports.time.now();
    const seed = ports.ids.id();
    let resolved: Resolved = {};
    for (let round = 0; round < rounds; round += 1) {
      const context = {
        now,
        actor: actor.account,
        via: actor.via,
        directory: picture,
        calendar,
        ids: seed,
        resolved,
      };
      const result: TransitionResult = transition(campaign, current, command, context, at.former);
      if (result.kind === 'refused') return { refused: result.issues };
      if (result.kind === 'needs') {
        resolved = await resolve(campaign, current, result.requests, resolved, reserving);
        continue;
      }
      // A repeated key gives the first answer; a wake with nothing due changes nothing.
      if (result.repeated || result.events.length === 0)
        return { next: current!, events: [], contents: [], repeated: true };
      return seal(campaign, current, result, now);
    }
    throw new Error(`A ${command.type} asked for more than ${rounds} rounds of facts.`);
  }

  /** The version a command on a case is decided with. */
  function campaignFor(current: Case, command: Command): Promise<Campaign> {
    if (command.type === 'migrate') return campaigns.get(current.campaign, command.to);
    if (command.type !== 'undoBatch') return campaigns.get(current.campaign, current.version);
    const migrated = current.history.findLast(
      ({ type, batch }) => type === 'migrated' && batch === command.batch,
    );
    return campaigns.get(current.campaign, (migrated?.data['from'] as string | undefined) ?? current.version);
  }

  async function formerOf(current: Case, command: Command): Promise<Campaign | undefined> {
    return command.type === 'migrate' ? campaigns.get(current.campaign, current.version) : undefined;
  }

  /** Decisions on cases as they are given, with the answers all of them ask for read at once. */
  async function decideMany(current: readonly Case[], commandOf: (one: Case) => Command, actor: Actor) {
    const picture = await directory.current();
    const now = ports.time.now();
    const turns = await Promise.all(
      current.map(async (one) => {
        const command = commandOf(one);
        const campaign = await campaignFor(one, command);
        const calendar = await campaigns.calendarOf(campaign);
        return { one, command, campaign, calendar, former: await formerOf(one, command) };
      }),
    );
    const seed = ports.ids.id();
    const decided = (
      resolved: Resolved,
      { one, command, campaign, calendar, former }: (typeof turns)[number],
    ) => {
      const context = {
        now,
        actor: actor.account,
        via: actor.via,
        directory: picture,
        calendar,
        ids: seed,
        resolved,
      };
      return transition(campaign, one, command, context, former);
    };
    const results = turns.map((turn) => decided({}, turn));
    const asking = results.flatMap((result, at) => {
      if (result.kind !== 'needs') return [];
      const digests = result.requests.flatMap((one) => (one.need === 'answers' ? [one.digest] : []));
      return digests.length === result.requests.length ? [{ at, digests }] : [];
    });
    const found = await ports.contents.get([...new Set(asking.flatMap(({ digests }) => digests))]);
    const byDigest = new Map(found.map((content) => [content._id, content]));
    for (const { at, digests } of asking) {
      const answers = Object.fromEntries(digests.map((digest) => [digest, answersIn(byDigest.get(digest))]));
      results[at] = decided({ answers }, turns[at]!);
    }
    return results.map((result, at) => ({
      campaign: turns[at]!.campaign,
      now,
      result: result.kind === 'needs' ? null : result,
    }));
  }

  function seal(
    campaign: Campaign,
    current: Case | null,
    result: Extract<TransitionResult, { kind: 'done' }>,
    now: Instant,
  ): Decided {
    const contents = result.contents.map((pending) =>
      contentOf(pending, result.case._id, campaign.version, now),
    );
    const digests = new Map(result.contents.map((pending, index) => [pending.ref, contents[index]!._id]));
    const named = sealContents(result, (ref) => digests.get(ref)!);
    const last = current?.history.at(-1)?.hash ?? current?.base?.hash;
    const events = sealEvents(named.case._id, named.events, ports.hash, last);
    const next: Case = {
      ...named.case,
      history: [...(current?.history ?? []), ...events],
      revision: (current?.revision ?? 0) + 1,
    };
    return { next, events, contents, repeated: false };
  }

  function contentOf(pending: PendingContent, caseId: string, version: string, now: Instant): Content {
    const salt = ports.ids.salt();
    return {
      _id: ports.hash.salted(salt, pending.body),
      case: caseId,
      kind: pending.kind,
      v: 1,
      schema: version,
      salt,
      body: pending.body,
      createdAt: now,
    };
  }

  async function commit(decided: Decided, previous: Case | null) {
    if (decided.contents.length > 0) await ports.contents.put(decided.contents);
    return ports.cases.commit({ previous, next: decided.next });
  }

  async function run(
    caseId: string,
    campaignOf: (current: Case | null) => Promise<Campaign | null>,
    command: Command,
    actor: Actor,
  ): Promise<CommandOutcome> {
    const holding = reservations.hold(caseId, command.key);
    const withNothing = async (outcome: CommandOutcome): Promise<CommandOutcome> => {
      await holding.nothing();
      return outcome;
    };
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const current = await ports.cases.load(caseId);
      const campaign = await campaignOf(current);
      if (!campaign) return withNothing(refusal('app.case.unknown', { case: caseId }));
      const former = current ? await formerOf(current, command) : undefined;
      const decided = await decide(campaign, current, command, actor, holding, { former });
      if ('refused' in decided) return withNothing({ ok: false, issues: decided.refused });
      if (decided.repeated) return withNothing({ ok: true, case: decided.next, events: [], repeated: true });
      if (JSON.stringify(decided.next).length > largestCase)
        return withNothing(refusal('app.case.too_large', { case: caseId }));
      await holding.beforeCommit(decided.events, current);
      const outcome = await commit(decided, current);
      if (outcome === 'committed') {
        await holding.afterCommit(decided.events);
        await afterCommit([decided.next]);
        return { ok: true, case: decided.next, events: decided.events, repeated: false };
      }
      await new Promise((done) => setTimeout(done, jitter(attempt)));
    }
    return withNothing(refusal('app.case.busy', { case: caseId }));
  }

  function execute(caseId: string, command: Command, actor: Actor): Promise<CommandOutcome> {
    return inTurn(caseId, () =>
      run(caseId, async (current) => (current ? campaignFor(current, command) : null), command, actor),
    );
  }

  return {
    execute,
    decideMany,
    async executeMany(current, commandOf, actor) {
      const outcomes: CommandOutcome[] = [];
      const fresh: { at: number; previous: Case; decided: Decided }[] = [];
      const decisions = await decideMany(current, commandOf, actor);
      for (const [at, { campaign, result, now }] of decisions.entries()) {
        const previous = current[at]!;
        if (result?.kind === 'refused') outcomes[at] = { ok: false, issues: result.issues };
        else if (result?.kind === 'done' && (result.repeated || result.events.length === 0))
          outcomes[at] = { ok: true, case: previous, events: [], repeated: true };
        else if (result?.kind === 'done')
          fresh.push({ at, previous, decided: seal(campaign, previous, result, now) });
      }
      const fits = fresh.filter(({ decided }) => JSON.stringify(decided.next).length <= largestCase);
      const contents = fits.flatMap(({ decided }) => decided.contents);
      if (contents.length > 0) await ports.contents.put(contents);
      const commits = fits.map(({ previous, decided }) => ({ previous, next: decided.next }));
      const committed = await ports.cases.commitMany(commits);
      for (const [n, { at, decided }] of fits.entries())
        if (committed[n] === 'committed')
          outcomes[at] = { ok: true, case: decided.next, events: decided.events, repeated: false };
      const written = fits.filter((_, n) => committed[n] === 'committed').map(({ decided }) => decided.next);
      if (written.length > 0) await afterCommit(written);
      // Whatever was lost to another writer, or needs more than answers, takes its turn alone.
      for (const [at, one] of current.entries())
        outcomes[at] ??= await execute(one._id, commandOf(one), actor);
      return outcomes;
    },
    open: (caseId, campaign, command, actor) =>
      inTurn(caseId, async () => {
        // What was opened while its entry had another id is there already, under that one.
        const standing = await caseNamed(ports, campaigns, campaign, caseId);
        return run(
          standing?._id ?? caseId,
          async (current) => (current ? campaigns.get(current.campaign, current.version) : campaign),
          command,
          actor,
        );
      }),
    async rehearse(caseId, command, actor) {
      const current = await ports.cases.load(caseId);
      if (!current) return refusal('app.case.unknown', { case: caseId });
      const campaign = await campaignFor(current, command);
      const former = await formerOf(current, command);
      const decided = await decide(campaign, current, command, actor, reservations.looking, { former });
      if ('refused' in decided) return { ok: false, issues: decided.refused };
      return { ok: true, case: decided.next, events: decided.events, repeated: decided.repeated };
    },
    async rehearseOn(current, wishes, actor, at) {
      const campaign = await campaigns.get(current.campaign, current.version);
      let standing = current;
      const events: CaseEvent[] = [];
      for (const wish of wishes) {
        const decided = await decide(campaign, standing, wish, actor, reservations.looking, at);
        if ('refused' in decided) return { ok: false, issues: decided.refused };
        standing = decided.next;
        events.push(...decided.events);
      }
      return { ok: true, case: standing, events, repeated: events.length === 0 };
    },
    async openMany(campaign, opens, actor) {
      const known = await idsThere(
        ports,
        campaign,
        opens.map(({ id }) => id),
      );
      const fresh: Decided[] = [];
      for (const { id, command } of opens) {
        if (known.has(id)) continue;
        const decided = await decide(campaign, null, command, actor, reservations.looking);
        if ('refused' in decided) {
          ports.log.warn('a case could not be opened', {
            case: id,
            codes: decided.refused.map((one) => one.code),
          });
          continue;
        }
        fresh.push(decided);
      }
      if (fresh.length === 0) return 0;
      await ports.contents.put(fresh.flatMap((one) => one.contents));
      const inserted = new Set(await ports.cases.insertMany(fresh.map((one) => one.next)));
      await afterCommit(fresh.map(({ next }) => next).filter((next) => inserted.has(next._id)));
      return inserted.size;
    },
  };
}

/** Growing, scattered waits, so that many writers on one case spread out: 200 at once settle within a second. */
function jitter(attempt: number): number {
  return Math.random() * 5 * 2 ** attempt;
}

function refusal(
  code: 'app.case.unknown' | 'app.case.busy' | 'app.case.too_large',
  params: Record<string, string>,
) {
  return { ok: false as const, issues: [issue(code, { source: 'command', pointer: '' }, params)] };
}

function answersIn(content: Content | undefined): Answers | null {
  return (content?.body as Answers | undefined) ?? null;
}
