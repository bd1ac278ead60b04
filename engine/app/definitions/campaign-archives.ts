import type { Library } from '../../compile/index.ts';
import { failure, type Issue, issue, type Language, type Result, success } from '../../issues/index.ts';
import type { Account } from '../../model/account.ts';
import type { DefinitionDraft } from '../../model/definition-draft.ts';
import type { StoredVersion } from '../../ports/index.ts';
import type { Campaign } from '../../workflow/campaign.ts';
import { audit } from '../audit.ts';
import type { Campaigns } from '../campaigns.ts';
import type { Ports } from '../ports.ts';
import type { Records } from '../records.ts';
import { said } from '../texts.ts';
import type { DefinitionDrafts } from './definition-drafts.ts';
import { inWords, type Publications } from './publications.ts';

/** Who takes a campaign out or brings one in: an administrator, or the operator at the command line. */
export type Exchanger = Account | 'system';

/**
 * Campaigns as zips. Only administrators may; what they bring in is checked twice, when it is looked at and when
 * it is published, and until then it lies beside the files of cases, where nobody else can open it.
 */
export interface CampaignArchives {
  /**
   * A version as a zip: by its number, its hash or the first twelve or more signs of it, and the newest when
   * none is named. The same version gives the same bytes. Null when there is none, or for who may not.
   */
  export(by: Exchanger, campaign: string, version?: string): Promise<ExportedCampaign | null>;
  /** Unpacks and checks a zip; nothing is stored. `over` is a library that would be brought in with it. */
  read(by: Exchanger, bytes: Uint8Array, over?: Library): Promise<Result<ReadCampaign>>;
  /** Reads a zip and keeps it for `publish`; what the person kept before is forgotten. */
  keep(by: Account, bytes: Uint8Array, language: Language): Promise<Result<KeptCampaign>>;
  /** What the person kept, checked against the library as it is now; null when it is not there. */
  kept(by: Account, id: string, language: Language): Promise<Result<KeptCampaign> | null>;
  /** Publishes what the person kept and forgets it; null when it is not there. */
  publishKept(by: Account, id: string, note?: string): Promise<Result<StoredVersion> | null>;
  /**
   * Makes what the person kept the draft of its campaign and forgets it: the changes are seen before they are
   * published, by a second person where one is needed. Null when it is not there.
   */
  draftKept(by: Account, id: string): Promise<Result<DefinitionDraft> | null>;
  /** Checks and publishes files that were read, lets their record open what is due, and writes it into the log. */
  publish(by: Exchanger, files: Record<string, string>, note?: string): Promise<Result<StoredVersion>>;
}

/** A zip and what to call it. */
export interface ExportedCampaign {
  /** `<campaign>-<number>.zip`. */
  name: string;
  bytes: Uint8Array;
  number: number;
  version: string;
}

/** A campaign out of a zip. */
export interface ReadCampaign {
  files: Record<string, string>;
  campaign: Campaign;
}

/** A campaign that waits to be published. */
export interface KeptCampaign {
  id: string;
  campaign: string;
  title: string;
  version: string;
  files: number;
  /** A second person has to agree, so that it can only become a draft. */
  second: boolean;
  /** Why nobody could agree yet, and what to do about it. */
  nobodyElse?: Issue;
  /** The number of the newest version when that is these very files already. */
  standing?: number;
  /** The number of the newest version that is published. */
  newest?: number;
  issues: Issue[];
}

const leastOfHash = 12;

/** Makes the use cases of exchanging campaigns. `realNow` is real time, for the log. */
export function createCampaignArchives(
  ports: Ports,
  campaigns: Campaigns,
  records: Records,
  drafts: DefinitionDrafts,
  publications: Publications,
  realNow: () => string,
): CampaignArchives {
  const mayExchange = (by: Exchanger) => by === 'system' || (by.administrator === true && !by.disabled);
  const nameOf = (by: Exchanger) => (by === 'system' ? by : by._id);
  /** Files of a case are read by whoever may see it; there is no case of this name. */
  const placeOf = (by: Account) => `campaign-import:${by._id}`;

  const audited = (by: Exchanger, act: string, { campaign, number, version }: StoredVersion) =>
    audit(ports, {
      at: realNow(),
      by: nameOf(by),
      act,
      subject: campaign,
      details: { version: `${number} (${version.slice(0, leastOfHash)})` },
    });

  async function forget(by: Account, except?: string): Promise<void> {
    const kept = await ports.files.ofCase(placeOf(by));
    await ports.files.remove(kept.map((one) => one.id).filter((id) => id !== except));
  }

  async function read(by: Exchanger, bytes: Uint8Array, over?: Library): Promise<Result<ReadCampaign>> {
    if (!mayExchange(by))
      return failure([issue('app.request.forbidden', { source: 'request', pointer: '' })]);
    const unpacked = await ports.archive.unpack(bytes);
    if (!unpacked.ok) return unpacked;
    const checked = await campaigns.check(unpacked.value, over);
    return checked.ok
      ? success({ files: unpacked.value, campaign: checked.value }, checked.issues)
      : failure(checked.issues);
  }

  async function bytesKept(by: Account, id: string): Promise<Uint8Array | null> {
    const meta = await ports.files.meta(id);
    return meta?.case === placeOf(by) ? ports.files.read(id) : null;
  }

  async function described(
    by: Account,
    id: string,
    { files, campaign }: ReadCampaign,
    issues: Issue[],
    language: Language,
  ): Promise<KeptCampaign> {
    const versions = await ports.definitions.versions(campaign.id);
    const [newest] = versions;
    const standing = newest?.version === campaign.version ? newest : undefined;
    const nobodyElse = await publications.nobodyElse(by, campaign.id, campaign);
    return {
      id,
      campaign: campaign.id,
      title: said(campaign.title, language),
      version: campaign.version,
      files: Object.keys(files).length,
      second: (await publications.secondPerson(campaign.id, campaign)) !== null,
      ...(nobodyElse ? { nobodyElse } : {}),
      ...(standing ? { standing: standing.number } : {}),
      ...(newest ? { newest: newest.number } : {}),
      issues,
    };
  }

  /** Why somebody may not publish files alone; the operator at the command line may. */
  async function secondPersonFor(files: Record<string, string>): Promise<Issue | null> {
    const checked = await campaigns.check(files);
    const second = checked.ok ? await publications.secondPerson(checked.value.id, checked.value) : null;
    if (!second) return null;
    const place = { source: 'request', pointer: '' };
    return issue('editing.publish.second_person', place, { who: inWords(second, 'vi') });
  }

  async function publish(
    by: Exchanger,
    files: Record<string, string>,
    note?: string,
  ): Promise<Result<StoredVersion>> {
    if (!mayExchange(by))
      return failure([issue('app.request.forbidden', { source: 'request', pointer: '' })]);
    if (by !== 'system') {
      const second = await secondPersonFor(files);
      if (second) return failure([second]);
    }
    const published = await campaigns.publish(files, nameOf(by), { note });
    if (!published.ok) return published;
    await audited(by, 'campaign.import', published.value);
    await records.advance(published.value.campaign);
    return published;
  }

  return {
    async export(by, campaign, version) {
      if (!mayExchange(by)) return null;
      const versions = await ports.definitions.versions(campaign);
      const asked = (one: { number: number; version: string }) =>
        version === undefined ||
        version === String(one.number) ||
        (version.length >= leastOfHash && one.version.startsWith(version.toLowerCase()));
      const found = versions.find(asked);
      const stored = found ? await ports.definitions.version(campaign, found.version) : null;
      if (!stored) return null;
      const bytes = ports.archive.pack(stored.files);
      await audited(by, 'campaign.export', stored);
      return {
        name: `${campaign}-${stored.number}.zip`,
        bytes,
        number: stored.number,
        version: stored.version,
      };
    },
    read,
    publish,
    async keep(by, bytes, language) {
      const result = await read(by, bytes);
      if (!result.ok) return result;
      const { campaign } = result.value;
      const stored = await ports.files.put(
        {
          id: ports.ids.id(),
          name: `${campaign.id}.zip`,
          type: 'application/zip',
          uploadedBy: by._id,
          uploadedAt: ports.time.now(),
          case: placeOf(by),
        },
        bytes,
      );
      await forget(by, stored.id);
      return success(await described(by, stored.id, result.value, result.issues, language));
    },
    async kept(by, id, language) {
      const bytes = await bytesKept(by, id);
      if (!bytes) return null;
      const result = await read(by, bytes);
      return result.ok ? success(await described(by, id, result.value, result.issues, language)) : result;
    },
    async draftKept(by, id) {
      const bytes = await bytesKept(by, id);
      if (!bytes) return null;
      const result = await read(by, bytes);
      if (!result.ok) return result;
      const [newest] = await ports.definitions.versions(result.value.campaign.id);
      const started = await drafts.startFrom(by, result.value.files, newest?.version ?? null);
      if (started.ok) await forget(by);
      return started;
    },
    async publishKept(by, id, note) {
      const bytes = await bytesKept(by, id);
      if (!bytes) return null;
      const result = await read(by, bytes);
      if (!result.ok) return result;
      const published = await publish(by, result.value.files, note);
      if (published.ok) await forget(by);
      return published;
    },
  };
}
