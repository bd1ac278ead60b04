import { describe, expect, it } from 'vitest';
import {
  answersInWords,
  evaluate,
  type FieldView,
  type FormView,
  readTyped,
  typedFrom,
  type ViewOptions,
  viewOf,
} from '../../../engine/forms/index.ts';
import type { Answers, FileAnswer } from '../../../engine/model/answers.ts';
import { context, formOf } from './forms-of-tests.ts';

const form = formOf([
  { type: 'text', id: 'place', label: { vi: 'Nơi', en: 'Place' }, help: { vi: 'Tên ấp' }, maxLength: 80 },
  { type: 'section', id: 'figures', label: { vi: 'Số liệu' }, newPage: true },
  { type: 'integer', id: 'patrols', label: { vi: 'Tuần tra' }, required: true, suffix: { vi: 'lần' } },
  { type: 'integer', id: 'twice', label: { vi: 'Gấp đôi' }, value: 'patrols * 2' },
  {
    type: 'choice',
    id: 'grade',
    label: { vi: 'Xếp loại' },
    other: true,
    choices: [
      { id: 'good', label: { vi: 'Tốt' } },
      { id: 'fair', label: { vi: 'Khá' } },
    ],
  },
  { type: 'yesNo', id: 'late', label: { vi: 'Muộn' } },
  { type: 'text', id: 'why', label: { vi: 'Vì sao' }, visible: 'late = true', required: true },
  { type: 'date', id: 'when', label: { vi: 'Ngày' } },
  { type: 'longText', id: 'secret', label: { vi: 'Riêng' }, sensitivity: 'personal' },
  { type: 'file', id: 'evidence', label: { vi: 'Tệp' }, maxFiles: 2 },
  { type: 'unit', id: 'commune', label: { vi: 'Xã' } },
  { type: 'note', id: 'thanks', label: { vi: 'Cảm ơn' }, tone: 'warning' },
  { type: 'declaration', id: 'sworn', label: { vi: 'Cam đoan' }, text: { vi: 'Tôi cam đoan đúng' } },
]);

const file: FileAnswer = { id: 'f1', name: 'a.pdf', size: 1_258_291, type: 'application/pdf', digest: 'd' };

const answers: Answers = {
  place: 'Ấp 1',
  patrols: '1234',
  grade: { other: 'Lạ' },
  late: false,
  when: '2025-01-05',
  secret: 'Riêng tư',
  evidence: [file],
  commune: 'xa-a',
  sworn: true,
};

function view(
  more: Partial<ViewOptions> = {},
  given: Answers = answers,
  typed?: Record<string, unknown>,
): FormView {
  const evaluation = evaluate(form, given, context);
  return viewOf(form, evaluation, typed ?? typedFrom(form, given), evaluation.issues, {
    language: 'vi',
    mode: 'edit',
    may: { see: 'sensitive' },
    ...more,
  });
}

const fieldIn = (found: FormView, id: string): FieldView =>
  found.sections.flatMap((section) => section.fields).find((field) => field.id === id)!;

describe('a view to be filled in', () => {
  it('has sections in order, the first without a heading', () => {
    expect(
      view().sections.map(({ id, label, newPage, fields }) => [id, label, newPage, fields.length]),
    ).toEqual([
      ['', '', false, 1],
      ['figures', 'Số liệu', true, 11],
    ]);
  });

  it('draws a text', () => {
    expect(fieldIn(view({ prefix: 'g1-' }), 'place')).toMatchObject({
      name: 'g1-place',
      inputId: 'g1-place',
      helpId: 'g1-place-help',
      errorId: 'g1-place-error',
      widget: 'text',
      label: 'Nơi',
      help: 'Tên ấp',
      value: 'Ấp 1',
      shown: 'Ấp 1',
      maxLength: 80,
      required: false,
      optional: true,
      editable: true,
    });
  });

  it('draws numbers as people type them, with what they count', () => {
    expect(fieldIn(view(), 'patrols')).toMatchObject({
      value: '1.234',
      suffix: 'lần',
      inputMode: 'numeric',
      required: true,
    });
    expect(fieldIn(view(), 'twice')).toMatchObject({
      computed: true,
      editable: false,
      shown: '2.468',
      optional: false,
    });
  });

  it('draws what was typed, even where it cannot be read', () => {
    const reading = readTyped(form, { patrols: 'mười', 'when.day': '5', grade: 'good' });
    const evaluation = evaluate(form, reading.answers, context, { partial: true });
    const found = viewOf(
      form,
      evaluation,
      { patrols: 'mười', 'when.day': '5', grade: 'good' },
      reading.issues,
      {
        language: 'vi',
        mode: 'edit',
        may: { see: 'sensitive' },
      },
    );
    expect(fieldIn(found, 'patrols')).toMatchObject({
      value: 'mười',
      errors: ['“Tuần tra” phải là số nguyên, ví dụ 12 hoặc 1.234. Bạn đã nhập “mười”.'],
    });
    const parts = fieldIn(found, 'when').parts;
    expect([parts['day']!.value, parts['month']!.value]).toEqual(['5', '']);
    expect(parts['day']).toEqual({ name: 'when.day', inputId: 'when.day', value: '5' });
  });

  it('draws choices, and the words of what is not on the list', () => {
    const grade = fieldIn(view({ prefix: 'p.' }), 'grade');
    expect(
      grade.options.map(({ value, label, checked, other, inputId }) => [
        value,
        label,
        checked,
        other,
        inputId,
      ]),
    ).toEqual([
      ['good', 'Tốt', false, false, 'p.grade.good'],
      ['fair', 'Khá', false, false, 'p.grade.fair'],
      ['other', 'Khác', true, true, 'p.grade.other'],
    ]);
    expect(grade.other).toEqual({ name: 'p.grade.other', inputId: 'p.grade.other-text', value: 'Lạ' });
    expect(grade.shown).toBe('Lạ');
    expect(
      fieldIn(view(), 'late').options.map(({ value, label, checked }) => [value, label, checked]),
    ).toEqual([
      ['true', 'Có', false],
      ['false', 'Không', true],
    ]);
    expect(fieldIn(view(), 'sworn').options.map(({ label, checked }) => [label, checked])).toEqual([
      ['Tôi cam đoan đúng', true],
    ]);
  });

  it('draws units and files that the edge knows', () => {
    const found = view({
      units: {
        commune: [
          { uid: 'xa-a', name: 'Xã A' },
          { uid: 'xa-b', name: 'Xã B' },
        ],
      },
      unitName: () => 'Xã A',
    });
    expect(fieldIn(found, 'commune')).toMatchObject({ shown: 'Xã A', widget: 'unit' });
    expect(fieldIn(found, 'commune').options.map(({ label, checked }) => [label, checked])).toEqual([
      ['Xã A', true],
      ['Xã B', false],
    ]);
    expect(fieldIn(found, 'evidence').files).toEqual([
      { id: 'f1', name: 'a.pdf', type: 'application/pdf', size: '1,2 MB' },
    ]);
    const draft = view(
      { files: [{ ...file, id: 'f2', name: 'b.pdf', size: 300 }] },
      { patrols: '1' },
      { evidence: ['f2', 'gone'] },
    );
    expect(fieldIn(draft, 'evidence').files).toEqual([
      { id: 'f2', name: 'b.pdf', type: 'application/pdf', size: '1 KB' },
    ]);
  });

  it('marks what is hidden, so that a page without script hides it too', () => {
    expect([
      fieldIn(view(), 'why').hidden,
      fieldIn(view({}, { ...answers, late: true }), 'why').hidden,
    ]).toEqual([true, false]);
  });

  it('sums problems up, each leading to its first input', () => {
    const found = view({ prefix: 'a-' }, { late: true, grade: 'z' });
    expect(found.errors.map(({ text, href }) => [text, href])).toEqual([
      ['Hãy trả lời “Tuần tra”.', '#a-patrols'],
      ['“Xếp loại” không có lựa chọn “z”. Hãy chọn một mục trong danh sách.', '#a-grade.good'],
      ['Hãy trả lời “Vì sao”.', '#a-why'],
      ['Hãy đọc và đánh dấu xác nhận “Cam đoan”.', '#a-sworn'],
    ]);
    expect(fieldIn(found, 'why').errors).toEqual(['Hãy trả lời “Vì sao”.']);
  });

  it('keeps warnings apart, and problems of the whole form in the summary', () => {
    const small = formOf(
      [
        {
          type: 'integer',
          id: 'a',
          checks: [{ rule: 'a > 0', message: { vi: 'Lạ quá' }, severity: 'warning' }],
        },
      ],
      {
        checks: [{ rule: 'a > 0', message: { vi: 'Không thể' } }],
      },
    );
    const evaluation = evaluate(small, { a: '0' }, context);
    const found = viewOf(small, evaluation, {}, evaluation.issues, {
      language: 'vi',
      mode: 'edit',
      may: { see: 'public' },
      prefix: 'q.',
    });
    expect([found.warnings, found.errors]).toEqual([
      [{ text: 'Lạ quá', code: 'answers.check.doubtful', field: 'a', href: '#q.a' }],
      [{ text: 'Không thể', code: 'answers.check.failed', field: '', href: '#q.form' }],
    ]);
  });
});

describe('who may see and type what', () => {
  it('masks what is above what the person sees', () => {
    const masked = fieldIn(view({ may: { see: 'internal' } }), 'secret');
    expect(masked).toMatchObject({ masked: true, shown: '•••', value: '', editable: false });
    expect(JSON.stringify(view({ may: { see: 'internal' } }))).not.toContain('Riêng tư');
  });

  it('leaves out fields the step does not show, and headings over nothing', () => {
    const found = view({ may: { see: 'sensitive', show: ['place'] } });
    expect(found.sections.map((section) => section.fields.map((field) => field.id))).toEqual([
      ['place'],
      ['thanks'],
    ]);
  });

  it.each<[Partial<ViewOptions>, string[]]>([
    [{ mode: 'read' }, []],
    [{ mode: 'correct', may: { see: 'sensitive', correct: ['patrols', 'twice'] } }, ['patrols']],
    [{ mode: 'correct' }, []],
    [{ mode: 'edit', may: { see: 'sensitive', fill: ['place'] } }, ['place']],
  ])('with %j, %j may be typed into', (more, expected) => {
    const fields = view(more).sections.flatMap((section) => section.fields);
    expect(fields.filter((field) => field.editable).map((field) => field.id)).toEqual(expected);
  });

  it('shows a reviewer’s words at their field', () => {
    const found = view({ mode: 'read', remarks: [{ field: 'patrols', text: 'Xem lại' }] });
    expect([fieldIn(found, 'patrols').remarks, fieldIn(found, 'place').remarks]).toEqual([['Xem lại'], []]);
  });
});

describe('before anything is evaluated', () => {
  it('only the definition speaks', () => {
    const found = viewOf(form, null, {}, [], { language: 'en', mode: 'edit', may: { see: 'public' } });
    expect(fieldIn(found, 'place')).toMatchObject({
      label: 'Place',
      hidden: false,
      answered: false,
      masked: true,
    });
    expect(fieldIn(found, 'patrols').required).toBe(true);
  });
});

it('answers in words list what was answered, masked where it must be', () => {
  const words = answersInWords(
    form,
    { patrols: '3', secret: 'x', late: true },
    { language: 'vi', see: 'internal' },
  );
  expect(words.map(({ label, shown }) => [label, shown])).toEqual([
    ['Tuần tra', '3 lần'],
    ['Muộn', 'Có'],
    ['Riêng', '•••'],
  ]);
});
