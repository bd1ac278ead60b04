import {
  type ConflictView,
  type Contents,
  conflictsName,
  conflictsOn,
  contentsOf,
  differences,
  filesAt,
  keepName,
  kept,
  line,
  lines,
  openedAtName,
  placeNow,
  removedBy,
  type Seen,
  type Typed,
  textWrittenBy,
  thingAt,
  titleOf,
  typedInWords,
  type Where,
  writtenBy,
} from '../../editing/index.ts';
import type { Language } from '../../issues/index.ts';
import type { DefinitionDraft, RecordedEdit } from '../../model/definition-draft.ts';
import { type Campaigns, storedLibrary } from '../campaigns.ts';
import type { Ports } from '../ports.ts';
import { shownInstant } from '../texts.ts';

/** Somebody else's change that meets one's own. */
export interface Conflict extends ConflictView, Writer {}

/** Who saved something, and when. */
export interface Writer {
  by: string;
  when: string;
}

/** The same of a whole text. */
export interface TextConflict extends Writer, Pick<ConflictView, 'opened' | 'name' | 'keep'> {
  /** Null where they took the file away. */
  theirs: string | null;
  /** What has changed in the file since the page was opened, in sentences; none where that is no longer recorded. */
  changes: string[];
  openedAt: number;
}

/** What was typed on the page of a thing that is no longer there, and the revision the page was made from. */
export interface Gone {
  where: Where;
  typed: Typed;
  revision: number;
}

/** A thing that somebody took away while somebody else typed on its page. */
export interface GoneThing extends Writer {
  title: string;
  /** What had been typed, part by part in words. */
  lines: { label: string; text: string }[];
  where: Where;
  revision: number;
  typed: Typed;
}

/** What two people have changed of one draft, as the one who was slower is shown it. */
export interface DefinitionConflicts {
  /** The values of a page that both have changed, with who changed them last and when. */
  found(draft: DefinitionDraft, now: Seen, typed: Typed): Promise<Conflict[]>;
  /** A thing that was taken away, with what was typed for it; null when it is no longer recorded. */
  gone(draft: DefinitionDraft, contents: Contents, gone: Gone, language: Language): Promise<GoneThing | null>;
  /** A file's text that both have changed. */
  ofText(draft: DefinitionDraft, file: string, typed: Typed, language: Language): Promise<TextConflict>;
  /** Who made a recorded step, and when; who saved last where it is no longer recorded. */
  writerOf(draft: DefinitionDraft, step: RecordedEdit | undefined): Promise<Writer>;
}

/** Makes what tells of conflicts. */
export function createDefinitionConflicts(ports: Ports, campaigns: Campaigns): DefinitionConflicts {
  async function found(draft: DefinitionDraft, now: Seen, typed: Typed): Promise<Conflict[]> {
    if (lines(typed, conflictsName).length === 0) return [];
    const opened = Number(line(typed, openedAtName));
    const files = filesAt(draft, opened);
    const { library } = now.contents;
    const was = files && contentsOf(files, library);
    const place = was && placeNow(now.contents, was, now.thing);
    const thing = place && thingAt(was, place, now.thing.sight.language);
    const views = conflictsOn(thing ? { thing, contents: was } : null, now, typed);
    return Promise.all(
      views.map(async (view) => ({
        ...view,
        ...(await writerOf(draft, writtenBy(draft, library, now.thing, view.at, opened))),
      })),
    );
  }

  async function gone(
    draft: DefinitionDraft,
    contents: Contents,
    { where, typed, revision }: Gone,
    language: Language,
  ): Promise<GoneThing | null> {
    const before = seenAt(draft, contents, where, revision, language);
    return (
      before && {
        ...(await writerOf(draft, removedBy(draft, contents.library, where, revision))),
        title: titleOf(before.thing.value, before.thing.words.title, language),
        lines: typedInWords(before, typed),
        where,
        revision,
        typed,
      }
    );
  }

  async function writerOf(draft: DefinitionDraft, step: RecordedEdit | undefined): Promise<Writer> {
    const { by, at } = step ?? { by: draft.savedBy, at: draft.savedAt };
    return {
      by: (await ports.accounts.byId(by))?.name ?? by,
      when: shownInstant(at, await campaigns.timezone()),
    };
  }

  async function ofText(
    draft: DefinitionDraft,
    file: string,
    typed: Typed,
    language: Language,
  ): Promise<TextConflict> {
    const opened = Number(line(typed, openedAtName));
    const was = filesAt(draft, opened)?.[file] ?? null;
    const told =
      was === null
        ? []
        : differences({ ...draft.files, [file]: was }, draft.files, await storedLibrary(ports));
    return {
      ...(await writerOf(draft, textWrittenBy(draft, file, opened))),
      opened: was,
      theirs: draft.files[file] ?? null,
      changes: told.map(({ sentence }) => sentence[language]),
      name: keepName(''),
      keep: kept(typed, ''),
      openedAt: opened,
    };
  }

  return { found, gone, ofText, writerOf };
}

/** What was at a place of the draft at a revision; null when that is no longer recorded. */
export function seenAt(
  draft: DefinitionDraft,
  { library }: Contents,
  where: Where,
  revision: number,
  language: Language,
): Seen | null {
  const files = filesAt(draft, revision);
  const contents = files && contentsOf(files, library);
  const thing = contents && thingAt(contents, where, language);
  return thing ? { thing, contents } : null;
}
