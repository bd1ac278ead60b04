import {
  type CompiledForm,
  evaluate,
  type FormContext,
  pageForm,
  prefill,
  readTyped,
  typedFrom,
  viewOf,
} from '../forms/index.ts';
import { hasErrors, type Issue, issue, type Language, sentence } from '../issues/index.ts';
import type { Answers, FileAnswer } from '../model/answers.ts';
import type { Case, Task } from '../model/case.ts';
import type { RefusalIssue } from '../model/command.ts';
import type { Draft } from '../model/draft.ts';
import { parseAssigneeKey } from '../organisation/index.ts';
import type { QueueRow } from '../ports/index.ts';
import type { Campaign, CompiledEntry } from '../workflow/campaign.ts';
import { isHeld, lookAt, periodOf, previousCaseId } from '../workflow/index.ts';
import { entersNow, fillsNow, type Viewer } from './access.ts';
import type { Campaigns } from './campaigns.ts';
import { caseNamed } from './case-names.ts';
import type { Commands } from './commands.ts';
import type { Figured, Figures } from './figures.ts';
import { byDue, lineOf, phaseInWords } from './lines.ts';
import type { Openings } from './openings.ts';
import { currentSubjects } from './organisation/current-subjects.ts';
import { withSubjects } from './organisation/subject-names.ts';
import { caseUnitName } from './organisation/unit-names.ts';
import type { Ports } from './ports.ts';
import { remarksOf } from './remarks.ts';
import { said, shownDay, shownInstant, shownPeriodOf } from './texts.ts';
import { unitChoices } from './unit-choices.ts';
import type {
  BundleView,
  CaseLine,
  CheckView,
  FormPageView,
  PaperNotice,
  ReceiptView,
  WorkView,
} from './views.ts';

/** What was typed, by field id, as a page sends it: a text, several texts, or files kept from before. */
export type Typed = Record<string, unknown>;

/** The submitter's side: what is owed, filling, saving, sending. */
export interface Filling {
  /** What this person owes now, due first, and what was sent. */
  work(viewer: Viewer, language: Language): Promise<WorkView>;
  bundle(
    viewer: Viewer,
    campaign: string,
    bundle: string,
    period: string,
    unit: string,
    language: Language,
  ): Promise<BundleView | null>;
  /** One case's form. `back` puts failing answers back. Null when it is not theirs to fill. */
  form(
    viewer: Viewer,
    caseId: string,
    language: Language,
    back?: { typed: Typed; issues: Issue[]; revision: number },
  ): Promise<FormPageView | null>;
  /** Saves what was typed. `lost` gives the other browser's draft; nothing typed is thrown away. */
  save(viewer: Viewer, caseId: string, typed: Typed, revision: number): Promise<SaveOutcome>;
  /** Everything of a bundle (or of one case without a bundle) as it would be sent. */
  check(viewer: Viewer, scope: SendScope, language: Language): Promise<CheckView | null>;
  /** Sends all that is ready; the same key again finishes or gives the same receipt. */
  send(viewer: Viewer, scope: SendScope, key: string, language: Language): Promise<SendOutcome>;
  receipt(viewer: Viewer, scope: SendScope, key: string, language: Language): Promise<ReceiptView | null>;
}

/** What one press sends: a bundle of a unit and period, or one case. */
export type SendScope = { campaign: string; bundle: string; period: string; unit: string } | { case: string };

/** How a save went. */
export type SaveOutcome =
  | { kind: 'saved'; revision: number; savedAt: string; issues: Issue[] }
  | { kind: 'lost'; revision: number; savedAt: string; theirs: Typed }
  | { kind: 'refused'; issues: Issue[] };

/** How a send went: the receipt, or the sections that need mending. */
export type SendOutcome =
  | { kind: 'sent'; receipt: ReceiptView }
  | { kind: 'refused'; check: CheckView; issues: RefusalIssue[] }
  | { kind: 'unknown' };

/** A case that waits for this person to fill it, with everything filling needs. */
interface Fillable {
  current: Case;
  campaign: Campaign;
  entry: CompiledEntry;
  form: CompiledForm;
  task: Task;
  draft: Draft | null;
  /** Revision of the stored draft, also of one that no longer counts. */
  draftRevision: number;
  context: FormContext;
  /** With its figures as they would be sent now. */
  figured: Figured;
  /** What stands in the form now: the draft, else what was sent before, else what it is prefilled with. */
  typed: Typed;
  /** Files uploaded for the case; answers name them by id. */
  files: FileAnswer[];
  /** Whose it is and the day on the paper, where this person types it in for somebody. */
  paper?: NonNullable<Draft['paper']>;
}

const mostOfUnit = 300;
const largestDraft = 500_000;

/** Drafts are shared by those who fill for the unit, so their id names the unit, not a person. */
export function draftId(current: Pick<Case, '_id' | 'unit'>, form: CompiledForm): string {
  return `${current._id}/${form.id}/${current.unit.uid}`;
}

/** Whoever types something in from paper has a draft of their own, beside what the unit itself may have begun. */
export function paperDraftId(current: Pick<Case, '_id'>, form: CompiledForm, account: string): string {
  return `${current._id}/${form.id}/${account}`;
}

/** Makes the submitter's use cases. */
export function createFilling(
  ports: Ports,
  campaigns: Campaigns,
  commands: Commands,
  figures: Figures,
  openings: Openings,
): Filling {
  /** The units for which a person submits, over all campaigns. */
  function submitterUnits(published: Campaign[], viewer: Viewer): string[] {
    const roles = new Set(
      published.flatMap((campaign) =>
        Object.values(campaign.entries).map((entry) => campaign.roles[entry.definition.submitter.role]),
      ),
    );
    // By keys, so that a substitute and the successor of a unit find what is theirs to send.
    return [
      ...new Set(
        viewer.keys.flatMap((key) => {
          const held = parseAssigneeKey(key);
          if (held.kind !== 'role' || held.unit === undefined) return [];
          return roles.has(`${held.owner}/${held.role}`) ? [held.unit] : [];
        }),
      ),
    ];
  }

  async function casesOf(units: string[]): Promise<QueueRow[]> {
    return (await Promise.all(units.map((unit) => ports.cases.ofUnit(unit, null, mostOfUnit)))).flat();
  }

  function isFilling(row: Pick<Case, 'steps' | 'entry'>, campaign: Campaign): boolean {
    const step = row.steps.at(-1)?.step;
    return step !== undefined && campaign.entries[row.entry]?.workflow.byId[step]?.kind === 'fill';
  }

  async function fillLine(
    row: QueueRow,
    campaign: Campaign,
    viewer: Viewer,
    drafts: Map<string, Draft>,
    language: Language,
  ): Promise<CaseLine> {
    const line = lineOf(row, campaign, viewer, ports.time.now(), language);
    if (!isFilling(row, campaign) || !line.mine) return line;
    const draft = thisVisits(row, drafts.get(draftId(row, campaign.entries[row.entry]!.form)));
    const remarks = row.submission ? await remarksOf(ports, row._id) : null;
    return {
      ...line,
      href: `/viec/${row._id}`,
      ...(draft ? { draftSaved: shownInstant(draft.savedAt, campaign.timezone) } : {}),
      ...(remarks ? { remarks: remarks.remarks.length } : {}),
    };
  }

  async function linesOf(rows: QueueRow[], viewer: Viewer, language: Language): Promise<CaseLine[]> {
    const filling: { row: QueueRow; campaign: Campaign }[] = await Promise.all(
      rows.map(async (row) => ({ row, campaign: await campaigns.get(row.campaign, row.version) })),
    );
    const ids = filling
      .filter(({ row, campaign }) => isFilling(row, campaign))
      .map(({ row, campaign }) => draftId(row, campaign.entries[row.entry]!.form));
    const drafts = new Map((await ports.drafts.loadMany(ids)).map((draft) => [draft._id, draft]));
    const lines = await Promise.all(
      filling.map(({ row, campaign }) => fillLine(row, campaign, viewer, drafts, language)),
    );
    return withSubjects(
      ports,
      viewer,
      filling.map(({ row, campaign }, at) => ({ line: lines[at]!, row, campaign })),
    );
  }

  async function bundleView(rows: QueueRow[], viewer: Viewer, language: Language): Promise<BundleView> {
    const first = rows[0]!;
    const campaign = await campaigns.get(first.campaign, first.version);
    const entry = campaign.entries[first.entry]!;
    const bundle = campaign.bundles.find((one) => one.id === entry.definition.bundle)!;
    const period = periodOf(campaign, entry.id, first.period, await campaigns.calendarOf(campaign))!;
    const order = (line: CaseLine) => line.group?.number ?? 0;
    const lines = (await linesOf(rows, viewer, language)).sort((a, b) => order(a) - order(b) || byDue(a, b));
    const open = lines.filter((line) => line.href.startsWith('/viec/'));
    const due = open.flatMap((line) => (line.due ? [line] : [])).sort(byDue)[0];
    return {
      campaign: campaign.id,
      bundle: bundle.id,
      period: first.period,
      unit: first.unit.uid,
      unitName: caseUnitName(first, viewer.index, viewer.day, language),
      title: said(bundle.title, language),
      periodTitle: shownPeriodOf(campaign, first.period, language),
      dataFrom: shownDay(period.from),
      dataUntil: shownDay(period.until),
      ...(due?.due ? { due: { ...due.due, tone: due.state.tone } } : {}),
      lines,
      toDo: open.length,
      href: `/goi/${campaign.id}/${bundle.id}/${first.period}/${first.unit.uid}`,
    };
  }

  async function load(viewer: Viewer, caseId: string): Promise<Fillable | null> {
    const stands = await ports.cases.load(caseId);
    if (!stands) return null;
    const campaign = await campaigns.get(stands.campaign, stands.version);
    const own = fillsNow(campaign, stands, viewer);
    const task = own ?? entersNow(campaign, stands, viewer);
    if (!task) return null;
    // Until it is sent a form shows the figures as they would be sent.
    const figured = await figures.live(stands, campaign, viewer);
    const { current } = figured;
    const entry = campaign.entries[current.entry]!;
    const form = entry.form;
    const [stored, calendar] = await Promise.all([
      ports.drafts.load(own ? draftId(current, form) : paperDraftId(current, form, viewer.account._id)),
      campaigns.calendarOf(campaign),
    ]);
    const draft = thisVisits(current, stored);
    const paper = own ? undefined : draft?.paper;
    // What is typed in for somebody begins with whose it is and the day of the paper.
    if (!own && !paper) return null;
    const previous = await previousAnswers(campaign, current);
    const context = lookAt(campaign, current, {
      now: ports.time.now(),
      actor: viewer.account._id,
      via: 'web',
      directory: viewer.directory,
      calendar,
      ids: '',
    }).formContext(previous);
    const unit = { uid: current.unit.uid, name: current.unit.nameThen };
    let typed: Typed;
    const sent = lastSent(current);
    if (draft && !(paper && Object.keys(draft.answers).length === 0)) typed = draft.answers;
    else if (sent) typed = typedFrom(form, await answersOf(sent));
    else {
      const about = current.subject;
      const subject =
        about === undefined ? null : ((await currentSubjects(ports, [about])).get(about) ?? null);
      typed = typedFrom(form, prefill(form, { previous, unit, subject, facts: current.facts ?? {} }));
    }
    const files = await uploaded(caseId, form);
    const draftRevision = stored?.revision ?? 0;
    const loaded = {
      current,
      campaign,
      entry,
      form,
      task,
      draft,
      draftRevision,
      context,
      figured,
      typed,
      files,
    };
    return paper ? { ...loaded, paper } : loaded;
  }

  async function uploaded(caseId: string, form: CompiledForm): Promise<FileAnswer[]> {
    if (!form.fields.some((field) => field.type === 'file')) return [];
    const found = await ports.files.ofCase(caseId);
    return found.map(({ id, name, size, type, digest }) => ({ id, name, size, type, digest }));
  }

  /** How a form is drawn for whoever fills it: they see all of what is theirs. */
  function viewOptions(fillable: Fillable, viewer: Viewer, language: Language, mode: 'edit' | 'read') {
    return {
      language,
      mode,
      may: { see: 'sensitive' as const },
      files: fillable.files,
      units: unitChoices(fillable.form, fillable.current.unit.uid, viewer.index, viewer.day),
      unitName: (uid: string) => viewer.index.unit(uid)?.name,
    };
  }

  async function answersOf(digest: string): Promise<Answers> {
    const [content] = await ports.contents.get([digest]);
    return (content?.body as Answers | undefined) ?? {};
  }

  async function previousAnswers(campaign: Campaign, current: Case): Promise<Answers | null> {
    const id = previousCaseId(campaign, current, await campaigns.calendarOf(campaign));
    const before = id ? await caseNamed(ports, campaigns, campaign, id) : null;
    return before?.submission ? answersOf(before.submission.content) : null;
  }

  function evaluated({ form, typed, context, files }: Fillable, partial: boolean) {
    const reading = readTyped(form, typed, { files });
    const evaluation = evaluate(form, reading.answers, context, { partial });
    const unread = new Set(reading.issues.map((one) => one.pointer));
    // A text that could not be read is told once: that it is missing as well would only confuse.
    const issues = [...reading.issues, ...evaluation.issues.filter((one) => !unread.has(one.pointer))];
    return { reading, evaluation, issues };
  }

  function draftOf({ current, form, paper }: Fillable, viewer: Viewer): string {
    return paper ? paperDraftId(current, form, viewer.account._id) : draftId(current, form);
  }

  async function neighbours(fillable: Fillable, viewer: Viewer, language: Language) {
    const { current, campaign, entry } = fillable;
    const bundle = entry.definition.bundle;
    if (!bundle || fillable.paper) return {};
    const rows = (await casesOf([current.unit.uid])).filter(
      (row) =>
        row.campaign === current.campaign &&
        row.period === current.period &&
        campaign.entries[row.entry]?.definition.bundle === bundle,
    );
    const view = await bundleView(rows, viewer, language);
    const open = view.lines.filter((line) => line.href.startsWith('/viec/'));
    const at = open.findIndex((line) => line.id === current._id);
    const before = open[at - 1];
    const after = open[at + 1];
    return {
      ...(before ? { previousLine: { href: before.href, title: before.entry } } : {}),
      ...(after ? { nextLine: { href: after.href, title: after.entry } } : {}),
      bundle: { href: view.href, title: view.title, index: at + 1, count: open.length },
    };
  }

  /** May this person type the case in from paper, or did they? */
  async function typesIn(viewer: Viewer, row: QueueRow): Promise<boolean> {
    if (row.submission?.actor === viewer.account._id) return true;
    return entersNow(await campaigns.get(row.campaign, row.version), row, viewer) !== undefined;
  }

  /** The notice above what is typed in for somebody. */
  function paperView(
    { paper, current }: Fillable,
    viewer: Viewer,
    language: Language,
  ): PaperNotice | undefined {
    if (!paper) return undefined;
    return {
      unit: caseUnitName(current, viewer.index, viewer.day, language),
      of: viewer.index.nameOf(paper.of),
      day: shownDay(paper.day),
      href: enteringPlace(current),
    };
  }

  async function rowsOf(viewer: Viewer, scope: SendScope): Promise<QueueRow[]> {
    const units = submitterUnits(await campaigns.all(), viewer);
    if ('case' in scope) {
      const asked = (await ports.cases.loadMany([scope.case])) as QueueRow[];
      const theirs = await Promise.all(
        asked.map(async (row) => units.includes(row.unit.uid) || (await typesIn(viewer, row))),
      );
      return asked.filter((_, at) => theirs[at]);
    }
    if (!units.includes(scope.unit)) return [];
    const found: QueueRow[] = [];
    for (const row of await casesOf([scope.unit])) {
      if (row.campaign !== scope.campaign || row.period !== scope.period) continue;
      const campaign = await campaigns.get(row.campaign, row.version);
      if (campaign.entries[row.entry]?.definition.bundle === scope.bundle) found.push(row);
    }
    return found;
  }

  async function fillables(viewer: Viewer, rows: QueueRow[]): Promise<Fillable[]> {
    const found = await Promise.all(rows.map((row) => load(viewer, row._id)));
    const number = (one: Fillable) =>
      one.campaign.groups.find((group) => group.id === one.entry.group)?.number ?? Number.MAX_SAFE_INTEGER;
    return found.filter((one) => one !== null).sort((a, b) => number(a) - number(b));
  }

  async function scopeView(
    rows: QueueRow[],
    viewer: Viewer,
    scope: SendScope,
    language: Language,
  ): Promise<BundleView> {
    if (!('case' in scope)) return bundleView(rows, viewer, language);
    const row = rows[0]!;
    const campaign = await campaigns.get(row.campaign, row.version);
    const entry = campaign.entries[row.entry]!;
    const period = periodOf(campaign, entry.id, row.period, await campaigns.calendarOf(campaign));
    const lines = await linesOf(rows, viewer, language);
    return {
      campaign: campaign.id,
      bundle: '',
      period: row.period,
      unit: row.unit.uid,
      unitName: caseUnitName(row, viewer.index, row.submission?.day ?? viewer.day, language),
      title: said(entry.title, language),
      periodTitle: shownPeriodOf(campaign, row.period, language),
      dataFrom: period ? shownDay(period.from) : '',
      dataUntil: period ? shownDay(period.until) : '',
      lines,
      toDo: lines.length,
      href: `/viec/${row._id}`,
    };
  }

  async function checkView(
    viewer: Viewer,
    rows: QueueRow[],
    scope: SendScope,
    language: Language,
  ): Promise<CheckView> {
    const bundle = await scopeView(rows, viewer, scope, language);
    const found = await fillables(viewer, rows);
    const figuresOf = await Promise.all(
      found.map(({ figured, campaign }) => figures.of(figured, campaign, language)),
    );
    const sections = found.map((fillable, at) => {
      const { evaluation, issues } = evaluated(fillable, false);
      const href = (one: Issue) => `/viec/${fillable.current._id}#${one.pointer.split('/')[1] ?? ''}`;
      const said = (severity: Issue['severity']) =>
        issues
          .filter((one) => one.severity === severity)
          .map((one) => ({ href: href(one), text: sentence(one, language) }));
      return {
        case: bundle.lines.find((line) => line.id === fillable.current._id)!,
        form: viewOf(
          fillable.form,
          evaluation,
          fillable.typed,
          issues,
          viewOptions(fillable, viewer, language, 'read'),
        ),
        figures: figuresOf[at]!,
        errors: said('error'),
        warnings: said('warning'),
        sendable: !hasErrors(issues),
      };
    });
    const paper = found[0] && paperView(found[0], viewer, language);
    return {
      bundle,
      ...(paper ? { paper } : {}),
      sections,
      ready: sections.length > 0 && sections.every((one) => one.sendable),
      count: sections.length,
    };
  }

  /** The key under which one press sends one case of it. */
  function caseKey(key: string, entry: string): string {
    return `${key}:${entry}`;
  }

  /** A break between a commit and the removal of its draft leaves the draft; the next press takes it away. */
  async function dropSentDrafts(rows: QueueRow[], key: string): Promise<void> {
    const leftOver: string[] = [];
    for (const current of await ports.cases.loadMany(rows.map((row) => row._id))) {
      const campaign = await campaigns.get(current.campaign, current.version);
      const sent = current.history.find(
        ({ key: own, type }) => type === 'submitted' && own === caseKey(key, current.entry),
      );
      if (!sent || isFilling(current, campaign)) continue;
      const { form } = campaign.entries[current.entry]!;
      const typedIn = sent.data['paperDay'] !== undefined;
      leftOver.push(typedIn ? paperDraftId(current, form, sent.actor) : draftId(current, form));
    }
    if (leftOver.length > 0) await ports.drafts.remove(leftOver);
  }

  async function receiptOf(
    viewer: Viewer,
    rows: QueueRow[],
    scope: SendScope,
    key: string,
    language: Language,
  ): Promise<ReceiptView | null> {
    const cases = await ports.cases.loadMany(rows.map((row) => row._id));
    const sent = cases
      .map((current) => ({
        current,
        event: current.history.find((event) => event.key === caseKey(key, current.entry)),
      }))
      .filter((one) => one.event !== undefined);
    const first = sent[0];
    if (!first) return null;
    const campaign = await campaigns.get(first.current.campaign, first.current.version);
    const view = await scopeView(rows, viewer, scope, language);
    const waiting = view.lines.filter(
      (line) => line.href.startsWith('/viec/') && !sent.some(({ current }) => current._id === line.id),
    );
    return {
      code: ports.hash.text(key).slice(0, 8).toUpperCase(),
      at: shownInstant(first.event!.at, campaign.timezone),
      unitName: view.unitName,
      periodTitle: view.periodTitle,
      title: view.title,
      sections: [
        ...sent.map(({ current }) => {
          const line = lineOf(current, campaign, viewer, ports.time.now(), language);
          return { entry: line.entry, ok: true, words: line.state.sentence, href: `/ho-so/${current._id}` };
        }),
        ...waiting.map((line) => ({
          entry: line.entry,
          ok: false,
          words: line.state.sentence,
          href: line.href,
        })),
      ],
      complete: waiting.length === 0,
      ...(first.event!.data['paperDay'] === undefined || first.event!.actor !== viewer.account._id
        ? {}
        : { paper: enteringPlace(first.current) }),
    };
  }

  return {
    async work(viewer, language) {
      const published = await campaigns.all();
      const rows = await casesOf(submitterUnits(published, viewer));
      const bundles = new Map<string, QueueRow[]>();
      const single: QueueRow[] = [];
      for (const row of rows) {
        const campaign = await campaigns.get(row.campaign, row.version);
        const bundle = campaign.entries[row.entry]?.definition.bundle;
        if (!bundle) single.push(row);
        else {
          const id = [row.campaign, bundle, row.period, row.unit.uid].join('|');
          bundles.set(id, [...(bundles.get(id) ?? []), row]);
        }
      }
      const views = await Promise.all([...bundles.values()].map((one) => bundleView(one, viewer, language)));
      const lines = await linesOf(single, viewer, language);
      const now = ports.time.now();
      const phase = published
        .map((campaign) => phaseInWords(campaign, now, language))
        .find((one) => one !== undefined);
      const isOpen = (line: CaseLine) => line.href.startsWith('/viec/');
      return {
        ...(phase ? { phase } : {}),
        bundles: views
          .filter((view) => view.toDo > 0)
          .sort((a, b) => ((a.due?.at ?? '9') < (b.due?.at ?? '9') ? -1 : 1)),
        mayBegin: await openings.any(viewer),
        lines: lines.filter(isOpen).sort(byDue),
        sent: [...views.flatMap((view) => view.lines), ...lines]
          .filter((line) => !isOpen(line))
          .sort((a, b) => (a.id < b.id ? 1 : -1)),
      };
    },
    async bundle(viewer, campaign, bundle, period, unit, language) {
      const rows = await rowsOf(viewer, { campaign, bundle, period, unit });
      return rows.length > 0 ? bundleView(rows, viewer, language) : null;
    },
    async form(viewer, caseId, language, back) {
      const fillable = await load(viewer, caseId);
      if (!fillable) return null;
      const { current, campaign, entry, form, task, draft, context } = fillable;
      const typed = back?.typed ?? fillable.typed;
      const { evaluation, issues } = evaluated({ ...fillable, typed }, true);
      const returned = current.submission ? await remarksOf(ports, current._id) : null;
      const paper = paperView(fillable, viewer, language);
      const [row] = (await ports.cases.loadMany([caseId])) as QueueRow[];
      const [line] = await linesOf([row!], viewer, language);
      return {
        case: line!,
        title: said(entry.title, language),
        ...(form.definition.help ? { help: said(form.definition.help, language) } : {}),
        draftRevision: back?.revision ?? fillable.draftRevision,
        ...(draft ? { savedAt: shownInstant(draft.savedAt, campaign.timezone) } : {}),
        form: viewOf(form, evaluation, typed, back?.issues ?? (draft ? issues : []), {
          ...viewOptions(fillable, viewer, language, 'edit'),
          remarks: returned?.remarks ?? [],
        }),
        client: pageForm(form, context, { language, files: fillable.files }),
        figures: await figures.of(fillable.figured, campaign, language),
        ...(current.lines
          ? { list: { count: current.lines.filter(isHeld).length, href: `/ho-so/${current._id}#danh-sach` } }
          : {}),
        remarks: (returned?.remarks ?? []).map((remark) => ({
          field: remark.field,
          label: said(form.byId[remark.field]?.definition.label, language),
          text: remark.text,
        })),
        ...(returned ? { returnedBy: viewer.directory.names[returned.by] ?? returned.by } : {}),
        ...(returned?.reason ? { reason: returned.reason } : {}),
        ...(paper ? { paper } : {}),
        ...(await neighbours(fillable, viewer, language)),
        taskGeneration: task.generation,
      };
    },
    async save(viewer, caseId, typed, revision) {
      const fillable = await load(viewer, caseId);
      const place = { source: 'answers', pointer: '' };
      if (!fillable) return { kind: 'refused', issues: [issue('app.case.unknown', place, { case: caseId })] };
      const { current, campaign, form } = fillable;
      const known = Object.fromEntries(
        Object.entries(typed).filter(([name]) => form.byId[name.split('.')[0]!] !== undefined),
      );
      if (JSON.stringify(known).length > largestDraft)
        return { kind: 'refused', issues: [issue('app.draft.too_large', place)] };
      const now = ports.time.now();
      const draft: Draft = {
        _id: draftOf(fillable, viewer),
        case: caseId,
        version: current.version,
        revision: revision + 1,
        answers: known,
        savedAt: now,
        savedBy: [...new Set([...(fillable.draft?.savedBy ?? []), viewer.account._id])],
        ...(fillable.paper ? { paper: fillable.paper } : {}),
      };
      if ((await ports.drafts.save(draft, revision)) === 'lost') {
        const theirs = await ports.drafts.load(draft._id);
        return {
          kind: 'lost',
          revision: theirs?.revision ?? 0,
          savedAt: theirs ? shownInstant(theirs.savedAt, campaign.timezone) : '',
          theirs: theirs?.answers ?? {},
        };
      }
      const { issues } = evaluated({ ...fillable, typed: known }, true);
      return {
        kind: 'saved',
        revision: draft.revision,
        savedAt: shownInstant(now, campaign.timezone),
        issues,
      };
    },
    async check(viewer, scope, language) {
      const rows = await rowsOf(viewer, scope);
      if (rows.length === 0) return null;
      const view = await checkView(viewer, rows, scope, language);
      return view.count > 0 ? view : null;
    },
    async send(viewer, scope, key, language) {
      const rows = await rowsOf(viewer, scope);
      if (rows.length === 0) return { kind: 'unknown' };
      const waiting = await fillables(viewer, rows);
      const submits = waiting.map((fillable) => ({
        fillable,
        command: {
          type: 'submit' as const,
          key: caseKey(key, fillable.entry.id),
          task: { id: fillable.task.id, generation: fillable.task.generation },
          answers: readTyped(fillable.form, fillable.typed, { files: fillable.files }).answers,
          ...(fillable.paper ? { onBehalfOf: fillable.paper.of, paperDay: fillable.paper.day } : {}),
        },
      }));
      const actor = { account: viewer.account._id, via: 'web' as const };
      // All are checked before the first is committed, so that a bundle goes whole or not at all.
      const view = await checkView(viewer, rows, scope, language);
      const refused: RefusalIssue[] = view.sections
        .filter((section) => !section.sendable)
        .map((section) =>
          issue(
            'app.bundle.not_ready',
            { source: 'answers', pointer: '' },
            { entry: section.case.entry, count: section.errors.length },
          ),
        );
      if (refused.length === 0)
        for (const { fillable, command } of submits) {
          const rehearsed = await commands.rehearse(fillable.current._id, command, actor);
          if (!rehearsed.ok) refused.push(...rehearsed.issues);
        }
      if (refused.length > 0) return { kind: 'refused', check: view, issues: refused };
      for (const { fillable, command } of submits) {
        const outcome = await commands.execute(fillable.current._id, command, actor);
        if (!outcome.ok) refused.push(...outcome.issues);
        // A press that was answered before sends nothing: what was typed since is not what it sent.
        else if (!outcome.repeated) await ports.drafts.remove([draftOf(fillable, viewer)]);
      }
      await dropSentDrafts(rows, key);
      const receipt = await receiptOf(viewer, rows, scope, key, language);
      if (receipt) return { kind: 'sent', receipt };
      const nothing = issue('app.bundle.nothing_to_send', { source: 'command', pointer: '' });
      return { kind: 'refused', check: view, issues: refused.length > 0 ? refused : [nothing] };
    },
    async receipt(viewer, scope, key, language) {
      const rows = await rowsOf(viewer, scope);
      return rows.length > 0 ? receiptOf(viewer, rows, scope, key, language) : null;
    },
  };
}

/** A draft, where it was typed since the case came to the step it stands at: an older one was sent meanwhile. */
export function thisVisits<Kept extends Draft | null | undefined>(
  { steps }: Pick<Case, 'steps'>,
  draft: Kept,
): Kept | null {
  const since = steps.at(-1)?.since;
  return draft && since !== undefined && draft.savedAt < since ? null : draft;
}

/** Digest of the answers that were sent last, also when the sending was taken back: nothing typed is lost. */
function lastSent({ history, submission }: Case): string | undefined {
  const last = history.findLast(({ type }) => type === 'submitted' || type === 'corrected');
  const takenBack = history.some(
    ({ type, data }) => type === 'undone' && last && (data['of'] as number[]).includes(last.seq),
  );
  return last?.type === 'submitted' && takenBack ? (last.data['content'] as string) : submission?.content;
}

/** Where more of what a case's unit brought on paper is typed in. */
function enteringPlace({ unit }: Pick<Case, 'unit'>): string {
  return `/nhap-thay/${unit.routedTo ?? unit.uid}`;
}
