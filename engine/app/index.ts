/**
 * The use cases: load, authorise, call the pure core, commit, hand effects over. May import the pure rooms and
 * `engine/ports`. Start reading at `commands.ts`, the one decision path; `app.ts` puts the parts together.
 */
export { type App, createApp } from './app.ts';
export type { Actor, CommandOutcome } from './commands.ts';
export type { Ports, Stores } from './ports.ts';
export type * from './views.ts';
