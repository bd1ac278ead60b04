import { describe, expect, it } from 'vitest';
import { changesOf } from '../../../engine/editing/view/changes.ts';
import { typedLeaf } from '../../../engine/editing/view/conflicts.ts';
import { contentsOf } from '../../../engine/editing/view/contents.ts';
import { leavesOf } from '../../../engine/editing/view/leaves.ts';
import { drawThing, partsName, readThing, thingAt, typedOf } from '../../../engine/editing/view/thing.ts';
import { campaignFiles, everyObject } from './every-object.ts';
import { library } from './seed-library.ts';

describe.each(['bac-lieu-2024', 'cong-dan-thu-do', 'khoi-thi-dua-nnmt'])('the pages of %s', (campaign) => {
  const contents = contentsOf(campaignFiles(campaign), library);
  const all = [...everyObject(contents)];

  it('change nothing when everything is sent back as it was shown', () => {
    const changed: unknown[] = [];
    for (const where of all) {
      const thing = thingAt(contents, where, 'vi');
      if (!thing) throw new Error(`Nothing at ${where.file}${where.pointer}`);
      const typed = { ...typedOf(thing), [partsName]: thing.parts.map(({ at }) => at) };
      const edits = changesOf(where, thing.value, readThing(thing, typed));
      if (edits.length > 0 || thing.refusals.length > 0)
        changed.push({ where, edits, refused: thing.refusals });
    }
    expect(changed).toEqual([]);
    expect(all.length).toBeGreaterThan(100);
  });

  it('have a title for everything and a control for every part', () => {
    for (const where of all) {
      const view = drawThing(thingAt(contents, where, 'vi')!);
      expect(view.title, `${where.file}${where.pointer}`).not.toBe('');
      for (const part of view.parts)
        expect(part.label, `${where.file}${where.pointer}${part.at}`).not.toBe('');
      expect(view.parts.filter(({ control }) => control === 'json').map(({ key }) => key)).toEqual([]);
    }
  });

  it('tell every value in words where two people have changed it, in both languages', () => {
    const written: string[] = [];
    for (const language of ['vi', 'en'] as const)
      for (const where of all) {
        const thing = thingAt(contents, where, language)!;
        for (const leaf of leavesOf(thing)) {
          const { label, text } = typedLeaf(leaf, { thing, contents }, thing.value);
          const at = `${where.file}${where.pointer}${leaf.at}`;
          expect(label, at).not.toBe('');
          expect(text, at).not.toBe('');
          if (/[{[]"|undefined|\[object/.test(text.replace(/“[^”]*”/g, ''))) written.push(`${at}: ${text}`);
        }
      }
    expect(written).toEqual([]);
  });
});
