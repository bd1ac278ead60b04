import type { Answer, FileAnswer } from '../../model/answers.ts';
import type { RuleType, RuleValue } from '../../rules/index.ts';
import type { FieldBehaviour, FieldOf, FieldType, Reader } from '../field-type.ts';
import { type FileKind, fileKinds, kindOfFile } from '../file-kinds.ts';

/** How many files, how large, of which kinds. */
export interface FileSettings {
  accept: readonly FileKind[];
  maxBytes: number;
  maxFiles: number;
}

const megabyte = 1024 * 1024;

const fileType: RuleType = {
  kind: 'record',
  fields: { name: { kind: 'text' }, size: { kind: 'number' }, type: { kind: 'text' } },
};

/** How its answers are checked, read, shown and stored. */
export const fileBehaviour: FieldBehaviour<FieldOf<'file'>, FileSettings> = {
  type: 'file',
  answered: true,
  missing: 'answers.required.file',
  malformed: 'answers.type.file',
  bind(field) {
    const { accept, maxBytes, maxFiles } = field.settings;
    return {
      see(answer) {
        const files = filesOf(answer as Answer);
        return files.length > 0 && files.every(isFile) ? (files as unknown as RuleValue) : null;
      },
      keep(_, seen) {
        const files = seen as unknown as FileAnswer[];
        return maxFiles === 1 && files.length === 1 ? files[0]! : [...files];
      },
      check(_, seen, sight) {
        const files = seen as unknown as readonly FileAnswer[];
        if (files.length > maxFiles)
          sight.report(field, 'answers.limit.max_files', { max: maxFiles, count: files.length });
        for (const { name, size, type } of files) {
          if (size === 0) sight.report(field, 'answers.limit.empty_file', { name });
          if (size > maxBytes)
            sight.report(field, 'answers.limit.file_size', {
              name,
              // Rounded up, so that a file just above the limit does not read as if it were within.
              size: String(Math.ceil((size * 10) / megabyte) / 10).replace('.', ','),
              max: maxBytes / megabyte,
            });
          const kind = kindOfFile(name, type);
          if (kind === null || !accept.includes(kind))
            sight.report(field, 'answers.limit.file_kind', { name, accept });
        }
      },
    };
  },
  read(typed, field, reader) {
    const own = typed.part('');
    const all = Array.isArray(own) ? own : own === undefined || own === null || own === '' ? [] : [own];
    const files = new Map<string, FileAnswer>();
    for (const one of all) {
      if (one === '') continue;
      const found = known(one, reader);
      if (!found) return reader.refuse('answers.type.file');
      files.set(found.id, found);
    }
    if (files.size === 0) return undefined;
    return field.settings.maxFiles === 1 && files.size === 1 ? [...files.values()][0]! : [...files.values()];
  },
  show: (answer) =>
    filesOf(answer)
      .map((one) => one.name)
      .join('; '),
  store: () => undefined,
};

/**
 * Files, stored as what the FileStore says of them. One file unless `maxFiles` says more (then a list is
 * stored), 10 MB each unless `maxSizeMb` says otherwise, of any kind the product knows unless `accept` names
 * some. Rules see a list of files, so `count(evidence) > 0` reads well. The bytes themselves are looked at
 * where they come in.
 */
export const file: FieldType<FieldOf<'file'>, FileSettings> = {
  ...fileBehaviour,
  title: { vi: 'Tệp', en: 'File' },
  listable: false,
  searchable: false,
  computable: false,
  prefills: [],
  setUp: ({ accept = [], maxSizeMb = 10, maxFiles = 1 }) => ({
    accept: accept.length > 0 ? accept : (Object.keys(fileKinds) as FileKind[]),
    maxBytes: maxSizeMb * megabyte,
    maxFiles,
  }),
  ruleType: (_, { maxFiles }) => ({ kind: 'list', of: fileType, maxLength: maxFiles }),
  asTyped: (answer) => ({ '': filesOf(answer).map((one) => one.id) }),
  widget: (_, { accept, maxBytes, maxFiles }) => ({
    widget: 'files',
    accept: accept.flatMap((kind) => [...fileKinds[kind].extensions.map((one) => `.${one}`)]).join(','),
    maxFiles,
    maxSizeMb: maxBytes / megabyte,
  }),
  problems: () => [
    'answers.limit.max_files',
    'answers.limit.empty_file',
    'answers.limit.file_size',
    'answers.limit.file_kind',
  ],
};

/** The files of an answer, whether one or several were stored. */
export function filesOf(answer: Answer | undefined): readonly FileAnswer[] {
  if (answer === undefined || answer === null) return [];
  return (Array.isArray(answer) ? answer : [answer]) as FileAnswer[];
}

function isFile(one: unknown): one is FileAnswer {
  if (typeof one !== 'object' || one === null) return false;
  const { id, name, size, type, digest } = one as Partial<FileAnswer>;
  return (
    [id, name, type, digest].every((part) => typeof part === 'string' && part !== '') &&
    Number.isSafeInteger(size) &&
    size! >= 0
  );
}

/** A file the client names, as the store knows it: its word on size and digest is not taken. */
function known(one: unknown, reader: Reader): FileAnswer | undefined {
  const id = typeof one === 'string' ? one : (one as { id?: unknown } | null)?.id;
  return typeof id === 'string' ? reader.file(id) : undefined;
}
