import { compileCalendar } from '../../calendar/index.ts';
import {
  type CompiledForm,
  evaluate,
  type FileKind,
  type FormView,
  type PageForm,
  pageForm,
  readTyped,
  typedFrom,
  viewOf,
} from '../../forms/index.ts';
import type { Issue, Language } from '../../issues/index.ts';
import type { Account } from '../../model/account.ts';
import type { FileAnswer } from '../../model/answers.ts';
import type { RefusalIssue } from '../../model/command.ts';
import type { Calendar } from '../../model/time.ts';
import { type DirectoryIndex, indexDirectory } from '../../organisation/index.ts';
import type { Campaign } from '../../workflow/campaign.ts';
import {
  filledFor,
  mostTryOutMoves,
  periodsOf,
  type Said,
  sampleFile,
  type TryOut,
  type TryOutDeciding,
  type TryOutFilling,
  type TryOutMove,
  tryOut,
} from '../../workflow/index.ts';
import type { Campaigns } from '../campaigns.ts';
import type { DirectoryCache } from '../directory.ts';
import type { Typed } from '../filling.ts';
import type { Ports } from '../ports.ts';
import { said, shownInstant, shownPeriodOf } from '../texts.ts';
import { unitChoices } from '../unit-choices.ts';
import type { DefinitionDrafts } from './definition-drafts.ts';

/** A made-up case of a draft, played on a virtual clock. Nothing of it is stored. */
export interface DefinitionTryOut {
  /** Null where there is no draft, or for who may not. */
  play(by: Account, campaign: string, asked: TryOutAsked, language: Language): Promise<TryOutPage | null>;
}

/**
 * A move of a try-out as its page carries it: `w`, `s` or `a.<action>`, and what was typed with it, by the names of
 * the inputs. Without that what is asked for is made up.
 */
export interface TypedMove {
  move: string;
  typed?: Typed;
}

/** What is played: an entry, a period of it, the moves so far, and what is done now. */
export interface TryOutAsked {
  entry: string;
  period: string;
  moves: readonly TypedMove[];
  /** A move; or `fill`, which answers what is unanswered in the form, or `back`, which takes the last move back. */
  next?: TypedMove;
}

/** A page of a try-out. */
export interface TryOutPage {
  campaign: string;
  title: string;
  entries: { id: string; title: string; chosen: boolean }[];
  periods: { id: string; title: string; chosen: boolean }[];
  /** The draft has errors and cannot be played. */
  errors: number;
  /** Why what was done now was refused. */
  refusals: readonly (Issue | RefusalIssue)[];
  /** Null where nothing can be played: errors, no period, no unit. */
  state: TryOutState | null;
}

/** The case as it stands. */
export interface TryOutState {
  unit: string;
  now: string;
  step: string;
  ended: boolean;
  waiting: string;
  due: string;
  nextWake: string;
  /** The form to be filled, as its submitter sees it. */
  form: TryOutForm | null;
  actions: { move: string; label: string; tone: string }[];
  deciding: TryOutDecision | null;
  lines: { at: string; text: string; message: boolean; body?: string; fresh: boolean }[];
  story: readonly TypedMove[];
  /** Something stands in the page's inputs that the story does not hold. */
  unsent: boolean;
  full: boolean;
}

/** A form to be filled. */
export interface TryOutForm {
  view: FormView;
  client: PageForm;
  /** The files that stand for those a person would attach, by field. */
  samples: Record<string, FileAnswer>;
  /** Why it came back. */
  reason: string;
  remarks: { field: string; label: string; text: string }[];
}

/** What is asked of whoever decides, and what was typed there. */
export interface TryOutDecision {
  /** What was sent, as the step shows it. */
  sent: FormView | null;
  checklist: { id: string; text: string; basis?: string; required: boolean; holds?: boolean }[];
  reason: boolean;
  remarks: boolean;
  document: boolean;
  typed: Typed;
}

/** Makes the try-out over drafts. */
export function createDefinitionTryOut(
  ports: Ports,
  campaigns: Campaigns,
  drafts: DefinitionDrafts,
  directory: DirectoryCache,
): DefinitionTryOut {
  return {
    async play(by, id, asked, language) {
      const draft = await drafts.load(by, id);
      if (!draft) return null;
      const { campaign, issues } = await drafts.check(draft);
      const empty = { campaign: id, entries: [], periods: [], refusals: [], state: null };
      if (!campaign)
        return {
          ...empty,
          title: id,
          errors: issues.filter(({ severity }) => severity === 'error').length,
        };
      const entries = Object.values(campaign.entries);
      const entry = entries.find((one) => one.id === asked.entry) ?? entries[0];
      const title = said(campaign.title, language);
      if (!entry) return { ...empty, title, errors: 0 };
      const calendar = await campaigns.calendarOf(campaign);
      const periods = periodsOf(campaign, entry.id, calendar);
      const period = periods.find((one) => one.id === asked.period) ?? periods[0];
      const people = await directory.current();
      const options = {
        entry: entry.id,
        ...(period ? { period: period.id } : {}),
        directory: people,
        calendar,
        language,
      };
      const { form } = entry;
      const samples = sampleFiles(form);
      const files = Object.values(samples);
      const play = (made: readonly TypedMove[]) =>
        tryOut(
          campaign,
          options,
          made.map((one) => moveOf(one, form, files)),
        );
      const made = asked.moves.filter(({ move }) => isMove(move)).slice(0, mostTryOutMoves);
      const turn = takeTurn(made, asked.next, form, files, play);
      const { played, story } = turn;
      const before = story.length > 0 ? (play(story.slice(0, -1))?.lines.length ?? 0) : played?.lines.length;
      const sight = {
        campaign,
        form,
        samples,
        files,
        calendar,
        index: indexDirectory(people),
        ports,
        language,
      };
      const blanks = {
        campaign: { title },
        entry: { title: said(entry.title, language) },
        period: { title: period ? shownPeriodOf(campaign, period.id, language) : '' },
      };
      return {
        campaign: id,
        title,
        errors: 0,
        entries: entries.map((one) => ({
          id: one.id,
          title: said(one.title, language),
          chosen: one.id === entry.id,
        })),
        periods: periods.map((one) => ({
          id: one.id,
          title: shownPeriodOf(campaign, one.id, language),
          chosen: one.id === period?.id,
        })),
        refusals: turn.refusals,
        state: played && stateOf(played, turn, sight, blanks, before ?? 0),
      };
    },
  };
}

/** A case after somebody did something, or as it was where that was refused. */
interface PlayedTurn {
  played: TryOut | null;
  story: readonly TypedMove[];
  /** What stands in the inputs, where it is not what they begin with. */
  typed?: Typed;
  refusals: readonly (Issue | RefusalIssue)[];
}

function takeTurn(
  made: readonly TypedMove[],
  next: TypedMove | undefined,
  form: CompiledForm,
  files: readonly FileAnswer[],
  play: (made: readonly TypedMove[]) => TryOut | null,
): PlayedTurn {
  if (next?.move === 'back') {
    const story = made.slice(0, -1);
    const typed = made.at(-1)?.typed;
    return { played: play(story), story, refusals: [], ...(typed ? { typed } : {}) };
  }
  const played = play(made);
  const standing: PlayedTurn = { played, story: made, refusals: [] };
  // The last move may be one that the draft no longer takes.
  if (!next) return { ...standing, refusals: played?.issues ?? [] };
  if (!played) return standing;
  if (next.move === 'fill') {
    if (!played.filling) return standing;
    const given = readTyped(form, next.typed ?? {}, { files }).answers;
    const { answers } = filledFor(form, played.filling.context, played.unit, given);
    return { ...standing, typed: { ...typedFrom(form, answers), ...answered(next.typed ?? {}) } };
  }
  if (!isMove(next.move) || made.length >= mostTryOutMoves) return standing;
  const typed = next.typed && named(next.typed, next.move === 's' ? form : null);
  const unread = next.move === 's' && typed ? readTyped(form, typed, { files }).issues : [];
  const story = [...made, { move: next.move, ...(typed ? { typed } : {}) }];
  const after = play(story)!;
  const refusals = [
    ...unread,
    ...after.issues.filter(({ pointer }) => !unread.some((one) => one.pointer === pointer)),
  ];
  return refusals.length > 0
    ? { ...standing, refusals, ...(typed ? { typed } : {}) }
    : { played: after, story, refusals: [] };
}

/** What was sent of the inputs that belong to a move: the form's fields, or what is said with an action. */
function named(typed: Typed, form: CompiledForm | null): Typed | undefined {
  const own = Object.entries(typed).filter(([name]) =>
    form ? form.byId[name.split('.')[0]!] !== undefined : /^_(reason$|remark\.|check\.|document_)/.test(name),
  );
  if (form) return Object.fromEntries(own);
  const written = answered(Object.fromEntries(own));
  return Object.keys(written).length > 0 ? written : undefined;
}

/** Without what was left empty. */
function answered(typed: Typed): Typed {
  return Object.fromEntries(
    Object.entries(typed).filter(([, value]) => (typeof value === 'string' ? value.trim() !== '' : true)),
  );
}

/** Files that stand for those a person would attach, by field: each of the first kind that its field takes. */
function sampleFiles({ fields }: CompiledForm): Record<string, FileAnswer> {
  const samples: Record<string, FileAnswer> = {};
  for (const { id, type, settings } of fields) {
    const kind = type === 'file' && (settings as { accept: readonly FileKind[] }).accept[0];
    if (kind) samples[id] = sampleFile(kind);
  }
  return samples;
}

interface PlayedSight {
  campaign: Campaign;
  form: CompiledForm;
  samples: Record<string, FileAnswer>;
  files: readonly FileAnswer[];
  calendar: Calendar;
  index: DirectoryIndex;
  ports: Ports;
  language: Language;
}

/** The state of a case for its page; `before` is how many lines the story had before the last move. */
function stateOf(
  played: TryOut,
  { story, typed, refusals }: PlayedTurn,
  sight: PlayedSight,
  named: Record<string, unknown>,
  before: number,
): TryOutState {
  const { campaign, index, ports, language } = sight;
  const at = (instant: string | undefined) =>
    instant === undefined ? '' : shownInstant(instant, campaign.timezone);
  const unit = index.unit(played.unit)?.name ?? played.unit;
  const values = {
    ...named,
    unit: { name: unit },
    step: { title: played.step },
    due: at(played.dueAt),
    link: '/ho-so/…',
    reminder: { count: '1' },
  };
  return {
    unit,
    now: at(played.now),
    step: played.step,
    ended: played.ended,
    waiting: played.waiting,
    due: at(played.dueAt),
    nextWake: at(played.nextWake),
    form: played.filling ? formView(played, played.filling, sight, typed, refusals) : null,
    actions: played.actions.map((one) => ({ move: `a.${one.id}`, label: one.label, tone: one.tone })),
    deciding: played.deciding ? decisionView(played.deciding, sight, typed ?? {}) : null,
    lines: played.lines.map((one, n) => ({
      at: at(one.at),
      ...toldOf(one, campaign, values, ports, language),
      fresh: n >= before,
    })),
    story,
    unsent: typed !== undefined,
    full: story.length >= mostTryOutMoves,
  };
}

function formView(
  played: TryOut,
  { context, answers, returned }: TryOutFilling,
  { form, samples, files, calendar, index, language }: PlayedSight,
  typed: Typed | undefined,
  refusals: PlayedTurn['refusals'],
): TryOutForm {
  const standing = typed ?? typedFrom(form, answers);
  const evaluation = evaluate(form, readTyped(form, standing, { files }).answers, context, { partial: true });
  const remarks = returned?.remarks ?? [];
  const issues = refusals.map((one) => ({ ...one, pointer: one.pointer.replace(/^\/answers/, '') }) as Issue);
  return {
    view: viewOf(form, evaluation, standing, issues, {
      language,
      mode: 'edit',
      may: { see: 'sensitive' },
      files,
      units: unitChoices(form, played.unit, index, compileCalendar(calendar).dayOf(played.now)),
      unitName: (uid) => index.unit(uid)?.name,
      remarks,
    }),
    client: pageForm(form, context, { language, files }),
    samples,
    reason: returned?.reason ?? '',
    remarks: remarks.map(({ field, text }) => ({
      field,
      label: said(form.byId[field]?.definition.label, language),
      text,
    })),
  };
}

function decisionView(
  { sent, checklist, reason, remarks, document }: TryOutDeciding,
  { form, files, index, language }: PlayedSight,
  typed: Typed,
): TryOutDecision {
  return {
    sent:
      sent &&
      viewOf(form, evaluate(form, sent.answers, sent.context), typedFrom(form, sent.answers), [], {
        language,
        mode: 'read',
        may: { see: 'sensitive', show: sent.show },
        files,
        unitName: (uid) => index.unit(uid)?.name,
      }),
    checklist: checklist.map(({ item, holds }) => ({
      id: item.id,
      text: said(item.text, language),
      ...(item.basis ? { basis: item.basis } : {}),
      required: item.required === true,
      ...(holds === undefined ? {} : { holds }),
    })),
    reason,
    remarks,
    document,
    typed,
  };
}

type Line = NonNullable<ReturnType<typeof tryOut>>['lines'][number];

/** A line of the story; a message with its text, the blanks filled as they stand at the end of the game. */
function toldOf(
  one: Line,
  campaign: Campaign,
  values: Record<string, unknown>,
  ports: Ports,
  language: Language,
): { text: string; message: boolean; body?: string } {
  if (one.kind === 'event') return { text: one.sentence, message: false };
  const texts = campaign.notifications[one.template]?.texts[language];
  const title = texts ? ports.texts.render(texts.title, values) : one.template;
  const to = { vi: 'đến', en: 'to' }[language];
  return {
    text: `${title} – ${to} ${one.roles}`,
    message: true,
    ...(texts ? { body: ports.texts.render(texts.body, values) } : {}),
  };
}

function isMove(move: string): boolean {
  return move === 'w' || move === 's' || /^a\.[a-z0-9-]+$/.test(move);
}

function moveOf({ move, typed }: TypedMove, form: CompiledForm, files: readonly FileAnswer[]): TryOutMove {
  if (move === 'w') return { kind: 'wake' };
  if (move === 's')
    return { kind: 'send', ...(typed ? { answers: readTyped(form, typed, { files }).answers } : {}) };
  return { kind: 'act', action: move.slice(2), ...(typed ? { said: saidIn(typed) } : {}) };
}

const verdicts: Readonly<Record<string, boolean | 'notApplicable'>> = {
  yes: true,
  no: false,
  na: 'notApplicable',
};

/** What was typed with an action, as far as anything was. */
function saidIn(typed: Typed): Said {
  const text = (name: string) => {
    const value = Object.hasOwn(typed, name) ? typed[name] : undefined;
    return typeof value === 'string' ? value.trim() : '';
  };
  const under = (prefix: string) =>
    Object.keys(typed)
      .filter((name) => name.startsWith(prefix) && text(name) !== '')
      .map((name) => [name.slice(prefix.length), text(name)] as const);
  const remarks = under('_remark.').map(([field, words]) => ({ field, text: words }));
  const checklist = under('_check.').flatMap(([item, word]) =>
    Object.hasOwn(verdicts, word) ? [[item, verdicts[word]!] as const] : [],
  );
  const [number, date] = [text('_document_number'), text('_document_date')];
  return {
    ...(text('_reason') === '' ? {} : { reason: text('_reason') }),
    ...(remarks.length > 0 ? { remarks } : {}),
    ...(checklist.length > 0 ? { checklist: Object.fromEntries(checklist) } : {}),
    ...(number === '' && date === ''
      ? {}
      : { document: { ...(number ? { number } : {}), ...(date ? { date } : {}) } }),
  };
}
