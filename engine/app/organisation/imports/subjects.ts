import type { Issue } from '../../../issues/index.ts';
import type { Subject } from '../../../model/subject.ts';
import { foldText } from '../../../workflow/index.ts';
import { subjectRecord } from '../directory-records.ts';
import { kindNamed, unknownKind } from '../subjects.ts';
import { unitTyped } from '../typed-unit.ts';
import { cellIssue, dayCell, type ImportKind, strangeUnit } from './import-kind.ts';

const page = 500;

/**
 * Subjects. A line with an id is about that subject; one without is about the subject of that kind, name and unit
 * where there is one already, else it is new.
 */
export const subjects: ImportKind = {
  slug: 'doi-tuong',
  title: { vi: 'Đối tượng', en: 'Subjects' },
  columns: () => [
    { id: 'uid', title: { vi: 'Mã', en: 'Id' } },
    { id: 'kind', title: { vi: 'Loại', en: 'Kind' }, required: true },
    { id: 'name', title: { vi: 'Tên', en: 'Name' }, required: true },
    { id: 'unit', title: { vi: 'Đơn vị', en: 'Unit' }, required: true },
    { id: 'from', title: { vi: 'Từ ngày', en: 'From' } },
    { id: 'to', title: { vi: 'Đến hết ngày', en: 'Until' } },
  ],
  async read(lines, { ports, known, from: day }) {
    const keyOf = (one: Pick<Subject, 'kind' | 'name' | 'unit'>) =>
      `${one.kind} ${one.unit} ${foldText(one.name)}`;
    const byUid = new Map<string, Subject>();
    const byKey = new Map<string, Subject>();
    for (let after: string | null = null; ; ) {
      const found: Subject[] = await ports.subjects.list(after, page);
      for (const one of found) {
        byUid.set(one.uid, one);
        if (one.mergedInto === undefined && !one.erased) byKey.set(keyOf(one), one);
      }
      if (found.length < page) break;
      after = found.at(-1)!.uid;
    }
    const met = new Map<string, number>();
    return lines.map((line) => {
      const issues: Issue[] = [];
      const kind = kindNamed(line.cell('kind'));
      const name = line.cell('name');
      const unit = unitTyped(known, line.cell('unit'));
      const from = dayCell(line, 'from', issues);
      const to = dayCell(line, 'to', issues);
      const uid = line.cell('uid');
      if (kind === null) issues.push(unknownKind(line.cell('kind'), '/kind'));
      if (name === '') issues.push(cellIssue('directory.name.missing', 'name'));
      if (!unit) issues.push(strangeUnit(known, 'unit', line.cell('unit')));
      if (uid !== '' && !byUid.has(uid))
        issues.push(cellIssue('directory.subject.unknown', 'uid', { subject: uid }));
      if (issues.length > 0 || kind === null || !unit) return { line: line.line, issues };
      const standing = uid === '' ? byKey.get(keyOf({ kind, name, unit: unit.uid })) : byUid.get(uid);
      const key = standing?.uid ?? keyOf({ kind, name, unit: unit.uid });
      const earlier = met.get(key);
      if (earlier !== undefined)
        issues.push(cellIssue('directory.csv.line_twice', 'name', { first: earlier }));
      met.set(key, line.line);
      if (standing && (standing.mergedInto !== undefined || standing.erased))
        issues.push(cellIssue('directory.subject.merged', 'uid'));
      const after: Subject = {
        uid: standing?.uid ?? `dt-${ports.ids.id()}`,
        kind,
        name: uid === '' && standing ? standing.name : name,
        unit: unit.uid,
        organisation: known.organisationOf(unit.uid)!.id,
        from: from ?? standing?.from ?? day,
        ...lastDay(line.has('to') ? to : standing?.to),
        ...(standing?.unconfirmed ? { unconfirmed: standing.unconfirmed } : {}),
        revision: 1,
      };
      if (after.to !== undefined && after.to < after.from)
        issues.push(cellIssue('app.membership.dates', 'to'));
      if (issues.length > 0) return { line: line.line, issues };
      const before = standing ? subjectRecord(standing) : null;
      const next = subjectRecord(after);
      const same = ports.hash.json(before) === ports.hash.json(next);
      return {
        line: line.line,
        records: same ? [] : [{ kind: 'subject' as const, id: after.uid, before, after: next }],
      };
    });
  },
  async rows({ ports }) {
    const rows: string[][] = [];
    for (let after: string | null = null; ; ) {
      const found: Subject[] = await ports.subjects.list(after, page);
      for (const { uid, kind, name, unit, from, to, mergedInto, erased } of found)
        if (mergedInto === undefined && !erased) rows.push([uid, kind, name, unit, from, to ?? '']);
      if (found.length < page) return rows;
      after = found.at(-1)!.uid;
    }
  },
};

function lastDay(to: string | undefined): { to?: string } {
  return to === undefined ? {} : { to };
}
