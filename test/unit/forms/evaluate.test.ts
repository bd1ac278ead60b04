import { describe, expect, it } from 'vitest';
import { evaluate, type FormContext } from '../../../engine/forms/index.ts';
import { sentence } from '../../../engine/issues/index.ts';
import type { Answers } from '../../../engine/model/answers.ts';
import { context, formOf, type Sketch } from './forms-of-tests.ts';

/** A report of one month: every meaning in a form that could be true. */
const report: Sketch[] = [
  { type: 'section', id: 'figures' },
  {
    type: 'integer',
    id: 'patrols',
    required: true,
    min: '0',
    label: { vi: 'Số lần tuần tra', en: 'Patrols' },
  },
  { type: 'integer', id: 'joint', min: '0', label: { vi: 'Số lần phối hợp' } },
  { type: 'percent', id: 'share', value: 'joint / patrols * 100', places: 1 },
  { type: 'yesNo', id: 'incident', required: true },
  { type: 'section', id: 'incidents', visible: 'incident = true' },
  { type: 'integer', id: 'cases', required: true, min: '1' },
  { type: 'longText', id: 'note', required: 'cases > 3', visible: 'cases > 1' },
  {
    type: 'integer',
    id: 'solved',
    checks: [
      { rule: 'solved <= cases', message: { vi: 'Số vụ xong không quá số vụ.', en: 'Not more than cases.' } },
      { rule: 'solved > 0', message: { vi: 'Chưa xong vụ nào?' }, severity: 'warning' },
    ],
  },
];

const whole = { checks: [{ rule: 'joint <= patrols', message: { vi: 'Phối hợp không quá tuần tra.' } }] };

interface Row {
  name: string;
  given: Answers;
  context?: Partial<FormContext>;
  partial?: boolean;
  visible: string[];
  required: string[];
  answers: Answers;
  issues: string[];
}

const calm = ['figures', 'patrols', 'joint', 'share', 'incident'];

const rows: Row[] = [
  {
    name: 'nothing answered',
    given: {},
    visible: calm,
    required: ['patrols', 'incident'],
    answers: {},
    issues: ['/patrols answers.required.missing', '/incident answers.required.choice'],
  },
  {
    name: 'a draft with nothing answered',
    given: {},
    partial: true,
    visible: calm,
    required: ['patrols', 'incident'],
    answers: {},
    issues: [],
  },
  {
    name: 'a quiet month',
    given: { patrols: '8', joint: '3', incident: false },
    visible: calm,
    required: ['patrols', 'incident'],
    answers: { patrols: '8', joint: '3', share: '37.5', incident: false },
    issues: [],
  },
  {
    name: 'hidden answers, which are neither stored nor seen nor checked',
    given: { patrols: '8', incident: false, cases: '0', note: 'x', solved: '9' },
    visible: calm,
    required: ['patrols', 'incident'],
    answers: { patrols: '8', incident: false },
    issues: [],
  },
  {
    name: 'a section that opens',
    given: { patrols: '8', incident: true },
    visible: [...calm, 'incidents', 'cases', 'solved'],
    required: ['patrols', 'incident', 'cases'],
    answers: { patrols: '8', incident: true },
    issues: ['/cases answers.required.missing'],
  },
  {
    name: 'a field that a number shows, required by another',
    given: { patrols: '8', incident: true, cases: '4', solved: '4' },
    visible: [...calm, 'incidents', 'cases', 'note', 'solved'],
    required: ['patrols', 'incident', 'cases', 'note'],
    answers: { patrols: '8', incident: true, cases: '4', solved: '4' },
    issues: ['/note answers.required.missing'],
  },
  {
    name: 'checks that fail, and one that only doubts',
    given: { patrols: '2', joint: '3', incident: true, cases: '1', solved: '2' },
    visible: [...calm, 'incidents', 'cases', 'solved'],
    required: ['patrols', 'incident', 'cases'],
    answers: { patrols: '2', joint: '3', share: '150', incident: true, cases: '1', solved: '2' },
    issues: ['/solved answers.check.failed', ' answers.check.failed'],
  },
  {
    name: 'a doubt',
    given: { patrols: '2', incident: true, cases: '1', solved: '0' },
    visible: [...calm, 'incidents', 'cases', 'solved'],
    required: ['patrols', 'incident', 'cases'],
    answers: { patrols: '2', incident: true, cases: '1', solved: '0' },
    issues: ['/solved answers.check.doubtful'],
  },
  {
    name: 'an answer of the wrong shape: told once, null to rules, not stored',
    given: { patrols: 'eight', joint: '3', incident: 'yes' },
    visible: calm,
    required: ['patrols', 'incident'],
    answers: { joint: '3' },
    issues: ['/patrols answers.type.integer', '/incident answers.type.yes_no'],
  },
  {
    name: 'a computed answer that was sent: worked out anew',
    given: { patrols: '4', joint: '1', share: '99', incident: false },
    visible: calm,
    required: ['patrols', 'incident'],
    answers: { patrols: '4', joint: '1', share: '25', incident: false },
    issues: [],
  },
  {
    name: 'a division by nothing: no value, no problem',
    given: { patrols: '0', joint: '0', incident: false },
    visible: calm,
    required: ['patrols', 'incident'],
    answers: { patrols: '0', joint: '0', incident: false },
    issues: [],
  },
  {
    name: 'an answer to no field',
    given: { patrols: '1', incident: false, patrol: '3' },
    visible: calm,
    required: ['patrols', 'incident'],
    answers: { patrols: '1', incident: false },
    issues: ['/patrol answers.ref.unknown_field'],
  },
  {
    name: 'empty values a client may send',
    given: { patrols: '1', incident: false, joint: '' },
    visible: calm,
    required: ['patrols', 'incident'],
    answers: { patrols: '1', incident: false },
    issues: [],
  },
];

describe('a report', () => {
  const form = formOf(report, whole);

  it.each(rows)('$name', (row) => {
    const options = row.partial ? { partial: true } : {};
    const found = evaluate(form, row.given, { ...context, ...row.context }, options);
    expect({
      visible: [...found.visible],
      required: [...found.required],
      answers: found.answers,
      issues: found.issues.map((one) => `${one.pointer} ${one.code}`),
    }).toEqual({ visible: row.visible, required: row.required, answers: row.answers, issues: row.issues });
  });

  it.each(rows)('evaluates to itself: $name', (row) => {
    const first = evaluate(form, row.given, context);
    const again = evaluate(form, first.answers, context);
    expect(again.answers).toEqual(first.answers);
    expect([...again.visible]).toEqual([...first.visible]);
  });

  it('leaves what it is given as it was', () => {
    const given = Object.freeze({ patrols: '08', incident: false });
    expect(evaluate(form, given, context).answers).toEqual({ patrols: '8', incident: false });
  });

  it('speaks of fields by their labels, in both languages', () => {
    const { issues } = evaluate(form, { joint: '-1', incident: true, cases: '1', solved: '2' }, context);
    expect(issues.map((one) => sentence(one))).toEqual([
      'Hãy trả lời “Số lần tuần tra”.',
      '“Số lần phối hợp” phải từ 0 trở lên. Bạn đã nhập -1.',
      'Số vụ xong không quá số vụ.',
    ]);
    expect(issues.map((one) => sentence(one, 'en'))).toEqual([
      'Answer “Patrols”.',
      '“Số lần phối hợp” must be 0 or more. You entered -1.',
      'Not more than cases.',
    ]);
  });
});

describe('rules see', () => {
  const names = { unit: { level: 'commune' }, period: { from: '2024-12-21' }, step: { visit: '2' } };

  it('the names of the case, last period and the day', () => {
    const form = formOf([
      { type: 'integer', id: 'a' },
      { type: 'integer', id: 'more', value: 'a - previous.a' },
      { type: 'text', id: 'b', visible: 'unit.level = "commune"' },
      { type: 'date', id: 'c', value: 'period.from' },
      { type: 'date', id: 'd', value: 'today()' },
      { type: 'integer', id: 'e', value: 'working days(period.from, today())' },
      { type: 'integer', id: 'f', value: 'step.visit' },
    ]);
    const found = evaluate(
      form,
      { a: '5' },
      { today: '2025-01-20', names, previous: { a: '2' }, workingDays: () => 20 },
    );
    expect(found.answers).toEqual({ a: '5', more: '3', c: '2024-12-21', d: '2025-01-20', e: '20', f: '2' });
    expect(found.visible.has('b')).toBe(true);
  });

  it('null where there is no last period, no calendar and no name', () => {
    const form = formOf([
      { type: 'integer', id: 'a' },
      { type: 'integer', id: 'more', value: 'a - previous.a' },
      { type: 'integer', id: 'e', value: 'working days(date("2025-01-01"), today())' },
      { type: 'text', id: 'b', visible: 'unit.level = "commune"' },
    ]);
    const found = evaluate(form, { a: '5' }, context);
    expect([found.answers, found.visible.has('b')]).toEqual([{ a: '5' }, false]);
  });

  it('answers by bare id and as answers.<id> alike, hidden ones as null in both', () => {
    const form = formOf([
      { type: 'yesNo', id: 'open' },
      { type: 'integer', id: 'a', visible: 'open = true' },
      { type: 'integer', id: 'bare', value: 'a' },
      { type: 'integer', id: 'dotted', value: 'answers.a' },
    ]);
    expect(evaluate(form, { open: true, a: '1' }, context).answers).toEqual({
      open: true,
      a: '1',
      bare: '1',
      dotted: '1',
    });
    expect(evaluate(form, { open: false, a: '1' }, context).answers).toEqual({ open: false });
  });

  it('nothing of the objects of JavaScript', () => {
    const form = formOf([
      { type: 'text', id: 'constructor' },
      { type: 'text', id: 'toString', required: true },
      { type: 'yesNo', id: 'seen', value: 'constructor != null or toString != null' },
    ]);
    const found = evaluate(form, {}, context);
    expect([found.answers, found.issues.map((one) => one.pointer)]).toEqual([{ seen: false }, ['/toString']]);
  });
});

describe('required', () => {
  it('a computed field that gives no value says so', () => {
    const form = formOf([
      { type: 'integer', id: 'a' },
      { type: 'integer', id: 'double', value: 'a * 2', required: true },
    ]);
    expect(evaluate(form, {}, context).issues.map((one) => sentence(one))).toEqual([
      'Chưa tính được “double”. Hãy trả lời các câu mà số này dựa vào.',
    ]);
    expect(evaluate(form, { a: '2' }, context).issues).toEqual([]);
  });

  it('a computed value stands under its field’s limits', () => {
    const form = formOf([
      { type: 'integer', id: 'a' },
      { type: 'integer', id: 'double', value: 'a * 2', max: '10' },
    ]);
    expect(evaluate(form, { a: '6' }, context).issues.map((one) => one.code)).toEqual(['answers.limit.max']);
  });

  it('one that is missing is told only that', () => {
    const form = formOf([
      {
        type: 'text',
        id: 'x',
        required: true,
        checks: [{ rule: 'not(is empty(x))', message: { vi: 'm' } }],
      },
    ]);
    expect(evaluate(form, {}, context).issues.map((one) => one.code)).toEqual(['answers.required.missing']);
  });

  it('a check may ask for an answer by itself', () => {
    const form = formOf([
      { type: 'yesNo', id: 'late' },
      {
        type: 'text',
        id: 'why',
        checks: [{ rule: 'late != true or not(is empty(why))', message: { vi: 'Vì sao muộn?' } }],
      },
    ]);
    expect(evaluate(form, { late: true }, context).issues.map((one) => sentence(one))).toEqual([
      'Vì sao muộn?',
    ]);
    expect(evaluate(form, { late: false }, context).issues).toEqual([]);
  });
});
