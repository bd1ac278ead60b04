import { type Issue, issue, type Language } from '../issues/index.ts';
import type { Case } from '../model/case.ts';
import type { RefusalIssue } from '../model/command.ts';
import type { Draft } from '../model/draft.ts';
import type { FillStep } from '../model/generated/definitions.ts';
import type { Unit } from '../model/organisation.ts';
import type { Campaign, CompiledEntry } from '../workflow/campaign.ts';
import { foldText, hasAnotherToConfirm, submitterKeys } from '../workflow/index.ts';
import { entersNow, type Viewer } from './access.ts';
import type { Campaigns } from './campaigns.ts';
import { draftId, paperDraftId, thisVisits } from './filling.ts';
import { byDue, lineOf } from './lines.ts';
import type { Openings, Wish } from './openings.ts';
import { withSubjects } from './organisation/subject-names.ts';
import { readDay } from './organisation/typed-day.ts';
import { nameAbove } from './organisation/unit-names.ts';
import type { Ports } from './ports.ts';
import { shownDay, shownInstant } from './texts.ts';
import type { EnteringUnitsView, EnteringView, PersonChoice } from './views.ts';

/** What somebody types in from paper: a case that is there, or one to begin; whose it is, and the day on the paper. */
export interface EnteringWish {
  unit: string;
  case?: string;
  begin?: Omit<Wish, 'unit'>;
  of: string;
  day: string;
}

/** How beginning to type in went: the address of the form. */
export type EnteringOutcome = { kind: 'begun'; href: string } | { kind: 'refused'; issues: RefusalIssue[] };

/** Typing in for a unit what it brought on paper, where the campaign lets a person. */
export interface Entering {
  /** Is there any unit for which this person may type in? */
  any(viewer: Viewer): Promise<boolean>;
  /** Units they may type in for, those whose name has every word; no more than a page. */
  units(viewer: Viewer, search: string, language: Language): Promise<EnteringUnitsView>;
  /** What may be typed in for a unit now. Null when it is not theirs. */
  unit(viewer: Viewer, uid: string, language: Language): Promise<EnteringView | null>;
  /** Opens what is not there yet, and keeps whose it is and the day of the paper beside what will be typed. */
  begin(viewer: Viewer, wish: EnteringWish, key: string): Promise<EnteringOutcome>;
}

const mostShown = 50;
const mostOfUnit = 300;
const mostTries = 8;
const at = (pointer: string) => ({ source: 'form', pointer });

/** Makes the use cases of typing in from paper. */
export function createEntering(ports: Ports, campaigns: Campaigns, openings: Openings): Entering {
  /** The units of a campaign for which a person may type something in. */
  function unitsIn(campaign: Campaign, viewer: Viewer): Unit[] {
    const found = new Map<string, Unit>();
    for (const entry of Object.values(campaign.entries)) {
      if (entry.definition.subject === 'cases') continue;
      for (const rule of entry.access) {
        if (rule.enterOnBehalf !== true) continue;
        for (const { role, unit: own } of viewer.memberships) {
          if (role !== campaign.roles[rule.role] || own === undefined) continue;
          const lines = (viewer.index.organisationOf(own)?.lines ?? []).map(({ id }) => id);
          const below =
            rule.at === 'below'
              ? (rule.line ? [rule.line] : lines).flatMap((line) =>
                  viewer.index.unitsBelow(own, line, viewer.day),
                )
              : [];
          for (const unit of [viewer.index.unitOn(own, viewer.day), ...below])
            if (unit?.level === entry.definition.submitter.level) found.set(unit.uid, unit);
        }
      }
    }
    return [...found.values()];
  }

  async function unitsOf(viewer: Viewer): Promise<Unit[]> {
    const found = (await campaigns.all()).flatMap((campaign) => unitsIn(campaign, viewer));
    const names = new Intl.Collator('vi', { numeric: true });
    return [...new Map(found.map((unit) => [unit.uid, unit])).values()].sort((a, b) =>
      names.compare(a.name, b.name),
    );
  }

  /** Those who submit an entry for a unit in their own right: whose it can be. */
  function submitters(
    viewer: Viewer,
    campaign: Campaign,
    entry: CompiledEntry,
    unit: string,
  ): PersonChoice[] {
    const state = { unit: { uid: unit, nameThen: '' }, tasks: [] };
    const keys = submitterKeys({ campaign, entry, directory: viewer.index, day: viewer.day, state });
    return [...new Set(keys.flatMap((key) => viewer.index.holders(key, viewer.day)))]
      .filter((account) => account !== viewer.account._id)
      .map((account) => ({ value: account, label: viewer.index.nameOf(account) }));
  }

  /** Why what is typed in would wait for ever; null where another than the typist confirms it. */
  function nobodyElse(viewer: Viewer, campaign: Campaign, current: Case): Issue | null {
    const entry = campaign.entries[current.entry]!;
    const from = current.steps.at(-1)!.step;
    const fill = entry.workflow.byId[from]!.definition as FillStep;
    const send = fill.actions.find(({ kind }) => kind === 'submit');
    const step = send && entry.workflow.byId[send.to];
    const routing = { campaign, entry, directory: viewer.index, day: viewer.day, state: current };
    if (!step || hasAnotherToConfirm(routing, from, step, viewer.account._id)) return null;
    const { title } = step.definition;
    const words = { step: title?.vi ?? step.id, stepEn: title?.en ?? title?.vi ?? step.id };
    return issue('command.separation.typist_alone', at(''), words);
  }

  /** The typist's own draft names whose it is; what was typed before stays. */
  async function keepPaper(viewer: Viewer, current: Case, campaign: Campaign, paper: Draft['paper']) {
    const id = paperDraftId(current, campaign.entries[current.entry]!.form, viewer.account._id);
    for (let tries = 0; tries < mostTries; tries += 1) {
      const stored = await ports.drafts.load(id);
      const draft: Draft = {
        _id: id,
        case: current._id,
        version: current.version,
        revision: (stored?.revision ?? 0) + 1,
        answers: thisVisits(current, stored)?.answers ?? {},
        savedAt: ports.time.now(),
        savedBy: [viewer.account._id],
        ...(paper ? { paper } : {}),
      };
      if ((await ports.drafts.save(draft, stored?.revision ?? 0)) === 'saved') return;
    }
    throw new Error(`The draft ${id} is saved by others again and again.`);
  }

  /** The case to type in: the one named, or the one that is begun for it. */
  async function caseFor(
    viewer: Viewer,
    { unit, case: named, begin, of }: EnteringWish,
    key: string,
  ): Promise<Case | { refused: RefusalIssue[] }> {
    let id = named;
    if (begin) {
      const opened = await openings.openFor(viewer, { ...begin, unit }, of, key);
      if (opened.kind === 'refused') return { refused: opened.issues };
      id = opened.case;
    }
    const current = id === undefined ? null : await ports.cases.load(id);
    if (!current) return { refused: [issue('app.entering.not_now', at(''))] };
    const campaign = await campaigns.get(current.campaign, current.version);
    return entersNow(campaign, current, viewer)
      ? current
      : { refused: [issue('app.entering.not_now', at(''))] };
  }

  return {
    any: async (viewer) => (await unitsOf(viewer)).length > 0,
    async units(viewer, search, language) {
      const words = foldText(search)
        .split(/[^\p{L}\p{N}]+/u)
        .filter((word) => word !== '');
      const units = await unitsOf(viewer);
      const found = units.filter(({ name }) => {
        const own = foldText(name).split(/[^\p{L}\p{N}]+/u);
        return words.every((word) => own.some((one) => one.startsWith(word)));
      });
      return {
        any: units.length > 0,
        total: found.length,
        units: found.slice(0, mostShown).map(({ uid, name }) => {
          const above = nameAbove(uid, viewer.index, viewer.day, language);
          return { name, href: `/nhap-thay/${uid}`, ...(above ? { above } : {}) };
        }),
      };
    },
    async unit(viewer, uid, language) {
      const unit = (await unitsOf(viewer)).find((one) => one.uid === uid);
      if (!unit) return null;
      const now = ports.time.now();
      const units = [uid, ...viewer.index.predecessors(uid, viewer.day).map((one) => one.uid)];
      const rows = (await Promise.all(units.map((one) => ports.cases.ofUnit(one, null, mostOfUnit)))).flat();
      const open = (
        await Promise.all(
          rows.map(async (row) => {
            const campaign = await campaigns.get(row.campaign, row.version);
            return entersNow(campaign, row, viewer) ? [{ row, campaign }] : [];
          }),
        )
      ).flat();
      const named = await withSubjects(
        ports,
        viewer,
        open.map(({ row, campaign }) => ({
          line: lineOf(row, campaign, viewer, now, language),
          row,
          campaign,
        })),
      );
      const owed = await Promise.all(
        open.map(async ({ row, campaign }, n) => {
          const entry = campaign.entries[row.entry]!;
          const [own, theirs] = await ports.drafts
            .loadMany([paperDraftId(row, entry.form, viewer.account._id), draftId(row, entry.form)])
            .then((drafts) => [
              drafts.find(({ paper }) => paper !== undefined),
              drafts.find(({ paper }) => paper === undefined),
            ]);
          const mine = thisVisits(row, own);
          const begun = thisVisits(row, theirs);
          return {
            line: named[n]!,
            people: submitters(viewer, campaign, entry, uid),
            ...(mine?.paper ? { of: mine.paper.of, day: mine.paper.day, href: `/viec/${row._id}` } : {}),
            ...(begun ? { begun: shownInstant(begun.savedAt, campaign.timezone) } : {}),
          };
        }),
      );
      const offers = await openings.offersFor(viewer, uid, language);
      const mayCome = await Promise.all(
        offers.map(async (offer) => {
          const campaign = (await campaigns.latest(offer.campaign))!;
          const entry = campaign.entries[offer.entry]!;
          return { offer, people: submitters(viewer, campaign, entry, uid) };
        }),
      );
      const above = nameAbove(uid, viewer.index, viewer.day, language);
      return {
        unit: uid,
        name: unit.name,
        ...(above ? { above } : {}),
        owed: owed.sort((a, b) => byDue(a.line, b.line)),
        offers: mayCome.filter(({ offer }) => offer.subjects.length > 0),
      };
    },
    async begin(viewer, wish, key) {
      const issues: Issue[] = [];
      const day = readDay(wish.day, '/day');
      if (!day.ok) issues.push(...day.issues);
      else if (day.value === undefined) issues.push(issue('command.paper.missing', at('/day')));
      else if (day.value > viewer.day)
        issues.push(issue('command.paper.future', at('/day'), { date: shownDay(day.value) }));
      if (wish.of === '') issues.push(issue('app.entering.nobody', at('/of')));
      if (issues.length > 0 || !day.ok || day.value === undefined) return { kind: 'refused', issues };
      if (!(await unitsOf(viewer)).some(({ uid }) => uid === wish.unit)) {
        const unit = viewer.index.unit(wish.unit)?.name ?? wish.unit;
        return { kind: 'refused', issues: [issue('app.entering.not_yours', at(''), { unit })] };
      }
      const current = await caseFor(viewer, wish, key);
      if ('refused' in current) return { kind: 'refused', issues: current.refused };
      const campaign = await campaigns.get(current.campaign, current.version);
      const entry = campaign.entries[current.entry]!;
      if (!submitters(viewer, campaign, entry, wish.unit).some(({ value }) => value === wish.of)) {
        const params = { name: viewer.index.nameOf(wish.of), unit: viewer.index.unit(wish.unit)!.name };
        return { kind: 'refused', issues: [issue('command.open.not_theirs', at('/of'), params)] };
      }
      const alone = nobodyElse(viewer, campaign, current);
      if (alone) return { kind: 'refused', issues: [alone] };
      await keepPaper(viewer, current, campaign, { of: wish.of, day: day.value });
      return { kind: 'begun', href: `/viec/${current._id}` };
    },
  };
}
