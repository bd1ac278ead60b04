/**
 * The model: shapes only, no behaviour. Imports nothing. Definition types in `generated/` are made from
 * `definitions/schema`; start reading at `case.ts` and `event.ts`.
 */
export type * from './account.ts';
export type * from './answers.ts';
export type * from './batch.ts';
export type * from './case.ts';
export type * from './command.ts';
export type * from './definition-draft.ts';
export type * from './delivery.ts';
export type * from './directory-change.ts';
export type * from './draft.ts';
export type * from './event.ts';
export type * from './job.ts';
export type * from './json.ts';
export type * from './migration.ts';
export type * from './organisation.ts';
export type * from './record.ts';
export type * from './reservation.ts';
export type * from './subject.ts';
export type * from './time.ts';
