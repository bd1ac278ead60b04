import { type Issue, issue } from '../../issues/index.ts';
import type { Access, Sensitivity, Step } from '../../model/generated/definitions.ts';
import type { Campaign, CompiledEntry, CompiledStep } from '../../workflow/index.ts';
import { type AskedRole, assignedRoles, toldRoles } from '../roles-asked.ts';

/** From what everybody may see to what almost nobody may. */
const sensitivities: readonly Sensitivity[] = ['public', 'internal', 'personal', 'sensitive'];

/**
 * Whether those who have work to do may see it: nothing listed means not seen. An assignee must be able to read
 * every field its step shows; somebody who is told should at least be able to open the case. Roles and lines
 * that do not exist were told when they were looked up.
 */
export function checkAccess(campaign: Campaign, lines: ReadonlySet<string>): Issue[] {
  const exists = ({ role, line }: AskedRole): boolean =>
    Object.hasOwn(campaign.roles, role) && (line === undefined || lines.has(line));
  const entries = Object.values(campaign.entries);
  const issues = entries.flatMap((entry) => {
    if (entry.access.length === 0)
      return [
        issue('access.entry.nobody', { source: entry.source, pointer: entry.pointer }, { entry: entry.id }),
      ];
    const ofSteps = entry.workflow.steps.flatMap((step) => [
      ...assigneeIssues(entry, step, exists),
      ...recipientIssues(entry, step, exists),
      ...opinionIssues(entry, step, exists),
    ]);
    return [...ofSteps, ...typistIssues(campaign, entry)];
  });
  return [...issues, ...addingIssues(campaign, entries)];
}

/** The place of a rule of an entry's list: the campaign's rules stand before the entry's own. */
function placeOf(campaign: Campaign, entry: CompiledEntry, n: number): { source: string; pointer: string } {
  const general = campaign.definition.access?.length ?? 0;
  return n < general
    ? { source: 'campaign.json', pointer: `/access/${n}` }
    : { source: entry.source, pointer: `${entry.pointer}/access/${n - general}` };
}

/** Whoever types in what came on paper has to see the form. */
function typistIssues(campaign: Campaign, entry: CompiledEntry): Issue[] {
  const start = entry.workflow.byId[entry.workflow.start];
  if (!start || entry.definition.subject === 'cases') return [];
  const seen = shown(entry, start.definition);
  return entry.access.flatMap((rule, n) => {
    if (rule.enterOnBehalf !== true || !Object.hasOwn(campaign.roles, rule.role)) return [];
    const best = Math.max(
      ...entry.access
        .filter(({ role, states }) => role === rule.role && (states?.includes('due') ?? true))
        .map(({ sees }) => sensitivities.indexOf(sees)),
      -1,
    );
    const hidden = seen.filter(({ sensitivity }) => sensitivities.indexOf(sensitivity) > best);
    if (hidden.length === 0) return [];
    const needs = Math.max(...hidden.map(({ sensitivity }) => sensitivities.indexOf(sensitivity)));
    const params = {
      role: rule.role,
      entry: entry.id,
      fields: hidden.map(({ id }) => id),
      needs: sensitivities[needs]!,
    };
    return [issue('access.typist.cannot_read', placeOf(campaign, entry, n), params)];
  });
}

/** A right to add subjects is used where its role begins cases about them. */
function addingIssues(campaign: Campaign, entries: readonly CompiledEntry[]): Issue[] {
  const used = new Map<Access, boolean>();
  const places = new Map<Access, { source: string; pointer: string }>();
  for (const entry of entries)
    for (const [n, rule] of entry.access.entries()) {
      if (rule.addSubjects !== true || !Object.hasOwn(campaign.roles, rule.role)) continue;
      const { subject, submitter } = entry.definition;
      const begins = subject !== 'unit' && subject !== 'cases' && submitter.role === rule.role;
      used.set(rule, begins || (used.get(rule) ?? false));
      places.set(rule, placeOf(campaign, entry, n));
    }
  return [...used].flatMap(([rule, is]) =>
    is ? [] : [issue('access.subjects.unused', places.get(rule)!, { role: rule.role })],
  );
}

type Exists = (asked: AskedRole) => boolean;

function assigneeIssues(entry: CompiledEntry, step: CompiledStep, exists: Exists): Issue[] {
  return assignedRoles(step, entry)
    .filter(({ asked }) => exists(asked))
    .flatMap(({ asked, pointer }) => assigneeIssue(entry, step, asked, pointer));
}

function assigneeIssue(entry: CompiledEntry, step: CompiledStep, asked: AskedRole, pointer: string): Issue[] {
  const seen = shown(entry, step.definition);
  const needs = Math.max(0, ...seen.map(({ sensitivity }) => sensitivities.indexOf(sensitivity)));
  // Nobody has sent anything while a case stands at its first step for the first time.
  const state = entry.workflow.start === step.id ? 'due' : 'running';
  const best = bestOf(entry, asked, state);
  if (best >= needs) return [];
  const hidden = seen.filter(({ sensitivity }) => sensitivities.indexOf(sensitivity) > best);
  return [
    issue(
      'access.assignee.cannot_read',
      { source: entry.workflow.source, pointer },
      {
        role: asked.role,
        step: step.id,
        entry: entry.id,
        fields: hidden.map((field) => field.id),
        needs: sensitivities[needs]!,
      },
    ),
  ];
}

/** Whoever goes on after a consultation has to read what was said. */
function opinionIssues(entry: CompiledEntry, { definition, pointer }: CompiledStep, exists: Exists): Issue[] {
  if (definition.kind !== 'consult') return [];
  const { to, sensitivity: needs = 'internal' } = definition;
  const next = entry.workflow.byId[to]!;
  const place = { source: entry.workflow.source, pointer: `${pointer}/sensitivity` };
  return assignedRoles(next, entry)
    .filter(({ asked }) => exists(asked) && bestOf(entry, asked, 'running') < sensitivities.indexOf(needs))
    .map(({ asked }) => issue('access.opinion.cannot_read', place, { role: asked.role, step: to, needs }));
}

/** The most a role may see of an entry's cases in a state; -1 where it may see none. */
function bestOf(entry: CompiledEntry, asked: AskedRole, state: 'due' | 'running'): number {
  return Math.max(
    -1,
    ...entry.access
      .filter((one) => covers(one, asked) && (one.states?.includes(state) ?? true))
      .map(({ sees }) => sensitivities.indexOf(sees)),
  );
}

/** The fields a step shows that hold an answer. */
function shown({ form }: CompiledEntry, step: Step): CompiledEntry['form']['fields'] {
  const see = ('fields' in step ? step.fields?.see : undefined) ?? 'all';
  return form.fields.filter(({ id, kind }) => kind.answered && (see === 'all' || see.includes(id)));
}

function recipientIssues(entry: CompiledEntry, step: CompiledStep, exists: Exists): Issue[] {
  return toldRoles(step, entry)
    .filter(({ asked }) => exists(asked) && !entry.access.some((one) => covers(one, asked)))
    .map(({ asked, pointer }) =>
      issue(
        'access.recipient.cannot_open',
        { source: entry.workflow.source, pointer },
        { role: asked.role, entry: entry.id },
      ),
    );
}

/** Does a line of the access list reach the cases that a role meets? */
function covers({ role, at, line }: Access, asked: AskedRole): boolean {
  if (role !== asked.role) return false;
  return asked.line === undefined || (at === 'below' && (line === undefined || line === asked.line));
}
