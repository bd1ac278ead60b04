import { describe, expect, it } from 'vitest';
import {
  applyEdit,
  conflictsName,
  conflictsOn,
  contentsOf,
  decided,
  keepName,
  partsName,
  rebase,
  thingAt,
  typedOf,
} from '../../../engine/editing/index.ts';
import type { Edit } from '../../../engine/model/definition-draft.ts';

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
    expect(rebased.conflicts).toEqual(['/label/vi']);
    expect(rebased.typed['/label/vi']).toBe('Bờ');
  });

  it('shows what is saved now in the parts that were not touched', () => {
    const now = open(edited(files, rename));
    expect(rebase(open(files), now, typed()).typed['/label/vi']).toBe('Bê');
    expect(rebase(open(files), now, typed()).typed['/help/vi']).toBe('Chú ý');
  });

  it('is a conflict wherever it differs when the page’s own state is not known any more', () => {
    const now = open(edited(files, rename));
    expect(rebase(null, now, typed()).conflicts.sort()).toEqual(['/help/vi', '/label/vi']);
  });

  it('is kept beside another’s in the other language of the same text', () => {
    const now = open(edited(files, rename));
    const { edits, conflicts } = rebase(open(files), now, typed(open(files), { '/label/en': 'B' }));
    expect(conflicts).toEqual([]);
    expect(edits).toEqual([{ op: 'set', file: where.file, pointer: '/choices/1/label/en', value: 'B' }]);
  });

  it('is no conflict where both typed the same, and waits where it is not decided', () => {
    const now = open(edited(files, rename));
    const same = typed(open(files), { '/label/vi': 'Bê' });
    expect(rebase(open(files), now, same)).toMatchObject({ conflicts: [], edits: [] });
    const mine = typed(now, { '/label/vi': 'Bờ' });
    expect(rebase(open(edited(files, rename)), now, mine, new Set(['/label/vi'])).conflicts).toEqual([
      '/label/vi',
    ]);
  });

  it('is told beside what it was and what somebody else has saved, in words', () => {
    const contents = contentsOf(edited(files, rename), library);
    const seen = (of: Record<string, string>) => ({ thing: open(of), contents: contentsOf(of, library) });
    const sent = { ...typed(open(files), { '/label/vi': 'Bờ' }), [conflictsName]: ['/label/vi'] };
    const now = () => ({ thing: thingAt(contents, where, 'vi')!, contents });
    expect(conflictsOn(seen(files), now(), sent)).toEqual([
      {
        at: '/label/vi',
        part: '/label',
        label: 'Nhãn',
        opened: '“B”',
        theirs: '“Bê”',
        mine: '“Bờ”',
        name: '~keep/label/vi',
        keep: '',
      },
    ]);
    expect(conflictsOn(null, now(), sent)[0]!.opened).toBeNull();
    const taken = decided(now().thing, { ...sent, [keepName('/label/vi')]: 'theirs' });
    expect(taken['/label/vi']).toBe('Bê');
    expect(decided(now().thing, { ...sent, [keepName('/label/vi')]: 'mine' })['/label/vi']).toBe('Bờ');
  });
});
