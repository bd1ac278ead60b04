import { describe, expect, it } from 'vitest';
import { applyEdit, applyEdits } from '../../../engine/editing/index.ts';
import type { Edit } from '../../../engine/model/definition-draft.ts';

const flow = `{
  "thidua": 1,
  "id": "duyet",
  "title": { "vi": "Duyệt" },
  "start": "dien",
  "steps": [
    { "kind": "fill", "id": "dien", "title": { "vi": "Điền" }, "assignee": { "kind": "submitter" }, "actions": [] },
    {
      "kind": "end",
      "id": "xong",
      "outcome":   "approved"
    }
  ]
}
`;
const files = { 'campaign.json': '{ "thidua": 1, "id": "c" }\n', 'workflows/duyet.json': flow };
const file = 'workflows/duyet.json';

function edited(...edits: Edit[]): string {
  const result = applyEdits(files, edits);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value.files[file]!;
}

function refusal(edit: Edit): string[] {
  const result = applyEdit(files, edit);
  return result.ok ? [] : result.issues.map(({ code }) => code);
}

describe('an edit touches what it names and nothing else', () => {
  it('sets a value where one stands', () => {
    expect(edited({ op: 'set', file, pointer: '/steps/1/outcome', value: 'rejected' })).toBe(
      flow.replace('"approved"', '"rejected"'),
    );
    expect(edited({ op: 'set', file, pointer: '/title', value: { vi: 'Xét', en: 'Look' } })).toBe(
      flow.replace('{ "vi": "Duyệt" }', '{ "vi": "Xét", "en": "Look" }'),
    );
  });

  it('puts a new part where the schema lists it', () => {
    const deadline = { offset: 3, unit: 'workingDay', after: 'entered' };
    expect(edited({ op: 'set', file, pointer: '/steps/0/help', value: { vi: 'Điền số liệu của kỳ.' } })).toBe(
      flow.replace(
        '{ "kind": "fill", "id": "dien", "title": { "vi": "Điền" }, "assignee": { "kind": "submitter" }, "actions": [] }',
        `{
      "kind": "fill",
      "id": "dien",
      "title": { "vi": "Điền" },
      "help": { "vi": "Điền số liệu của kỳ." },
      "assignee": { "kind": "submitter" },
      "actions": []
    }`,
      ),
    );
    expect(
      JSON.parse(edited({ op: 'set', file, pointer: '/steps/0/deadline', value: deadline })),
    ).toMatchObject({ steps: [{ deadline }, {}] });
    expect(edited({ op: 'set', file, pointer: '/steps/1/title', value: { vi: 'Xong' } })).toBe(
      flow.replace('      "outcome": ', '      "title": { "vi": "Xong" },\n      "outcome": '),
    );
  });

  it('inserts, removes and moves members of a list', () => {
    const end = { kind: 'end', id: 'thoi', outcome: 'rejected' };
    const line = '    { "kind": "end", "id": "thoi", "outcome": "rejected" }';
    expect(edited({ op: 'insert', file, pointer: '/steps/-', value: end })).toBe(
      flow.replace('    }\n  ]', `    },\n${line}\n  ]`),
    );
    expect(edited({ op: 'insert', file, pointer: '/steps/1', value: end })).toBe(
      flow.replace('    {\n      "kind": "end"', `${line},\n    {\n      "kind": "end"`),
    );
    expect(
      edited(
        { op: 'insert', file, pointer: '/steps/1', value: end },
        { op: 'remove', file, pointer: '/steps/1' },
      ),
    ).toBe(flow);
    expect(
      JSON.parse(edited({ op: 'move', file, pointer: '/steps/1', to: '/steps/0' })).steps[0],
    ).toMatchObject({ id: 'xong' });
    expect(edited({ op: 'remove', file, pointer: '/title' })).toBe(
      flow.replace('  "title": { "vi": "Duyệt" },\n', ''),
    );
  });

  it('begins a list that is not there yet', () => {
    const reminder = { id: 'nhac', at: { offset: 1, unit: 'day', before: 'due' }, notify: 'n' };
    expect(
      JSON.parse(edited({ op: 'insert', file, pointer: '/steps/0/reminders/-', value: reminder })).steps[0]
        .reminders,
    ).toEqual([reminder]);
  });

  it('copies a part under another id, and a file', () => {
    const text = edited({ op: 'copy', file, pointer: '/steps/1', to: '/steps/-', id: 'xong-2' });
    expect(JSON.parse(text).steps[2]).toEqual({ kind: 'end', id: 'xong-2', outcome: 'approved' });
    const result = applyEdit(files, { op: 'copy', file, pointer: '', to: 'workflows/b.json', id: 'b' });
    expect(result.ok && result.value.files['workflows/b.json']).toBe(flow.replace('"duyet"', '"b"'));
    expect(result.ok && result.value.inverse).toEqual([{ op: 'removeFile', file: 'workflows/b.json' }]);
  });

  it('keeps a text that is not JSON, and mends it by undoing', () => {
    const broken = applyEdit(files, { op: 'setFile', file, text: '{ "id": ' });
    if (!broken.ok) throw new Error('refused');
    expect(applyEdit(broken.value.files, { op: 'set', file, pointer: '/id', value: 'x' })).toMatchObject({
      ok: false,
      issues: [{ code: 'editing.file.broken' }],
    });
    const back = applyEdits(broken.value.files, broken.value.inverse);
    expect(back.ok && back.value.files).toEqual(files);
  });
});

describe('an edit is refused', () => {
  it.each<[string, Edit]>([
    ['editing.place.unknown', { op: 'set', file, pointer: '/steps/7/title', value: 1 }],
    ['editing.place.unknown', { op: 'remove', file, pointer: '/steps/2' }],
    ['editing.place.unknown', { op: 'insert', file, pointer: '/steps/4', value: 1 }],
    ['editing.place.unknown', { op: 'insert', file, pointer: '/start/-', value: 1 }],
    ['editing.file.unknown', { op: 'set', file: 'forms/a.json', pointer: '/id', value: 'a' }],
    ['editing.file.unknown', { op: 'set', file: 'constructor', pointer: '/id', value: 'a' }],
    ['editing.file.unknown', { op: 'removeFile', file: 'forms/a.json' }],
    ['editing.file.needed', { op: 'removeFile', file: 'campaign.json' }],
    ['editing.file.exists', { op: 'addFile', file, text: '' }],
    ['editing.file.path', { op: 'addFile', file: '../x.json', text: '' }],
    ['editing.file.path', { op: 'addFile', file: 'steps/x.json', text: '' }],
    ['editing.undo.changed', { op: 'restore', file, at: 3, removed: 'nothing', text: '' }],
  ])('%s', (code, edit) => {
    expect(refusal(edit)).toEqual([code]);
  });
});
