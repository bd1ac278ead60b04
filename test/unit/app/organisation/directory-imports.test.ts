import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { DirectoryChange } from '../../../../engine/model/directory-change.ts';
import type { MemoryComposition } from '../../../compose-memory.ts';
import { openTown } from '../town.ts';

type Rows = string[][];
const today = '2025-02-01';

async function preview(town: MemoryComposition, kind: string, rows: Rows, from = '') {
  return town.app.imports.preview(
    await town.account('admin'),
    { kind, organisation: '', from, note: 'Theo công văn 12' },
    rows.map((cells, n) => ({ line: n + 1, cells })),
    today,
  );
}

async function previewed(
  town: MemoryComposition,
  kind: string,
  rows: Rows,
  from = '',
): Promise<DirectoryChange> {
  const outcome = await preview(town, kind, rows, from);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues));
  return outcome.value;
}

const codesOf = (change: DirectoryChange) =>
  Object.fromEntries(change.lines!.refused.map(({ line, issues }) => [line, issues.map(({ code }) => code)]));

async function exported(town: MemoryComposition, kind: string): Promise<Rows> {
  const text = await town.app.imports.file(kind, '', 'all', today, 'vi');
  return parse(text!, { bom: true, delimiter: ';', relaxColumnCount: true });
}

describe('a file of units', () => {
  const head = ['Mã', 'Tên', 'Cấp', 'Thuộc (Hệ chính)'];

  it('is looked at first: new, renamed, moved and unchanged ones, and nothing is written', async () => {
    const town = await openTown();
    const change = await previewed(
      town,
      'don-vi',
      [
        head,
        ['ward-1', 'Phường Nhất', 'ward', 'north'],
        ['ward-2', 'Phường Hai', 'Phường', 'north'],
        ['team-3', 'Tổ 3', 'Tổ', 'Phường Một'],
        ['ward-3', 'Phường Ba', 'ward', 'Quận Bắc (north)'],
        ['team-9', 'Tổ 9', 'team', 'ward-3'],
      ],
      '01/03/2025',
    );
    expect(change.lines).toMatchObject({ read: 5, unchanged: 1, refusedTotal: 0 });
    expect(change.records.map(({ id, before }) => [id, before === null])).toEqual([
      ['ward-1', false],
      ['team-3', false],
      ['ward-3', true],
      ['team-9', true],
    ]);
    expect((await town.app.directory.current()).organisations[0]!.units).toHaveLength(7);
    expect((await town.app.imports.apply(await town.account('admin'), change._id)).ok).toBe(true);
    const { units } = (await town.app.directory.current()).organisations[0]!;
    expect(units.find(({ uid }) => uid === 'ward-1')).toMatchObject({
      name: 'Phường Nhất',
      formerNames: [{ name: 'Phường Một', to: '2025-02-28' }],
    });
    expect(units.find(({ uid }) => uid === 'team-3')!.parents).toEqual([
      { line: 'main', unit: 'ward-2', to: '2025-02-28' },
      { line: 'main', unit: 'ward-1', from: '2025-03-01' },
    ]);
    expect(units.find(({ uid }) => uid === 'team-9')).toEqual({
      uid: 'team-9',
      name: 'Tổ 9',
      level: 'team',
      parents: [{ line: 'main', unit: 'ward-3' }],
      validFrom: '2025-03-01',
    });
    expect((await town.app.directoryChanges.undo(await town.account('admin'), change._id)).ok).toBe(true);
    expect((await town.app.directory.current()).organisations[0]!.units).toHaveLength(7);
  });

  it('refuses lines, each with its reason, and keeps the others', async () => {
    const town = await openTown();
    const change = await previewed(town, 'don-vi', [
      head,
      ['ward-1', 'Phường Nhất', 'ward', 'north'],
      ['ward-1', 'Phường Nhì', 'ward', 'north'],
      ['Ward 4', 'Phường Bốn', 'ward', 'north'],
      ['ward-5', '', 'ward', 'north'],
      ['ward-6', 'Phường Sáu', 'thôn', 'north'],
      ['ward-7', 'Phường Bảy', 'ward', 'nort'],
      ['north', 'Quận Bắc', 'district', 'ward-2'],
      ['ward-8', 'P'.repeat(201), 'ward', 'north'],
      ['ward-9', 'Phường', 'ward', 'north', 'thừa'],
    ]);
    expect(codesOf(change)).toEqual({
      3: ['directory.csv.line_twice'],
      4: ['directory.uid.form'],
      5: ['directory.name.missing'],
      6: ['directory.level.unknown'],
      7: ['app.membership.unit_unknown'],
      8: ['organisation.cycle.parents'],
      9: ['directory.text.long'],
      10: ['directory.csv.cells'],
    });
    expect(change.records.map(({ id }) => id)).toEqual(['ward-1']);
  });

  it.each<[string, Rows, string]>([
    [
      'without a needed column',
      [
        ['Mã', 'Tên'],
        ['a', 'b'],
      ],
      'directory.csv.column_missing',
    ],
    [
      'with a column nobody knows',
      [
        [...head, 'Ghi chú'],
        ['a', 'b', 'c', 'd', 'e'],
      ],
      'directory.csv.column_unknown',
    ],
    [
      'with a column twice',
      [
        [...head, 'Tên'],
        ['a', 'b', 'c', 'd', 'e'],
      ],
      'directory.csv.column_twice',
    ],
    ['of headings alone', [head], 'directory.csv.empty'],
    ['of nothing', [], 'directory.csv.empty'],
    [
      'of more lines than it takes',
      [head, ...Array.from({ length: 5001 }, (_, n) => [`u${n}`, 'A', 'ward', ''])],
      'app.csv.too_large',
    ],
  ])('%s is refused as a whole', async (_, rows, code) => {
    const outcome = await preview(await openTown(), 'don-vi', rows);
    expect(outcome.ok ? [] : outcome.issues.map((one) => one.code)).toEqual([code]);
  });

  it('that was exported changes nothing when it comes back', async () => {
    const town = await openTown();
    const admin = await town.account('admin');
    const blank = {
      name: '',
      code: '',
      from: '',
      line: '',
      parent: '',
      lastDay: '',
      successors: '',
      note: '',
    };
    await town.app.organisations.editUnit(admin, {
      ...blank,
      edit: 'rename',
      uid: 'ward-1',
      name: '=Phường',
      from: '2025-01-15',
    });
    await town.app.organisations.editUnit(admin, {
      ...blank,
      edit: 'move',
      uid: 'team-3',
      line: 'main',
      parent: 'ward-1',
      from: '2025-01-20',
    });
    await town.app.organisations.editUnit(admin, {
      ...blank,
      edit: 'end',
      uid: 'team-2',
      lastDay: '2025-06-30',
      successors: 'team-1',
    });
    const rows = await exported(town, 'don-vi');
    expect(rows.find(([uid]) => uid === 'ward-1')![1]).toBe("'=Phường");
    const back = await previewed(town, 'don-vi', rows);
    expect(back.lines).toMatchObject({ read: 7, unchanged: 7, refused: [] });
    expect(await town.app.imports.apply(admin, back._id)).toMatchObject({
      ok: false,
      issues: [{ code: 'directory.change.nothing' }],
    });
  });
});

describe('a file of accounts', () => {
  const head = ['login', 'name', 'email', 'role', 'unit', 'from', 'to'];
  const line = (login: string, over: Partial<Record<string, string>> = {}) =>
    head.map(
      (column) =>
        over[column] ??
        { login, name: `Tên ${login}`, role: 'town/clerk', unit: 'ward-1', from: '2025-01-01' }[column] ??
        '',
    );

  it('brings in people, what they hold, and a link for each new one', async () => {
    const town = await openTown();
    const admin = await town.account('admin');
    const change = await previewed(town, 'tai-khoan', [
      head,
      line('an.nv'),
      line('binh.tt', { role: 'Cán bộ phường' }),
      line('an.nv', { unit: 'ward-2' }),
      line('leader-1', { name: 'Người leader-1', email: 'leader-1@example.test' }),
    ]);
    expect(change.lines!.refused).toEqual([]);
    expect(await town.ports.accounts.byLogin('an.nv')).toBeNull();
    const applied = await town.app.imports.apply(admin, change._id);
    const links = applied.ok ? applied.value.links : [];
    expect(links.map((one) => one.login)).toEqual(['an.nv', 'binh.tt']);
    expect((await town.app.accounts.linked(links[0]!.link.split('/').at(-1)!))!.login).toBe('an.nv');
    const an = (await town.ports.accounts.byLogin('an.nv'))!;
    expect((await town.ports.directory.membershipsOf(an._id)).map(({ unit }) => unit)).toEqual([
      'ward-1',
      'ward-2',
    ]);
    expect((await town.ports.directory.membershipsOf('leader-1')).length).toBe(2);
    expect(JSON.stringify(await town.ports.directoryChanges.load(change._id))).not.toContain('plain:');
  });

  it('is undone while nobody has used the accounts', async () => {
    const town = await openTown();
    const admin = await town.account('admin');
    const change = await previewed(town, 'tai-khoan', [head, line('an.nv')]);
    const applied = await town.app.imports.apply(admin, change._id);
    const secret = applied.ok ? applied.value.links[0]!.link.split('/').at(-1)! : '';
    const again = await previewed(town, 'tai-khoan', [head, line('binh.tt')]);
    await town.app.imports.apply(admin, again._id);
    expect((await town.app.directoryChanges.undo(admin, again._id)).ok).toBe(true);
    expect(await town.ports.accounts.byLogin('binh.tt')).toBeNull();
    await town.app.accounts.usePassword(secret, 'một câu dễ nhớ', 'một câu dễ nhớ');
    expect(await town.app.directoryChanges.undo(admin, change._id)).toMatchObject({
      ok: false,
      issues: [{ code: 'directory.undo.account_used', params: { login: 'an.nv' } }],
    });
    expect(await town.ports.accounts.byLogin('an.nv')).not.toBeNull();
  });

  it('refuses what cannot be, line by line', async () => {
    const change = await previewed(await openTown(), 'tai-khoan', [
      head,
      line('an.nv'),
      line('binh.tt', { unit: 'ward-9' }),
      line('Đỗ Văn'),
      line('cu.nv', { from: '2025-13-01' }),
      line('an.nv', { name: 'Tên khác', unit: 'ward-2' }),
      line('dung.lv', { role: '' }),
      line('dung.lv', { role: '' }),
    ]);
    expect(codesOf(change)).toEqual({
      3: ['app.membership.unit_unknown'],
      4: ['app.account.login_form'],
      5: ['directory.day.wrong'],
      6: ['directory.csv.line_twice'],
      8: ['directory.csv.line_twice'],
    });
  });
});

describe('a file of roles', () => {
  const head = ['Tên đăng nhập', 'Vai trò', 'Đơn vị', 'Từ ngày', 'Đến hết ngày'];

  it('adds, ends, leaves and refuses', async () => {
    const town = await openTown();
    const change = await previewed(town, 'vai-tro', [
      head,
      ['outsider', 'leader', 'team-1', '1/2/2025', ''],
      ['clerk-1', 'Cán bộ phường', 'Phường Một', '01/01/2025', '30/06/2025'],
      ['clerk-2', 'clerk', 'ward-2', '2025-01-01', ''],
      ['nobody', 'clerk', 'ward-2', '2025-01-01', ''],
      ['clerk-2', 'clerk', 'ward-2', '2025-02-01', ''],
      ['outsider', 'leader', 'team-1', '1/2/2025', ''],
      ['outsider', 'lead', 'team-1', '1/2/2025', ''],
    ]);
    expect(change.lines).toMatchObject({ read: 7, unchanged: 1 });
    expect(codesOf(change)).toEqual({
      5: ['directory.account.unknown'],
      6: ['directory.membership.twice'],
      7: ['directory.csv.line_twice'],
      8: ['app.membership.role_unknown'],
    });
    await town.app.imports.apply(await town.account('admin'), change._id);
    const held = await town.ports.directory.memberships();
    expect(held.find(({ account }) => account === 'outsider')).toMatchObject({
      role: 'town/leader',
      unit: 'team-1',
      from: '2025-02-01',
    });
    expect(held.find(({ account }) => account === 'clerk-1')).toMatchObject({ to: '2025-06-30' });
    const back = await previewed(town, 'vai-tro', await exported(town, 'vai-tro'));
    expect(back.lines).toMatchObject({ unchanged: held.length, refused: [] });
  });
});

describe('a file of subjects', () => {
  const head = ['Loại', 'Tên', 'Đơn vị', 'Từ ngày'];

  it('knows again who is there already, by name and unit or by id', async () => {
    const town = await openTown();
    const admin = await town.account('admin');
    const rows = [
      head,
      ['Cá nhân', 'Nguyễn Văn An', 'team-1', '01/01/2025'],
      ['household', 'Hộ bà Bé', 'team-1', ''],
      ['Tập thể', 'Tổ 1', 'Tổ 1', ''],
      ['Cá nhân', 'Nguyễn Văn Ân', 'team-9', ''],
      ['Con mèo', 'Mun', 'team-1', ''],
    ];
    const first = await previewed(town, 'doi-tuong', rows);
    expect(codesOf(first)).toEqual({ 5: ['app.membership.unit_unknown'], 6: ['directory.subject.kind'] });
    await town.app.imports.apply(admin, first._id);
    const again = await previewed(town, 'doi-tuong', rows.slice(0, 4));
    expect(again.lines).toMatchObject({ read: 3, unchanged: 3 });
    const back = await exported(town, 'doi-tuong');
    expect(back).toHaveLength(4);
    const renamed = back.map((row) => row.map((cell) => (cell === 'Hộ bà Bé' ? 'Hộ bà Bê' : cell)));
    const third = await previewed(town, 'doi-tuong', renamed);
    expect(third.lines).toMatchObject({ read: 3, unchanged: 2 });
    expect(third.records[0]!.before!['name']).toBe('Hộ bà Bé');
  });
});

it('a template has the columns and nothing else', async () => {
  const town = await openTown();
  expect(await town.app.imports.file('don-vi', '', 'template', today, 'vi')).toBe(
    '\ufeffMã;Tên;Cấp;Mã nhà nước;Thuộc (Hệ chính);Có từ ngày;Đến hết ngày;Đơn vị tiếp nhận\r\n',
  );
  expect(await town.app.imports.file('khong-co', '', 'all', today, 'vi')).toBeNull();
});
