import { messageVariables, readJson } from '../../compile/index.ts';
import {
  type Addable,
  addableAt,
  asKind,
  type Contents,
  changesOf,
  choicesFrom,
  conflictsName,
  contentsOf,
  copyOf,
  copyOfFile,
  decided,
  drawThing,
  filesAt,
  fixOf,
  freshFile,
  freshMember,
  isNameOf,
  isSpare,
  kept,
  line,
  lines,
  messageFiles,
  type OutlineSection,
  openedAtName,
  openedName,
  outlineOf,
  partsName,
  placeNow,
  readThing,
  rebase,
  removalOfFile,
  restoring,
  ruleActs,
  type Thing,
  type ThingView,
  type Typed,
  type Typing,
  textWrittenBy,
  thingAt,
  titleOf,
  typedLeaf,
  typedOf,
  undecidedOf,
  valueIn,
  type Where,
} from '../../editing/index.ts';
import {
  type Issue,
  type IssueCode,
  issue,
  type Language,
  type Param,
  sentence,
} from '../../issues/index.ts';
import type { Account } from '../../model/account.ts';
import type { DefinitionDraft, Edit } from '../../model/definition-draft.ts';
import { type Campaigns, storedLibrary } from '../campaigns.ts';
import type { Ports } from '../ports.ts';
import {
  type Conflict,
  createDefinitionConflicts,
  type Gone,
  type GoneThing,
  seenAt,
  type TextConflict,
} from './definition-conflicts.ts';
import type { DefinitionDrafts } from './definition-drafts.ts';
import type { DefinitionPreviews, PreviewView } from './definition-previews.ts';

/**
 * The pages on which a campaign is edited without code: one page for everything, made from the schemas, and what its
 * buttons do. Everything goes through the draft's edits. To who is no administrator nothing is there.
 */
export interface DefinitionEditor {
  /**
   * What stands at a place of the draft, for a page. With `sent`, as it was typed, with what was wrong with it. A
   * place that is no longer there gives the nearest one above it. Null where there is no draft.
   */
  page(
    by: Account,
    campaign: string,
    where: Where,
    language: Language,
    sent?: SentPage,
  ): Promise<EditorPage | null>;
  /** Does what a button of the page says, after keeping what was typed on it. */
  act(by: Account, campaign: string, call: EditorCall, language: Language): Promise<Acted>;
  /** Adds a form, a workflow, a list or a contest group. */
  addFile(
    by: Account,
    campaign: string,
    expected: number,
    folder: string,
    name: string,
    language: Language,
  ): Promise<Acted>;
  /** Puts a text in the place of a file's, however broken; what is wrong with it comes along. */
  saveText(by: Account, campaign: string, expected: number, file: string, typed: Typed): Promise<Acted>;
  /** Somebody else's change of a file's text that meets what was typed; null where there is none to decide. */
  textConflict(
    by: Account,
    campaign: string,
    file: string,
    sent: SentPage,
    language: Language,
  ): Promise<TextConflict | null>;
  /** What the texts of messages may speak of: what is written, and what it stands for. */
  messageWords(language: Language): { written: string; meaning: string }[];
}

export type { RuleView } from '../../editing/index.ts';

/** What was sent with a page and could not be kept, or is only looked at. */
export interface SentPage {
  typed: Typed;
  refusals: readonly Issue[];
  /** The revision of the draft what was typed stands upon; the draft's own where nothing was typed. */
  revision?: number;
  /** What was typed for a thing that is no longer there: it is told and can be put back. */
  gone?: Gone;
}

/** A press of a button. */
export interface EditorCall {
  expected: number;
  where: Where;
  /** `save`, or what else is done: `add:/fields`, `up:/steps/2`, `rule.and:/visible` ... */
  act: string;
  typed: Typed;
}

/**
 * What came of it: the place to show next; or the page again as it was typed, because only the page changed or
 * because something was wrong; or nothing, where there is no draft.
 */
export type Acted =
  | { kind: 'done'; where: Where; said?: 'removed' | 'copied' | 'moved' | 'fixed' | 'merged' | 'restored' }
  | { kind: 'again'; sent: SentPage }
  | { kind: 'refused'; issues: Issue[]; sent: SentPage }
  | { kind: 'gone' };

/** A problem in the list of all. */
export interface ProblemLine extends Where {
  severity: 'error' | 'warning' | 'note';
  text: string;
  /** The titles on the way to it. */
  place: string;
  /** What mends it, where that is clear, and the name of the button that does it. */
  fix?: { label: string; act: string };
}

/** A page of the editor. */
export interface EditorPage {
  campaign: string;
  title: string;
  revision: number;
  /** Where the page really is. */
  where: Where;
  /** The way to it, outermost first. */
  way: (Where & { title: string })[];
  outline: OutlineSection[];
  /** Null for a file that is not JSON: its text is what can be edited. */
  thing: ThingView | null;
  /** What can be added to the lists of the thing. */
  adds: Record<string, Addable>;
  /** The text of the file. */
  text: string;
  problems: ProblemLine[];
  errors: number;
  warnings: number;
  /** What could not be read of what was typed, or why it could not be kept. */
  refusals: readonly Issue[];
  /** Values that two people have changed, to be decided beside their inputs. */
  conflicts: readonly Conflict[];
  /** The revision the page was first opened at, as long as something is to be decided. */
  openedAt?: number;
  /** What was typed for a thing that is no longer there. */
  gone: GoneThing | null;
  preview: PreviewView | null;
  /** Who else has a page of the draft open. */
  others: string[];
  undo: boolean;
  redo: boolean;
  /** It waits for a second person and takes no changes. */
  submitted: boolean;
}

/** The folders to which a file is added by a name. */
export const addableFolders = ['forms', 'workflows', 'lists', 'groups', 'documents'] as const;

/** The name under which the name typed for a new file comes back, where it could not be added. */
export function newFileName(folder: string): string {
  return `~new/${folder}`;
}

/** Makes the editor's use cases over those of drafts. */
export function createDefinitionEditor(
  ports: Ports,
  campaigns: Campaigns,
  drafts: DefinitionDrafts,
  previews: DefinitionPreviews,
): DefinitionEditor {
  const conflicts = createDefinitionConflicts(ports, campaigns);

  async function contentsFor(draft: DefinitionDraft): Promise<Contents> {
    return contentsOf(draft.files, await storedLibrary(ports));
  }

  /** Commits edits and tells the next place; null where somebody else has saved since the draft was read. */
  async function commit(
    by: Account,
    draft: DefinitionDraft,
    typed: Typed,
    edits: readonly Edit[],
    done: Extract<Acted, { kind: 'done' }>,
  ): Promise<Acted | null> {
    if (edits.length === 0) return done;
    const result = await drafts.apply(by, draft._id, draft.revision, edits);
    if (result.ok) return done;
    if (((await drafts.load(by, draft._id))?.revision ?? draft.revision) !== draft.revision) return null;
    return refused(result.issues, { typed, revision: draft.revision });
  }

  /** Does something with the draft as it is, and again where somebody else was quicker. */
  async function upon(
    by: Account,
    campaign: string,
    act: (draft: DefinitionDraft) => Promise<Acted | null>,
  ): Promise<Acted> {
    for (;;) {
      const draft = await drafts.load(by, campaign);
      if (!draft) return { kind: 'gone' };
      const acted = await act(draft);
      if (acted !== null) return acted;
    }
  }

  return {
    async page(by, campaign, asked, language, sent) {
      const draft = await drafts.load(by, campaign);
      if (!draft) return null;
      const contents = await contentsFor(draft);
      const { issues, campaign: compiled } = await drafts.check(draft);
      // In the place of a thing that is gone may stand its neighbour: what held both is shown.
      const where = nearestPlace(contents, sent?.gone ? above(sent.gone.where) : asked);
      const thing = thingAt(contents, where, language, issues);
      if (thing && sent) thing.refusals.push(...sent.refusals);
      const typed = thing && sent ? shown(thing, sent.typed) : undefined;
      const openedAt = typed && Number(line(typed, openedAtName));
      const running = compiled ?? (await campaigns.latest(campaign));
      return {
        campaign,
        title: titleOf(valueIn(contents, 'campaign.json', ''), undefined, language),
        revision: sent?.revision ?? draft.revision,
        where,
        way: wayTo(contents, where, language),
        outline: outlineOf(contents, issues, where, language),
        thing: thing && drawThing(thing, typed),
        adds: thing ? addsOf(contents, thing, language) : {},
        text: draft.files[where.file] ?? '',
        problems: issues.map((one) => problemLine(contents, one, language)),
        errors: issues.filter(({ severity }) => severity === 'error').length,
        warnings: issues.filter(({ severity }) => severity === 'warning').length,
        refusals: sent?.refusals ?? [],
        conflicts: typed
          ? await conflicts.found(draft, { thing: thingAt(contents, where, language)!, contents }, typed)
          : [],
        ...(openedAt ? { openedAt } : {}),
        gone: sent?.gone ? await conflicts.gone(draft, contents, sent.gone, language) : null,
        preview: previews.of({ contents, where, campaign: running, language }),
        others: await drafts.here(by, campaign),
        undo: draft.edits.length > 0,
        redo: draft.undone.length > 0,
        submitted: draft.submitted !== undefined,
      };
    },

    act: (by, campaign, call, language) =>
      upon(by, campaign, async (draft) => {
        const contents = await contentsFor(draft);
        const { where, act, expected } = call;
        const [name = 'save', ...rest] = act.split(':');
        const at = rest.join(':');
        const history = name === 'undo' ? drafts.undo : name === 'redo' ? drafts.redo : null;
        if (history) {
          const result = await history(by, campaign, expected);
          if (result.ok) return { kind: 'done', where };
          return refused(result.issues, { typed: call.typed, revision: expected });
        }
        if (name === 'restore') return restore(by, draft, contents, call, language);
        if (draft.revision !== expected && !looksOnly(name))
          return actLate(by, draft, contents, call, language);

        const thing = thingAt(contents, where, language);
        if (!thing) {
          const gone = [
            issue('editing.place.unknown', placed(where), { file: where.file, place: where.pointer }),
          ];
          return refused(gone, { typed: {} });
        }
        if (name === 'open') {
          const opened = [...lines(call.typed, openedName), at];
          const typed = { ...call.typed, [openedName]: opened };
          return { kind: 'again', sent: { typed, refusals: [], revision: expected } };
        }
        if (looksOnly(name)) return lookAgain(thing, call, name.slice('rule.'.length), at);

        const waiting = [...undecidedOf(call.typed)].map((one) =>
          issue('editing.typed.undecided', placed({ ...where, pointer: one })),
        );
        if (waiting.length > 0) return refused(waiting, { typed: call.typed, revision: expected });
        const typed = decided(thing, call.typed);
        const value = readThing(thing, typed);
        if (thing.refusals.length > 0) return refused(thing.refusals, { typed, revision: expected });
        const keeping = changesOf(where, thing.value, value);
        const more = ownOf(
          acts,
          name,
        )?.({ contents, thing, value, at, typed, language, issues: await found(draft) });
        if (!more) return commit(by, draft, typed, keeping, { kind: 'done', where });
        if ('refused' in more) {
          const issues = [issue(more.refused, placed({ ...where, pointer: more.at }), more.params ?? {})];
          return refused(issues, { typed, revision: expected });
        }
        const { edits, ...done } = more;
        return commit(by, draft, typed, [...keeping, ...edits], { kind: 'done', ...done });
      }),

    addFile: (by, campaign, expected, folder, name, language) =>
      upon(by, campaign, async (draft) => {
        const known = addableFolders.find((one) => one === folder);
        const given = name.normalize('NFC').trim();
        if (!known || given === '')
          return refused([issue('editing.typed.title', { source: 'request', pointer: `/${folder}` })], {
            typed: {},
          });
        if (draft.revision !== expected)
          return refused((await drafts.lost(draft, expected)).issues, {
            typed: { [newFileName(known)]: name },
          });
        const { edits, file } = freshFile(await contentsFor(draft), known, given, language);
        return commit(by, draft, {}, edits, { kind: 'done', where: { file, pointer: '' } });
      }),

    saveText: (by, campaign, expected, file, typed) =>
      upon(by, campaign, async (draft) => {
        const text = line(typed, 'text').replace(/\r\n?/g, '\n');
        const broken = file.endsWith('.json') ? readJson(text, file).issues : [];
        // A text that is no JSON stays with whoever typed it: in the draft it would stop every other page.
        if (broken.length > 0) return refused(broken, { typed, revision: expected });
        const done = { kind: 'done', where: { file, pointer: '' } } as const;
        const then = filesAt(draft, expected);
        const before = then?.[file];
        const standing = draft.files[file];
        if (
          text === standing ||
          text === before ||
          (lines(typed, conflictsName).length > 0 && kept(typed, '') === 'theirs')
        )
          return done;
        const at = { source: file, pointer: '' };
        if (then === null || before !== standing) {
          const { by: who, when } = await conflicts.writerOf(draft, textWrittenBy(draft, file, expected));
          const told = issue('editing.typed.changed_elsewhere', at, { by: who, at: when, part: file });
          const opened = line(typed, openedAtName) || String(expected);
          return refused([told], {
            typed: { text, [conflictsName]: [''], [openedAtName]: opened },
            revision: draft.revision,
          });
        }
        if (undecidedOf(typed).size > 0)
          return refused([issue('editing.typed.undecided', at)], { typed, revision: expected });
        const edit: Edit = { op: standing === undefined ? 'addFile' : 'setFile', file, text };
        return commit(by, draft, typed, [edit], done);
      }),

    async textConflict(by, campaign, file, { typed }, language) {
      const draft = await drafts.load(by, campaign);
      if (!draft || lines(typed, conflictsName).length === 0) return null;
      return conflicts.ofText(draft, file, typed, language);
    },

    messageWords: (language) =>
      Object.entries(messageVariables).map(([name, meaning]) => ({
        written: `{{${name}}}`,
        meaning: meaning[language] ?? meaning.vi,
      })),
  };

  /**
   * A button of a page that is older than the draft: what was typed is kept unless somebody has changed the same
   * values, which are then to be decided; what else the button does has to be pressed again on the page as it is now.
   */
  async function actLate(
    by: Account,
    draft: DefinitionDraft,
    contents: Contents,
    { where, typed, expected, act }: EditorCall,
    language: Language,
  ): Promise<Acted | null> {
    const before = seenAt(draft, contents, where, expected, language);
    const place = before ? placeNow(before.contents, contents, where) : where;
    const now = place && thingAt(contents, place, language);
    if (!place || !now) return refused([], { typed: {}, gone: { where, typed, revision: expected } });
    const mine = before ? decided(before.thing, typed) : typed;
    const rebased = rebase(before?.thing ?? null, now, mine, undecidedOf(typed));
    const { edits, lost } = rebased;
    const unread = before?.thing.refusals ?? now.refusals;
    const settled = rebased.conflicts.length === 0 && lost.length === 0 && unread.length === 0;
    if (settled && act === 'save')
      return commit(by, draft, mine, edits, { kind: 'done', where: place, said: 'merged' });

    const sent: Typed = {
      ...rebased.typed,
      [openedName]: lines(typed, openedName),
      [conflictsName]: rebased.conflicts,
      [openedAtName]: line(typed, openedAtName) || String(expected),
    };
    const seen = { thing: thingAt(contents, place, language)!, contents };
    const told = (await conflicts.found(draft, seen, sent)).map(({ at, label, by, when }) =>
      issue('editing.typed.changed_elsewhere', placed({ ...place, pointer: at }), {
        by,
        at: when,
        part: label,
      }),
    );
    const dropped = lost.map((leaf) => {
      const { label, text } = typedLeaf(leaf, before!, rebased.wanted);
      return issue('editing.typed.no_place', placed({ ...place, pointer: '' }), { part: label, typed: text });
    });
    const meanwhile = act === 'save' ? [] : (await drafts.lost(draft, expected)).issues;
    return refused([...meanwhile, ...unread, ...dropped, ...told], { typed: sent, revision: draft.revision });
  }

  /** Puts a thing back that somebody has taken away, with what was typed on its page. */
  async function restore(
    by: Account,
    draft: DefinitionDraft,
    contents: Contents,
    call: EditorCall,
    language: Language,
  ): Promise<Acted | null> {
    const { where, typed, expected } = call;
    const before = seenAt(draft, contents, where, expected, language);
    if (!before) return refused((await drafts.lost(draft)).issues, { typed: {} });
    if (placeNow(before.contents, contents, where))
      return actLate(by, draft, contents, { ...call, act: 'save' }, language);
    const value = readThing(before.thing, typed);
    const back = restoring(before, contents, value);
    if (!back || before.thing.refusals.length > 0) {
      const { file, pointer } = where;
      const issues = back
        ? before.thing.refusals
        : [issue('editing.place.unknown', placed(where), { file, place: pointer })];
      return refused(issues, { typed: {}, gone: { where, typed, revision: expected } });
    }
    return commit(by, draft, {}, back.edits, { kind: 'done', where: back.where, said: 'restored' });
  }

  async function found(draft: DefinitionDraft): Promise<readonly Issue[]> {
    return (await drafts.check(draft)).issues;
  }
}

const placed = ({ file, pointer }: Where) => ({ source: file, pointer });

function refused(issues: readonly Issue[], sent: Omit<SentPage, 'refusals'>): Acted {
  return { kind: 'refused', issues: [...issues], sent: { ...sent, refusals: issues } };
}

/** The buttons that only look at the page again. */
function looksOnly(name: string): boolean {
  return name === 'open' || name.startsWith('rule.');
}

/** What stands in the inputs of a page: what was sent, and for parts that were not on it what is there. */
function shown(thing: Thing, sent: Typed): Typed {
  const asked = lines(sent, partsName);
  const standing = Object.entries(typedOf(thing)).filter(([name]) => !asked.some((at) => isNameOf(name, at)));
  return { ...Object.fromEntries(standing), ...sent };
}

/** The rule's inputs after one of its buttons; nothing is kept yet. */
function lookAgain(thing: Thing, { typed, expected }: EditorCall, name: string, at: string): Acted {
  // The place of a row stands behind the name of its rule.
  const [rule = '', id = ''] = at.split('#');
  const typing: Typing = { ...typedOf(thing) };
  for (const [key, value] of Object.entries(typed)) if (value !== undefined) typing[key] = value;
  const part =
    thing.parts.find((one) => one.at === rule) ??
    thing.parts.flatMap((one) => one.below()).find((one) => one.at === rule);
  if (part) ownOf(ruleActs, name)?.(part, typing, id);
  return { kind: 'again', sent: { typed: typing, refusals: [...thing.refusals], revision: expected } };
}

/** What a table has under a name that came from outside. */
function ownOf<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** What a button may look at. */
interface ActSight {
  contents: Contents;
  thing: Thing;
  /** The thing with what was typed. */
  value: Thing['value'];
  /** What stands behind the button's name: a pointer from the thing. */
  at: string;
  typed: Typed;
  language: Language;
  issues: readonly Issue[];
}

type ActResult =
  | { edits: Edit[]; where: Where; said?: 'removed' | 'copied' | 'moved' | 'fixed' }
  | { refused: IssueCode; at: string; params?: Record<string, Param> }
  | null;

/** What the buttons of a page do besides keeping what was typed; the edits come after those that keep it. */
const acts: Readonly<Record<string, (sight: ActSight) => ActResult>> = {
  add({ contents, thing, at, typed, language }) {
    const { file, pointer } = thing;
    const list = { file, pointer: pointer + at };
    const kind = line(typed, `${at}~kind`);
    const name = line(typed, `${at}~name`).trim();
    const addable = addableAt(contents, list, language);
    if (!addable) return null;
    const title = name === '' && !addable.named ? titleFor(addable, kind) : name;
    if (addable.named && name === '') return { refused: 'editing.typed.title', at: `${at}~name` };
    const made = freshMember(contents, list, { kind, name: title, language });
    if (!made) return null;
    const { value, edits } =
      file === 'notifications.json' ? messageFiles(contents, made) : { value: made, edits: [] };
    const standing = valueIn(contents, file, list.pointer);
    const index = Array.isArray(standing) ? standing.length : 0;
    return {
      edits: [...edits, { op: 'insert', file, pointer: `${list.pointer}/-`, value }],
      where: { file, pointer: `${list.pointer}/${index}` },
    };
  },
  paste({ contents, thing, at, typed }) {
    const { file, pointer } = thing;
    const list = pointer + at;
    const standing = valueIn(contents, file, list);
    const ids = (Array.isArray(standing) ? standing : []).map((one) => String((one as { id?: unknown }).id));
    const choices = choicesFrom(line(typed, `${at}~paste`), ids);
    return {
      edits: choices.map((value) => ({ op: 'insert', file, pointer: `${list}/-`, value })),
      where: thing,
    };
  },
  remove: ({ thing, at }) => ({
    edits: [{ op: 'remove', file: thing.file, pointer: thing.pointer + at }],
    // What goes takes its page with it.
    where: at === '' ? above(thing) : thing,
    said: 'removed',
  }),
  copy({ contents, thing, at }) {
    const where = { file: thing.file, pointer: thing.pointer + at };
    const edit = copyOf(contents, where);
    return {
      edits: [edit],
      where: at === '' && 'to' in edit ? { file: thing.file, pointer: String(edit.to) } : thing,
      said: 'copied',
    };
  },
  removeFile: ({ contents, thing }) =>
    isSpare(thing.file)
      ? {
          edits: removalOfFile(contents, thing.file),
          where: { file: 'campaign.json', pointer: '' },
          said: 'removed',
        }
      : null,
  copyFile({ contents, thing }) {
    if (!isSpare(thing.file)) return null;
    const { edits, file } = copyOfFile(contents, thing.file);
    return { edits, where: { file, pointer: '' }, said: 'copied' };
  },
  up: (sight) => moved(sight, -1),
  down: (sight) => moved(sight, 1),
  to({ contents, thing, typed, at }) {
    const wanted = Number(line(typed, '~to')) - 1;
    return Number.isInteger(wanted) ? movedTo(contents, thing, at, wanted) : null;
  },
  kind({ thing, value, typed }) {
    const made = asKind(thing, line(typed, '~kind'), value);
    if (!made) return null;
    return { edits: [{ op: 'set', file: thing.file, pointer: thing.pointer, value: made }], where: thing };
  },
  rename({ thing, typed }) {
    const to = line(typed, '~id').trim();
    if (to === '' || to === thing.value['id']) return null;
    const { file, pointer } = thing;
    const renamed = pointer === '' && file !== 'campaign.json' ? `${file.split('/')[0]}/${to}.json` : file;
    return { edits: [{ op: 'rename', file, pointer, to }], where: { file: renamed, pointer } };
  },
  fix({ contents, thing, at, language, issues }) {
    const one = issues.find((each) => fixName(each) === at);
    const fix = one && fixOf(contents, one, language);
    return fix ? { edits: fix.edits, where: thing, said: 'fixed' } : null;
  },
};

function titleFor({ kinds }: Addable, kind: string): string {
  return kinds.find(({ value }) => value === kind)?.label ?? 'moi';
}

function moved({ contents, thing, at }: ActSight, by: number): ActResult {
  const index = Number((thing.pointer + at).split('/').at(-1));
  return movedTo(contents, thing, at, index + by);
}

function movedTo(contents: Contents, thing: Thing, at: string, wanted: number): ActResult {
  const { file } = thing;
  const pointer = thing.pointer + at;
  const cut = pointer.lastIndexOf('/');
  const list = pointer.slice(0, cut);
  const members = valueIn(contents, file, list);
  if (!Array.isArray(members)) return null;
  const index = Math.min(Math.max(wanted, 0), members.length - 1);
  const to = `${list}/${index}`;
  if (to === pointer) return { edits: [], where: thing };
  return {
    edits: [{ op: 'move', file, pointer, to }],
    where: at === '' ? { file, pointer: to } : thing,
    said: 'moved',
  };
}

/** The thing around a thing: two steps up out of a list, one out of an object. */
function above({ file, pointer }: Where): Where {
  const parts = pointer.split('/');
  return { file, pointer: parts.slice(0, /^\d+$/.test(parts.at(-1) ?? '') ? -2 : -1).join('/') };
}

/** The place itself, or the nearest one above it that is an object of a file that is there. */
function nearestPlace(contents: Contents, asked: Where): Where {
  if (contents.files[asked.file] === undefined) return { file: 'campaign.json', pointer: '' };
  let where: Where = { file: asked.file, pointer: asked.pointer };
  while (where.pointer !== '') {
    const value = valueIn(contents, where.file, where.pointer);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return where;
    where = { file: where.file, pointer: where.pointer.slice(0, where.pointer.lastIndexOf('/')) };
  }
  return where;
}

function wayTo(
  contents: Contents,
  { file, pointer }: Where,
  language: Language,
): (Where & { title: string })[] {
  const way: (Where & { title: string })[] = [];
  const parts = pointer.split('/');
  for (let length = 1; length <= parts.length; length += 1) {
    const at = parts.slice(0, length).join('/');
    const thing = thingAt(contents, { file, pointer: at }, language);
    if (thing) way.push({ file, pointer: at, title: titleOf(thing.value, thing.words.title, language) });
  }
  return way;
}

function addsOf(contents: Contents, thing: Thing, language: Language): Record<string, Addable> {
  const adds: Record<string, Addable> = {};
  for (const part of thing.parts) {
    if (part.control.name !== 'list') continue;
    const addable = addableAt(contents, { file: thing.file, pointer: thing.pointer + part.at }, language);
    if (addable) adds[part.at] = addable;
  }
  return adds;
}

function problemLine(contents: Contents, one: Issue, language: Language): ProblemLine {
  const asked = { file: one.source, pointer: one.pointer };
  const where = nearestPlace(contents, asked);
  const fix = fixOf(contents, one, language);
  return {
    ...where,
    severity: one.severity,
    text: sentence(one, language),
    place: wayTo(contents, where, language)
      .map(({ title }) => title)
      .join(' › '),
    ...(fix ? { fix: { label: fix.label, act: `fix:${fixName(one)}` } } : {}),
  };
}

/** A problem as a button names it. */
function fixName({ code, source, pointer }: Issue): string {
  return `${code} ${source} ${pointer}`;
}
