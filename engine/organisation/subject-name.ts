/**
 * A person's name as it may stand in a history: the first letters alone, `Nguyễn Văn An` as `N. V. A.`. Empty for
 * a name that was erased.
 */
export function maskedName(name: string): string {
  return name
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => `${[...word][0]!.toLocaleUpperCase('vi')}.`)
    .join(' ');
}

/**
 * How many letters must be put in, taken out or replaced to make one text of the other; anything over `most` is
 * `most + 1`, so that names far apart are told quickly.
 */
export function editDistance(a: string, b: string, most: number): number {
  const left = [...a];
  const right = [...b];
  if (Math.abs(left.length - right.length) > most) return most + 1;
  let row = Array.from({ length: right.length + 1 }, (_, n) => n);
  for (const [i, letter] of left.entries()) {
    const next = [i + 1];
    for (const [j, other] of right.entries())
      next.push(Math.min(row[j]! + (letter === other ? 0 : 1), row[j + 1]! + 1, next[j]! + 1));
    if (Math.min(...next) > most) return most + 1;
    row = next;
  }
  return Math.min(row.at(-1)!, most + 1);
}

/** Two subjects that may be the same: the uids, and whether their folded names are equal or only near. */
export interface Double {
  uids: [string, string];
  equal: boolean;
}

/** A name that may be a double: the subject's kind, and its name as it is searched. */
export interface Named {
  kind: string;
  folded: string;
}

/**
 * Pairs among the subjects of one unit that may be the same: equal folded names, or names of one kind that differ
 * by at most two letters out of ten or more (one below that) and not in their figures. `folded` is the name as it
 * is searched; the order of words does not make equal names differ.
 */
export function doublesAmong(subjects: readonly (Named & { uid: string })[], most: number): Double[] {
  const found: Double[] = [];
  const sorted = subjects.map(sortedWords);
  for (const [n, one] of sorted.entries())
    for (const other of sorted.slice(n + 1)) {
      if (found.length >= most) return found;
      const near = nearness(one, other);
      if (near) found.push({ uids: [one.uid, other.uid], equal: near === 'equal' });
    }
  return found;
}

/** Those among the subjects of a unit that a name may mean, by the same measure: equal names first. */
export function doublesOf<Subject extends Named>(name: Named, subjects: readonly Subject[]): Subject[] {
  const wanted = sortedWords(name);
  const by = (how: 'equal' | 'near') => subjects.filter((one) => nearness(wanted, sortedWords(one)) === how);
  return [...by('equal'), ...by('near')];
}

function sortedWords<Subject extends Named>(subject: Subject): Subject & { key: string } {
  return { ...subject, key: subject.folded.split(/\s+/).filter(Boolean).toSorted().join(' ') };
}

function nearness(one: Named & { key: string }, other: Named & { key: string }): 'equal' | 'near' | null {
  if (one.kind !== other.kind || one.key === '' || other.key === '') return null;
  if (figuresOf(one.folded) !== figuresOf(other.folded)) return null;
  if (one.key === other.key) return 'equal';
  const allowed = Math.min(one.key.length, other.key.length) >= 10 ? 2 : 1;
  return editDistance(one.folded, other.folded, allowed) <= allowed ? 'near' : null;
}

/** Team 1 and team 2 are two teams. */
function figuresOf(name: string): string {
  return name.replace(/\D+/g, ' ').trim();
}
