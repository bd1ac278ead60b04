import { type Issue, type IssueCode, issue, nearest, type Param, type Place } from '../issues/index.ts';
import type {
  CalendarFile,
  CampaignFile,
  Entry,
  FormFile,
  GroupFile,
  ListFile,
  NotificationFile,
  OrganisationFile,
  WorkflowFile,
} from '../model/generated/definitions.ts';
import { named } from './named.ts';
import type { Document, Reading } from './read.ts';
import { type FileKind, type Placed, walk } from './shape.ts';

/** Calendars and organisations by id, each with the revision it was taken at. */
export interface Library {
  calendars: Readonly<Record<string, CalendarFile & { revision: number }>>;
  organisations: Readonly<Record<string, OrganisationFile & { revision: number }>>;
  /** Paths of files that are there but have errors, `calendars/<id>.json`: their names are not unknown. */
  refused?: readonly string[];
}

/** A definition together with the file and the place it was read from. */
export interface Located<T> {
  definition: T;
  source: string;
  pointer: string;
}

/** An entry, and the group whose file it stands in. */
export interface LocatedEntry extends Located<Entry> {
  group?: string;
}

/** The files by what they are, every name looked up. A file with an error of its own is left out. */
export interface Linked {
  campaign: CampaignFile | undefined;
  /** In the order the campaign names them. */
  groups: readonly GroupFile[];
  forms: Readonly<Record<string, FormFile>>;
  workflows: Readonly<Record<string, WorkflowFile>>;
  lists: Readonly<Record<string, ListFile>>;
  notifications: NotificationFile['notifications'];
  texts: Readonly<Record<string, string>>;
  /** Of every group the campaign names and of the campaign itself, in that order; each id once. */
  entries: readonly LocatedEntry[];
  calendar: (CalendarFile & { revision: number }) | undefined;
  organisation: (OrganisationFile & { revision: number }) | undefined;
  /** `<organisation or campaign>/<role>` by the role ids that definitions use. */
  roles: Readonly<Record<string, string>>;
  issues: Issue[];
}

/** A place where a definition names another. */
interface Reference {
  what: string;
  name: string;
  source: string;
  pointer: string;
}

const campaignPath = 'campaign.json';

/**
 * The third phase: looks up every name a definition uses. Which places hold names, and of what, the schemas
 * say themselves (`x-refers`). An unknown name is an Issue with the nearest known ones; a file, notification or
 * bundle that nothing uses is a warning. `broken` are the paths of files that have errors of their own: their
 * names are known, their contents are not looked at.
 */
export function link(reading: Reading, broken: ReadonlySet<string>, library: Library): Linked {
  const whole = reading.documents.filter(({ path }) => !broken.has(path));
  const campaign = whole.find(({ kind }) => kind === 'campaign')?.value as unknown as
    | CampaignFile
    | undefined;
  const byId = <T>(kind: FileKind): Record<string, T> =>
    named(whole.filter((one) => one.kind === kind).map(({ id, value }) => [id, value as unknown as T]));
  const groupFiles = byId<GroupFile>('group');
  const groups = (campaign?.groups ?? []).flatMap((id) => groupFiles[id] ?? []);
  const notifications = Object.values(byId<NotificationFile>('notification'))[0]?.notifications ?? [];
  const organisation = campaign && ownOf(library.organisations, campaign.organisation);
  const calendar = campaign && ownOf(library.calendars, campaign.calendar);

  const { entries, issues: repeated } = collectEntries(campaign, groups);
  const linked: Linked = {
    campaign,
    groups,
    forms: byId('form'),
    workflows: byId('workflow'),
    lists: byId('list'),
    notifications,
    texts: reading.texts,
    entries,
    calendar,
    organisation,
    roles: campaign ? rolesOf(campaign, organisation) : named(),
    issues: [],
  };

  const references = whole.flatMap(referencesOf);
  const known = knownNames(linked, reading, broken, library);
  linked.issues = [
    ...repeated,
    ...references.flatMap((one) => unknownName(one, known, linked)),
    // A file that was not looked at may use anything.
    ...(broken.size > 0 ? [] : unused(linked, reading, references, known)),
  ];
  return linked;
}

function ownOf<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Every entry with its place; an id that two entries share is an Issue at the second. */
function collectEntries(
  campaign: CampaignFile | undefined,
  groups: readonly GroupFile[],
): { entries: LocatedEntry[]; issues: Issue[] } {
  const all: LocatedEntry[] = groups.flatMap(({ id, entries = [] }) =>
    entries.map((definition, index) => ({
      definition,
      source: `groups/${id}.json`,
      pointer: `/entries/${index}`,
      group: id,
    })),
  );
  for (const [index, definition] of (campaign?.entries ?? []).entries())
    all.push({ definition, source: campaignPath, pointer: `/entries/${index}` });

  const first = new Map<string, LocatedEntry>();
  const issues: Issue[] = [];
  for (const entry of all) {
    const { id } = entry.definition;
    const earlier = first.get(id);
    if (!earlier) first.set(id, entry);
    // Twice within one file was told when the file was looked at by itself.
    else if (earlier.source !== entry.source)
      issues.push(
        issue('schema.id.duplicate', { source: entry.source, pointer: `${entry.pointer}/id` }, { id }, [
          { source: earlier.source, pointer: `${earlier.pointer}/id`, role: 'first' },
        ]),
      );
  }
  const entries = [...first.values()];
  return { entries, issues: [...issues, ...takenNames(entries)] };
}

/** An earlier id that is the id of an entry, or an earlier one of two: cases under it would belong to both. */
function takenNames(entries: readonly LocatedEntry[]): Issue[] {
  const holders = new Map(
    entries.map(({ definition, source, pointer }) => [
      definition.id,
      { source, pointer: `${pointer}/id`, role: 'first' },
    ]),
  );
  return entries.flatMap(({ definition, source, pointer }) =>
    (definition.formerly ?? []).flatMap((name, index) => {
      const at = { source, pointer: `${pointer}/formerly/${index}` };
      const holder = holders.get(name);
      if (!holder) holders.set(name, { ...at, role: 'first' });
      return holder ? [issue('reference.entry.former_taken', at, { name }, [holder])] : [];
    }),
  );
}

/**
 * A role of the campaign that `is` one of the organisation's, or has its id, only gives it a title; any other
 * belongs to the campaign.
 */
function rolesOf(campaign: CampaignFile, organisation: OrganisationFile | undefined): Record<string, string> {
  const roles = named<string>();
  const ofOrganisation = new Set(organisation?.roles.map(({ id }) => id));
  for (const id of ofOrganisation) roles[id] = `${organisation!.id}/${id}`;
  for (const { id, is } of campaign.roles ?? []) {
    if (is !== undefined) roles[id] = `${campaign.organisation}/${is}`;
    else if (!ofOrganisation.has(id)) roles[id] = `${campaign.id}/${id}`;
  }
  return roles;
}

function referencesOf({ path, kind, value }: Document): Reference[] {
  const references: Reference[] = [];
  walk(kind, value, ({ pointer, value: name, shape }: Placed) => {
    const what = shape['x-refers'];
    if (what !== undefined && typeof name === 'string')
      references.push({ what, name, source: path, pointer });
    return undefined;
  });
  return references;
}

/** Known names by what they are names of; what is absent cannot be looked up here or now. */
type Known = Readonly<Record<string, ReadonlySet<string> | undefined>>;

function knownNames(
  linked: Linked,
  { paths }: Reading,
  broken: ReadonlySet<string>,
  library: Library,
): Known {
  const { campaign, organisation } = linked;
  const files = (folder: string) =>
    new Set(filesOf(paths, folder).map((path) => path.slice(folder.length + 1).replace(/\.json$/, '')));
  const ids = (list: readonly { id: string }[] | undefined) => new Set((list ?? []).map(({ id }) => id));
  return {
    calendar: libraryNames(library.calendars, library.refused, 'calendars'),
    organisation: libraryNames(library.organisations, library.refused, 'organisations'),
    organisationRole: organisation && ids(organisation.roles),
    role: campaign && organisation && new Set(Object.keys(linked.roles)),
    level: organisation && ids(organisation.levels),
    line: organisation && ids(organisation.lines),
    form: files('forms'),
    workflow: files('workflows'),
    list: files('lists'),
    group: files('groups'),
    message: new Set(filesOf(paths, 'messages')),
    document: new Set(filesOf(paths, 'documents')),
    notification: broken.has('notifications.json') ? undefined : ids(linked.notifications),
    bundle: campaign && ids(campaign.bundles),
    numbering: campaign && ids(campaign.numberings),
    // An entry may stand in a file that was not looked at.
    entry:
      campaign && broken.size === 0
        ? new Set(linked.entries.map(({ definition }) => definition.id))
        : undefined,
    fact: campaign && ids(campaign.facts),
  };
}

function libraryNames(
  files: Readonly<Record<string, unknown>>,
  refused: readonly string[] = [],
  folder: string,
): ReadonlySet<string> {
  const inFolder = refused.filter((path) => path.startsWith(`${folder}/`));
  const names = inFolder.map((path) => path.slice(folder.length + 1, -'.json'.length));
  return new Set([...Object.keys(files), ...names]);
}

/** The code for each kind of name, and the thing that does not have it. */
const unknownCodes: Readonly<Record<string, IssueCode>> = {
  calendar: 'reference.calendar.unknown',
  organisation: 'reference.organisation.unknown',
  organisationRole: 'reference.role.unknown',
  role: 'reference.role.unknown',
  level: 'reference.level.unknown',
  line: 'reference.line.unknown',
  form: 'reference.form.unknown',
  workflow: 'reference.workflow.unknown',
  group: 'reference.group.unknown',
  message: 'reference.template.unknown',
  document: 'reference.document.unknown',
  notification: 'reference.notification.unknown',
  bundle: 'reference.bundle.unknown',
  numbering: 'reference.numbering.unknown',
  entry: 'reference.entry.unknown',
  fact: 'reference.fact.unknown',
};

function unknownName({ what, name, source, pointer }: Reference, known: Known, linked: Linked): Issue[] {
  // What a form names, and steps and fields of a workflow, are looked up where those are compiled.
  if (source.startsWith('forms/')) return [];
  const code = unknownCodes[what];
  const names = known[what];
  if (code === undefined || names === undefined || names.has(name)) return [];
  const place = { source, pointer };
  const params: Record<string, Param> = { name, nearest: nearest(name, names) };
  if (linked.organisation && organisational.has(what)) {
    params['organisation'] = linked.organisation.id;
    params['revision'] = linked.organisation.revision;
  }
  return [issue(code, place, params)];
}

const organisational: ReadonlySet<string> = new Set(['role', 'organisationRole', 'level', 'line']);

/** What nothing uses. Where a name is unknown, what it was meant to name looks unused: nothing is said of that kind. */
function unused(
  { campaign, notifications, entries }: Linked,
  { paths }: Reading,
  references: readonly Reference[],
  known: Known,
): Issue[] {
  const issues: Issue[] = [];
  const used = (what: string): ReadonlySet<string> | undefined => {
    const names = references.filter((one) => one.what === what).map(({ name }) => name);
    return names.every((name) => known[what]?.has(name)) ? new Set(names) : undefined;
  };
  const look = (what: string, candidates: Iterable<{ name: string; place: Place; code: UnusedCode }>) => {
    const names = used(what);
    for (const { name, place, code } of candidates)
      if (names && !names.has(name)) issues.push(issue(code, place, { name }));
  };
  const folders = { form: 'forms', workflow: 'workflows', list: 'lists', group: 'groups' };
  for (const [what, folder] of Object.entries(folders))
    look(
      what,
      filesOf(paths, folder).map((path) => ({
        name: path.slice(folder.length + 1, -'.json'.length),
        place: { source: path, pointer: '' },
        code: 'reference.file.unused',
      })),
    );
  for (const [what, folder] of [
    ['message', 'messages'],
    ['document', 'documents'],
  ] as const)
    look(
      what,
      filesOf(paths, folder).map((path) => ({
        name: path,
        place: { source: path, pointer: '' },
        code: 'reference.file.unused',
      })),
    );
  look(
    'notification',
    notifications.flatMap(({ id, on }, index) =>
      on === undefined
        ? [
            {
              name: id,
              place: { source: 'notifications.json', pointer: `/notifications/${index}` },
              code: 'reference.notification.unused' as const,
            },
          ]
        : [],
    ),
  );
  // Of the entries only those count that are part of the campaign.
  const bundled = new Set(entries.map(({ definition }) => definition.bundle));
  if (used('bundle') && used('group'))
    for (const [index, { id }] of (campaign?.bundles ?? []).entries())
      if (!bundled.has(id))
        issues.push(
          issue(
            'reference.bundle.unused',
            { source: campaignPath, pointer: `/bundles/${index}` },
            { name: id },
          ),
        );
  return issues;
}

type UnusedCode = 'reference.file.unused' | 'reference.notification.unused';

function filesOf(paths: ReadonlySet<string>, folder: string): string[] {
  return [...paths].filter((path) => path.startsWith(`${folder}/`) && !path.endsWith('.tests.json'));
}
