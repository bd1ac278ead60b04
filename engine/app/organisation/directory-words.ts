import type { Language } from '../../issues/index.ts';
import type { ChangedRecord, DirectoryRecordKind } from '../../model/directory-change.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Directory, Membership, OrganisationRecord, Substitute } from '../../model/organisation.ts';
import type { Subject, SubjectKind } from '../../model/subject.ts';
import type { Calendar } from '../../model/time.ts';
import { maskedName } from '../../organisation/index.ts';
import { said, shownDay } from '../texts.ts';
import type { AccountRecord, UnitRecord } from './directory-records.ts';

/** One thing about a record that a change makes different, in words. */
export interface Difference {
  label: string;
  before: string;
  after: string;
}

/** A changed record as it is told: what happened to what, and every difference. */
export interface ToldRecord {
  what: 'added' | 'changed' | 'removed';
  kind: DirectoryRecordKind;
  id: string;
  title: string;
  /** The page of the record, where it has one and is there. */
  href?: string;
  differences: Difference[];
}

/** How subjects' kinds are called. */
export const subjectKinds: Record<SubjectKind, { vi: string; en: string }> = {
  person: { vi: 'Cá nhân', en: 'Person' },
  collective: { vi: 'Tập thể', en: 'Collective' },
  household: { vi: 'Hộ gia đình', en: 'Household' },
};

const words = {
  name: { vi: 'Tên', en: 'Name' },
  formerNames: { vi: 'Tên cũ', en: 'Former names' },
  code: { vi: 'Mã nhà nước', en: 'Official code' },
  level: { vi: 'Cấp', en: 'Level' },
  parent: { vi: 'Thuộc', en: 'Below' },
  validFrom: { vi: 'Có từ', en: 'From' },
  validTo: { vi: 'Đến hết', en: 'Until' },
  successors: { vi: 'Đơn vị tiếp nhận', en: 'Taken over by' },
  person: { vi: 'Người', en: 'Person' },
  role: { vi: 'Vai trò', en: 'Role' },
  unit: { vi: 'Đơn vị', en: 'Unit' },
  from: { vi: 'Từ', en: 'From' },
  to: { vi: 'Đến hết', en: 'Until' },
  substitute: { vi: 'Người thay', en: 'Stands in' },
  kind: { vi: 'Loại', en: 'Kind' },
  mergedInto: { vi: 'Gộp vào', en: 'Merged into' },
  erased: { vi: 'Dữ liệu cá nhân', en: 'Personal data' },
  unconfirmed: { vi: 'Kiểm', en: 'Confirmation' },
  waiting: { vi: 'chờ kiểm', en: 'to be confirmed' },
  erasedAt: { vi: 'đã xóa', en: 'erased' },
  login: { vi: 'Tên đăng nhập', en: 'Login' },
  email: { vi: 'Thư điện tử', en: 'E-mail' },
  administrator: { vi: 'Quản trị viên', en: 'Administrator' },
  yes: { vi: 'có', en: 'yes' },
  lines: { vi: 'Các hệ', en: 'Lines' },
  levels: { vi: 'Các cấp', en: 'Levels' },
  roles: { vi: 'Các vai trò', en: 'Roles' },
  hours: { vi: 'Giờ làm việc', en: 'Working hours' },
  week: { vi: 'Ngày làm việc trong tuần', en: 'Days worked' },
  off: { vi: 'nghỉ', en: 'off' },
  worked: { vi: 'làm bù', en: 'worked' },
  since: { vi: 'từ', en: 'from' },
  until: { vi: 'đến hết', en: 'until' },
} as const;

const weekdays = {
  vi: ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
};

/** Tells records of the directory in words: what a change made of them, field by field. */
export interface DirectoryWords {
  tell(record: ChangedRecord): ToldRecord;
  unit(uid: string): string;
  role(key: string): string;
  account(id: string): string;
}

/** What is not in a directory yet, or may be said where it is otherwise hidden. */
interface More {
  /** Names of units and of accounts that a change brings. */
  names?: ReadonlyMap<string, string>;
  /** Whether names of subjects are written out: where somebody looks at what they typed themselves. */
  open?: boolean;
}

/** The words of a directory in a language. */
export function directoryWords(picture: Directory, language: Language, more: More = {}): DirectoryWords {
  const units = new Map<string, string>(more.names);
  const subjectName = (name: string) => (more.open ? name : maskedName(name));
  const roles = new Map<string, string>();
  const titles = new Map<string, string>();
  for (const organisation of picture.organisations) {
    for (const { uid, name } of organisation.units) units.set(uid, name);
    for (const role of organisation.roles)
      roles.set(`${organisation.id}/${role.id}`, said(role.title, language));
    for (const one of organisation.levels)
      titles.set(`level ${organisation.id} ${one.id}`, said(one.title, language));
    for (const one of organisation.lines)
      titles.set(`line ${organisation.id} ${one.id}`, said(one.title, language));
  }
  const word = (key: keyof typeof words) => words[key][language];
  const day = (value: string | undefined) => (value === undefined ? '' : shownDay(value));
  const unit = (uid: string | undefined) => (uid === undefined ? '' : (units.get(uid) ?? uid));
  const account = (id: string) => picture.names[id] ?? more.names?.get(id) ?? id;
  const role = (key: string) => roles.get(key) ?? key;
  const span = (from: string | undefined, to: string | undefined) =>
    [from ? `${word('since')} ${day(from)}` : '', to ? `${word('until')} ${day(to)}` : '']
      .filter((one) => one !== '')
      .join(' ');

  /** A record as labelled lines; two records differ in the lines that differ. */
  const lines: { [Kind in DirectoryRecordKind]: (value: never) => [string, string][] } = {
    unit: (one: UnitRecord) => [
      [word('name'), one.name],
      [
        word('formerNames'),
        (one.formerNames ?? []).map(({ name, to }) => `${name} (${word('until')} ${day(to)})`).join('; '),
      ],
      [word('code'), one.code ?? ''],
      [word('level'), titles.get(`level ${one.organisation} ${one.level}`) ?? one.level],
      ...[...new Set(one.parents.map(({ line }) => line))].map((line): [string, string] => [
        `${word('parent')} (${titles.get(`line ${one.organisation} ${line}`) ?? line})`,
        one.parents
          .filter((parent) => parent.line === line)
          .toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1))
          .map((parent) => [unit(parent.unit), span(parent.from, parent.to)].filter(Boolean).join(' '))
          .join('; '),
      ]),
      [word('validFrom'), day(one.validFrom)],
      [word('validTo'), day(one.validTo)],
      [word('successors'), (one.successors ?? []).map(unit).join('; ')],
    ],
    membership: (one: Membership) => [
      [word('person'), account(one.account)],
      [word('role'), role(one.role)],
      [word('unit'), unit(one.unit)],
      [word('from'), day(one.from)],
      [word('to'), day(one.to)],
    ],
    substitute: (one: Substitute) => [
      [word('person'), account(one.account)],
      [word('substitute'), account(one.substitute)],
      [word('from'), day(one.from)],
      [word('to'), day(one.to)],
    ],
    account: (one: AccountRecord) => [
      [word('name'), one.name],
      [word('login'), one.login],
      [word('email'), one.email ?? ''],
      [word('administrator'), one.administrator ? word('yes') : ''],
    ],
    subject: (one: Subject) => [
      [word('name'), subjectName(one.name)],
      [word('kind'), subjectKinds[one.kind][language]],
      [word('unit'), unit(one.unit)],
      [word('from'), day(one.from)],
      [word('to'), day(one.to)],
      [word('unconfirmed'), one.unconfirmed ? word('waiting') : ''],
      [word('mergedInto'), one.mergedInto ?? ''],
      [word('erased'), one.erased ? word('erasedAt') : ''],
    ],
    organisation: (one: OrganisationRecord) => [
      [word('name'), said(one.title, language)],
      [word('levels'), one.levels.map(({ title }) => said(title, language)).join('; ')],
      [word('lines'), one.lines.map(({ title }) => said(title, language)).join('; ')],
      [word('roles'), one.roles.map(({ title }) => said(title, language)).join('; ')],
    ],
    calendar: (one: Calendar) => [
      [word('week'), one.week.map((n) => weekdays[language][n - 1]).join(', ')],
      [word('hours'), one.hours.map(({ from, to }) => `${from}-${to}`).join(', ')],
      ...Object.values(one.years).flatMap(({ off, worked }) => [
        ...off.map(({ date, name }): [string, string] => [day(date), `${word('off')}: ${name}`]),
        ...worked.map(({ date, name }): [string, string] => [day(date), `${word('worked')}: ${name}`]),
      ]),
    ],
  };

  function titleOf(kind: DirectoryRecordKind, id: string, value: JsonObject): string {
    if (kind === 'membership') {
      const one = value as unknown as Membership;
      return [account(one.account), role(one.role), unit(one.unit)].filter(Boolean).join(' · ');
    }
    if (kind === 'substitute') {
      const one = value as unknown as Substitute;
      return `${account(one.account)} ← ${account(one.substitute)}`;
    }
    if (kind === 'subject') return subjectName(String(value['name'])) || id;
    if (kind === 'organisation') return said(value['title'] as { vi: string }, language);
    return String(value['name'] ?? id);
  }

  return {
    unit,
    role,
    account,
    tell({ kind, id, before, after }) {
      const linesOf = (value: JsonObject | null) =>
        new Map(value ? lines[kind](value as never).filter(([, text]) => text !== '') : []);
      const was = linesOf(before);
      const becomes = linesOf(after);
      const labels = [...new Set([...was.keys(), ...becomes.keys()])];
      return {
        what: before === null ? 'added' : after === null ? 'removed' : 'changed',
        kind,
        id,
        title: titleOf(kind, id, (after ?? before)!),
        ...(after && places[kind] ? { href: `${places[kind]}/${id}` } : {}),
        differences: labels
          .map((label) => ({ label, before: was.get(label) ?? '', after: becomes.get(label) ?? '' }))
          .filter((one) => one.before !== one.after),
      };
    },
  };
}

const places: Partial<Record<DirectoryRecordKind, string>> = {
  unit: '/quan-tri/don-vi',
  account: '/quan-tri/tai-khoan',
  subject: '/quan-tri/doi-tuong',
  calendar: '/quan-tri/lich',
};
