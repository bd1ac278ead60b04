import { addDays } from '../calendar/index.ts';
import type { CompiledForm } from '../forms/form.ts';
import { hasErrors, type Issue, type IssueCode, issue, nearest, type Param } from '../issues/index.ts';
import type {
  Action,
  Assignee,
  Audience,
  ChecklistItem,
  ConsultBody,
  Duration,
  Escalation,
  FieldRights,
  OpinionAnswer,
  RelativeDate,
  Reminder,
  Separation,
  Step,
  Validity,
  WorkflowFile,
} from '../model/generated/definitions.ts';
import type { Day } from '../model/time.ts';
import {
  type CompiledRule,
  compileRule,
  type RuleType,
  type Scope,
  type ScopeParts,
  scopeOf,
} from '../rules/index.ts';
import { actionKinds } from './actions/index.ts';
import { assigneeKinds } from './assignees/index.ts';
import { audienceKinds } from './audiences/index.ts';
import type { CompiledStep, CompiledWorkflow } from './campaign.ts';
import { escalationKinds } from './escalations/index.ts';
import { graphOf, leadsOf, reachedFrom, reachingEnd, ringsWithoutPerson } from './explore.ts';
import { isRefusal } from './return-path.ts';
import { fieldRead } from './rule-names.ts';
import { asksOf, type StepOf, stepKinds } from './steps/index.ts';
import { deadlineOf } from './timetable.ts';

/** What compiling a workflow needs besides its file. */
export interface WorkflowOptions {
  /** Path of the file in its campaign, `workflows/<id>.json`. */
  source: string;
  /** The form of the entry it is compiled for: its rules read that form's answers. */
  form: CompiledForm;
  /** What the campaign adds to the names that rules see; the form's answers and the steps are added here. */
  names?: Omit<ScopeParts, 'answers' | 'row' | 'previous' | 'steps'>;
  /** Whether the entry has periods, so that there may be answers of the last one; yes unless told. */
  previous?: boolean;
  /** First and last day of the campaign: validities are looked at within it. Without them, at their own days. */
  opens?: Day;
  closes?: Day;
}

/** Every part a step of any kind may have. */
type LooseStep = Step & {
  assignee?: Assignee;
  actions?: Action[];
  deadline?: RelativeDate;
  reminders?: Reminder[];
  escalations?: Escalation[];
  separation?: Separation;
  lines?: boolean;
  fields?: FieldRights;
  checklist?: ChecklistItem[];
  pauses?: string[];
  deciders?: { rule: string };
  valid?: Partial<Validity>;
  silence?: Duration;
  rules?: { id?: string; when?: string; to: string; otherwise?: boolean }[];
  bodies?: ConsultBody[];
  answers?: OpinionAnswer[];
  rule?: string;
};

/** Reports a problem at a pointer of the file. */
type Report = (code: IssueCode, pointer: string, params?: Record<string, Param>) => void;

/**
 * Compiles a workflow for an entry: words that are not built, names, rules with their types, ways between steps,
 * deadlines, validities and separations. A workflow with any error is not given out; warnings come along.
 */
export function compileWorkflow(
  file: WorkflowFile,
  options: WorkflowOptions,
): { workflow: CompiledWorkflow | null; issues: Issue[] } {
  const issues: Issue[] = [];
  const report: Report = (code, pointer, params) => {
    issues.push(issue(code, { source: options.source, pointer }, params));
  };
  const steps = file.steps as LooseStep[];
  const scope = scopeFor(file, options);
  checkNames(file, steps, report);
  const compiled = steps.map((step, index) => {
    const pointer = `/steps/${index}`;
    checkBuilt(step, pointer, report);
    checkStep(step, pointer, steps, options, report);
    return compileStep(step, pointer, scope, options.source, issues);
  });
  if (!issues.some(({ code }) => unsound.has(code))) checkWays(file, steps, report);
  checkValidities(steps, options, report);
  checkLaterFields(file, compiled, report);
  if (hasErrors(issues)) return { workflow: null, issues };
  const byId = Object.fromEntries(compiled.map((step) => [step.id, step]));
  const workflow: CompiledWorkflow = {
    id: file.id,
    source: options.source,
    definition: file,
    start: file.start,
    steps: compiled,
    byId,
  };
  return { workflow, issues };
}

/** What makes looking at the ways between steps pointless. */
const unsound: ReadonlySet<string> = new Set([
  'workflow.step.unknown',
  'workflow.type.not_built',
  'workflow.id.duplicate',
]);

function scopeFor(file: WorkflowFile, { form, names, previous = true }: WorkflowOptions): Scope {
  const answers: Record<string, RuleType> = {};
  for (const { id, kind, definition, settings, choices } of form.fields)
    if (kind.answered) answers[id] = kind.ruleType(definition, settings, choices);
  return scopeOf({
    ...names,
    steps: file.steps.map(({ id }) => id),
    answers,
    ...(previous ? {} : { previous: {} }),
  });
}

/** Ids used twice, and ways to steps that are not there. */
function checkNames(file: WorkflowFile, steps: readonly LooseStep[], report: Report): void {
  const ids = steps.map(({ id }) => id);
  const known = (name: string, pointer: string): void => {
    if (!ids.includes(name)) report('workflow.step.unknown', pointer, { name, nearest: nearest(name, ids) });
  };
  duplicates(steps, '/steps', words.step, report);
  known(file.start, '/start');
  steps.forEach((step, index) => {
    const pointer = `/steps/${index}`;
    for (const lead of leadsOf(step)) known(lead.to, pointer + lead.pointer);
    step.separation?.notSameAs?.forEach((other, n) => {
      known(other, `${pointer}/separation/notSameAs/${n}`);
    });
    duplicates(step.actions ?? [], `${pointer}/actions`, words.action, report);
    duplicates(step.checklist ?? [], `${pointer}/checklist`, words.item, report);
    const reminders = new Set((step.reminders ?? []).map(({ id }) => id));
    duplicates(step.bodies ?? [], `${pointer}/bodies`, words.body, report);
    duplicates(step.answers ?? [], `${pointer}/answers`, words.answer, report);
    duplicates(step.reminders ?? [], `${pointer}/reminders`, words.reminder, report);
    duplicates(step.escalations ?? [], `${pointer}/escalations`, words.reminder, report);
    step.escalations?.forEach(({ id }, n) => {
      if (reminders.has(id))
        report('workflow.id.duplicate', `${pointer}/escalations/${n}/id`, { id, ...words.reminder });
    });
  });
}

const words = {
  step: { what: 'bước', whatEn: 'step' },
  action: { what: 'hành động', whatEn: 'action' },
  item: { what: 'mục kiểm', whatEn: 'checklist item' },
  body: { what: 'cơ quan được hỏi', whatEn: 'body asked' },
  answer: { what: 'cách trả lời', whatEn: 'answer' },
  reminder: { what: 'lời nhắc hoặc báo cấp trên', whatEn: 'reminder or escalation' },
} as const;

function duplicates(
  items: readonly { id: string }[],
  pointer: string,
  what: Record<string, string>,
  report: Report,
): void {
  const seen = new Set<string>();
  items.forEach(({ id }, index) => {
    if (seen.has(id)) report('workflow.id.duplicate', `${pointer}/${index}/id`, { id, ...what });
    seen.add(id);
  });
}

/** Words of the language that a later build gives a meaning: refused where they stand, never ignored. */
function checkBuilt(step: LooseStep, pointer: string, report: Report): void {
  const refuse = (word: string, what: string, known: readonly string[], at: string): void =>
    report('workflow.type.not_built', pointer + at, { word, what, known });
  const look = (
    registry: { find(word: string): unknown; words(): string[] },
    word: string,
    what: string,
    at: string,
  ): void => {
    if (!registry.find(word)) refuse(word, what, registry.words(), at);
  };
  look(stepKinds, step.kind, 'kind', '/kind');
  for (const { assignee, pointer: at } of asksOf(stepKinds.find(step.kind), step))
    look(assigneeKinds, assignee.kind, 'assignee', `${at}/kind`);
  step.actions?.forEach(({ kind }, n) => {
    look(actionKinds, kind, 'action', `/actions/${n}/kind`);
  });
  const audience = (to: Audience | undefined, at: string): void => {
    if (to) look(audienceKinds, to.kind, 'audience', `${at}/kind`);
  };
  step.reminders?.forEach(({ to }, n) => {
    audience(to, `/reminders/${n}/to`);
  });
  step.escalations?.forEach((escalation, n) => {
    look(escalationKinds, escalation.kind, 'escalation', `/escalations/${n}/kind`);
    if (escalation.kind === 'tell') audience(escalation.to, `/escalations/${n}/to`);
  });
  if (step.deciders && step.deciders.rule !== 'one')
    refuse(step.deciders.rule, 'deciders', ['one'], '/deciders/rule');
  if (step.fields?.form !== undefined) refuse('form', 'fields', ['see', 'fill', 'correct'], '/fields/form');
}

/** What is wrong with one step by itself. */
function checkStep(
  step: LooseStep,
  pointer: string,
  steps: readonly LooseStep[],
  { form }: WorkflowOptions,
  report: Report,
): void {
  const kind = stepKinds.find(step.kind);
  kind?.check(step, (code, at) => report(code, pointer + at, { step: step.id }));
  step.actions?.forEach((action, n) => {
    if (action.kind === 'move' && action.signs !== undefined && kind && !kind.signs)
      report('workflow.action.signs_elsewhere', `${pointer}/actions/${n}/signs`, { step: step.id });
    const fits = actionKinds.find(action.kind)?.through !== 'submit' || kind?.fills;
    if (kind && !fits)
      report('workflow.action.kind', `${pointer}/actions/${n}/kind`, { kind: action.kind, step: step.kind });
  });
  const asks = asksOf(kind, step);
  if (asks.length === 0 && (step.deadline || step.reminders || step.escalations))
    report('workflow.deadline.no_assignee', pointer, { step: step.id });
  if (kind?.confirms && step.actions && mayStick(step, steps))
    report('workflow.step.may_stick', `${pointer}/actions`, { step: step.id });
  checkReminders(step, pointer, report);
  checkPauses(step, pointer, steps, report);
  checkSeparation(step, pointer, steps, report);
  checkFields(step, pointer, form, report);
  step.rules?.forEach((_, n, rules) => {
    if (n > 0 && rules.slice(0, n).some(({ when }) => when === undefined))
      report('workflow.route.after_otherwise', `${pointer}/rules/${n}`);
  });
  if (kind?.fills)
    step.checklist?.forEach(({ id, answer }, n) => {
      if (answer === undefined)
        report('workflow.checklist.at_fill', `${pointer}/checklist/${n}`, { item: id });
    });
}

/** Is every action conditional, so that a case may come where none can be chosen? */
function mayStick({ actions = [], checklist = [] }: LooseStep, steps: readonly LooseStep[]): boolean {
  const byRule = checklist.some(({ required, answer }) => required && answer !== undefined);
  const always = ({ kind, to, when }: Action): boolean => {
    if (when !== undefined) return false;
    if (!byRule || kind === 'return') return true;
    const end = steps.find(({ id }) => id === to) as Partial<StepOf<'end'>> | undefined;
    return end?.outcome !== undefined && isRefusal(end.outcome);
  };
  return actions.length > 0 && !actions.some(always);
}

/** Words in `pauses` that never come about, and a clock that is not there. */
function checkPauses(step: LooseStep, pointer: string, steps: readonly LooseStep[], report: Report): void {
  if (!step.pauses || step.pauses.length === 0) return;
  if (!step.deadline) report('workflow.pauses.no_deadline', `${pointer}/pauses`, { step: step.id });
  const goesAndComesBack = ({ to }: Action, word: string): boolean => {
    const other = steps.find(({ id }) => id === to);
    const kind = other && stepKinds.find(other.kind);
    return kind?.pauses === word && kind.leads(other!).every((lead) => lead.to === step.id);
  };
  step.pauses.forEach((word, n) => {
    const comesAbout = step.actions?.some((action) =>
      word === 'return'
        ? action.kind === 'return' && action.resume !== 'again'
        : action.kind === 'move' && goesAndComesBack(action, word),
    );
    if (!comesAbout) report('workflow.pauses.nothing', `${pointer}/pauses/${n}`, { step: step.id, word });
  });
}

function checkReminders(
  { silence, deadline = deadlineOf(silence), reminders, escalations }: LooseStep,
  pointer: string,
  report: Report,
): void {
  const fromDue = ({ after, before }: RelativeDate): boolean => (after ?? before) === 'due';
  reminders?.forEach(({ id, at }, n) => {
    const place = `${pointer}/reminders/${n}/at`;
    if (fromDue(at) && !deadline) report('workflow.deadline.missing', place, { id });
    else if (deadline && comesAfter(at, deadline))
      report('workflow.time.reminder_after_deadline', place, { id });
  });
  escalations?.forEach(({ id, at }, n) => {
    if (fromDue(at) && !deadline)
      report('workflow.deadline.missing', `${pointer}/escalations/${n}/at`, { id });
  });
  if (deadline && fromDue(deadline))
    report('workflow.deadline.missing', `${pointer}/deadline`, { id: 'deadline' });
}

/** Does a moment surely come after a deadline? Told only where both are counted alike. */
function comesAfter(at: RelativeDate, deadline: RelativeDate): boolean {
  if (at.after === 'due') return (at.offset ?? 0) > 0;
  if (at.date !== undefined || deadline.date !== undefined)
    return at.date !== undefined && deadline.date !== undefined && at.date > deadline.date;
  if ((at.after ?? at.before) !== (deadline.after ?? deadline.before) || at.unit !== deadline.unit)
    return false;
  const signed = ({ offset = 0, after }: RelativeDate): number => (after === undefined ? -offset : offset);
  return signed(at) > signed(deadline);
}

function checkSeparation(
  { id, assignee, separation, lines }: LooseStep,
  pointer: string,
  steps: readonly LooseStep[],
  report: Report,
): void {
  separation?.notSameAs?.forEach((other, n) => {
    const at = `${pointer}/separation/notSameAs/${n}`;
    if (other === id) report('workflow.separation.itself', at, { step: id });
    else {
      const step = steps.find((one) => one.id === other);
      if (step && asksOf(stepKinds.find(step.kind), step).length === 0)
        report('workflow.separation.no_person', at, { step: other });
    }
  });
  if (separation?.notActedOnLine && !lines)
    report('workflow.separation.no_lines', `${pointer}/separation/notActedOnLine`, { step: id });
  if (separation?.notOfSubjectUnit && (assignee?.kind === 'submitter' || assignee?.kind === 'roleAtUnit'))
    report('workflow.separation.submitter', `${pointer}/separation/notOfSubjectUnit`, { step: id });
}

function checkFields({ fields }: LooseStep, pointer: string, form: CompiledForm, report: Report): void {
  const known = form.fields.filter(({ bound }) => bound).map(({ id }) => id);
  for (const right of ['see', 'fill', 'correct'] as const) {
    const named = fields?.[right];
    if (!Array.isArray(named)) continue;
    named.forEach((name, n) => {
      const at = `${pointer}/fields/${right}/${n}`;
      if (!known.includes(name))
        report('workflow.field.unknown', at, { name, nearest: nearest(name, known) });
      else if (right === 'correct' && form.byId[name]!.value)
        report('workflow.field.computed', at, { field: name });
    });
  }
}

function compileStep(
  step: LooseStep,
  pointer: string,
  scope: Scope,
  source: string,
  issues: Issue[],
): CompiledStep {
  const rule = (text: string, at: string): CompiledRule | undefined => {
    const place = { source, pointer: pointer + at };
    const result = compileRule(text, scope, 'condition', place);
    issues.push(...result.issues);
    if (!result.ok) return undefined;
    return result.value;
  };
  const when: Record<string, CompiledRule> = {};
  step.actions?.forEach((action, n) => {
    const compiled = action.when === undefined ? undefined : rule(action.when, `/actions/${n}/when`);
    if (compiled) when[action.id] = compiled;
  });
  const checklist: Record<string, CompiledRule> = {};
  step.checklist?.forEach(({ id, answer }, n) => {
    const compiled = answer === undefined ? undefined : rule(answer, `/checklist/${n}/answer`);
    if (compiled) checklist[id] = compiled;
  });
  const routes = (step.rules ?? []).map(({ when: text, to }, n) => ({
    rule: text === undefined ? null : (rule(text, `/rules/${n}/when`) ?? null),
    to,
  }));
  const compiled: CompiledStep = {
    definition: step,
    id: step.id,
    kind: step.kind,
    pointer,
    when,
    checklist,
    routes,
  };
  const until = step.rule === undefined ? undefined : rule(step.rule, '/rule');
  if (until) compiled.until = until;
  return compiled;
}

/** Steps no way leads to, steps without a way to an end, rings in which nobody acts. */
function checkWays(file: WorkflowFile, steps: readonly LooseStep[], report: Report): void {
  const graph = graphOf(file);
  const reached = reachedFrom(graph, [file.start]);
  const ending = reachingEnd(graph);
  steps.forEach((step, index) => {
    const pointer = `/steps/${index}`;
    if (!reached.has(step.id)) report('workflow.step.unreachable', pointer, { step: step.id });
    if (!ending.has(step.id)) report('workflow.step.no_end', pointer, { step: step.id });
  });
  for (const ring of ringsWithoutPerson(graph))
    report('workflow.loop.no_person', `/steps/${steps.findIndex(({ id }) => id === ring[0])}`, {
      steps: ring,
    });
  steps.forEach((step, index) => {
    for (const { to, pointer, back } of leadsOf(step))
      if (back && !reachedFrom(graph, [to]).has(step.id))
        report('dossier.gather.return_forward', `/steps/${index}${pointer}`, { step: step.id, to });
    step.actions?.forEach(({ kind, to }, n) => {
      if (kind !== 'return' || to === step.id) return;
      const before = reachedFrom(graph, [to]).has(step.id);
      if (!before) report('workflow.action.return_forward', `/steps/${index}/actions/${n}/to`, { to });
    });
  });
}

/** Validities that lead nowhere: without `otherwise`, to itself, or to a step that is not valid then either. */
function checkValidities(
  steps: readonly LooseStep[],
  { opens, closes }: WorkflowOptions,
  report: Report,
): void {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const validOn = ({ valid }: LooseStep, day: Day): boolean =>
    (valid?.from === undefined || day >= valid.from) && (valid?.to === undefined || day <= valid.to);
  steps.forEach((step, index) => {
    const { valid } = step;
    if (!valid) return;
    const pointer = `/steps/${index}/valid`;
    const { from, to, otherwise } = valid;
    if (otherwise === undefined) {
      report('workflow.validity.no_otherwise', pointer, { step: step.id });
      return;
    }
    if (from !== undefined && to !== undefined && to < from) {
      report('workflow.validity.reversed', `${pointer}/to`, { step: step.id, from, to });
      return;
    }
    if (otherwise === step.id) {
      report('workflow.validity.itself', `${pointer}/otherwise`, { step: step.id });
      return;
    }
    const other = byId.get(otherwise);
    const day = other && invalidDay(step, other, validOn, opens, closes);
    if (day !== undefined)
      report('workflow.validity.otherwise_invalid', `${pointer}/otherwise`, {
        step: step.id,
        otherwise,
        day,
      });
  });
}

/** The first day, within the campaign, on which neither a step nor the one in its place is valid. */
function invalidDay(
  step: LooseStep,
  other: LooseStep,
  validOn: (step: LooseStep, day: Day) => boolean,
  opens: Day | undefined,
  closes: Day | undefined,
): Day | undefined {
  // Whether a step is valid changes only at its own first day and the day after its last.
  const turns = [step, other].flatMap(({ valid }) => [
    ...(valid?.from === undefined ? [] : [addDays(valid.from, -1), valid.from]),
    ...(valid?.to === undefined ? [] : [valid.to, addDays(valid.to, 1)]),
  ]);
  const days = [...turns, ...(opens === undefined ? [] : [opens]), ...(closes === undefined ? [] : [closes])];
  return days
    .filter((day) => (opens === undefined || day >= opens) && (closes === undefined || day <= closes))
    .sort()
    .find((day) => !validOn(step, day) && !validOn(other, day));
}

/**
 * Rules that read what nobody has filled yet: a field that only a fill step behind this one may fill. Told where
 * the steps name the fields they see.
 */
function checkLaterFields(file: WorkflowFile, compiled: readonly CompiledStep[], report: Report): void {
  const graph = graphOf(file);
  const fills = (file.steps as LooseStep[]).filter(({ kind }) => stepKinds.find(kind)?.fills);
  const fillersOf = (field: string): LooseStep[] =>
    fills.filter(({ fields }) => !Array.isArray(fields?.see) || fields.see.includes(field));
  for (const step of compiled) {
    // A step's own actions come after its own filling.
    const before = (id: string): boolean => id === step.id || reachedFrom(graph, [id]).has(step.id);
    const look = (rule: CompiledRule | null | undefined, at: string): void => {
      for (const path of rule?.reads ?? []) {
        const field = fieldRead(path);
        const fillers = fillersOf(field);
        if (fillers.length === 0 || fillers.length === fills.length) continue;
        if (!fillers.some(({ id }) => before(id)))
          report('workflow.rule.later_field', step.pointer + at, {
            field,
            steps: fillers.map(({ id }) => id),
          });
      }
    };
    const actions = (step.definition as LooseStep).actions ?? [];
    actions.forEach(({ id }, n) => {
      look(step.when[id], `/actions/${n}/when`);
    });
    look(step.until, '/rule');
    step.routes.forEach(({ rule }, n) => {
      look(rule, `/rules/${n}/when`);
    });
  }
}
