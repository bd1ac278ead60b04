import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CompiledForm,
  evaluate,
  fromPortable,
  readTyped,
  toPortable,
  typedFrom,
} from '../../engine/forms/index.ts';
import type { Answers } from '../../engine/model/answers.ts';
import { context, formOf, type Sketch } from '../unit/forms/forms-of-tests.ts';

const choices = ['a', 'b', 'c'].map((id) => ({ id, label: { vi: `Mục ${id}`, en: `Item ${id}` } }));

const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 12 }))
  .map(([units, places]) => {
    const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
    const whole = digits.slice(0, digits.length - places);
    const fraction = digits.slice(digits.length - places).replace(/0+$/, '');
    const text = fraction === '' ? whole : `${whole}.${fraction}`;
    return units < 0n && text !== '0' ? `-${text}` : text;
  });
const day = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const words = fc
  .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
  .map((text) => text.replace(/\s+/g, ' ').normalize('NFC').trim())
  .filter((text) => text !== '' && !/\p{Cc}/u.test(text));

/** Types whose answers can be typed again from how they are shown. */
const shown: [string, Sketch, fc.Arbitrary<unknown>][] = [
  ['text', { type: 'text', id: 'x' }, words],
  ['longText', { type: 'longText', id: 'x' }, words],
  [
    'integer',
    { type: 'integer', id: 'x', suffix: { vi: 'hộ' } },
    fc.bigInt({ min: -(10n ** 33n), max: 10n ** 33n }).map(String),
  ],
  ['decimal', { type: 'decimal', id: 'x', suffix: { vi: 'km' } }, decimal],
  ['percent', { type: 'percent', id: 'x' }, decimal],
  ['date', { type: 'date', id: 'x' }, day],
  ['month', { type: 'month', id: 'x' }, day.map((one) => one.slice(0, 7))],
  ['yesNo', { type: 'yesNo', id: 'x' }, fc.boolean()],
  ['choice', { type: 'choice', id: 'x', choices }, fc.constantFrom('a', 'b', 'c')],
];

/** Types whose answers can be typed again from how they would be typed. */
const typed: [string, Sketch, fc.Arbitrary<unknown>][] = [
  ...shown,
  [
    'choice with other',
    { type: 'choice', id: 'x', choices, other: true },
    fc.oneof(
      fc.constantFrom('a', 'b', 'c'),
      words.map((other) => ({ other })),
    ),
  ],
  [
    'multipleChoice',
    { type: 'multipleChoice', id: 'x', choices, other: true },
    fc
      .tuple(fc.subarray(['a', 'b', 'c']), fc.option(words.map((other) => ({ other }))))
      .filter(([ids, other]) => ids.length > 0 || other !== null)
      .map(([ids, other]) => (other ? [...ids, other] : ids)),
  ],
  ['unit', { type: 'unit', id: 'x' }, fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,59}$/)],
  ['declaration', { type: 'declaration', id: 'x' }, fc.constant(true)],
];

const nothing = { answers: {}, issues: [] };

describe('what is shown is read as what it was', () => {
  it.each(shown)('%s', (_, field, answers) => {
    const form = formOf([field]);
    const compiled = form.byId['x']!;
    fc.assert(
      fc.property(answers, (answer) => {
        const text = compiled.kind.show(answer as never, compiled, { language: 'vi' });
        expect(readTyped(form, { x: text })).toEqual({ ...nothing, answers: { x: answer } });
      }),
    );
  });
});

describe('what is typed back is read as what it was', () => {
  it.each(typed)('%s', (_, field, answers) => {
    const form = formOf([field]);
    fc.assert(
      fc.property(answers, (answer) => {
        const reading = readTyped(form, typedFrom(form, { x: answer as never }));
        expect(reading).toEqual({ ...nothing, answers: { x: answer } });
        expect(evaluate(form, reading.answers, context)).toMatchObject({
          answers: { x: answer },
          issues: [],
        });
      }),
    );
  });
});

/** Forms of yes/no and number fields that show, require and compute each other without circles. */
const sketch = fc
  .array(
    fc.record({
      type: fc.constantFrom('yesNo', 'integer', 'choice'),
      on: fc.nat(),
      shows: fc.boolean(),
      requires: fc.constantFrom('no', 'yes', 'rule'),
      computed: fc.boolean(),
    }),
    { minLength: 2, maxLength: 12 },
  )
  .map((parts): Sketch[] =>
    parts.map(({ type, on, shows, requires, computed }, at) => {
      const id = `f${at}`;
      const earlier = at === 0 ? null : on % at;
      const before = earlier === null ? null : parts[earlier]!.type;
      const rule =
        before === 'yesNo'
          ? `f${earlier} = true`
          : before === 'integer'
            ? `f${earlier} > 3`
            : `answers.f${earlier} = "b"`;
      return {
        type,
        id,
        ...(type === 'choice' ? { choices, other: true } : {}),
        ...(type === 'integer' && computed && before === 'integer'
          ? { value: `f${earlier} + 1`, max: '50' }
          : {}),
        ...(shows && before ? { visible: rule } : {}),
        ...(requires === 'yes'
          ? { required: true }
          : requires === 'rule' && before
            ? { required: rule }
            : {}),
        ...(type === 'integer' ? { checks: [{ rule: `${id} != 7`, message: { vi: 'Không 7' } }] } : {}),
      };
    }),
  );

const anything = fc.oneof(
  fc.boolean(),
  fc.integer({ min: -2, max: 9 }).map(String),
  fc.constantFrom('a', 'b', '', 'x'),
  words.map((other) => ({ other })),
);

function compiled(fields: Sketch[]): CompiledForm {
  return formOf(fields);
}

describe('evaluating random forms', () => {
  it('hidden answers change nothing, what comes out evaluates to itself, and a page sees the same', () => {
    let hidden = 0;
    let kept = 0;
    fc.assert(
      fc.property(sketch, fc.array(anything, { minLength: 12, maxLength: 12 }), (fields, values) => {
        const form = compiled(fields);
        const given = Object.fromEntries(fields.map(({ id }, at) => [id, values[at]!])) as Answers;
        const found = evaluate(form, given, context);
        const again = evaluate(form, found.answers, context);
        expect(again.answers).toEqual(found.answers);
        expect(again.visible).toEqual(found.visible);

        const seen = Object.fromEntries(Object.entries(given).filter(([id]) => found.visible.has(id)));
        expect(evaluate(form, seen, context)).toEqual(found);
        expect(Object.keys(found.answers).filter((id) => !found.visible.has(id))).toEqual([]);
        expect([...found.required].filter((id) => !found.visible.has(id))).toEqual([]);
        expect(evaluate(fromPortable(toPortable(form)), given, context)).toEqual(found);

        hidden += fields.length - found.visible.size;
        kept += Object.keys(found.answers).length;
      }),
      { numRuns: 500 },
    );
    // The forms must be such that both happen often.
    expect([hidden > 300, kept > 300]).toEqual([true, true]);
  });
});
