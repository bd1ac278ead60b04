/**
 * The use cases: load, authorise, call the pure core, commit, hand effects over. May import the pure rooms and
 * `engine/ports`. Start reading at `commands.ts`, the one decision path; `create.ts` puts the parts together.
 *
 * Beside the files that every case needs, a folder a subject: `definitions` (drafts, publishing, zips), `organisation`
 * (units, people, subjects, calendars and their files), `migration` and `reorganisation` (acts over many cases, run by
 * `batches.ts`), `gathering` (dossiers), `oversight` (boards, totals, reminders).
 */
export { type App, createApp } from './app.ts';
export type { Actor, CommandOutcome } from './commands.ts';
export type { Ports, Stores } from './ports.ts';
export type * from './views.ts';
