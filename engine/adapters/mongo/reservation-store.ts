import type { Holder, Reservation, ReservationRange } from '../../model/reservation.ts';
import type { ReservationStore } from '../../ports/index.ts';
import { isDuplicate } from './duplicate.ts';
import type { Models } from './models/models.ts';

/** How often somebody else may be first before a range is given up: each time, somebody was served. */
const tries = 500;

/**
 * What is unique or counted across cases. Uniqueness is the `_id`'s: of several who insert one key, one does; and a
 * change of state names the state, holder and revision that were seen.
 */
export function createReservationStore({ reservations }: Models): ReservationStore {
  const asStored = (found: unknown): Reservation => found as Reservation;

  async function insert(one: Reservation): Promise<boolean> {
    try {
      await reservations.collection.insertOne(one as never);
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  /** Takes over one that is free, or that the same command holds already. */
  async function take(seen: Reservation, holder: Holder): Promise<Reservation | null> {
    const { reason: _, ...rest } = seen;
    const { matchedCount } = await reservations.collection.updateOne({ ...seenAs(seen) } as never, {
      $set: { ...holder, state: 'held' },
      $unset: { reason: '' },
    });
    return matchedCount === 1 ? { ...rest, ...holder, state: 'held' } : null;
  }

  const seenAs = ({ _id, state, case: aCase, key, revision }: Reservation) => ({
    _id,
    state,
    case: aCase,
    key,
    revision,
  });

  const firstFree = ({ prefix, from, to }: ReservationRange) =>
    reservations
      .findOne({ prefix, state: 'free', seq: { $gte: from, $lte: to } })
      .sort({ seq: 1 })
      .lean();

  async function afterLast({ prefix, from, to }: ReservationRange): Promise<number | null> {
    const last = await reservations.findOne({ prefix }).sort({ seq: -1 }).lean();
    const next = Math.max(from, ((last?.['seq'] as number | undefined) ?? 0) + 1);
    return next > to ? null : next;
  }

  return {
    async loadMany(keys) {
      const found: Reservation[] = [];
      for (let from = 0; from < keys.length; from += 200) {
        const some = { _id: { $in: keys.slice(from, from + 200) } };
        found.push(...(await reservations.find(some).lean()).map(asStored));
      }
      return found;
    },
    async hold(key, holder) {
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const fresh: Reservation = { _id: key, ...holder, state: 'held' };
        if (await insert(fresh)) return fresh;
        const found = await reservations.findById(key).lean();
        if (!found) continue;
        const seen = asStored(found);
        const mine = seen.state === 'held' && seen.case === holder.case && seen.key === holder.key;
        if (seen.state !== 'free' && !mine) return null;
        const taken = await take(seen, holder);
        if (taken) return taken;
      }
      throw new Error(`The reservation ${key} kept changing.`);
    },
    async holdFirst(range, holder) {
      const { prefix } = range;
      const { case: aCase, key } = holder;
      const [mine] = (await reservations.find({ case: aCase, key }).lean())
        .map(asStored)
        .filter((one) => one.prefix === prefix && one.state === 'held');
      const again = mine && (await take(mine, holder));
      if (again) return again;
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const free = await firstFree(range);
        if (free) {
          const taken = await take(asStored(free), holder);
          if (taken) return taken;
          continue;
        }
        const seq = await afterLast(range);
        if (seq === null) return null;
        const fresh: Reservation = { _id: `${prefix}${seq}`, prefix, seq, ...holder, state: 'held' };
        if (await insert(fresh)) return fresh;
      }
      throw new Error(`The range ${prefix} kept changing.`);
    },
    async peekFirst(range) {
      const free = await firstFree(range);
      return free ? (free['seq'] as number) : afterLast(range);
    },
    async settle(seen, state, at, why = {}) {
      const { matchedCount } = await reservations.collection.updateOne(seenAs(seen) as never, {
        $set: { state, at, ...why },
      });
      return matchedCount === 1;
    },
    reopen: async (seen, holder) => (await take(seen, holder)) !== null,
    async held(before, limit) {
      const found = await reservations
        .find({ state: 'held', at: { $lt: before } })
        .sort({ at: 1, _id: 1 })
        .limit(limit)
        .lean();
      return found.map(asStored);
    },
    async inRange(prefix, after, limit, state) {
      const found = await reservations
        .find({ prefix, ...(state === undefined ? {} : { state }), seq: { $gt: after } })
        .sort({ seq: 1 })
        .limit(limit)
        .lean();
      return found.map(asStored);
    },
  };
}
