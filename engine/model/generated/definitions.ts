// Generated from definitions/schema by `npm run generate`. Not edited by hand.

/**
 * Lower-case letters, digits and hyphens; never changed once used.
 */
export type Id = string;
/**
 * Begins with a lower-case letter; rules read the field by this id.
 */
export type FieldId = string;
/**
 * Year-month-day, such as 2025-01-20.
 */
export type Day = string;
/**
 * Hours:minutes, such as 07:30.
 */
export type Time = string;
/**
 * Written in quotes so that it stays exact.
 */
export type Decimal = string;
/**
 * A FEEL expression.
 */
export type Rule = string;
/**
 * A workingDay is a day of the calendar on which work is done, a workingHour an hour of work; the two count differently.
 */
export type TimeUnit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'workingDay' | 'workingHour';
/**
 * The moment the span is counted from.
 */
export type Anchor =
  | 'periodStart'
  | 'periodEnd'
  | 'phaseStart'
  | 'phaseEnd'
  | 'campaignStart'
  | 'campaignEnd'
  | 'entered'
  | 'due';
/**
 * Who is told.
 */
export type Audience = AudienceAssignee | AudienceSubmitter | AudienceRole | AudienceAccount;
/**
 * From public to sensitive; a person sees the fields that are not above what they may see.
 */
export type Sensitivity = 'public' | 'internal' | 'personal' | 'sensitive';
/**
 * Each type of field has parts of its own.
 */
export type Field =
  | TextField
  | LongTextField
  | IntegerField
  | DecimalField
  | MoneyField
  | PercentField
  | DateField
  | DateRangeField
  | MonthField
  | TimeField
  | YesNoField
  | ChoiceField
  | MultipleChoiceField
  | UnitField
  | SubjectField
  | AccountField
  | PhoneField
  | EmailField
  | FileField
  | ImageField
  | TableField
  | DeclarationField
  | SectionField
  | NoteField;
/**
 * What a person may choose at the step.
 */
export type Action = SubmitAction | MoveAction | ReturnAction;
/**
 * For whom the step waits.
 */
export type Assignee =
  | RoleAboveAssignee
  | RoleAtUnitAssignee
  | SubmitterAssignee
  | CouncilAssignee
  | ClusterHeadAssignee
  | PeersAssignee
  | AccountAssignee
  | CandidatesAssignee;
/**
 * Each kind of step has parts of its own.
 */
export type Step =
  | FillStep
  | ReviewStep
  | ScoreStep
  | VoteStep
  | DecideStep
  | GatherStep
  | ConsultStep
  | PostStep
  | ParallelStep
  | RouteStep
  | WaitStep
  | CallStep
  | EndStep;
/**
 * What happens when the deadline comes near or has passed.
 */
export type Escalation =
  TellEscalation | TellNextLevelEscalation | ReassignEscalation | RaiseEscalation | ActEscalation;

/**
 * Vietnamese first, English second.
 */
export interface Text {
  vi: string;
  en?: string;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * An amount and a unit of time.
 */
export interface Duration {
  offset: number;
  unit: TimeUnit;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * A fixed day, or a span before or after an anchor.
 */
export interface RelativeDate {
  date?: Day;
  offset?: number;
  unit?: TimeUnit;
  after?: Anchor;
  before?: Anchor;
  time?: Time;
  source?: string;
  assumption?: true;
  reason?: string;
}
export interface AudienceAssignee {
  kind: 'assignee';
  source?: string;
  assumption?: true;
  reason?: string;
}
export interface AudienceSubmitter {
  kind: 'submitter';
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Without a level: the role at the case's own unit. With level and line: at the unit above.
 */
export interface AudienceRole {
  kind: 'role';
  role: Id;
  level?: Id;
  line?: Id;
  source?: string;
  assumption?: true;
  reason?: string;
}
export interface AudienceAccount {
  kind: 'account';
  field: FieldId;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * One thing to choose; its id is stored, its label is shown.
 */
export interface Choice {
  id: Id;
  label: Text;
  help?: Text;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Who sees how much, and where. Nothing listed means not seen.
 */
export interface Access {
  role: Id;
  /**
   * The person's own unit only, or those under it on the line as well.
   */
  at: 'unit' | 'below';
  line?: Id;
  sees: Sensitivity;
  /**
   * Only while the case is in one of these states; in all without it.
   */
  states?: ('due' | 'running' | 'ended')[];
  export?: boolean;
  /**
   * That person may remind the units in reach that are overdue, by the notification of the occasion “reminded”.
   */
  remind?: boolean;
  /**
   * When they begin a case of a unit in reach, they may add a person, collective or household that is not in the register yet; the administrator looks at it afterwards.
   */
  addSubjects?: boolean;
  /**
   * That person may begin, fill in and send cases of the units in reach from paper that was brought in. Who typed and whose it is are both kept; the typist does not confirm it, unless the step allows it.
   */
  enterOnBehalf?: boolean;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * What is owed or may be submitted: a monthly report, an award file.
 */
export interface Entry {
  id: Id;
  title: Text;
  help?: Text;
  form: Id;
  workflow: Id;
  /**
   * Whom the case is about: the unit itself, a person, a collective, a household, or a list of cases (a dossier).
   */
  subject: 'unit' | 'person' | 'collective' | 'household' | 'cases';
  /**
   * Each phase, week, month, quarter, year; once; or for each event.
   */
  per: 'phase' | 'week' | 'month' | 'quarter' | 'year' | 'once' | 'event';
  /**
   * Only with per = event.
   */
  limit?: number;
  /**
   * Every unit of the submitter's level owes it.
   */
  owed: boolean;
  submitter: Submitter;
  bundle?: Id;
  dataFrom?: MonthDay;
  dataUntil?: MonthDay;
  /**
   * Whether a period across two phases is cut, or belongs to one of them.
   */
  cut?: 'split' | 'startsIn' | 'endsIn';
  opens?: RelativeDate;
  closes?: RelativeDate;
  grace?: Duration;
  /**
   * Whether it is still taken after that.
   */
  afterwards?: 'late' | 'closed' | 'carriedOver';
  /**
   * Changes to single ones of the generated periods.
   */
  periods?: PeriodChange[];
  /**
   * Added to the campaign’s own list.
   */
  access?: Access[];
  /**
   * Besides those the form and the workflow read; all are shown with the case, frozen when it is filled.
   */
  facts?: FieldId[];
  /**
   * Ids this entry had in published versions. By them its cases can follow it, and nobody owes it twice.
   */
  formerly?: Id[];
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Who submits: a role at the units of a level.
 */
export interface Submitter {
  role: Id;
  level: Id;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * A day of the period's month or of a month near it; a shorter month gives its last day.
 */
export interface MonthDay {
  /**
   * In a shorter month its last day.
   */
  dayOfMonth: number;
  /**
   * 0 is the month itself, -1 the one before.
   */
  monthOffset: number;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Changes one of the generated periods.
 */
export interface PeriodChange {
  /**
   * The period’s id, such as 2025-02.
   */
  period: string;
  /**
   * Nothing is owed for it.
   */
  skip?: boolean;
  opens?: RelativeDate;
  closes?: RelativeDate;
  from?: Day;
  until?: Day;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * A sentence of the plan, shown to everybody.
 */
export interface Statement {
  id: Id;
  text: Text;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Who directs or advises whom.
 */
export interface Direction {
  id: Id;
  from?: Text;
  to?: Text;
  text: Text;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Gives a role of the organisation a title of its own, or makes a role that only the campaign has.
 */
export interface Role {
  id: Id;
  title: Text;
  is?: Id;
  council?: boolean;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * A phase of the campaign; the last day is included.
 */
export interface Phase {
  id: Id;
  title: Text;
  slogan?: Text;
  opens: Day;
  closes: Day;
  grace?: Duration;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Launch, inspection, interim review, final review, awards.
 */
export interface Milestone {
  id: Id;
  kind: 'launch' | 'inspection' | 'interimReview' | 'finalReview' | 'awards' | 'other';
  title: Text;
  date: RelativeDate;
  due?: RelativeDate;
  checklist?: CheckItem[];
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Something to be done before the milestone.
 */
export interface CheckItem {
  id: Id;
  text: Text;
  basis?: string;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * The entries of a bundle are filled, sent and reviewed on one page; each keeps its own answers and decision.
 */
export interface Bundle {
  id: Id;
  title: Text;
  help?: Text;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * A figure computed over other cases, frozen when a step is entered.
 */
export interface Fact {
  id: FieldId;
  title?: Text;
  entry: Id;
  where?: Rule;
  /**
   * Within the phase, within the campaign, or ever.
   */
  over: 'phase' | 'campaign' | 'lifetime';
  /**
   * The same unit, the units below, or the same subject.
   */
  of: 'sameUnit' | 'unitsBelow' | 'sameSubject';
  value: 'count' | 'sum' | 'mean' | 'last';
  field?: FieldId;
  /**
   * Only cases that ended so are counted; approved ones unless told.
   */
  outcome?: 'approved' | 'rejected' | 'closed';
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Numbers of one body’s documents of one type; they begin anew every year.
 */
export interface Numbering {
  id: Id;
  title: Text;
  type: Id;
  body?: Id;
  /**
   * It holds {seq}, and may hold {year} and {unit} (code of the signer’s unit), such as {seq}/QĐ-CAT.
   */
  pattern: string;
  /**
   * From 1 without it; where numbers were given on paper, the next one.
   */
  start?: number;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * The legal texts in force for a time; a case keeps the set of its first submission.
 */
export interface LegalBasis {
  id: Id;
  from: Day;
  to?: Day;
  items: Text[];
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * How long each kind of data is kept.
 */
export interface Retention {
  id: Id;
  of: 'cases' | 'drafts' | 'files' | 'messages' | 'logs';
  months: number;
  after?: Anchor;
  source?: string;
  assumption?: true;
  reason?: string;
}
export interface CampaignFile {
  $schema?: string;
  thidua: 1;
  id: Id;
  title: Text;
  issuer: Text;
  launch?: {
    by?: Text;
    at?: Text;
    present?: Text;
    date?: Day;
    source?: string;
    assumption?: true;
    reason?: string;
  };
  plan?: {
    number?: string;
    date?: Day;
    title?: Text;
    source?: string;
    assumption?: true;
    reason?: string;
  };
  kind?: Text;
  opens: Day;
  closes: Day;
  aims?: Statement[];
  scope?: Statement[];
  subjects?: Statement[];
  direction?: Direction[];
  measures?: Statement[];
  /**
   * IANA name, such as Asia/Ho_Chi_Minh.
   */
  timezone: string;
  calendar: Id;
  organisation: Id;
  /**
   * The organisation’s roles need not be repeated.
   */
  roles?: Role[];
  /**
   * They do not overlap, and lie within the campaign.
   */
  phases: Phase[];
  milestones?: Milestone[];
  /**
   * The groups of the campaign by their ids, in the order they are shown.
   */
  groups?: Id[];
  bundles?: Bundle[];
  /**
   * Entries that belong to no one group.
   */
  entries?: Entry[];
  /**
   * Figures computed over other cases, which nobody types again.
   */
  facts?: Fact[];
  /**
   * For every entry; an entry may add its own.
   */
  access?: Access[];
  /**
   * Totals do not show values below this exactly, of the fields that hide small counts.
   */
  smallestCount?: number;
  numberings?: Numbering[];
  legalBases?: LegalBasis[];
  retention?: Retention[];
  /**
   * Earlier periods are not opened.
   */
  openFrom?: string;
  /**
   * 30 unless said otherwise.
   */
  undoSeconds?: number;
  claimIdle?: Duration;
  /**
   * Who must agree before a version is published.
   */
  publishing?: {
    /**
     * Whoever hands it in does not publish it; somebody else looks at the changes and publishes them or sends them back.
     */
    secondPerson: boolean;
    role?: Id;
    source?: string;
    assumption?: true;
    reason?: string;
  };
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * What counts when the group is judged.
 */
export interface Criterion {
  id: Id;
  title: Text;
  kind: 'number' | 'choice' | 'ratioToTarget' | 'bonus' | 'deduction';
  max?: Decimal;
  /**
   * Something must be attached.
   */
  evidence?: boolean;
  choices?: Choice[];
  source?: string;
  assumption?: true;
  reason?: string;
}
export interface GroupFile {
  $schema?: string;
  thidua: 1;
  id: Id;
  number?: number;
  title: Text;
  criteria?: Criterion[];
  entries?: Entry[];
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * One line of text.
 */
export interface TextField {
  type: 'text';
  id: FieldId;
  label: Text;
  help?: Text;
  /**
   * true, or a condition.
   */
  required?: boolean | Rule;
  visible?: Rule;
  value?: Rule;
  checks?: Check[];
  sensitivity?: Sensitivity;
  /**
   * Cases are found by its value.
   */
  searchable?: boolean;
  /**
   * Its value may stand in events, lists, totals and facts.
   */
  listed?: boolean;
  /**
   * What the field holds when the form is first opened.
   */
  prefill?: 'previous' | 'unit' | 'subject' | 'account' | 'fact';
  prefillFact?: FieldId;
  prefillFrom?: FieldId;
  minLength?: number;
  maxLength?: number;
  /**
   * A pattern that runs in linear time.
   */
  pattern?: string;
  patternMessage?: Text;
  /**
   * Blocks personal data in free text.
   */
  avoid?: ('identityNumber' | 'phone' | 'personName' | 'birthYear')[];
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * A condition the answers must meet, and what is said when they do not.
 */
export interface Check {
  id?: Id;
  rule: Rule;
  message: Text;
  /**
   * An error stops the sending, a warning only reminds.
   */
  severity?: 'error' | 'warning';
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Several lines of text.
 */
export interface LongTextField {
  type: 'longText';
  id: FieldId;
  label: Text;
  help?: Text;
  /**
   * true, or a condition.
   */
  required?: boolean | Rule;
  visible?: Rule;
  value?: Rule;
  checks?: Check[];
  sensitivity?: Sensitivity;
  /**
   * Cases are found by its value.
   */
  searchable?: boolean;
  /**
   * Its value may stand in events, lists, totals and facts.
   */
  listed?: boolean;
  /**
   * What the field holds when the form is first opened.
   */
  prefill?: 'previous' | 'unit' | 'subject' | 'account' | 'fact';
  prefillFact?: FieldId;
  prefillFrom?: FieldId;
  minLength?: number;
  maxLength?: number;
  /**
   * A pattern that runs in linear time.
   */
  pattern?: string;
  patternMessage?: Text;
  /**
   * Blocks personal data in free text.
   */
  avoid?: ('identityNumber' | 'phone' | 'personName' | 'birthYear')[];
  rows?: number;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * A whole number.
 */
export interface IntegerField {
  type: 'integer';
  id: FieldId;
  label: Text;
  help?: Text;
  /**
   * true, or a condition.
   */
  required?: boolean | Rule;
  visible?: Rule;
  value?: Rule;
  checks?: Check[];
  sensitivity?: Sensitivity;
  /**
   * Cases are found by its value.
   */
  searchable?: boolean;
  /**
   * Its value may stand in events, lists, totals and facts.
   */
  listed?: boolean;
  /**
   * What the field holds when the form is first opened.
   */
  prefill?: 'previous' | 'unit' | 'subject' | 'account' | 'fact';
  prefillFact?: FieldId;
  prefillFrom?: FieldId;
  min?: Decimal;
  max?: Decimal;
  suffix?: Text;
  /**
   * How totals put reports together. Without it: the sum.
   */
  total?: 'sum' | 'mean' | 'last' | 'none';
  /**
   * Totals do not show a value below the campaign’s smallest count exactly, except to those who may see the cases’ personal data.
   */
  hideSmall?: true;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * An exact decimal.
 */
export interface DecimalField {
  type: 'decimal';
  id: FieldId;
  label: Text;
  help?: Text;
  /**
   * true, or a condition.
   */
  required?: boolean | Rule;
  visible?: Rule;
  value?: Rule;
  checks?: Check[];
  sensitivity?: Sensitivity;
  /**
   * Cases are found by its value.
   */
  searchable?: boolean;
  /**
   * Its value may stand in events, lists, totals and facts.
   */
  listed?: boolean;
  /**
   * What the field holds when the form is first opened.
   */
  prefill?: 'previous' | 'unit' | 'subject' | 'account' | 'fact';
  prefillFact?: FieldId;
  prefillFrom?: FieldId;
  min?: Decimal;
  max?: Decimal;
  suffix?: Text;
  places?: number;
  /**
   * How totals put reports together. Without it: the sum.
   */
  total?: 'sum' | 'mean' | 'last' | 'none';
  /**
   * Totals do not show a value below the campaign’s smallest count exactly, except to those who may see the cases’ personal data.
   */
  hideSmall?: true;
  source?: string;
  assumption?: true;
  reason?: string;
}
export interface MoneyField {
  type: 'money';
  id: FieldId;
  label: Text;
  help?: Text;
  /**
   * true, or a condition.
   */
  required?: boolean | Rule;
  visible?: Rule;
  value?: Rule;
  checks?: Check[];
  sensitivity?: Sensitivity;
  /**
   * Cases are found by its value.
   */
  searchable?: boolean;
  /**
   * Its value may stand in events, lists, totals and facts.
   */
  listed?: boolean;
  /**
   * What the field holds when the form is first opened.
   */
  prefill?: 'previous' | 'unit' | 'subject' | 'account' | 'fact';
  prefillFact?: FieldId;
  prefillFrom?: FieldId;
  min?: Decimal;
  max?: Decimal;
  suffix?: Text;
  currency?: string;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * A percentage.
 */
export interface PercentField {
  type: 'percent';
  id: FieldId;
  label: Text;
  help?: Text;
  /**
   * true, or a condition.
   */
  required?: boolean | Rule;
  visible?: Rule;
  value?: Rule;
  checks?: Check[];
  sensitivity?: Sensitivity;
  /**
   * Cases are found by its value.
   */
  searchable?: boolean;
  /**
   * Its value may stand in events, lists, totals and facts.
   */
  listed?: boolean;
  /**
   * What the field holds when the form is first opened.
   */
  prefill?: 'previous' | 'unit' | 'subject' | 'account' | 'fact';
  prefillFact?: FieldId;
  prefillFrom?: FieldId;
  min?: Decimal;
  max?: Decimal;
  suffix?: Text;
  places?: number;
  /**
   * How totals put reports together. Without it: the mean.
   */
  total?: 'sum' | 'mean' | 'last' | 'none';
  /**
   * Totals do not show a value below the campaign’s smallest count exactly, except to those who may see the cases’ personal data.
   */
  hideSmall?: true;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * A day.
 */
export interface DateField {
  type: 'date';
  id: FieldId;
  label: Text;
  help?: Text;
  /**
   * true, or a condition.
   */
  required?: boolean | Rule;
  visible?: Rule;
  value?: Rule;
  checks?: Check[];
  sensitivity?: Sensitivity;
  /**
   * Cases are found by its value.
   */
  searchable?: boolean;
  /**
   * Its value may stand in events, lists, totals and facts.
   */
  listed?: boolean;
  /**
   * What the field holds when the form is first opened.
   */
  prefill?: 'previous' | 'unit' | 'subject' | 'account' | 'fact';
  prefillFact?: FieldId;
  prefillFrom?: FieldId;
  /**
   * A day, or a rule that gives one.
   */
  min?: Day | Rule;
  /**
   * A day, or a rule that gives one.
   */
  max?: Day | Rule;
  source?: string;
  assumption?: true;
  reason?: string;
}
export interface DateRangeField {
  type: 'dateRange';
  id: FieldId;
  label: Text;
  help?: Text;
  /**
   * true, or a condition.
   */
  required?: boolean | Rule;
  visible?: Rule;
  value?: Rule;
  checks?: Check[];
  sensitivity?: Sensitivity;
  /**
   * Cases are found by its value.
   */
  searchable?: boolean;
  /**
   * Its value may stand in events, lists, totals and facts.
   */
  listed?: boolean;
  /**
   * What the field holds when the form is first opened.
   */
  prefill?: 'previous' | 'unit' | 'subject' | 'account' | 'fact';
  prefillFact?: FieldId;
  prefillFrom?: FieldId;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * A month of a year.
 */
export interface MonthField {
  type: 'month';
  id: FieldId;
  label: Text;
  help?: Text;
  /**
   * true, or a condition.
   */
  required?: boolean | Rule;
  visible?: Rule;
  value?: Rule;
  checks?: Check[];
  sensitivity?: Sensitivity;
  /**
   * Cases are found by its value.
   */
  searchable?: boolean;
  /**
   * Its value may stand in events, lists, totals and facts.
   */
  listed?: boolean;
  /**
   * What the field holds when the form is first opened.
   */
  prefill?: 'previous' | 'unit' | 'subject' | 'account' | 'fact';
  prefillFact?: FieldId;
  prefillFrom?: FieldId;
  source?: string;
  assumption?: true;
  reason?: string;
}
export interface TimeField {
  type: 'time';
  id: FieldId;
  label: Text;
  help?: Text;
  /**
   * true, or a condition.
   */
  required?: boolean | Rule;
  visible?: Rule;
  value?: Rule;
  checks?: Check[];
  sensitivity?: Sensitivity;
  /**
   * Cases are found by its value.
   */
  searchable?: boolean;
  /**
   * Its value may stand in events, lists, totals and facts.
   */
  listed?: boolean;
  /**
   * What the field holds when the form is first opened.
   */
  prefill?: 'previous' | 'unit' | 'subject' | 'account' | 'fact';
  prefillFact?: FieldId;
  prefillFrom?: FieldId;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Yes or no.
 */
export interface YesNoField {
  type: 'yesNo';
  id: FieldId;
  label: Text;
  help?: Text;
  /**
   * true, or a condition.
   */
  required?: boolean | Rule;
  visible?: Rule;
  value?: Rule;
  checks?: Check[];
  sensitivity?: Sensitivity;
  /**
   * Cases are found by its value.
   */
  searchable?: boolean;
  /**
   * Its value may stand in events, lists, totals and facts.
   */
  listed?: boolean;
  /**
   * What the field holds when the form is first opened.
   */
  prefill?: 'previous' | 'unit' | 'subject' | 'account' | 'fact';
  prefillFact?: FieldId;
  prefillFrom?: FieldId;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * One of several choices.
 */
export interface ChoiceField {
  type: 'choice';
  id: FieldId;
  label: Text;
  help?: Text;
  /**
   * true, or a condition.
   */
  required?: boolean | Rule;
  visible?: Rule;
  value?: Rule;
  checks?: Check[];
  sensitivity?: Sensitivity;
  /**
   * Cases are found by its value.
   */
  searchable?: boolean;
  /**
   * Its value may stand in events, lists, totals and facts.
   */
  listed?: boolean;
  /**
   * What the field holds when the form is first opened.
   */
  prefill?: 'previous' | 'unit' | 'subject' | 'account' | 'fact';
  prefillFact?: FieldId;
  prefillFrom?: FieldId;
  choices?: Choice[];
  list?: Id;
  /**
   * Adds an “other” with words of one’s own.
   */
  other?: boolean;
  style?: 'radio' | 'select';
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Several of the choices.
 */
export interface MultipleChoiceField {
  type: 'multipleChoice';
  id: FieldId;
  label: Text;
  help?: Text;
  /**
   * true, or a condition.
   */
  required?: boolean | Rule;
  visible?: Rule;
  value?: Rule;
  checks?: Check[];
  sensitivity?: Sensitivity;
  /**
   * Cases are found by its value.
   */
  searchable?: boolean;
  /**
   * Its value may stand in events, lists, totals and facts.
   */
  listed?: boolean;
  /**
   * What the field holds when the form is first opened.
   */
  prefill?: 'previous' | 'unit' | 'subject' | 'account' | 'fact';
  prefillFact?: FieldId;
  prefillFrom?: FieldId;
  choices?: Choice[];
  list?: Id;
  /**
   * Adds an “other” with words of one’s own.
   */
  other?: boolean;
  minChosen?: number;
  maxChosen?: number;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Chooses a unit of the organisation.
 */
export interface UnitField {
  type: 'unit';
  id: FieldId;
  label: Text;
  help?: Text;
  /**
   * true, or a condition.
   */
  required?: boolean | Rule;
  visible?: Rule;
  value?: Rule;
  checks?: Check[];
  sensitivity?: Sensitivity;
  /**
   * Cases are found by its value.
   */
  searchable?: boolean;
  /**
   * Its value may stand in events, lists, totals and facts.
   */
  listed?: boolean;
  /**
   * What the field holds when the form is first opened.
   */
  prefill?: 'previous' | 'unit' | 'subject' | 'account' | 'fact';
  prefillFact?: FieldId;
  prefillFrom?: FieldId;
  level?: Id;
  /**
   * One’s own unit and below, those of the unit above, or all.
   */
  within?: 'own' | 'parent' | 'all';
  line?: Id;
  source?: string;
  assumption?: true;
  reason?: string;
}
export interface SubjectField {
  type: 'subject';
  id: FieldId;
  label: Text;
  help?: Text;
  /**
   * true, or a condition.
   */
  required?: boolean | Rule;
  visible?: Rule;
  value?: Rule;
  checks?: Check[];
  sensitivity?: Sensitivity;
  /**
   * Cases are found by its value.
   */
  searchable?: boolean;
  /**
   * Its value may stand in events, lists, totals and facts.
   */
  listed?: boolean;
  /**
   * What the field holds when the form is first opened.
   */
  prefill?: 'previous' | 'unit' | 'subject' | 'account' | 'fact';
  prefillFact?: FieldId;
  prefillFrom?: FieldId;
  source?: string;
  assumption?: true;
  reason?: string;
}
export interface AccountField {
  type: 'account';
  id: FieldId;
  label: Text;
  help?: Text;
  /**
   * true, or a condition.
   */
  required?: boolean | Rule;
  visible?: Rule;
  value?: Rule;
  checks?: Check[];
  sensitivity?: Sensitivity;
  /**
   * Cases are found by its value.
   */
  searchable?: boolean;
  /**
   * Its value may stand in events, lists, totals and facts.
   */
  listed?: boolean;
  /**
   * What the field holds when the form is first opened.
   */
  prefill?: 'previous' | 'unit' | 'subject' | 'account' | 'fact';
  prefillFact?: FieldId;
  prefillFrom?: FieldId;
  role?: Id;
  source?: string;
  assumption?: true;
  reason?: string;
}
export interface PhoneField {
  type: 'phone';
  id: FieldId;
  label: Text;
  help?: Text;
  /**
   * true, or a condition.
   */
  required?: boolean | Rule;
  visible?: Rule;
  value?: Rule;
  checks?: Check[];
  sensitivity?: Sensitivity;
  /**
   * Cases are found by its value.
   */
  searchable?: boolean;
  /**
   * Its value may stand in events, lists, totals and facts.
   */
  listed?: boolean;
  /**
   * What the field holds when the form is first opened.
   */
  prefill?: 'previous' | 'unit' | 'subject' | 'account' | 'fact';
  prefillFact?: FieldId;
  prefillFrom?: FieldId;
  source?: string;
  assumption?: true;
  reason?: string;
}
export interface EmailField {
  type: 'email';
  id: FieldId;
  label: Text;
  help?: Text;
  /**
   * true, or a condition.
   */
  required?: boolean | Rule;
  visible?: Rule;
  value?: Rule;
  checks?: Check[];
  sensitivity?: Sensitivity;
  /**
   * Cases are found by its value.
   */
  searchable?: boolean;
  /**
   * Its value may stand in events, lists, totals and facts.
   */
  listed?: boolean;
  /**
   * What the field holds when the form is first opened.
   */
  prefill?: 'previous' | 'unit' | 'subject' | 'account' | 'fact';
  prefillFact?: FieldId;
  prefillFrom?: FieldId;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Attached files; only those who may see the case can open them.
 */
export interface FileField {
  type: 'file';
  id: FieldId;
  label: Text;
  help?: Text;
  /**
   * true, or a condition.
   */
  required?: boolean | Rule;
  visible?: Rule;
  value?: Rule;
  checks?: Check[];
  sensitivity?: Sensitivity;
  /**
   * Cases are found by its value.
   */
  searchable?: boolean;
  /**
   * Its value may stand in events, lists, totals and facts.
   */
  listed?: boolean;
  /**
   * What the field holds when the form is first opened.
   */
  prefill?: 'previous' | 'unit' | 'subject' | 'account' | 'fact';
  prefillFact?: FieldId;
  prefillFrom?: FieldId;
  accept?: ('pdf' | 'jpeg' | 'png' | 'docx' | 'xlsx' | 'odt' | 'ods' | 'txt')[];
  maxSizeMb?: number;
  maxFiles?: number;
  source?: string;
  assumption?: true;
  reason?: string;
}
export interface ImageField {
  type: 'image';
  id: FieldId;
  label: Text;
  help?: Text;
  /**
   * true, or a condition.
   */
  required?: boolean | Rule;
  visible?: Rule;
  value?: Rule;
  checks?: Check[];
  sensitivity?: Sensitivity;
  /**
   * Cases are found by its value.
   */
  searchable?: boolean;
  /**
   * Its value may stand in events, lists, totals and facts.
   */
  listed?: boolean;
  /**
   * What the field holds when the form is first opened.
   */
  prefill?: 'previous' | 'unit' | 'subject' | 'account' | 'fact';
  prefillFact?: FieldId;
  prefillFrom?: FieldId;
  maxSizeMb?: number;
  maxFiles?: number;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Rows that all have the same columns.
 */
export interface TableField {
  type: 'table';
  id: FieldId;
  label: Text;
  help?: Text;
  /**
   * true, or a condition.
   */
  required?: boolean | Rule;
  visible?: Rule;
  value?: Rule;
  checks?: Check[];
  sensitivity?: Sensitivity;
  /**
   * Cases are found by its value.
   */
  searchable?: boolean;
  /**
   * Its value may stand in events, lists, totals and facts.
   */
  listed?: boolean;
  /**
   * What the field holds when the form is first opened.
   */
  prefill?: 'previous' | 'unit' | 'subject' | 'account' | 'fact';
  prefillFact?: FieldId;
  prefillFrom?: FieldId;
  fields?: Field[];
  minRows?: number;
  maxRows?: number;
  /**
   * Columns added up at the foot.
   */
  totals?: FieldId[];
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * A statement to be ticked before sending.
 */
export interface DeclarationField {
  type: 'declaration';
  id: FieldId;
  label: Text;
  help?: Text;
  /**
   * true, or a condition.
   */
  required?: boolean | Rule;
  visible?: Rule;
  value?: Rule;
  checks?: Check[];
  sensitivity?: Sensitivity;
  /**
   * Cases are found by its value.
   */
  searchable?: boolean;
  /**
   * Its value may stand in events, lists, totals and facts.
   */
  listed?: boolean;
  /**
   * What the field holds when the form is first opened.
   */
  prefill?: 'previous' | 'unit' | 'subject' | 'account' | 'fact';
  prefillFact?: FieldId;
  prefillFrom?: FieldId;
  text?: Text;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * The fields after it, up to the next section, belong to it.
 */
export interface SectionField {
  type: 'section';
  id: FieldId;
  label: Text;
  help?: Text;
  visible?: Rule;
  /**
   * Begins a new page of the form.
   */
  newPage?: boolean;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * A passage of guidance, not a question.
 */
export interface NoteField {
  type: 'note';
  id: FieldId;
  label: Text;
  help?: Text;
  visible?: Rule;
  tone?: 'info' | 'warning';
  source?: string;
  assumption?: true;
  reason?: string;
}
export interface FormFile {
  $schema?: string;
  thidua: 1;
  id: Id;
  title: Text;
  help?: Text;
  /**
   * In the order they are shown; the fields after a section belong to it.
   */
  fields: Field[];
  /**
   * Conditions over several fields at once.
   */
  checks?: Check[];
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Sends the form being filled.
 */
export interface SubmitAction {
  kind: 'submit';
  id: Id;
  label: Text;
  to: Id;
  when?: Rule;
  reason?: 'none' | 'optional' | 'required';
  reasonMinLength?: number;
  tone?: 'primary' | 'neutral' | 'danger';
  /**
   * One letter of the keyboard.
   */
  key?: string;
  says?: Text;
  source?: string;
  assumption?: true;
}
/**
 * Decides, and moves to another step.
 */
export interface MoveAction {
  kind: 'move';
  id: Id;
  label: Text;
  to: Id;
  when?: Rule;
  reason?: 'none' | 'optional' | 'required';
  reasonMinLength?: number;
  tone?: 'primary' | 'neutral' | 'danger';
  /**
   * One letter of the keyboard.
   */
  key?: string;
  says?: Text;
  /**
   * At a step that signs: with false this action takes no number.
   */
  signs?: boolean;
  source?: string;
  assumption?: true;
}
/**
 * Sends back for correction, with remarks per field.
 */
export interface ReturnAction {
  kind: 'return';
  id: Id;
  label: Text;
  to: Id;
  when?: Rule;
  reason?: 'none' | 'optional' | 'required';
  reasonMinLength?: number;
  tone?: 'primary' | 'neutral' | 'danger';
  /**
   * One letter of the keyboard.
   */
  key?: string;
  says?: Text;
  /**
   * Remarks per field with the return.
   */
  remarks?: 'optional' | 'required';
  /**
   * Whether it comes straight back to whoever returned it, or goes through every step anew.
   */
  resume?: 'returner' | 'again';
  source?: string;
  assumption?: true;
}
/**
 * Whoever holds the role at the unit above the case's own, on a line.
 */
export interface RoleAboveAssignee {
  kind: 'roleAbove';
  role: Id;
  level: Id;
  line: Id;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Whoever holds the role at the case's own unit.
 */
export interface RoleAtUnitAssignee {
  kind: 'roleAtUnit';
  role: Id;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Whoever may submit the entry.
 */
export interface SubmitterAssignee {
  kind: 'submitter';
  source?: string;
  assumption?: true;
  reason?: string;
}
export interface CouncilAssignee {
  kind: 'council';
  role: Id;
  source?: string;
  assumption?: true;
  reason?: string;
}
export interface ClusterHeadAssignee {
  kind: 'clusterHead';
  cluster?: Id;
  source?: string;
  assumption?: true;
  reason?: string;
}
export interface PeersAssignee {
  kind: 'peers';
  n: number;
  by: 'rotation' | 'lot';
  role?: Id;
  source?: string;
  assumption?: true;
  reason?: string;
}
export interface AccountAssignee {
  kind: 'account';
  field: FieldId;
  source?: string;
  assumption?: true;
  reason?: string;
}
export interface CandidatesAssignee {
  kind: 'candidates';
  rule: Rule;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * The submitter fills the form.
 */
export interface FillStep {
  kind: 'fill';
  id: Id;
  title: Text;
  help?: Text;
  valid?: Validity;
  assignee: Assignee;
  actions: Action[];
  deadline?: RelativeDate;
  reminders?: Reminder[];
  escalations?: Escalation[];
  paper?: Paper;
  separation?: Separation;
  fields?: FieldRights;
  checklist?: ChecklistItem[];
  /**
   * While this lasts the clock stands still.
   */
  pauses?: ('consult' | 'return' | 'wait')[];
  /**
   * Whether somebody who typed in a paper for another may confirm it.
   */
  onBehalf?: boolean;
  /**
   * false: after the step’s deadline it can no longer be sent the first time.
   */
  late?: boolean;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Outside this span a case goes to the step named by `otherwise`.
 */
export interface Validity {
  from?: Day;
  to?: Day;
  otherwise: Id;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * A reminder while the task waits; not sent once it is done.
 */
export interface Reminder {
  id: Id;
  at: RelativeDate;
  to?: Audience;
  notify: Id;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Tells an audience.
 */
export interface TellEscalation {
  kind: 'tell';
  id: Id;
  at: RelativeDate;
  notify: Id;
  to: Audience;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Tells whoever holds the role at a unit above.
 */
export interface TellNextLevelEscalation {
  kind: 'tellNextLevel';
  id: Id;
  at: RelativeDate;
  notify: Id;
  role: Id;
  level: Id;
  line: Id;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Gives the task to somebody else.
 */
export interface ReassignEscalation {
  kind: 'reassign';
  id: Id;
  at: RelativeDate;
  notify?: Id;
  assignee: Assignee;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Gives the task to the level above.
 */
export interface RaiseEscalation {
  kind: 'raise';
  id: Id;
  at: RelativeDate;
  notify?: Id;
  assignee: Assignee;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Chooses an action by itself.
 */
export interface ActEscalation {
  kind: 'act';
  id: Id;
  at: RelativeDate;
  notify?: Id;
  action: Id;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * The paper that is printed at the step, laid out as administrative documents are: a proposal, a decision ...
 */
export interface Paper {
  title: Text;
  /**
   * The words of the paper, a file a language in the folder documents.
   */
  template: {
    vi: string;
    en?: string;
    source?: string;
    assumption?: true;
    reason?: string;
  };
  /**
   * On a dossier: the list that goes with the paper; none without it.
   */
  list?: 'all' | 'approved';
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Who must not decide at the step.
 */
export interface Separation {
  /**
   * Whoever acted at these steps must not decide here.
   */
  notSameAs?: Id[];
  /**
   * Nobody of the case’s own unit may decide.
   */
  notOfSubjectUnit?: boolean;
  /**
   * At a step that decides a dossier line by line: whoever acted on a case does not decide its line; somebody else decides it, and they sign the rest.
   */
  notActedOnLine?: boolean;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Which fields the step may see, must fill and may correct.
 */
export interface FieldRights {
  /**
   * All unless said otherwise.
   */
  see?: 'all' | FieldId[];
  fill?: FieldId[];
  /**
   * The old value and the new one both stand.
   */
  correct?: 'all' | FieldId[];
  form?: Id;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * A question to answer before deciding: yes, no, not applicable.
 */
export interface ChecklistItem {
  id: Id;
  text: Text;
  basis?: string;
  answer?: Rule;
  /**
   * Unless it is met, nothing can be approved.
   */
  required?: boolean;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * One person looks and decides.
 */
export interface ReviewStep {
  kind: 'review';
  id: Id;
  title: Text;
  help?: Text;
  valid?: Validity;
  assignee: Assignee;
  actions: Action[];
  deadline?: RelativeDate;
  reminders?: Reminder[];
  escalations?: Escalation[];
  separation?: Separation;
  fields?: FieldRights;
  checklist?: ChecklistItem[];
  /**
   * While this lasts the clock stands still.
   */
  pauses?: ('consult' | 'return' | 'wait')[];
  /**
   * Whether somebody who typed in a paper for another may confirm it.
   */
  onBehalf?: boolean;
  /**
   * On a dossier: each line may be approved, refused or returned; what is not said otherwise follows the outcome of the whole.
   */
  lines?: boolean;
  deciders?: {
    rule: 'one' | 'all' | 'any' | 'count' | 'percent';
    k?: number;
    percent?: number;
    source?: string;
    assumption?: true;
    reason?: string;
  };
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Several judges score by criteria.
 */
export interface ScoreStep {
  kind: 'score';
  id: Id;
  title: Text;
  help?: Text;
  valid?: Validity;
  assignee: Assignee;
  actions?: Action[];
  deadline?: RelativeDate;
  reminders?: Reminder[];
  escalations?: Escalation[];
  separation?: Separation;
  fields?: FieldRights;
  checklist?: ChecklistItem[];
  /**
   * While this lasts the clock stands still.
   */
  pauses?: ('consult' | 'return' | 'wait')[];
  /**
   * Whether somebody who typed in a paper for another may confirm it.
   */
  onBehalf?: boolean;
  mean?: 'mean' | 'trimmedMean';
  gap?: Decimal;
  judges?: number;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * A council votes.
 */
export interface VoteStep {
  kind: 'vote';
  id: Id;
  title: Text;
  help?: Text;
  valid?: Validity;
  assignee: Assignee;
  actions?: Action[];
  deadline?: RelativeDate;
  reminders?: Reminder[];
  escalations?: Escalation[];
  separation?: Separation;
  fields?: FieldRights;
  checklist?: ChecklistItem[];
  /**
   * While this lasts the clock stands still.
   */
  pauses?: ('consult' | 'return' | 'wait')[];
  /**
   * Whether somebody who typed in a paper for another may confirm it.
   */
  onBehalf?: boolean;
  quorum?: number;
  /**
   * The share is of all members, of those present, or of the votes cast.
   */
  denominator?: 'members' | 'present' | 'voted';
  threshold?: number;
  ballot?: 'secret' | 'open';
  written?: boolean;
  tie?: 'chair' | 'rejected' | 'again';
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * One person signs; the decision has a number and a date.
 */
export interface DecideStep {
  kind: 'decide';
  id: Id;
  title: Text;
  help?: Text;
  valid?: Validity;
  assignee: Assignee;
  actions: Action[];
  deadline?: RelativeDate;
  reminders?: Reminder[];
  escalations?: Escalation[];
  paper?: Paper;
  separation?: Separation;
  fields?: FieldRights;
  checklist?: ChecklistItem[];
  /**
   * While this lasts the clock stands still.
   */
  pauses?: ('consult' | 'return' | 'wait')[];
  /**
   * Whether somebody who typed in a paper for another may confirm it.
   */
  onBehalf?: boolean;
  document?: Id;
  numbering?: Id;
  /**
   * On a dossier: each line may be approved, refused or returned; what is not said otherwise follows the outcome of the whole.
   */
  lines?: boolean;
  /**
   * Where it is issued elsewhere (signed above, say), whoever records it types the document’s number and date.
   */
  issued?: 'here' | 'outside';
  /**
   * A document issued elsewhere may be about several cases, which then bear one number. Without it a number that another case has is refused.
   */
  sharedNumber?: boolean;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * The cases that wait here are put by a person, or at a date, into one dossier with a list. The dossier is a case of its own; decisions are per line.
 */
export interface GatherStep {
  kind: 'gather';
  id: Id;
  title: Text;
  help?: Text;
  valid?: Validity;
  assignee: Assignee;
  dossier: Id;
  /**
   * To which step a case goes once its line of the dossier is decided.
   */
  results: {
    approved: Id;
    refused: Id;
    returned: Id;
    source?: string;
    assumption?: true;
    reason?: string;
  };
  at?: RelativeDate;
  /**
   * What may be done with a single case before it is gathered, such as returning it.
   */
  actions?: Action[];
  deadline?: RelativeDate;
  reminders?: Reminder[];
  escalations?: Escalation[];
  separation?: Separation;
  fields?: FieldRights;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Several bodies give an opinion at once; silence past the time means none.
 */
export interface ConsultStep {
  kind: 'consult';
  id: Id;
  title: Text;
  help?: Text;
  valid?: Validity;
  reminders?: Reminder[];
  escalations?: Escalation[];
  fields?: FieldRights;
  bodies: ConsultBody[];
  silence?: Duration;
  /**
   * Each body chooses one.
   */
  answers: OpinionAnswer[];
  sensitivity?: Sensitivity;
  to: Id;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * A body, and who answers for it.
 */
export interface ConsultBody {
  id: Id;
  title: Text;
  assignee: Assignee;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * An answer the body asked may choose.
 */
export interface OpinionAnswer {
  id: Id;
  label: Text;
  /**
   * Whether the opinion must be written out; optional without it.
   */
  text?: 'none' | 'optional' | 'required';
  tone?: 'primary' | 'neutral' | 'danger';
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Posts a list for objections.
 */
export interface PostStep {
  kind: 'post';
  id: Id;
  title: Text;
  help?: Text;
  valid?: Validity;
  assignee?: Assignee;
  actions?: Action[];
  deadline?: RelativeDate;
  reminders?: Reminder[];
  escalations?: Escalation[];
  separation?: Separation;
  fields?: FieldRights;
  checklist?: ChecklistItem[];
  /**
   * While this lasts the clock stands still.
   */
  pauses?: ('consult' | 'return' | 'wait')[];
  /**
   * Whether somebody who typed in a paper for another may confirm it.
   */
  onBehalf?: boolean;
  days: number;
  objections?: Id;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Branches that run at once.
 */
export interface ParallelStep {
  kind: 'parallel';
  id: Id;
  title: Text;
  help?: Text;
  valid?: Validity;
  branches: Id[];
  join: 'all' | 'k' | 'first';
  k?: number;
  to: Id;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * No person: the first rule that holds chooses the next step.
 */
export interface RouteStep {
  kind: 'route';
  id: Id;
  title: Text;
  help?: Text;
  valid?: Validity;
  /**
   * The first that holds is taken.
   */
  rules: RouteRule[];
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * A condition and the step it leads to; the last one always holds.
 */
export interface RouteRule {
  id?: Id;
  when?: Rule;
  to: Id;
  /**
   * Marks the rule that always holds, the last one.
   */
  otherwise?: boolean;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Nobody acts: it waits for a day, a rule or another case. Exactly one of the three is named.
 */
export interface WaitStep {
  kind: 'wait';
  id: Id;
  title: Text;
  help?: Text;
  valid?: Validity;
  until?: RelativeDate;
  rule?: Rule;
  for?: Id;
  to: Id;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Asks another system and checks its answer.
 */
export interface CallStep {
  kind: 'call';
  id: Id;
  title: Text;
  help?: Text;
  valid?: Validity;
  url: string;
  answer?: {};
  timeout?: Duration;
  to: Id;
  onTimeout?: Id;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * The case ends with an outcome.
 */
export interface EndStep {
  kind: 'end';
  id: Id;
  title: Text;
  help?: Text;
  /**
   * How the case ended.
   */
  outcome: 'approved' | 'rejected' | 'withdrawn' | 'cancelled' | 'revoked' | 'closed';
  source?: string;
  assumption?: true;
  reason?: string;
}
export interface WorkflowFile {
  $schema?: string;
  thidua: 1;
  id: Id;
  title: Text;
  start: Id;
  steps: Step[];
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * When, to whom, by which channels, with which text.
 */
export interface Notification {
  id: Id;
  title: Text;
  /**
   * Without it: only sent when a reminder or escalation names it.
   */
  on?: 'tasked' | 'submitted' | 'returned' | 'decided' | 'ended' | 'corrected' | 'reminded';
  /**
   * Sent by itself only for cases of these entries; for every entry without it.
   */
  entries?: Id[];
  to?: Audience;
  channels: ('inApp' | 'mail' | 'sms' | 'webhook')[];
  /**
   * Path of a file in the folder, such as messages/reminder.vi.hbs.
   */
  template: {
    vi: string;
    en?: string;
    source?: string;
    assumption?: true;
    reason?: string;
  };
  digest?: Duration;
  quietHours?: {
    from: Time;
    to: Time;
    source?: string;
    assumption?: true;
    reason?: string;
  };
  source?: string;
  assumption?: true;
  reason?: string;
}
export interface NotificationFile {
  $schema?: string;
  thidua: 1;
  notifications: Notification[];
  source?: string;
  assumption?: true;
  reason?: string;
}
export interface ListFile {
  $schema?: string;
  thidua: 1;
  id: Id;
  title: Text;
  choices: Choice[];
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Days off and days worked instead of one year.
 */
export interface Year {
  /**
   * Days off that fall on weekdays otherwise worked.
   */
  off: NamedDay[];
  /**
   * Weekend days worked instead.
   */
  worked: NamedDay[];
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * A day with its name, so that it can be explained.
 */
export interface NamedDay {
  date: Day;
  name: string;
  source?: string;
  assumption?: true;
  reason?: string;
}
export interface CalendarFile {
  $schema?: string;
  thidua: 1;
  id: Id;
  title?: Text;
  /**
   * IANA name, such as Asia/Ho_Chi_Minh.
   */
  timezone: string;
  /**
   * 1 is Monday, 7 is Sunday.
   */
  week: number[];
  /**
   * The stretches of work of a day, in order, without overlap.
   */
  hours: {
    from: Time;
    to: Time;
    source?: string;
    assumption?: true;
    reason?: string;
  }[];
  /**
   * Days off and days worked instead, by year; a year that is not here is not known, and nothing is guessed.
   */
  years: {
    [k: string]: Year;
  };
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * A unit, with the time it exists and the units above it on each line.
 */
export interface Unit {
  uid: Id;
  code?: string;
  name: string;
  level: Id;
  /**
   * The unit above on each line, for a time.
   */
  parents: {
    line: Id;
    unit: Id;
    from?: Day;
    to?: Day;
    source?: string;
    assumption?: true;
    reason?: string;
  }[];
  /**
   * Oldest first, each with the last day it was borne.
   */
  formerNames?: {
    name: string;
    to: Day;
    source?: string;
    assumption?: true;
    reason?: string;
  }[];
  validFrom?: Day;
  validTo?: Day;
  /**
   * The units that take over; with several, somebody decides which.
   */
  successors?: Id[];
  source?: string;
  assumption?: true;
  reason?: string;
}
export interface OrganisationFile {
  $schema?: string;
  thidua: 1;
  id: Id;
  title: Text;
  /**
   * From the top down.
   */
  levels: {
    id: Id;
    title: Text;
    source?: string;
    assumption?: true;
    reason?: string;
  }[];
  /**
   * Such as the police and the committee.
   */
  lines: {
    id: Id;
    title: Text;
    source?: string;
    assumption?: true;
    reason?: string;
  }[];
  roles: {
    id: Id;
    title: Text;
    level?: Id;
    line?: Id;
    /**
     * Work that no unit answers for waits for whoever holds it.
     */
    administers?: true;
    source?: string;
    assumption?: true;
    reason?: string;
  }[];
  units: Unit[];
  clusters?: {
    id: Id;
    title: Text;
    units: Id[];
    head?: Id;
    from?: Day;
    to?: Day;
    source?: string;
    assumption?: true;
    reason?: string;
  }[];
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Exists from the day of the reorganisation.
 */
export interface NewUnit {
  uid: Id;
  code?: string;
  name: string;
  level: Id;
  parents: {
    line: Id;
    unit: Id;
    source?: string;
    assumption?: true;
    reason?: string;
  }[];
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * Exists until the day before the reorganisation.
 */
export interface UnitEnd {
  unit: Id;
  /**
   * One takes over everything; with several the administrator chooses when it is applied; with none the work goes where its step says instead.
   */
  successors?: Id[];
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * The units named, or all of a level that have a place on the line.
 */
export interface ParentChange {
  line: Id;
  level?: Id;
  /**
   * Instead of a whole level.
   */
  units?: Id[];
  parent?: Id;
  source?: string;
  assumption?: true;
  reason?: string;
}
export interface RoleMove {
  role: Id;
  /**
   * Only who holds it at these units.
   */
  units?: Id[];
  people: 'follow' | 'end';
  as?: Id;
  to?: Id;
  source?: string;
  assumption?: true;
  reason?: string;
}
/**
 * What changes in an organisation from a day on: units that end, new units, new parents, roles that move. Applied once, to the organisation, every running case and everybody.
 */
export interface ReorganisationFile {
  $schema?: string;
  thidua: 1;
  id: Id;
  title: Text;
  organisation: Id;
  from: Day;
  units?: NewUnit[];
  ends?: UnitEnd[];
  parents?: ParentChange[];
  /**
   * How the people who hold roles move; the first rule that fits a person is the one that holds. A role that is not named ends with its unit.
   */
  roles?: RoleMove[];
  source?: string;
  assumption?: true;
  reason?: string;
}
