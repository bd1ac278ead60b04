import type { Doc } from '../bson/codec.ts';
import type { Query } from './execute.ts';
import type { IndexPlan, Plan } from './plan.ts';

/** A plan in the words of MongoDB's `winningPlan`. */
export function explainPlan(
  plan: Plan,
  query: Pick<Query, 'sort' | 'skip' | 'limit'>,
  filter: Doc,
  covered: boolean,
): Doc {
  let stage = explainAccess(plan, filter, covered);
  if (!plan.sorted) stage = { stage: 'SORT', sortPattern: sortPattern(query), inputStage: stage };
  if (query.skip > 0) stage = { stage: 'SKIP', skipAmount: query.skip, inputStage: stage };
  if (query.limit > 0) stage = { stage: 'LIMIT', limitAmount: query.limit, inputStage: stage };
  return stage;
}

function sortPattern({ sort }: Pick<Query, 'sort'>): Doc {
  return Object.fromEntries(sort.map(({ path, direction }) => [path, direction]));
}

function explainAccess(plan: Plan, filter: Doc, covered: boolean): Doc {
  switch (plan.kind) {
    case 'empty':
      return { stage: 'EOF' };
    case 'collection':
      return { stage: 'COLLSCAN', filter, direction: plan.backward ? 'backward' : 'forward' };
    case 'id':
      return { stage: 'IDHACK', ...(plan.residual ? { filter } : {}) };
    case 'index': {
      const scan = explainScan(plan);
      const merged = plan.streams.length > 1 ? { stage: 'SORT_MERGE', inputStage: scan } : scan;
      if (covered) return { stage: 'PROJECTION_COVERED', inputStage: merged };
      return { stage: 'FETCH', ...(plan.residual ? { filter } : {}), inputStage: merged };
    }
  }
}

function explainScan(plan: IndexPlan): Doc {
  const { index } = plan;
  return {
    stage: 'IXSCAN',
    keyPattern: index.specification['key'],
    indexName: index.name,
    isMultiKey: index.multikey.includes(true),
    multiKeyPaths: Object.fromEntries(
      index.components.map(({ path }, i) => [path, index.multikey[i] ? [path] : []]),
    ),
    isUnique: index.unique,
    direction: plan.backward ? 'backward' : 'forward',
    indexBounds: Object.fromEntries(
      index.components.map(({ path }, i) => [path, printBounds(plan.bounds[i] ?? null)]),
    ),
    streams: plan.streams.length,
  };
}

function printBounds(ranges: readonly { from: Buffer; to: Buffer }[] | null): string[] {
  if (!ranges) return ['[MinKey, MaxKey]'];
  return ranges.slice(0, 20).map(({ from, to }) => `[0x${from.toString('hex')}, 0x${to.toString('hex')})`);
}

/** The name of the index a plan uses, for the log of operations. */
export function planSummary(plan: Plan): string {
  switch (plan.kind) {
    case 'empty':
      return 'EOF';
    case 'collection':
      return 'COLLSCAN';
    case 'id':
      return 'IDHACK';
    case 'index':
      return `IXSCAN ${plan.index.name}`;
  }
}
