import { compile, type Library, versionInput } from '../compile/index.ts';
import { failure, hasErrors, type Issue, issue, type Result, success } from '../issues/index.ts';
import type { CalendarFile, OrganisationFile } from '../model/generated/definitions.ts';
import type { Calendar } from '../model/time.ts';
import type { Publication, StoredVersion } from '../ports/index.ts';
import type { Campaign } from '../workflow/campaign.ts';
import { successionIssues } from '../workflow/index.ts';
import type { Ports } from './ports.ts';
import { shownInstant } from './texts.ts';

/** How often a number is asked for anew when others publish at the same moment. */
const mostRounds = 20;

/** Published campaigns, compiled once per version and kept. */
export interface Campaigns {
  /** The compiled version a case names. Throws when the store does not hold it: a broken promise. */
  get(campaign: string, version: string): Promise<Campaign>;
  /** The newest published version. */
  latest(campaign: string): Promise<Campaign | null>;
  /** The newest version of every campaign, by id. */
  all(): Promise<Campaign[]>;
  calendarOf(campaign: Campaign, atLeast?: number): Promise<Calendar>;
  /** The zone of pages that belong to no one campaign: the first campaign's. */
  timezone(): Promise<string>;
  /**
   * Checks files against the library as stored, with what `over` holds in the place of it, and as what follows the
   * newest version.
   */
  check(files: Record<string, string>, over?: Library): Promise<Result<Campaign>>;
  /**
   * Checks and publishes files. The same as the newest version give that; the same as an earlier one publish it
   * once more, under a new number, so that new cases take it again. Of two at once each gets a number. Refused
   * where an entry no longer says which ids it had: its cases would be lost sight of.
   */
  publish(
    files: Record<string, string>,
    by: string,
    options?: PublishOptions,
  ): Promise<Result<StoredVersion>>;
}

/** How something is published. */
export interface PublishOptions {
  note?: string;
  /** Who agreed as the second person. */
  approvedBy?: string;
  /** The newest number that the publisher knows of, 0 for none; refused when another was published since. */
  after?: number;
}

/** The calendars and organisations that are stored, as definitions name them. */
export async function storedLibrary(ports: Ports): Promise<Library> {
  const calendarIds = await ports.definitions.calendarIds();
  const found = await Promise.all(calendarIds.map((id) => ports.definitions.calendar(id)));
  const organisations = await ports.directory.organisations();
  return {
    calendars: Object.fromEntries(
      found
        .filter((one) => one !== null)
        .map((one) => [one.id, { ...one, thidua: 1 } as CalendarFile & { revision: number }]),
    ),
    organisations: Object.fromEntries(
      organisations.map((one) => [one.id, { ...one, thidua: 1 } as OrganisationFile & { revision: number }]),
    ),
  };
}

/** Makes the one cache of compiled campaigns of a process. */
export function createCampaigns(ports: Ports): Campaigns {
  const compiled = new Map<string, Promise<Campaign>>();
  const calendars = new Map<string, { calendar: Calendar; until: number }>();

  const library = () => storedLibrary(ports);

  async function check(files: Record<string, string>, over?: Library): Promise<Result<Campaign>> {
    const version = ports.hash.json(versionInput(files));
    const stored = await library();
    const known: Library = {
      ...over,
      calendars: { ...stored.calendars, ...over?.calendars },
      organisations: { ...stored.organisations, ...over?.organisations },
    };
    const result = compile(files, known, { version });
    if (!result.ok || !result.campaign) return failure(result.issues);
    const issues = [...result.issues, ...(await successionOf(result.campaign))];
    return hasErrors(issues) ? failure(issues) : success(result.campaign, issues);
  }

  /** What is wrong with a campaign as the one that follows the newest version. */
  async function successionOf(campaign: Campaign): Promise<Issue[]> {
    const [newest] = await ports.definitions.versions(campaign.id);
    if (!newest || newest.version === campaign.version) return [];
    // One that no longer compiles, since the library has changed, must not keep the next from being published.
    const last = await get(campaign.id, newest.version).catch(() => null);
    return last ? successionIssues(last, campaign) : [];
  }

  async function load(campaign: string, version: string): Promise<Campaign> {
    const stored = await ports.definitions.version(campaign, version);
    if (!stored) throw new Error(`The store holds no version ${version} of ${campaign}.`);
    const result = compile(stored.files, await library(), { version });
    if (!result.campaign) throw new Error(`Version ${version} of ${campaign} no longer compiles.`);
    return result.campaign;
  }

  function get(campaign: string, version: string): Promise<Campaign> {
    const id = `${campaign}@${version}`;
    let known = compiled.get(id);
    if (!known) {
      known = load(campaign, version);
      known.catch(() => compiled.delete(id));
      compiled.set(id, known);
    }
    return known;
  }

  async function meanwhile({ number, publishedBy, publishedAt, note }: Publication) {
    const by = (await ports.accounts.byId(publishedBy))?.name ?? publishedBy;
    const at = shownInstant(publishedAt, await timezone());
    return failure<StoredVersion>([
      issue(
        'editing.publish.meanwhile',
        { source: 'request', pointer: '' },
        { number, by, at, note: note ?? null },
      ),
    ]);
  }

  async function timezone(): Promise<string> {
    const [one] = await ports.definitions.campaigns();
    return (one ? await latest(one) : null)?.timezone ?? 'UTC';
  }

  async function latest(campaign: string): Promise<Campaign | null> {
    const [newest] = await ports.definitions.versions(campaign);
    return newest ? get(campaign, newest.version) : null;
  }

  return {
    get,
    latest,
    check,
    async all() {
      const ids = await ports.definitions.campaigns();
      const found = await Promise.all(ids.map(latest));
      return found.filter((one) => one !== null);
    },
    timezone,
    async calendarOf(campaign, atLeast = 0) {
      const known = calendars.get(campaign.calendar);
      if (known && known.calendar.revision >= atLeast && known.until > performance.now())
        return known.calendar;
      const calendar = await ports.definitions.calendar(campaign.calendar);
      if (!calendar) throw new Error(`The store holds no calendar ${campaign.calendar}.`);
      // One second old is fresh enough: a revision is noted in every event that used it. The object is kept
      // while its revision stands, so that what was compiled from it is kept too.
      const kept = known && known.calendar.revision === calendar.revision ? known.calendar : calendar;
      calendars.set(campaign.calendar, { calendar: kept, until: performance.now() + 1000 });
      return kept;
    },
    async publish(files, by, { note, approvedBy, after } = {}) {
      const checked = await check(files);
      if (!checked.ok) return checked;
      const { id, version } = checked.value;
      const first = `${id}@${version}`;
      for (let round = 0; round < mostRounds; round += 1) {
        const before = await ports.definitions.versions(id);
        const [newest] = before;
        if (newest && after !== undefined && newest.number !== after) return meanwhile(newest);
        if (newest?.version === version) return success({ ...newest, files }, checked.issues);
        const number = (newest?.number ?? 0) + 1;
        const again = before.some((one) => one.version === version);
        const publication: Publication = {
          _id: again ? `${first}@${number}` : first,
          campaign: id,
          version,
          number,
          publishedAt: ports.time.now(),
          publishedBy: by,
          ...(approvedBy ? { approvedBy } : {}),
          ...(note ? { note } : {}),
        };
        const outcome = await ports.definitions.publish(again ? publication : { ...publication, files });
        if (outcome !== 'published') continue;
        compiled.set(first, Promise.resolve(checked.value));
        return success({ ...publication, files }, checked.issues);
      }
      return failure([issue('editing.publish.busy', { source: 'request', pointer: '' })]);
    },
  };
}
