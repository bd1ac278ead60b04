import type { Subject } from '../../model/subject.ts';
import type { SubjectStore } from '../../ports/index.ts';
import { isDuplicate } from './duplicate.ts';
import type { Models, Stored } from './models/models.ts';
import { beginningWith } from './prefix.ts';

const mostValues = 200;
const mostFound = 200;
const mostCounted = 1001;
/** Later than any day: until then whoever has no last day is in the register. */
const always = '9999-12-31';

/**
 * The register of subjects. `presentTo` and `searchWords` stand only on those that can be chosen, so that merged
 * and erased ones are in neither index.
 */
export function createSubjectStore({ subjects }: Models, foldText: (text: string) => string): SubjectStore {
  const toSubject = ({ _id, searchWords: _, presentTo: __, ...one }: Stored) =>
    ({ uid: _id, ...one }) as unknown as Subject;

  function stored({ uid: _, ...subject }: Subject): object {
    if (subject.mergedInto !== undefined || subject.erased) return subject;
    const searchWords = [...new Set(foldText(subject.name).split(/[^\p{L}\p{N}]+/u))].filter(Boolean);
    return { ...subject, presentTo: subject.to ?? always, searchWords };
  }

  return {
    async load(uid) {
      const found = await subjects.findById(uid).lean();
      return found ? toSubject(found) : null;
    },
    async loadMany(uids) {
      const found: Subject[] = [];
      for (let at = 0; at < uids.length; at += mostValues)
        found.push(
          ...(await subjects.find({ _id: { $in: uids.slice(at, at + mostValues) } }).lean()).map(toSubject),
        );
      return found;
    },
    async ofUnit(unit, day) {
      const found = await subjects.find({ unit, presentTo: { $gte: day }, from: { $lte: day } }).lean();
      return found.map(toSubject).sort((a, b) => (a.uid < b.uid ? -1 : 1));
    },
    async search(words) {
      const filters = words.map((word) => ({ searchWords: beginningWith(word) }));
      const counts = await Promise.all(
        filters.map((filter) => subjects.countDocuments(filter, { limit: mostCounted })),
      );
      const rarest = filters[counts.indexOf(Math.min(...counts))];
      if (rarest === undefined) return [];
      return (await subjects.find(rarest).limit(mostFound).lean()).map(toSubject);
    },
    async unconfirmed(limit) {
      const found = await subjects
        .find({ 'unconfirmed.at': { $gt: '' } })
        .sort({ 'unconfirmed.at': 1, _id: 1 })
        .limit(limit)
        .lean();
      return found.map(toSubject);
    },
    async mergedInto(uids) {
      const found: Subject[] = [];
      for (let at = 0; at < uids.length; at += mostValues)
        found.push(
          ...(await subjects.find({ mergedInto: { $in: uids.slice(at, at + mostValues) } }).lean()).map(
            toSubject,
          ),
        );
      return found.sort((a, b) => (a.uid < b.uid ? -1 : 1));
    },
    async list(after, limit) {
      const found = await subjects
        .find(after ? { _id: { $gt: after } } : {})
        .sort({ _id: 1 })
        .limit(limit)
        .lean();
      return found.map(toSubject);
    },
    async put(subject, expected) {
      if (expected === 0) {
        try {
          await subjects.collection.insertOne({ _id: subject.uid, ...stored(subject) } as never);
          return 'committed';
        } catch (error) {
          if (isDuplicate(error)) return 'exists';
          throw error;
        }
      }
      const { matchedCount } = await subjects.replaceOne(
        { _id: subject.uid, revision: expected },
        stored(subject) as never,
      );
      return matchedCount === 1 ? 'committed' : 'lost';
    },
    async insertMany(made) {
      const fresh = new Set(made.map(({ uid }) => uid));
      if (made.length === 0) return [];
      try {
        await subjects.collection.insertMany(
          made.map((one) => ({ _id: one.uid, ...stored(one) })) as never[],
          { ordered: false },
        );
      } catch (error) {
        const writeErrors = (error as { writeErrors?: { index: number; code: number }[] }).writeErrors;
        if (!writeErrors?.every((one) => one.code === 11000)) throw error;
        for (const one of writeErrors) fresh.delete(made[one.index]!.uid);
      }
      return [...fresh];
    },
    async remove(uids) {
      for (let at = 0; at < uids.length; at += mostValues)
        await subjects.deleteMany({ _id: { $in: uids.slice(at, at + mostValues) } });
    },
  };
}
