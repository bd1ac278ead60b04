import { type Issue, type IssueCode, issue, type Param } from '../issues/index.ts';
import type { Edit } from '../model/definition-draft.ts';
import { type Node, nodeAt, treeOf } from './json-tree.ts';

/** The texts of a campaign by path. */
export type Files = Readonly<Record<string, string>>;

/** What an operation gives: the files after it, or why it cannot be done. */
export type Outcome = { files: Files } | { refused: Issue };

/** How one kind of edit changes the files. One file in `operations/` each. */
export type Operation<E extends Edit = Edit> = (files: Files, edit: E) => Outcome;

/** Why an edit cannot be done. */
export function refused(code: IssueCode, edit: Edit, params: Record<string, Param> = {}): Outcome {
  const pointer = 'pointer' in edit ? edit.pointer : '';
  return { refused: issue(code, { source: edit.file, pointer }, { file: edit.file, ...params }) };
}

/** The files with another text of one of them, the others in their order. */
export function withText(files: Files, file: string, text: string): Outcome {
  return { files: { ...files, [file]: text } };
}

/** Calls with the text and tree of the edit's file; refuses when it is not there or cannot be read as JSON. */
export function inTree(
  files: Files,
  edit: Edit,
  change: (tree: Node, text: string) => Outcome,
  file: string = edit.file,
): Outcome {
  const text = textOf(files, file);
  if (text === undefined) return refused('editing.file.unknown', edit, { file });
  const tree = treeOf(text);
  return tree ? change(tree, text) : refused('editing.file.broken', edit, { file });
}

/** Calls with the node an edit names. */
export function atNode(
  files: Files,
  edit: Extract<Edit, { pointer: string }>,
  change: (node: Node, text: string, tree: Node) => Outcome,
): Outcome {
  return inTree(files, edit, (tree, text) => {
    const node = nodeAt(tree, edit.pointer);
    return node
      ? change(node, text, tree)
      : refused('editing.place.unknown', edit, { place: edit.pointer || '/' });
  });
}

/** The text of a file; undefined when there is none of that path. */
export function textOf(files: Files, file: string): string | undefined {
  return Object.hasOwn(files, file) ? files[file] : undefined;
}
