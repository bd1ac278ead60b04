/** The ports: what the app needs of the outside world. May import `engine/model` and `engine/issues`. */
export type * from './case-store.ts';
export type * from './outside.ts';
export type * from './stores.ts';
export type * from './wake-queue.ts';
