import type { Issue, Language } from '../../issues/index.ts';
import type { Batch, BatchVerdict } from '../../model/batch.ts';
import type { RefusalIssue } from '../../model/command.ts';
import type { Choice, Text } from '../../model/generated/definitions.ts';
import type { EntryPlan, MigrationPlan } from '../../model/migration.ts';
import type { Campaign, CompiledEntry } from '../../workflow/campaign.ts';
import {
  entryNamed,
  goneChoices,
  proposeMigration,
  shownInstant,
  shownPeriod,
  stepKinds,
} from '../../workflow/index.ts';
import { said } from '../texts.ts';
import { type MigrationOutcome, type MigrationTold, migrationOutcomes } from './migration-verdicts.ts';

/** A plan to be edited: what is told by itself is only counted, unless an entry is opened. */
export interface PlanView {
  entries: EntryPlanView[];
  ended: boolean;
}

export interface EntryPlanView {
  id: string;
  title: string;
  /** The new version has no such entry: its cases stay. */
  gone: boolean;
  /** What whoever signs should know of the entry as a whole. */
  issues: Issue[];
  /** The entry it is in the new version, where that has another id. */
  heir?: MappingView;
  steps: MappingView[];
  fields: MappingView[];
  choices: (MappingView & { field: string })[];
  /** How many steps and fields are the same in both and are not shown. */
  same: { steps: number; fields: number };
  /** Everything is shown. */
  open: boolean;
}

/** One line of a plan: something of the old version and what it may be in the new. */
export interface MappingView {
  /** Name of the control. */
  name: string;
  title: string;
  kind: string;
  reason: string;
  options: { value: string; title: string; selected: boolean }[];
  issues: Issue[];
}

/** A migration as its page shows it. */
export interface MigrationView {
  id: string;
  campaign: string;
  state: Batch['state'];
  by: string;
  at: string;
  note?: string;
  signedOff?: { by: string; at: string };
  total: number;
  done: number;
  undoUntil?: string;
  groups: { outcome: string; count: number }[];
  /** Answers that are lost, and typed ones in drafts, by field. */
  lost: { entry: string; field: string; sent: number; typed: number }[];
  /** What the plan changes, in words. */
  changes: { entry: string; from: string; to: string | null }[];
  /** How many cases came out otherwise than they had been rehearsed. */
  differs: number;
  /** How the undo went. */
  undone: { undone: number; refused: number; nothing: number };
}

/** One case of a migration. */
export interface MigrationCaseView {
  id: string;
  title: string;
  unit: string;
  step: string;
  stepAfter?: string;
  due?: { before: string | null; after: string | null };
  lost: string[];
  rehearsed?: string;
  undone?: string;
  issues: RefusalIssue[];
}

/** The name of a plan's control: what it is about, apart by what no id holds. */
const control = (...parts: string[]): string => parts.join('/');

/** What is shown of a plan, with the reasons of the proposal and what the check says of each line. */
export function planView(
  plan: MigrationPlan,
  from: Campaign,
  to: Campaign,
  issues: readonly Issue[],
  open: string | null,
  language: Language,
): PlanView {
  const { reasons, plan: proposed } = proposeMigration(from, to);
  const entries = Object.values(from.entries).map((entry): EntryPlanView => {
    const own = plan.entries[entry.id];
    const target = targetOf(own, entry.id, to);
    const title = said(entry.title, language);
    const place = `/entries/${entry.id}`;
    const about = {
      id: entry.id,
      title,
      open: open === entry.id,
      issues: issues.filter(({ pointer }) => pointer === place),
      ...heirOf(entry, own, to, issues, language),
    };
    if (!target || !own)
      return { ...about, gone: true, steps: [], fields: [], choices: [], same: { steps: 0, fields: 0 } };
    const words = reasons[entry.id];
    const isProposed = proposed.entries[entry.id];
    const issuesOf = (kind: string, id: string): Issue[] =>
      issues.filter(({ pointer }) => pointer === `/entries/${entry.id}/${kind}/${id}`);
    const line = (
      kind: 'steps' | 'fields',
      id: string,
      what: { title: string; kind: string },
      options: MappingView['options'],
    ): MappingView => ({
      name: control(kind, entry.id, id),
      ...what,
      reason: own[kind][id] === isProposed?.[kind][id] ? said(words?.[kind][id], language) : '',
      options,
      issues: issuesOf(kind, id),
    });
    const isPlain = (kind: 'steps' | 'fields', id: string): boolean =>
      own[kind][id] === id && issuesOf(kind, id).length === 0;
    const stepOptions = (selected: string | null | undefined) =>
      options(
        target.workflow.steps.map(({ id, definition }) => [id, definition.title]),
        selected,
        language,
      );
    const asked = target.form.fields.filter(({ bound }) => bound);
    const fieldOptions = (selected: string | null | undefined) =>
      options(
        asked.map(({ id, definition }) => [id, definition.label]),
        selected,
        language,
      );
    const steps = entry.workflow.steps.filter(({ id }) => about.open || !isPlain('steps', id));
    const answered = entry.form.fields.filter(({ bound }) => bound);
    const fields = answered.filter(({ id }) => about.open || !isPlain('fields', id));
    return {
      ...about,
      gone: false,
      steps: steps.map(({ id, kind, definition }) =>
        line(
          'steps',
          id,
          { title: said(definition.title, language) || id, kind: stepKinds.of(kind).ends ? 'end' : kind },
          stepOptions(own.steps[id]),
        ),
      ),
      fields: fields.map(({ id, definition, kind }) =>
        line(
          'fields',
          id,
          { title: said(definition.label, language) || id, kind: said(kind.title, language) },
          fieldOptions(own.fields[id]),
        ),
      ),
      choices: choicesAsked(own, entry, target).map(({ field, choice, into }) => ({
        name: control('choices', entry.id, field.id, choice.id),
        field: said(field.definition.label, language),
        title: said(choice.label, language),
        kind: '',
        reason: '',
        options: options(
          into.map(({ id, label }) => [id, label]),
          own.choices[field.id]?.[choice.id],
          language,
        ),
        issues: [],
      })),
      same: {
        steps: entry.workflow.steps.length - steps.length,
        fields: answered.length - fields.length,
      },
    };
  });
  return { entries, ended: plan.ended };
}

/** The entry of the new version that a plan makes of an old one. */
function targetOf(
  plan: EntryPlan | null | undefined,
  id: string,
  { entries }: Campaign,
): CompiledEntry | undefined {
  return entries[plan?.entry ?? id];
}

/** The line on which an entry that has another id now is brought along or left behind. */
function heirOf(
  { id }: CompiledEntry,
  own: EntryPlan | null | undefined,
  to: Campaign,
  issues: readonly Issue[],
  language: Language,
): { heir?: MappingView } {
  const heir = entryNamed(to, id);
  if (!heir || heir.id === id) return {};
  const title = `${said(heir.title, language)} (${heir.id})`;
  return {
    heir: {
      name: control('entry', id),
      title: '',
      kind: '',
      reason: '',
      options: [{ value: heir.id, title, selected: own?.entry === heir.id }],
      issues: issues.filter(({ pointer }) => pointer === `/entries/${id}/entry`),
    },
  };
}

/** Choices of a plan's fields that go by no such id any more. */
function choicesAsked(plan: EntryPlan, entry: CompiledEntry, target: CompiledEntry) {
  return entry.form.fields.flatMap((field) => {
    const to = plan.fields[field.id];
    const after = to === null || to === undefined ? undefined : target.form.byId[to];
    const into: readonly Choice[] = after?.choices ?? [];
    if (!field.choices || after?.type !== field.type) return [];
    return goneChoices(field.choices, into).map((choice) => ({ field, choice, into }));
  });
}

function options(
  things: readonly (readonly [string, Text | undefined])[],
  selected: string | null | undefined,
  language: Language,
): MappingView['options'] {
  return things.map(([value, text]) => ({
    value,
    title: said(text, language) || value,
    selected: value === selected,
  }));
}

/** A plan with what a page sent laid over it. What is not named stays; what names nothing is left to the check. */
export function planTyped(
  base: MigrationPlan,
  from: Campaign,
  to: Campaign,
  typed: Readonly<Record<string, unknown>>,
): MigrationPlan {
  const entries: MigrationPlan['entries'] = {};
  // What was left behind and is to come along after all begins with what is proposed.
  const proposed = (): MigrationPlan => proposeMigration(from, to).plan;
  for (const [id, standing] of Object.entries(base.entries)) {
    const heir = typed[control('entry', id)];
    const own = heir === '' ? null : (standing ?? (heir ? proposed().entries[id] : null));
    const [entry, target] = [from.entries[id], targetOf(own, id, to)];
    if (!own || !entry || !target) {
      entries[id] = own ?? null;
      continue;
    }
    const chosen = (name: string, standing: string | null | undefined): string | null => {
      const value = typed[name];
      return typeof value === 'string' ? (value === '' ? null : value) : (standing ?? null);
    };
    const plan: EntryPlan = {
      ...(own.entry === undefined ? {} : { entry: own.entry }),
      steps: {},
      fields: {},
      choices: {},
    };
    for (const step of entry.workflow.steps)
      plan.steps[step.id] = chosen(control('steps', id, step.id), own.steps[step.id]);
    for (const field of entry.form.fields)
      if (field.bound) plan.fields[field.id] = chosen(control('fields', id, field.id), own.fields[field.id]);
    for (const { field, choice } of choicesAsked(plan, entry, target)) {
      const now = chosen(control('choices', id, field.id, choice.id), own.choices[field.id]?.[choice.id]);
      plan.choices[field.id] = { ...plan.choices[field.id], [choice.id]: now };
    }
    entries[id] = plan;
  }
  const ended = typed['_sent'] === undefined ? base.ended : typed['ended'] === 'true';
  return { ...base, entries, ended };
}

/** A migration in words. */
export function migrationView(
  batch: Batch,
  from: Campaign,
  to: Campaign,
  names: { by: string; signedOff?: string },
  language: Language,
): MigrationView {
  const { counts } = batch;
  const shown = (at: string): string => shownInstant(at, from.timezone);
  const plan = batch.plan as unknown as MigrationPlan;
  return {
    id: batch._id,
    campaign: batch.campaign!,
    state: batch.state,
    by: names.by,
    at: shown(batch.at),
    ...(batch.note ? { note: batch.note } : {}),
    ...(batch.signedOff ? { signedOff: { by: names.signedOff ?? '', at: shown(batch.signedOff.at) } } : {}),
    total: batch.total,
    done: batch.done,
    ...(batch.undoUntil ? { undoUntil: shown(batch.undoUntil) } : {}),
    groups: migrationOutcomes.flatMap((outcome) =>
      counts[outcome] ? [{ outcome, count: counts[outcome] }] : [],
    ),
    lost: lostFields(counts, from, language),
    changes: changesOf(plan, from, to, language),
    differs: counts['differs'] ?? 0,
    undone: {
      undone: counts['undone'] ?? 0,
      refused: counts['undoRefused'] ?? 0,
      nothing: counts['undoNothing'] ?? 0,
    },
  };
}

function lostFields(counts: Readonly<Record<string, number>>, from: Campaign, language: Language) {
  const lost = new Map<string, MigrationView['lost'][number]>();
  for (const [name, n] of Object.entries(counts)) {
    const [kind, entry, field] = name.split(':');
    if ((kind !== 'lost' && kind !== 'typed') || entry === undefined || field === undefined) continue;
    const known = lost.get(`${entry}:${field}`) ?? {
      entry: said(from.entries[entry]?.title, language) || entry,
      field: labelOf(from, entry, field, language),
      sent: 0,
      typed: 0,
    };
    lost.set(`${entry}:${field}`, { ...known, [kind === 'lost' ? 'sent' : 'typed']: n });
  }
  return [...lost.values()];
}

function labelOf({ entries }: Campaign, entry: string, field: string, language: Language): string {
  return said(entries[entry]?.form.byId[field]?.definition.label, language) || field;
}

function changesOf(plan: MigrationPlan, from: Campaign, to: Campaign, language: Language) {
  return Object.entries(plan.entries).flatMap(([id, own]): MigrationView['changes'] => {
    const [entry, target] = [from.entries[id], targetOf(own, id, to)];
    if (!own || !entry || !target) return [];
    const title = said(entry.title, language);
    const step = ({ workflow }: CompiledEntry, of: string): string =>
      said(workflow.byId[of]?.definition.title, language) || of;
    const field = ({ form }: CompiledEntry, of: string): string =>
      said(form.byId[of]?.definition.label, language) || of;
    const moved = (
      names: Record<string, string | null>,
      called: (entry: CompiledEntry, id: string) => string,
    ): MigrationView['changes'] =>
      Object.entries(names).flatMap(([old, now]) =>
        old === now
          ? []
          : [{ entry: title, from: called(entry, old), to: now === null ? null : called(target, now) }],
      );
    const renamed = own.entry === undefined ? [] : [{ entry: title, from: id, to: own.entry }];
    return [...renamed, ...moved(own.steps, step), ...moved(own.fields, field)];
  });
}

/** A case of a migration in words. */
export function migrationCaseView(
  { case: id, data, issues = [], undone }: BatchVerdict,
  from: Campaign,
  to: Campaign,
  language: Language,
): MigrationCaseView {
  const told = (data ?? {}) as unknown as MigrationTold;
  const entry = from.entries[told.entry];
  const stepOf = ({ entries }: Campaign, entry: string, step: string): string =>
    said(entries[entry]?.workflow.byId[step]?.definition.title, language) || step;
  const shown = (at: string | undefined): string | null =>
    at === undefined ? null : shownInstant(at, from.timezone);
  const title = `${said(entry?.title, language) || told.entry}, ${shownPeriod(told.period, language)}`;
  const step = told.step === undefined ? '' : stepOf(from, told.entry, told.step);
  const stepAfter =
    told.stepAfter === undefined ? '' : stepOf(to, told.entryAfter ?? told.entry, told.stepAfter);
  const lost = [...new Set([...(told.lost ?? []), ...(told.lostTyped ?? [])])];
  const { dueBefore, dueAfter } = told;
  const undoIssues = (told.undoIssues ?? []) as unknown as RefusalIssue[];
  return {
    id,
    title,
    unit: told.unit,
    step,
    ...(stepAfter !== '' && stepAfter !== step ? { stepAfter } : {}),
    ...(dueBefore === undefined && dueAfter === undefined
      ? {}
      : { due: { before: shown(dueBefore), after: shown(dueAfter) } }),
    lost: lost.map((field) => labelOf(from, told.entry, field, language)),
    ...(told.rehearsed === undefined ? {} : { rehearsed: told.rehearsed }),
    ...(undone === undefined ? {} : { undone }),
    issues: [...issues, ...undoIssues],
  };
}

/** Is a word the name of an outcome? */
export function isOutcome(word: string): word is MigrationOutcome {
  return (migrationOutcomes as readonly string[]).includes(word);
}
