import { access } from './access.ts';
import { answers } from './answers.ts';
import { app } from './app.ts';
import { archive } from './archive.ts';
import { calendar } from './calendar.ts';
import { campaign } from './campaign.ts';
import { command } from './command.ts';
import { directory } from './directory.ts';
import { dossier } from './dossier.ts';
import { editing } from './editing.ts';
import type { CatalogueEntry } from './entry.ts';
import { fact } from './fact.ts';
import { migration } from './migration.ts';
import { organisation } from './organisation.ts';
import { reference } from './reference.ts';
import { reorganisation } from './reorganisation.ts';
import { rules } from './rules.ts';
import { schema } from './schema.ts';
import { staffing } from './staffing.ts';
import { texts } from './texts.ts';
import { time } from './time.ts';
import { workflow } from './workflow.ts';

/** Every code the product can report, by area; one file an area. */
export const catalogue = {
  ...schema,
  ...reference,
  ...rules,
  ...workflow,
  ...access,
  ...texts,
  ...time,
  ...campaign,
  ...staffing,
  ...answers,
  ...command,
  ...migration,
  ...organisation,
  ...reorganisation,
  ...calendar,
  ...app,
  ...archive,
  ...directory,
  ...dossier,
  ...editing,
  ...fact,
} as const;

/** A code of the catalogue. */
export type IssueCode = keyof typeof catalogue;

/** The catalogue under its general type, for look-ups by a code that is only a string. */
export const entries: Readonly<Record<string, CatalogueEntry>> = catalogue;
