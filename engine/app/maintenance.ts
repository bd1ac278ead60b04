import type { Issue } from '../issues/index.ts';
import type { Case, OutboxEntry } from '../model/case.ts';
import type { CaseEvent, Content } from '../model/event.ts';
import type { JsonValue } from '../model/json.ts';
import type { Campaign } from '../workflow/campaign.ts';
import {
  caseSearchWords,
  fold,
  gathersAt,
  outboxOf,
  project,
  stateOf,
  verifyChain,
} from '../workflow/index.ts';
import type { Campaigns } from './campaigns.ts';
import type { Commands } from './commands.ts';
import { hasFollowed } from './gathering/dossiers.ts';
import type { Ports } from './ports.ts';

/** What the command line and the operator do. */
export interface Maintenance {
  /** Walks a case's chain: every hash, every link, every content's digest, and that folding gives the stored state. */
  verify(caseId: string): Promise<Verification | null>;
  /** Erases a person's contents everywhere; the chains stay whole. */
  erase(account: string, by: string): Promise<Erasure>;
  /** Rebuilds every projection from state, contents and deliveries. */
  reindex(): Promise<{ cases: number; changed: number }>;
  /** Deletes contents that no event names and that are older than a day; gives how many. */
  sweepOrphans(): Promise<number>;
}

/** What verifying a case found. `problems` are sentences. */
export interface Verification {
  ok: boolean;
  events: number;
  contents: number;
  erased: number;
  problems: string[];
}

/** What erasing a person removed, and the cases that refused it. */
export interface Erasure {
  cases: number;
  contents: number;
  drafts: number;
  files: number;
  deliveries: number;
  issues: Issue[];
}

const page = 200;
const orphanMs = 86_400_000;

/** Makes the operator's use cases. */
export function createMaintenance(ports: Ports, campaigns: Campaigns, commands: Commands): Maintenance {
  async function* everyCase(): AsyncGenerator<Case> {
    let after: string | null = null;
    for (;;) {
      const ids = await ports.cases.ids(after, page);
      for (const one of await ports.cases.loadMany(ids)) yield one;
      if (ids.length < page) return;
      after = ids.at(-1)!;
    }
  }

  /** Only an erased content may stand without what its digest is made of. */
  function digestHolds({ _id, salt, body, erased }: Content): boolean {
    if (salt === undefined) return erased !== undefined && body === undefined;
    return ports.hash.salted(salt, body as JsonValue) === _id;
  }

  /** Every event of a case, those cut from its document too. */
  async function eventsOf(current: Case): Promise<CaseEvent[]> {
    const older = current.base ? await ports.cases.olderEvents(current._id) : [];
    const last = older.at(-1)?.seq ?? 0;
    return [...older, ...current.history.filter((event) => event.seq > last)];
  }

  /** Erases a person from one case; gives what was removed. */
  async function eraseFrom(current: Case, account: string, by: string, result: Erasure): Promise<void> {
    const isTheirs = (event: CaseEvent) => event.actor === account || event.onBehalfOf === account;
    const uploaded = (await ports.files.ofCase(current._id)).filter((one) => one.uploadedBy === account);
    const files = new Set(uploaded.map((one) => one.id));
    if ((await eventsOf(current)).some(isTheirs)) {
      // What they wrote since an earlier erasure is another act, so the revision is part of the key.
      const outcome = await commands.execute(
        current._id,
        { type: 'erase', key: `erase:${account}:${current.revision}`, account },
        { account: by, via: 'cli' },
      );
      if (!outcome.ok) result.issues.push(...(outcome.issues as Issue[]));
      else {
        const events = await eventsOf(outcome.case);
        const before = result.contents;
        // Those of earlier erasures as well: a break may have left a body behind.
        const digests = events
          .filter((event) => event.type === 'erased' && event.data['account'] === account)
          .flatMap((event) => event.data['digests'] as string[]);
        for (const { _id, erased } of await ports.contents.get([...new Set(digests)]))
          if (!erased) {
            await ports.contents.erase(_id, ports.time.now(), by);
            result.contents += 1;
          }
        for (const event of events)
          if (isTheirs(event)) for (const file of event.files ?? []) files.add(file);
        if (outcome.events.length > 0 || result.contents > before) result.cases += 1;
      }
    }
    if (files.size > 0) await ports.files.remove([...files]);
    result.files += files.size;
  }

  /** What still has to leave: no message that was delivered, no line whose case has followed. */
  async function leftOf(
    campaign: Campaign,
    current: Case,
    effects: OutboxEntry[],
    delivered: ReadonlySet<string>,
  ): Promise<OutboxEntry[]> {
    const left: OutboxEntry[] = [];
    for (const one of effects) {
      if (one.kind === 'notify' && delivered.has(one.key)) continue;
      if (one.kind === 'lines' && (await hasFollowed(ports, current, one))) continue;
      // Whoever still waits where a step gathered by itself is looked at once more.
      if (one.kind === 'gather' && gathersAt(campaign, current) === null) continue;
      left.push(one);
    }
    return left;
  }

  return {
    async verify(caseId) {
      const current = await ports.cases.load(caseId);
      if (!current) return null;
      const events = await eventsOf(current);
      const problems: string[] = [];
      const verdict = verifyChain(caseId, events, ports.hash);
      if (!verdict.ok) problems.push(`Sự kiện ${verdict.broken.seq}: ${chainProblems[verdict.broken.what]}`);
      const contents = await ports.contents.ofCase(caseId);
      for (const content of contents)
        if (!digestHolds(content)) problems.push(`Nội dung ${content._id.slice(0, 12)}: không khớp mã băm.`);
      const known = new Set(contents.map((one) => one._id));
      for (const digest of new Set(events.flatMap((event) => event.contents ?? [])))
        if (!known.has(digest)) problems.push(`Nội dung ${digest.slice(0, 12)}: không còn trong kho.`);
      if (verdict.ok) {
        const folded = ports.hash.json(fold(events) as unknown as JsonValue);
        const stored = ports.hash.json(stateOf(current) as unknown as JsonValue);
        if (folded !== stored) problems.push('Trạng thái lưu không khớp với trạng thái gấp lại từ lịch sử.');
      }
      return {
        ok: problems.length === 0,
        events: events.length,
        contents: contents.length,
        erased: contents.filter((one) => one.erased).length,
        problems,
      };
    },
    async erase(account, by) {
      const result: Erasure = { cases: 0, contents: 0, drafts: 0, files: 0, deliveries: 0, issues: [] };
      for await (const current of everyCase()) await eraseFrom(current, account, by, result);
      result.drafts = await ports.drafts.removeOf(account);
      result.deliveries = await ports.deliveries.removeOf(account);
      return result;
    },
    async reindex() {
      let cases = 0;
      let changed = 0;
      for await (const current of everyCase()) {
        cases += 1;
        const campaign = await campaigns.get(current.campaign, current.version);
        const effects = outboxOf(campaign, current);
        const delivered = new Set(await ports.deliveries.deliveredKeys(effects.map(({ key }) => key)));
        const [content] = current.submission ? await ports.contents.get([current.submission.content]) : [];
        const state = stateOf(current);
        const projections = project(state, {
          outbox: await leftOf(campaign, current, effects, delivered),
          searchWords: caseSearchWords(campaign, state, content?.body ?? null),
        });
        if (await ports.cases.reproject(current._id, current.revision, projections)) changed += 1;
      }
      return { cases, changed };
    },
    async sweepOrphans() {
      const before = new Date(Date.parse(ports.time.now()) - orphanMs).toISOString();
      return ports.contents.sweep(before, async (content) => {
        const current = await ports.cases.load(content.case);
        if (!current) return false;
        return (await eventsOf(current)).some((event) => event.contents?.includes(content._id));
      });
    },
  };
}

const chainProblems = {
  order: 'sai thứ tự.',
  link: 'không nối với sự kiện trước.',
  hash: 'mã băm không khớp nội dung.',
};
