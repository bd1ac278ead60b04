import type { JsonValue } from '../model/json.ts';
import { type Node, nodeAt, splitPointer } from './json-tree.ts';
import { flatJson, lineWidth, printJson } from './print-json.ts';

/** The text with another value at a node; everything around it stays as it is. */
export function replaceNode(text: string, node: Node, value: JsonValue): string {
  const printed = printAt(text, node.start, value, text[node.end] === ',' ? 1 : 0);
  return text.slice(0, node.start) + printed + text.slice(node.end);
}

/** The text with a new part in an object, before the part of that index. */
export function addPart(text: string, object: Node, index: number, key: string, value: JsonValue): string {
  const parts = object.members!.map(({ start, value: { end } }) => ({ start, end }));
  return addBetween(text, object, parts, index, `${JSON.stringify(key)}: `, value);
}

/** The text with a new member in a list, before the member of that index. */
export function addMember(text: string, list: Node, index: number, value: JsonValue): string {
  return addBetween(text, list, list.items!, index, '', value);
}

/** The text without a part of an object or a member of a list. */
export function takeOut(text: string, container: Node, index: number): string {
  const parts = partsOf(container);
  const { start, end } = parts[index]!;
  if (parts.length === 1) {
    const brackets = text[container.start] === '{' ? '{}' : '[]';
    return text.slice(0, container.start) + brackets + text.slice(container.end);
  }
  const next = parts[index + 1];
  if (next) return text.slice(0, start) + text.slice(next.start);
  return text.slice(0, parts[index - 1]!.end) + text.slice(end);
}

/** What stands in a container, keys included. */
export function partsOf(container: Node): { start: number; end: number }[] {
  return container.members
    ? container.members.map(({ start, value: { end } }) => ({ start, end }))
    : container.items!;
}

/** The node that holds what a pointer names, and where in it that stands; undefined when it is not there. */
export function holderOf(tree: Node, pointer: string): { container: Node; index: number } | undefined {
  const split = splitPointer(pointer);
  const container = split && nodeAt(tree, split.container);
  if (!split || !container || !(container.members ?? container.items)) return undefined;
  const index = container.members
    ? container.members.findIndex(({ key }) => key === split.last)
    : Number(split.last);
  return partsOf(container)[index] ? { container, index } : undefined;
}

function addBetween(
  text: string,
  container: Node,
  parts: readonly { start: number; end: number }[],
  index: number,
  name: string,
  value: JsonValue,
): string {
  const before = parts[index - 1];
  const after = parts[index];
  const written = text.slice(container.start, container.end);
  if (!written.includes('\n')) {
    // It stands on one line, and stays so as long as it fits.
    const whole = JSON.parse(written) as JsonValue;
    const added = parts.length === 0 ? 2 : 2 + [...(name + flatJson(value))].length;
    if (column(text, container.end) + added <= lineWidth && parts.length > 0) {
      const flat = name + flatJson(value);
      return before
        ? `${text.slice(0, before.end)}, ${flat}${text.slice(before.end)}`
        : `${text.slice(0, after!.start)}${flat}, ${text.slice(after!.start)}`;
    }
    return replaceNode(text, container, withAdded(whole, index, name, value));
  }
  const indent = indentOf(text, parts[0]?.start ?? container.start + 1);
  const printed = name + printJson(value, indent, indent + [...name].length, after ? 1 : 0);
  const line = `\n${' '.repeat(indent)}`;
  if (parts.length === 0)
    return replaceNode(text, container, withAdded(JSON.parse(written) as JsonValue, index, name, value));
  return before
    ? `${text.slice(0, before.end)},${line}${printed}${text.slice(before.end)}`
    : `${text.slice(0, after!.start)}${printed},${line}${text.slice(after!.start)}`;
}

function withAdded(whole: JsonValue, index: number, name: string, value: JsonValue): JsonValue {
  if (Array.isArray(whole)) return [...whole.slice(0, index), value, ...whole.slice(index)];
  const entries = Object.entries(whole as { [key: string]: JsonValue });
  const key = JSON.parse(name.slice(0, -2)) as string;
  return Object.fromEntries([...entries.slice(0, index), [key, value] as const, ...entries.slice(index)]);
}

/** A value as it is written at an offset of a text: as deep as the line it begins on. */
function printAt(text: string, offset: number, value: JsonValue, after: number): string {
  return printJson(value, indentOf(text, offset), column(text, offset), after);
}

/** How many characters stand before an offset on its line. */
function column(text: string, offset: number): number {
  return [...text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)].length;
}

/** How many spaces the line of an offset begins with. */
function indentOf(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^ */.exec(text.slice(start, offset))![0].length;
}
