import { describe, expect, it } from 'vitest';
import {
  difference,
  listedValues,
  maySee,
  possibleMessages,
  prefill,
  redact,
  searchTexts,
} from '../../../engine/forms/index.ts';
import { sentence } from '../../../engine/issues/index.ts';
import type { Answers } from '../../../engine/model/answers.ts';
import { formOf } from './forms-of-tests.ts';

const choices = [{ id: 'good', label: { vi: 'Tốt' } }];

describe('listed values', () => {
  const form = formOf([
    { type: 'integer', id: 'n', listed: true },
    { type: 'integer', id: 'm' },
    { type: 'yesNo', id: 'y', listed: true, sensitivity: 'public' },
    { type: 'choice', id: 'c', listed: true, other: true, choices },
    { type: 'multipleChoice', id: 'cs', listed: true, other: true, choices },
  ]);

  it('are those of fields marked so, and never a text', () => {
    const answers: Answers = {
      n: '1',
      m: '2',
      y: false,
      c: { other: 'ông A' },
      cs: ['good', { other: 'bà B' }],
    };
    expect(listedValues(form, answers)).toEqual({ n: '1', y: false, c: 'other', cs: ['good', 'other'] });
    expect(listedValues(form, { c: 'good' })).toEqual({ c: 'good' });
  });
});

it('texts to search by are those of searchable fields, in words', () => {
  const form = formOf([
    { type: 'text', id: 'a', searchable: true },
    { type: 'text', id: 'b' },
    { type: 'choice', id: 'c', searchable: true, choices },
  ]);
  expect(searchTexts(form, { a: 'Ấp 1', b: 'x', c: 'good' })).toEqual(['Ấp 1', 'Tốt']);
});

describe('the difference between two submissions', () => {
  const form = formOf([
    { type: 'integer', id: 'a' },
    { type: 'multipleChoice', id: 'm', choices: ['x', 'y'].map((id) => ({ id, label: { vi: id } })) },
    { type: 'file', id: 'f' },
    { type: 'text', id: 't' },
  ]);
  const file = { id: '1', name: 'a.pdf', size: 1, type: 'application/pdf', digest: 'd' };

  it('names changed, added and removed answers in the order of the form', () => {
    const before: Answers = { t: 'x', m: ['x'], a: '1' };
    const after: Answers = { m: ['x', 'y'], a: '1', f: file };
    expect(difference(form, before, after)).toEqual([
      { field: 'm', before: ['x'], after: ['x', 'y'] },
      { field: 'f', after: file },
      { field: 't', before: 'x' },
    ]);
  });

  it('is nothing between equal answers', () => {
    expect(difference(form, { m: ['x'], f: file }, { m: ['x'], f: { ...file } })).toEqual([]);
    expect(difference(form, { f: file }, { f: { ...file, digest: 'e' } })).toHaveLength(1);
  });
});

describe('who sees what', () => {
  const form = formOf(
    (['public', 'internal', 'personal', 'sensitive'] as const).map((sensitivity) => ({
      type: 'text',
      id: `${sensitivity}1`,
      sensitivity,
    })),
  );
  const answers = { public1: 'a', internal1: 'b', personal1: 'c', sensitive1: 'd', gone: 'e' };

  it.each([
    ['public', ['public1']],
    ['internal', ['public1', 'internal1']],
    ['personal', ['public1', 'internal1', 'personal1']],
    ['sensitive', ['public1', 'internal1', 'personal1', 'sensitive1']],
  ] as const)('up to %s', (seesUpTo, expected) => {
    expect(Object.keys(redact(form, answers, seesUpTo))).toEqual(expected);
  });

  it('is internal where the definition does not say', () => {
    const plain = formOf([{ type: 'text', id: 'x' }]);
    expect([redact(plain, { x: 'a' }, 'public'), redact(plain, { x: 'a' }, 'internal')]).toEqual([
      {},
      { x: 'a' },
    ]);
    expect(maySee('personal', 'sensitive')).toBe(false);
  });
});

describe('first answers', () => {
  const form = formOf([
    { type: 'integer', id: 'a', prefill: 'previous' },
    { type: 'integer', id: 'b', prefill: 'previous', prefillFrom: 'a' },
    { type: 'integer', id: 'c' },
    { type: 'choice', id: 'd', prefill: 'previous', choices },
    { type: 'unit', id: 'u', prefill: 'unit' },
    { type: 'text', id: 'name', prefill: 'unit' },
  ]);

  it('come from last period and from the unit', () => {
    const previous = { a: '3', c: '4', d: 'good' };
    expect(prefill(form, { previous, unit: { uid: 'to-1', name: 'Tổ 1' } })).toEqual({
      a: '3',
      b: '3',
      d: 'good',
      u: 'to-1',
      name: 'Tổ 1',
    });
  });

  it('leave out what is no longer an answer', () => {
    expect(prefill(form, { previous: { a: 'x', d: 'gone' } })).toEqual({});
    expect(prefill(form, { previous: null, unit: null })).toEqual({});
  });
});

it('every message a field can show is known beforehand', () => {
  const form = formOf([
    {
      type: 'integer',
      id: 'x',
      label: { vi: 'Số vụ' },
      required: true,
      min: '0',
      max: '1000',
      checks: [{ rule: 'x != 13', message: { vi: 'Không phải 13.' } }],
    },
    { type: 'note', id: 'n' },
  ]);
  expect(possibleMessages(form.byId['x']!).map((one) => sentence(one))).toEqual([
    'Hãy trả lời “Số vụ”.',
    '“Số vụ” phải là số nguyên, ví dụ 12 hoặc 1.234. Bạn đã nhập “–”.',
    '“Số vụ” có quá nhiều chữ số (nhiều nhất 34). Hãy kiểm tra lại.',
    '“Số vụ” phải từ 0 trở lên. Bạn đã nhập –.',
    '“Số vụ” không được quá 1.000. Bạn đã nhập –.',
    'Không phải 13.',
  ]);
  expect(possibleMessages(form.byId['n']!)).toEqual([]);
});
