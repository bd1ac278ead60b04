import type { Holder, Reservation, ReservationRange } from '../../model/reservation.ts';
import type { ReservationStore } from '../../ports/index.ts';

/** What is unique or counted across cases, in memory. `all` is what is in there. */
export function memoryReservations(all = new Map<string, Reservation>()): ReservationStore {
  const isOf = (one: Reservation | undefined, holder: Holder): boolean =>
    one?.state === 'held' && one.case === holder.case && one.key === holder.key;

  function keep(one: Reservation): Reservation {
    all.set(one._id, one);
    return one;
  }

  function heldBy(
    { reason: _, ...one }: Pick<Reservation, '_id' | 'prefix' | 'seq' | 'reason'>,
    holder: Holder,
  ): Reservation {
    return keep({ ...one, ...holder, state: 'held' });
  }

  function asSeen(seen: Reservation): Reservation | undefined {
    const standing = all.get(seen._id);
    const same =
      standing?.state === seen.state &&
      standing.case === seen.case &&
      standing.key === seen.key &&
      standing.revision === seen.revision;
    return same ? standing : undefined;
  }

  const inOrder = (prefix: string): Reservation[] =>
    [...all.values()].filter((one) => one.prefix === prefix).sort((a, b) => a.seq! - b.seq!);

  function next({ prefix, from, to }: ReservationRange): number | null {
    const standing = inOrder(prefix);
    const free = standing.find(({ state, seq }) => state === 'free' && seq! >= from && seq! <= to);
    if (free) return free.seq!;
    const after = Math.max(from, (standing.at(-1)?.seq ?? 0) + 1);
    return after > to ? null : after;
  }

  return {
    loadMany: async (keys) => keys.flatMap((key) => all.get(key) ?? []),
    async hold(key, holder) {
      const standing = all.get(key);
      if (standing && standing.state !== 'free' && !isOf(standing, holder)) return null;
      return heldBy(standing ?? { _id: key }, holder);
    },
    async holdFirst(range, holder) {
      const mine = inOrder(range.prefix).find((one) => isOf(one, holder));
      if (mine) return heldBy(mine, holder);
      const seq = next(range);
      const { prefix } = range;
      return seq === null ? null : heldBy({ _id: `${prefix}${seq}`, prefix, seq }, holder);
    },
    peekFirst: async (range) => next(range),
    async settle(seen, state, at, why = {}) {
      const standing = asSeen(seen);
      if (!standing) return false;
      keep({ ...standing, state, at, ...why });
      return true;
    },
    async reopen(seen, holder) {
      const standing = asSeen(seen);
      if (standing) heldBy(standing, holder);
      return standing !== undefined;
    },
    held: async (before, limit) =>
      [...all.values()]
        .filter(({ state, at }) => state === 'held' && at < before)
        .sort((a, b) => (`${a.at}|${a._id}` < `${b.at}|${b._id}` ? -1 : 1))
        .slice(0, limit),
    inRange: async (prefix, after, limit, state) =>
      inOrder(prefix)
        .filter((one) => one.seq! > after && (state === undefined || one.state === state))
        .slice(0, limit),
  };
}
