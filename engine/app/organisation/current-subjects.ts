import type { Subject } from '../../model/subject.ts';
import type { Ports } from '../ports.ts';

/**
 * The subjects that uids stand for today, by the uid asked: what was merged is read as what it was merged into.
 * A uid nobody has is not in the answer.
 */
export async function currentSubjects(
  ports: Pick<Ports, 'subjects'>,
  uids: readonly string[],
): Promise<Map<string, Subject>> {
  const known = new Map<string, Subject>();
  let asked = [...new Set(uids)];
  while (asked.length > 0) {
    for (const one of await ports.subjects.loadMany(asked)) known.set(one.uid, one);
    const next = asked.flatMap((uid) => known.get(uid)?.mergedInto ?? []);
    asked = [...new Set(next)].filter((uid) => !known.has(uid));
  }
  const found = new Map<string, Subject>();
  for (const uid of uids) {
    const seen = new Set<string>();
    let subject = known.get(uid);
    while (subject?.mergedInto !== undefined && !seen.has(subject.uid)) {
      seen.add(subject.uid);
      subject = known.get(subject.mergedInto);
    }
    if (subject && subject.mergedInto === undefined) found.set(uid, subject);
  }
  return found;
}

/** By each uid, itself and every uid that was merged into it, straight or through others: all its cases lie under these. */
export async function mergedUids(
  ports: Pick<Ports, 'subjects'>,
  uids: readonly string[],
): Promise<Map<string, string[]>> {
  const before = new Map<string, string[]>();
  let asked = [...new Set(uids)];
  while (asked.length > 0) {
    const found = await ports.subjects.mergedInto(asked);
    for (const { uid, mergedInto } of found)
      before.set(mergedInto!, [...(before.get(mergedInto!) ?? []), uid]);
    asked = found.map(({ uid }) => uid).filter((uid) => !before.has(uid));
  }
  const all = (uid: string, seen: ReadonlySet<string>): string[] =>
    seen.has(uid)
      ? []
      : [uid, ...(before.get(uid) ?? []).flatMap((one) => all(one, new Set([...seen, uid])))];
  return new Map(uids.map((uid) => [uid, all(uid, new Set())]));
}
