import { describe, expect, it } from 'vitest';
import { readLibrary } from '../../../engine/compile/index.ts';
import { applyEdits, differences } from '../../../engine/editing/index.ts';
import type { Edit } from '../../../engine/model/definition-draft.ts';
import { readFixture } from '../compile/campaign-fixture.ts';

const { files, library: libraryFiles } = readFixture('minimal');
const { library } = readLibrary(libraryFiles);

const form = 'forms/report.json';
const flow = 'workflows/report.json';
const campaign = 'campaign.json';

function told(edits: readonly Edit[], language: 'vi' | 'en' = 'vi'): string[] {
  const result = applyEdits(files, edits);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return differences(files, result.value.files, library).map(({ sentence }) => sentence[language]);
}

const set = (file: string, pointer: string, value: unknown): Edit =>
  ({ op: 'set', file, pointer, value }) as Edit;

describe('a change is told in a sentence', () => {
  it.each<[string, Edit[], string[]]>([
    [
      'a deadline',
      [set(flow, '/steps/1/deadline/offset', 5)],
      ['Bước Phường xác nhận: hạn 3 → 5 ngày làm việc'],
    ],
    [
      'a deadline counted otherwise',
      [set(flow, '/steps/0/deadline', { offset: 2, unit: 'day', after: 'phaseEnd' })],
      ['Bước Lập báo cáo: hạn 4 ngày làm việc sau hết kỳ, lúc 17:00 → 2 ngày sau hết đợt'],
    ],
    [
      'a deadline that is gone',
      [{ op: 'remove', file: flow, pointer: '/steps/1/deadline' }],
      ['Bước Phường xác nhận: bỏ hạn (trước là 3 ngày làm việc sau khi đến bước)'],
    ],
    [
      'a reminder',
      [
        {
          op: 'insert',
          file: flow,
          pointer: '/steps/0/reminders/-',
          value: { id: 'day', at: { offset: 0, unit: 'day', before: 'due' }, notify: 'reminder' },
        },
      ],
      ['Bước Lập báo cáo: thêm lời nhắc “đúng hạn”'],
    ],
    [
      'a reminder at another time',
      [set(flow, '/steps/0/reminders/0/at/offset', 2)],
      ['Bước Lập báo cáo, lời nhắc “2 ngày làm việc trước hạn”: lúc 1 → 2 ngày làm việc'],
    ],
    [
      'an escalation to another role',
      [set(flow, '/steps/0/escalations/0/role', 'head')],
      ['Bước Lập báo cáo, báo cấp trên “1 ngày làm việc sau hạn”: vai trò “Cán bộ phường” → “Trưởng thị xã”'],
    ],
    [
      'another assignee',
      [set(flow, '/steps/1/assignee', { kind: 'roleAbove', role: 'head', level: 'city', line: 'main' })],
      ['Bước Phường xác nhận: người được giao “Cán bộ phường” (Phường) → “Trưởng thị xã” (Thị xã)'],
    ],
    [
      'where an action leads',
      [set(flow, '/steps/1/actions/0/to', 'rejected')],
      ['Bước Phường xác nhận, nút “Xác nhận”: đến bước “Đã xác nhận” → “Không nhận”'],
    ],
    [
      'fields that may be corrected',
      [set(flow, '/steps/1/fields/correct', ['people'])],
      ['Bước Phường xác nhận: quyền trên trường, được sửa: bỏ “Số buổi dọn”'],
    ],
    [
      'a new step',
      [
        {
          op: 'insert',
          file: flow,
          pointer: '/steps/2',
          value: {
            kind: 'review',
            id: 'second',
            title: { vi: 'Thị xã xem', en: 'The city looks' },
            assignee: { kind: 'roleAbove', role: 'head', level: 'city', line: 'main' },
            actions: [],
            deadline: { offset: 2, unit: 'workingDay', after: 'entered' },
          },
        },
      ],
      [
        'Quy trình Gửi và xác nhận: thêm bước “Thị xã xem” (giao “Trưởng thị xã” (Thị xã); hạn 2 ngày làm việc sau khi đến bước)',
      ],
    ],
    [
      'a step of another id',
      [{ op: 'rename', file: flow, pointer: '/steps/1', to: 'confirming' }],
      ['Quy trình Gửi và xác nhận: bước “Phường xác nhận” đổi mã check → confirming'],
    ],
    [
      'a new question',
      [
        {
          op: 'insert',
          file: form,
          pointer: '/fields/3',
          value: {
            type: 'yesNo',
            id: 'rain',
            label: { vi: 'Có mưa không', en: 'Did it rain' },
            required: 'people > 10',
          },
        },
      ],
      [
        'Biểu Báo cáo dọn đường: thêm câu hỏi “Có mưa không” (có/không; bắt buộc khi “Số người tham gia” lớn hơn 10)',
      ],
    ],
    [
      'a question that is gone',
      [{ op: 'remove', file: form, pointer: '/fields/4' }],
      ['Biểu Báo cáo dọn đường: bỏ câu hỏi “Ghi chú”'],
    ],
    [
      'a question at another place',
      [{ op: 'move', file: form, pointer: '/fields/4', to: '/fields/1' }],
      ['Biểu Báo cáo dọn đường: dời câu hỏi “Ghi chú” xuống sau “Số liệu”'],
    ],
    [
      'a question of another id, read by others',
      [{ op: 'rename', file: form, pointer: '/fields/1', to: 'tours' }],
      ['Biểu Báo cáo dọn đường: câu hỏi “Số buổi dọn” đổi mã rounds → tours'],
    ],
    [
      'when a question must be answered',
      [set(form, '/fields/2/required', true)],
      [
        'Biểu Báo cáo dọn đường, câu hỏi “Số người tham gia”: bắt buộc khi “Số buổi dọn” lớn hơn 0 → bắt buộc',
      ],
    ],
    [
      'when a question is shown',
      [set(form, '/fields/4/visible', 'weather != "dry"')],
      ['Biểu Báo cáo dọn đường, câu hỏi “Ghi chú”: luôn hiện → chỉ hiện khi “Thời tiết” không phải là Khô'],
    ],
    [
      'the bounds of a number',
      [set(form, '/fields/1/max', '200')],
      ['Biểu Báo cáo dọn đường, câu hỏi “Số buổi dọn”: lớn nhất 100 → 200'],
    ],
    [
      'a question of another kind',
      [set(form, '/fields/4/type', 'text')],
      ['Biểu Báo cáo dọn đường, câu hỏi “Ghi chú”: loại “Văn bản dài” → “Văn bản”'],
    ],
    [
      'a text in one language',
      [set(form, '/fields/1/label/en', 'Tours')],
      ['Biểu Báo cáo dọn đường, câu hỏi “Số buổi dọn”: nhãn (tiếng Anh) “Rounds” → “Tours”'],
    ],
    [
      'the days of a phase',
      [set(campaign, '/phases/0/closes', '2025-04-30')],
      ['Đợt 1: đến hết ngày 31/03/2025 → 30/04/2025'],
    ],
    [
      'a new phase',
      [
        {
          op: 'insert',
          file: campaign,
          pointer: '/phases/-',
          value: { id: 'third', title: { vi: 'Đợt 3' }, opens: '2025-07-01', closes: '2025-09-30' },
        },
      ],
      ['Phong trào: thêm đợt “Đợt 3” (01/07/2025 – 30/09/2025)'],
    ],
    [
      'who may see',
      [set(campaign, '/access/1/sees', 'personal')],
      ['Quyền xem Cán bộ phường: thấy đến mức nội bộ → cá nhân'],
    ],
    [
      'somebody who may see',
      [
        {
          op: 'insert',
          file: campaign,
          pointer: '/access/-',
          value: { role: 'head', at: 'unit', sees: 'public' },
        },
      ],
      ['Phong trào: thêm quyền xem “Trưởng thị xã” (thấy đến mức công khai)'],
    ],
    [
      'an aim',
      [
        {
          op: 'insert',
          file: campaign,
          pointer: '/aims/-',
          value: { id: 'quiet', text: { vi: 'Phố yên tĩnh' } },
        },
      ],
      ['Phong trào: thêm mục tiêu “Phố yên tĩnh”'],
    ],
    [
      'the second person',
      [set(campaign, '/publishing', { secondPerson: true, role: 'head' })],
      ['Phong trào: thêm công bố: cần người thứ hai duyệt, vai trò của người duyệt “Trưởng thị xã”'],
    ],
    [
      'an entry that is no longer owed',
      [set('groups/streets.json', '/entries/0/owed', false)],
      ['Nội dung Báo cáo tháng: bắt buộc nộp có → không'],
    ],
    [
      'an entry carried to the campaign itself',
      [
        { op: 'set', file: campaign, pointer: '/entries', value: [] },
        {
          op: 'move',
          file: 'groups/streets.json',
          pointer: '/entries/0',
          to: '/entries/0',
          toFile: campaign,
        },
      ],
      ['Phong trào: nhận nội dung “Báo cáo tháng” từ nhóm Đường phố sạch'],
    ],
    [
      'channels of a message',
      [set('notifications.json', '/notifications/0/channels', ['inApp', 'mail'])],
      ['Thông báo Việc mới: …: kênh: thêm thư điện tử'],
    ],
    [
      'a choice of a list',
      [
        {
          op: 'insert',
          file: 'lists/weather.json',
          pointer: '/choices/-',
          value: { id: 'fog', label: { vi: 'Sương mù' } },
        },
      ],
      ['Danh mục Thời tiết: thêm lựa chọn “Sương mù”'],
    ],
    [
      'the text of a message',
      [{ op: 'setFile', file: 'messages/late.vi.hbs', text: 'Chậm rồi.\n' }],
      [
        'Lời nhắn của thông báo “Chậm: … của …”: “{{entry.title}}, {{period.title}} của {{unit.name}} đã quá hạn {{due}}.  {{link}}” → “Chậm rồi.”',
      ],
    ],
    [
      'a file under another id',
      [{ op: 'rename', file: form, pointer: '', to: 'monthly' }],
      ['Biểu “Báo cáo dọn đường” đổi mã report → monthly'],
    ],
    [
      'a file that is not JSON',
      [{ op: 'setFile', file: form, text: '{' }],
      ['Biểu “report”: chưa đọc được, đang có lỗi JSON'],
    ],
    [
      'a new layout',
      [{ op: 'setFile', file: form, text: JSON.stringify(JSON.parse(files[form]!)) }],
      ['Biểu “Báo cáo dọn đường”: chỉ trình bày lại, nội dung không đổi'],
    ],
    [
      'an assumption',
      [set(campaign, '/plan/assumption', true), set(campaign, '/plan/reason', 'Chưa đối chiếu')],
      ['Phong trào: thêm kế hoạch, dấu giả định: có', 'Phong trào: thêm kế hoạch, lý do: “Chưa đối chiếu”'],
    ],
  ])('%s', (_, edits, sentences) => {
    expect(told(edits)).toEqual(sentences);
  });

  it('in English as well', () => {
    expect(told([set(flow, '/steps/1/deadline/offset', 9)], 'en')).toEqual([
      'Step The ward confirms: deadline 3 → 9 working days',
    ]);
  });
});

it('where it is, for a link to the place', () => {
  const result = applyEdits(files, [set(flow, '/steps/1/deadline/offset', 9)]);
  if (!result.ok) throw new Error('refused');
  expect(differences(files, result.value.files, library)).toMatchObject([
    { file: flow, kind: 'workflow', pointer: '/steps/1/deadline' },
  ]);
});

it('a whole campaign is the difference from none', () => {
  const sentences = differences({}, files, library).map(({ sentence }) => sentence.vi);
  expect(sentences[0]).toMatch(/^Thêm phong trào “Phong trào mẫu”$/);
  expect(sentences).toHaveLength(Object.keys(files).length);
});
