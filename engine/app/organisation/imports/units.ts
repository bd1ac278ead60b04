import type { Issue } from '../../../issues/index.ts';
import type { ChangedRecord } from '../../../model/directory-change.ts';
import type { Unit } from '../../../model/organisation.ts';
import { type EditedUnit, editUnit, newIssues, unitNameOn } from '../../../organisation/index.ts';
import { said } from '../../texts.ts';
import { unitRecord } from '../directory-records.ts';
import { unitTyped } from '../typed-unit.ts';
import {
  cellIssue,
  dayCell,
  type ImportContext,
  type ImportKind,
  type ImportLine,
  oneNamed,
  strangeUnit,
} from './import-kind.ts';

const uidForm = /^[a-z0-9][a-z0-9-]*$/;
const parentOf = (line: string) => `parent.${line}`;

/**
 * Units of one organisation. A new name and a new unit above hold from the day given with the file; a column the
 * file does not have is left as it is, and an empty cell means that there is none.
 */
export const units: ImportKind = {
  slug: 'don-vi',
  title: { vi: 'Đơn vị', en: 'Units' },
  columns: ({ lines }) => [
    { id: 'uid', title: { vi: 'Mã', en: 'Id' }, required: true },
    { id: 'name', title: { vi: 'Tên', en: 'Name' }, required: true },
    { id: 'level', title: { vi: 'Cấp', en: 'Level' }, required: true },
    { id: 'code', title: { vi: 'Mã nhà nước', en: 'Official code' } },
    ...lines.map(({ id, title }) => ({
      id: parentOf(id),
      title: { vi: `Thuộc (${title.vi})`, en: `Below (${said(title, 'en')})` },
    })),
    { id: 'validFrom', title: { vi: 'Có từ ngày', en: 'From' } },
    { id: 'validTo', title: { vi: 'Đến hết ngày', en: 'Until' } },
    { id: 'successors', title: { vi: 'Đơn vị tiếp nhận', en: 'Taken over by' } },
  ],
  async read(lines, context) {
    const { organisation, known } = context;
    const first = new Map<string, number>();
    const fresh = new Map<string, Unit>();
    for (const line of lines) {
      const uid = line.cell('uid');
      if (!known.unit(uid)) fresh.set(uid, { uid, name: line.cell('name'), level: '', parents: [] });
    }
    const edited = new Map<number, EditedUnit>();
    const refused = new Map<number, Issue[]>();
    for (const line of lines) {
      const issues: Issue[] = [];
      const uid = line.cell('uid');
      const earlier = first.get(uid);
      if (earlier !== undefined)
        issues.push(cellIssue('directory.csv.line_twice', 'uid', { first: earlier }));
      else first.set(uid, line.line);
      const outcome = unitOf(line, context, fresh, issues);
      if (issues.length > 0 || !outcome) refused.set(line.line, issues);
      else edited.set(line.line, outcome);
    }
    // What is wrong only with all lines together is refused at its line; what is left is looked at again.
    for (let left = lines.length; left > 0; left -= 1) {
      const changed = [...edited.values()].filter(({ before, after }) => before !== after);
      const errors = newIssues(organisation, changed).filter(({ severity }) => severity === 'error');
      if (errors.length === 0) break;
      const uids = [
        ...organisation.units.map(({ uid }) => uid),
        ...changed.filter(({ before }) => before === null).map(({ after }) => after.uid),
      ];
      let dropped = false;
      for (const one of errors) {
        const named = [one.params['units'], one.params['unit']].flat();
        const at = uids[Number(/^\/units\/(\d+)/.exec(one.pointer)?.[1] ?? -1)];
        for (const [line, { after }] of edited)
          if (after.uid === at || named.includes(after.uid)) {
            refused.set(line, [...(refused.get(line) ?? []), one]);
            edited.delete(line);
            dropped = true;
          }
      }
      if (!dropped)
        for (const [line] of edited) {
          refused.set(line, errors);
          edited.delete(line);
        }
    }
    return lines.map(({ line }) => {
      const one = edited.get(line);
      if (!one) return { line, issues: refused.get(line) ?? [] };
      return { line, records: one.before === one.after ? [] : [recordOf(organisation.id, one)] };
    });
  },
  async rows({ organisation, known, from }) {
    return organisation.units.map((unit) => [
      unit.uid,
      unitNameOn(unit, from),
      unit.level,
      unit.code ?? '',
      ...organisation.lines.map(({ id }) => parentOn(unit, id, from)),
      unit.validFrom ?? '',
      unit.validTo ?? '',
      (unit.successors ?? []).filter((one) => known.unit(one)).join(' '),
    ]);
  },
};

function recordOf(organisation: string, { before, after }: EditedUnit): ChangedRecord {
  return {
    kind: 'unit',
    id: after.uid,
    before: before && unitRecord(organisation, before),
    after: unitRecord(organisation, after),
  };
}

function parentOn(unit: Unit, line: string, day: string): string {
  const parent = unit.parents.find(
    (one) => one.line === line && (one.from ?? day) <= day && day <= (one.to ?? day),
  );
  return parent?.unit ?? '';
}

/** The unit a line makes; `before` and `after` are one object where it says what is already so. */
function unitOf(
  line: ImportLine,
  { known, organisation, from }: ImportContext,
  fresh: ReadonlyMap<string, Unit>,
  issues: Issue[],
): EditedUnit | null {
  const uid = line.cell('uid');
  const name = line.cell('name');
  const level = oneNamed(organisation.levels, line.cell('level'));
  if (!uidForm.test(uid)) issues.push(cellIssue('directory.uid.form', 'uid', { uid }));
  if (name === '') issues.push(cellIssue('directory.name.missing', 'name'));
  if (!level)
    issues.push(
      cellIssue('directory.level.unknown', 'level', {
        level: line.cell('level'),
        known: organisation.levels.map(({ title }) => title.vi),
      }),
    );
  const validFrom = dayCell(line, 'validFrom', issues);
  const validTo = dayCell(line, 'validTo', issues);
  const parents = new Map<string, string | null>();
  for (const { id } of organisation.lines) {
    const cell = line.cell(parentOf(id));
    const parent = cell === '' ? null : unitTyped(known, cell, fresh);
    if (cell !== '' && !parent) issues.push(strangeUnit(known, parentOf(id), cell));
    if (line.has(parentOf(id))) parents.set(id, parent?.uid ?? null);
  }
  const successors = line
    .cell('successors')
    .split(/[\s;,]+/)
    .filter((one) => one !== '');
  for (const one of successors)
    if (!known.unit(one) && !fresh.has(one)) issues.push(strangeUnit(known, 'successors', one));
  const standing = organisation.units.find((one) => one.uid === uid);
  if (!standing && known.unit(uid)) issues.push(cellIssue('directory.unit.taken', 'uid', { uid }));
  if (issues.length > 0 || !level) return null;

  if (!standing) {
    const code = line.cell('code');
    const after: Unit = {
      uid,
      ...(code ? { code } : {}),
      name,
      level: level.id,
      parents: [...parents].flatMap(([id, unit]) => (unit === null ? [] : [{ line: id, unit }])),
      validFrom: validFrom ?? from,
      ...(validTo ? { validTo } : {}),
      ...(successors.length > 0 ? { successors } : {}),
    };
    return { before: null, after };
  }
  let after = standing;
  const apply = (edit: Parameters<typeof editUnit>[1]) => {
    const outcome = editUnit(after, edit);
    if (outcome.ok) after = outcome.value;
    else issues.push(...outcome.issues);
  };
  if (name !== unitNameOn(standing, from)) apply({ edit: 'rename', uid, name, from });
  for (const [id, parent] of parents)
    if (parent !== (parentOn(standing, id, from) || null))
      apply({ edit: 'move', uid, line: id, parent, from });
  const set = <Key extends keyof Unit>(column: string, key: Key, value: Unit[Key] | undefined) => {
    if (!line.has(column) || JSON.stringify(after[key]) === JSON.stringify(value)) return;
    const { [key]: _, ...rest } = after;
    after = { ...rest, ...(value === undefined ? {} : { [key]: value }) } as unknown as Unit;
  };
  set('level', 'level', level.id);
  set('code', 'code', line.cell('code') || undefined);
  set('validFrom', 'validFrom', validFrom);
  set('validTo', 'validTo', validTo);
  set('successors', 'successors', successors.length > 0 ? successors : undefined);
  return { before: standing, after };
}
