import { dayOf, isDay } from '../../calendar/index.ts';
import { isObject, readJson } from '../../compile/index.ts';
import {
  applyEdits,
  type CampaignCopy,
  contentsOf,
  copyCampaign,
  type Difference,
  differences,
  inverseOf,
  nextYears,
  whereInWords,
} from '../../editing/index.ts';
import {
  failure,
  type Issue,
  type IssueCode,
  issue,
  type Language,
  type Param,
  type Result,
  sentence,
  success,
} from '../../issues/index.ts';
import type { Account } from '../../model/account.ts';
import type { DefinitionDraft } from '../../model/definition-draft.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Day } from '../../model/time.ts';
import type { Campaign } from '../../workflow/campaign.ts';
import { periodsOf } from '../../workflow/index.ts';
import { type Campaigns, storedLibrary } from '../campaigns.ts';
import type { Ports } from '../ports.ts';
import { said, shownDay, shownInstant, shownPeriod } from '../texts.ts';
import type { DefinitionDrafts } from './definition-drafts.ts';
import { inWords, type Publications, type VersionLine } from './publications.ts';

/** What the pages around a campaign's draft show: its state, its differences, versions, copies. */
export interface DraftPages {
  /** The draft of a campaign; null for who may not look. Without a draft, how one would begin. */
  overview(by: Account, campaign: string, language: Language): Promise<DraftOverview | null>;
  /** Every draft there is, for the list of campaigns. */
  drafts(by: Account, language: Language): Promise<DraftInList[]>;
  /** Every publication; null where there is no such campaign, or for who may not look. */
  versions(by: Account, campaign: string, language: Language): Promise<VersionsView | null>;
  /** The differences between two publications, or from one to the draft (`to` null). */
  compare(
    by: Account,
    campaign: string,
    from: number,
    to: number | null,
    language: Language,
  ): Promise<ComparedView | null>;
  /** Puts everything back as it was when the draft began, as one step that can be undone. */
  revert(by: Account, campaign: string, revision: number): Promise<Result<DefinitionDraft>>;
  /** What a copy of a campaign is proposed to be called and when to begin; null for who may not. */
  proposeCopy(by: Account, campaign: string): Promise<CopyProposal | null>;
  /** Copies the newest version of a campaign, or its draft where nothing is published, as the draft of a new one. */
  copy(by: Account, campaign: string, call: CopyTyped): Promise<Result<DefinitionDraft>>;
  /** What copying has moved and left, and the first report the copy owes; null when they are no copy and source. */
  copied(by: Account, source: string, copy: string, language: Language): Promise<CopiedView | null>;
  /** The draft's files as a zip; null for who may not. */
  zip(by: Account, campaign: string): Promise<{ name: string; bytes: Uint8Array } | null>;
}

/** What an administrator types to copy a campaign. */
export interface CopyTyped {
  id: string;
  title: string;
  titleEn: string;
  opens: string;
}

/** What is proposed for a copy. */
export interface CopyProposal extends CopyTyped {
  source: string;
  sourceTitle: string;
}

/** One heading of differences with its sentences. */
export interface DifferenceSection {
  kind: string;
  lines: { text: string; file: string; pointer: string }[];
}

/** A finding of the compiler in a draft. */
export interface FindingLine {
  severity: Issue['severity'];
  text: string;
  file: string;
  pointer: string;
}

/** The draft of a campaign as its page shows it. */
export interface DraftOverview {
  campaign: string;
  title: string;
  /** The day a version published now bears. */
  today: string;
  /** The newest publication, 0 when there is none. */
  newest: number;
  versions: { number: number; running: number }[];
  /** Whom it must be handed in to, in words. */
  second: string | null;
  /** Whether the person may agree to what is handed in, and edit. */
  mayApprove: boolean;
  mayEdit: boolean;
  draft: DraftState | null;
}

/** What is there of a draft. */
export interface DraftState {
  revision: number;
  savedAt: string;
  savedBy: string;
  editors: string[];
  others: string[];
  undo: boolean;
  redo: boolean;
  sections: DifferenceSection[];
  count: number;
  findings: FindingLine[];
  errors: number;
  warnings: number;
  /** The draft began from an older version than the newest: what came between. */
  behind: DifferenceSection[] | null;
  submitted?: { by: string; at: string; note: string; own: boolean };
  returned?: { by: string; at: string; reason: string };
}

/** A draft in the list of campaigns. */
export interface DraftInList {
  campaign: string;
  title: string;
  /** Nothing of the campaign is published yet. */
  fresh: boolean;
  submitted: boolean;
  at: string;
  by: string;
}

/** Every publication of a campaign. */
export interface VersionsView {
  campaign: string;
  title: string;
  newest: number;
  versions: (Pick<VersionLine, 'number' | 'by' | 'approved' | 'note' | 'running' | 'current' | 'same'> & {
    at: string;
    short: string;
    before: number | null;
  })[];
}

/** Two versions and what differs. */
export interface ComparedView {
  title: string;
  from: number;
  to: number | null;
  sections: DifferenceSection[];
}

/** What copying did. */
export interface CopiedView {
  campaign: string;
  source: string;
  title: string;
  moved: { what: string; file: string; pointer: string }[];
  toCheck: { what: string; why: string; file: string; pointer: string }[];
  missingYears: string[];
  calendar: string;
  /** The first report somebody owes; null when the copy does not compile, with how many errors stand against it. */
  first: { entry: string; period: string; opens: string } | null;
  problems: number;
}

const idForm = /^[a-z0-9][a-z0-9-]{1,58}$/;

/** Makes the pages' use cases over those of drafts and publications. */
export function createDraftPages(
  ports: Ports,
  campaigns: Campaigns,
  drafts: DefinitionDrafts,
  publications: Publications,
): DraftPages {
  const refusal = <T>(code: IssueCode, params: Record<string, Param> = {}, pointer = ''): Result<T> =>
    failure([issue(code, { source: 'request', pointer }, params)]);

  async function names(ids: readonly string[]): Promise<Map<string, string>> {
    const found = await ports.accounts.byIds([...new Set(ids)]);
    return new Map(found.map(({ _id, name }) => [_id, name]));
  }

  async function filesOf(campaign: string): Promise<Record<string, string> | null> {
    const [newest] = await ports.definitions.versions(campaign);
    const stored = newest && (await ports.definitions.version(campaign, newest.version));
    return stored?.files ?? (await ports.definitionDrafts.load(campaign))?.files ?? null;
  }

  async function titleOf(campaign: string, language: Language): Promise<string> {
    const published = await campaigns.latest(campaign);
    if (published) return said(published.title, language);
    const draft = await ports.definitionDrafts.load(campaign);
    return titleIn(draft?.files ?? {}, language) || campaign;
  }

  async function told(before: Record<string, string>, after: Record<string, string>, language: Language) {
    return sectionsOf(differences(before, after, await storedLibrary(ports)), language);
  }

  async function state(
    by: Account,
    draft: DefinitionDraft,
    newest: VersionLine | undefined,
    language: Language,
  ): Promise<DraftState> {
    const zone = await campaigns.timezone();
    const base = draft.base ? await ports.definitions.version(draft._id, draft.base) : null;
    const before = newest ? await ports.definitions.version(draft._id, newest.version) : null;
    const [check, others, sections, behind] = await Promise.all([
      drafts.check(draft),
      drafts.here(by, draft._id),
      told(before?.files ?? {}, draft.files, language),
      base && before && base.version !== before.version ? told(base.files, before.files, language) : null,
    ]);
    const { submitted, returned } = draft;
    const name = await names([
      draft.savedBy,
      ...draft.editors,
      ...(submitted ? [submitted.by] : []),
      ...(returned ? [returned.by] : []),
    ]);
    const called = (id: string) => name.get(id) ?? id;
    const findings = check.issues.map((one) => ({
      severity: one.severity,
      text: sentence(one, language),
      file: one.source,
      pointer: one.pointer,
    }));
    return {
      revision: draft.revision,
      savedAt: shownInstant(draft.savedAt, zone),
      savedBy: called(draft.savedBy),
      editors: draft.editors.map(called),
      others,
      undo: draft.edits.length > 0,
      redo: draft.undone.length > 0,
      sections,
      count: sections.reduce((sum, { lines }) => sum + lines.length, 0),
      findings,
      errors: findings.filter(({ severity }) => severity === 'error').length,
      warnings: findings.filter(({ severity }) => severity === 'warning').length,
      behind,
      ...(submitted
        ? {
            submitted: {
              by: called(submitted.by),
              at: shownInstant(submitted.at, zone),
              note: submitted.note,
              own: submitted.by === by._id,
            },
          }
        : {}),
      ...(returned
        ? {
            returned: {
              by: called(returned.by),
              at: shownInstant(returned.at, zone),
              reason: returned.reason,
            },
          }
        : {}),
    };
  }

  return {
    async overview(by, campaign, language) {
      if (!(await publications.mayLook(by, campaign))) return null;
      const [draft, versions, second, mayApprove] = await Promise.all([
        ports.definitionDrafts.load(campaign),
        publications.versions(by, campaign),
        publications.secondPerson(campaign),
        publications.mayApprove(by, campaign),
      ]);
      if (!draft && versions.length === 0) return null;
      return {
        campaign,
        title: await titleOf(campaign, language),
        today: shownDay(dayOf(ports.time.now(), await campaigns.timezone())),
        newest: versions[0]?.number ?? 0,
        versions: onceEach(versions),
        second: second ? inWords(second, language) : null,
        mayApprove,
        mayEdit: by.administrator === true,
        draft: draft ? await state(by, draft, versions[0], language) : null,
      };
    },
    async drafts(by, language) {
      const [lines, zone] = await Promise.all([drafts.list(by), campaigns.timezone()]);
      const name = await names(lines.map(({ savedBy }) => savedBy));
      return Promise.all(
        lines.map(async ({ campaign, savedAt, savedBy, submitted }) => ({
          campaign,
          title: await titleOf(campaign, language),
          fresh: (await campaigns.latest(campaign)) === null,
          submitted,
          at: shownInstant(savedAt, zone),
          by: name.get(savedBy) ?? savedBy,
        })),
      );
    },
    async versions(by, campaign, language) {
      const found = await publications.versions(by, campaign);
      if (found.length === 0) return null;
      const zone = await campaigns.timezone();
      return {
        campaign,
        title: await titleOf(campaign, language),
        newest: found[0]!.number,
        versions: found.map((one, index) => ({
          number: one.number,
          by: one.by,
          ...(one.approved ? { approved: one.approved } : {}),
          ...(one.note ? { note: one.note } : {}),
          running: one.running,
          current: one.current,
          ...(one.same === undefined ? {} : { same: one.same }),
          at: shownInstant(one.publishedAt, zone),
          short: one.version.slice(0, 12),
          before: found[index + 1]?.number ?? null,
        })),
      };
    },
    async compare(by, campaign, from, to, language) {
      const before = from === 0 ? null : await publications.files(by, campaign, from);
      if (!(await publications.mayLook(by, campaign)) || (from !== 0 && !before)) return null;
      const after =
        to === null
          ? await ports.definitionDrafts.load(campaign)
          : await publications.files(by, campaign, to);
      if (!after) return null;
      return {
        title: await titleOf(campaign, language),
        from,
        to,
        sections: await told(before?.files ?? {}, after.files, language),
      };
    },
    async revert(by, campaign, revision) {
      const draft = await drafts.load(by, campaign);
      if (!draft) return refusal('editing.draft.gone');
      const base = draft.base ? await ports.definitions.version(campaign, draft.base) : null;
      if (!base) return refusal('editing.revert.nothing');
      const edits = inverseOf(base.files, draft.files);
      return edits.length === 0 ? success(draft) : drafts.apply(by, campaign, revision, edits);
    },
    async proposeCopy(by, campaign) {
      if (by.administrator !== true) return null;
      const files = await filesOf(campaign);
      const file = files && campaignFile(files);
      if (!file) return null;
      const opens = String(file['opens'] ?? '');
      const year = Number(opens.slice(0, 4)) + 1;
      const proposed = `${year}${opens.slice(4)}`;
      const title = (file['title'] ?? {}) as { vi?: string; en?: string };
      const id = nextYears(campaign, file, proposed);
      return {
        source: campaign,
        sourceTitle: title.vi ?? campaign,
        id: id === campaign ? `${campaign}-${year}` : id,
        title: nextYears(title.vi ?? '', file, proposed),
        titleEn: nextYears(title.en ?? '', file, proposed),
        opens: shownDay(proposed),
      };
    },
    async copy(by, campaign, typed) {
      if (by.administrator !== true) return refusal('app.request.forbidden');
      const files = await filesOf(campaign);
      if (!files) return refusal('editing.campaign.unknown', { campaign });
      const id = typed.id.trim();
      const title = typed.title.trim();
      const opens = dayTyped(typed.opens);
      const issues: Issue[] = [];
      const refuse = (code: IssueCode, pointer: string, params: Record<string, Param> = {}) =>
        issues.push(issue(code, { source: 'request', pointer }, params));
      if (!idForm.test(id)) refuse('editing.copy.id', '/id', { id, example: `${campaign}-2` });
      else if ((await filesOf(id)) !== null) refuse('editing.copy.taken', '/id', { id });
      if (title === '') refuse('editing.copy.title', '/title');
      if (!opens) refuse('editing.copy.opens', '/opens');
      if (issues.length > 0 || !opens) return failure(issues);
      const en = typed.titleEn.trim();
      const copied = copyCampaign(
        files,
        { id, title: { vi: title, ...(en ? { en } : {}) }, opens },
        await storedLibrary(ports),
      );
      return copied.ok ? drafts.startFrom(by, copied.value.files, null) : failure(copied.issues);
    },
    async copied(by, source, copy, language) {
      const [files, draft] = await Promise.all([filesOf(source), drafts.load(by, copy)]);
      const file = draft && campaignFile(draft.files);
      if (!files || !draft || !file) return null;
      const library = await storedLibrary(ports);
      const title = file['title'] as { vi: string; en?: string };
      const again = copyCampaign(files, { id: copy, title, opens: String(file['opens']) }, library);
      if (!again.ok) return null;
      const { issues, campaign } = await drafts.check(draft);
      return {
        campaign: copy,
        source,
        title: said(title, language),
        ...placesInWords(files, again.value, library, language),
        missingYears: again.value.missingYears,
        calendar: String(file['calendar'] ?? ''),
        first: campaign ? await firstOwed(campaign, language) : null,
        problems: issues.filter(({ severity }) => severity === 'error').length,
      };
    },
    async zip(by, campaign) {
      const draft = await drafts.load(by, campaign);
      if (!draft) return null;
      return { name: `${campaign}-ban-nhap.zip`, bytes: ports.archive.pack(draft.files) };
    },
  };

  async function firstOwed(campaign: Campaign, language: Language): Promise<CopiedView['first']> {
    const calendar = await campaigns.calendarOf(campaign);
    const owed = Object.values(campaign.entries)
      .filter(({ definition: { owed, per } }) => owed && per !== 'event')
      .flatMap((entry) => {
        const [period] = periodsOf(campaign, entry.id, calendar);
        return period ? [{ entry, period }] : [];
      })
      .sort((a, b) => (a.period.opensAt < b.period.opensAt ? -1 : 1));
    const [first] = owed;
    if (!first) return null;
    return {
      entry: said(first.entry.title, language),
      period: shownPeriod(first.period.id, language),
      opens: shownInstant(first.period.opensAt, campaign.timezone),
    };
  }
}

function onceEach(versions: readonly VersionLine[]): { number: number; running: number }[] {
  const seen = new Set<string>();
  return versions
    .filter(({ version }) => !seen.has(version) && seen.add(version))
    .map(({ number, running }) => ({ number, running }))
    .filter(({ running }) => running > 0);
}

function campaignFile(files: Record<string, string>): JsonObject | null {
  const { value } = readJson(files['campaign.json'] ?? '', 'campaign.json');
  return isObject(value) ? value : null;
}

function titleIn(files: Record<string, string>, language: Language): string {
  return said(campaignFile(files)?.['title'] as { vi: string } | undefined, language);
}

/** `31/12/2025` or `2025-12-31` as a day; null for anything else. */
function dayTyped(text: string): Day | null {
  const written = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim());
  const day = written
    ? `${written[3]}-${written[2]!.padStart(2, '0')}-${written[1]!.padStart(2, '0')}`
    : text.trim();
  return isDay(day) ? day : null;
}

/** The differences under the kind of file they are in. */
function sectionsOf(found: readonly Difference[], language: Language): DifferenceSection[] {
  const sections = new Map<string, DifferenceSection>();
  for (const { kind, file, pointer, sentence } of found) {
    const name = kind ?? 'message';
    if (!sections.has(name)) sections.set(name, { kind: name, lines: [] });
    sections.get(name)!.lines.push({ text: sentence[language], file, pointer });
  }
  return [...sections.values()];
}

/** What a copy moved and left, told by the names of things. */
function placesInWords(
  files: Record<string, string>,
  { moved, toCheck }: CampaignCopy,
  library: Awaited<ReturnType<typeof storedLibrary>>,
  language: Language,
): Pick<CopiedView, 'moved' | 'toCheck'> {
  const edits = moved.map(({ file, pointer, after }) => ({
    op: 'set' as const,
    file,
    pointer,
    value: after,
  }));
  const shifted = applyEdits(files, edits);
  const contents = contentsOf(files, library);
  const told = shifted.ok ? differences(files, shifted.value.files, library) : [];
  return {
    moved: told.map(({ sentence, file, pointer }) => ({ what: sentence[language], file, pointer })),
    toCheck: toCheck.map(({ file, pointer, why }) => ({
      what: whereInWords(contents, { file, pointer }, language),
      why,
      file,
      pointer,
    })),
  };
}
