import { isObject, readJson } from '../../compile/index.ts';
import { applyEdits, type Difference, differences, filesAt } from '../../editing/index.ts';
import {
  failure,
  type Issue,
  type IssueCode,
  issue,
  type Param,
  type Result,
  success,
} from '../../issues/index.ts';
import type { Account } from '../../model/account.ts';
import type { DefinitionDraft, Edit, RecordedEdit } from '../../model/definition-draft.ts';
import type { Campaign } from '../../workflow/campaign.ts';
import { type Campaigns, storedLibrary } from '../campaigns.ts';
import type { Ports } from '../ports.ts';
import { shownInstant } from '../texts.ts';

/**
 * Drafts of campaigns: what administrators change until it is published. Everything is refused to who is no
 * administrator. Every change is one compare-and-set on the draft's revision; what was typed by the one who
 * lost stays with the caller, and the Issue says who was quicker and what they changed.
 */
export interface DefinitionDrafts {
  /** Drafts there are, by campaign. */
  list(by: Account): Promise<DraftLine[]>;
  /** Null when there is none, or for who may not. */
  load(by: Account, campaign: string): Promise<DefinitionDraft | null>;
  /** Begins a draft from the newest version; the draft that is there already is given as it is. */
  start(by: Account, campaign: string): Promise<Result<DefinitionDraft>>;
  /** Begins a draft from files, such as a zip or an earlier version. Refused while there is one. */
  startFrom(
    by: Account,
    files: Record<string, string>,
    base: string | null,
  ): Promise<Result<DefinitionDraft>>;
  /** Applies edits, all or none, as one step of undoing. */
  apply(
    by: Account,
    campaign: string,
    expected: number,
    edits: readonly Edit[],
  ): Promise<Result<DefinitionDraft>>;
  /** Takes the last step back, whoever made it. */
  undo(by: Account, campaign: string, expected: number): Promise<Result<DefinitionDraft>>;
  /** Does again what was taken back last. */
  redo(by: Account, campaign: string, expected: number): Promise<Result<DefinitionDraft>>;
  /** Throws the draft away. */
  discard(by: Account, campaign: string, expected: number): Promise<Result<null>>;
  /** Compiles the draft against the library as it is now. */
  check(draft: Pick<DefinitionDraft, '_id' | 'revision' | 'files'>): Promise<DraftCheck>;
  /** The refusal of whoever was slower than the one who saved this draft. */
  lost(draft: DefinitionDraft, expected?: number): Promise<Result<DefinitionDraft>>;
  /** Notes that somebody has a page of the draft open, and gives everybody else who has. */
  here(by: Account, campaign: string): Promise<string[]>;
}

/** A draft in a list. */
export interface DraftLine {
  campaign: string;
  base: string | null;
  savedAt: string;
  savedBy: string;
  submitted: boolean;
}

/** What is found in a draft. */
export interface DraftCheck {
  /** Null as long as there are errors. */
  campaign: Campaign | null;
  issues: Issue[];
}

/** How many steps can be taken back, and how long their record may grow. */
const mostSteps = 200;
const mostRecorded = 2_000_000;

/** How many changes a refusal tells. */
const mostTold = 3;

/** How long after its last sign somebody counts as being there. */
const hereForMs = 120_000;

/** Makes the use cases of drafts. `realNow` is real time, for who is there. */
export function createDefinitionDrafts(
  ports: Ports,
  campaigns: Campaigns,
  realNow: () => string,
): DefinitionDrafts {
  const mayEdit = (by: Account) => by.administrator === true && !by.disabled;
  const refusal = <T>(code: IssueCode, params: Record<string, Param> = {}): Result<T> =>
    failure([issue(code, { source: 'request', pointer: '' }, params)]);
  let lastCheck: { key: string; check: Promise<DraftCheck> } | null = null;

  /** The draft, when it stands at the revision the page was made from and takes changes. */
  async function at(by: Account, campaign: string, expected: number): Promise<Result<DefinitionDraft>> {
    if (!mayEdit(by)) return refusal('app.request.forbidden');
    const draft = await ports.definitionDrafts.load(campaign);
    if (!draft) return refusal('editing.draft.gone');
    if (draft.revision !== expected) return lost(draft, expected);
    if (draft.submitted) return refusal('editing.draft.submitted', { by: await nameOf(draft.submitted.by) });
    return success(draft);
  }

  async function nameOf(account: string): Promise<string> {
    return (await ports.accounts.byId(account))?.name ?? account;
  }

  async function lost(draft: DefinitionDraft, expected?: number): Promise<Result<DefinitionDraft>> {
    const at = shownInstant(draft.savedAt, await campaigns.timezone());
    const by = await nameOf(draft.savedBy);
    const what = expected === undefined ? [] : await changedSince(draft, expected);
    return what.length > 0
      ? refusal('editing.draft.changed_so', {
          by,
          at,
          what: what.map(({ vi }) => vi),
          whatEnglish: what.map(({ en }) => en),
        })
      : refusal('editing.draft.changed_elsewhere', { by, at });
  }

  /** What was changed after a revision, in sentences; none when that can no longer be told. */
  async function changedSince(draft: DefinitionDraft, revision: number): Promise<Difference['sentence'][]> {
    const before = filesAt(draft, revision);
    if (before === null) return [];
    const told = differences(before, draft.files, await storedLibrary(ports));
    return told.slice(0, mostTold).map(({ sentence }) => sentence);
  }

  async function save(by: Account, draft: DefinitionDraft, change: Partial<DefinitionDraft>) {
    const next: DefinitionDraft = {
      ...draft,
      ...change,
      revision: draft.revision + 1,
      savedAt: ports.time.now(),
      savedBy: by._id,
      editors: [...new Set([...draft.editors, by._id])],
    };
    if ((await ports.definitionDrafts.save(next, draft.revision)) === 'saved') return success(next);
    const standing = await ports.definitionDrafts.load(draft._id);
    return standing ? lost(standing) : refusal<DefinitionDraft>('editing.draft.gone');
  }

  function begun(
    by: Account,
    campaign: string,
    files: Record<string, string>,
    base: string | null,
  ): DefinitionDraft {
    const now = ports.time.now();
    return {
      _id: campaign,
      format: 1,
      base,
      files,
      revision: 1,
      edits: [],
      undone: [],
      startedAt: now,
      startedBy: by._id,
      savedAt: now,
      savedBy: by._id,
      editors: [],
    };
  }

  return {
    lost,
    async list(by) {
      if (!mayEdit(by)) return [];
      return (await ports.definitionDrafts.list()).map(({ _id, base, savedAt, savedBy, submitted }) => ({
        campaign: _id,
        base,
        savedAt,
        savedBy,
        submitted: submitted !== undefined,
      }));
    },
    load: async (by, campaign) => (mayEdit(by) ? ports.definitionDrafts.load(campaign) : null),
    async start(by, campaign) {
      if (!mayEdit(by)) return refusal('app.request.forbidden');
      const standing = await ports.definitionDrafts.load(campaign);
      if (standing) return success(standing);
      const [newest] = await ports.definitions.versions(campaign);
      const stored = newest && (await ports.definitions.version(campaign, newest.version));
      if (!stored) return refusal('editing.campaign.unknown', { campaign });
      const draft = begun(by, campaign, stored.files, stored.version);
      if ((await ports.definitionDrafts.save(draft, 0)) === 'saved') return success(draft);
      return success((await ports.definitionDrafts.load(campaign))!);
    },
    async startFrom(by, files, base) {
      if (!mayEdit(by)) return refusal('app.request.forbidden');
      const { value } = readJson(files['campaign.json'] ?? '', 'campaign.json');
      const campaign = isObject(value) ? value['id'] : undefined;
      if (typeof campaign !== 'string') return refusal('editing.campaign.unnamed');
      const draft = begun(by, campaign, files, base);
      if ((await ports.definitionDrafts.save(draft, 0)) === 'saved') return success(draft);
      const standing = await ports.definitionDrafts.load(campaign);
      return refusal('editing.draft.exists', { by: standing ? await nameOf(standing.savedBy) : '–' });
    },
    async apply(by, campaign, expected, edits) {
      const found = await at(by, campaign, expected);
      if (!found.ok) return found;
      const draft = found.value;
      const edited = applyEdits(draft.files, edits);
      if (!edited.ok) return edited;
      const { files, inverse } = edited.value;
      if (inverse.length === 0) return success(draft);
      const step: RecordedEdit = {
        edits: [...edits],
        inverse,
        by: by._id,
        at: ports.time.now(),
        revision: draft.revision + 1,
      };
      return save(by, draft, { files, edits: remembered([...draft.edits, step]), undone: [] });
    },
    async undo(by, campaign, expected) {
      const found = await at(by, campaign, expected);
      if (!found.ok) return found;
      const draft = found.value;
      const last = draft.edits.at(-1);
      if (!last) return refusal('editing.undo.nothing');
      const back = applyEdits(draft.files, last.inverse);
      if (!back.ok) return back;
      // What leads forward again is kept in the place of what was asked: it restores every byte.
      const undone = { ...last, inverse: back.value.inverse };
      return save(by, draft, {
        files: back.value.files,
        edits: draft.edits.slice(0, -1),
        undone: [...draft.undone, undone],
      });
    },
    async redo(by, campaign, expected) {
      const found = await at(by, campaign, expected);
      if (!found.ok) return found;
      const draft = found.value;
      const next = draft.undone.at(-1);
      if (!next) return refusal('editing.redo.nothing');
      const again = applyEdits(draft.files, next.inverse);
      if (!again.ok) return again;
      const step = { ...next, inverse: again.value.inverse, revision: draft.revision + 1 };
      return save(by, draft, {
        files: again.value.files,
        edits: remembered([...draft.edits, step]),
        undone: draft.undone.slice(0, -1),
      });
    },
    async discard(by, campaign, expected) {
      const found = await at(by, campaign, expected);
      if (!found.ok) return failure(found.issues);
      if ((await ports.definitionDrafts.remove(campaign, expected)) === 'removed') return success(null);
      const standing = await ports.definitionDrafts.load(campaign);
      return standing ? failure((await lost(standing)).issues) : success(null);
    },
    check(draft) {
      const key = `${draft._id}@${draft.revision}`;
      // The library may be revised between two looks, but not while one page is drawn: the last check is kept
      // for the next look at the same revision only.
      if (lastCheck?.key !== key) {
        const check = campaigns
          .check(draft.files)
          .then(({ issues, ...result }) => ({ campaign: result.ok ? result.value : null, issues }));
        check.catch(() => {
          lastCheck = null;
        });
        lastCheck = { key, check };
      }
      return lastCheck.check;
    },
    async here(by, campaign) {
      if (!mayEdit(by)) return [];
      const key = `editing/${campaign}`;
      const now = realNow();
      const signs = JSON.parse((await ports.meta.get(key)) ?? '{}') as Record<string, string>;
      const oldest = new Date(Date.parse(now) - hereForMs).toISOString();
      const there = Object.entries(signs).filter(([id, at]) => id !== by._id && at > oldest);
      await ports.meta.set(key, JSON.stringify({ ...Object.fromEntries(there), [by._id]: now }));
      return Promise.all(there.map(([id]) => nameOf(id)));
    },
  };
}

/** The last steps, as many as may be kept. */
function remembered(steps: readonly RecordedEdit[]): RecordedEdit[] {
  const kept: RecordedEdit[] = [];
  let size = 0;
  for (const step of [...steps].reverse().slice(0, mostSteps)) {
    size += JSON.stringify(step).length;
    if (kept.length > 0 && size > mostRecorded) break;
    kept.unshift(step);
  }
  return kept;
}
