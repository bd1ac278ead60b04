import { describe, expect, it } from 'vitest';
import {
  addableAt,
  choicesFrom,
  contentsOf,
  copyOf,
  fixOf,
  freshFile,
  freshMember,
  idFrom,
  messageFiles,
  outlineOf,
} from '../../../engine/editing/index.ts';
import { issue } from '../../../engine/issues/index.ts';

const library = { calendars: {}, organisations: {} };
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const contents = contentsOf(
  {
    'campaign.json': json({
      thidua: 1,
      id: 'mau',
      title: { vi: 'Phong trào mẫu' },
      opens: '2025-01-01',
      phases: [{ id: 'dot-1', title: { vi: 'Đợt 1' } }],
      groups: [],
    }),
    'forms/bao-cao.json': json({
      thidua: 1,
      id: 'bao-cao',
      title: { vi: 'Báo cáo' },
      fields: [{ type: 'integer', id: 'soBuoi', label: { vi: 'Số buổi' }, visible: 'soBoi > 0' }],
    }),
    'workflows/duyet.json': json({
      thidua: 1,
      id: 'duyet',
      title: { vi: 'Duyệt' },
      start: 'dien',
      steps: [{ kind: 'fill', id: 'dien', title: { vi: 'Điền' } }],
    }),
    'notifications.json': json({ thidua: 1, notifications: [] }),
  },
  library,
);

describe('an id made of a name', () => {
  it.each([
    ['Số ca trực ban đêm?', 'file', 'so-ca-truc-ban-dem'],
    ['Số ca trực ban đêm?', 'field', 'soCaTrucBanDem'],
    ['Đơn vị', 'field', 'donVi'],
    ['3 tháng', 'field', 'q3Thang'],
    ['Case', 'field', 'caseCau'],
    ['!!!', 'file', 'muc'],
    [
      'Một cái tên rất dài mà không ai muốn thấy hết trong mã',
      'file',
      'mot-cai-ten-rat-dai-ma-khong-ai-muon',
    ],
  ] as const)('%s as %s is %s', (name, style, id) => {
    expect(idFrom(name, new Set(), style)).toBe(id);
  });

  it('is counted up where it is taken', () => {
    expect(idFrom('Đợt 1', new Set(['dot-1', 'dot-1-2']))).toBe('dot-1-3');
    expect(idFrom('Số buổi', new Set(['soBuoi']), 'field')).toBe('soBuoi2');
  });
});

describe('what is added', () => {
  it('is complete as far as can be known', () => {
    const list = { file: 'workflows/duyet.json', pointer: '/steps' };
    expect(freshMember(contents, list, { kind: 'fill', name: 'Bổ sung', language: 'vi' })).toEqual({
      kind: 'fill',
      id: 'bo-sung',
      title: { vi: 'Bổ sung' },
      assignee: { kind: 'roleAbove', role: '', level: '', line: '' },
      actions: [{ kind: 'submit', id: 'gui', label: { vi: 'Gửi' }, to: 'dien' }],
    });
    const field = { file: 'forms/bao-cao.json', pointer: '/fields' };
    expect(freshMember(contents, field, { kind: 'yesNo', name: 'Số buổi', language: 'vi' })).toEqual({
      type: 'yesNo',
      id: 'soBuoi2',
      label: { vi: 'Số buổi' },
    });
    expect(freshMember(contents, field, { kind: 'nonsense', name: 'A', language: 'vi' })).toBeNull();
  });

  it('offers the kinds that are built, with words and signs', () => {
    const kinds = addableAt(contents, { file: 'forms/bao-cao.json', pointer: '/fields' }, 'vi')!.kinds;
    expect(kinds.find(({ value }) => value === 'choice')).toMatchObject({
      label: 'Chọn một',
      sample: '◉ A ○ B',
    });
    expect(kinds.some(({ value }) => value === 'money')).toBe(false);
    expect(addableAt(contents, { file: 'forms/bao-cao.json', pointer: '/title' }, 'vi')).toBeNull();
  });

  it('may be a whole file; a group is named by the campaign as well', () => {
    const { file, edits } = freshFile(contents, 'groups', 'Nhóm 8', 'vi');
    expect(file).toBe('groups/nhom-8.json');
    expect(edits.map(({ op }) => op)).toEqual(['addFile', 'insert']);
  });

  it('may be a workflow with its shortest way', () => {
    const { edits } = freshFile(contents, 'workflows', 'Xét nhanh', 'vi');
    const [add] = edits as unknown as [{ text: string }];
    expect(JSON.parse(add.text)).toMatchObject({
      id: 'xet-nhanh',
      start: 'dien',
      steps: [
        { kind: 'fill', actions: [{ to: 'ket-thuc' }] },
        { kind: 'end', id: 'ket-thuc' },
      ],
    });
  });

  it('brings the texts of a notification along', () => {
    const { value, edits } = messageFiles(contents, { id: 'moi' });
    expect(value['template']).toEqual({ vi: 'messages/moi.vi.hbs', en: 'messages/moi.en.hbs' });
    expect(edits).toHaveLength(2);
  });

  it('may be pasted from a sheet', () => {
    expect(choicesFrom('Khô ráo\tkho\r\n\r\nKhô ráo\nMưa', ['mua'])).toEqual([
      { id: 'kho', label: { vi: 'Khô ráo' } },
      { id: 'kho-rao', label: { vi: 'Khô ráo' } },
      { id: 'mua-2', label: { vi: 'Mưa' } },
    ]);
  });

  it('may be a copy under an id of its own, behind what it copies', () => {
    expect(copyOf(contents, { file: 'campaign.json', pointer: '/phases/0' })).toMatchObject({
      to: '/phases/1',
      id: 'dot-1-2',
    });
  });
});

describe('what mends a problem', () => {
  const place = { source: 'forms/bao-cao.json', pointer: '/fields/0/visible' };

  it('is the nearest known name, also within a rule', () => {
    const found = fixOf(
      contents,
      issue('rules.name.unknown', place, { name: 'soBoi', nearest: ['soBuoi'] }),
      'vi',
    );
    expect(found).toEqual({
      label: 'Đổi thành “soBuoi”',
      edits: [{ op: 'set', file: place.source, pointer: place.pointer, value: 'soBuoi > 0' }],
    });
  });

  it('is taking away what nothing uses', () => {
    const unused = issue('reference.file.unused', { source: 'lists/x.json', pointer: '' }, { name: 'x' });
    expect(fixOf(contents, unused, 'vi')?.edits).toEqual([{ op: 'removeFile', file: 'lists/x.json' }]);
  });

  it('is left to people where it is not clear', () => {
    const nothing = issue('rules.name.unknown', place, { name: 'soBoi', nearest: [] });
    expect(fixOf(contents, nothing, 'vi')).toBeNull();
  });
});

describe('the outline', () => {
  it('names everything in people’s words, and says where errors are', () => {
    const broken = issue(
      'rules.name.unknown',
      { source: 'forms/bao-cao.json', pointer: '/fields/0/visible' },
      {},
    );
    const sections = outlineOf(
      contents,
      [broken],
      { file: 'forms/bao-cao.json', pointer: '/fields/0' },
      'vi',
    );
    const forms = sections.find(({ id }) => id === 'forms')!;
    expect([forms.title, forms.open, forms.lines[0]!.title, forms.lines[0]!.errors]).toEqual([
      'Biểu mẫu',
      true,
      'Báo cáo',
      1,
    ]);
    expect(forms.lines[0]!.lines[0]).toMatchObject({ title: 'Số buổi', current: true, errors: 1 });
    expect(sections.find(({ id }) => id === 'workflows')!.lines[0]!.lines).toEqual([]);
  });
});
