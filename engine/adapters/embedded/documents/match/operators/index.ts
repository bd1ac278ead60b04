import type { Operator } from '../operator.ts';
import { all } from './all.ts';
import { elemMatch } from './elem-match.ts';
import { eq } from './eq.ts';
import { exists } from './exists.ts';
import { gt } from './gt.ts';
import { gte } from './gte.ts';
import { inList } from './in.ts';
import { lt } from './lt.ts';
import { lte } from './lte.ts';
import { mod } from './mod.ts';
import { ne } from './ne.ts';
import { nin } from './nin.ts';
import { not } from './not.ts';
import { regex } from './regex.ts';
import { size } from './size.ts';
import { type } from './type.ts';

/** The query operators on a path; a new one is a file and a line here. */
export const operators: ReadonlyMap<string, Operator> = new Map(
  [all, elemMatch, eq, exists, gt, gte, inList, lt, lte, mod, ne, nin, not, regex, size, type].map((one) => [
    one.name,
    one,
  ]),
);
