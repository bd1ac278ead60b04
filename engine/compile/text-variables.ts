import { parse } from 'handlebars/dist/cjs/handlebars/compiler/base.js';
import type { TextNode } from './check/texts.ts';

/**
 * A text of a message or paper with other names for its variables, and everything else as it is written. A text
 * that cannot be parsed stays as it is.
 */
export function withVariables(text: string, renamed: ReadonlyMap<string, string>): string {
  let body: readonly TextNode[];
  try {
    body = parse(text).body;
  } catch {
    return text;
  }
  const lines = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.push(at + 1);
  const offset = ({ line, column }: TextNode['loc']['start']): number => lines[line - 1]! + column;
  return (
    body
      .flatMap(variablesIn)
      .flatMap(({ loc, original, data }) => {
        const name = data === true ? undefined : renamed.get(String(original));
        return name === undefined ? [] : [{ start: offset(loc.start), end: offset(loc.end), name }];
      })
      // From the end, so that what comes before keeps its offsets.
      .sort((a, b) => b.start - a.start)
      .reduce((found, { start, end, name }) => found.slice(0, start) + name + found.slice(end), text)
  );
}

/** Every name that is read at a node or below it; helpers and the names of parts are among them. */
function variablesIn(node: TextNode): TextNode[] {
  if (node.type === 'PathExpression') return [node];
  return [
    ...(node.path ? [node.path] : []),
    ...(node.params ?? []),
    ...(node.hash?.pairs ?? []).map(({ value }) => value),
    ...(node.program?.body ?? []),
    ...(node.inverse?.body ?? []),
  ].flatMap(variablesIn);
}
