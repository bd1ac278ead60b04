import { describe, expect, it } from 'vitest';
import { applyEdit, type Files } from '../../../engine/editing/index.ts';

const text = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const files: Files = {
  'campaign.json': text({
    id: 'c',
    roles: [{ id: 'clerk' }],
    phases: [{ id: 'first' }],
    entries: [
      { id: 'report', form: 'report', workflow: 'route', per: 'phase', periods: [{ period: 'first' }] },
    ],
    facts: [{ id: 'total', entry: 'report', where: 'people > 3', field: 'people', over: 'phase' }],
    access: [{ role: 'clerk', at: 'unit', sees: 'personal' }],
  }),
  'forms/report.json': text({
    id: 'report',
    fields: [
      { type: 'integer', id: 'people', required: true },
      { type: 'choice', id: 'weather', choices: [{ id: 'dry' }, { id: 'wet' }] },
      {
        type: 'table',
        id: 'rows',
        fields: [
          { type: 'integer', id: 'people', required: 'rounds > 1' },
          { type: 'integer', id: 'rounds' },
        ],
        totals: ['people'],
      },
      {
        type: 'integer',
        id: 'sumOfAll',
        value: 'people+sum( rows.people )',
        visible: 'weather = "dry" and count(rows[people > 2]) > 0',
      },
    ],
  }),
  'forms/report.tests.json': '[]\n',
  'workflows/route.json': text({
    id: 'route',
    start: 'fill',
    steps: [
      { kind: 'fill', id: 'fill', actions: [{ kind: 'submit', id: 'send', to: 'look' }] },
      {
        kind: 'review',
        id: 'look',
        assignee: { kind: 'roleAtUnit', role: 'clerk' },
        fields: { see: ['people'], fill: [] },
        actions: [{ kind: 'return', id: 'back', to: 'fill', when: 'step.id = "look" and people < 2' }],
        paper: { template: { vi: 'documents/order.vi.hbs' } },
      },
    ],
  }),
  'documents/order.vi.hbs':
    '{{#article}}Tặng {{answers.people}} người (bằng chữ: {{ words.people }}), people.{{/article}}\n' +
    '{{#if answers.people}}Đợt {{period.title}}{{else}}{{answers.peopleBefore}}{{/if}}\n',
  'documents/unused.vi.hbs': '{{answers.people}}\n',
};

function renamed(file: string, pointer: string, to: string): Record<string, string> {
  const result = applyEdit(files, { op: 'rename', file, pointer, to });
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value.files;
}

/** The lines that differ, by file. */
function changed(after: Files): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(after)
      .filter(([path, now]) => now !== files[path])
      .map(([path, now]) => {
        const before = new Set((files[path] ?? '').split('\n'));
        return [
          path,
          now
            .split('\n')
            .filter((line) => !before.has(line))
            .map((line) => line.trim()),
        ];
      }),
  );
}

describe('another id', () => {
  it('of a phase goes with it where an entry changes the period of that phase', () => {
    expect(changed(renamed('campaign.json', '/phases/0', 'opening'))).toEqual({
      'campaign.json': ['"id": "opening"', '"period": "opening"'],
    });
  });

  it('of an entry is followed by what names it, and the entry remembers those it had', () => {
    const once = renamed('campaign.json', '/entries/0', 'monthly');
    const entry = (from: Files) => JSON.parse(from['campaign.json']!).entries[0];
    expect(entry(once)).toMatchObject({ id: 'monthly', formerly: ['report'] });
    expect(JSON.parse(once['campaign.json']!).facts[0].entry).toBe('monthly');
    const back = applyEdit(once, {
      op: 'rename',
      file: 'campaign.json',
      pointer: '/entries/0',
      to: 'report',
    });
    expect(back.ok && entry(back.value.files)).toMatchObject({ id: 'report', formerly: ['monthly'] });
    const copy = applyEdit(once, {
      op: 'copy',
      file: 'campaign.json',
      pointer: '/entries/0',
      to: '/entries/-',
      id: 'second',
    });
    if (!copy.ok) throw new Error(JSON.stringify(copy.issues));
    expect(JSON.parse(copy.value.files['campaign.json']!).entries[1]).not.toHaveProperty('formerly');
    expect(
      applyEdit(copy.value.files, {
        op: 'rename',
        file: 'campaign.json',
        pointer: '/entries/1',
        to: 'report',
      }),
    ).toMatchObject({ ok: false, issues: [{ code: 'editing.rename.taken' }] });
  });

  it('of a question changes every rule and name that reads it, and not the column of the same name', () => {
    expect(changed(renamed('forms/report.json', '/fields/0', 'persons'))).toEqual({
      'campaign.json': ['"where": "persons > 3",', '"field": "persons",'],
      'documents/order.vi.hbs': [
        '{{#article}}Tặng {{answers.persons}} người (bằng chữ: {{ words.persons }}), people.{{/article}}',
        '{{#if answers.persons}}Đợt {{period.title}}{{else}}{{answers.peopleBefore}}{{/if}}',
      ],
      'forms/report.json': ['"id": "persons",', '"value": "persons + sum(rows.people)",'],
      'workflows/route.json': ['"persons"', '"when": "step.id = \\"look\\" and persons < 2"'],
    });
  });

  describe('of a question that several forms answer for one workflow', () => {
    const shared: Files = {
      'campaign.json': text({
        id: 'c',
        entries: ['one', 'two'].map((id) => ({ id, form: id, workflow: 'route' })),
      }),
      ...Object.fromEntries(
        ['one', 'two'].map((id, n) => [
          `forms/${id}.json`,
          text({
            id,
            fields: [
              ...(n === 0 ? [] : [{ type: 'integer', id: 'rounds' }]),
              { type: 'integer', id: 'people' },
              { type: 'text', id: 'note' },
            ],
          }),
        ]),
      ),
      'workflows/route.json': text({
        id: 'route',
        start: 'look',
        steps: [{ kind: 'route', id: 'look', rules: [{ when: 'people > 3', to: 'look' }] }],
      }),
    };
    const rename = (pointer: string, to: string) =>
      applyEdit(shared, { op: 'rename', file: 'forms/one.json', pointer, to });

    it('changes in all of them, since the workflow can read only one id', () => {
      const result = rename('/fields/0', 'persons');
      if (!result.ok) throw new Error(JSON.stringify(result.issues));
      const { files: after } = result.value;
      const ids = (form: string) =>
        JSON.parse(after[`forms/${form}.json`]!).fields.map(({ id }: { id: string }) => id);
      expect(ids('one')).toEqual(['persons', 'note']);
      expect(ids('two')).toEqual(['rounds', 'persons', 'note']);
      expect(after['workflows/route.json']).toContain('persons > 3');
    });

    it('changes in one alone where the workflow does not read it, and is refused where another has the new id', () => {
      const alone = rename('/fields/1', 'remark');
      expect(alone.ok && alone.value.files['forms/two.json']).toBe(shared['forms/two.json']);
      expect(rename('/fields/0', 'rounds').issues.map(({ code }) => code)).toEqual(['editing.rename.taken']);
    });
  });

  it('of a question changes the papers that its workflow prints, and nothing else in them', () => {
    const after = renamed('forms/report.json', '/fields/0', 'heads');
    expect(after['documents/order.vi.hbs']).toBe(
      '{{#article}}Tặng {{answers.heads}} người (bằng chữ: {{ words.heads }}), people.{{/article}}\n' +
        '{{#if answers.heads}}Đợt {{period.title}}{{else}}{{answers.peopleBefore}}{{/if}}\n',
    );
    expect(after['documents/unused.vi.hbs']).toBe(files['documents/unused.vi.hbs']);
  });

  it('of a column changes what is read of the rows', () => {
    const after = renamed('forms/report.json', '/fields/2/fields/0', 'heads');
    expect(JSON.parse(after['forms/report.json']!).fields[2]).toMatchObject({
      totals: ['heads'],
      fields: [{ id: 'heads' }, { id: 'rounds' }],
    });
    expect(JSON.parse(after['forms/report.json']!).fields[3]).toMatchObject({
      value: 'people + sum(rows.heads)',
      visible: 'weather = "dry" and count(rows[heads > 2]) > 0',
    });
    expect(Object.keys(changed(after))).toEqual(['forms/report.json']);
  });

  it('of a choice changes what it is compared with', () => {
    expect(changed(renamed('forms/report.json', '/fields/1/choices/0', 'sunny'))).toEqual({
      'forms/report.json': [
        '"id": "sunny"',
        '"visible": "weather = \\"sunny\\" and count(rows[people > 2]) > 0"',
      ],
    });
  });

  it('of a step changes where actions lead and what rules say of it', () => {
    expect(changed(renamed('workflows/route.json', '/steps/1', 'check'))).toEqual({
      'workflows/route.json': [
        '"to": "check"',
        '"id": "check",',
        '"when": "step.id = \\"check\\" and people < 2"',
      ],
    });
  });

  it('of a role reaches every file', () => {
    expect(Object.keys(changed(renamed('campaign.json', '/roles/0', 'officer')))).toEqual([
      'campaign.json',
      'workflows/route.json',
    ]);
  });

  it('of a form moves its file and its tests', () => {
    const after = renamed('forms/report.json', '', 'monthly');
    expect(Object.keys(after).filter((path) => path.startsWith('forms/'))).toEqual([
      'forms/monthly.json',
      'forms/monthly.tests.json',
    ]);
    expect(JSON.parse(after['campaign.json']!).entries[0].form).toBe('monthly');
  });

  it.each([
    ['editing.rename.taken', 'forms/report.json', '/fields/0', 'rows'],
    ['editing.rename.taken', 'workflows/route.json', '/steps/0', 'look'],
    ['editing.rename.form', 'forms/report.json', '/fields/0', 'Số người'],
    ['editing.rename.form', 'workflows/route.json', '/steps/0', 'Look'],
    ['editing.rename.nothing', 'campaign.json', '', 'other'],
    ['editing.rename.nothing', 'workflows/route.json', '/steps', 'other'],
  ])('is refused: %s', (code, file, pointer, to) => {
    const result = applyEdit(files, { op: 'rename', file, pointer, to });
    expect(result.issues.map((one) => one.code)).toEqual([code]);
  });
});
