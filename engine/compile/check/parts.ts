import { type Issue, issue } from '../../issues/index.ts';
import type { CampaignFile } from '../../model/generated/definitions.ts';
import type { Linked } from '../link.ts';

/** A part the law asks of a campaign: where it is asked for, where it is stated, and whether it is. */
interface Part {
  part: string;
  basis: string;
  key: string;
  isStated: (campaign: CampaignFile, linked: Linked) => boolean;
}

const article = 'Luật Thi đua, khen thưởng 06/2022/QH15, Điều 17';

/**
 * The contents of a campaign by article 17 of the Law on Emulation and Commendation 06/2022/QH15: "mục tiêu,
 * phạm vi, đối tượng, nội dung và tiêu chí, thời gian, kế hoạch, biện pháp"; launching; inspection and
 * supervision; interim and final review and commendation. Time cannot be missing: the schema asks for it.
 */
const parts: readonly Part[] = [
  stated('aims', 'aims'),
  stated('scope', 'scope'),
  stated('subjects', 'subjects'),
  {
    part: 'criteria',
    basis: article,
    key: 'groups',
    isStated: (_, { groups }) => groups.some(({ criteria = [] }) => criteria.length > 0),
  },
  {
    part: 'plan',
    basis: article,
    key: 'plan',
    isStated: ({ plan }) => plan !== undefined,
  },
  stated('measures', 'measures'),
  milestone('launch'),
  milestone('inspection'),
  milestone('interimReview'),
  milestone('finalReview'),
  milestone('awards'),
];

function stated(part: string, key: 'aims' | 'scope' | 'subjects' | 'measures'): Part {
  return { part, basis: article, key, isStated: (campaign) => (campaign[key] ?? []).length > 0 };
}

function milestone(kind: NonNullable<CampaignFile['milestones']>[number]['kind']): Part {
  return {
    part: kind,
    basis: article,
    key: 'milestones',
    isStated: ({ milestones = [], launch }) =>
      milestones.some((one) => one.kind === kind) || (kind === 'launch' && launch !== undefined),
  };
}

/** A warning for every part the law asks of a campaign that this one does not state. */
export function checkParts(linked: Linked): Issue[] {
  const { campaign, entries } = linked;
  if (!campaign) return [];
  const place = { source: 'campaign.json', pointer: '' };
  const missing = parts
    .filter(({ isStated }) => !isStated(campaign, linked))
    .map(({ part, basis, key }) => issue('campaign.part.missing', place, { part, basis, key }));
  return entries.length > 0 ? missing : [...missing, issue('campaign.entries.none', place)];
}
