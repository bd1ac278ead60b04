import { setTimeout as sleep } from 'node:timers/promises';
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

/**
 * Edits a draft and publishes it, until the new version is there and its record has it. Pressed again after a kill, it
 * may be published already, with the draft still there: then it is thrown away.
 */
export const publish: Part<PublishingPlan> = async (process, { administrator, campaign, edits, after }) => {
  const { app, ports, account } = process;
  const by = await account(administrator);
  const newest = async () => (await ports.definitions.versions(campaign))[0]!;
  if ((await newest()).number === after) {
    const started = await app.definitionDrafts.start(by, campaign);
    if (!started.ok) throw new Error(JSON.stringify(started.issues));
    let { revision } = started.value;
    if (revision === 1) {
      const edited = await app.definitionDrafts.apply(by, campaign, revision, edits);
      if (!edited.ok) throw new Error(JSON.stringify(edited.issues));
      revision = edited.value.revision;
    }
    const note = `Bản ${after + 1}`;
    const call = { revision, after, note, warningsSeen: true };
    const published = await app.publications.publish(by, campaign, call);
    if (!published.ok) throw new Error(JSON.stringify(published.issues));
  }
  const left = await ports.definitionDrafts.load(campaign);
  if (left) await app.definitionDrafts.discard(by, campaign, left.revision);
  while ((await ports.records.load(campaign))?.version !== (await newest()).version) await sleep(50);
};
