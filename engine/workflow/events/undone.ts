import type { JsonValue } from '../../model/json.ts';
import { applyPatch } from '../patch.ts';
import { applier, everything } from './applier.ts';

/** Earlier events were taken back: the paths they changed, as they stood before. */
export type UndoneData = { of: number[]; set: Record<string, JsonValue>; unset: string[] };

export const undone = applier<UndoneData>('undone', everything, (state, { set, unset }) =>
  applyPatch(state, { set, unset }),
);
