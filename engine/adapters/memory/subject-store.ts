import type { Subject } from '../../model/subject.ts';
import type { SubjectStore } from '../../ports/index.ts';

const mostFound = 200;

/** The register of subjects in memory. `foldText` is how texts are searched; without one, as they are in lower case. */
export function memorySubjects(
  foldText: (text: string) => string = (text) => text.toLowerCase(),
): SubjectStore {
  const subjects = new Map<string, Subject>();
  const byUid = (a: Subject, b: Subject) => (a.uid < b.uid ? -1 : 1);
  const chosen = (one: Subject) => one.mergedInto === undefined && !one.erased;

  return {
    load: async (uid) => subjects.get(uid) ?? null,
    loadMany: async (uids) => uids.flatMap((uid) => subjects.get(uid) ?? []),
    ofUnit: async (unit, day) =>
      [...subjects.values()]
        .filter((one) => one.unit === unit && chosen(one) && one.from <= day && (one.to ?? day) >= day)
        .sort(byUid),
    async search(words) {
      const found = words.map((word) =>
        [...subjects.values()].filter(
          (one) =>
            chosen(one) &&
            foldText(one.name)
              .split(/[^\p{L}\p{N}]+/u)
              .some((own) => own.startsWith(word)),
        ),
      );
      return (found.sort((a, b) => a.length - b.length)[0] ?? []).sort(byUid).slice(0, mostFound);
    },
    unconfirmed: async (limit) =>
      [...subjects.values()]
        .filter((one) => one.unconfirmed !== undefined)
        .sort((a, b) =>
          a.unconfirmed!.at < b.unconfirmed!.at
            ? -1
            : a.unconfirmed!.at > b.unconfirmed!.at
              ? 1
              : byUid(a, b),
        )
        .slice(0, limit),
    mergedInto: async (uids) =>
      [...subjects.values()]
        .filter((one) => one.mergedInto !== undefined && uids.includes(one.mergedInto))
        .sort(byUid),
    list: async (after, limit) =>
      [...subjects.values()]
        .filter((one) => after === null || one.uid > after)
        .sort(byUid)
        .slice(0, limit),
    async put(subject, expected) {
      const standing = subjects.get(subject.uid);
      if (expected === 0 && standing) return 'exists';
      if ((standing?.revision ?? 0) !== expected) return 'lost';
      subjects.set(subject.uid, subject);
      return 'committed';
    },
    async insertMany(made) {
      const fresh = made.filter(({ uid }) => !subjects.has(uid));
      for (const one of fresh) subjects.set(one.uid, one);
      return fresh.map(({ uid }) => uid);
    },
    async remove(uids) {
      for (const uid of uids) subjects.delete(uid);
    },
  };
}
