import type { Wake } from '../../model/case.ts';
import { pathOf } from '../patch.ts';
import { applier } from './applier.ts';
import { withWakes } from './standing.ts';

/** Moments were set at which the case must be looked at again, or taken back. */
export type ScheduledData = {
  add?: Wake[];
  drop?: string[];
  /** The moment at which the case's step gathers by itself has come. */
  gather?: { key: string; step: string; visit: number; due: string };
};

export const scheduled = applier<ScheduledData>(
  'scheduled',
  ['wakes'],
  (state, data) => withWakes(state, data),
  (_, { add, drop }) => (add && !drop ? { unset: add.map(({ id }) => pathOf('wakes', id)) } : null),
);
