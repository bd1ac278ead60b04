import { isObject, placeOf, shapeAt, shapeFor, valueAt } from '../../compile/index.ts';
import type { Document } from '../../compile/read.ts';
import type { RenameEdit } from '../../model/definition-draft.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { nodeAt, splitPointer, treeOf } from '../json-tree.ts';
import { atNode, type Files, type Operation, type Outcome, refused, textOf } from '../operation.ts';
import { papersAfter } from '../renaming/papers.ts';
import { type Changes, changesIn, type Renaming } from '../renaming/places.ts';
import { type Thing, thingAt } from '../renaming/things.ts';
import { renamingsTogether } from '../renaming/together.ts';
import { replaceNode } from '../text-changes.ts';
import { contentsOf } from '../view/contents.ts';
import { entriesOf, namesHeld } from '../view/names.ts';
import { set } from './set.ts';

const examples: Readonly<Record<string, string>> = {
  '^[a-z0-9][a-z0-9-]*$': 'monthly-report',
  '^[a-z][a-zA-Z0-9_]*$': 'numberOfCases',
};

/**
 * Another id for the thing at a place, and for everything that names it: references the schemas tell of, rules
 * and papers that read it, the file it is. Texts for people and the rest of each file stay as they are. An entry
 * remembers the id it had, so that its cases are found and can follow.
 */
export const rename: Operation<RenameEdit> = (files, edit) =>
  atNode(files, edit, (_node, text) => {
    const { file, pointer, to } = edit;
    const place = placeOf(file);
    const whole = JSON.parse(text) as JsonValue;
    const value = valueAt(whole, pointer);
    if (place?.is !== 'document' || !isObject(value) || typeof value['id'] !== 'string')
      return refused('editing.rename.nothing', edit, { place: pointer || '/' });
    const from = value['id'];
    const pattern = shapeAt(place.kind, whole, `${pointer}/id`).pattern;
    if (pattern && !new RegExp(pattern).test(to))
      return refused('editing.rename.form', edit, { to, example: examples[pattern] ?? pattern });
    const thing = thingAt(place.kind, nameAt(place.kind, whole, pointer), pointer);
    if (place.kind === 'campaign' && pointer === '')
      return refused('editing.rename.nothing', edit, { place: '/' });
    if (from === to) return { files };
    if (isTaken(files, edit, whole, thing)) return refused('editing.rename.taken', edit, { to });
    return renamed(files, edit, whole, from, thing);
  });

function renamed(
  files: Files,
  edit: RenameEdit,
  whole: JsonValue,
  from: string,
  thing: Thing | undefined,
): Outcome {
  const { file, pointer, to } = edit;
  const contents = contentsOf(files, { calendars: {}, organisations: {} });
  const table =
    thing?.what === 'column' ? { table: idAt(whole, pointer.split('/').slice(0, 3).join('/')) } : {};
  const renaming: Renaming | undefined = thing && { file, pointer, thing, from, to, ...table };
  const renamings = renaming ? renamingsTogether(contents, renaming) : [];
  for (const one of renamings)
    if (one.file !== file && isTaken(files, { ...edit, ...placeIn(one) }, wholeOf(files, one.file), thing))
      return refused('editing.rename.taken', edit, { to });
  const after: Record<string, string> = { ...files };
  for (const document of contents.documents.values()) {
    const changes: Changes = new Map(renamings.flatMap((one) => [...changesIn(document, contents, one)]));
    if (document.path === file) changes.set(`${pointer}/id`, to);
    for (const one of renamings) if (document.path === one.file) changes.set(`${one.pointer}/id`, to);
    if (changes.size > 0) after[document.path] = withTexts(files[document.path]!, changes);
    for (const one of renamings)
      for (const [path, paper] of papersAfter(document, contents, one)) after[path] = paper;
  }
  if (thing?.what === 'entry') {
    const { formerly = [] } = valueAt(whole, pointer) as { formerly?: string[] };
    const value = [from, ...formerly.filter((name) => name !== to)];
    return set(after, { op: 'set', file, pointer: `${pointer}/formerly`, value });
  }
  return { files: pointer === '' ? moved(after, file, from, to) : after };
}

function placeIn({ file, pointer }: Renaming): Pick<RenameEdit, 'file' | 'pointer'> {
  return { file, pointer };
}

function wholeOf(files: Files, file: string): JsonValue {
  return JSON.parse(textOf(files, file)!) as JsonValue;
}

/** The text with other texts at places. A file that names a key twice is left alone: what it says is not sure. */
function withTexts(text: string, changes: Changes): string {
  const tree = treeOf(text);
  if (!tree) return text;
  const places = [...changes].flatMap(([pointer, value]) => {
    const node = nodeAt(tree, pointer);
    return node ? [{ node, value }] : [];
  });
  // From the end, so that what comes before keeps its offsets.
  return places
    .sort((a, b) => b.node.start - a.node.start)
    .reduce((found, { node, value }) => replaceNode(found, node, value), text);
}

/** The file under its new name, and its tests with it. */
function moved(files: Record<string, string>, file: string, from: string, to: string): Files {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => {
      const ending = path.startsWith(`${folder}${from}.`) ? path.slice(folder.length + from.length) : null;
      return ending === '.json' || ending === '.tests.json'
        ? [`${folder}${to}${ending}`, text]
        : [path, text];
    }),
  );
}

function isTaken(files: Files, edit: RenameEdit, whole: JsonValue, thing: Thing | undefined): boolean {
  const { file, pointer, to } = edit;
  if (pointer === '')
    return textOf(files, `${file.slice(0, file.lastIndexOf('/') + 1)}${to}.json`) !== undefined;
  if (thing?.what === 'entry')
    return entriesOf(contentsOf(files, { calendars: {}, organisations: {} })).some(
      (one) => one['id'] === to || (one['id'] !== idAt(whole, pointer) && namesHeld(one).includes(to)),
    );
  const siblings = valueAt(whole, splitPointer(pointer)!.container);
  return Array.isArray(siblings) && siblings.some((one) => isObject(one) && one['id'] === to);
}

function idAt(whole: JsonValue, pointer: string): string {
  return String((valueAt(whole, pointer) as JsonObject)['id']);
}

/** The name of the shape of the value at a place. */
function nameAt(kind: Document['kind'], whole: JsonValue, pointer: string): string | undefined {
  const split = splitPointer(pointer);
  if (!split) return undefined;
  const { items } = shapeAt(kind, whole, split.container);
  return items && shapeFor(items, valueAt(whole, pointer)!).name;
}
