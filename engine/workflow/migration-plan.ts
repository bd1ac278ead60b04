import type { CompiledForm } from '../forms/form.ts';
import { type Issue, type IssueCode, issue, nearest, type Param, type Place } from '../issues/index.ts';
import type { Choice, Text } from '../model/generated/definitions.ts';
import type { EntryPlan, MigrationPlan } from '../model/migration.ts';
import type { Campaign, CompiledEntry } from './campaign.ts';
import { entryNamed } from './entry-names.ts';
import { likelyHeir } from './entry-succession.ts';
import { stepPlaces } from './migration-steps.ts';
import { foldText } from './search-words.ts';
import { asksOf, stepKinds } from './steps/index.ts';

/** Why something of the old version is proposed to be that of the new, by its id. */
export interface EntryReasons {
  steps: Record<string, Text>;
  fields: Record<string, Text>;
}

/** A plan with the reasons of what it proposes, by entry. */
export interface ProposedMigration {
  plan: MigrationPlan;
  reasons: Record<string, EntryReasons>;
}

/**
 * Proposes how cases get from one version to another: what has the same id is the same, then what has the same
 * title, then what is called almost the same, then the step that is the only one of its kind at the same place (a
 * field is not told by its place: answers under another question would be wrong). Where none of these tells,
 * nothing is proposed, and a person chooses. An entry is that of the same id, or the one that says it had this id
 * before. Ended cases stay.
 */
export function proposeMigration(from: Campaign, to: Campaign): ProposedMigration {
  const plan: MigrationPlan = { from: from.version, to: to.version, entries: {}, ended: false };
  const reasons: Record<string, EntryReasons> = {};
  for (const entry of Object.values(from.entries)) {
    const target = entryNamed(to, entry.id);
    if (!target) {
      plan.entries[entry.id] = null;
      continue;
    }
    const steps = match(stepThings(entry), stepThings(target), true);
    const fields = match(fieldThings(entry.form), fieldThings(target.form));
    plan.entries[entry.id] = {
      ...(target.id === entry.id ? {} : { entry: target.id }),
      steps: idsOf(steps),
      fields: idsOf(fields),
      choices: choicesOf(entry.form, target.form, idsOf(fields)),
    };
    reasons[entry.id] = { steps: reasonsOf(steps), fields: reasonsOf(fields) };
  }
  return { plan, reasons };
}

/**
 * What is wrong with a plan, and what whoever signs it should know. Errors keep it from being rehearsed; what a
 * warning speaks of, the rehearsal counts. Places are pointers into the plan.
 */
export function checkMigration(plan: MigrationPlan, from: Campaign, to: Campaign): Issue[] {
  if (plan.from !== from.version || plan.to !== to.version)
    return [issue('migration.plan.versions', { source: 'plan', pointer: '' }, {})];
  const into = new Map<string, CompiledEntry>();
  return Object.values(from.entries).flatMap((entry): Issue[] => {
    const own = plan.entries[entry.id];
    const at = { source: 'plan', pointer: `/entries/${entry.id}` };
    const title = words('entry', entry.title, entry.id);
    if (!own) return [goneIssue(entry, from, to, at)];
    const name = own.entry ?? entry.id;
    const target = to.entries[name];
    if (!target && own.entry === undefined) return [goneIssue(entry, from, to, at)];
    const named = { source: 'plan', pointer: `${at.pointer}/entry` };
    if (!target)
      return [
        issue('migration.entry.unknown', named, { name, nearest: nearest(name, Object.keys(to.entries)) }),
      ];
    // What opens periods knows a case by this: without it the same report would be owed once more.
    if (entryNamed(to, entry.id) !== target)
      return [issue('migration.entry.not_formerly', named, { ...title, id: entry.id, name })];
    const earlier = into.get(name);
    if (earlier) {
      const other = words('other', earlier.title, earlier.id);
      return [issue('migration.entry.twice', named, { ...title, ...other })];
    }
    into.set(name, entry);
    return [...checkSteps(own, entry, target), ...checkFields(own, entry, target)];
  });
}

/** Cases of an entry stay; where another entry looks like it under another id, how to say that it is. */
function goneIssue(entry: CompiledEntry, from: Campaign, to: Campaign, at: Place): Issue {
  const title = words('entry', entry.title, entry.id);
  const likely = entryNamed(to, entry.id) ? undefined : likelyHeir(entry, from, to);
  if (!likely) return issue('migration.entry.stays', at, title);
  const other = words('other', likely.title, likely.id);
  return issue('migration.entry.renamed', at, { ...title, ...other, id: entry.id, name: likely.id });
}

/** Something of a version that has a counterpart in the other. */
interface Thing {
  id: string;
  title: string;
  kind: string;
}

/** What a thing is in the other version, and how that is known. */
type Match = { id: string; why: keyof typeof whys } | { id: null; why: 'none' };

const whys = {
  id: { vi: 'Cùng mã ở hai phiên bản.', en: 'The same id in both versions.' },
  idOtherKind: { vi: 'Cùng mã, nhưng nay là loại khác.', en: 'The same id, but of another kind now.' },
  title: { vi: 'Cùng tên.', en: 'The same title.' },
  place: {
    vi: 'Cùng loại và đứng đúng chỗ cũ.',
    en: 'The only one of its kind at the same place.',
  },
  alike: { vi: 'Tên gần giống và cùng loại.', en: 'Almost the same title, and of the same kind.' },
  none: {
    vi: 'Không thấy phần tương ứng ở phiên bản mới.',
    en: 'Nothing of the new version corresponds to it.',
  },
} as const satisfies Record<string, Text>;

/** How much of two titles' words must be the same for them to be called alike. */
const leastAlike = 0.5;

function match(olds: readonly Thing[], news: readonly Thing[], byPlace = false): Map<string, Match> {
  const found = new Map<string, Match>();
  const taken = new Set<string>();
  const free = (thing: Thing): boolean => !taken.has(thing.id);
  const take = (old: Thing, target: Thing | undefined, why: keyof typeof whys): void => {
    if (!target || found.has(old.id) || taken.has(target.id)) return;
    found.set(old.id, { id: target.id, why });
    taken.add(target.id);
  };
  for (const old of olds) {
    const same = news.find(({ id }) => id === old.id);
    take(old, same, same?.kind === old.kind ? 'id' : 'idOtherKind');
  }
  for (const old of olds) {
    const titled = news.filter((one) => free(one) && one.kind === old.kind && sameTitle(one, old));
    if (titled.length === 1) take(old, titled[0], 'title');
  }
  for (const old of olds)
    if (!found.has(old.id)) {
      const alike = news
        .filter((one) => free(one) && one.kind === old.kind)
        .map((one) => ({ one, share: alikeness(one.title, old.title) }))
        .sort((a, b) => b.share - a.share)[0];
      if (alike && alike.share >= leastAlike) take(old, alike.one, 'alike');
    }
  if (byPlace)
    for (const old of olds)
      if (!found.has(old.id)) take(old, atSamePlace(old, olds, news, found, taken), 'place');
  for (const old of olds) if (!found.has(old.id)) found.set(old.id, { id: null, why: 'none' });
  return found;
}

/** The only free one of a thing's kind between the counterparts of its neighbours, if it is the only such itself. */
function atSamePlace(
  old: Thing,
  olds: readonly Thing[],
  news: readonly Thing[],
  found: ReadonlyMap<string, Match>,
  taken: ReadonlySet<string>,
): Thing | undefined {
  const at = olds.indexOf(old);
  const counterpart = (thing: Thing): number => {
    const id = found.get(thing.id)?.id;
    return id === undefined || id === null ? -1 : news.findIndex((one) => one.id === id);
  };
  let first = at - 1;
  while (first >= 0 && counterpart(olds[first]!) < 0) first -= 1;
  let last = at + 1;
  while (last < olds.length && counterpart(olds[last]!) < 0) last += 1;
  const from = first < 0 ? -1 : counterpart(olds[first]!);
  const until = last >= olds.length ? news.length : counterpart(olds[last]!);
  const candidates = news.slice(from + 1, until).filter((one) => one.kind === old.kind && !taken.has(one.id));
  const rivals = olds.slice(first + 1, last).filter((one) => one.kind === old.kind && !found.has(one.id));
  return candidates.length === 1 && rivals.length === 1 ? candidates[0] : undefined;
}

function sameTitle(a: Thing, b: Thing): boolean {
  return a.title !== '' && foldText(a.title) === foldText(b.title);
}

/** The share of words that two titles have in common. */
function alikeness(a: string, b: string): number {
  const [one, other] = [a, b].map(
    (text) =>
      new Set(
        foldText(text)
          .split(/[^\p{L}\p{N}]+/u)
          .filter(Boolean),
      ),
  );
  const common = [...one!].filter((word) => other!.has(word)).length;
  return common === 0 ? 0 : common / Math.max(one!.size, other!.size);
}

function stepThings({ workflow }: CompiledEntry): Thing[] {
  return workflow.steps.map(({ id, kind, definition }) => ({ id, kind, title: definition.title?.vi ?? '' }));
}

function fieldThings({ fields }: CompiledForm): Thing[] {
  return fields
    .filter(({ bound }) => bound)
    .map(({ id, type, definition }) => ({ id, kind: type, title: definition.label.vi }));
}

function idsOf(matches: ReadonlyMap<string, Match>): Record<string, string | null> {
  return Object.fromEntries([...matches].map(([old, { id }]) => [old, id]));
}

function reasonsOf(matches: ReadonlyMap<string, Match>): Record<string, Text> {
  return Object.fromEntries([...matches].map(([old, { why }]) => [old, whys[why]]));
}

/** For each field whose choices are not all there any more: those that are gone, by the label they have now. */
function choicesOf(
  from: CompiledForm,
  to: CompiledForm,
  fields: Record<string, string | null>,
): EntryPlan['choices'] {
  const moved: EntryPlan['choices'] = {};
  for (const [old, target] of Object.entries(fields)) {
    const before = from.byId[old]?.choices;
    const after = target === null ? undefined : to.byId[target]?.choices;
    if (!before || !after) continue;
    const gone = goneChoices(before, after);
    if (gone.length === 0) continue;
    const things = (choices: readonly Choice[]): Thing[] =>
      choices.map(({ id, label }) => ({ id, kind: '', title: label.vi }));
    const fresh = after.filter(({ id }) => !before.some((one) => one.id === id));
    moved[old] = idsOf(match(things(gone), things(fresh)));
  }
  return moved;
}

/** Choices of a field that the other version does not have under that id. */
export function goneChoices(before: readonly Choice[], after: readonly Choice[]): Choice[] {
  return before.filter(({ id }) => !after.some((one) => one.id === id));
}

function checkSteps(plan: EntryPlan, entry: CompiledEntry, target: CompiledEntry): Issue[] {
  const { places } = stepPlaces(plan, entry.workflow, target.workflow);
  const known = target.workflow.steps.map(({ id }) => id);
  return entry.workflow.steps.flatMap(({ id, kind, definition }) => {
    const at = { source: 'plan', pointer: `/entries/${entry.id}/steps/${id}` };
    const step = words('step', definition.title, id);
    const named = plan.steps[id];
    if (named !== null && named !== undefined && !target.workflow.byId[named])
      return [issue('migration.step.unknown', at, { name: named, nearest: nearest(named, known) })];
    // Nobody stands at a step that is passed through.
    if (asksOf(stepKinds.of(kind), definition).length === 0 && !stepKinds.of(kind).waits) return [];
    const place = places[id];
    if (!place) return [issue('migration.step.unmapped', at, step)];
    if (stepKinds.of(place.to.kind).ends) return [issue('migration.step.ends', at, step)];
    return place.to.kind === kind ? [] : [issue('migration.step.kind', at, step)];
  });
}

/** Answers of these types are no text: they become nothing else. */
const unlike: ReadonlySet<string> = new Set(['file', 'declaration', 'table']);

function checkFields(plan: EntryPlan, entry: CompiledEntry, target: CompiledEntry): Issue[] {
  const { byId } = target.form;
  const into = new Map<string, string>();
  return fieldThings(entry.form).flatMap(({ id }): Issue[] => {
    const field = entry.form.byId[id]!;
    const at = { source: 'plan', pointer: `/entries/${entry.id}/fields/${id}` };
    const named = plan.fields[id];
    if (named === null || named === undefined) return [];
    const to = byId[named];
    if (!to?.bound)
      return [
        issue('migration.field.unknown', at, { name: named, nearest: nearest(named, Object.keys(byId)) }),
      ];
    const label = words('label', field.definition.label, id);
    const earlier = into.get(named);
    if (earlier !== undefined) {
      const other = words('other', entry.form.byId[earlier]!.definition.label, earlier);
      return [issue('migration.field.twice', at, { ...label, ...other })];
    }
    into.set(named, id);
    if (to.type !== field.type) {
      const types = {
        ...words('from', field.kind.title, field.type),
        ...words('to', to.kind.title, to.type),
      };
      const code: IssueCode =
        unlike.has(field.type) || unlike.has(to.type) ? 'migration.field.type' : 'migration.field.converted';
      return [issue(code, at, { ...label, ...types })];
    }
    const gone = goneChoices(field.choices ?? [], to.choices ?? []).filter((choice) => {
      const now = plan.choices[id]?.[choice.id];
      return now === null || now === undefined || !to.choices?.some((one) => one.id === now);
    });
    const choices = gone.map((choice) => choice.label.vi);
    return gone.length > 0 ? [issue('migration.choice.gone', at, { ...label, choices })] : [];
  });
}

function words(name: string, text: Text | undefined, id: string): Record<string, Param> {
  return { [name]: text?.vi ?? id, [`${name}En`]: text?.en ?? text?.vi ?? id };
}
