import type { Language } from '../issues/index.ts';
import type { Text } from '../model/generated/definitions.ts';
import type { Campaign, CompiledWorkflow } from '../workflow/campaign.ts';
import { workflowPicture } from '../workflow/index.ts';
import { said, shownDay } from './texts.ts';
import type { CampaignLine } from './views.ts';

type Marked = { text: Text; assumption?: true; source?: string };

/** What a campaign says of itself, for reading: aims, scope, direction, measures, phases, groups, milestones. */
export function describeCampaign(
  campaign: Campaign,
  language: Language,
): Pick<CampaignLine, 'description' | 'phases' | 'groups' | 'workflows'> {
  const file = campaign.definition;
  const labels = {
    issuer: { vi: 'Cơ quan phát động', en: 'Issuer' },
    aims: { vi: 'Mục tiêu', en: 'Aim' },
    scope: { vi: 'Phạm vi', en: 'Scope' },
    subjects: { vi: 'Đối tượng', en: 'Subjects' },
    direction: { vi: 'Chỉ đạo', en: 'Direction' },
    measures: { vi: 'Biện pháp', en: 'Measure' },
    milestones: { vi: 'Mốc', en: 'Milestone' },
  };
  const statement = (label: keyof typeof labels, one: Marked) => ({
    label: labels[label][language],
    text: said(one.text, language),
    assumption: one.assumption === true,
    ...(one.source ? { source: one.source } : {}),
  });
  const marked = (one: { title: Text; assumption?: true; source?: string }): Marked => ({
    ...one,
    text: one.title,
  });
  return {
    description: [
      statement('issuer', { text: file.issuer }),
      ...(file.aims ?? []).map((one) => statement('aims', one)),
      ...(file.scope ?? []).map((one) => statement('scope', one)),
      ...(file.subjects ?? []).map((one) => statement('subjects', one)),
      ...(file.direction ?? []).map((one) => statement('direction', one)),
      ...(file.measures ?? []).map((one) => statement('measures', one)),
      ...(file.milestones ?? []).map((one) => statement('milestones', marked(one))),
    ],
    phases: campaign.phases.map((phase) => ({
      title: said(phase.title, language),
      dates: `${shownDay(phase.opens)} – ${shownDay(phase.closes)}`,
      ...(phase.slogan ? { slogan: said(phase.slogan, language) } : {}),
    })),
    groups: campaign.groups.map((group) => ({
      ...(group.number ? { number: group.number } : {}),
      title: said(group.title, language),
      entries: Object.values(campaign.entries)
        .filter((entry) => entry.group === group.id)
        .map((entry) => said(entry.title, language)),
    })),
    workflows: workflowsOf(campaign).map((workflow) => ({
      id: workflow.id,
      ...workflowPicture(workflow, campaign, language),
    })),
  };
}

/** A workflow may serve several entries: it is drawn once. */
function workflowsOf(campaign: Campaign): CompiledWorkflow[] {
  return [
    ...new Map(
      Object.values(campaign.entries).map(({ workflow }) => [workflow.id, workflow] as const),
    ).values(),
  ];
}
