import { type FileKind, type Library, placeOf } from '../compile/index.ts';
import type { Language } from '../issues/index.ts';
import type { RenameEdit } from '../model/definition-draft.ts';
import type { JsonObject } from '../model/json.ts';
import { applyEdit } from './apply-edit.ts';
import { carriedAmong } from './difference/carried.ts';
import type { Change } from './difference/change.ts';
import { compareCarried, compareFile } from './difference/compare.ts';
import { capital, tellFile, tellText } from './difference/files.ts';
import { calledOf } from './difference/identity.ts';
import { tell } from './difference/tell.ts';
import type { Sides } from './difference/teller.ts';
import type { Files } from './operation.ts';
import { type Contents, contentsOf } from './view/contents.ts';

/** One difference between two sets of files, told to people. */
export interface Difference {
  /** The file as it is called after, or before when it is gone. */
  file: string;
  /** Of what kind the file is; undefined for texts. */
  kind: FileKind | undefined;
  pointer: string;
  sentence: Record<Language, string>;
}

const order: readonly (FileKind | undefined)[] = [
  'campaign',
  'group',
  'form',
  'workflow',
  'notification',
  undefined,
  'list',
];

/**
 * Every difference between two sets of files of a campaign, in sentences that call things by their names. What
 * was moved, or got another id under the same name, is told as that. Files that differ in any byte give at least
 * one, equal files none. `library` names roles, levels and lines.
 */
export function differences(before: Files, after: Files, library: Library): Difference[] {
  const { files, told } = withNewIds(before, after, library);
  return [...told, ...between(files, after, library)].sort(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind),
  );
}

function between(before: Files, after: Files, library: Library): Difference[] {
  const was = contentsOf(before, library);
  const is = contentsOf(after, library);
  const changes = carriedAmong(changesBetween(was, is));
  const inside = changes.filter(({ kind }) => kind === 'carried').flatMap(compareCarried);
  const told = [...changes, ...inside].map((change) => differenceOf(change, was, is));
  const known = new Set(changes.flatMap(({ file, fromFile }) => [file, ...(fromFile ? [fromFile] : [])]));
  return [
    ...told,
    ...wholeFiles(was, is)
      .filter(({ file, sure }) => sure || !known.has(file))
      .map(({ sure: _, ...one }) => one),
  ];
}

/** The changes in files that both have and that are JSON. */
function changesBetween(was: Contents, is: Contents): Change[] {
  return [...is.documents.values()].flatMap(({ path, kind, value }) => {
    const before = was.documents.get(path);
    return before ? compareFile(path, kind, before.value, value) : [];
  });
}

function differenceOf(change: Change, was: Contents, is: Contents): Difference {
  const { file, fileKind: kind, pointer } = change;
  const sides: Sides = { before: { contents: was, file }, after: { contents: is, file } };
  return { file, kind, pointer, sentence: both((language) => tell(change, sides, language)) };
}

function both(say: (language: Language) => string): Record<Language, string> {
  return { vi: capital(say('vi')), en: capital(say('en')) };
}

/** Files that are new, gone or told as a whole; `sure` is false for those that parts may have told already. */
function wholeFiles(was: Contents, is: Contents): (Difference & { sure: boolean })[] {
  const paths = [...new Set([...Object.keys(is.files), ...Object.keys(was.files)])].sort();
  return paths.flatMap((file) => {
    const before = ownText(was.files, file);
    const after = ownText(is.files, file);
    if (before === after) return [];
    const sides: Sides = { before: { contents: was, file }, after: { contents: is, file } };
    const say = (language: Language) => {
      if (before === undefined) return tellFile('added', file, after!, sides, language);
      if (after === undefined) return tellFile('removed', file, before, sides, language);
      return tellText(file, before, after, sides, language);
    };
    const place = placeOf(file);
    const kind = place?.is === 'document' ? place.kind : undefined;
    const whole =
      before === undefined || after === undefined || !was.documents.has(file) || !is.documents.has(file);
    return [{ file, kind, pointer: '', sentence: both(say), sure: whole }];
  });
}

function ownText(files: Files, path: string): string | undefined {
  return Object.hasOwn(files, path) ? files[path] : undefined;
}

/**
 * The files before, with every id that is another one after, and the sentences that say so: what refers to the
 * thing then differs only where it really does.
 */
function withNewIds(before: Files, after: Files, library: Library): { files: Files; told: Difference[] } {
  const told: Difference[] = [];
  let files = before;
  // Things in a file are looked for where the file has its new name already.
  for (const renamed of [renamedFiles, renamedThings])
    for (const { edit, difference } of renamed(files, after, library)) {
      const result = applyEdit(files, edit);
      if (!result.ok) continue;
      files = result.value.files;
      told.push(difference);
    }
  return { files, told };
}

interface NewId {
  edit: RenameEdit;
  difference: Difference;
}

/** Files that are gone while one of the same kind and title is new. */
function renamedFiles(before: Files, after: Files, library: Library): NewId[] {
  const was = contentsOf(before, library);
  const is = contentsOf(after, library);
  const gone = [...was.documents.values()].filter(({ path }) => !is.documents.has(path));
  return [...is.documents.values()]
    .filter(({ path }) => !was.documents.has(path))
    .flatMap(({ path, kind, id, value }) => {
      const called = calledOf(value);
      const same = gone.filter(
        (one) => one.kind === kind && called !== undefined && calledOf(one.value) === called,
      );
      const [old] = same;
      if (!old || same.length > 1) return [];
      const sides: Sides = { before: { contents: was, file: old.path }, after: { contents: is, file: path } };
      const sentence = both((language) => {
        const what = tellFile('added', path, after[path]!, sides, language).replace(/^\S+ /, '');
        return { vi: `${what} đổi mã ${old.id} → ${id}`, en: `Another id for ${what}, ${old.id} → ${id}` }[
          language
        ];
      });
      return [
        {
          edit: { op: 'rename' as const, file: old.path, pointer: '', to: id },
          difference: { file: path, kind, pointer: '/id', sentence },
        },
      ];
    });
}

/** Members of lists that have another id under the same name. Their places are those before. */
function renamedThings(before: Files, after: Files, library: Library): NewId[] {
  const was = contentsOf(before, library);
  const is = contentsOf(after, library);
  return changesBetween(was, is)
    .filter(({ kind }) => kind === 'renamed')
    .flatMap((change) => {
      const { origin: pointer } = change;
      const to = (change.after as JsonObject)['id'];
      if (pointer === undefined || typeof to !== 'string') return [];
      return [
        {
          edit: { op: 'rename' as const, file: change.file, pointer, to },
          difference: differenceOf(change, was, is),
        },
      ];
    });
}
