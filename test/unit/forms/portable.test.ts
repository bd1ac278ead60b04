import { describe, expect, it } from 'vitest';
import { fieldBehaviours } from '../../../engine/forms/fields/behaviours.ts';
import {
  compileForm,
  evaluate,
  fieldTypes,
  fromPortable,
  pageForm,
  readTyped,
  toPortable,
  workingDaysOf,
} from '../../../engine/forms/index.ts';
import type { Answers } from '../../../engine/model/answers.ts';
import { context, formFile, formOf } from './forms-of-tests.ts';

const choices = ['a', 'b'].map((id) => ({ id, label: { vi: id.toUpperCase() } }));

const form = formOf(
  [
    { type: 'section', id: 's', visible: 'unit.level = "commune"' },
    { type: 'integer', id: 'n', required: true, min: '0', prefill: 'previous', help: { vi: 'giúp' } },
    { type: 'decimal', id: 'half', value: 'n / 2', places: 1 },
    { type: 'choice', id: 'c', choices, other: true, visible: 'n > previous.n' },
    { type: 'choice', id: 'auto', choices, value: 'if n != null and n > 5 then "a" else "b"' },
    { type: 'multipleChoice', id: 'm', choices, required: 'c = "other"' },
    { type: 'date', id: 'd', max: 'today()' },
    { type: 'text', id: 't', pattern: '[A-Z]+', visible: 'some one in m satisfies one = "a"' },
    {
      type: 'file',
      id: 'f',
      checks: [{ rule: 'count(f) > 1', message: { vi: 'Hai tệp' }, severity: 'warning' }],
      maxFiles: 3,
    },
    { type: 'integer', id: 'w', value: 'working days(d, today())' },
  ],
  { checks: [{ rule: 'answers.n < 100', message: { vi: 'Nhiều quá' } }] },
);
const names = { unit: { level: 'commune', name: 'Xã A' } };
const workingDays = () => 3;

const samples: Answers[] = [
  {},
  { n: '7' },
  { n: '1.5', c: 'a' },
  { n: '200', c: { other: 'Lạ' }, d: '2025-02-01' },
  { n: '7', c: 'b', m: ['b', 'a'], t: 'ab', d: '2025-01-01' },
  { n: '7', f: { id: 'x', name: 'x.pdf', size: 1, type: 'application/pdf', digest: 'd' }, zz: '1' },
];

describe('a form that travels', () => {
  const travelled = fromPortable(JSON.parse(JSON.stringify(toPortable(form))));

  it.each(samples)('evaluates %j to the same', (answers) => {
    for (const previous of [null, { n: '3' }])
      for (const level of ['commune', 'team']) {
        const seen = { ...context, previous, names: { unit: { level } }, workingDays };
        const there = evaluate(travelled, answers, seen);
        const here = evaluate(form, answers, seen);
        expect({ ...there, visible: [...there.visible], required: [...there.required] }).toEqual({
          ...here,
          visible: [...here.visible],
          required: [...here.required],
        });
      }
  });

  it('reads what is typed to the same', () => {
    const typed = {
      n: '1.234',
      c: 'other',
      'c.other': 'Lạ',
      'd.day': '5',
      'd.month': '1',
      'd.year': '2025',
      t: ' AB ',
    };
    expect(readTyped(travelled, typed)).toEqual(readTyped(form, typed));
  });

  it('shows what is computed to the same', () => {
    const field = travelled.byId['auto']!;
    expect(field.kind.show('a', field, { language: 'vi' })).toBe('A');
  });

  it('leaves to the server what only the server needs', () => {
    const text = JSON.stringify(toPortable(form));
    for (const word of ['giúp', 'prefill', '"from":', 'Xã A']) expect(text).not.toContain(word);
  });

  it('leaves a pattern that a browser could be slow on to the server', () => {
    const slow = formOf([{ type: 'text', id: 'x', pattern: '(a+)+b' }]);
    const there = fromPortable(toPortable(slow));
    expect(evaluate(slow, { x: 'aac' }, context).issues).toHaveLength(1);
    expect(evaluate(there, { x: 'a'.repeat(5_000) }, context).issues).toEqual([]);
  });

  it('knows every type that can be compiled', () => {
    expect(Object.keys(fieldBehaviours).sort()).toEqual(Object.keys(fieldTypes).sort());
  });
});

describe('what a page embeds', () => {
  const page = pageForm(
    form,
    { ...context, names: { ...names, actor: { account: 'u1' } }, previous: { n: '3', t: 'cũ' }, workingDays },
    { language: 'vi' },
  );

  it('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(page))).toEqual(page);
  });

  it('has of the context only what the rules read', () => {
    expect([page.names, page.previous]).toEqual([{ unit: { level: 'commune' } }, { n: '3' }]);
  });

  it('has the sentences of the problems its fields can have', () => {
    expect(page.sentences['answers.limit.min']).toBe('“{label}” phải từ {min} trở lên. Bạn đã nhập {value}.');
    expect(Object.keys(page.sentences)).not.toContain('answers.limit.min_length');
  });

  it('counts working days as the calendar does, and gives none where it does not know', () => {
    const weekday = (day: string) => ![0, 6].includes(new Date(`${day}T00:00:00.000Z`).getUTCDay());
    const next = (day: string) =>
      new Date(Date.parse(`${day}T00:00:00.000Z`) + 86_400_000).toISOString().slice(0, 10);
    // Mondays to Fridays; 2026 is not known.
    const calendar = (from: string, to: string): number | null => {
      if (to < from) return -calendar(to, from)!;
      if (to >= '2026') return null;
      let count = 0;
      for (let day = next(from); day <= to; day = next(day)) if (weekday(day)) count += 1;
      return count;
    };
    const counted = pageForm(form, { ...context, workingDays: calendar }, { language: 'vi' });
    const here = workingDaysOf(counted.workingDays!);
    for (const [from, to] of [
      ['2025-01-20', '2025-01-20'],
      ['2025-01-20', '2025-01-27'],
      ['2025-01-18', '2025-02-03'],
      ['2024-02-28', '2025-06-30'],
      ['2025-02-03', '2025-01-18'],
    ] as const)
      expect(here(from, to)).toBe(calendar(from, to));
    expect(here('2025-12-01', '2026-01-05')).toBeNull();
    expect(here('2023-01-01', '2025-01-05')).toBeNull();
  });

  it('has no calendar where no rule counts working days', () => {
    const plain = formOf([{ type: 'text', id: 'x' }]);
    expect(pageForm(plain, { ...context, workingDays }, { language: 'vi' }).workingDays).toBeUndefined();
  });
});

it('a form that does not compile does not travel', () => {
  const { form: none } = compileForm(formFile([{ type: 'money', id: 'x' }]), {
    source: 'forms/x.json',
    lists: {},
  });
  expect(none).toBeNull();
});
