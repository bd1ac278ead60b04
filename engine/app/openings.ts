import { issue, type Language, type Result } from '../issues/index.ts';
import type { Case } from '../model/case.ts';
import type { RefusalIssue } from '../model/command.ts';
import type { Subject } from '../model/subject.ts';
import { doublesOf, parseAssigneeKey } from '../organisation/index.ts';
import type { Campaign, CompiledEntry } from '../workflow/campaign.ts';
import { caseIdOf, foldText, mayEnterFor, type Period, periodsOf } from '../workflow/index.ts';
import { fillsNow, hasRightAt, type Viewer } from './access.ts';
import type { Campaigns } from './campaigns.ts';
import { casesNamed } from './case-names.ts';
import type { Commands } from './commands.ts';
import {
  additionUid,
  addUnconfirmed,
  readAddition,
  type TypedAddition,
  takeAdditionBack,
} from './organisation/added-subjects.ts';
import { mergedUids } from './organisation/current-subjects.ts';
import type { DirectoryChanges } from './organisation/directory-changes.ts';
import type { Ports } from './ports.ts';
import { said, shownDay, shownInstant, shownPeriodOf } from './texts.ts';
import type { OfferView } from './views.ts';

/** What somebody wishes to begin: a case of an entry for a unit and period, about a subject where it has one. */
export interface Wish {
  campaign: string;
  entry: string;
  period: string;
  unit: string;
  subject?: string;
}

/** How beginning went. `there` is a case that was begun before, by whomever. */
export type OpeningOutcome =
  | { kind: 'opened' | 'there'; case: string; href: string }
  | { kind: 'refused'; issues: RefusalIssue[] };

/** How adding somebody who is missing in the register went. */
export type AddingOutcome =
  | { kind: 'added'; subject: string }
  /** The unit's register has near names: one of them may be meant. */
  | { kind: 'near'; names: { subject: string; name: string; begun?: string }[] }
  | { kind: 'refused'; issues: RefusalIssue[] };

/** Cases that nobody owes but that may come: a submitter begins them, for a subject they choose. */
export interface Openings {
  /** Is there anything this person may begin today? */
  any(viewer: Viewer): Promise<boolean>;
  /** Everything they may begin today, with the subjects to choose from and what was begun already. */
  offers(viewer: Viewer, language: Language): Promise<OfferView[]>;
  /**
   * Adds a subject the wished case shall be about, where the campaign lets this person; an administrator looks at it
   * afterwards. Near names of the unit are given back first, unless it is said to be `another`.
   */
  addSubject(
    viewer: Viewer,
    wish: Omit<Wish, 'subject'>,
    typed: TypedAddition & { another: boolean },
    key: string,
  ): Promise<AddingOutcome>;
  /** Takes out again what they added themselves, while nobody has looked at it and no case is about it. */
  takeSubjectBack(viewer: Viewer, subject: string): Promise<Result<true>>;
  /** Begins one; the same wish twice is one case. */
  open(viewer: Viewer, wish: Wish, key: string): Promise<OpeningOutcome>;
  /** What may be begun for a unit whose cases this person may type in from paper. */
  offersFor(viewer: Viewer, unit: string, language: Language): Promise<OfferView[]>;
  /** Begins one for that unit, in the name of somebody who submits for it. */
  openFor(viewer: Viewer, wish: Wish, of: string, key: string): Promise<OpeningOutcome>;
}

/** An entry that may come, a unit somebody submits for, and a period that is open. */
interface Offer {
  campaign: Campaign;
  entry: CompiledEntry;
  unit: string;
  period: Period;
}

/** Makes the use cases of beginning a case. */
export function createOpenings(
  ports: Ports,
  campaigns: Campaigns,
  commands: Commands,
  changes: DirectoryChanges,
): Openings {
  async function offersOf(
    unitsFor: (campaign: Campaign, entry: CompiledEntry) => string[],
  ): Promise<Offer[]> {
    const now = ports.time.now();
    const offers: Offer[] = [];
    for (const campaign of await campaigns.all()) {
      const entries = Object.values(campaign.entries).filter(mayCome);
      if (entries.length === 0) continue;
      const calendar = await campaigns.calendarOf(campaign);
      for (const entry of entries)
        for (const unit of unitsFor(campaign, entry))
          for (const period of periodsOf(campaign, entry.id, calendar))
            if (isOpen(entry, period, now)) offers.push({ campaign, entry, unit, period });
    }
    return offers;
  }

  const ownOffers = (viewer: Viewer) => offersOf((campaign, entry) => unitsOf(viewer, campaign, entry));

  /** Who of the register a case of the entry may be about: of the unit and those it took over from, today. */
  async function subjectsOf(viewer: Viewer, entry: CompiledEntry, unit: string): Promise<Subject[]> {
    const units = [unit, ...viewer.index.predecessors(unit, viewer.day).map(({ uid }) => uid)];
    const found = await Promise.all(units.map((one) => ports.subjects.ofUnit(one, viewer.day)));
    const names = new Intl.Collator('vi');
    return found
      .flat()
      .filter(({ kind }) => kind === entry.definition.subject)
      .sort((a, b) => names.compare(a.name, b.name));
  }

  /** The case that was begun for each, also under a uid that was merged into it since. */
  async function begunOf(
    campaign: Campaign,
    uids: string[],
    ofUnit: boolean,
    idOf: (uid: string) => string,
  ): Promise<Map<string, Case>> {
    const under = ofUnit ? new Map(uids.map((uid) => [uid, [uid]])) : await mergedUids(ports, uids);
    const ids = [...new Set([...under.values()].flat())].map(idOf);
    const cases = await casesNamed(ports, campaign, ids);
    const begun = new Map<string, Case>();
    for (const [uid, all] of under) {
      const found = all.map((one) => cases.get(idOf(one))).find((one) => one !== undefined);
      if (found) begun.set(uid, found);
    }
    return begun;
  }

  async function offerView(viewer: Viewer, offer: Offer, language: Language): Promise<OfferView> {
    const { campaign, entry, unit, period } = offer;
    const ofUnit = entry.definition.subject === 'unit';
    const subjects = ofUnit ? [] : await subjectsOf(viewer, entry, unit);
    const about: Pick<Subject, 'uid' | 'name' | 'unconfirmed'>[] = ofUnit
      ? [{ uid: unit, name: '' }]
      : subjects;
    const idOf = (uid: string) => caseIdOf(campaign.id, entry.id, uid, period.id);
    const begun = await begunOf(
      campaign,
      about.map(({ uid }) => uid),
      ofUnit,
      idOf,
    );
    const name = viewer.index.unit(unit)?.name ?? unit;
    const until = period.closesAt;
    return {
      id: `${campaign.id}.${entry.id}.${unit}.${period.id}`,
      campaign: campaign.id,
      entry: entry.id,
      period: period.id,
      unit,
      title: said(entry.title, language),
      unitName: name,
      periodTitle: shownPeriodOf(campaign, period.id, language),
      dataFrom: shownDay(period.from),
      dataUntil: shownDay(period.until),
      ...(until ? { until: shownInstant(until, campaign.timezone), late: ports.time.now() > until } : {}),
      ofUnit,
      kind: entry.definition.subject,
      subjects: about
        .filter(({ uid }) => !begun.has(uid))
        .map(({ uid, name: called, unconfirmed }) => ({
          uid,
          name: called,
          ...(unconfirmed ? { unconfirmed: { own: unconfirmed.by === viewer.account._id } } : {}),
        })),
      mayAdd: mayAdd(viewer, campaign, entry, unit),
      begun: about
        .filter(({ uid }) => begun.has(uid))
        .map(({ uid, name: called }) => ({
          name: called || name,
          href: placeOf(viewer, campaign, begun.get(uid)!),
        })),
    };
  }

  return {
    any: async (viewer) => (await ownOffers(viewer)).length > 0,
    async offers(viewer, language) {
      const offers = await ownOffers(viewer);
      return Promise.all(offers.map((offer) => offerView(viewer, offer, language)));
    },
    async addSubject(viewer, wish, { another, ...typed }, key) {
      const wished = await wishedBy(viewer, wish);
      if ('kind' in wished) return wished;
      const { campaign, entry } = wished;
      const { subject: kind } = entry.definition;
      if (kind === 'unit' || kind === 'cases' || !mayAdd(viewer, campaign, entry, wish.unit)) {
        const unit = viewer.index.unit(wish.unit)!.name;
        return { kind: 'refused', issues: [issue('app.opening.may_not_add', place, { unit })] };
      }
      const uid = additionUid(ports, viewer.account, key);
      if (await ports.subjects.load(uid)) return { kind: 'added', subject: uid };
      const read = readAddition(typed, viewer.day);
      if (!read.ok) return { kind: 'refused', issues: read.issues };
      if (!another) {
        const near = await nearNames(viewer, campaign, entry, wish, read.value.name);
        if (near.length > 0) return { kind: 'near', names: near };
      }
      const subject = { uid, kind, unit: wish.unit, ...read.value };
      const added = await addUnconfirmed(ports, changes, viewer.index, viewer.account, subject);
      return added.ok ? { kind: 'added', subject: added.value } : { kind: 'refused', issues: added.issues };
    },
    takeSubjectBack: (viewer, subject) => takeAdditionBack(ports, changes, viewer.account, subject),
    async open(viewer, wish, key) {
      const wished = await wishedBy(viewer, wish);
      if ('kind' in wished) return wished;
      return begin(viewer, wished, wish, { type: 'open', key });
    },
    async offersFor(viewer, unit, language) {
      const offers = await offersOf((campaign, entry) =>
        entersFor(viewer, campaign, entry, unit) ? [unit] : [],
      );
      return Promise.all(offers.map((offer) => offerView(viewer, offer, language)));
    },
    async openFor(viewer, wish, of, key) {
      const campaign = await campaigns.latest(wish.campaign);
      const entry = campaign?.entries[wish.entry];
      if (!campaign || !entry || !mayCome(entry)) return refused('app.opening.unknown');
      if (!entersFor(viewer, campaign, entry, wish.unit)) return notYours(viewer, wish.unit);
      return begin(viewer, { campaign, entry }, wish, { type: 'openOnBehalf', key, onBehalfOf: of });
    },
  };

  /** Opens what is wished for, or finds what was opened before. */
  async function begin(
    viewer: Viewer,
    { campaign, entry }: { campaign: Campaign; entry: CompiledEntry },
    wish: Wish,
    command: { type: 'open'; key: string } | { type: 'openOnBehalf'; key: string; onBehalfOf: string },
  ): Promise<OpeningOutcome> {
    const { subject, unit, period } = wish;
    if (
      subject === undefined ? entry.definition.subject !== 'unit' : !(await mayBeAbout(viewer, entry, wish))
    )
      return refused('app.opening.subject');
    const about = subject ?? unit;
    const idOf = (uid: string) => caseIdOf(campaign.id, entry.id, uid, period);
    const begun = (await begunOf(campaign, [about], subject === undefined, idOf)).get(about);
    if (begun) {
      const version = await campaigns.get(campaign.id, begun.version);
      return { kind: 'there', case: begun._id, href: placeOf(viewer, version, begun) };
    }
    const { campaign: _, ...rest } = wish;
    const outcome = await commands.open(
      idOf(about),
      campaign,
      { ...command, attempt: 1, ...rest },
      { account: viewer.account._id, via: 'web' },
    );
    if (!outcome.ok) return { kind: 'refused', issues: outcome.issues };
    return {
      kind: outcome.repeated ? 'there' : 'opened',
      case: outcome.case._id,
      href: placeOf(viewer, await campaigns.get(campaign.id, outcome.case.version), outcome.case),
    };
  }

  /** The entry somebody wishes to begin for a unit they submit it for. */
  async function wishedBy(
    viewer: Viewer,
    wish: Omit<Wish, 'subject'>,
  ): Promise<{ campaign: Campaign; entry: CompiledEntry } | Extract<OpeningOutcome, { kind: 'refused' }>> {
    const campaign = await campaigns.latest(wish.campaign);
    const entry = campaign?.entries[wish.entry];
    // What is owed opens by itself when its period does.
    if (!campaign || !entry || !mayCome(entry)) return refused('app.opening.unknown');
    return unitsOf(viewer, campaign, entry).includes(wish.unit)
      ? { campaign, entry }
      : notYours(viewer, wish.unit);
  }

  /** Names of the unit's register that a name may mean, with the case that was begun for each. */
  async function nearNames(
    viewer: Viewer,
    campaign: Campaign,
    entry: CompiledEntry,
    { unit, period }: Omit<Wish, 'subject'>,
    name: string,
  ) {
    const known = (await subjectsOf(viewer, entry, unit)).map((one) => ({
      uid: one.uid,
      kind: one.kind,
      name: one.name,
      folded: foldText(one.name),
    }));
    const near = doublesOf({ kind: entry.definition.subject, folded: foldText(name) }, known);
    const begun = await begunOf(
      campaign,
      near.map(({ uid }) => uid),
      false,
      (uid) => caseIdOf(campaign.id, entry.id, uid, period),
    );
    return near.map(({ uid, name: called }) => ({
      subject: uid,
      name: called,
      ...(begun.has(uid) ? { begun: placeOf(viewer, campaign, begun.get(uid)!) } : {}),
    }));
  }

  async function mayBeAbout(viewer: Viewer, entry: CompiledEntry, { unit, subject }: Wish): Promise<boolean> {
    if (entry.definition.subject === 'unit') return false;
    return (await subjectsOf(viewer, entry, unit)).some(({ uid }) => uid === subject);
  }
}

/** Where a case is gone on with: its form while it is theirs to fill, else the case. */
function placeOf(viewer: Viewer, campaign: Campaign, current: Case): string {
  return fillsNow(campaign, current, viewer) ? `/viec/${current._id}` : `/ho-so/${current._id}`;
}

function mayCome({ definition }: CompiledEntry): boolean {
  return !definition.owed && definition.subject !== 'cases';
}

/** Whether the campaign lets a person type a unit's cases of an entry in, and the unit is one that submits it. */
function entersFor(viewer: Viewer, campaign: Campaign, entry: CompiledEntry, unit: string): boolean {
  const { level } = entry.definition.submitter;
  if (viewer.index.unitOn(unit, viewer.day)?.level !== level) return false;
  return mayEnterFor({ campaign, entry, directory: viewer.index, day: viewer.day }, viewer.account._id, unit);
}

function notYours(viewer: Viewer, unit: string): Extract<OpeningOutcome, { kind: 'refused' }> {
  const name = viewer.index.unit(unit)?.name ?? unit;
  return { kind: 'refused', issues: [issue('command.open.not_yours', place, { unit: name })] };
}

/** Whether the campaign lets a person add to the register of a unit they begin an entry for. */
function mayAdd(viewer: Viewer, campaign: Campaign, entry: CompiledEntry, unit: string): boolean {
  const { subject } = entry.definition;
  if (subject === 'unit' || subject === 'cases') return false;
  return hasRightAt(campaign, entry, viewer, unit, (rule) => rule.addSubjects === true);
}

/** The units a person submits an entry for, in their own right or standing in for somebody. */
function unitsOf(viewer: Viewer, campaign: Campaign, { definition }: CompiledEntry): string[] {
  const role = campaign.roles[definition.submitter.role];
  const units = viewer.keys.flatMap((key) => {
    const held = parseAssigneeKey(key);
    return held.kind === 'role' && held.unit !== undefined && `${held.owner}/${held.role}` === role
      ? [held.unit]
      : [];
  });
  return [...new Set(units)].filter(
    (uid) => viewer.index.unitOn(uid, viewer.day)?.level === definition.submitter.level,
  );
}

function isOpen({ definition }: CompiledEntry, { opensAt, graceUntil }: Period, now: string): boolean {
  if (now < opensAt) return false;
  return definition.afterwards !== 'closed' || graceUntil === undefined || now <= graceUntil;
}

const place = { source: 'command', pointer: '/subject' };

function refused(
  code: 'app.opening.unknown' | 'app.opening.subject',
): Extract<OpeningOutcome, { kind: 'refused' }> {
  return { kind: 'refused', issues: [issue(code, place)] };
}
