import { Query } from 'mingo';
import { type Doc, decodePlain, encode } from '../bson/codec.ts';
import { CommandError } from '../errors/command-error.ts';
import { partsOf } from '../values/paths.ts';
import { isDocument } from '../values/types.ts';
import type { Node } from './node.ts';
import type { Compiler, Place } from './operator.ts';
import { equalTo } from './operators/eq.ts';
import { operators } from './operators/index.ts';
import { asPattern, matchesPattern } from './operators/regex.ts';

const compiler: Compiler = { filter: compileFilter, operators: compileOperators };

/** Compiles a filter document, or refuses it with MongoDB's error. */
export function compileFilter(filter: Doc): Node {
  const nodes = Object.entries(filter).flatMap(([key, value]) =>
    key.startsWith('$') ? topLevel(key, value) : [condition(key, value)],
  );
  return nodes.length === 1 ? nodes[0]! : { kind: 'and', nodes };
}

/** The filter that every document fulfils. */
export const everything: Node = { kind: 'and', nodes: [] };

function topLevel(key: string, value: unknown): Node[] {
  switch (key) {
    case '$and':
    case '$or':
    case '$nor':
      return [{ kind: key.slice(1) as 'and' | 'or' | 'nor', nodes: branches(key, value) }];
    case '$expr':
      return [expression(value)];
    case '$comment':
      return [];
    default:
      throw new CommandError(
        'BadValue',
        `unknown top level operator: ${key}. If you have a field name that starts with a '$' symbol,` +
          ' consider using $getField or $setField.',
      );
  }
}

function branches(key: string, value: unknown): Node[] {
  if (!Array.isArray(value)) throw new CommandError('BadValue', `${key} must be an array`);
  if (value.length === 0) throw new CommandError('BadValue', '$and/$or/$nor must be a nonempty array');
  return value.map((one) => {
    if (!isDocument(one)) throw new CommandError('BadValue', '$or/$and/$nor entries need to be full objects');
    return compileFilter(one);
  });
}

/** Expressions over the whole document are mingo's; it wants plain numbers. */
function expression(value: unknown): Node {
  const query = refusing(() => new Query({ $expr: value }, { scriptEnabled: false }));
  return {
    kind: 'whole',
    operator: '$expr',
    test: (doc) => refusing(() => query.test(decodePlain(encode(doc)))),
  };
}

function refusing<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof CommandError ? error : new CommandError('BadValue', (error as Error).message);
  }
}

function condition(path: string, value: unknown): Node {
  const place: Place = { path, parts: partsOf(path) };
  const pattern = asPattern(value);
  if (pattern) return matchesPattern(place, pattern);
  if (isDocument(value) && Object.keys(value)[0]?.startsWith('$')) return compileOperators(place, value);
  return equalTo(place, value);
}

function compileOperators(place: Place, siblings: Doc): Node {
  const nodes: Node[] = [];
  for (const [name, operand] of Object.entries(siblings)) {
    if (name === '$options') {
      if (!('$regex' in siblings)) throw new CommandError('BadValue', '$options needs a $regex');
      continue;
    }
    if (name === '$comment') continue;
    const operator = operators.get(name);
    if (!operator) throw new CommandError('BadValue', `unknown operator: ${name}`);
    nodes.push(operator.compile(place, operand, siblings, compiler));
  }
  return nodes.length === 1 ? nodes[0]! : { kind: 'and', nodes };
}
