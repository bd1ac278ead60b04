import { Router } from 'express';
import type { Issue } from '../../issues/index.ts';
import { administrator, type Door, notFound, type Visit } from '../door.ts';
import { draftHref } from '../editor-drawing.ts';
import { sendZip } from '../send.ts';
import { drawWorkflow } from '../workflow-drawing.ts';

/** How many problems of a zip are shown at once. */
const mostShown = 50;
const longestNote = 300;

/** The campaigns as published, with the form that brings one in. */
export async function showCampaigns(
  door: Door,
  visit: Visit,
  errors?: { text: string; href?: string }[],
): Promise<void> {
  const [campaigns, drafts] = await Promise.all([
    door.app.boards.campaigns(visit.language),
    door.app.draftPages.drafts(visit.account, visit.language),
  ]);
  await visit.show(
    'campaigns',
    {
      title: visit.word('campaigns.title'),
      place: 'administration',
      desk: true,
      section: { campaigns: true },
      drafts,
      campaigns: campaigns.map((campaign) => ({
        ...campaign,
        errors: campaign.issues.filter((one) => one.severity === 'error').length,
        warnings: campaign.issues.filter((one) => one.severity === 'warning').length,
        workflows: campaign.workflows.map((one) => ({
          ...one,
          drawing: drawWorkflow(
            one,
            `flow-${campaign.id}-${one.id}`,
            visit.word('campaigns.workflow.drawing'),
          ),
        })),
        versions: campaign.versions.map((one) => ({
          ...one,
          short: one.version.slice(0, 12),
          zip: `/quan-tri/phong-trao/${campaign.id}/${one.number}/tai-ve`,
        })),
      })),
      ...(errors ? { errors } : {}),
    },
    errors ? 422 : 200,
  );
}

/** Why a zip is refused, each with its file and place, for the summary above the form. */
export function refusalsOf(visit: Visit, issues: readonly Issue[]): { text: string; href?: string }[] {
  const errors = issues.filter((one) => one.severity === 'error');
  const shown = errors.slice(0, mostShown).map((one) => {
    const [said] = visit.sentences([one]);
    const place = `${one.source}${one.pointer}`;
    return { text: place === '' ? said!.text : `${place}: ${said!.text}`, href: '#zip' };
  });
  const more = errors.length - shown.length;
  return more > 0 ? [...shown, { text: visit.word('campaigns.import.more', { count: more }) }] : shown;
}

/** The administrator's pages about campaigns: what is published, taking a version out, bringing one in. */
export function campaignRouter(door: Door): Router {
  const { archives } = door.app;
  const router = Router();

  router.get(
    '/quan-tri/phong-trao',
    administrator(door, (visit) => showCampaigns(door, visit)),
  );

  router.get(
    '/quan-tri/phong-trao/:campaign/:number/tai-ve',
    administrator(door, async ({ request, response, account }) => {
      const { campaign, number } = request.params;
      const exported = await archives.export(account, String(campaign), String(number));
      if (!exported) throw notFound();
      sendZip(request, response, exported);
    }),
  );

  router.get(
    '/quan-tri/phong-trao/nhap/:id',
    administrator(door, async (visit) => {
      const kept = await archives.kept(visit.account, idOf(visit), visit.language);
      if (!kept) return gone(visit);
      if (!kept.ok) return showCampaigns(door, visit, refusalsOf(visit, kept.issues));
      const { title, issues, version, standing, newest, nobodyElse, ...about } = kept.value;
      await visit.show('campaign-import', {
        title: visit.word('campaigns.import.check', { title }),
        place: 'administration',
        desk: true,
        section: { campaigns: true },
        ...about,
        ...(nobodyElse ? { nobody: visit.sentences([nobodyElse])[0]!.text } : {}),
        short: version.slice(0, 12),
        action: `/quan-tri/phong-trao/nhap/${about.id}`,
        longestNote,
        what:
          standing !== undefined
            ? visit.word('campaigns.import.standing', { number: standing })
            : newest !== undefined
              ? visit.word('campaigns.import.next', { number: newest + 1 })
              : visit.word('campaigns.import.first'),
        known: standing !== undefined,
        warnings: issues.filter((one) => one.severity === 'warning').length,
        issues: issues.map((one) => ({
          severity: one.severity,
          sentence: visit.sentences([one])[0]!.text,
          place: `${one.source}${one.pointer}`,
        })),
      });
    }),
  );

  router.post(
    '/quan-tri/phong-trao/nhap/:id',
    administrator(door, async (visit) => {
      const note = visit.sent('note').trim().slice(0, longestNote);
      const published = await archives.publishKept(visit.account, idOf(visit), note || undefined);
      if (!published) return gone(visit);
      if (!published.ok) return showCampaigns(door, visit, refusalsOf(visit, published.issues));
      const { campaign, number } = published.value;
      visit.say({ text: visit.word('campaigns.import.done', { campaign, number }), tone: 'done' });
      visit.go('/quan-tri/phong-trao');
    }),
  );

  router.post(
    '/quan-tri/phong-trao/nhap/:id/ban-nhap',
    administrator(door, async (visit) => {
      const drafted = await archives.draftKept(visit.account, idOf(visit));
      if (!drafted) return gone(visit);
      if (!drafted.ok) return showCampaigns(door, visit, refusalsOf(visit, drafted.issues));
      visit.say({ text: visit.word('campaigns.import.drafted'), tone: 'done' });
      visit.go(draftHref(drafted.value._id));
    }),
  );

  return router;
}

/** It was published, or another zip was chosen after it: the list tells which. */
function gone(visit: Visit): void {
  visit.say({ text: visit.word('campaigns.import.gone'), tone: 'neutral' });
  visit.go('/quan-tri/phong-trao');
}

function idOf(visit: Visit): string {
  return String(visit.request.params['id']);
}
