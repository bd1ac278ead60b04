/**
 * The kinds of files the directory is imported from and exported to; one file a kind. Start reading at
 * `import-kind.ts`.
 */
import { accounts } from './accounts.ts';
import type { ImportKind } from './import-kind.ts';
import { memberships } from './memberships.ts';
import { subjects } from './subjects.ts';
import { units } from './units.ts';

export { type ImportColumn, type ImportContext, type ImportKind, readTable } from './import-kind.ts';

/** Every kind, as pages list them. */
export const importKinds: readonly ImportKind[] = [units, accounts, memberships, subjects];
