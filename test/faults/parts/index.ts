import { gatherDossiers } from './gather-dossiers.ts';
import { publish } from './publish.ts';
import { signDossiers } from './sign-dossiers.ts';
import { signReports } from './sign-reports.ts';

/** What people of the fault tests do, by name. */
export const parts = { gatherDossiers, publish, signDossiers, signReports };

/** The name of a part. */
export type PartName = keyof typeof parts;

/** What a part is to do. */
export type PlanOf<Name extends PartName> = Parameters<(typeof parts)[Name]>[1];
