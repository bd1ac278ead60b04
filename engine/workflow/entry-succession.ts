import { type Issue, issue } from '../issues/index.ts';
import type { Campaign, CompiledEntry } from './campaign.ts';
import { entryNamed, namesOfEntry, renamedEntries } from './entry-names.ts';
import { foldText } from './search-words.ts';

type Entries = Pick<Campaign, 'entries'>;

/**
 * What is wrong with the entries of a version that follows another: one that does not name all ids it has had by
 * then, so that cases under them would be lost sight of; and, to be looked at, one that is new and so like one that is
 * gone that only its id may have changed.
 */
export function successionIssues(before: Entries, after: Entries): Issue[] {
  return [...namesLost(before, after), ...likelyRenamed(before, after)];
}

function namesLost(before: Entries, after: Entries): Issue[] {
  return renamedEntries(before).flatMap((names) => {
    const entry = Object.values(after.entries).find(({ id }) =>
      namesOfEntry(after, id).some((one) => names.includes(one)),
    );
    const known = entry ? namesOfEntry(after, entry.id) : names;
    const lost = names.filter((one) => !known.includes(one));
    if (!entry || lost.length === 0) return [];
    const { source, pointer } = entry;
    return [
      issue('editing.publish.names_lost', { source, pointer }, { ...called('entry', entry), names: lost }),
    ];
  });
}

function likelyRenamed(before: Entries, after: Entries): Issue[] {
  return Object.values(before.entries).flatMap((entry) => {
    const heir = entryNamed(after, entry.id) ? undefined : likelyHeir(entry, before, after);
    if (!heir) return [];
    const { source, pointer } = heir;
    const params = { ...called('entry', entry), ...called('other', heir), id: entry.id };
    return [issue('editing.publish.likely_renamed', { source, pointer }, params)];
  });
}

/** The only new entry with the form and the workflow of one that is gone, or with its title; undefined for others. */
export function likelyHeir(
  { definition, title }: CompiledEntry,
  before: Entries,
  after: Entries,
): CompiledEntry | undefined {
  const alike = Object.values(after.entries).filter(
    (one) =>
      !entryNamed(before, one.id) &&
      one.definition.subject === definition.subject &&
      one.definition.per === definition.per &&
      ((one.definition.form === definition.form && one.definition.workflow === definition.workflow) ||
        foldText(one.title.vi) === foldText(title.vi)),
  );
  return alike.length === 1 ? alike[0] : undefined;
}

function called(name: string, { title }: CompiledEntry): Record<string, string> {
  return { [name]: title.vi, [`${name}En`]: title.en ?? title.vi };
}
