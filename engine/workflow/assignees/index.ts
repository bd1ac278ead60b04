/** Whom a step asks. A new kind is one file here and one line below; see `assignee-kind.ts`. */
import { kinds } from '../kinds.ts';
import { roleAbove } from './role-above.ts';
import { roleAtUnit } from './role-at-unit.ts';
import { submitter } from './submitter.ts';

export type { AssigneeKind, AssigneeOf } from './assignee-kind.ts';

/** Every kind of assignee known. */
export const assigneeKinds = kinds('assignee kind', [submitter, roleAtUnit, roleAbove]);
