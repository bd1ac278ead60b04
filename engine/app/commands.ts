import { issue } from '../issues/index.ts';
import type { Answers } from '../model/answers.ts';
import type { Case } from '../model/case.ts';
import type {
  Command,
  FactQuery,
  NeedRequest,
  RefusalIssue,
  Resolved,
  TransitionResult,
} from '../model/command.ts';
import type { CaseEvent, Content, PendingContent, Via } from '../model/event.ts';
import type { Directory } from '../model/organisation.ts';
import type { Instant } from '../model/time.ts';
import type { Campaign } from '../workflow/campaign.ts';
import {
  type FactSource,
  figureOf,
  lineKey,
  sealContents,
  sealEvents,
  transition,
} from '../workflow/index.ts';
import type { Campaigns } from './campaigns.ts';
import type { DirectoryCache } from './directory.ts';
import { lineTold } from './dossiers.ts';
import type { Ports } from './ports.ts';

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
  /** Opens many new cases by one bulk insert each batch; gives how many were new. */
  openMany(campaign: Campaign, opens: { id: string; command: Command }[], actor: Actor): Promise<number>;
}

/** Called after commits with what must happen soon: wakes within the horizon and effects. */
export type AfterCommit = (committed: Case[]) => Promise<void>;

const attempts = 8;
const rounds = 8;
const largestCase = 1_000_000;
/** Reports read at once for a fact. */
const factPage = 1000;

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

  /** The sent cases a fact is made from, of this campaign and, where it asks for all of the past, of others. */
  async function sourcesOf(campaign: Campaign, { everyCampaign, entry, ...query }: FactQuery) {
    const among = everyCampaign
      ? (await campaigns.all()).filter(
          (one) => one.organisation === campaign.organisation && one.entries[entry] !== undefined,
        )
      : [campaign];
    const sources: FactSource[] = [];
    for (const { id } of among) {
      let after: string | null = null;
      do {
        const rows = await ports.cases.submitted(
          { ...query, campaign: id, entries: [entry] },
          after,
          factPage,
        );
        for (const { _id, period, submission } of rows) {
          const { at, day, values } = submission;
          sources.push({ case: _id, period, at, day, values });
        }
        after = rows.length < factPage ? null : rows.at(-1)!._id;
      } while (after !== null);
    }
    return sources;
  }

  async function resolve(
    campaign: Campaign,
    caseId: string | null,
    requests: NeedRequest[],
    resolved: Resolved,
  ): Promise<Resolved> {
    const next: Resolved = { ...resolved };
    for (const request of requests) {
      if (request.need === 'answers') {
        const [content] = await ports.contents.get([request.digest]);
        next.answers = { ...next.answers, [request.digest]: answersIn(content) };
      } else if (request.need === 'content') {
        const [content] = await ports.contents.get([request.digest]);
        next.contents = { ...next.contents, [request.digest]: content?.body ?? null };
      } else if (request.need === 'previous') {
        const before = await ports.cases.load(request.case);
        const digest = before?.submission?.content;
        const [content] = digest ? await ports.contents.get([digest]) : [];
        next.previous = { ...next.previous, [request.case]: answersIn(content) };
      } else if (request.need === 'fact') {
        const figure = figureOf(campaign.facts[request.id]!, await sourcesOf(campaign, request.query));
        next.facts = { ...next.facts, [request.id]: figure };
      } else if (request.need === 'line') {
        const { dossier, line } = request;
        const told = await lineTold(ports, dossier, line);
        next.lines = { ...next.lines, [lineKey(dossier, line)]: told };
      } else if (request.need === 'older' && caseId !== null) {
        next.older = await ports.cases.olderEvents(caseId);
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
    at: { now?: Instant; directory?: Directory } = {},
  ): Promise<Decided | { refused: RefusalIssue[] }> {
    const [picture, calendar] = await Promise.all([
      at.directory ?? directory.current(),
      campaigns.calendarOf(campaign),
    ]);
    const now = at.now ?? ports.time.now();
    const seed = ports.ids.id();
    let resolved: Resolved = {};
    for (let round = 0; round < rounds; round += 1) {
      const result: TransitionResult = transition(campaign, current, command, {
        now,
        actor: actor.account,
        via: actor.via,
        directory: picture,
        calendar,
        ids: seed,
        resolved,
      });
      if (result.kind === 'refused') return { refused: result.issues };
      if (result.kind === 'needs') {
        resolved = await resolve(campaign, current?._id ?? null, result.requests, resolved);
        continue;
      }
      // A repeated key gives the first answer; a wake with nothing due changes nothing.
      if (result.repeated || result.events.length === 0)
        return { next: current!, events: [], contents: [], repeated: true };
      return seal(campaign, current, result, now);
    }
    throw new Error(`A ${command.type} asked for more than ${rounds} rounds of facts.`);
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
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const current = await ports.cases.load(caseId);
      const campaign = await campaignOf(current);
      if (!campaign) return refusal('app.case.unknown', { case: caseId });
      const decided = await decide(campaign, current, command, actor);
      if ('refused' in decided) return { ok: false, issues: decided.refused };
      if (decided.repeated) return { ok: true, case: decided.next, events: [], repeated: true };
      if (JSON.stringify(decided.next).length > largestCase)
        return refusal('app.case.too_large', { case: caseId });
      const outcome = await commit(decided, current);
      if (outcome === 'committed') {
        await afterCommit([decided.next]);
        return { ok: true, case: decided.next, events: decided.events, repeated: false };
      }
      await new Promise((done) => setTimeout(done, jitter(attempt)));
    }
    return refusal('app.case.busy', { case: caseId });
  }

  return {
    execute: (caseId, command, actor) =>
      inTurn(caseId, () =>
        run(
          caseId,
          async (current) => (current ? campaigns.get(current.campaign, current.version) : null),
          command,
          actor,
        ),
      ),
    open: (caseId, campaign, command, actor) =>
      inTurn(caseId, () =>
        run(
          caseId,
          async (current) => (current ? campaigns.get(current.campaign, current.version) : campaign),
          command,
          actor,
        ),
      ),
    async rehearse(caseId, command, actor) {
      const current = await ports.cases.load(caseId);
      if (!current) return refusal('app.case.unknown', { case: caseId });
      const campaign = await campaigns.get(current.campaign, current.version);
      const decided = await decide(campaign, current, command, actor);
      if ('refused' in decided) return { ok: false, issues: decided.refused };
      return { ok: true, case: decided.next, events: decided.events, repeated: decided.repeated };
    },
    async rehearseOn(current, wishes, actor, at) {
      const campaign = await campaigns.get(current.campaign, current.version);
      let standing = current;
      const events: CaseEvent[] = [];
      for (const wish of wishes) {
        const decided = await decide(campaign, standing, wish, actor, at);
        if ('refused' in decided) return { ok: false, issues: decided.refused };
        standing = decided.next;
        events.push(...decided.events);
      }
      return { ok: true, case: standing, events, repeated: events.length === 0 };
    },
    async openMany(campaign, opens, actor) {
      const known = new Set(await ports.cases.existing(opens.map((one) => one.id)));
      const fresh: Decided[] = [];
      for (const { id, command } of opens) {
        if (known.has(id)) continue;
        const decided = await decide(campaign, null, command, actor);
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
