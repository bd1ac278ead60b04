import type { Case } from '../model/case.ts';
import type { Command, NeedRequest } from '../model/command.ts';
import type { CaseEvent } from '../model/event.ts';
import type { Holder, Reservation } from '../model/reservation.ts';
import { numberPrefix } from '../workflow/index.ts';
import type { Ports } from './ports.ts';

/** A request for something unique or counted. */
export type ReserveRequest = Extract<NeedRequest, { need: 'reserve' }>;

/** Answers requests for what is unique or counted: the key that is the case's, or null when none is to be had. */
export interface ReservationResolver {
  resolve(request: ReserveRequest, current: Case | null): Promise<string | null>;
}

/** What one command holds while it is decided and committed. */
export interface Holding extends ReservationResolver {
  /** Before the commit: what its events give up is held, so that a break in between is seen. */
  beforeCommit(events: readonly CaseEvent[], current: Case | null): Promise<void>;
  /** After the commit: what its events name is used, what they give up or do not name is given back. */
  afterCommit(events: readonly CaseEvent[]): Promise<void>;
  /** Nothing was committed: what is held is given back. */
  nothing(): Promise<void>;
}

/** Things unique or counted across cases, held before the commit that uses them and settled after it. */
export interface Reservations {
  hold(caseId: string, key: string): Holding;
  /** Looks without holding: for a rehearsal. */
  looking: ReservationResolver;
  /**
   * Settles what a break left held. A case that has moved past the revision it was held at without naming it never
   * will; one that has not moved is moved first, so that a commit which is still on its way must fail.
   */
  sweep(touch: Touch): Promise<number>;
  /**
   * Makes one that is held void for good: the case is moved first, so that a commit which is still on its way must
   * fail. What became of it instead where it is not held, or its case bears it.
   */
  voidHeld(
    key: string,
    why: VoidNote,
    touch: Touch,
  ): Promise<'voided' | 'used' | 'void' | 'unknown' | 'busy'>;
  /** Makes a number nobody has taken yet void, so that nobody gets it; false when somebody was quicker. */
  skip(prefix: string, seq: number, why: VoidNote): Promise<boolean>;
}

/** Moves a case's revision. */
export type Touch = (caseId: string, command: Command) => Promise<{ ok: boolean }>;

/** How long a commit may take before what it holds is looked at. */
const graceMs = 60_000;
const page = 200;

/** Why a document number is void. */
export type VoidReason = 'undone' | 'unused' | 'byHand';

/** Why a number is not to be used, and who says so. */
export interface VoidNote {
  by: string;
  note: string;
}

/** Makes the reservations of a process. */
export function createReservations({ reservations, cases, time }: Ports): Reservations {
  /** Quota slots and the like are given again; a document number is void, and says why. */
  async function giveBack(held: Reservation, why: VoidReason): Promise<void> {
    const isNumber = held._id.startsWith(numberPrefix);
    await reservations.settle(held, isNumber ? 'void' : 'free', time.now(), isNumber ? { reason: why } : {});
  }

  const heldAmong = async (keys: string[], key: string): Promise<Reservation[]> =>
    keys.length === 0
      ? []
      : (await reservations.loadMany(keys)).filter((one) => one.state === 'held' && one.key === key);

  const keysIn = (events: readonly CaseEvent[], free: boolean): string[] =>
    events
      .filter(({ type, data }) => type === 'reserved' && (data['free'] === true) === free)
      .map(({ data }) => data['key'] as string);

  function hold(caseId: string, key: string): Holding {
    const held = new Set<string>();
    const holder = (current: Case | null): Holder => ({
      case: caseId,
      revision: current?.revision ?? 0,
      key,
      at: time.now(),
    });
    return {
      async resolve(request, current) {
        const found =
          'key' in request
            ? await reservations.hold(request.key, holder(current))
            : await reservations.holdFirst(request.firstFreeOf, holder(current));
        if (found) held.add(found._id);
        return found?._id ?? null;
      },
      async beforeCommit(events, current) {
        const keys = keysIn(events, true);
        if (keys.length === 0) return;
        for (const one of await reservations.loadMany(keys))
          if (one.state === 'used' && one.case === caseId) await reservations.reopen(one, holder(current));
      },
      async afterCommit(events) {
        const named = new Set(keysIn(events, false));
        const freed = new Set(keysIn(events, true));
        for (const one of await heldAmong([...new Set([...held, ...freed])], key))
          if (named.has(one._id)) await reservations.settle(one, 'used', time.now());
          else await giveBack(one, freed.has(one._id) ? 'undone' : 'unused');
      },
      async nothing() {
        for (const one of await heldAmong([...held], key)) await giveBack(one, 'unused');
      },
    };
  }

  /** Settles one that a break left; false when its case has to be moved first. */
  async function settleLeft(left: Reservation, current: Case): Promise<boolean> {
    if (current.reservations?.some(({ key }) => key === left._id)) {
      await reservations.settle(left, 'used', time.now());
      return true;
    }
    if (current.revision <= left.revision) return false;
    const undone = current.history.some(
      ({ type, data }) => type === 'reserved' && data['key'] === left._id && data['free'] === true,
    );
    await giveBack(left, undone ? 'undone' : 'unused');
    return true;
  }

  /** Moves the case of one that is held past the revision it was held at. */
  async function moved(left: Reservation, touch: Touch): Promise<Case | null> {
    const { ok } = await touch(left.case, {
      type: 'touch',
      key: `touch:${left.revision}:${left.at}`,
      because: 'reservation',
    });
    return ok ? cases.load(left.case) : null;
  }

  const byHand = ({ by, note }: VoidNote) => ({ reason: 'byHand' satisfies VoidReason, by, note });

  return {
    hold,
    async voidHeld(key, why, touch) {
      const [standing] = await reservations.loadMany([key]);
      if (!standing) return 'unknown';
      if (standing.state !== 'held') return standing.state === 'void' ? 'void' : 'used';
      const before = await cases.load(standing.case);
      const current = before && before.revision <= standing.revision ? await moved(standing, touch) : before;
      if (before && !current) return 'busy';
      if (current?.reservations?.some((one) => one.key === key)) {
        await reservations.settle(standing, 'used', time.now());
        return 'used';
      }
      return (await reservations.settle(standing, 'void', time.now(), byHand(why))) ? 'voided' : 'busy';
    },
    async skip(prefix, seq, why) {
      const nobody = { case: '', revision: 0, key: `skip:${why.by}`, at: time.now() };
      const held = await reservations.holdFirst({ prefix, from: seq, to: seq }, nobody);
      return held !== null && reservations.settle(held, 'void', time.now(), byHand(why));
    },
    looking: {
      async resolve(request) {
        if ('key' in request) {
          const [standing] = await reservations.loadMany([request.key]);
          return !standing || standing.state === 'free' ? request.key : null;
        }
        const seq = await reservations.peekFirst(request.firstFreeOf);
        return seq === null ? null : `${nameOfReserve(request)}${seq}`;
      },
    },
    async sweep(touch) {
      const before = new Date(Date.parse(time.now()) - graceMs).toISOString();
      let settled = 0;
      for (const left of await reservations.held(before, page)) {
        const current = await cases.load(left.case);
        // A case that was never opened names nothing: only its opening could have.
        if (!current) await giveBack(left, 'unused');
        else if (!(await settleLeft(left, current))) {
          const after = await moved(left, touch);
          if (!after || !(await settleLeft(left, after))) continue;
        }
        settled += 1;
      }
      return settled;
    },
  };
}

/** The name under which the core looks for the answer to a request. */
export function nameOfReserve(request: ReserveRequest): string {
  return 'key' in request ? request.key : request.firstFreeOf.prefix;
}
