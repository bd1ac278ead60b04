import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../engine/forms/evaluate.ts';
import {
  compileForm,
  type FieldType,
  fieldTypes,
  typesNotBuilt,
  withFieldTypes,
} from '../../../engine/forms/index.ts';
import { sentence } from '../../../engine/issues/index.ts';
import { context, formFile, formOf, problemsOf, type Sketch } from './forms-of-tests.ts';

const told = (fields: Sketch[], more = {}, options = {}) =>
  problemsOf(fields, more, options).map((one) => `${one.severity} ${one.pointer} ${one.code}`);

describe('a definition', () => {
  it.each<[string, Sketch[], string[]]>([
    [
      'a type of a later issue',
      [
        { type: 'money', id: 'x' },
        { type: 'text', id: 'y' },
      ],
      ['error /fields/0/type form.type.not_built'],
    ],
    [
      'a type nobody knows',
      [
        { type: 'txt', id: 'x' },
        { type: 'text', id: 'y' },
      ],
      ['error /fields/0/type form.type.unknown'],
    ],
    [
      'an id twice',
      [
        { type: 'text', id: 'x' },
        { type: 'integer', id: 'x' },
      ],
      ['error /fields/1/id schema.id.duplicate'],
    ],
    ['an id of the rule language', [{ type: 'text', id: 'if' }], ['error /fields/0/id form.name.reserved']],
    ['an id of a function', [{ type: 'text', id: 'sum' }], ['error /fields/0/id form.name.reserved']],
    ['an id of a name rules see', [{ type: 'text', id: 'unit' }], ['error /fields/0/id form.name.reserved']],
    ['nothing to answer', [{ type: 'note', id: 'x' }], ['error /fields form.answer.none']],
    [
      'a section over nothing',
      [
        { type: 'section', id: 's' },
        { type: 'section', id: 't' },
        { type: 'text', id: 'x' },
      ],
      ['warning /fields/0 form.section.empty'],
    ],
    [
      'a last section over nothing',
      [
        { type: 'text', id: 'x' },
        { type: 'section', id: 's' },
      ],
      ['warning /fields/1 form.section.empty'],
    ],
    [
      'a personal field that is listed',
      [{ type: 'integer', id: 'x', listed: true, sensitivity: 'personal' }],
      ['error /fields/0/listed form.listed.sensitivity'],
    ],
    [
      'a sensitive field that is searchable',
      [{ type: 'text', id: 'x', searchable: true, sensitivity: 'sensitive' }],
      ['error /fields/0/searchable form.searchable.sensitivity'],
    ],
    [
      'a prefill of a later issue',
      [{ type: 'text', id: 'x', prefill: 'account' }],
      ['error /fields/0/prefill form.prefill.not_built'],
    ],
    [
      'a prefill the type cannot have',
      [{ type: 'file', id: 'x', prefill: 'previous' }],
      ['error /fields/0/prefill form.prefill.type'],
    ],
    [
      'a computed field that is prefilled',
      [{ type: 'integer', id: 'x', value: '1', prefill: 'previous' }],
      ['error /fields/0/prefill form.prefill.computed'],
    ],
    [
      'a source without prefill',
      [{ type: 'text', id: 'x', prefillFrom: 'x' }],
      ['error /fields/0/prefillFrom form.prefill.from_alone'],
    ],
    [
      'a source that does not exist',
      [{ type: 'text', id: 'x', prefill: 'previous', prefillFrom: 'y' }],
      ['error /fields/0/prefillFrom reference.field.unknown'],
    ],
    [
      'a source of another type',
      [
        { type: 'text', id: 'x', prefill: 'previous', prefillFrom: 'y' },
        { type: 'integer', id: 'y' },
      ],
      ['error /fields/0/prefillFrom form.prefill.type_differs'],
    ],
    [
      'a computed value the type cannot have',
      [{ type: 'file', id: 'x', value: '1' }],
      ['error /fields/0/value form.computed.type'],
    ],
    [
      'a computed value of the wrong type',
      [{ type: 'integer', id: 'x', value: '"a"' }],
      ['error /fields/0/value rules.type.result'],
    ],
    [
      'a condition that is not one',
      [
        { type: 'integer', id: 'n' },
        { type: 'text', id: 'x', visible: 'n + 1' },
      ],
      ['error /fields/1/visible rules.type.not_condition'],
    ],
    [
      'a required that is not a condition',
      [
        { type: 'integer', id: 'n' },
        { type: 'text', id: 'x', required: 'n' },
      ],
      ['error /fields/1/required rules.type.not_condition'],
    ],
    [
      'an unknown name',
      [
        { type: 'integer', id: 'count1' },
        { type: 'text', id: 'x', visible: 'cuont1 > 1' },
      ],
      ['error /fields/1/visible rules.name.unknown'],
    ],
    [
      'a check that cannot be read',
      [{ type: 'text', id: 'x', checks: [{ rule: 'x == "a"', message: { vi: 'm' } }] }],
      ['error /fields/0/checks/0/rule rules.syntax.operator'],
    ],
    [
      'a check id twice',
      [
        {
          type: 'text',
          id: 'x',
          checks: [
            { id: 'c', rule: 'x != "a"', message: { vi: 'm' } },
            { id: 'c', rule: 'x != "b"', message: { vi: 'm' } },
          ],
        },
      ],
      ['error /fields/0/checks/1/id schema.id.duplicate'],
    ],
    [
      'facts',
      [{ type: 'integer', id: 'x', value: 'facts.total' }],
      ['error /fields/0/value rules.name.unknown_field'],
    ],
    [
      'a field shown by itself',
      [{ type: 'text', id: 'x', visible: 'x = "a"' }],
      ['error /fields/0/visible form.cycle.visibility'],
    ],
    [
      'a section shown by a field in it',
      [
        { type: 'section', id: 's', visible: 'x = "a"' },
        { type: 'text', id: 'x' },
      ],
      ['error /fields/0/visible form.cycle.visibility'],
    ],
    [
      'fields that show each other',
      [
        { type: 'text', id: 'x', visible: 'y = "a"' },
        { type: 'text', id: 'y', visible: 'answers.x = "a"' },
      ],
      ['error /fields/0/visible form.cycle.visibility'],
    ],
    [
      'fields computed from each other',
      [
        { type: 'integer', id: 'x', value: 'y + 1' },
        { type: 'integer', id: 'y', value: 'x + 1' },
      ],
      ['error /fields/0/value form.cycle.computation'],
    ],
  ])('with %s', (_, fields, expected) => {
    expect(told(fields)).toEqual(expected);
  });

  it('reads declared facts and begins with them', () => {
    const facts = { total: { kind: 'number' as const } };
    const fields = [
      { type: 'integer', id: 'x', value: 'facts.total' },
      { type: 'integer', id: 'y', prefill: 'fact', prefillFact: 'total' },
    ];
    expect(told(fields, {}, { names: { facts } })).toEqual([]);
    expect(told(fields)).toEqual([
      'error /fields/0/value rules.name.unknown_field',
      'error /fields/1/prefillFact reference.fact.unknown',
    ]);
  });

  it('without periods has no previous answers', () => {
    const fields = [
      { type: 'integer', id: 'x', prefill: 'previous' },
      { type: 'integer', id: 'y', value: 'previous.x' },
    ];
    expect(told(fields, {}, { previous: false })).toEqual([
      'error /fields/1/value rules.name.unknown_field',
      'error /fields/0/prefill form.prefill.previous_unavailable',
    ]);
    expect(told(fields)).toEqual([]);
  });

  it('names every member of a circle, and where it stands', () => {
    const issues = problemsOf([
      { type: 'integer', id: 'a', value: 'b + 1' },
      { type: 'integer', id: 'b', value: 'c + 1' },
      { type: 'integer', id: 'c', visible: 'a > 1' },
      { type: 'integer', id: 'd', value: 'a' },
    ]);
    expect(issues).toEqual([
      {
        code: 'form.cycle.computation',
        severity: 'error',
        source: 'forms/form.json',
        pointer: '/fields/0/value',
        params: { members: ['a', 'b', 'c'] },
        related: [
          { source: 'forms/form.json', pointer: '/fields/1/value', role: 'member' },
          { source: 'forms/form.json', pointer: '/fields/2/visible', role: 'member' },
        ],
      },
    ]);
    expect(sentence(issues[0]!)).toBe(
      'Các trường này được tính từ nhau thành vòng tròn: a, b, c. Hãy đổi quy tắc của một trường.',
    );
  });

  it('with an error gives no form, and tells everything that is wrong at once', () => {
    const { form, issues } = compileForm(
      formFile([
        { type: 'money', id: 'a' },
        { type: 'text', id: 'b', minLength: 5, maxLength: 3, visible: 'nothing = 1' },
      ]),
      { source: 'forms/form.json', lists: {} },
    );
    expect([form, issues.length]).toEqual([null, 3]);
  });

  it('refuses every type that is not built, and builds every other', () => {
    expect(typesNotBuilt.filter((type) => type in fieldTypes)).toEqual([]);
    for (const type of typesNotBuilt)
      expect(
        told([
          { type, id: 'x' },
          { type: 'text', id: 'y' },
        ]),
      ).toEqual(['error /fields/0/type form.type.not_built']);
  });
});

describe('a compiled form', () => {
  it('evaluates each field after what it reads', () => {
    const form = formOf([
      { type: 'integer', id: 'total', value: 'sum(a, b)' },
      { type: 'integer', id: 'a', visible: 'kind = "x"' },
      { type: 'text', id: 'kind' },
      { type: 'integer', id: 'b' },
    ]);
    expect(form.order).toEqual(['kind', 'a', 'b', 'total']);
  });

  it('lists the names outside the form that its rules read', () => {
    const form = formOf([
      { type: 'integer', id: 'a', checks: [{ rule: 'a >= previous.a', message: { vi: 'm' } }] },
      { type: 'text', id: 'b', visible: 'unit.level = "commune" and answers.a > 1' },
      { type: 'date', id: 'c', max: 'period.until' },
    ]);
    expect(form.reads).toEqual(['period.until', 'previous.a', 'unit.level']);
  });

  it('puts fields into the section before them', () => {
    const form = formOf([
      { type: 'text', id: 'a' },
      { type: 'section', id: 's' },
      { type: 'text', id: 'b' },
      { type: 'note', id: 'n' },
    ]);
    expect(form.fields.map((field) => [field.id, field.section])).toEqual([
      ['a', undefined],
      ['s', undefined],
      ['b', 's'],
      ['n', 's'],
    ]);
  });

  it('takes field types from outside', () => {
    const stars: FieldType = {
      ...fieldTypes['integer']!,
      type: 'stars' as never,
      show: (answer) => '★'.repeat(Number(answer)),
    };
    const form = formOf([{ type: 'stars', id: 'x', max: '5' }], {}, { types: withFieldTypes([stars]) });
    const field = form.byId['x']!;
    expect(field.kind.show('3', field, { language: 'vi' })).toBe('★★★');
    expect(evaluate(form, { x: '6' }, context).issues.map((one) => one.code)).toEqual(['answers.limit.max']);
  });
});
