import type { Wake } from '../../model/case.ts';
import type { Turn } from '../turn.ts';

/**
 * One kind of wake: what happens when its moment has come and the visit it belongs to still stands. Firing always
 * uses the wake up. To add one, write a file that exports a `WakeKind` and list it in `index.ts`.
 */
export interface WakeKind {
  kind: string;
  fire(turn: Turn, wake: Wake): void;
}

/** A kind as the registry holds it. */
export function wakeKind(kind: WakeKind): readonly [string, WakeKind] {
  return [kind.kind, kind];
}
