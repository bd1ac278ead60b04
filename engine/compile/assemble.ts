import { type CompiledForm, compileForm } from '../forms/index.ts';
import { hasErrors, type Issue } from '../issues/index.ts';
import type { Notification, Text } from '../model/generated/definitions.ts';

import {
  type Campaign,
  type CompiledEntry,
  type CompiledFact,
  type CompiledNotification,
  compileWorkflow,
} from '../workflow/index.ts';
import { compileFacts, factsUsed, factTypes } from './facts.ts';
import type { Linked, LocatedEntry } from './link.ts';
import { named } from './named.ts';

/** A campaign put together as far as its parts allow, and what was found in compiling them. */
export interface Assembled {
  /** Null when some entry, or the campaign's own file, could not be put together. */
  campaign: Campaign | null;
  issues: Issue[];
}

/** Seconds in which an act of one's own may be taken back, unless the campaign says otherwise. */
const undoSeconds = 30;

/** Kinds of period after which there is another, so that a form may look back at the last one. */
const recurring: ReadonlySet<string> = new Set(['phase', 'week', 'month', 'quarter', 'year']);

/**
 * Compiles every form, and every workflow against the form of each entry that joins the two, and puts the
 * campaign together. What rules see of the campaign, such as the ids of its phases, is known here. `broken` are
 * the paths of files that have errors of their own.
 */
export function assemble(linked: Linked, broken: ReadonlySet<string>, version: string): Assembled {
  const { campaign: definition, entries, groups, organisation } = linked;
  const issues: Issue[] = [];
  const forms = named<CompiledForm>();
  const names = {
    ...(organisation ? { levels: organisation.levels.map(({ id }) => id) } : {}),
    ...(definition ? { phases: definition.phases.map(({ id }) => id) } : {}),
    groups: groups.map(({ id }) => id),
    entries: entries.map((one) => one.definition.id),
    facts: factTypes(definition?.facts),
  };
  const ofOrganisation = organisation && {
    id: organisation.id,
    levels: organisation.levels.map(({ id }) => id),
    lines: organisation.lines.map(({ id }) => id),
  };

  for (const [id, file] of Object.entries(linked.forms)) {
    const using = entries.filter((one) => one.definition.form === id);
    const { form, issues: found } = compileForm(file, {
      source: `forms/${id}.json`,
      lists: linked.lists,
      names,
      previous: using.every((one) => recurring.has(one.definition.per)),
      ...(ofOrganisation ? { organisation: ofOrganisation } : {}),
    });
    issues.push(...found.filter((one) => !namesBrokenList(one, broken)));
    if (form) forms[id] = form;
  }

  const { facts, issues: ofFacts } = compileFacts(linked, forms);
  issues.push(...ofFacts);

  const compiled = new Map<string, ReturnType<typeof compileWorkflow>>();
  const made = named<CompiledEntry>();
  for (const entry of entries) {
    const form = forms[entry.definition.form];
    const file = linked.workflows[entry.definition.workflow];
    if (!form || !file) continue;
    const key = `${file.id} ${form.id} ${recurring.has(entry.definition.per)}`;
    let found = compiled.get(key);
    if (!found) {
      found = compileWorkflow(file, {
        source: `workflows/${file.id}.json`,
        form,
        names,
        previous: recurring.has(entry.definition.per),
        ...(definition ? { opens: definition.opens, closes: definition.closes } : {}),
      });
      compiled.set(key, found);
      issues.push(...found.issues);
    }
    if (found.workflow) made[entry.definition.id] = entryOf(entry, form, found.workflow, linked);
  }

  const whole = definition && Object.keys(made).length === entries.length && !hasErrors(issues);
  return { campaign: whole ? campaignOf(linked, version, made, forms, facts) : null, issues };
}

/** A list that is there but has an error of its own is not unknown: one mistake is told once. */
function namesBrokenList({ code, params }: Issue, broken: ReadonlySet<string>): boolean {
  return code === 'reference.list.unknown' && broken.has(`lists/${params['name']}.json`);
}

function entryOf(
  { definition, source, pointer, group }: LocatedEntry,
  form: CompiledForm,
  workflow: CompiledEntry['workflow'],
  { campaign }: Linked,
): CompiledEntry {
  return {
    definition,
    id: definition.id,
    title: definition.title,
    source,
    pointer,
    ...(group === undefined ? {} : { group }),
    form,
    workflow,
    facts: factsUsed(campaign?.facts, definition, form, workflow),
    access: [...(campaign?.access ?? []), ...(definition.access ?? [])],
  };
}

function campaignOf(
  linked: Linked,
  version: string,
  entries: Record<string, CompiledEntry>,
  forms: Record<string, CompiledForm>,
  facts: Record<string, CompiledFact>,
): Campaign {
  const definition = linked.campaign!;
  return {
    id: definition.id,
    version,
    definition,
    title: definition.title,
    timezone: definition.timezone,
    calendar: definition.calendar,
    organisation: definition.organisation,
    opens: definition.opens,
    closes: definition.closes,
    phases: definition.phases,
    groups: linked.groups,
    bundles: definition.bundles ?? [],
    entries,
    forms,
    facts,
    notifications: named(linked.notifications.map((one) => [one.id, notificationOf(one, linked.texts)])),
    papers: named(Object.entries(linked.texts).filter(([path]) => path.startsWith('documents/'))),
    roles: linked.roles,
    roleTitles: roleTitlesOf(linked),
    levelTitles: named((linked.organisation?.levels ?? []).map(({ id, title }) => [id, title])),
    undoSeconds: definition.undoSeconds ?? undoSeconds,
  };
}

/** What roles are called: the campaign's word before the organisation's. */
function roleTitlesOf({ campaign, organisation, roles }: Linked): Record<string, Text> {
  const titles: Record<string, Text> = {};
  for (const { id, title } of organisation?.roles ?? []) titles[`${organisation!.id}/${id}`] = title;
  for (const { id, title } of campaign?.roles ?? []) titles[roles[id] ?? id] = title;
  return titles;
}

function notificationOf(
  definition: Notification,
  texts: Readonly<Record<string, string>>,
): CompiledNotification {
  const { id, title, template } = definition;
  const english = template.en ?? (title.en === undefined ? undefined : template.vi);
  return {
    definition,
    id,
    texts: {
      vi: { title: title.vi, body: texts[template.vi] ?? '' },
      en: english === undefined ? undefined : { title: title.en ?? title.vi, body: texts[english] ?? '' },
    },
  };
}
