import type { CaseEvent } from '../model/event.ts';
import type { Campaign, CompiledEntry } from './campaign.ts';
import { caseIdOf, partsOfCaseId } from './case-id.ts';

/** The entry that goes by an id now or went by it in an earlier version; undefined where none does. */
export function entryNamed({ entries }: Pick<Campaign, 'entries'>, name: string): CompiledEntry | undefined {
  return (
    entries[name] ??
    Object.values(entries).find(({ definition }) => definition.formerly?.includes(name) === true)
  );
}

/** Every id of the entry that goes or went by one: the one it has now first. The id itself where no entry does. */
export function namesOfEntry(campaign: Pick<Campaign, 'entries'>, name: string): string[] {
  const entry = entryNamed(campaign, name);
  return entry ? [entry.id, ...(entry.definition.formerly ?? [])] : [name];
}

/** The entries that have had several ids, each with all of them. */
export function renamedEntries({ entries }: Pick<Campaign, 'entries'>): string[][] {
  return Object.values(entries).flatMap(({ id, definition }) =>
    definition.formerly ? [[id, ...definition.formerly]] : [],
  );
}

/**
 * Every id under which the case that an id means may be stored, that id first. A case keeps the id it was opened
 * with, so one whose entry has had other ids since is found under each of them.
 */
export function namesOfCase(campaign: Pick<Campaign, 'id' | 'entries'>, id: string): string[] {
  const { entry, unitOrSubject, period, attempt } = partsOfCaseId(id);
  const others = namesOfEntry(campaign, entry).filter((name) => name !== entry);
  return [id, ...others.map((name) => caseIdOf(campaign.id, name, unitOrSubject, period, attempt))];
}

/** The id a case's entry had in a version it followed, by its history: its words are found there under that id. */
export function entryUnder(history: readonly CaseEvent[], entry: string, version: string): string {
  for (const { type, data } of history) {
    if (type !== 'migrated' || data['entry'] === undefined) continue;
    if (data['from'] === version) return data['entryBefore'] as string;
    if (data['to'] === version) return data['entry'] as string;
  }
  return entry;
}
