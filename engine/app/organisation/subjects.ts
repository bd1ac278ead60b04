import { failure, type Issue, issue, type Language, type Result, success } from '../../issues/index.ts';
import type { Account } from '../../model/account.ts';
import type { ChangedRecord, DirectoryChange } from '../../model/directory-change.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Subject, SubjectKind } from '../../model/subject.ts';
import type { Day } from '../../model/time.ts';
import { doublesAmong, doublesOf, indexDirectory } from '../../organisation/index.ts';
import { caseCode, foldText } from '../../workflow/index.ts';
import { audit } from '../audit.ts';
import type { DirectoryCache } from '../directory.ts';
import type { Ports } from '../ports.ts';
import { shownDay } from '../texts.ts';
import { currentSubjects, mergedUids } from './current-subjects.ts';
import type { DirectoryChanges } from './directory-changes.ts';
import { subjectRecord } from './directory-records.ts';
import { subjectKinds } from './directory-words.ts';
import type {
  DoubleView,
  SubjectLine,
  SubjectPageView,
  SubjectsView,
  UnconfirmedView,
} from './subject-views.ts';
import { needDay, readDay } from './typed-day.ts';
import { bracketed, unitTyped } from './typed-unit.ts';

/** A subject as typed. */
export interface TypedSubject {
  kind: string;
  name: string;
  unit: string;
  from: string;
  to: string;
  note: string;
}

/** The register of subjects: found, kept, merged where two are one, erased when somebody asks for it. */
export interface Subjects {
  /** Those a search finds, else a page of everything by unit; only who may administer sees names. */
  search(
    query: { search: string; unit: string; after: string },
    today: Day,
    language: Language,
  ): Promise<SubjectsView>;
  /** A subject's page; of one that was merged, where it went. */
  page(uid: string, today: Day, language: Language): Promise<SubjectPageView | null>;
  add(by: Account, typed: TypedSubject): Promise<Result<DirectoryChange>>;
  change(by: Account, uid: string, typed: TypedSubject): Promise<Result<DirectoryChange>>;
  /** Those added while a case was begun that nobody has looked at yet, the oldest first, with near names of their unit. */
  unconfirmed(today: Day, language: Language): Promise<UnconfirmedView[]>;
  countUnconfirmed(): Promise<number>;
  /** Says that one is right as it was added. */
  confirm(by: Account, uid: string): Promise<Result<DirectoryChange>>;
  /** Pairs that may be one, of a unit or of all. */
  doubles(unit: string, language: Language): Promise<DoubleView[]>;
  /** The first stays; what names the second is read as naming the first. Undone as any change. */
  merge(by: Account, kept: string, merged: string, note: string): Promise<Result<DirectoryChange>>;
  /** Takes the name out of the register and of every change that shows it. There is no way back. */
  erase(by: Account, uid: string): Promise<Result<true>>;
  /** The subject a uid stands for today, through what it was merged into; null when there is none. */
  current(uid: string): Promise<Subject | null>;
}

const page = 50;
const readPage = 500;
const mostDoubles = 100;
const mostCounted = 1000;
const at = (pointer: string) => ({ source: 'form', pointer });

/** Makes the use cases about subjects. */
export function createSubjects(ports: Ports, directory: DirectoryCache, changes: DirectoryChanges): Subjects {
  const current = async (uid: string): Promise<Subject | null> =>
    (await currentSubjects(ports, [uid])).get(uid) ?? null;

  async function unitNames(): Promise<(uid: string) => string> {
    const known = indexDirectory(await directory.current());
    return (uid) => known.unit(uid)?.name ?? uid;
  }

  async function lineOf(
    subject: Subject,
    names: (uid: string) => string,
    language: Language,
  ): Promise<SubjectLine> {
    return {
      uid: subject.uid,
      href: `/quan-tri/doi-tuong/${subject.uid}`,
      name: subject.name,
      kind: subjectKinds[subject.kind][language],
      unit: names(subject.unit),
      unitHref: `/quan-tri/don-vi/${subject.unit}`,
      from: shownDay(subject.from),
      ...(subject.to ? { to: shownDay(subject.to) } : {}),
      erased: subject.erased !== undefined,
      ...(subject.unconfirmed ? { unconfirmed: true as const } : {}),
    };
  }

  async function read(typed: TypedSubject): Promise<Result<Omit<Subject, 'uid' | 'revision'>>> {
    const known = indexDirectory(await directory.current());
    const issues: Issue[] = [];
    const name = typed.name.trim().normalize('NFC');
    const unit = unitTyped(known, typed.unit);
    const from = needDay(typed.from, '/from');
    const to = readDay(typed.to, '/to');
    const kind = kindNamed(typed.kind);
    if (kind === null) issues.push(unknownKind(typed.kind, '/kind'));
    if (name === '') issues.push(issue('directory.name.missing', at('/name')));
    if (!unit) issues.push(issue('directory.unit.unknown', at('/unit'), { unit: typed.unit }));
    if (!from.ok) issues.push(...from.issues);
    if (!to.ok) issues.push(...to.issues);
    if (from.ok && to.ok && to.value !== undefined && to.value < from.value)
      issues.push(issue('app.membership.dates', at('/to')));
    if (issues.length > 0 || !unit || !from.ok || !to.ok || kind === null) return failure(issues);
    return success({
      kind,
      name,
      unit: unit.uid,
      organisation: known.organisationOf(unit.uid)!.id,
      from: from.value,
      ...(to.value ? { to: to.value } : {}),
    });
  }

  const changed = (before: Subject, after: Subject): ChangedRecord => ({
    kind: 'subject',
    id: before.uid,
    before: subjectRecord(before),
    after: subjectRecord(after),
  });

  async function* everySubject(): AsyncGenerator<Subject> {
    for (let after: string | null = null; ; ) {
      const found = await ports.subjects.list(after, readPage);
      yield* found;
      if (found.length < readPage) return;
      after = found.at(-1)!.uid;
    }
  }

  /** Others of a subject's kind and unit that are in the register today or were on its first day. */
  async function neighboursOf(subject: Subject, today: Day): Promise<Subject[]> {
    const found = await Promise.all(
      [subject.from, today].map((day) => ports.subjects.ofUnit(subject.unit, day)),
    );
    const byUid = new Map(found.flat().map((one) => [one.uid, one]));
    return [...byUid.values()].filter(({ uid, kind }) => uid !== subject.uid && kind === subject.kind);
  }

  /**
   * Cases of one entry and period that both have, one of them not finished: merged, two would go on about one
   * subject. Null where there are none.
   */
  async function bothBegun(kept: string, merged: string): Promise<Issue | null> {
    const under = await mergedUids(ports, [kept, merged]);
    const [ofKept, ofMerged] = await Promise.all(
      [kept, merged].map((uid) => ports.cases.ofSubjects(under.get(uid) ?? [uid])),
    );
    for (const one of ofKept!)
      for (const other of ofMerged!) {
        const same =
          one.campaign === other.campaign && one.entry === other.entry && one.period === other.period;
        if (!same || (one.state === 'ended' && other.state === 'ended')) continue;
        const params = { first: caseCode(one._id), second: caseCode(other._id) };
        return issue('directory.subject.both_begun', at(''), params);
      }
    return null;
  }

  /** A record as it stands in a change, without the name. */
  function nameless(record: JsonObject | null): JsonObject | null {
    return record && { ...record, name: '' };
  }

  return {
    current,
    async search({ search, unit, after }, today, language) {
      const names = await unitNames();
      const words = foldText(search)
        .split(/[^\p{L}\p{N}]+/u)
        .filter((word) => word !== '');
      const fits = ({ name }: Subject) => {
        const own = foldText(name).split(/[^\p{L}\p{N}]+/u);
        return words.every((word) => own.some((one) => one.startsWith(word)));
      };
      const uid = bracketed(unit);
      let found: Subject[];
      let more: string | undefined;
      if (words.length > 0) {
        found = (await ports.subjects.search(words)).filter(fits);
        if (uid !== '') found = found.filter((one) => one.unit === uid);
      } else if (uid !== '') found = await ports.subjects.ofUnit(uid, today);
      else {
        const some = await ports.subjects.list(after || null, page + 1);
        more = some.length > page ? some[page - 1]!.uid : undefined;
        found = some.slice(0, page).filter((one) => one.mergedInto === undefined);
      }
      const lines = await Promise.all(found.slice(0, 200).map((one) => lineOf(one, names, language)));
      if (words.length > 0 || uid !== '') lines.sort((a, b) => collator.compare(a.name, b.name));
      return { lines, total: found.length, ...(more ? { more } : {}) };
    },
    async page(uid, today, language) {
      const subject = await ports.subjects.load(uid);
      if (!subject) return null;
      const names = await unitNames();
      const kept = subject.mergedInto === undefined ? null : await current(uid);
      return {
        ...(await lineOf(subject, names, language)),
        kindId: subject.kind,
        unitId: subject.unit,
        fromDay: subject.from,
        ...(subject.to ? { toDay: subject.to } : {}),
        ...(kept ? { merged: await lineOf(kept, names, language) } : {}),
        others: (await neighboursOf(subject, today))
          .map((one) => ({ value: one.uid, label: one.name }))
          .sort((a, b) => collator.compare(a.label, b.label)),
      };
    },
    async add(by, typed) {
      const made = await read(typed);
      if (!made.ok) return made;
      const subject: Subject = { uid: `dt-${ports.ids.id()}`, ...made.value, revision: 1 };
      return changes.make(by, {
        act: 'subject.add',
        records: [{ kind: 'subject', id: subject.uid, before: null, after: subjectRecord(subject) }],
        note: typed.note,
      });
    },
    async change(by, uid, typed) {
      const standing = await ports.subjects.load(uid);
      if (!standing) return unknown(uid);
      if (standing.mergedInto !== undefined || standing.erased)
        return failure([issue('directory.subject.merged', at(''))]);
      const made = await read(typed);
      if (!made.ok) return made;
      const record = changed(standing, { uid, ...made.value, revision: standing.revision });
      const same = ports.hash.json(record.before) === ports.hash.json(record.after);
      return changes.make(by, { act: 'subject.change', records: same ? [] : [record], note: typed.note });
    },
    async unconfirmed(today, language) {
      const known = indexDirectory(await directory.current());
      const names = (uid: string) => known.unit(uid)?.name ?? uid;
      const waiting = await ports.subjects.unconfirmed(page);
      return Promise.all(
        waiting.map(async (subject) => {
          const others = await neighboursOf(subject, today);
          const folded = others.map((one) => ({ one, kind: one.kind, folded: foldText(one.name) }));
          const near = doublesOf({ kind: subject.kind, folded: foldText(subject.name) }, folded);
          const cases = await ports.cases.ofSubjects([subject.uid]);
          return {
            ...(await lineOf(subject, names, language)),
            by: known.nameOf(subject.unconfirmed!.by),
            addedAt: subject.unconfirmed!.at,
            near: await Promise.all(near.map(({ one }) => lineOf(one, names, language))),
            cases: cases.map(({ _id }) => ({ href: `/ho-so/${_id}`, code: caseCode(_id) })),
          };
        }),
      );
    },
    async countUnconfirmed() {
      return (await ports.subjects.unconfirmed(mostCounted)).length;
    },
    async confirm(by, uid) {
      const standing = await ports.subjects.load(uid);
      if (!standing) return unknown(uid);
      if (!standing.unconfirmed) return failure([issue('directory.subject.confirmed', at(''))]);
      return changes.make(by, {
        act: 'subject.confirm',
        records: [changed(standing, confirmed(standing))],
      });
    },
    async doubles(unit, language) {
      const names = await unitNames();
      const uid = bracketed(unit);
      const byUnit = new Map<string, Subject[]>();
      for await (const one of everySubject()) {
        if (one.mergedInto !== undefined || one.erased || (uid !== '' && one.unit !== uid)) continue;
        byUnit.set(one.unit, [...(byUnit.get(one.unit) ?? []), one]);
      }
      const found: DoubleView[] = [];
      for (const own of byUnit.values()) {
        const known = new Map(own.map((one) => [one.uid, one]));
        const folded = own.map((one) => ({ uid: one.uid, kind: one.kind, folded: foldText(one.name) }));
        for (const { uids, equal } of doublesAmong(folded, mostDoubles - found.length)) {
          // The one that has been there longer is offered as the one to keep.
          const [first, second] = uids
            .map((one) => known.get(one)!)
            .sort((a, b) => (a.from < b.from || (a.from === b.from && a.uid < b.uid) ? -1 : 1));
          found.push({
            first: await lineOf(first!, names, language),
            second: await lineOf(second!, names, language),
            equal,
          });
        }
        if (found.length >= mostDoubles) break;
      }
      return found.sort((a, b) => Number(b.equal) - Number(a.equal));
    },
    async merge(by, keptUid, mergedUid, note) {
      const [kept, merged] = await Promise.all([
        ports.subjects.load(keptUid),
        ports.subjects.load(mergedUid),
      ]);
      if (!kept) return unknown(keptUid);
      if (!merged) return unknown(mergedUid);
      if (kept.uid === merged.uid || kept.kind !== merged.kind)
        return failure([issue('directory.subject.itself', at(''))]);
      if ([kept, merged].some((one) => one.mergedInto !== undefined || one.erased))
        return failure([issue('directory.subject.merged', at(''))]);
      const refused = await bothBegun(kept.uid, merged.uid);
      if (refused) return failure([refused]);
      const records = [changed(merged, { ...confirmed(merged), mergedInto: kept.uid })];
      // The register has had the one that stays since the earlier of the two came in.
      if (merged.from < kept.from) records.push(changed(kept, { ...kept, from: merged.from }));
      return changes.make(by, { act: 'subject.merge', records, note });
    },
    async erase(by, uid) {
      if (!by.administrator) return failure([issue('directory.access.administrator', at(''))]);
      const standing = await ports.subjects.load(uid);
      if (!standing) return unknown(uid);
      const now = ports.time.now();
      if (!standing.erased) {
        const erased = {
          ...confirmed(standing),
          name: '',
          erased: { at: now, by: by._id },
          revision: standing.revision + 1,
        };
        if ((await ports.subjects.put(erased, standing.revision)) !== 'committed')
          return failure([issue('directory.record.meanwhile', at(''), { name: uid })]);
      }
      for (const change of await ports.directoryChanges.touching(`subject/${uid}`)) {
        const scrub = (record: ChangedRecord): ChangedRecord =>
          record.kind === 'subject' && record.id === uid
            ? { ...record, before: nameless(record.before), after: nameless(record.after) }
            : record;
        const saved = await ports.directoryChanges.save(
          {
            ...change,
            records: change.records.map(scrub),
            first: change.first.map(scrub),
            revision: change.revision + 1,
          },
          change.revision,
        );
        // Somebody is at it right now: pressed again, what is left is erased as well.
        if (saved !== 'committed')
          return failure([issue('directory.record.meanwhile', at(''), { name: uid })]);
      }
      await audit(ports, { at: now, by: by._id, act: 'subject.erase', subject: uid });
      return success(true);
    },
  };
}

/** The subject, looked at by an administrator. */
function confirmed({ unconfirmed: _, ...subject }: Subject): Subject {
  return subject;
}

const collator = new Intl.Collator('vi');

/** A kind of subject by its id or as a file or page names it; null when there is none. */
export function kindNamed(typed: string): SubjectKind | null {
  const folded = foldText(typed.trim());
  const found = (Object.keys(subjectKinds) as SubjectKind[]).find((kind) =>
    [kind, foldText(subjectKinds[kind].vi), foldText(subjectKinds[kind].en)].includes(folded),
  );
  return found ?? null;
}

/** There is no such kind of subject. */
export function unknownKind(kind: string, pointer: string): Issue {
  return issue('directory.subject.kind', at(pointer), {
    kind,
    known: Object.values(subjectKinds).map(({ vi }) => vi),
  });
}

function unknown(subject: string): Result<never> {
  return failure([issue('directory.subject.unknown', at(''), { subject })]);
}
