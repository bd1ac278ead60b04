import { type Issue, issue } from '../../issues/index.ts';
import { type Campaign, type CompiledEntry, type CompiledStep, stepKinds } from '../../workflow/index.ts';
import type { StepOf } from '../../workflow/steps/step-kind.ts';
import { assignedRoles, submitterRole } from '../roles-asked.ts';

/**
 * Whether what is gathered can be decided: a step gathers into an entry about cases, whose submitter is whoever
 * gathers; that entry's workflow begins with a form, so that its list can change, and has a step that decides line
 * by line; and only such entries have such steps.
 */
export function checkDossiers(campaign: Campaign): Issue[] {
  const entries = Object.values(campaign.entries);
  return [
    ...entries.flatMap((entry) =>
      gatheringSteps(entry).flatMap((step) => gatherIssues(campaign, entry, step)),
    ),
    ...entries.flatMap((entry) =>
      isDossier(entry)
        ? dossierIssues(entry, entries)
        : lineStepsOf(entry).map((step) => noList(entry, step)),
    ),
  ];
}

function isDossier({ definition }: CompiledEntry): boolean {
  return definition.subject === 'cases';
}

function gatheringSteps({ workflow }: CompiledEntry): CompiledStep[] {
  return workflow.steps.filter(({ kind }) => stepKinds.of(kind).gathers);
}

function lineStepsOf({ workflow }: CompiledEntry): CompiledStep[] {
  return workflow.steps.filter(({ definition }) => 'lines' in definition && definition.lines === true);
}

function gatherIssues(campaign: Campaign, entry: CompiledEntry, step: CompiledStep): Issue[] {
  const { dossier: id } = step.definition as StepOf<'gather'>;
  const place = (pointer: string) => ({ source: entry.workflow.source, pointer: step.pointer + pointer });
  // An entry that does not exist was told when names were looked up.
  const dossier = campaign.entries[id];
  if (!dossier) return [];
  if (!isDossier(dossier))
    return [issue('dossier.entry.not_cases', place('/dossier'), { step: step.id, entry: id })];
  const submitter = submitterRole(dossier);
  return assignedRoles(step, entry)
    .filter(({ asked: { role, level } }) => role !== submitter.role || level !== submitter.level)
    .map(({ asked: { role } }) =>
      issue('dossier.gather.other_person', place('/assignee'), {
        step: step.id,
        role,
        entry: id,
        submitter: submitter.role,
      }),
    );
}

function dossierIssues(entry: CompiledEntry, entries: readonly CompiledEntry[]): Issue[] {
  const { id, workflow, source, pointer, definition } = entry;
  const issues: Issue[] = [];
  const gathered = entries.some((one) =>
    gatheringSteps(one).some((step) => (step.definition as StepOf<'gather'>).dossier === id),
  );
  if (!gathered) issues.push(issue('dossier.entry.unused', { source, pointer }, { entry: id }));
  if (definition.owed)
    issues.push(issue('dossier.entry.owed', { source, pointer: `${pointer}/owed` }, { entry: id }));
  const start = workflow.byId[workflow.start]!;
  if (!stepKinds.of(start.kind).fills)
    issues.push(
      issue('dossier.workflow.no_fill', { source: workflow.source, pointer: '/start' }, { entry: id }),
    );
  if (lineStepsOf(entry).length === 0)
    issues.push(
      issue('dossier.workflow.no_line_step', { source: workflow.source, pointer: '/steps' }, { entry: id }),
    );
  return issues;
}

function noList(entry: CompiledEntry, step: CompiledStep): Issue {
  return issue(
    'dossier.workflow.no_list',
    { source: entry.workflow.source, pointer: `${step.pointer}/lines` },
    { step: step.id, entry: entry.id },
  );
}
