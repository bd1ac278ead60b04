import { describe, expect, it } from 'vitest';
import {
  applyEdit,
  applyEdits,
  contentsOf,
  filesAt,
  partsName,
  placeNow,
  rebase,
  thingAt,
  typedOf,
} from '../../../engine/editing/index.ts';
import type { Edit, RecordedEdit } from '../../../engine/model/definition-draft.ts';

const library = { calendars: {}, organisations: {} };
const files = {
  'lists/ways.json':
    '{ "thidua": 1, "id": "ways", "title": { "vi": "Cách" }, "choices": [{ "id": "a", "label": { "vi": "A" } }, { "id": "b", "label": { "vi": "B" } }] }\n',
};
const where = { file: 'lists/ways.json', pointer: '/choices/1' };
const open = (of: Record<string, string>, at = where) => thingAt(contentsOf(of, library), at, 'vi')!;
const edited = (of: Record<string, string>, edit: Edit) => {
  const result = applyEdit(of, edit);
  if (!result.ok) throw new Error('not applied');
  return result.value.files;
};
const rename: Edit = { op: 'set', file: where.file, pointer: '/choices/1/label', value: { vi: 'Bê' } };

function typed(before = open(files), change: Record<string, string> = { '/help/vi': 'Chú ý' }) {
  return { ...typedOf(before), [partsName]: before.parts.map(({ at }) => at), ...change };
}

describe('what was typed on an older page', () => {
  it('is kept together with what somebody else has saved', () => {
    const now = open(edited(files, rename));
    const { edits, conflicts } = rebase(open(files), now, typed());
    expect(conflicts).toEqual([]);
    expect(edits).toEqual([
      { op: 'set', file: where.file, pointer: '/choices/1/help', value: { vi: 'Chú ý' } },
    ]);
  });

  it('is told where both have changed the same part, and stands in its input', () => {
    const now = open(edited(files, rename));
    const rebased = rebase(open(files), now, typed(open(files), { '/label/vi': 'Bờ' }));
    expect(rebased.conflicts).toEqual(['/label']);
    expect(rebased.typed['/label/vi']).toBe('Bờ');
  });

  it('shows what is saved now in the parts that were not touched', () => {
    const now = open(edited(files, rename));
    expect(rebase(open(files), now, typed()).typed['/label/vi']).toBe('Bê');
    expect(rebase(open(files), now, typed()).typed['/help/vi']).toBe('Chú ý');
  });

  it('is a conflict wherever it differs when the page’s own state is not known any more', () => {
    const now = open(edited(files, rename));
    expect(rebase(null, now, typed()).conflicts.sort()).toEqual(['/help', '/label']);
  });

  it('finds its thing by id after the list has changed', () => {
    const first: Edit = { op: 'remove', file: where.file, pointer: '/choices/0' };
    const now = contentsOf(edited(files, first), library);
    expect(placeNow(now, open(files))).toEqual({ file: where.file, pointer: '/choices/0' });
    const gone: Edit = { op: 'remove', file: where.file, pointer: '/choices/1' };
    expect(placeNow(contentsOf(edited(files, gone), library), open(files))).toBeNull();
  });
});

describe('the files of an earlier revision', () => {
  it('are what taking back gives, and unknown after a step back', () => {
    const result = applyEdits(files, [rename]);
    if (!result.ok) throw new Error('not applied');
    const step: RecordedEdit = {
      edits: [rename],
      inverse: result.value.inverse,
      by: 'a',
      at: '',
      revision: 2,
    };
    const draft = { files: result.value.files, edits: [step], revision: 2 };
    expect(filesAt(draft, 1)).toEqual(files);
    expect(filesAt(draft, 2)).toEqual(draft.files);
    expect(filesAt({ ...draft, edits: [], revision: 3 }, 1)).toBeNull();
  });
});
