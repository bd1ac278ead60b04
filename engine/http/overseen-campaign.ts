import { type Door, notFound, type Visit } from './door.ts';

/** The campaign that was asked for, or the first the person oversees, with all they may choose from. */
export async function overseenCampaign({ app }: Door, visit: Visit) {
  const campaigns = await app.boards.campaignsOf(visit.viewer, visit.language);
  const asked = visit.asked('campaign');
  const campaign = campaigns.find((one) => asked === '' || one.id === asked);
  if (!campaign) throw notFound();
  return {
    campaign,
    /** What the page's choice of campaigns prints. */
    choice: {
      campaignTitle: campaign.title,
      campaigns: campaigns.map((one) => ({ ...one, selected: one.id === campaign.id })),
      several: campaigns.length > 1,
    },
  };
}
