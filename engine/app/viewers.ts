import type { Language } from '../issues/index.ts';
import type { Account } from '../model/account.ts';
import { asksOf, stepKinds } from '../workflow/index.ts';
import type { Viewer } from './access.ts';
import { viewerOf } from './access.ts';
import type { Campaigns } from './campaigns.ts';
import type { DirectoryCache } from './directory.ts';
import { phaseInWords } from './lines.ts';
import type { Ports } from './ports.ts';
import { said } from './texts.ts';
import type { FrameView } from './views.ts';

/** Who somebody is today, and what stands around every page they open. */
export interface Viewers {
  /** Today's viewer for an account. */
  of(account: Account): Promise<Viewer>;
  /** Which places are theirs, the campaign they work in, and unread messages. */
  frame(viewer: Viewer, language: Language): Promise<FrameView>;
}

/** Makes the use cases of a page's frame. */
export function createViewers(ports: Ports, campaigns: Campaigns, directory: DirectoryCache): Viewers {
  return {
    async of(account) {
      return viewerOf(ports, directory, account, await campaigns.timezone());
    },
    async frame(viewer, language) {
      const [published, unread] = await Promise.all([
        campaigns.all(),
        ports.deliveries.unread(viewer.account._id),
      ]);
      const held = new Set(viewer.memberships.map((one) => one.role));
      const places = { work: false, queue: false, board: false };
      for (const campaign of published) {
        const holds = (role: string | undefined) =>
          role !== undefined && held.has(campaign.roles[role] ?? '');
        for (const entry of Object.values(campaign.entries)) {
          places.work ||= holds(entry.definition.submitter.role);
          places.board ||= entry.access.some((rule) => rule.at === 'below' && holds(rule.role));
          for (const step of entry.workflow.steps) {
            const asked = step.kind === 'fill' ? [] : asksOf(stepKinds.of(step.kind), step.definition);
            places.queue ||= asked.some(({ assignee }) => 'role' in assignee && holds(assignee.role));
          }
        }
      }
      const now = ports.time.now();
      const phase = published
        .map((campaign) => phaseInWords(campaign, now, language))
        .find((one) => one !== undefined);
      const roles = new Map<string, string>(
        viewer.directory.organisations.flatMap((one) =>
          one.roles.map((role) => [`${one.id}/${role.id}`, said(role.title, language)] as const),
        ),
      );
      return {
        ...(published[0] ? { campaign: said(published[0].title, language) } : {}),
        ...(phase ? { phase } : {}),
        unread,
        ...places,
        administration: viewer.account.administrator === true,
        holds: viewer.memberships.map((one) => {
          const unit = one.unit ? viewer.index.unit(one.unit)?.name : undefined;
          return [roles.get(one.role) ?? one.role, ...(unit ? [unit] : [])].join(' · ');
        }),
      };
    },
  };
}
