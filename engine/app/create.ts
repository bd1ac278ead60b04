import type { Case } from '../model/case.ts';
import type { ChangedRecord, DirectoryChange } from '../model/directory-change.ts';
import { casesWaitingFor } from '../workflow/index.ts';
import { createAccounts } from './accounts.ts';
import type { App } from './app.ts';
import { createBatches } from './batches.ts';
import { createCampaigns } from './campaigns.ts';
import { createCasePages } from './case-pages.ts';
import { createCommands } from './commands.ts';
import { createCampaignArchives } from './definitions/campaign-archives.ts';
import { createDefinitionDrafts } from './definitions/definition-drafts.ts';
import { createDefinitionEditor } from './definitions/definition-editor.ts';
import { createDefinitionPreviews } from './definitions/definition-previews.ts';
import { createDefinitionTryOut } from './definitions/definition-tryout.ts';
import { createDraftPages } from './definitions/draft-pages.ts';
import { createPublications } from './definitions/publications.ts';
import { createDirectory, type DirectoryCache } from './directory.ts';
import { createEntering } from './entering.ts';
import { createFigures } from './figures.ts';
import { createFiles } from './files.ts';
import { createFilling } from './filling.ts';
import { createDossiers } from './gathering/dossiers.ts';
import { createGathering } from './gathering/gathering.ts';
import { createHandover, type Handover } from './handover.ts';
import { createInbox } from './inbox.ts';
import { createMaintenance } from './maintenance.ts';
import { createMigrationWork } from './migration/migration-work.ts';
import { createMigrations } from './migration/migrations.ts';
import { createOpenings } from './openings.ts';
import { createCalendarWork } from './organisation/calendar-work.ts';
import { createCalendars } from './organisation/calendars.ts';
import { createDirectoryChanges } from './organisation/directory-changes.ts';
import { createDirectoryImports } from './organisation/directory-imports.ts';
import { createOrganisations } from './organisation/organisations.ts';
import { createReroutingWork } from './organisation/rerouting-work.ts';
import { createSubjects } from './organisation/subjects.ts';
import { createBoards } from './oversight/boards.ts';
import { createReminders } from './oversight/reminders.ts';
import { createTotals } from './oversight/totals.ts';
import { createPapers } from './papers.ts';
import type { Ports } from './ports.ts';
import { createQueues } from './queues.ts';
import { createRecords } from './records.ts';
import { createRegisters } from './registers.ts';
import { createReorganisations } from './reorganisation/reorganisations.ts';
import { createReservations } from './reservations.ts';
import { createViewers } from './viewers.ts';
import { createWakes, type Wakes } from './wakes.ts';

/** Puts the use cases of a process together over its ports. `realNow` is real time, for sign-in and links. */
export function createApp(ports: Ports, realNow: () => string): App & { directory: DirectoryCache } {
  const campaigns = createCampaigns(ports);
  const directory = createDirectory(ports);
  const batches = createBatches(ports);
  const changes = createDirectoryChanges(ports, batches, (change) => followChange(change));
  const accounts = createAccounts(ports, directory, changes, realNow);
  const handover = createHandover(ports, campaigns, directory);
  let wakes: Wakes;
  /** The record is written: what the queue cannot take now, the next sweep finds. */
  async function hurry(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      ports.log.warn('left to the sweep', { error: error instanceof Error ? error.message : String(error) });
    }
  }

  /** Cases that waited for one which has ended are looked at now; without this they are every morning. */
  async function lookAtWaiting(committed: readonly Case[]): Promise<void> {
    for (const one of committed) {
      if (one.state !== 'ended') continue;
      const campaign = await campaigns.get(one.campaign, one.version);
      const waiting = casesWaitingFor(campaign, one, await campaigns.calendarOf(campaign));
      if (waiting.length > 0) await wakes.lookAt(await ports.cases.existing(waiting));
    }
  }

  const reservations = createReservations(ports);
  const commands = createCommands(ports, campaigns, directory, reservations, async (committed) => {
    await hurry(wakes.schedule(committed, 'case'));
    await hurry(lookAtWaiting(committed));
    // What may leave at once leaves at once; what waits for its undo window is a wake of its own.
    const now = ports.time.now();
    const leaving = committed.filter((one) =>
      one.outbox?.some(({ kind, notBefore }) => kind === 'notify' && (!notBefore || notBefore <= now)),
    );
    if (leaving.length > 0) await hurry(handover.handOver(leaving.map((one) => one._id)));
  });
  const records = createRecords(
    ports,
    campaigns,
    directory,
    () => commands,
    (record) => hurry(wakes.schedule([record], 'campaign')),
  );
  const reorganisations = createReorganisations(
    ports,
    campaigns,
    directory,
    commands,
    records,
    batches,
    changes,
    realNow,
  );
  batches.add('migration', createMigrationWork(ports, campaigns, commands));
  const calendarWork = createCalendarWork(ports, campaigns, commands, batches);
  batches.add('calendar', calendarWork);
  const rerouting = createReroutingWork(ports, campaigns, directory, commands, batches);
  batches.add('rerouting', rerouting);
  /** Open deadlines follow their calendar, open tasks whoever is there, and what campaigns owe the units there are. */
  async function followChange({ records: changed, by }: DirectoryChange): Promise<void> {
    for (const { kind, id } of changed) if (kind === 'calendar') await calendarWork.begin(id, by);
    await rerouting.follow(changed, by);
    const begun = new Set(
      changed.filter(lastsOtherwise).map(({ before, after }) => (after ?? before)!['organisation']),
    );
    if (begun.size === 0) return;
    for (const { id, organisation } of await campaigns.all())
      if (begun.has(organisation)) await hurry(records.unitsChanged(id).then(() => undefined));
  }
  const dossiers = createDossiers(ports, campaigns, commands);
  const gathering = createGathering(ports, campaigns, dossiers);
  const papers = createPapers(ports, campaigns, gathering);
  /** Messages leave with the command that sent them; commands upon other cases are given by the queue alone. */
  const leaving: Handover = {
    ...handover,
    async handOver(caseIds) {
      await handover.handOver(caseIds);
      await dossiers.handOver(caseIds);
    },
    async handOverAll() {
      await handover.handOverAll();
      await dossiers.handOverAll();
    },
  };
  wakes = createWakes(ports, commands, records, leaving, batches, reservations);
  const figures = createFigures(ports, campaigns);
  const openings = createOpenings(ports, campaigns, commands, changes);
  const entering = createEntering(ports, campaigns, openings);
  const definitionDrafts = createDefinitionDrafts(ports, campaigns, realNow);
  const publications = createPublications(ports, campaigns, definitionDrafts, directory, records, realNow);
  return {
    accounts,
    calendars: createCalendars(ports, changes),
    directoryChanges: changes,
    imports: createDirectoryImports(ports, directory, changes, accounts),
    organisations: createOrganisations(ports, directory, changes, reorganisations),
    subjects: createSubjects(ports, directory, changes),
    archives: createCampaignArchives(ports, campaigns, records, definitionDrafts, publications, realNow),
    boards: createBoards(ports, campaigns),
    campaigns,
    casePages: createCasePages(ports, campaigns, commands, figures, gathering, papers),
    gathering,
    commands,
    definitionDrafts,
    definitionEditor: createDefinitionEditor(
      ports,
      campaigns,
      definitionDrafts,
      createDefinitionPreviews(ports),
    ),
    definitionTryOut: createDefinitionTryOut(ports, campaigns, definitionDrafts, directory),
    directory,
    draftPages: createDraftPages(ports, campaigns, definitionDrafts, publications),
    dossiers,
    files: createFiles(ports, campaigns),
    entering,
    figures,
    filling: createFilling(ports, campaigns, commands, figures, openings),
    handover,
    inbox: createInbox(ports, campaigns),
    maintenance: createMaintenance(ports, campaigns, commands),
    migrations: createMigrations(ports, campaigns, batches, realNow),
    openings,
    papers,
    publications,
    queues: createQueues(ports, campaigns),
    records,
    registers: createRegisters(ports, campaigns, directory, reservations, (id, command) =>
      commands.execute(id, command, { account: 'system', via: 'worker' }),
    ),
    reorganisations,
    reminders: createReminders(ports, campaigns, commands, batches),
    totals: createTotals(ports, campaigns, realNow),
    viewers: createViewers(ports, campaigns, directory),
    wakes,
  };
}

/** Is it a unit that exists for another time than before? */
function lastsOtherwise({ kind, before, after }: ChangedRecord): boolean {
  if (kind !== 'unit') return false;
  return (
    before?.['validFrom'] !== after?.['validFrom'] ||
    before?.['validTo'] !== after?.['validTo'] ||
    !before ||
    !after
  );
}
