import { failure, type Issue, issue, type Result, success } from '../../issues/index.ts';
import type { Account } from '../../model/account.ts';
import type { Subject, SubjectKind } from '../../model/subject.ts';
import type { Day } from '../../model/time.ts';
import type { DirectoryIndex } from '../../organisation/index.ts';
import type { Ports } from '../ports.ts';
import { shownDay } from '../texts.ts';
import type { DirectoryChanges } from './directory-changes.ts';
import { subjectRecord } from './directory-records.ts';
import { needDay } from './typed-day.ts';

/** Somebody who is missing in the register, as whoever begins a case types it. */
export interface TypedAddition {
  name: string;
  from: string;
}

/** Longer than any name of a person, household or collective. */
export const longestName = 200;

const at = (pointer: string) => ({ source: 'form', pointer });

/** What was typed as a name and a day of the register; a day that has not come would leave nothing to begin. */
export function readAddition(typed: TypedAddition, today: Day): Result<{ name: string; from: Day }> {
  const issues: Issue[] = [];
  const name = typed.name.trim().replace(/\s+/g, ' ').normalize('NFC');
  if (name === '') issues.push(issue('directory.name.missing', at('/name')));
  if (name.length > longestName)
    issues.push(issue('directory.name.long', at('/name'), { most: longestName }));
  const from = needDay(typed.from, '/from');
  if (!from.ok) issues.push(...from.issues);
  else if (from.value > today)
    issues.push(issue('app.opening.added_later', at('/from'), { day: shownDay(from.value) }));
  return from.ok && issues.length === 0 ? success({ name, from: from.value }) : failure(issues);
}

/** The uid of what one press adds, so that the same press twice adds it once. */
export function additionUid(ports: Ports, by: Account, key: string): string {
  return `dt-${ports.hash.text(JSON.stringify([by._id, key])).slice(0, 24)}`;
}

/** Adds a subject nobody of the administration has looked at yet, by one change of the directory. */
export async function addUnconfirmed(
  ports: Ports,
  changes: DirectoryChanges,
  known: DirectoryIndex,
  by: Account,
  subject: { uid: string; kind: SubjectKind; unit: string; name: string; from: Day },
): Promise<Result<string>> {
  const { uid } = subject;
  const added: Subject = {
    ...subject,
    organisation: known.organisationOf(subject.unit)!.id,
    unconfirmed: { at: ports.time.now(), by: by._id },
    revision: 1,
  };
  const made = await changes.makeEntitled(by, {
    act: 'subject.nominate',
    records: [{ kind: 'subject', id: uid, before: null, after: subjectRecord(added) }],
  });
  return made.ok ? success(uid) : made;
}

/** Takes back what somebody added themselves, while nobody has looked at it and no case names it. */
export async function takeAdditionBack(
  ports: Ports,
  changes: DirectoryChanges,
  by: Account,
  uid: string,
): Promise<Result<true>> {
  const standing = await ports.subjects.load(uid);
  if (!standing || standing.unconfirmed?.by !== by._id)
    return failure([issue('directory.subject.confirmed', at(''))]);
  if ((await ports.cases.ofSubjects([uid])).length > 0)
    return failure([issue('directory.subject.in_use', at(''))]);
  const made = await changes.makeEntitled(by, {
    act: 'subject.nominate',
    records: [{ kind: 'subject', id: uid, before: subjectRecord(standing), after: null }],
  });
  return made.ok ? success(true) : made;
}
