import { type Issue, issue } from '../../issues/index.ts';
import type { Account } from '../../model/account.ts';
import type { ChangedRecord, DirectoryRecordKind } from '../../model/directory-change.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Membership, OrganisationRecord, Substitute, Unit } from '../../model/organisation.ts';
import type { Subject } from '../../model/subject.ts';
import type { Calendar, Instant } from '../../model/time.ts';
import type { Ports } from '../ports.ts';

/** How records of one kind are read and written; every change of the directory goes through these. */
export interface RecordKind {
  /** Those that are there, as changes show them. */
  read(ids: string[]): Promise<Map<string, JsonObject>>;
  /** Puts records as they shall be (null: away); gives the ids of those somebody else wrote meanwhile. */
  write(records: ChangedRecord[], at: Instant): Promise<string[]>;
  /** Why records that were added cannot be taken away again; null when they can. */
  keeps?(added: readonly { id: string; value: JsonObject }[]): Promise<Issue | null>;
}

/** What an administrator may say of an account, as changes show it: no password, no counts. */
export type AccountRecord = Pick<Account, 'login' | 'name' | 'email' | 'administrator'>;

/** A unit with the organisation it is of. */
export type UnitRecord = Unit & { organisation: string };

const page = 500;
const mostTries = 8;
const place = { source: 'form', pointer: '' };

/** A value as it is stored: without what is undefined. */
export function asRecord(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}

/** A unit as a change names it. */
export function unitRecord(organisation: string, unit: Unit): JsonObject {
  return asRecord({ organisation, ...unit });
}

/** An account as a change names it. */
export function accountRecord({ login, name, email, administrator }: AccountRecord): JsonObject {
  return asRecord({ login, name, email, administrator });
}

/** A subject as a change names it. */
export function subjectRecord({ revision: _, ...subject }: Subject): JsonObject {
  return asRecord(subject);
}

/** Every kind of record that changes touch. */
export function recordKinds(ports: Ports): Record<DirectoryRecordKind, RecordKind> {
  const same = (a: JsonObject | null, b: JsonObject | null) => ports.hash.json(a) === ports.hash.json(b);

  /** Rewrites an organisation until nobody comes between; what `change` cannot place is given back. */
  async function reviseOrganisations(
    records: ChangedRecord[],
    organisationOf: (record: ChangedRecord) => string,
    change: (
      standing: OrganisationRecord,
      own: ChangedRecord[],
    ) => { next: OrganisationRecord; lost: string[] },
    at: Instant,
  ): Promise<string[]> {
    const lost: string[] = [];
    for (const id of new Set(records.map(organisationOf))) {
      const own = records.filter((one) => organisationOf(one) === id);
      for (let tries = 0; ; tries += 1) {
        const standing = (await ports.directory.organisations()).find((one) => one.id === id);
        if (!standing || tries === mostTries) {
          lost.push(...own.map((one) => one.id));
          break;
        }
        const { next, lost: unplaced } = change(standing, own);
        if (unplaced.length > 0) {
          lost.push(...unplaced);
          break;
        }
        const { revision, ...content } = next;
        if ((await ports.directory.reviseOrganisation(content, revision, at)) === 'committed') break;
      }
    }
    return lost;
  }

  /** Which of these stand neither as they were nor as they shall be. */
  function moved(own: ChangedRecord[], standing: Map<string, JsonObject>): string[] {
    return own.flatMap(({ id, before, after }) => {
      const present = standing.get(id) ?? null;
      return same(present, before) || same(present, after) ? [] : [id];
    });
  }

  return {
    organisation: {
      async read(ids) {
        const found = (await ports.directory.organisations()).filter(({ id }) => ids.includes(id));
        return new Map(found.map((one) => [one.id, organisationRecord(one)]));
      },
      write: (records, at) =>
        reviseOrganisations(
          records,
          ({ id }) => id,
          (standing, own) => ({
            next: { ...standing, ...(own[0]!.after as unknown as OrganisationRecord) },
            lost: moved(own, new Map([[standing.id, organisationRecord(standing)]])),
          }),
          at,
        ),
    },
    unit: {
      async read(ids) {
        const wanted = new Set(ids);
        return new Map(
          (await ports.directory.organisations()).flatMap(({ id, units }) =>
            units
              .filter(({ uid }) => wanted.has(uid))
              .map((unit) => [unit.uid, unitRecord(id, unit)] as const),
          ),
        );
      },
      write: (records, at) =>
        reviseOrganisations(
          records,
          ({ before, after }) => String((after ?? before)!['organisation']),
          (standing, own) => {
            const present = new Map(standing.units.map((unit) => [unit.uid, unitRecord(standing.id, unit)]));
            const after = new Map(own.map((one) => [one.id, one.after]));
            const kept = standing.units.flatMap((unit) => {
              const next = after.get(unit.uid);
              after.delete(unit.uid);
              return next === undefined ? [unit] : next === null ? [] : [unitOf(next)];
            });
            const added = [...after.values()].flatMap((one) => (one === null ? [] : [unitOf(one)]));
            return { next: { ...standing, units: [...kept, ...added] }, lost: moved(own, present) };
          },
          at,
        ),
      async keeps(added) {
        const uids = new Set(added.map(({ id }) => id));
        const [memberships, organisations] = await Promise.all([
          ports.directory.memberships(),
          ports.directory.organisations(),
        ]);
        const used = [
          ...memberships.map(({ unit }) => unit),
          ...organisations.flatMap(({ units }) =>
            units
              .filter(({ uid }) => !uids.has(uid))
              .flatMap(({ parents }) => parents.map(({ unit }) => unit)),
          ),
        ];
        for (const { id, value } of added) {
          const cases = await ports.cases.ofUnit(id, null, 1);
          const count = cases.length + used.filter((unit) => unit === id).length;
          if (count > 0) return issue('directory.unit.in_use', place, { unit: String(value['name']), count });
        }
        return null;
      },
    },
    membership: {
      async read(ids) {
        return new Map(
          (await ports.directory.membershipsById(ids)).map((one) => [one.id, asRecord(one)] as const),
        );
      },
      async write(records) {
        const put = records.flatMap(({ after }) => (after ? [after as unknown as Membership] : []));
        const away = records.filter(({ after }) => after === null).map(({ id }) => id);
        if (put.length > 0) await ports.directory.putMemberships(put);
        if (away.length > 0) await ports.directory.removeMemberships(away);
        return [];
      },
    },
    substitute: {
      async read(ids) {
        const found = (await ports.directory.substitutes()).filter(({ id }) => ids.includes(id));
        return new Map(found.map((one) => [one.id, asRecord(one)]));
      },
      async write(records) {
        for (const { id, after } of records)
          if (after) await ports.directory.putSubstitute(after as unknown as Substitute);
          else await ports.directory.removeSubstitute(id);
        return [];
      },
    },
    account: {
      async read(ids) {
        return new Map(
          (await ports.accounts.byIds(ids)).map((one) => [one._id, accountRecord(one)] as const),
        );
      },
      async write(records, at) {
        const lost: string[] = [];
        const standing = new Map(
          (await ports.accounts.byIds(records.map(({ id }) => id))).map((one) => [one._id, one]),
        );
        const fresh: Account[] = [];
        const away: string[] = [];
        for (const { id, after } of records) {
          const present = standing.get(id);
          if (!after) away.push(id);
          else if (!present)
            fresh.push({ _id: id, ...(after as unknown as AccountRecord), createdAt: at, revision: 1 });
          else if (!same(accountRecord(present), after)) {
            const { email: _, administrator: __, ...rest } = present;
            const next = { ...rest, ...(after as unknown as AccountRecord), revision: present.revision + 1 };
            if ((await ports.accounts.update(next, present.revision)) !== 'committed') lost.push(id);
          }
        }
        await ports.accounts.remove(away);
        for (let from = 0; from < fresh.length; from += page) {
          const some = fresh.slice(from, from + page);
          if ((await ports.accounts.insert(some)) !== 'exists') continue;
          // None of them went in, for the sake of those whose login somebody has.
          const taken = await ports.accounts.byLogins(some.map(({ login }) => login));
          const logins = new Set(taken.map(({ login }) => login));
          const own = some.filter(({ login }) => logins.has(login));
          lost.push(...(own.length > 0 ? own : some).map((one) => one._id));
        }
        return lost;
      },
      async keeps(added) {
        const accounts = await ports.accounts.byIds(added.map(({ id }) => id));
        const used = accounts.find(({ passwordHash }) => passwordHash !== undefined);
        return used ? issue('directory.undo.account_used', place, { login: used.login }) : null;
      },
    },
    subject: {
      async read(ids) {
        return new Map(
          (await ports.subjects.loadMany(ids)).map((one) => [one.uid, subjectRecord(one)] as const),
        );
      },
      async write(records) {
        const lost: string[] = [];
        const standing = new Map(
          (await ports.subjects.loadMany(records.map(({ id }) => id))).map((one) => [one.uid, one]),
        );
        const fresh: Subject[] = [];
        const away: string[] = [];
        for (const { id, after } of records) {
          const present = standing.get(id);
          if (!after) away.push(id);
          else if (!present) fresh.push({ ...(after as unknown as Subject), revision: 1 });
          else if (!same(subjectRecord(present), after)) {
            const next = { ...(after as unknown as Subject), revision: present.revision + 1 };
            if ((await ports.subjects.put(next, present.revision)) !== 'committed') lost.push(id);
          }
        }
        await ports.subjects.remove(away);
        const made = new Set(await ports.subjects.insertMany(fresh));
        lost.push(...fresh.flatMap(({ uid }) => (made.has(uid) ? [] : [uid])));
        return lost;
      },
      async keeps(added) {
        const uids = new Set(added.map(({ id }) => id));
        for (const unit of new Set(added.map(({ value }) => String(value['unit']))))
          for (let after: string | null = null; ; ) {
            const rows = await ports.cases.ofUnit(unit, after, page);
            const used = rows.find(({ subject }) => subject !== undefined && uids.has(subject));
            if (used) return issue('directory.unit.in_use', place, { unit: used.subject!, count: 1 });
            if (rows.length < page) break;
            after = rows.at(-1)!._id;
          }
        return null;
      },
    },
    calendar: {
      async read(ids) {
        const found = await Promise.all(ids.map((id) => ports.definitions.calendar(id)));
        return new Map(found.flatMap((one) => (one ? [[one.id, calendarRecord(one)] as const] : [])));
      },
      async write(records, at) {
        const lost: string[] = [];
        for (const { id, before, after } of records) {
          const present = await ports.definitions.calendar(id);
          const value = present ? calendarRecord(present) : null;
          if (!after || same(value, after)) continue;
          const written =
            same(value, before) &&
            (await ports.definitions.reviseCalendar(
              after as unknown as Omit<Calendar, 'revision'>,
              present?.revision ?? 0,
              at,
            )) === 'committed';
          if (!written) lost.push(id);
        }
        return lost;
      },
    },
  };
}

/** An organisation without its units, as a change names it. */
export function organisationRecord({ id, title, levels, lines, roles }: OrganisationRecord): JsonObject {
  return asRecord({ id, title, levels, lines, roles });
}

/** A calendar as a change names it. */
export function calendarRecord({ revision: _, ...calendar }: Calendar): JsonObject {
  return asRecord(calendar);
}

function unitOf(record: JsonObject): Unit {
  const { organisation: _, ...unit } = record;
  return unit as unknown as Unit;
}
