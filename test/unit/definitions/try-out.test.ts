import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile, readLibrary } from '../../../engine/compile/index.ts';
import { readTyped, typedFrom } from '../../../engine/forms/index.ts';
import type { Directory, OrganisationRecord } from '../../../engine/model/organisation.ts';
import { filledFor, sampleFile, type TryOutMove, tryOut } from '../../../engine/workflow/index.ts';
import { campaignFiles } from './every-object.ts';
import { textOf } from './seed-files.ts';

const root = new URL('../../../', import.meta.url).pathname;
const paths = ['calendars', 'organisations'].flatMap((folder) =>
  readdirSync(`${root}definitions/${folder}`).map((name) => `${folder}/${name}`),
);
const { library } = readLibrary(
  Object.fromEntries(paths.map((path) => [path, textOf(`definitions/${path}`)])),
);
const directory: Directory = {
  revision: 1,
  organisations: Object.values(library.organisations) as OrganisationRecord[],
  memberships: [],
  substitutes: [],
  names: {},
};

describe.each(['bac-lieu-2024', 'cong-dan-thu-do', 'khoi-thi-dua-nnmt'])('each entry of %s', (folder) => {
  const campaign = compile(campaignFiles(folder), library).campaign!;

  it.each(Object.keys(campaign.entries))('%s can be played to an end by its buttons', (entry) => {
    const options = { entry, directory, calendar: library.calendars[campaign.calendar]! };
    const play = (moves: readonly TryOutMove[]) => tryOut(campaign, options, moves)!;
    const moves: TryOutMove[] = [];
    for (;;) {
      const state = play(moves);
      const made = JSON.stringify(moves);
      expect(state.issues, made).toEqual([]);
      if (state.ended) return;
      // What is made up may not be enough to approve: then whoever is asked can do something else.
      const wanted = [...state.actions].sort((a, b) => rank(a.tone) - rank(b.tone));
      const possible: TryOutMove[] = state.sends
        ? [{ kind: 'send' }]
        : wanted.map(({ id }) => ({ kind: 'act', action: id }) as const);
      const next = possible.find((move) => play([...moves, move]).issues.length === 0);
      if (next) moves.push(next);
      else if (state.nextWake) moves.push({ kind: 'wake' });
      else throw new Error(`${entry} stands at “${state.step}” with nothing to do after ${made}.`);
      expect(moves.length, made).toBeLessThan(40);
    }
  });

  it.each(
    Object.keys(campaign.entries),
  )('%s takes its form filled on the page, as it would be typed', (entry) => {
    const { form } = campaign.entries[entry]!;
    const options = { entry, directory, calendar: library.calendars[campaign.calendar]! };
    const moves: TryOutMove[] = [];
    while (!tryOut(campaign, options, moves)!.filling) moves.push({ kind: 'wake' });
    const { filling, unit } = tryOut(campaign, options, moves)!;
    const given = filling!.answers;
    const { answers, issues } = filledFor(form, filling!.context, unit, given);
    expect(issues).toEqual([]);
    const files = (['pdf', 'jpeg', 'png'] as const).map(sampleFile);
    const read = readTyped(form, typedFrom(form, answers), { files });
    const computed = form.fields.filter(({ value }) => value).map(({ id }) => id);
    expect(read.issues).toEqual([]);
    expect(read.answers).toEqual(
      Object.fromEntries(Object.entries(answers).filter(([id]) => !computed.includes(id))),
    );
    expect(tryOut(campaign, options, [...moves, { kind: 'send', answers: read.answers }])!.issues).toEqual(
      [],
    );
  });
});

function rank(tone: string): number {
  return ['primary', 'neutral', 'danger'].indexOf(tone);
}
