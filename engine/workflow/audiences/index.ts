/** Who is told. A new kind is one file here and one line below; see `audience-kind.ts`. */
import { kinds } from '../kinds.ts';
import { assignee } from './assignee.ts';
import { role } from './role.ts';
import { submitter } from './submitter.ts';

export type { AudienceKind, AudienceOf } from './audience-kind.ts';

/** Every kind of audience known. */
export const audienceKinds = kinds('audience kind', [assignee, submitter, role]);
