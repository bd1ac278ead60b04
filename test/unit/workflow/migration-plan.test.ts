import { describe, expect, it } from 'vitest';
import { compileForm } from '../../../engine/forms/index.ts';
import type { Field, FormFile, Step, WorkflowFile } from '../../../engine/model/generated/definitions.ts';
import type { EntryPlan, MigrationPlan } from '../../../engine/model/migration.ts';
import {
  answersMove,
  type Campaign,
  checkMigration,
  moveTyped,
  proposeMigration,
} from '../../../engine/workflow/index.ts';
import { campaignOf } from './playing.ts';
import { renamedCampaign } from './renamed-campaign.ts';

const fill = (id: string, title: string, to: string): Step => ({
  kind: 'fill',
  id,
  title: { vi: title },
  assignee: { kind: 'submitter' },
  actions: [{ kind: 'submit', id: 'gui', label: { vi: 'Gửi' }, to }],
});

const review = (id: string, title: string, to: string): Step => ({
  kind: 'review',
  id,
  title: { vi: title },
  assignee: { kind: 'roleAbove', role: 'can-bo', level: 'xa', line: 'cong-an' },
  actions: [{ kind: 'move', id: 'tiep', label: { vi: 'Tiếp' }, to }],
});

const end: Step = { kind: 'end', id: 'xong', title: { vi: 'Xong' }, outcome: 'approved' };

const version = (letter: string, steps: Step[], fields: Field[]): Campaign => ({
  ...campaignOf({
    workflow: { thidua: 1, id: 'duyet', title: { vi: 'Duyệt' }, start: steps[0]!.id, steps } as WorkflowFile,
    form: formOf(fields),
  }),
  version: letter.repeat(64),
});

const formOf = (fields: Field[]): FormFile => ({
  thidua: 1,
  id: 'bao-cao',
  title: { vi: 'Báo cáo' },
  fields,
});
const text = (id: string, label: string): Field => ({ type: 'text', id, label: { vi: label } });
const number = (id: string, label: string): Field => ({ type: 'integer', id, label: { vi: label } });
const choice = (id: string, label: string, choices: string[][]): Field => ({
  type: 'choice',
  id,
  label: { vi: label },
  choices: choices.map(([of, vi]) => ({ id: of!, label: { vi: vi! } })),
});

const from = version(
  'v',
  [
    fill('dien', 'Điền', 'kiem'),
    review('kiem', 'Kiểm tra', 'tham-dinh'),
    review('tham-dinh', 'Thẩm định cấp xã', 'duyet'),
    review('duyet', 'Duyệt', 'xong'),
    end,
  ],
  [
    text('ten', 'Tên mô hình'),
    number('soVu', 'Số vụ'),
    text('ghiChu', 'Ghi chú'),
    choice('loai', 'Loại', [
      ['a', 'Loại A'],
      ['b', 'Loại B'],
    ]),
  ],
);

const to = version(
  'w',
  [
    fill('dien', 'Điền', 'xem-so'),
    review('xem-so', 'Kiểm tra', 'xet'),
    review('xet', 'Thẩm định ở cấp xã', 'ky'),
    review('ky', 'Ký ban hành', 'xong'),
    end,
  ],
  [
    text('tenMoHinh', 'Tên mô hình'),
    text('soVu', 'Số vụ'),
    choice('loai', 'Loại', [
      ['a', 'Loại A'],
      ['b2', 'Loại B'],
    ]),
  ],
);

describe('proposing how cases get to another version', () => {
  const { plan, reasons } = proposeMigration(from, to);

  it('goes by id, title, place and likeness, and says which', () => {
    expect(plan).toEqual({
      from: 'v'.repeat(64),
      to: 'w'.repeat(64),
      ended: false,
      entries: {
        thang: {
          steps: { dien: 'dien', kiem: 'xem-so', 'tham-dinh': 'xet', duyet: 'ky', xong: 'xong' },
          fields: { ten: 'tenMoHinh', soVu: 'soVu', ghiChu: null, loai: 'loai' },
          choices: { loai: { b: 'b2' } },
        },
      },
    });
    expect(Object.entries(reasons['thang']!.steps).map(([id, { vi }]) => [id, vi])).toEqual(
      [
        ['dien', 'Cùng mã ở hai phiên bản.'],
        ['xong', 'Cùng mã ở hai phiên bản.'],
        ['kiem', 'Cùng tên.'],
        ['tham-dinh', 'Tên gần giống và cùng loại.'],
        ['duyet', 'Cùng loại và đứng đúng chỗ cũ.'],
      ].sort(
        (a, b) =>
          Object.keys(reasons['thang']!.steps).indexOf(a[0]!) -
          Object.keys(reasons['thang']!.steps).indexOf(b[0]!),
      ),
    );
    expect(reasons['thang']!.fields['ghiChu']!.vi).toBe('Không thấy phần tương ứng ở phiên bản mới.');
    expect(reasons['thang']!.fields['soVu']!.vi).toBe('Cùng mã, nhưng nay là loại khác.');
  });

  it('proposes nothing where nothing tells', () => {
    const fewer = version(
      'w',
      [fill('dien', 'Điền', 'a'), review('a', 'Hội đồng', 'b'), review('b', 'Giám đốc', 'xong'), end],
      [text('khac', 'Khác hẳn')],
    );
    expect(proposeMigration(from, fewer).plan.entries['thang']!.steps).toEqual({
      dien: 'dien',
      kiem: null,
      'tham-dinh': null,
      duyet: null,
      xong: 'xong',
    });
  });

  it('gives a plan without errors', () => {
    expect(checkMigration(plan, from, to).map(({ code, pointer }) => [code, pointer])).toEqual([
      ['migration.field.converted', '/entries/thang/fields/soVu'],
    ]);
  });

  it('leaves cases of an entry that is gone where they are', () => {
    const without = { ...to, entries: {} };
    const proposed = proposeMigration(from, without).plan;
    expect(proposed.entries).toEqual({ thang: null });
    expect(checkMigration(proposed, from, without).map(({ code }) => code)).toEqual([
      'migration.entry.stays',
    ]);
  });
});

describe('a plan for an entry that has another id', () => {
  const renamed = renamedCampaign('bao-cao-moi', ['thang'], to);
  const { plan } = proposeMigration(from, renamed);
  const codes = (given: MigrationPlan, target: Campaign, source = from) =>
    checkMigration(given, source, target)
      .map(({ code, pointer }) => `${code} ${pointer}`)
      .filter((one) => !one.includes('soVu'));

  it('brings it along where the new version says what it was called', () => {
    const { steps, fields } = proposeMigration(from, to).plan.entries['thang']!;
    expect(plan.entries['thang']).toMatchObject({ entry: 'bao-cao-moi', steps, fields });
    expect(codes(plan, renamed)).toEqual([]);
  });

  it('leaves it where the new version does not say so, and tells of the one that is like it', () => {
    const silent = { ...renamedCampaign('bao-cao-moi', [], to), version: renamed.version };
    const proposed = proposeMigration(from, silent).plan;
    expect(proposed.entries).toEqual({ thang: null });
    expect(codes(proposed, silent)).toEqual(['migration.entry.renamed /entries/thang']);
    expect(codes(plan, silent)).toEqual(['migration.entry.not_formerly /entries/thang/entry']);
  });

  it('refuses an entry that is not there, and two that become one', () => {
    const other = { ...plan.entries['thang']!, entry: 'bao-cao-mo' };
    expect(codes({ ...plan, entries: { thang: other } }, renamed)).toEqual([
      'migration.entry.unknown /entries/thang/entry',
    ]);
    const both = renamedCampaign('bao-cao-moi', ['thang', 'quy'], to);
    const two = { ...from, entries: { ...from.entries, quy: { ...from.entries['thang']!, id: 'quy' } } };
    expect(codes(proposeMigration(two, both).plan, both, two)).toEqual([
      'migration.entry.twice /entries/quy/entry',
    ]);
  });
});

describe('checking a plan', () => {
  const { plan } = proposeMigration(from, to);
  const thang = plan.entries['thang']!;
  const withPlan = (given: Partial<EntryPlan>): MigrationPlan => ({
    ...plan,
    entries: { thang: { ...thang, ...given } },
  });
  const check = (given: Partial<EntryPlan>) =>
    checkMigration(withPlan(given), from, to)
      .map(({ code, pointer }) => [code, pointer.split('/').at(-1)])
      .filter(([, at]) => at !== 'soVu');

  it.each<[string, Partial<EntryPlan>, string[][]]>([
    ['an unknown step', { steps: { ...thang.steps, kiem: 'xem' } }, [['migration.step.unknown', 'kiem']]],
    [
      'a step with no place',
      { steps: { ...thang.steps, kiem: null } },
      [['migration.step.unmapped', 'kiem']],
    ],
    [
      'a step of another kind',
      { steps: { ...thang.steps, kiem: 'dien' } },
      [['migration.step.kind', 'kiem']],
    ],
    ['a step that ends', { steps: { ...thang.steps, kiem: 'xong' } }, [['migration.step.ends', 'kiem']]],
    ['an unknown field', { fields: { ...thang.fields, ten: 'tenCu' } }, [['migration.field.unknown', 'ten']]],
    [
      'one field twice',
      { fields: { ...thang.fields, ghiChu: 'tenMoHinh' } },
      [['migration.field.twice', 'ghiChu']],
    ],
    ['a choice with no place', { choices: {} }, [['migration.choice.gone', 'loai']]],
  ])('says so: %s', (_, given, expected) => {
    expect(check(given)).toEqual(expected);
  });

  it('is for these two versions only', () => {
    expect(checkMigration({ ...plan, to: 'x' }, from, to).map(({ code }) => code)).toEqual([
      'migration.plan.versions',
    ]);
  });
});

describe('answers in another form', () => {
  const plan: EntryPlan = {
    steps: {},
    fields: { so: 'so', le: 'nguyen', chon: 'chon', nhieu: 'nhieu', khac: 'khac', bo: null },
    choices: { chon: { b: 'b2' }, nhieu: { b: 'b2', c: null } },
  };
  const list = (ids: string[]) => ids.map((id) => ({ id, label: { vi: id } }));
  const compiled = (fields: Field[]) =>
    compileForm(formOf(fields), { source: 'forms/bao-cao.json', lists: {} }).form!;
  const before = compiled([
    number('so', 'Số'),
    { type: 'decimal', id: 'le', label: { vi: 'Lẻ' } },
    { type: 'choice', id: 'chon', label: { vi: 'Chọn' }, choices: list(['a', 'b']) },
    { type: 'multipleChoice', id: 'nhieu', label: { vi: 'Nhiều' }, choices: list(['a', 'b', 'c']) },
    { type: 'choice', id: 'khac', label: { vi: 'Khác' }, choices: list(['a']), other: true },
    text('bo', 'Bỏ'),
  ]);
  const after = compiled([
    number('so', 'Số'),
    number('nguyen', 'Nguyên'),
    { type: 'choice', id: 'chon', label: { vi: 'Chọn' }, choices: list(['a', 'b2']) },
    { type: 'multipleChoice', id: 'nhieu', label: { vi: 'Nhiều' }, choices: list(['a', 'b2']) },
    { type: 'choice', id: 'khac', label: { vi: 'Khác' }, choices: list(['a']) },
  ]);
  const { move, same } = answersMove(plan, before, after);

  it.each<[string, Record<string, unknown>, Record<string, unknown>, string[]]>([
    ['what fits stays', { so: '3' }, { so: '3' }, []],
    ['a whole decimal becomes an integer', { le: '4' }, { nguyen: '4' }, []],
    ['a broken one does not', { le: '4.5' }, {}, ['le']],
    ['a choice by its new id', { chon: 'b' }, { chon: 'b2' }, []],
    ['several, one of them gone', { nhieu: ['a', 'b', 'c'] }, { nhieu: ['a', 'b2'] }, ['nhieu']],
    ['several, all of them gone', { nhieu: ['c'] }, {}, ['nhieu']],
    ['words where none may be written', { khac: { other: 'Ý khác' } }, {}, ['khac']],
    ['a dropped field', { bo: 'x', so: '1' }, { so: '1' }, ['bo']],
    ['nothing', {}, {}, []],
  ])('%s', (_, answers, moved, lost) => {
    expect(move(answers as never)).toEqual({ answers: moved, lost });
  });

  it('are not looked at where nothing can become of them', () => {
    expect(same).toBe(false);
    const identity = { steps: {}, fields: { so: 'so' }, choices: {} };
    const one = compiled([number('so', 'Số')]);
    expect(answersMove(identity, one, compiled([number('so', 'Số mới'), text('them', 'Thêm')])).same).toBe(
      true,
    );
    expect(answersMove({ ...identity, fields: { so: null } }, one, one).same).toBe(false);
  });

  it('as typed keep what was typed, also what is lost', () => {
    expect(
      moveTyped(plan, before, {
        so: ' 3',
        le: '4,5',
        chon: 'b',
        nhieu: ['b', 'c'],
        'khac.other': 'đang gõ',
        bo: 'x',
        _csrf: 'y',
      }),
    ).toEqual({
      typed: { so: ' 3', nguyen: '4,5', chon: 'b2', nhieu: ['b2', ''], 'khac.other': 'đang gõ', _csrf: 'y' },
      lost: ['bo', 'nhieu'],
    });
  });
});
