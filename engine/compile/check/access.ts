import { type Issue, issue } from '../../issues/index.ts';
import type { Access, Assignee, Audience, Sensitivity, Step } from '../../model/generated/definitions.ts';
import type { Campaign, CompiledEntry, CompiledStep } from '../../workflow/campaign.ts';

/** From what everybody may see to what almost nobody may. */
const sensitivities: readonly Sensitivity[] = ['public', 'internal', 'personal', 'sensitive'];

/** A role that meets a case, and how far it is from the case's own unit. */
interface Holder {
  role: string;
  /** The line on which the role's unit lies above; absent when it is the case's own unit. */
  above?: string;
}

/**
 * Whether those who have work to do may see it: nothing listed means not seen. An assignee must be able to read
 * every field its step shows; somebody who is told should at least be able to open the case.
 */
export function checkAccess(campaign: Campaign): Issue[] {
  return Object.values(campaign.entries).flatMap((entry) => [
    ...nobodySees(entry),
    ...entry.workflow.steps.flatMap((step) => [
      ...assigneeIssues(entry, step),
      ...recipientIssues(entry, step),
    ]),
  ]);
}

function nobodySees({ id, access, source, pointer }: CompiledEntry): Issue[] {
  return access.length > 0 ? [] : [issue('access.entry.nobody', { source, pointer }, { entry: id })];
}

function assigneeIssues(entry: CompiledEntry, { definition: step, id, pointer }: CompiledStep): Issue[] {
  if (!('assignee' in step) || !step.assignee || entry.access.length === 0) return [];
  const holder = holderOf(step.assignee, entry);
  if (!holder) return [];
  const seen = shown(entry, step);
  const needs = Math.max(0, ...seen.map(({ sensitivity }) => sensitivities.indexOf(sensitivity)));
  const state = entry.workflow.start === id ? 'due' : 'running';
  const best = Math.max(
    -1,
    ...entry.access
      .filter((one) => covers(one, holder) && (one.states?.includes(state) ?? true))
      .map(({ sees }) => sensitivities.indexOf(sees)),
  );
  if (best >= needs) return [];
  const hidden = seen.filter(({ sensitivity }) => sensitivities.indexOf(sensitivity) > best);
  return [
    issue(
      'access.assignee.cannot_read',
      { source: entry.workflow.source, pointer: `${pointer}/assignee` },
      {
        role: holder.role,
        step: id,
        entry: entry.id,
        fields: hidden.map((field) => field.id),
        needs: sensitivities[needs]!,
      },
    ),
  ];
}

/** The fields a step shows that hold an answer. */
function shown({ form }: CompiledEntry, step: Step) {
  const see = ('fields' in step ? step.fields?.see : undefined) ?? 'all';
  return form.fields.filter(({ id, kind }) => kind.answered && (see === 'all' || see.includes(id)));
}

function recipientIssues(entry: CompiledEntry, { definition: step, pointer }: CompiledStep): Issue[] {
  const told: { holder: Holder; at: string }[] = [];
  if ('reminders' in step)
    for (const [index, { to }] of (step.reminders ?? []).entries())
      told.push(...audienceHolder(to, entry, `${pointer}/reminders/${index}/to`));
  if ('escalations' in step)
    for (const [index, escalation] of (step.escalations ?? []).entries()) {
      const at = `${pointer}/escalations/${index}`;
      if (escalation.kind === 'tell') told.push(...audienceHolder(escalation.to, entry, `${at}/to`));
      if (escalation.kind === 'tellNextLevel')
        told.push({ holder: { role: escalation.role, above: escalation.line }, at: `${at}/role` });
    }
  return told
    .filter(({ holder }) => entry.access.length > 0 && !entry.access.some((one) => covers(one, holder)))
    .map(({ holder, at }) =>
      issue(
        'access.recipient.cannot_open',
        { source: entry.workflow.source, pointer: at },
        { role: holder.role, entry: entry.id },
      ),
    );
}

function audienceHolder(
  audience: Audience | undefined,
  entry: CompiledEntry,
  at: string,
): { holder: Holder; at: string }[] {
  if (audience?.kind === 'submitter') return [{ holder: { role: entry.definition.submitter.role }, at }];
  if (audience?.kind !== 'role') return [];
  const { role, line } = audience;
  return [{ holder: { role, ...(line === undefined ? {} : { above: line }) }, at }];
}

/** The role an assignee is, where it can be told from the definition. */
function holderOf(assignee: Assignee, entry: CompiledEntry): Holder | undefined {
  if (assignee.kind === 'submitter') return { role: entry.definition.submitter.role };
  if (assignee.kind === 'roleAtUnit') return { role: assignee.role };
  return assignee.kind === 'roleAbove' ? { role: assignee.role, above: assignee.line } : undefined;
}

/** Does a line of the access list reach the cases that a role meets? */
function covers({ role, at, line }: Access, holder: Holder): boolean {
  if (role !== holder.role) return false;
  return holder.above === undefined || (at === 'below' && (line === undefined || line === holder.above));
}
