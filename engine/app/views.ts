/**
 * What the pages show: plain data, already in the reader's language, made by the use cases. Templates print it
 * and decide nothing.
 */
import type { FormView, PageForm } from '../forms/index.ts';
import type { Language } from '../issues/index.ts';
import type { Entry } from '../model/generated/definitions.ts';
import type { Instant } from '../model/time.ts';
import type { WorkflowPicture } from '../workflow/index.ts';

/** What stands around every page of a signed-in person. */
export interface FrameView {
  campaign?: string;
  /** `Đợt 1 · còn 14 ngày`. */
  phase?: string;
  unread: number;
  /** Which places are theirs. */
  work: boolean;
  queue: boolean;
  board: boolean;
  administration: boolean;
  /** The role and the unit of each membership, as in `Role · Unit`. */
  holds: string[];
}

/** A state by word, icon and tone. Tones: `neutral`, `soon`, `late`, `paused`, `done`. */
export interface StateView {
  word: string;
  tone: 'neutral' | 'soon' | 'late' | 'paused' | 'done';
  /** Longer: who has it, until when. */
  sentence: string;
}

/** One case as a line of a list. */
export interface CaseLine {
  id: string;
  href: string;
  /** Short code people can read out. */
  code: string;
  entry: string;
  group?: { id: string; number?: number; title: string };
  unit: string;
  /** What it is about, where that is not the unit and its name may be seen. */
  subject?: string;
  /** The unit above it, for reviewers of many. */
  above?: string;
  period: string;
  step: string;
  state: StateView;
  due?: { at: Instant; shown: string; words: string };
  claimedBy?: string;
  mine: boolean;
  /** How many places were marked when it was returned. */
  remarks?: number;
  /** When its draft was saved, if there is one. */
  draftSaved?: string;
  /** Typed in for the unit: the day on the paper. */
  paperDay?: string;
  tab: 'open' | 'claimed' | 'waiting' | 'done';
}

/** One bundle of one unit and period: what a team leader opens. */
export interface BundleView {
  campaign: string;
  bundle: string;
  period: string;
  unit: string;
  unitName: string;
  title: string;
  periodTitle: string;
  /** First and last day the figures are for. */
  dataFrom: string;
  dataUntil: string;
  due?: { at: Instant; shown: string; words: string; tone: StateView['tone'] };
  lines: CaseLine[];
  toDo: number;
  href: string;
}

/** A team leader's first page. */
export interface WorkView {
  /** `Đợt 1 · còn 14 ngày`. */
  phase?: string;
  bundles: BundleView[];
  /** Owed cases that belong to no bundle. */
  lines: CaseLine[];
  sent: CaseLine[];
  /** There is something this person may begin. */
  mayBegin: boolean;
}

/** A figure over other cases, frozen in a case. */
export interface FigureLine {
  id: string;
  title: string;
  /** In the reader's language; a dash where there is none. */
  value: string;
  /** From how many cases it was made. */
  count: number;
  /** How it was made, in one sentence. */
  sentence: string;
  /** Where its sources are shown. */
  href: string;
  /** The field of the form that shows it, if one does. */
  field?: string;
}

/** One figure and the cases it was made from. */
export interface FigureView {
  case: { href: string; title: string };
  figure: FigureLine;
  lines: (CaseLine & { value?: string })[];
  /** Sources that are not theirs to see. */
  hidden: number;
}

/** A case somebody may begin, for one unit and period. */
export interface OfferView {
  id: string;
  campaign: string;
  entry: string;
  period: string;
  unit: string;
  title: string;
  unitName: string;
  periodTitle: string;
  dataFrom: string;
  dataUntil: string;
  /** Until when it is expected, and whether that is past. */
  until?: string;
  late?: boolean;
  /** It is about the unit itself: there is nothing to choose. */
  ofUnit: boolean;
  kind: string;
  /** Whom it may be about: those it was not begun for. */
  subjects: {
    uid: string;
    name: string;
    /** Added while beginning a case, and not looked at yet; `own` where this person did. */
    unconfirmed?: { own: boolean };
  }[];
  /** Whether somebody who is missing among them may be added. */
  mayAdd: boolean;
  begun: { name: string; href: string }[];
}

/** One case's form, to fill. */
export interface FormPageView {
  case: CaseLine;
  title: string;
  help?: string;
  /** Revision of the draft the page was made from; sent back with each save. */
  draftRevision: number;
  savedAt?: string;
  form: FormView;
  figures: FigureLine[];
  /** Of a dossier: the list that goes with it. */
  list?: { count: number; href: string };
  /** What the browser's script needs: the compiled form and the names its rules see. */
  client: PageForm;
  remarks: { field: string; label: string; text: string }[];
  returnedBy?: string;
  reason?: string;
  previousLine?: { href: string; title: string };
  nextLine?: { href: string; title: string };
  bundle?: { href: string; title: string; index: number; count: number };
  paper?: PaperNotice;
  taskGeneration: number;
}

/** Somebody to choose. */
export interface PersonChoice {
  value: string;
  label: string;
}

/** Units somebody may type in for. */
export interface EnteringUnitsView {
  /** Whether there is any, whatever the search found. */
  any: boolean;
  total: number;
  units: { name: string; href: string; above?: string }[];
}

/** What may be typed in for a unit: cases that wait for it, and those that may be begun. */
export interface EnteringView {
  unit: string;
  name: string;
  above?: string;
  owed: {
    line: CaseLine;
    /** Whose it can be. */
    people: PersonChoice[];
    /** What this person began to type in: whose it is, the day on the paper, and its form. */
    of?: string;
    day?: string;
    href?: string;
    /** When the unit itself saved something in the form last. */
    begun?: string;
  }[];
  offers: { offer: OfferView; people: PersonChoice[] }[];
}

/** What somebody types in for a unit: whose it is, the day on the paper, and where more of the unit's is entered. */
export interface PaperNotice {
  unit: string;
  of: string;
  day: string;
  href: string;
}

/** Check-answers: everything as it will be sent. */
export interface CheckView {
  bundle: BundleView;
  paper?: PaperNotice;
  sections: {
    case: CaseLine;
    form: FormView;
    figures: FigureLine[];
    errors: { href: string; text: string }[];
    warnings: { href: string; text: string }[];
    sendable: boolean;
  }[];
  ready: boolean;
  /** How many cases one press sends. */
  count: number;
}

/** What became of each part of one send. */
export interface ReceiptView {
  code: string;
  at: string;
  unitName: string;
  periodTitle: string;
  title: string;
  sections: { entry: string; ok: boolean; words: string; href: string }[];
  complete: boolean;
  /** Of what was typed in for a unit: where more of it is entered. */
  paper?: string;
}

/** A reviewer's queue. */
export interface QueueView {
  tabs: { id: string; title: string; count: string; href: string; current: boolean }[];
  search: string;
  filters: { name: string; label: string; options: { value: string; label: string; selected: boolean }[] }[];
  lines: CaseLine[];
  more?: string;
  emptyTitle: string;
  emptyHelp: string;
}

/** A listed answer in words. */
export interface ListedView {
  label: string;
  text: string;
}

/** A kind of dossier somebody makes at a unit. */
export interface GatheringPlaceView {
  href: string;
  title: string;
  campaign: string;
  unit: string;
  /** How many cases wait for it. */
  waiting: number;
}

/** What waits to be put into a dossier. */
export interface GatheringView {
  title: string;
  unit: string;
  action: string;
  lines: { case: CaseLine; values: ListedView[]; obstacle?: string }[];
  /** How many wait in all; more than `most` are put into several dossiers. */
  total: number;
  most: number;
  /** Dossiers that were begun and not sent. */
  written: { id: string; href: string; code: string; lines: number }[];
}

/** One line of a dossier. */
export interface DossierLineView {
  n: number;
  code: string;
  unit: string;
  /** The unit above it. */
  above?: string;
  /** Whom the case is about, where that is not its unit. */
  subject?: string;
  /** It is about somebody whose name is not theirs to see. */
  nameless: boolean;
  /** What kind of subject its entry is about. */
  about?: Entry['subject'];
  entry: string;
  /** Absent when the case is not theirs to see. */
  href?: string;
  values: ListedView[];
  state: string;
  word: string;
  tone: StateView['tone'];
  /** Still a part of the dossier. */
  held: boolean;
  coming: boolean;
  reason?: string;
  /** Why this person may not decide it, although they decide the others. */
  obstacle?: string;
}

/** The list of a dossier. */
export interface DossierView {
  lines: DossierLineView[];
  held: number;
  /** Cases that are on their way into the list. */
  coming: number;
  /** May this person decide line by line now? */
  decides: boolean;
  /** Lines nobody has decided that somebody else must decide before this person can sign the rest. */
  forOthers: string;
  /** May this person change the list now? */
  writes: boolean;
  /** Where it is written, and where more cases are found for it. */
  write: string;
  more: string;
}

/** In which dossier a case lies, and what was decided there. */
export interface MembershipView {
  code: string;
  title: string;
  line: number;
  word: string;
  tone: StateView['tone'];
  /** The document by which it was approved. */
  document?: { number: string; date: string };
  href?: string;
}

/** What one body asked has said, or that it is awaited. */
export interface OpinionView {
  body: string;
  word: string;
  tone: StateView['tone'];
  text?: string;
  /** Number and date of the letter it came by. */
  document?: string;
  by?: string;
  at?: string;
}

/** One time bodies were asked for their opinion, as far as the reader may see. */
export interface ConsultationView {
  title: string;
  lines: OpinionView[];
  /** Said instead of what is not theirs to read. */
  hidden?: string;
}

/** A document signed in the case. */
/** A paper that can be printed of a case. */
export interface PaperLink {
  href: string;
  title: string;
  /** Not signed yet: printed as a draft. */
  draft: boolean;
}

/** A paper laid out as administrative documents are: each part in words, lines apart. */
export interface PaperView {
  title: string;
  language: Language;
  draft: boolean;
  above: string[];
  issuer: string[];
  /** Number and symbol, room left where it is not given. */
  number: string;
  /** The line they stand in, where the text says it. */
  numberLine: string;
  /** Has it got its number and date? */
  signed: boolean;
  place: string;
  /** Day, month and year as such papers write them; absent while it is not dated. */
  date?: { day: string; month: string; year: string };
  /** The year a draft will likely bear. */
  year: string;
  name: string;
  about: string[];
  authority: string[];
  to: string[];
  blocks: PaperBlock[];
  signer: string[];
  /** Somebody signed for the head. */
  deputy: boolean;
  signedBy?: string;
  recipients: string[];
  list?: PaperList;
  /** Names in the list, or answers in the text, that are not theirs to see. */
  hidden: number;
  code: string;
  version: string;
}

/** A piece of a paper's body. */
export type PaperBlock =
  | { kind: 'grounds' | 'decides'; lines: string[] }
  | { kind: 'article'; n: number; lines: string[] }
  | { kind: 'paragraphs'; lines: string[] };

/** The list that goes with a paper, under what its cases are about. */
export interface PaperList {
  title: string[];
  groups: {
    roman: string;
    title: string;
    count: number;
    rows: { n: number; name: string; unit: string }[];
  }[];
}

export interface DocumentView {
  title: string;
  number: string;
  date: string;
  by: string;
}

/** One number of a register, and what became of it. */
export interface RegisterLine {
  number: string;
  date: string;
  word: string;
  tone: StateView['tone'];
  /** Why it is void. */
  reason?: string;
  /** Who signed it, or made it void by hand. */
  by?: string;
  at: string;
  /** Of one that is held: its key, by which it is made void. */
  held?: string;
  case?: { href: string; code: string; unit: string };
}

/** The registers of a campaign in a year. */
export interface RegistersView {
  campaign: string;
  title: string;
  years: { year: string; href: string; current: boolean }[];
  states: { word: string; href: string; current: boolean }[];
  registers: {
    title: string;
    pattern: string;
    unit?: string;
    lines: RegisterLine[];
    /** The number the next document gets this year. */
    next?: { key: string; number: string };
    more?: string;
  }[];
}

/** What a decision needs besides its button: a number from a register, or a number and date to type. */
export interface SigningView {
  /** The number it would have now; somebody else may be quicker. */
  next?: string;
  typed: boolean;
  /** A letter may be named, but need not. */
  optional?: true;
}

/** One event as a sentence. */
export interface TimelineLine {
  at: string;
  sentence: string;
  details: string[];
  undone: boolean;
}

/** An act a person may choose now. */
export interface ActView {
  id: string;
  kind: string;
  label: string;
  tone: 'primary' | 'neutral' | 'danger';
  key?: string;
  reason: 'none' | 'optional' | 'required';
  reasonMinLength: number;
  remarks: 'none' | 'optional' | 'required';
  /** It takes the number and date that were typed. */
  signs: boolean;
}

/** One case, whole: for whoever may see it. */
export interface CaseView {
  case: CaseLine;
  title: string;
  /** Of a dossier: the cases on it. */
  list?: DossierView;
  /** Of a case: the dossier it lies in, or lay in last. */
  membership?: MembershipView;
  /** Where its form is typed in from paper, while the unit has not sent it and this person may. */
  enterHref?: string;
  /** Who typed in what was sent, and the day on the paper, where it was typed in for the unit. */
  typedIn?: { by: string; of: string; day: string };
  /** Where it is put into a dossier with others, while it waits for that and is theirs to gather. */
  gatherHref?: string;
  task?: { id: string; generation: number };
  acts: ActView[];
  /** The body whose opinion the acts are. */
  opinionOf?: string;
  signing?: SigningView;
  documents: DocumentView[];
  papers: PaperLink[];
  consultations: ConsultationView[];
  /** Why no act may be chosen although the task is asked of them: duties are kept apart. */
  apart: string[];
  mayClaim: boolean;
  mayRelease: boolean;
  mayCorrect: boolean;
  mayUndo?: { cmd: number; label: string; until: Instant };
  whyMine?: string;
  whyDue?: string;
  form?: FormView;
  figures: FigureLine[];
  /** `holds` where a rule answers instead of a person. */
  checklist: { id: string; text: string; basis?: string; required: boolean; holds?: boolean }[];
  /** Fields that changed since the submission before. */
  changes: { field: string; label: string; before: string; after: string }[];
  remarks: { field: string; label: string; text: string }[];
  reason?: string;
  files: { id: string; name: string; href: string; type: string; size: string; image: boolean }[];
  timeline: TimelineLine[];
  legalBasis: string[];
  version: string;
}

/** Who has not submitted: units by entries. */
export interface BoardView {
  campaign: string;
  periods: { id: string; title: string; selected: boolean }[];
  columns: { id: string; title: string; short: string }[];
  rows: {
    unit: string;
    name: string;
    cells: {
      owed: number;
      sent: number;
      late: number;
      done: number;
      tone: StateView['tone'];
      href: string;
      words: string;
    }[];
    href: string;
  }[];
  totals: { owed: number; sent: number; late: number; done: number }[];
  /** Set when a unit was opened: its name and the way back up. */
  path?: { name: string; up: string };
  /** Set when the opened unit has none below it: its cases. */
  within?: { unit: string; name: string; lines: CaseLine[] };
  summary: string;
  /** Where late units are reminded; absent where that is not theirs or nothing is late. */
  remind?: { href: string; late: number };
}

/** A message in the inbox. */
export interface MessageLine {
  id: string;
  title: string;
  body: string;
  at: string;
  href?: string;
  read: boolean;
}

/** An account as the administrator sees it. */
export interface AccountLine {
  id: string;
  login: string;
  name: string;
  email?: string;
  state: string;
  disabled: boolean;
  administrator: boolean;
  memberships: { id: string; role: string; unit: string; from: string; to?: string }[];
  revision: number;
}

/** A campaign with its versions. */
export interface CampaignLine {
  id: string;
  title: string;
  versions: {
    number: number;
    version: string;
    at: string;
    by: string;
    note?: string;
    current: boolean;
    cases?: number;
  }[];
  issues: { severity: string; sentence: string; place: string }[];
  description: { label: string; text: string; assumption: boolean; source?: string }[];
  phases: { title: string; dates: string; slogan?: string }[];
  groups: { number?: number; title: string; entries: string[] }[];
  /** Its workflows as they are drawn, each once. */
  workflows: ({ id: string } & WorkflowPicture)[];
}
