import type { Edit } from '../../../engine/model/definition-draft.ts';
import type { Part } from './part.ts';

/** What is changed in the newest version of a campaign, and published. */
export interface PublishingPlan {
  administrator: string;
  campaign: string;
  edits: Edit[];
  /** The newest version the administrator saw. */
  after: number;
}

/** Edits a draft and publishes it. Pressed again after a kill, it may be published already. */
export const publish: Part<PublishingPlan> = async (
  { app, ports, account },
  { administrator, campaign, edits, after },
) => {
  const by = await account(administrator);
  if ((await ports.definitions.versions(campaign))[0]!.number > after) return;
  const started = await app.definitionDrafts.start(by, campaign);
  if (!started.ok) throw new Error(JSON.stringify(started.issues));
  let { revision } = started.value;
  if (revision === 1) {
    const edited = await app.definitionDrafts.apply(by, campaign, revision, edits);
    if (!edited.ok) throw new Error(JSON.stringify(edited.issues));
    revision = edited.value.revision;
  }
  const published = await app.publications.publish(by, campaign, {
    revision,
    after,
    note: `Bản ${after + 1}`,
    warningsSeen: true,
  });
  if (!published.ok) throw new Error(JSON.stringify(published.issues));
};
