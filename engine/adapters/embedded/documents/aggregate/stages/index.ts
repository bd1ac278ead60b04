import type { Stage } from '../stage.ts';
import { byMingo } from './by-mingo.ts';
import { count } from './count.ts';
import { limit } from './limit.ts';
import { match } from './match.ts';
import { skip } from './skip.ts';
import { sort } from './sort.ts';

/** The stages this server knows; a new one is a file and a line here, or a name in `by-mingo.ts`. */
export const stages: ReadonlyMap<string, Stage> = new Map(
  [count, limit, match, skip, sort, ...byMingo].map((stage) => [stage.name, stage]),
);
