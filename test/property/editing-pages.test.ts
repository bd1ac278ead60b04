import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile, readLibrary } from '../../engine/compile/index.ts';
import {
  applyEdits,
  changesOf,
  contentsOf,
  drawThing,
  partsName,
  readThing,
  ruleActs,
  type Typing,
  thingAt,
  typedOf,
} from '../../engine/editing/index.ts';
import { campaignFiles, everyObject } from '../unit/definitions/every-object.ts';
import { textOf } from '../unit/definitions/seed-files.ts';

const paths = ['calendars/nnmt-hanh-chinh.json', 'organisations/nganh-nnmt.json'];
const { library } = readLibrary(
  Object.fromEntries(paths.map((path) => [path, textOf(`definitions/${path}`)])),
);
const files = campaignFiles('khoi-thi-dua-nnmt');
const contents = contentsOf(files, library);
const places = [...everyObject(contents)];

const junk = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '0',
    '-1',
    '1.234,5',
    '31/02/2025',
    '25:61',
    'true',
    '__proto__',
    '{{#if',
    '{"a":',
    'a > ',
  ),
  fc.constantFrom(
    'roleAbove',
    'submitter',
    'workingDay',
    'after',
    'rule',
    'text',
    'picked',
    'some',
    '0.0',
    '1.0',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const typing = fc.oneof(junk, fc.array(junk, { maxLength: 3 }));

test('whatever is typed into a page is read or refused, drawn again, and leaves files the compiler can look at', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...places),
      fc.array(fc.tuple(fc.nat(), typing), { maxLength: 8 }),
      fc.constantFrom(...Object.keys(ruleActs)),
      (where, changes, act) => {
        const thing = thingAt(contents, where, 'vi')!;
        const typed: Typing = { ...typedOf(thing), [partsName]: thing.parts.map(({ at }) => at) };
        const names = Object.keys(typed).filter((name) => name !== partsName);
        for (const [index, value] of changes)
          if (names.length > 0) typed[names[index % names.length]!] = value;
        const value = readThing(thing, typed);
        expect(drawThing(thing, typed).parts).toHaveLength(thing.parts.length);
        for (const part of thing.parts) if (part.control.name === 'rule') ruleActs[act]!(part, typed, '0.0');
        drawThing(thing, typed);
        const edited = applyEdits(files, changesOf(where, thing.value, value));
        expect(edited.ok).toBe(true);
        if (edited.ok) expect(() => compile(edited.value.files, library)).not.toThrow();
      },
    ),
    { numRuns: 100 },
  );
});
