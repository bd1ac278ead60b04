import { maySee } from '../../forms/index.ts';
import { type Language, sentence } from '../../issues/index.ts';
import type { Answers } from '../../model/answers.ts';
import type { Case, DossierLine, LineState } from '../../model/case.ts';
import type { Command, Resolved } from '../../model/command.ts';
import { assigneeKey } from '../../organisation/index.ts';
import type { Campaign } from '../../workflow/campaign.ts';
import {
  caseCode,
  decidesLines,
  gathersAt,
  isHeld,
  lineMember,
  lineRanges,
  linesKeptApart,
  lookAt,
  mostLines,
} from '../../workflow/index.ts';
import { fillsNow, seesUpTo, type Viewer } from '../access.ts';
import type { Campaigns } from '../campaigns.ts';
import type { CommandOutcome } from '../commands.ts';
import { lineOf } from '../lines.ts';
import { withSubjects } from '../organisation/subject-names.ts';
import type { Ports } from '../ports.ts';
import { said, shownDay } from '../texts.ts';
import type {
  CaseLine,
  DossierLineView,
  DossierView,
  GatheringPlaceView,
  GatheringView,
  ListedView,
  MembershipView,
} from '../views.ts';
import type { DossierPlace, Dossiers } from './dossiers.ts';

/** Where a dossier is made, as an address names it. */
export interface GatheringAddress {
  campaign: string;
  entry: string;
  unit: string;
}

/** The gatherer's side: what waits to be put into a dossier, and the lists of dossiers. */
export interface Gathering {
  /** Does this person make any dossiers? */
  gathers(viewer: Viewer): Promise<boolean>;
  /** Which dossiers this person makes, each with how many cases wait for it. */
  places(viewer: Viewer, language: Language): Promise<GatheringPlaceView[]>;
  /** What waits for one; null when it is not theirs to make. */
  waiting(viewer: Viewer, address: GatheringAddress, language: Language): Promise<GatheringView | null>;
  /**
   * Puts cases into a new dossier, or into one of theirs that was not sent; null when it is not theirs to make.
   */
  gather(
    viewer: Viewer,
    address: GatheringAddress,
    cases: string[],
    key: string,
    into?: string,
  ): Promise<CommandOutcome | null>;
  /** Takes lines out of a dossier that was not sent; their cases wait again before this returns. */
  release(
    viewer: Viewer,
    dossier: string,
    command: Extract<Command, { type: 'releaseLines' }>,
  ): Promise<CommandOutcome>;
  /** The list of a dossier for whoever may see the dossier; undefined for a case without a list. */
  list(
    viewer: Viewer,
    dossier: Case,
    campaign: Campaign,
    language: Language,
  ): Promise<DossierView | undefined>;
  /** Where somebody who may gather a case finds it among those that wait; undefined when it does not wait. */
  whereGathered(viewer: Viewer, current: Case, campaign: Campaign): string | undefined;
  /** In which dossier a case lies or lay, and what was decided there. */
  membership(viewer: Viewer, current: Case, language: Language): Promise<MembershipView | undefined>;
}

/** Listed values that stand beside a line. */
const mostValues = 4;
/** Cases loaded at once. */
const loadedAtOnce = 200;

/** What a line's state is called, and in which tone it is shown. */
const lineStates: Readonly<Record<LineState, Record<Language, string> & { tone: DossierLineView['tone'] }>> =
  {
    waiting: { vi: 'Chưa quyết', en: 'Not decided', tone: 'neutral' },
    approved: { vi: 'Được duyệt', en: 'Approved', tone: 'done' },
    refused: { vi: 'Không được duyệt', en: 'Refused', tone: 'late' },
    returned: { vi: 'Trả lại bổ sung', en: 'Returned', tone: 'soon' },
    released: { vi: 'Đã đưa ra', en: 'Taken out', tone: 'paused' },
  };

/** Makes the use cases of the pages about gathering. */
export function createGathering(ports: Ports, campaigns: Campaigns, dossiers: Dossiers): Gathering {
  /** The dossiers a person may make: their entries, at the units where they hold the submitter's role. */
  async function placesOf(viewer: Viewer): Promise<DossierPlace[]> {
    return (await campaigns.all()).flatMap((campaign) =>
      Object.values(campaign.entries)
        .filter(({ definition }) => definition.subject === 'cases')
        .flatMap(({ id, definition: { submitter } }) =>
          unitsOf(viewer, campaign.roles[submitter.role] ?? '').map((unit) => ({
            campaign,
            entry: id,
            unit,
          })),
        ),
    );
  }

  function unitsOf({ keys }: Viewer, role: string): string[] {
    return [
      ...new Set(keys.flatMap((key) => (key.startsWith(`${role}@`) ? [key.slice(role.length + 1)] : []))),
    ];
  }

  async function placeOf(viewer: Viewer, address: GatheringAddress): Promise<DossierPlace | undefined> {
    return (await placesOf(viewer)).find(
      ({ campaign, entry, unit }) =>
        campaign.id === address.campaign && entry === address.entry && unit === address.unit,
    );
  }

  /** The assignee key under which cases wait for a place. */
  function keyOf({ campaign, entry, unit }: DossierPlace): string {
    const [owner, role] = campaign.roles[campaign.entries[entry]!.definition.submitter.role]!.split('/');
    return assigneeKey(owner!, role!, unit);
  }

  async function loadAll(ids: readonly string[]): Promise<Map<string, Case>> {
    const found = new Map<string, Case>();
    for (let at = 0; at < ids.length; at += loadedAtOnce)
      for (const one of await ports.cases.loadMany(ids.slice(at, at + loadedAtOnce))) found.set(one._id, one);
    return found;
  }

  /** The first listed values a person may see, in words. */
  function valuesOf(current: Case, campaign: Campaign, viewer: Viewer, language: Language): ListedView[] {
    const upTo = seesUpTo(campaign, current, viewer);
    const values = current.submission?.values;
    if (!values || upTo === null) return [];
    const { form } = campaign.entries[current.entry]!;
    const unitName = (uid: string) => viewer.index.unit(uid)?.name;
    return form.fields
      .filter(({ id, sensitivity }) => values[id] !== undefined && maySee(upTo, sensitivity))
      .slice(0, mostValues)
      .map((field) => ({
        label: said(field.definition.label, language),
        text: field.kind.show(values[field.id] as never, field, { language, unitName }),
      }));
  }

  /** What was sent in cases, by its digest: rules of a step may read it. */
  async function answersOf(cases: readonly Case[]): Promise<NonNullable<Resolved['answers']>> {
    const digests = cases.flatMap(({ submission }) => submission?.content ?? []);
    const answers: NonNullable<Resolved['answers']> = Object.fromEntries(digests.map((one) => [one, null]));
    for (let at = 0; at < digests.length; at += loadedAtOnce)
      for (const { _id, body } of await ports.contents.get(digests.slice(at, at + loadedAtOnce)))
        answers[_id] = (body as Answers | undefined) ?? null;
    return answers;
  }

  /** Whom cases are about, where somebody may see it and it is not the unit, and the unit above theirs; by the case. */
  async function namesOf(
    cases: readonly Case[],
    viewer: Viewer,
    language: Language,
  ): Promise<Map<string, Pick<CaseLine, 'subject' | 'above'>>> {
    const now = ports.time.now();
    const rows = await Promise.all(
      cases.map(async (row) => {
        const campaign = await campaigns.get(row.campaign, row.version);
        return { row, campaign, line: lineOf(row, campaign, viewer, now, language) };
      }),
    );
    const named = await withSubjects(ports, viewer, rows);
    return new Map(named.map((line) => [line.id, line]));
  }

  /** Why lines of a dossier are not for somebody to decide, by the line. */
  async function obstaclesOf(
    dossier: Case,
    campaign: Campaign,
    cases: ReadonlyMap<string, Case>,
    viewer: Viewer,
    language: Language,
  ): Promise<Map<number, string>> {
    const members: NonNullable<Resolved['members']> = {};
    for (const [id, one] of cases)
      members[id] = lineMember(await campaigns.get(one.campaign, one.version), one);
    const found = linesKeptApart(campaign, dossier, {
      now: ports.time.now(),
      actor: viewer.account._id,
      via: 'web',
      directory: viewer.directory,
      calendar: await campaigns.calendarOf(campaign),
      ids: '',
      resolved: { members },
    });
    return new Map(found.map(({ line, issue }) => [line, sentence(issue, language)]));
  }

  /** Dossiers of a place that are still being written. */
  async function writtenAt(place: DossierPlace, viewer: Viewer): Promise<Case[]> {
    const rows = await dossiers.written(place, [keyOf(place)]);
    const own = rows.filter((row) => fillsNow(place.campaign, row, viewer) !== undefined);
    return ports.cases.loadMany(own.map(({ _id }) => _id));
  }

  function titleOf({ campaign, entry }: DossierPlace, language: Language): string {
    return said(campaign.entries[entry]!.title, language);
  }

  function hrefOf({ campaign, entry, unit }: DossierPlace): string {
    return `/to-trinh/${campaign.id}/${entry}/${unit}`;
  }

  return {
    gathers: async (viewer) => (await placesOf(viewer)).length > 0,

    async places(viewer, language) {
      const places = await placesOf(viewer);
      return Promise.all(
        places.map(async (place) => ({
          href: hrefOf(place),
          title: titleOf(place, language),
          campaign: said(place.campaign.title, language),
          unit: viewer.index.unit(place.unit)?.name ?? place.unit,
          waiting: (await dossiers.waiting(place, [keyOf(place)])).length,
        })),
      );
    },

    async waiting(viewer, address, language) {
      const place = await placeOf(viewer, address);
      if (!place) return null;
      const now = ports.time.now();
      const rows = await dossiers.waiting(place, [keyOf(place)]);
      const shown = rows.slice(0, mostLines);
      const cases = await loadAll(shown.map(({ _id }) => _id));
      const found = await Promise.all(
        shown
          .flatMap(({ _id }) => cases.get(_id) ?? [])
          .map(async (current) => {
            const version = await campaigns.get(current.campaign, current.version);
            return { current, version, line: lineOf(current, version, viewer, now, language) };
          }),
      );
      const named = await withSubjects(
        ports,
        viewer,
        found.map(({ current, version, line }) => ({ line, row: current, campaign: version })),
      );
      const answers = await answersOf([...cases.values()]);
      const lines = await Promise.all(
        found.map(async ({ current, version }, at) => {
          const { offered } = lookAt(version, current, {
            now,
            actor: viewer.account._id,
            via: 'web',
            directory: viewer.directory,
            calendar: await campaigns.calendarOf(version),
            ids: '',
            resolved: { answers },
          });
          // Who may not act on it now may not gather it either: somebody holds it, or separation forbids it.
          const [obstacle] = offered.issues;
          return {
            case: named[at]!,
            values: valuesOf(current, version, viewer, language),
            ...(obstacle ? { obstacle: sentence(obstacle, language) } : {}),
          };
        }),
      );
      const written = await writtenAt(place, viewer);
      return {
        title: titleOf(place, language),
        unit: viewer.index.unit(place.unit)?.name ?? place.unit,
        action: hrefOf(place),
        lines,
        total: rows.length,
        most: mostLines,
        written: written.map((one) => ({
          id: one._id,
          href: `/viec/${one._id}`,
          code: caseCode(one._id),
          lines: (one.lines ?? []).filter(isHeld).length,
        })),
      };
    },

    async gather(viewer, address, cases, key, into) {
      const place = await placeOf(viewer, address);
      if (!place) return null;
      const actor = { account: viewer.account._id, via: 'web' as const };
      if (into === undefined) return dossiers.open(place, cases, key, actor);
      const dossier = (await writtenAt(place, viewer)).find(({ _id }) => _id === into);
      const task = dossier && fillsNow(place.campaign, dossier, viewer);
      return task
        ? dossiers.add(into, { id: task.id, generation: task.generation }, cases, key, actor)
        : null;
    },

    release: (viewer, dossier, command) =>
      dossiers.release(dossier, command, { account: viewer.account._id, via: 'web' }),

    async list(viewer, dossier, campaign, language) {
      if (!dossier.lines) return undefined;
      const cases = await loadAll(dossier.lines.map((line) => line.case));
      const contents = await ports.contents.get(dossier.lines.flatMap(({ content }) => content ?? []));
      const reasons = new Map(contents.map((one) => [one._id, one.erased ? '' : String(one.body ?? '')]));
      const step = campaign.entries[dossier.entry]!.workflow.byId[dossier.steps.at(-1)?.step ?? ''];
      const mine = dossier.tasks.some(({ assignees }) => assignees.some((key) => viewer.keys.includes(key)));
      const names = await namesOf([...cases.values()], viewer, language);
      const decides = mine && step !== undefined && decidesLines(step);
      const obstacles = decides ? await obstaclesOf(dossier, campaign, cases, viewer, language) : undefined;
      const view = async (line: DossierLine): Promise<DossierLineView> => {
        const current = cases.get(line.case);
        const version = current && (await campaigns.get(current.campaign, current.version));
        const visible = current && version && seesUpTo(version, current, viewer) !== null;
        const state = lineStates[line.state];
        const { subject, above } = names.get(line.case) ?? {};
        const about = current && version?.entries[current.entry]?.definition.subject;
        const reason = line.content === undefined ? undefined : reasons.get(line.content);
        return {
          n: line.n,
          code: caseCode(line.case),
          unit: current?.unit.nameThen ?? '',
          ...(above === undefined ? {} : { above }),
          entry: said(version?.entries[current!.entry]?.title, language),
          ...(subject === undefined ? {} : { subject }),
          nameless: current?.subject !== undefined && subject === undefined,
          ...(about ? { about } : {}),
          ...(visible ? { href: `/ho-so/${line.case}` } : {}),
          values: visible ? valuesOf(current, version, viewer, language) : [],
          state: line.state,
          word: state[language],
          tone: state.tone,
          held: isHeld(line),
          // On its way: named on the list, but its case has not come yet.
          coming: line.state === 'waiting' && current !== undefined && gathersAt(version!, current) !== null,
          ...(reason ? { reason } : {}),
          ...(obstacles?.has(line.n) ? { obstacle: obstacles.get(line.n)! } : {}),
        };
      };
      // What was taken out stands last: it is no longer what the dossier is about.
      const out = (line: DossierLine) => line.state === 'released';
      const ordered = [...dossier.lines.filter((one) => !out(one)), ...dossier.lines.filter(out)];
      const lines = await Promise.all(ordered.map(view));
      const held = lines.filter((line) => line.held).length;
      const unit = dossier.unit.routedTo ?? dossier.unit.uid;
      return {
        lines,
        held,
        coming: lines.filter(({ coming }) => coming).length,
        decides,
        forOthers: lineRanges(
          lines.filter(({ obstacle, state }) => obstacle && state === 'waiting').map(({ n }) => n),
        ),
        writes: fillsNow(campaign, dossier, viewer) !== undefined,
        write: `/viec/${dossier._id}`,
        more: `${hrefOf({ campaign, entry: dossier.entry, unit })}?vao=${dossier._id}`,
      };
    },

    whereGathered(viewer, current, campaign) {
      const entry = gathersAt(campaign, current);
      const key = current.tasks
        .flatMap(({ assignees }) => assignees)
        .find((one) => viewer.keys.includes(one) && one.includes('@'));
      if (entry === null || key === undefined) return undefined;
      return hrefOf({ campaign, entry, unit: key.slice(key.indexOf('@') + 1) });
    },

    async membership(viewer, current, language) {
      if (!current.dossier) return undefined;
      const dossier = await ports.cases.load(current.dossier.case);
      const line = dossier?.lines?.find(({ n }) => n === current.dossier!.line);
      if (!dossier || !line) return undefined;
      const campaign = await campaigns.get(dossier.campaign, dossier.version);
      const state = lineStates[line.state];
      const document = dossier.documents?.at(-1);
      return {
        code: caseCode(dossier._id),
        title: said(campaign.entries[dossier.entry]?.title, language),
        line: line.n,
        // What is decided is said once it is for good; until then the case only lies there.
        word: dossier.state === 'ended' || !isHeld(line) ? state[language] : lineStates.waiting[language],
        tone: dossier.state === 'ended' || !isHeld(line) ? state.tone : 'neutral',
        ...(document && line.state === 'approved' && dossier.state === 'ended'
          ? { document: { number: document.number, date: shownDay(document.date) } }
          : {}),
        ...(seesUpTo(campaign, dossier, viewer) === null ? {} : { href: `/ho-so/${dossier._id}#danh-sach` }),
      };
    },
  };
}
