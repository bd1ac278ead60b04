import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  contentsOf,
  filesAt,
  placeNow,
  removedBy,
  writtenBy,
} from '../../../engine/editing/index.ts';
import type { DefinitionDraft, Edit, RecordedEdit } from '../../../engine/model/definition-draft.ts';

const library = { calendars: {}, organisations: {} };
const file = 'lists/ways.json';
const start = {
  [file]:
    '{ "thidua": 1, "id": "ways", "title": { "vi": "Cách" }, "choices": [{ "id": "a", "label": { "vi": "A" } }, { "id": "b", "label": { "vi": "B" } }] }\n',
};
type Past = Pick<DefinitionDraft, 'files' | 'edits' | 'undone' | 'revision'>;

const begun: Past = { files: start, edits: [], undone: [], revision: 1 };

function saved(draft: Past, by: string, edit: Edit): Past {
  const result = applyEdits(draft.files, [edit]);
  if (!result.ok) throw new Error('not applied');
  const revision = draft.revision + 1;
  const step: RecordedEdit = { edits: [edit], inverse: result.value.inverse, by, at: '', revision };
  return { files: result.value.files, edits: [...draft.edits, step], undone: [], revision };
}

function undone(draft: Past): Past {
  const last = draft.edits.at(-1)!;
  const back = applyEdits(draft.files, last.inverse);
  if (!back.ok) throw new Error('not undone');
  return {
    files: back.value.files,
    edits: draft.edits.slice(0, -1),
    undone: [...draft.undone, { ...last, inverse: back.value.inverse }],
    revision: draft.revision + 1,
  };
}

const label = (index: number, vi: string): Edit => ({
  op: 'set',
  file,
  pointer: `/choices/${index}/label`,
  value: { vi },
});
const removal: Edit = { op: 'remove', file, pointer: '/choices/0' };

describe('the files of an earlier revision', () => {
  it('are found behind what was saved since, and behind what was taken back since', () => {
    const first = saved(begun, 'mai', label(0, 'Một'));
    const second = saved(first, 'mai', label(0, 'Hai'));
    const back = undone(second);
    for (const [revision, files] of [
      [1, begun.files],
      [2, first.files],
      [3, second.files],
      [4, first.files],
    ] as const)
      expect(filesAt(back, revision), String(revision)).toEqual(files);
    const onward = saved(back, 'mai', label(0, 'Ba'));
    expect(filesAt(onward, 4)).toEqual(first.files);
    // What was taken back and never done again is not recorded any more.
    expect(filesAt(onward, 3)).toBeNull();
    expect(filesAt(onward, 99)).toBeNull();
  });
});

describe('who wrote what stands at a place', () => {
  it('is who changed this value last, wherever its thing stood then', () => {
    const one = saved(begun, 'mai', label(1, 'Bê'));
    const other = saved(saved(one, 'tam', label(0, 'Một')), 'an', removal);
    const place = { file, pointer: '/choices/0' };
    expect(writtenBy(other, library, place, '/label/vi', 1)?.by).toBe('mai');
    expect(writtenBy(other, library, place, '/label/vi', 2)).toBeUndefined();
    expect(removedBy(other, library, { file, pointer: '/choices/0' }, 1)?.by).toBe('an');
  });
});

describe('a thing in a list that has changed', () => {
  const contents = (value: unknown) => contentsOf({ [file]: JSON.stringify(value) }, library);
  const lists = (...choices: unknown[]) => contents({ choices });
  const place = (index: number) => ({ file, pointer: `/choices/${index}` });

  it('is found by its id, and by its place where only its id is new', () => {
    const before = lists({ id: 'a' }, { id: 'b' });
    expect(placeNow(before, lists({ id: 'b' }), place(1))).toEqual(place(0));
    expect(placeNow(before, lists({ id: 'a' }), place(1))).toBeNull();
    expect(placeNow(before, lists({ id: 'a' }, { id: 'new' }), place(1))).toEqual(place(1));
  });

  it('is found by what it says where it has no id, never taken for its neighbour', () => {
    const before = lists({ text: 'a' }, { text: 'b' });
    expect(placeNow(before, lists({ text: 'b' }), place(1))).toEqual(place(0));
    expect(placeNow(before, lists({ text: 'b' }), place(0))).toBeNull();
    expect(placeNow(before, lists({ text: 'a' }, { text: 'c' }), place(1))).toEqual(place(1));
  });

  it('is looked for in the thing it belongs to, not in the one that stands in its place now', () => {
    const step = (id: string) => ({ id, actions: [{ id: 'confirm', of: id }] });
    const at = (index: number) => ({ file, pointer: `/choices/${index}/actions/0` });
    expect(placeNow(lists(step('a'), step('b')), lists(step('b'), step('a')), at(0))).toEqual(at(1));
  });
});
