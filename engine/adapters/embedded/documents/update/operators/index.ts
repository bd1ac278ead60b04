import type { UpdateOperator } from '../operator.ts';
import { addToSet } from './add-to-set.ts';
import { currentDate } from './current-date.ts';
import { inc } from './inc.ts';
import { max } from './max.ts';
import { min } from './min.ts';
import { mul } from './mul.ts';
import { pop } from './pop.ts';
import { pull } from './pull.ts';
import { pullAll } from './pull-all.ts';
import { push } from './push.ts';
import { rename } from './rename.ts';
import { set } from './set.ts';
import { setOnInsert } from './set-on-insert.ts';
import { unset } from './unset.ts';

/** The update operators; a new one is a file and a line here. */
export const updateOperators: ReadonlyMap<string, UpdateOperator> = new Map(
  [addToSet, currentDate, inc, max, min, mul, pop, pull, pullAll, push, rename, set, setOnInsert, unset].map(
    (one) => [one.name, one],
  ),
);
