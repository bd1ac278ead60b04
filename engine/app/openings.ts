import { issue, type Language } from '../issues/index.ts';
import type { Case } from '../model/case.ts';
import type { RefusalIssue } from '../model/command.ts';
import type { Subject } from '../model/subject.ts';
import { parseAssigneeKey } from '../organisation/index.ts';
import type { Campaign, CompiledEntry } from '../workflow/campaign.ts';
import { caseIdOf, type Period, periodsOf } from '../workflow/index.ts';
import { fillsNow, type Viewer } from './access.ts';
import type { Campaigns } from './campaigns.ts';
import type { Commands } from './commands.ts';
import { mergedUids } from './organisation/current-subjects.ts';
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
  | { kind: 'opened' | 'there'; href: string }
  | { kind: 'refused'; issues: RefusalIssue[] };

/** Cases that nobody owes but that may come: a submitter begins them, for a subject they choose. */
export interface Openings {
  /** Is there anything this person may begin today? */
  any(viewer: Viewer): Promise<boolean>;
  /** Everything they may begin today, with the subjects to choose from and what was begun already. */
  offers(viewer: Viewer, language: Language): Promise<OfferView[]>;
  /** Begins one; the same wish twice is one case. */
  open(viewer: Viewer, wish: Wish, key: string): Promise<OpeningOutcome>;
}

/** An entry that may come, a unit somebody submits for, and a period that is open. */
interface Offer {
  campaign: Campaign;
  entry: CompiledEntry;
  unit: string;
  period: Period;
}

/** Makes the use cases of beginning a case. */
export function createOpenings(ports: Ports, campaigns: Campaigns, commands: Commands): Openings {
  async function offersOf(viewer: Viewer): Promise<Offer[]> {
    const now = ports.time.now();
    const offers: Offer[] = [];
    for (const campaign of await campaigns.all()) {
      const entries = Object.values(campaign.entries).filter(mayCome);
      if (entries.length === 0) continue;
      const calendar = await campaigns.calendarOf(campaign);
      for (const entry of entries)
        for (const unit of unitsOf(viewer, campaign, entry))
          for (const period of periodsOf(campaign, entry.id, calendar))
            if (isOpen(entry, period, now)) offers.push({ campaign, entry, unit, period });
    }
    return offers;
  }

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
    uids: string[],
    ofUnit: boolean,
    idOf: (uid: string) => string,
  ): Promise<Map<string, Case>> {
    const under = ofUnit ? new Map(uids.map((uid) => [uid, [uid]])) : await mergedUids(ports, uids);
    const ids = [...new Set([...under.values()].flat())].map(idOf);
    const cases = new Map((await ports.cases.loadMany(ids)).map((one) => [one._id, one]));
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
    const about = ofUnit ? [{ uid: unit, name: '' }] : subjects;
    const idOf = (uid: string) => caseIdOf(campaign.id, entry.id, uid, period.id);
    const begun = await begunOf(
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
        .map(({ uid, name: called }) => ({ uid, name: called })),
      begun: about
        .filter(({ uid }) => begun.has(uid))
        .map(({ uid, name: called }) => ({
          name: called || name,
          href: placeOf(viewer, campaign, begun.get(uid)!),
        })),
    };
  }

  return {
    any: async (viewer) => (await offersOf(viewer)).length > 0,
    async offers(viewer, language) {
      const offers = await offersOf(viewer);
      return Promise.all(offers.map((offer) => offerView(viewer, offer, language)));
    },
    async open(viewer, wish, key) {
      const campaign = await campaigns.latest(wish.campaign);
      const entry = campaign?.entries[wish.entry];
      // What is owed opens by itself when its period does.
      if (!campaign || !entry || !mayCome(entry)) return refused('app.opening.unknown');
      if (!unitsOf(viewer, campaign, entry).includes(wish.unit)) {
        const unit = viewer.index.unit(wish.unit)?.name ?? wish.unit;
        return { kind: 'refused', issues: [issue('command.open.not_yours', place, { unit })] };
      }
      if (wish.subject !== undefined && !(await mayBeAbout(viewer, entry, wish)))
        return refused('app.opening.subject');
      const about = wish.subject ?? wish.unit;
      const idOf = (uid: string) => caseIdOf(campaign.id, entry.id, uid, wish.period);
      const begun = (await begunOf([about], wish.subject === undefined, idOf)).get(about);
      if (begun) {
        const version = await campaigns.get(campaign.id, begun.version);
        return { kind: 'there', href: placeOf(viewer, version, begun) };
      }
      const { campaign: _, ...rest } = wish;
      const outcome = await commands.open(
        idOf(about),
        campaign,
        { type: 'open', key, attempt: 1, ...rest },
        { account: viewer.account._id, via: 'web' },
      );
      if (!outcome.ok) return { kind: 'refused', issues: outcome.issues };
      return {
        kind: outcome.repeated ? 'there' : 'opened',
        href: placeOf(viewer, await campaigns.get(campaign.id, outcome.case.version), outcome.case),
      };
    },
  };

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

function refused(code: 'app.opening.unknown' | 'app.opening.subject'): OpeningOutcome {
  return { kind: 'refused', issues: [issue(code, place)] };
}
