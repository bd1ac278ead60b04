import { compile, type Library, versionInput } from '../compile/index.ts';
import { failure, type Result, success } from '../issues/index.ts';
import type { CalendarFile, OrganisationFile } from '../model/generated/definitions.ts';
import type { Calendar } from '../model/time.ts';
import type { StoredVersion } from '../ports/index.ts';
import type { Campaign } from '../workflow/campaign.ts';
import type { Ports } from './ports.ts';

/** Published campaigns, compiled once per version and kept. */
export interface Campaigns {
  /** The compiled version a case names. Throws when the store does not hold it: a broken promise. */
  get(campaign: string, version: string): Promise<Campaign>;
  /** The newest published version. */
  latest(campaign: string): Promise<Campaign | null>;
  /** The newest version of every campaign, by id. */
  all(): Promise<Campaign[]>;
  calendarOf(campaign: Campaign): Promise<Calendar>;
  /** The zone of pages that belong to no one campaign: the first campaign's. */
  timezone(): Promise<string>;
  /** Checks files against the library as stored, with what `over` holds in the place of it. */
  check(files: Record<string, string>, over?: Library): Promise<Result<Campaign>>;
  /** Checks and stores a version. The same files again give the version that stands. */
  publish(files: Record<string, string>, by: string, note?: string): Promise<Result<StoredVersion>>;
}

/** Makes the one cache of compiled campaigns of a process. */
export function createCampaigns(ports: Ports): Campaigns {
  const compiled = new Map<string, Promise<Campaign>>();
  const calendars = new Map<string, { calendar: Calendar; until: number }>();

  async function library() {
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
        organisations.map((one) => [
          one.id,
          { ...one, thidua: 1 } as OrganisationFile & { revision: number },
        ]),
      ),
    };
  }

  async function check(files: Record<string, string>, over?: Library): Promise<Result<Campaign>> {
    const version = ports.hash.json(versionInput(files));
    const stored = await library();
    const known: Library = {
      ...over,
      calendars: { ...stored.calendars, ...over?.calendars },
      organisations: { ...stored.organisations, ...over?.organisations },
    };
    const result = compile(files, known, { version });
    return result.ok && result.campaign ? success(result.campaign, result.issues) : failure(result.issues);
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
    async timezone() {
      const [first] = await ports.definitions.campaigns();
      return (first ? await latest(first) : null)?.timezone ?? 'UTC';
    },
    async calendarOf(campaign) {
      const known = calendars.get(campaign.calendar);
      if (known && known.until > performance.now()) return known.calendar;
      const calendar = await ports.definitions.calendar(campaign.calendar);
      if (!calendar) throw new Error(`The store holds no calendar ${campaign.calendar}.`);
      // One second old is fresh enough: a revision is noted in every event that used it. The object is kept
      // while its revision stands, so that what was compiled from it is kept too.
      const kept = known && known.calendar.revision === calendar.revision ? known.calendar : calendar;
      calendars.set(campaign.calendar, { calendar: kept, until: performance.now() + 1000 });
      return kept;
    },
    async publish(files, by, note) {
      const checked = await check(files);
      if (!checked.ok) return checked;
      const { id, version } = checked.value;
      const before = await ports.definitions.versions(id);
      const standing = before.find((one) => one.version === version);
      if (standing) return success({ ...standing, files }, checked.issues);
      const stored: StoredVersion = {
        _id: `${id}@${version}`,
        campaign: id,
        version,
        files,
        number: (before[0]?.number ?? 0) + 1,
        publishedAt: ports.time.now(),
        publishedBy: by,
        ...(note ? { note } : {}),
      };
      await ports.definitions.publish(stored);
      compiled.set(stored._id, Promise.resolve(checked.value));
      return success(stored, checked.issues);
    },
  };
}
