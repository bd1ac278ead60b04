import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLibrary } from '../../engine/compile/index.ts';
import {
  applyEdits,
  type Contents,
  changesOf,
  conflictsName,
  contentsOf,
  decided,
  filesAt,
  keepName,
  partsName,
  readThing,
  rebase,
  type Thing,
  type Typing,
  thingAt,
  typedOf,
  undecidedOf,
} from '../../engine/editing/index.ts';
import { same } from '../../engine/editing/view/changes.ts';
import { leavesOf, valueOfLeaf } from '../../engine/editing/view/leaves.ts';
import type { DefinitionDraft } from '../../engine/model/definition-draft.ts';
import { campaignFiles, everyObject } from '../unit/definitions/every-object.ts';
import { textOf } from '../unit/definitions/seed-files.ts';

const paths = ['calendars/nnmt-hanh-chinh.json', 'organisations/nganh-nnmt.json'];
const { library } = readLibrary(
  Object.fromEntries(paths.map((path) => [path, textOf(`definitions/${path}`)])),
);
const files = campaignFiles('khoi-thi-dua-nnmt');
const contents = contentsOf(files, library);
const places = [...everyObject(contents)];

/** Two changes of a page: which of its inputs, and what is typed there. */
const typing = fc.array(
  fc.tuple(fc.nat(), fc.constantFrom('', '3', '7', 'true', 'Một', 'Hai', '05/09/2025')),
  {
    maxLength: 5,
  },
);

function typedOn(thing: Thing, changes: readonly (readonly [number, string])[]): Typing {
  const typed: Typing = { ...typedOf(thing), [partsName]: thing.parts.map(({ at }) => at) };
  const names = Object.keys(typed).filter((name) => name !== partsName);
  for (const [index, value] of changes) if (names.length > 0) typed[names[index % names.length]!] = value;
  return typed;
}

function savedBy(thing: Thing, typed: Typing): Contents {
  const edited = applyEdits(files, changesOf(thing, thing.value, readThing(thing, typed)));
  if (!edited.ok) throw new Error('not applied');
  return contentsOf(edited.value.files, library);
}

test('of what two people typed on one page each keeps what the other did not touch, and decides the rest', () => {
  fc.assert(
    fc.property(fc.constantFrom(...places), typing, typing, fc.boolean(), (where, hers, his, keepsHis) => {
      const open = (of: Contents) => thingAt(of, where, 'vi')!;
      const after = savedBy(open(contents), typedOn(open(contents), hers));
      const typed = typedOn(open(contents), his);
      const before = open(contents);
      const wanted = readThing(before, typed);
      fc.pre(before.refusals.length === 0);
      const rebased = rebase(open(contents), open(after), typed);
      fc.pre(rebased.lost.length === 0);

      const now = open(after);
      for (const leaf of leavesOf(now)) {
        const [opened, theirs, mine] = [before.value, now.value, wanted].map((one) => valueOfLeaf(leaf, one));
        const both = !same(opened, theirs) && !same(opened, mine) && !same(mine, theirs);
        expect(rebased.conflicts.includes(leaf.at), leaf.at).toBe(both);
      }
      const keep = keepsHis ? 'mine' : 'theirs';
      const choices = Object.fromEntries(rebased.conflicts.map((at) => [keepName(at), keep]));
      const sent = { ...rebased.typed, [conflictsName]: rebased.conflicts, ...choices };
      expect([
        ...undecidedOf({ ...sent, ...Object.fromEntries(rebased.conflicts.map((at) => [keepName(at), ''])) }),
      ]).toEqual(rebased.conflicts);
      const settled = readThing(now, decided(now, sent));
      for (const leaf of leavesOf(now)) {
        const [opened, theirs, mine] = [before.value, now.value, wanted].map((one) => valueOfLeaf(leaf, one));
        const touched = !same(opened, mine) && (keepsHis || !rebased.conflicts.includes(leaf.at));
        const expected = touched ? mine : theirs;
        expect(valueOfLeaf(leaf, settled), leaf.at).toEqual(expected);
      }
      if (rebased.conflicts.length === 0) {
        const merged = applyEdits(after.files, rebased.edits);
        expect(merged.ok && contentsOf(merged.value.files, library).documents.get(where.file)?.value).toEqual(
          contentsOf(
            (
              applyEdits(after.files, changesOf(now, now.value, settled)) as {
                value: { files: Record<string, string> };
              }
            ).value.files,
            library,
          ).documents.get(where.file)?.value,
        );
      }
    }),
    { numRuns: 150 },
  );
});

test('the files of an earlier revision are those that stood there, or not recorded', () => {
  const act = fc.constantFrom('save', 'save', 'undo', 'redo');
  fc.assert(
    fc.property(fc.array(act, { maxLength: 14 }), (acts) => {
      let draft: Pick<DefinitionDraft, 'files' | 'edits' | 'undone' | 'revision'> = {
        files: { 'lists/ways.json': '{}' },
        edits: [],
        undone: [],
        revision: 1,
      };
      const stood = new Map([[1, draft.files]]);
      for (const [index, one] of acts.entries()) {
        const from = one === 'save' ? null : (one === 'undo' ? draft.edits : draft.undone).at(-1);
        if (from === undefined) continue;
        const edit = { op: 'setFile', file: 'lists/ways.json', text: `{ "n": ${index} }` } as const;
        const result = applyEdits(draft.files, from ? from.inverse : [edit]);
        if (!result.ok) throw new Error('not applied');
        const { files, inverse } = result.value;
        const revision = draft.revision + 1;
        const step = {
          edits: [],
          inverse,
          by: '',
          at: '',
          revision: one === 'undo' ? from!.revision : revision,
        };
        draft = {
          files,
          revision,
          edits: one === 'undo' ? draft.edits.slice(0, -1) : [...draft.edits, step],
          undone: one === 'undo' ? [...draft.undone, step] : one === 'redo' ? draft.undone.slice(0, -1) : [],
        };
        stood.set(revision, files);
      }
      for (const [revision, files] of stood) {
        const found = filesAt(draft, revision);
        if (found !== null) expect(found, String(revision)).toEqual(files);
        // What leads to what stands now is always known.
        if (draft.edits.some((step) => step.revision === revision)) expect(found).not.toBeNull();
      }
    }),
  );
});
