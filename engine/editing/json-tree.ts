import { readJson } from '../compile/index.ts';

/** A value in a text that is JSON, with where it stands: from `start` up to, not including, `end`. */
export interface Node {
  start: number;
  end: number;
  /** The parts of an object in their order. */
  members?: { key: string; start: number; value: Node }[];
  /** The members of a list. */
  items?: Node[];
}

/** The tree of a text, or null when it is not JSON, names a key twice or nests too deeply. */
export function treeOf(text: string): Node | null {
  const { value, issues } = readJson(text, '');
  return value === undefined || issues.length > 0 ? null : treeAt(text, skipBlank(text, 0));
}

function skipBlank(text: string, from: number): number {
  let at = from;
  while (' \n\r\t'.includes(text[at] ?? '#')) at += 1;
  return at;
}

/** The text is known to be JSON, so only what tells values apart is looked at. */
function treeAt(text: string, start: number): Node {
  const first = text[start];
  if (first === '{') return objectAt(text, start);
  if (first === '[') return listAt(text, start);
  if (first === '"') return { start, end: endOfText(text, start) };
  let end = start;
  while (end < text.length && !' \n\r\t,]}'.includes(text[end]!)) end += 1;
  return { start, end };
}

function endOfText(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function objectAt(text: string, start: number): Node {
  const members: NonNullable<Node['members']> = [];
  let at = skipBlank(text, start + 1);
  while (text[at] !== '}') {
    const keyEnd = endOfText(text, at);
    const value = treeAt(text, skipBlank(text, skipBlank(text, keyEnd) + 1));
    members.push({ key: JSON.parse(text.slice(at, keyEnd)) as string, start: at, value });
    at = nextMember(text, value.end);
  }
  return { start, end: at + 1, members };
}

function listAt(text: string, start: number): Node {
  const items: Node[] = [];
  let at = skipBlank(text, start + 1);
  while (text[at] !== ']') {
    const value = treeAt(text, at);
    items.push(value);
    at = nextMember(text, value.end);
  }
  return { start, end: at + 1, items };
}

/** Where the next member begins, or the bracket that ends them. */
function nextMember(text: string, from: number): number {
  const at = skipBlank(text, from);
  return text[at] === ',' ? skipBlank(text, at + 1) : at;
}

/** The parts of a pointer, `~1` and `~0` read. */
export function pointerParts(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The node a pointer names; undefined when there is none. */
export function nodeAt(tree: Node, pointer: string): Node | undefined {
  let found: Node | undefined = tree;
  for (const part of pointerParts(pointer)) {
    if (found?.items) found = /^(0|[1-9]\d*)$/.test(part) ? found.items[Number(part)] : undefined;
    else found = found?.members?.find(({ key }) => key === part)?.value;
    if (!found) return undefined;
  }
  return found;
}

/** A pointer's container and its last part; undefined for the pointer to the whole file. */
export function splitPointer(pointer: string): { container: string; last: string } | undefined {
  const at = pointer.lastIndexOf('/');
  if (at < 0) return undefined;
  return { container: pointer.slice(0, at), last: pointerParts(pointer).at(-1)! };
}
