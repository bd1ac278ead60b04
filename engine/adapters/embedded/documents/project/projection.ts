import { aggregate } from 'mingo';
import { type Doc, decode, decodePlain, encode } from '../bson/codec.ts';
import { keepElements } from '../bson/raw.ts';
import { CommandError } from '../errors/command-error.ts';
import { decodeComponent, splitKey } from '../keys/decode.ts';
import type { Node } from '../match/node.ts';
import type { IndexPlan } from '../plan/plan.ts';
import { putField } from '../values/fields.ts';
import { fieldOf, partsOf } from '../values/paths.ts';
import { isDocument } from '../values/types.ts';
import { type ArrayPart, arrayParts } from './array-parts.ts';

/** A compiled projection. */
export interface Projection {
  apply(doc: Doc): Doc;
  /** The answer from a stored document, which is decoded only as far as it must be; `doc` where it already was. */
  answer(raw: Uint8Array, doc: Doc | null): Uint8Array;
  /** Makes the answer from an index entry, where the index has all that is asked for. */
  covered(plan: IndexPlan): ((key: Buffer) => Uint8Array | null) | null;
}

/** A projection as a tree: what is wanted of, or kept from, each field. */
interface Branch {
  [field: string]: Branch | true | ArrayPart;
}

/** Compiles a projection; null when it asks for whole documents. The filter tells what `$` stands for. */
export function compileProjection(projection: Doc, filter: Node): Projection | null {
  const entries = flatten(projection, '');
  if (entries.length === 0) return null;
  if (entries.some(([, value]) => isExpression(value))) return byExpressions(projection);
  const including = decideMode(entries);
  const tree: Branch = {};
  let keepId = true;
  for (const [path, value] of entries) {
    if (path === '_id' && !isTruthy(value)) keepId = false;
    const part = isDocument(value) ? arrayPartOf(path, value, filter) : null;
    if (part) graft(tree, part.path, part);
    else if (path.endsWith('.$'))
      graft(tree, path.slice(0, -2), arrayParts.positional(path.slice(0, -2), filter));
    else if (isTruthy(value) === including) graft(tree, path, true);
  }
  if (including && keepId) tree['_id'] ??= true;
  if (!including && !keepId) tree['_id'] = true;
  const apply = (doc: Doc): Doc => (including ? include(doc, tree, doc) : exclude(doc, tree, doc));
  const whole = including && Object.values(tree).every((node) => node === true);
  const names = new Set(Object.keys(tree));
  return {
    apply,
    answer: (raw, doc) => (whole ? keepElements(raw, names) : encode(apply(doc ?? decode(raw)))),
    covered: (plan) => (including ? coveredBy(tree, plan) : null),
  };
}

function flatten(projection: Doc, prefix: string): [string, unknown][] {
  return Object.entries(projection).flatMap(([key, value]): [string, unknown][] => {
    const path = prefix + key;
    if (path === '') throw new CommandError('BadValue', 'a projection names an empty path');
    if (!isDocument(value)) return [[path, value]];
    if (Object.keys(value).length === 0)
      throw new CommandError(
        'BadValue',
        'An empty sub-projection is not a valid value. Found empty object at path',
      );
    return Object.keys(value)[0]!.startsWith('$') ? [[path, value]] : flatten(value, `${path}.`);
  });
}

function isTruthy(value: unknown): boolean {
  return value !== false && value !== 0 && value !== null && value !== undefined && value !== 0n;
}

/** A field computed from others; a text is one too, and stands for itself unless it begins with `$`. */
function isExpression(value: unknown): boolean {
  if (typeof value === 'string') return true;
  return isDocument(value) && !(Object.keys(value)[0]! in arrayParts.byOperator);
}

function arrayPartOf(path: string, value: Doc, filter: Node): ArrayPart {
  const operator = Object.keys(value)[0]!;
  return arrayParts.byOperator[operator]!(path, value[operator], filter);
}

function decideMode(entries: [string, unknown][]): boolean {
  let including: boolean | null = null;
  for (const [path, value] of entries) {
    if (isDocument(value)) {
      if ('$elemMatch' in value) including ??= true;
      continue;
    }
    if (path === '_id') continue;
    const wanted = isTruthy(value);
    if (including !== null && including !== wanted)
      throw new CommandError(
        wanted ? 'ProjectionInclusionInExclusion' : 'ProjectionExclusionInInclusion',
        `Cannot do ${wanted ? 'inclusion' : 'exclusion'} on field ${path} in ${
          wanted ? 'exclusion' : 'inclusion'
        } projection`,
      );
    including = wanted;
  }
  const id = entries.find(([path]) => path === '_id')?.[1];
  return including ?? (id !== undefined && !entries.some(([, value]) => isDocument(value)) && isTruthy(id));
}

function graft(tree: Branch, path: string, leaf: true | ArrayPart): void {
  const parts = partsOf(path);
  let branch = tree;
  for (const part of parts.slice(0, -1)) {
    branch[part] ??= {};
    const next: Branch[string] = branch[part];
    if (!isBranch(next)) throw collision(path);
    branch = next;
  }
  const last = parts.at(-1)!;
  if (branch[last] !== undefined) throw collision(path);
  branch[last] = leaf;
}

function isBranch(node: Branch | true | ArrayPart): node is Branch {
  return node !== true && typeof (node as unknown as ArrayPart).take !== 'function';
}

function collision(path: string): CommandError {
  return new CommandError('ProjectionPathCollision', `Path collision at ${path}`);
}

function include(doc: Doc, tree: Branch, root: Doc): Doc {
  const made: Doc = {};
  for (const field of Object.keys(doc)) {
    const wanted = fieldOf(tree, field) as Branch[string] | undefined;
    if (wanted === undefined) continue;
    const value = pick(doc[field], wanted, root, include);
    if (value !== undefined) putField(made, field, value);
  }
  return made;
}

function exclude(doc: Doc, tree: Branch, root: Doc): Doc {
  const made: Doc = {};
  for (const field of Object.keys(doc)) {
    const unwanted = fieldOf(tree, field) as Branch[string] | undefined;
    if (unwanted === true) continue;
    const value = unwanted === undefined ? doc[field] : pick(doc[field], unwanted, root, exclude);
    if (value !== undefined) putField(made, field, value);
  }
  return made;
}

/** Applies a branch to a value: to each document in arrays, however deep. */
function pick(
  value: unknown,
  wanted: Branch[string],
  root: Doc,
  apply: (doc: Doc, tree: Branch, root: Doc) => Doc,
): unknown {
  if (wanted === true) return value;
  if (!isBranch(wanted)) return wanted.take(value, root);
  if (Array.isArray(value)) {
    const made = value.map((element) => pick(element, wanted, root, apply));
    return made.filter((element) => element !== undefined);
  }
  if (isDocument(value)) return apply(value, wanted, root);
  return apply === exclude ? value : undefined;
}

function coveredBy(tree: Branch, plan: IndexPlan): ((key: Buffer) => Uint8Array | null) | null {
  const wanted: { component: number; parts: string[] }[] = [];
  const visit = (branch: Branch, path: string): boolean =>
    Object.entries(branch).every(([field, node]) => {
      if (node !== true) return isBranch(node) && visit(node, `${path}${field}.`);
      const component = plan.index.components.findIndex((one) => one.path === path + field);
      if (component < 0 || plan.index.multikey[component]) return false;
      wanted.push({ component, parts: plan.index.components[component]!.parts });
      return true;
    });
  if (
    !visit(tree, '') ||
    plan.index.multikey.some((many, i) => many && plan.index.components[i]!.path in tree)
  )
    return null;
  wanted.sort((a, b) => Number(b.parts[0] === '_id') - Number(a.parts[0] === '_id'));
  const { directions } = plan.index;
  return (key) => {
    const ends = splitKey(key, directions);
    const made: Doc = {};
    for (const { component, parts } of wanted) {
      const from = component === 0 ? 0 : ends[component - 1]!;
      const decoded = decodeComponent(key, from, ends[component]!, directions[component]!);
      if (!decoded.known) return null;
      let branch = made;
      for (const part of parts.slice(0, -1)) {
        if (fieldOf(branch, part) === undefined) putField(branch, part, {});
        branch = branch[part] as Doc;
      }
      putField(branch, parts.at(-1)!, decoded.value);
    }
    return encode(made);
  };
}

/** Computed fields are mingo's. */
function byExpressions(projection: Doc): Projection {
  const apply = (doc: Doc): Doc => {
    try {
      return aggregate([decodePlain(encode(doc))], [{ $project: projection }], {
        scriptEnabled: false,
      })[0] as Doc;
    } catch (error) {
      throw new CommandError('BadValue', (error as Error).message);
    }
  };
  return { apply, answer: (raw, doc) => encode(apply(doc ?? decode(raw))), covered: () => null };
}
