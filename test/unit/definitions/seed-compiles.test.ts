import { expect, it } from 'vitest';
import { compile, readCalendar, readOrganisation } from '../../../engine/compile/index.ts';
import { seed, textOf } from './seed-files.ts';

const read = <Value>(result: { ok: true; value: Value } | { ok: false }): Value => {
  if (!result.ok) throw new Error('a file of the library is not sound');
  return result.value;
};

const library = {
  calendars: {
    'vn-office': {
      ...read(readCalendar(textOf('definitions/calendars/vn-office.json'), 'calendars/vn-office.json')),
      revision: 1,
    },
  },
  organisations: {
    'bac-lieu': {
      ...read(
        readOrganisation(textOf('definitions/organisations/bac-lieu.json'), 'organisations/bac-lieu.json'),
      ),
      revision: 1,
    },
  },
};

it('the seed campaign compiles without an error, a warning or a note', () => {
  const { ok, campaign, issues } = compile(Object.fromEntries(seed), library);
  expect(issues).toEqual([]);
  expect(ok).toBe(true);
  expect(Object.keys(campaign!.entries)).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `bao-cao-thang-${n}`));
});
