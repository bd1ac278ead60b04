import type { Accounts } from './accounts.ts';
import type { Boards } from './boards.ts';
import type { CampaignArchives } from './campaign-archives.ts';
import type { Campaigns } from './campaigns.ts';
import type { CasePages } from './case-pages.ts';
import type { Commands } from './commands.ts';
import type { DefinitionDrafts } from './definition-drafts.ts';
import type { Dossiers } from './dossiers.ts';
import type { Figures } from './figures.ts';
import type { Files } from './files.ts';
import type { Filling } from './filling.ts';
import type { Handover } from './handover.ts';
import type { Inbox } from './inbox.ts';
import type { Maintenance } from './maintenance.ts';
import type { Openings } from './openings.ts';
import type { Publications } from './publications.ts';
import type { Queues } from './queues.ts';
import type { Records } from './records.ts';
import type { Reminders } from './reminders.ts';
import type { Totals } from './totals.ts';
import type { Viewers } from './viewers.ts';
import type { Wakes } from './wakes.ts';

/** Everything a door (web, worker, command line) may call. */
export interface App {
  accounts: Accounts;
  archives: CampaignArchives;
  boards: Boards;
  campaigns: Campaigns;
  casePages: CasePages;
  commands: Commands;
  definitionDrafts: DefinitionDrafts;
  dossiers: Dossiers;
  figures: Figures;
  files: Files;
  filling: Filling;
  handover: Handover;
  inbox: Inbox;
  maintenance: Maintenance;
  openings: Openings;
  publications: Publications;
  queues: Queues;
  records: Records;
  reminders: Reminders;
  totals: Totals;
  viewers: Viewers;
  wakes: Wakes;
}

export { createApp } from './create.ts';
