import type { Issue } from '../issues/index.ts';
import type { Case } from '../model/case.ts';
import type { Content } from '../model/event.ts';
import type { JsonValue } from '../model/json.ts';
import { caseSearchWords, fold, outboxOf, project, stateOf, verifyChain } from '../workflow/index.ts';
import type { Campaigns } from './campaigns.ts';
import type { Commands } from './commands.ts';
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

  function digestHolds(content: Content): boolean {
    return (
      content.salt === undefined || ports.hash.salted(content.salt, content.body as JsonValue) === content._id
    );
  }

  return {
    async verify(caseId) {
      const current = await ports.cases.load(caseId);
      if (!current) return null;
      const older = current.base ? await ports.cases.olderEvents(caseId) : [];
      const events = [...older, ...current.history.filter((event) => event.seq > (older.at(-1)?.seq ?? 0))];
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
      for await (const current of everyCase()) {
        if (!current.history.some((event) => event.actor === account || event.onBehalfOf === account))
          continue;
        const key = `erase:${account}`;
        const outcome = await commands.execute(
          current._id,
          { type: 'erase', key, account },
          { account: by, via: 'cli' },
        );
        if (!outcome.ok) {
          result.issues.push(...(outcome.issues as Issue[]));
          continue;
        }
        const event = outcome.case.history.findLast((one) => one.type === 'erased' && one.key === key);
        if (!event) continue;
        result.cases += 1;
        for (const digest of event.data['digests'] as string[]) {
          await ports.contents.erase(digest, event.at, by);
          result.contents += 1;
        }
        const files = outcome.case.history
          .filter((one) => one.actor === account || one.onBehalfOf === account)
          .flatMap((one) => one.files ?? []);
        if (files.length > 0) await ports.files.remove(files);
        result.files += files.length;
      }
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
          outbox: effects.filter(({ key }) => !delivered.has(key)),
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
        const older = current.base ? await ports.cases.olderEvents(content.case) : [];
        return [...older, ...current.history].some((event) => event.contents?.includes(content._id));
      });
    },
  };
}

const chainProblems = {
  order: 'sai thứ tự.',
  link: 'không nối với sự kiện trước.',
  hash: 'mã băm không khớp nội dung.',
};
