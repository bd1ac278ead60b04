import type { Doc } from '../bson/codec.ts';
import { sortOf } from '../commands/arguments.ts';
import { CommandError } from '../errors/command-error.ts';
import { compileFilter, everything } from '../match/filter.ts';
import type { Node } from '../match/node.ts';
import type { SortField } from '../plan/plan.ts';
import { isDocument } from '../values/types.ts';
import { stages } from './stages/index.ts';

/** A pipeline: what the collection is asked for, and what is then done in memory. */
export interface Pipeline {
  filter: Node;
  sort: SortField[];
  skip: number;
  limit: number;
  rest: ((documents: Doc[]) => Doc[])[];
  /** The name of the field when all that is asked is how many; its other fields are constant. */
  counts: { field: string; id: boolean } | null;
}

/** Compiles a pipeline. Its first `$match`, `$sort`, `$skip` and `$limit` are asked of the collection. */
export function compilePipeline(list: readonly unknown[]): Pipeline {
  const named = list.map(nameOf);
  const pipeline: Pipeline = { filter: everything, sort: [], skip: 0, limit: 0, rest: [], counts: null };
  const filters: Node[] = [];
  let at = 0;
  for (; named[at]?.name === '$match'; at += 1) {
    checkOperand(named[at]!);
    filters.push(compileFilter(named[at]!.operand as Doc));
  }
  if (filters.length > 0) pipeline.filter = { kind: 'and', nodes: filters };
  if (named[at]?.name === '$sort') {
    checkOperand(named[at]!);
    pipeline.sort = sortOf(named[at]!.operand as Doc);
    at += 1;
  }
  if (named[at]?.name === '$skip') {
    checkOperand(named[at]!);
    pipeline.skip = Number(named[at]!.operand);
    at += 1;
  }
  if (named[at]?.name === '$limit') {
    checkOperand(named[at]!);
    pipeline.limit = Number(named[at]!.operand);
    at += 1;
  }
  const left = named.slice(at);
  pipeline.rest = left.map(checkOperand);
  if (left.length === 1) pipeline.counts = countOnly(left[0]!);
  return pipeline;
}

function nameOf(stage: unknown): { name: string; operand: unknown } {
  if (!isDocument(stage))
    throw new CommandError('TypeMismatch', "Each element of the 'pipeline' array must be an object");
  const names = Object.keys(stage);
  if (names.length !== 1)
    throw new CommandError(
      'PipelineStageSpecification',
      'A pipeline stage specification object must contain exactly one field.',
    );
  const name = names[0]!;
  const operand = stage[name];
  if (!stages.has(name))
    throw new CommandError('UnrecognizedStage', `Unrecognized pipeline stage name: '${name}'`);
  if (name === '$facet' && isDocument(operand))
    for (const inner of Object.values(operand)) if (Array.isArray(inner)) inner.forEach(nameOf);
  return { name, operand };
}

function checkOperand({ name, operand }: { name: string; operand: unknown }): (documents: Doc[]) => Doc[] {
  return stages.get(name)!.compile(operand);
}

/** `{ $group: { _id: <constant>, n: { $sum: 1 } } }`, as drivers count, or `{ $count: 'n' }`. */
function countOnly({ name, operand }: { name: string; operand: unknown }): Pipeline['counts'] {
  if (name === '$count') return { field: String(operand), id: false };
  if (name !== '$group' || !isDocument(operand)) return null;
  const [id, ...fields] = Object.entries(operand);
  const [field, sum] = fields[0] ?? [];
  const constant = id?.[0] === '_id' && id[1] === 1;
  const ones = isDocument(sum) && Object.keys(sum).length === 1 && sum['$sum'] === 1;
  return constant && fields.length === 1 && ones ? { field: field!, id: true } : null;
}
