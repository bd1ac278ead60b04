import { dayOf } from '../../calendar/index.ts';
import { versionInput } from '../../compile/index.ts';
import {
  failure,
  type Issue,
  type IssueCode,
  issue,
  type Language,
  type Param,
  type Result,
  success,
} from '../../issues/index.ts';
import type { Account } from '../../model/account.ts';
import type { DefinitionDraft } from '../../model/definition-draft.ts';
import type { Delivery } from '../../model/delivery.ts';
import { indexDirectory } from '../../organisation/index.ts';
import type { Publication, StoredVersion } from '../../ports/index.ts';
import type { Campaign } from '../../workflow/campaign.ts';
import { audit } from '../audit.ts';
import type { Campaigns } from '../campaigns.ts';
import type { DirectoryCache } from '../directory.ts';
import type { Ports } from '../ports.ts';
import type { Records } from '../records.ts';
import { said } from '../texts.ts';
import type { DefinitionDrafts } from './definition-drafts.ts';

/**
 * How a draft becomes a version: published by whoever edits it, or handed in to a second person where the
 * campaign says so. Cases keep the version they have; new ones take the newest.
 */
export interface Publications {
  /**
   * Whom a draft of the campaign must be handed in to; null when whoever edits it publishes it. `brought` is what
   * somebody brings in and is no draft yet: it asks for a second person as a draft does.
   */
  secondPerson(campaign: string, brought?: Campaign): Promise<SecondPerson | null>;
  /** Why nobody could agree to what somebody hands in, and what to do then; null when somebody else may. */
  nobodyElse(by: Account, campaign: string, brought?: Campaign): Promise<Issue | null>;
  /** Whether somebody may look at the drafts of a campaign: administrators, and who may agree to them. */
  mayLook(by: Account, campaign: string): Promise<boolean>;
  /** Whether somebody may agree to what somebody else hands in. */
  mayApprove(by: Account, campaign: string): Promise<boolean>;
  /** Publishes the draft, or hands it in where a second person is needed. */
  publish(by: Account, campaign: string, call: PublishCall): Promise<Result<Published>>;
  /** Publishes what was handed in. Refused to whoever handed it in. */
  approve(
    by: Account,
    campaign: string,
    call: { revision: number; after: number },
  ): Promise<Result<Published>>;
  /** Gives what was handed in back to be edited, with a reason. */
  sendBack(by: Account, campaign: string, revision: number, reason: string): Promise<Result<DefinitionDraft>>;
  /** Takes back what one has handed in oneself. */
  takeBack(by: Account, campaign: string, revision: number): Promise<Result<DefinitionDraft>>;
  /** Publishes an earlier version once more; where a second person is needed, as a draft handed in. */
  rollBack(
    by: Account,
    campaign: string,
    call: { number: number; after: number; note: string },
  ): Promise<Result<Published>>;
  /** Every publication, newest first, with the cases that are due or running on its files. */
  versions(by: Account, campaign: string): Promise<VersionLine[]>;
  /** The files of a publication; null when there is none of that number, or for who may not. */
  files(by: Account, campaign: string, number: number): Promise<StoredVersion | null>;
}

/** Who has to agree to a draft. */
export interface SecondPerson {
  /** The role, as the campaign names it; absent when any other administrator will do. */
  role?: string;
  title?: { vi: string; en?: string };
}

/** What the publish page sends. */
export interface PublishCall {
  /** The draft's revision that the page shows. */
  revision: number;
  /** The newest version's number that the page shows differences from; 0 for none. */
  after: number;
  note: string;
  /** Whether the warnings were ticked as seen. */
  warningsSeen: boolean;
}

/** What came of it. */
export type Published = { version: StoredVersion } | { submitted: DefinitionDraft };

/** A publication as the list shows it. */
export interface VersionLine extends Publication {
  /** Names of people, to show. */
  by: string;
  approved?: string;
  /** Cases due or running that follow these files. */
  running: number;
  current: boolean;
  /** The earlier number with the same files, when it was gone back to. */
  same?: number;
}

const longestNote = 500;
const accountsAtOnce = 200;

/** Makes the use cases of publishing. `realNow` is real time, for the log. */
export function createPublications(
  ports: Ports,
  campaigns: Campaigns,
  drafts: DefinitionDrafts,
  directory: DirectoryCache,
  records: Records,
  realNow: () => string,
): Publications {
  const isAdministrator = (by: Account) => by.administrator === true && !by.disabled;
  const refusal = <T>(code: IssueCode, params: Record<string, Param> = {}): Result<T> =>
    failure([issue(code, { source: 'request', pointer: '' }, params)]);

  async function nameOf(account: string): Promise<string> {
    return (await ports.accounts.byId(account))?.name ?? account;
  }

  const audited = (by: Account, act: string, subject: string, details: Record<string, string>) =>
    audit(ports, { at: realNow(), by: by._id, act, subject, details });

  function asked(
    campaign: Campaign | null,
    organisations: readonly OrganisationTitles[],
  ): SecondPerson | null {
    const publishing = campaign?.definition.publishing;
    if (!campaign || publishing?.secondPerson !== true) return null;
    if (!publishing.role) return {};
    const full = campaign.roles[publishing.role];
    const title =
      campaign.definition.roles?.find((one) => one.id === publishing.role)?.title ??
      organisations
        .flatMap(({ id, roles }) => roles.map((role) => ({ full: `${id}/${role.id}`, title: role.title })))
        .find((one) => one.full === full)?.title;
    return { role: publishing.role, ...(title ? { title } : {}) };
  }

  /** The campaign that says who agrees: a draft cannot do away with it by itself; one that brings it in is bound. */
  async function asking(id: string, brought?: Campaign): Promise<Campaign | null> {
    const standing = await campaigns.latest(id);
    if (standing?.definition.publishing?.secondPerson === true) return standing;
    if (brought) return brought;
    const draft = await ports.definitionDrafts.load(id);
    return draft ? ((await drafts.check(draft)).campaign ?? standing) : standing;
  }

  async function secondPerson(id: string, brought?: Campaign): Promise<SecondPerson | null> {
    const [campaign, { organisations }] = await Promise.all([asking(id, brought), directory.current()]);
    return asked(campaign, organisations);
  }

  async function holds(by: Account, campaign: Campaign, role: string): Promise<boolean> {
    const full = campaign.roles[role];
    if (!full) return false;
    const index = indexDirectory(await directory.current());
    const day = dayOf(ports.time.now(), campaign.timezone);
    return index.membershipsOf(by._id, day).some((one) => one.role === full);
  }

  async function mayAgree(by: Account, campaign: Campaign | null): Promise<boolean> {
    if (by.disabled) return false;
    const publishing = campaign?.definition.publishing;
    return campaign && publishing?.secondPerson === true && publishing.role
      ? holds(by, campaign, publishing.role)
      : isAdministrator(by);
  }

  const mayApprove = async (by: Account, id: string) => !by.disabled && mayAgree(by, await asking(id));

  /** The draft as the page shows it. */
  async function standing(id: string, revision: number): Promise<Result<DefinitionDraft>> {
    const draft = await ports.definitionDrafts.load(id);
    if (!draft) return refusal('editing.draft.gone');
    if (draft.revision === revision) return success(draft);
    return drafts.lost(draft, revision);
  }

  async function save(draft: DefinitionDraft, change: (draft: DefinitionDraft) => DefinitionDraft) {
    const next = { ...change(draft), revision: draft.revision + 1 };
    if ((await ports.definitionDrafts.save(next, draft.revision)) === 'saved') return success(next);
    const found = await ports.definitionDrafts.load(draft._id);
    return found ? drafts.lost(found) : refusal<DefinitionDraft>('editing.draft.gone');
  }

  /** Publishes a draft's files, then forgets the draft and lets the record open what is due. */
  async function put(
    by: Account,
    draft: DefinitionDraft,
    options: { note: string; after: number; publisher: string; approvedBy?: string },
  ): Promise<Result<Published>> {
    const { publisher, ...rest } = options;
    const published = await campaigns.publish(draft.files, publisher, rest);
    if (!published.ok) return published;
    await ports.definitionDrafts.remove(draft._id, draft.revision);
    await noted(by, 'campaign.publish', published.value);
    return success({ version: published.value }, published.issues);
  }

  async function noted(by: Account, act: string, { campaign, number, version, note }: StoredVersion) {
    await audited(by, act, campaign, {
      version: `${number} (${version.slice(0, 12)})`,
      ...(note ? { note } : {}),
    });
    // Opening what is due may take a while with many units; a break leaves it to the next sweep.
    void records
      .advance(campaign)
      .catch((error: Error) => ports.log.warn('left to the sweep', { campaign, error: error.message }));
  }

  /** Who may agree to a draft, other than whoever handed it in. */
  async function approvers(by: Account, id: string, brought?: Campaign): Promise<Account[]> {
    const campaign = await asking(id, brought);
    const role = campaign?.definition.publishing?.role;
    const full = role ? campaign?.roles[role] : undefined;
    const found: Account[] = [];
    if (role) {
      const held = (await ports.directory.memberships()).filter(({ role }) => role === full);
      found.push(...(await ports.accounts.byIds([...new Set(held.map(({ account }) => account))])));
    } else
      for (let after: string | null = null; ; ) {
        const some: Account[] = await ports.accounts.list(null, after, accountsAtOnce);
        found.push(...some.filter(isAdministrator));
        if (some.length < accountsAtOnce) break;
        after = some.at(-1)!.login;
      }
    const may = await Promise.all(found.map((one) => mayAgree(one, campaign)));
    return found.filter((one, index) => one._id !== by._id && may[index]);
  }

  async function nobodyElse(by: Account, id: string, brought?: Campaign): Promise<Issue | null> {
    const second = await secondPerson(id, brought);
    if (!second || (await approvers(by, id, brought)).length > 0) return null;
    const place = { source: 'request', pointer: '' };
    return second.role
      ? issue('editing.publish.nobody_in_role', place, {
          role: inWords(second, 'vi'),
          roleEn: inWords(second, 'en'),
        })
      : issue('editing.publish.one_administrator', place);
  }

  /** Puts a message into the inbox of everybody who may agree. */
  async function tellApprovers(by: Account, draft: DefinitionDraft, note: string): Promise<void> {
    const now = ports.time.now();
    const campaign = await campaigns.latest(draft._id);
    const effectKey = `campaign/${draft._id}/submitted/${draft.revision}`;
    const told = (await approvers(by, draft._id)).map((account): Delivery => {
      const language = account.language ?? 'vi';
      const title = campaign ? said(campaign.title, language) : draft._id;
      return {
        _id: ports.hash.text(JSON.stringify([effectKey, account._id, 'inApp'])),
        effectKey,
        recipient: account._id,
        channel: 'inApp',
        template: 'campaign.submitted',
        title: { vi: `Cần duyệt thay đổi: ${title}`, en: `To be approved: ${title}` }[language],
        body: { vi: `${by.name} trình: ${note}`, en: `${by.name} handed in: ${note}` }[language],
        link: `/quan-tri/phong-trao/${draft._id}/ban-nhap`,
        state: 'sent',
        sentAt: now,
        createdAt: now,
        attempts: 0,
      };
    });
    if (told.length > 0) await ports.deliveries.add(told);
  }

  async function handIn(by: Account, draft: DefinitionDraft, note: string): Promise<Result<Published>> {
    // What nobody could publish would stay locked.
    const nobody = await nobodyElse(by, draft._id);
    if (nobody) return failure([nobody]);
    const saved = await save(draft, ({ returned: _, ...rest }) => ({
      ...rest,
      submitted: { by: by._id, at: ports.time.now(), note },
    }));
    if (!saved.ok) return saved;
    await audited(by, 'campaign.submit', draft._id, { note });
    await tellApprovers(by, saved.value, note);
    return success({ submitted: saved.value });
  }

  return {
    secondPerson,
    nobodyElse,
    mayApprove,
    async mayLook(by, campaign) {
      return (isAdministrator(by) || (await mayApprove(by, campaign))) && !by.disabled;
    },
    async publish(by, campaign, { revision, after, note, warningsSeen }) {
      if (!isAdministrator(by)) return refusal('app.request.forbidden');
      const found = await standing(campaign, revision);
      if (!found.ok) return found;
      const draft = found.value;
      if (draft.submitted)
        return refusal('editing.draft.submitted', { by: await nameOf(draft.submitted.by) });
      const why = note.trim().slice(0, longestNote);
      if (why === '') return refusal('editing.publish.note');
      const { issues, campaign: compiled } = await drafts.check(draft);
      const errors = issues.filter(({ severity }) => severity === 'error').length;
      if (errors > 0 || !compiled) return refusal('editing.publish.errors', { count: errors });
      const warnings = issues.filter(({ severity }) => severity === 'warning').length;
      if (warnings > 0 && !warningsSeen) return refusal('editing.publish.warnings', { count: warnings });
      const [newest] = await ports.definitions.versions(campaign);
      if (newest?.version === ports.hash.json(versionInput(draft.files)))
        return refusal('editing.publish.same', { number: newest.number });
      if (await secondPerson(campaign)) return handIn(by, draft, why);
      return put(by, draft, { note: why, after, publisher: by._id });
    },
    async approve(by, campaign, { revision, after }) {
      if (!(await mayApprove(by, campaign))) return refusal('app.request.forbidden');
      const found = await standing(campaign, revision);
      if (!found.ok) return found;
      const { submitted } = found.value;
      if (!submitted) return refusal('editing.publish.not_submitted');
      if (submitted.by === by._id)
        return refusal('editing.publish.second_person', { who: inWords(await secondPerson(campaign), 'vi') });
      return put(by, found.value, {
        note: submitted.note,
        after,
        publisher: submitted.by,
        approvedBy: by._id,
      });
    },
    async sendBack(by, campaign, revision, reason) {
      if (!(await mayApprove(by, campaign)) && !isAdministrator(by)) return refusal('app.request.forbidden');
      const found = await standing(campaign, revision);
      if (!found.ok) return found;
      if (!found.value.submitted) return refusal('editing.publish.not_submitted');
      const why = reason.trim().slice(0, longestNote);
      if (why === '') return refusal('editing.return.reason');
      const saved = await save(found.value, ({ submitted: _, ...rest }) => ({
        ...rest,
        returned: { by: by._id, at: ports.time.now(), reason: why },
      }));
      if (saved.ok) await audited(by, 'campaign.sendBack', campaign, { reason: why });
      return saved;
    },
    async takeBack(by, campaign, revision) {
      const found = await standing(campaign, revision);
      if (!found.ok) return found;
      if (found.value.submitted?.by !== by._id) return refusal('app.request.forbidden');
      return save(found.value, ({ submitted: _, ...rest }) => rest);
    },
    async rollBack(by, campaign, { number, after, note }) {
      if (!isAdministrator(by)) return refusal('app.request.forbidden');
      const why = note.trim().slice(0, longestNote);
      if (why === '') return refusal('editing.publish.note');
      const publication = (await ports.definitions.versions(campaign)).find((one) => one.number === number);
      const stored = publication && (await ports.definitions.version(campaign, publication.version));
      if (!stored) return refusal('editing.version.unknown', { number });
      if (!(await secondPerson(campaign))) {
        const published = await campaigns.publish(stored.files, by._id, { note: why, after });
        if (!published.ok) return published;
        await noted(by, 'campaign.rollBack', published.value);
        return success({ version: published.value }, published.issues);
      }
      const draft = await drafts.startFrom(by, stored.files, stored.version);
      return draft.ok ? handIn(by, draft.value, why) : draft;
    },
    async versions(by, campaign) {
      if (!(await this.mayLook(by, campaign))) return [];
      const found = await ports.definitions.versions(campaign);
      const running = new Map<string, Promise<number>>();
      for (const { version } of found)
        if (!running.has(version)) running.set(version, ports.cases.unendedOfVersion(campaign, version));
      const names = await ports.accounts.byIds([
        ...new Set(found.flatMap((one) => [one.publishedBy, ...(one.approvedBy ? [one.approvedBy] : [])])),
      ]);
      const name = (id: string) => names.find((one) => one._id === id)?.name ?? id;
      return Promise.all(
        found.map(async (one, index) => {
          const same = found.slice(index + 1).find(({ version }) => version === one.version)?.number;
          return {
            ...one,
            by: name(one.publishedBy),
            ...(one.approvedBy ? { approved: name(one.approvedBy) } : {}),
            running: await running.get(one.version)!,
            current: index === 0,
            ...(same === undefined ? {} : { same }),
          };
        }),
      );
    },
    async files(by, campaign, number) {
      if (!(await this.mayLook(by, campaign))) return null;
      const found = (await ports.definitions.versions(campaign)).find((one) => one.number === number);
      const stored = found && (await ports.definitions.version(campaign, found.version));
      return stored ? { ...found, files: stored.files } : null;
    },
  };
}

interface OrganisationTitles {
  id: string;
  roles: readonly { id: string; title: { vi: string; en?: string } }[];
}

/** Who has to agree, in words. */
export function inWords(second: SecondPerson | null, language: Language): string {
  if (second?.title) return said(second.title, language);
  return language === 'vi' ? 'một quản trị viên khác' : 'another administrator';
}
