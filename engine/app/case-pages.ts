import {
  type CompiledForm,
  difference,
  evaluate,
  maySee,
  readTyped,
  typedFrom,
  viewOf,
} from '../forms/index.ts';
import { issue, type Language, sentence } from '../issues/index.ts';
import type { Answer, Answers, FileAnswer, Remark } from '../model/answers.ts';
import type { Case, DossierLine, Task } from '../model/case.ts';
import type { Command } from '../model/command.ts';
import type { CaseEvent } from '../model/event.ts';
import type { Action, OpinionAnswer, ReviewStep, Sensitivity, Step } from '../model/generated/definitions.ts';
import type { Campaign } from '../workflow/campaign.ts';
import {
  describeEvent,
  entryUnder,
  type Look,
  lookAt,
  shownDay,
  signsBy,
  whyDue,
  whyMine,
} from '../workflow/index.ts';
import { entersNow, seesUpTo, type Viewer } from './access.ts';
import type { Campaigns } from './campaigns.ts';
import type { CommandOutcome, Commands } from './commands.ts';
import type { Figures } from './figures.ts';
import type { Gathering } from './gathering/gathering.ts';
import { lineOf } from './lines.ts';
import { createOpinions } from './opinions.ts';
import { withSubjects } from './organisation/subject-names.ts';
import type { Papers } from './papers.ts';
import type { Ports } from './ports.ts';
import { returnedOf } from './remarks.ts';
import { said, shownInstant } from './texts.ts';
import type { ActView, CaseView, DocumentView, SigningView, TimelineLine } from './views.ts';

/** One case for whoever may see it, and the acts upon it. */
export interface CasePages {
  /** Null when there is no such case or the person may not see it: the two look the same from outside. */
  view(viewer: Viewer, caseId: string, language: Language): Promise<CaseView | null>;
  /** Authorises that the person may see the case, then decides by the one path. */
  act(viewer: Viewer, caseId: string, command: Command): Promise<CommandOutcome>;
  /** A correction as typed: read by the form, then decided. */
  correct(
    viewer: Viewer,
    caseId: string,
    input: {
      key: string;
      task: { id: string; generation: number };
      typed: Record<string, unknown>;
      reason?: string;
    },
  ): Promise<CommandOutcome>;
}

type PersonStep = Partial<Pick<ReviewStep, 'fields' | 'checklist'>> & Pick<Step, 'kind'>;

/** Makes the case page's use cases. */
export function createCasePages(
  ports: Ports,
  campaigns: Campaigns,
  commands: Commands,
  figures: Figures,
  gathering: Gathering,
  papers: Papers,
): CasePages {
  async function visible(viewer: Viewer, caseId: string) {
    const current = await ports.cases.load(caseId);
    if (!current) return null;
    const campaign = await campaigns.get(current.campaign, current.version);
    const upTo = seesUpTo(campaign, current, viewer);
    return upTo === null ? null : { current, campaign, upTo };
  }

  /** The step of somebody's task, or the one the case stands at. */
  function stepOf(current: Case, campaign: Campaign, task: Task | null): PersonStep | undefined {
    const id = task ? task.id.slice(0, task.id.indexOf('.')) : current.steps.at(-1)?.step;
    return id ? campaign.entries[current.entry]?.workflow.byId[id]?.definition : undefined;
  }

  /** A body's answers as acts: the text of an opinion takes the place of a reason. */
  function answerView(
    { id, label, tone = 'neutral', text = 'optional' }: OpinionAnswer,
    language: Language,
  ): ActView {
    return {
      id,
      kind: 'opinion',
      label: said(label, language),
      tone,
      reason: text,
      reasonMinLength: 1,
      remarks: 'none',
      signs: true,
    };
  }

  async function signingView(signing: Look['signing'], answers: boolean): Promise<SigningView | undefined> {
    if (answers) return { typed: true, optional: true };
    if (!signing) return undefined;
    if (signing.kind === 'typed') return { typed: true };
    const seq = await ports.reservations.peekFirst(signing.range);
    return { typed: false, ...(seq === null ? {} : { next: signing.written(seq) }) };
  }

  function documentsOf(
    current: Case,
    campaign: Campaign,
    viewer: Viewer,
    language: Language,
  ): DocumentView[] {
    const { byId } = campaign.entries[current.entry]!.workflow;
    return (current.documents ?? []).map(({ task, number, date, actor }) => ({
      title: said(byId[task.slice(0, task.indexOf('.'))]?.definition.title, language),
      number,
      date: shownDay(date),
      by: viewer.directory.names[actor] ?? actor,
    }));
  }

  async function answersOf(digest: string | undefined): Promise<Answers | null> {
    const [content] = digest ? await ports.contents.get([digest]) : [];
    return (content?.body as Answers | undefined) ?? null;
  }

  function actView(action: Action, signs: boolean, language: Language): ActView {
    return {
      id: action.id,
      kind: action.kind,
      label: said(action.label, language),
      tone: action.tone ?? 'neutral',
      ...(action.key ? { key: action.key } : {}),
      reason: action.reason ?? 'none',
      reasonMinLength: action.reasonMinLength ?? 0,
      remarks: action.kind === 'return' ? (action.remarks ?? 'optional') : 'none',
      signs,
    };
  }

  async function timeline(
    current: Case,
    campaign: Campaign,
    viewer: Viewer,
    language: Language,
    mayShow: (field: string) => boolean,
    upTo: Sensitivity,
  ): Promise<TimelineLine[]> {
    const older = current.base ? await ports.cases.olderEvents(current._id) : [];
    const events = [...older, ...current.history];
    const undone = new Set(
      events.filter((event) => event.type === 'undone').flatMap((event) => event.data['of'] as number[]),
    );
    const lines: TimelineLine[] = [];
    for (const event of events) {
      // What was done under an earlier version is told in its words: its steps and fields may be gone.
      const then = await campaigns.get(current.campaign, event.version);
      const entry = entryUnder(events, current.entry, event.version);
      const sentence = describeEvent(event, then, viewer.directory, language, entry);
      if (!sentence || !opinions.mayTell(event, current, campaign, viewer, upTo)) continue;
      lines.push({
        at: shownInstant(event.at, campaign.timezone),
        sentence,
        details: await detailsOf(event, then, entry, language, mayShow),
        undone: undone.has(event.seq),
      });
    }
    return lines.reverse();
  }

  /** The words that stand beside an event: a reason, remarks by field. */
  async function detailsOf(
    event: CaseEvent,
    campaign: Campaign,
    entry: string,
    language: Language,
    mayShow: (field: string) => boolean,
  ): Promise<string[]> {
    if (!event.contents || !['returned', 'decided', 'corrected'].includes(event.type)) return [];
    const { form } = campaign.entries[entry]!;
    const details: string[] = [];
    for (const content of await ports.contents.get(event.contents)) {
      if (content.erased) details.push(language === 'vi' ? '(nội dung đã xóa)' : '(content erased)');
      else if (content.kind === 'reason') details.push(String(content.body));
      else if (content.kind === 'line') {
        const lines = event.data['lines'] as unknown as DossierLine[] | undefined;
        const line = lines?.find((one) => one.content === content._id);
        details.push(`${language === 'vi' ? 'Dòng' : 'Line'} ${line?.n}: ${String(content.body)}`);
      } else if (content.kind === 'remarks')
        for (const remark of (content.body as unknown as Remark[]).filter(({ field }) => mayShow(field)))
          details.push(`${said(form.byId[remark.field]?.definition.label, language)}: ${remark.text}`);
    }
    return details;
  }

  /** The submission before the present one, for the difference; null when this is the first. */
  async function submissionBefore(current: Case): Promise<Answers | null> {
    const digests = current.history
      .filter((event) => event.type === 'submitted' || event.type === 'corrected')
      .map((event) => event.data['content'] as string | undefined)
      .filter((digest) => digest !== undefined);
    const at = digests.lastIndexOf(current.submission?.content ?? '');
    return at > 0 ? answersOf(digests[at - 1]) : null;
  }

  const opinions = createOpinions(ports);

  return {
    async view(viewer, caseId, language) {
      const found = await visible(viewer, caseId);
      if (!found) return null;
      const { current, campaign, upTo } = found;
      const entry = campaign.entries[current.entry]!;
      const form = entry.form;
      const now = ports.time.now();
      const calendar = await campaigns.calendarOf(campaign);
      const answers = await answersOf(current.submission?.content);
      const look = lookAt(campaign, current, {
        now,
        actor: viewer.account._id,
        via: 'web',
        directory: viewer.directory,
        calendar,
        ids: '',
        ...(current.submission ? { resolved: { answers: { [current.submission.content]: answers } } } : {}),
      });
      const { task, offered, undo } = look;
      const step = stepOf(current, campaign, task);
      const asked = look.answers.length > 0;
      const compiled = task && entry.workflow.byId[task.id.slice(0, task.id.indexOf('.'))];
      const signs = (action: Action) => compiled !== null && signsBy(entry.workflow, compiled!, action);
      const signing = await signingView(look.signing, asked);
      const context = look.formContext(null);
      const filling = step?.kind === 'fill';
      const apart = filling
        ? []
        : offered.issues.filter(({ code }) => code.startsWith('command.separation.'));
      const free = task && (!task.claimedBy || task.claimedBy === viewer.account._id);
      const correctable = free && !filling && offered.actions.length > 0 ? step?.fields?.correct : undefined;
      const before = answers ? await submissionBefore(current) : null;
      const returned = await returnedOf(ports, current);
      const evaluation = answers ? evaluate(form, answers, context, { partial: true }) : null;
      // What a step hides, it hides from those who work at it.
      const shown = task ? (step?.fields?.see ?? 'all') : 'all';
      const mayShow = (id: string) =>
        maySee(upTo, form.byId[id]?.sensitivity ?? 'sensitive') && (shown === 'all' || shown.includes(id));
      const remarks = (returned?.remarks ?? []).filter(({ field }) => mayShow(field));
      const unitName = (uid: string) => viewer.index.unit(uid)?.name;
      const inWords = (compiled: CompiledForm, id: string, answer: Answer) => {
        const field = compiled.byId[id];
        return field ? field.kind.show(answer, field, { language, unitName }) : '';
      };
      const files = Object.entries(answers ?? {}).flatMap(([id, answer]) =>
        form.byId[id]?.type === 'file' && mayShow(id) ? ([answer].flat() as FileAnswer[]) : [],
      );
      const [line] = await withSubjects(ports, viewer, [
        { line: lineOf(current, campaign, viewer, now, language), row: current, campaign },
      ]);
      const list = await gathering.list(viewer, current, campaign, language);
      const membership = await gathering.membership(viewer, current, language);
      const gatherHref = gathering.whereGathered(viewer, current, campaign);
      return {
        ...(list ? { list } : {}),
        ...(membership ? { membership } : {}),
        ...(gatherHref ? { gatherHref } : {}),
        ...(entersNow(campaign, current, viewer) ? { enterHref: enteringHref(current) } : {}),
        ...typedIn(current, viewer),
        case: line!,
        title: said(entry.title, language),
        ...(task ? { task: { id: task.id, generation: task.generation } } : {}),
        acts: filling
          ? []
          : [
              ...look.answers.map((answer) => answerView(answer, language)),
              ...offered.actions.map((action) => actView(action, signs(action), language)),
            ],
        ...(asked ? { opinionOf: bodyTitle(campaign, current, task!, language) } : {}),
        ...(signing ? { signing } : {}),
        documents: documentsOf(current, campaign, viewer, language),
        papers: papers.of(current, campaign, language),
        consultations: await opinions.of(current, campaign, viewer, upTo, language),
        apart: apart.map((one) => sentence(one, language)),
        mayClaim:
          task !== null && !task.claimedBy && !filling && task.paused === undefined && apart.length === 0,
        mayRelease: task?.claimedBy === viewer.account._id && task.paused === undefined,
        mayCorrect: correctable !== undefined && correctable.length > 0,
        ...(undo
          ? {
              mayUndo: {
                cmd: undo.cmd,
                until: undo.until,
                label: describeEvent(undo.event, campaign, viewer.directory, language, current.entry) ?? '',
              },
            }
          : {}),
        ...(task
          ? {
              whyMine: whyMine(
                current,
                task,
                campaign,
                viewer.directory,
                viewer.account._id,
                viewer.day,
                language,
              ),
            }
          : {}),
        ...(task?.dueAt ? { whyDue: whyDue(current, task, campaign, calendar, language) } : {}),
        ...(answers
          ? {
              form: viewOf(form, evaluation, typedFrom(form, answers), [], {
                language,
                mode: correctable ? 'correct' : 'read',
                may: {
                  see: upTo,
                  show: shown,
                  ...(correctable ? { correct: correctable } : {}),
                },
                unitName,
                files,
                remarks,
              }),
            }
          : {}),
        figures: await figures.of(await figures.frozen(current), campaign, language),
        checklist: (step?.checklist ?? []).map((item) => ({
          id: item.id,
          text: said(item.text, language),
          ...(item.basis ? { basis: item.basis } : {}),
          required: item.required === true,
          ...(look.answeredByRule[item.id] === undefined ? {} : { holds: look.answeredByRule[item.id]! }),
        })),
        changes:
          before && answers
            ? difference(form, before, answers)
                .filter((one) => mayShow(one.field))
                .map((one) => ({
                  field: one.field,
                  label: said(form.byId[one.field]?.definition.label, language),
                  before: one.before === undefined ? '–' : inWords(form, one.field, one.before),
                  after: one.after === undefined ? '–' : inWords(form, one.field, one.after),
                }))
            : [],
        remarks: remarks.map((remark) => ({
          field: remark.field,
          label: said(form.byId[remark.field]?.definition.label, language),
          text: remark.text,
        })),
        ...(returned?.reason ? { reason: returned.reason } : {}),
        files: files.map((file) => ({
          id: file.id,
          name: file.name,
          href: `/tep/${file.id}`,
          type: file.type,
          size: shownSize(file.size),
          image: file.type.startsWith('image/'),
        })),
        timeline: await timeline(current, campaign, viewer, language, mayShow, upTo),
        legalBasis: (campaign.definition.legalBases ?? [])
          .filter((basis) => basis.id === current.legalBasis)
          .flatMap((basis) => basis.items.map((item) => said(item, language))),
        version: current.version.slice(0, 12),
      };
    },
    async act(viewer, caseId, command) {
      const found = await visible(viewer, caseId);
      if (!found) return unknown(caseId);
      return commands.execute(caseId, command, { account: viewer.account._id, via: 'web' });
    },
    async correct(viewer, caseId, input) {
      const found = await visible(viewer, caseId);
      if (!found) return unknown(caseId);
      const form = found.campaign.entries[found.current.entry]!.form;
      const reading = readTyped(form, input.typed);
      if (reading.issues.length > 0) return { ok: false, issues: reading.issues };
      return commands.execute(
        caseId,
        {
          type: 'correctField',
          key: input.key,
          task: input.task,
          answers: reading.answers,
          ...(input.reason ? { reason: input.reason } : {}),
        },
        { account: viewer.account._id, via: 'web' },
      );
    },
  };
}

function bodyTitle(campaign: Campaign, { entry }: Case, { id, body }: Task, language: Language): string {
  const step = campaign.entries[entry]!.workflow.byId[id.slice(0, id.indexOf('.'))]?.definition;
  return said(
    step?.kind === 'consult' ? step.bodies.find((one) => one.id === body)?.title : undefined,
    language,
  );
}

function unknown(caseId: string): CommandOutcome {
  return {
    ok: false,
    issues: [issue('app.case.unknown', { source: 'command', pointer: '' }, { case: caseId })],
  };
}

function shownSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1_048_576) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1_048_576).toFixed(1).replace('.', ',')} MB`;
}

function enteringHref({ _id, unit }: Case): string {
  return `/nhap-thay/${unit.routedTo ?? unit.uid}?ho-so=${_id}#${_id}`;
}

/** Both names of what somebody typed in for the unit, and the day on the paper. */
function typedIn({ submission }: Case, { index }: Viewer): Pick<CaseView, 'typedIn'> {
  if (submission?.paperDay === undefined || submission.onBehalfOf === undefined) return {};
  return {
    typedIn: {
      by: index.nameOf(submission.actor),
      of: index.nameOf(submission.onBehalfOf),
      day: shownDay(submission.paperDay),
    },
  };
}
