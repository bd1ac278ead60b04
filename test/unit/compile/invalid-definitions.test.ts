import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../engine/issues/index.ts';
import { compileFolder, invalidFixtures, patched, readFixture } from './campaign-fixture.ts';

const all = invalidFixtures();

describe('a campaign that is wrong in one way is told exactly that', () => {
  test.each(all)('$name', ({ name, fixture }) => {
    const { ok, campaign, issues } = compileFolder(patched(readFixture(fixture.base), fixture.patch));
    expect(issues).toEqual(fixture.issues);
    expect(issues.map(({ code }) => code)).toContain(name.split('--')[0]);
    expect(ok).toBe(!issues.some(({ severity }) => severity === 'error'));
    if (ok) expect(campaign).not.toBeNull();
  });
});

test('fixtures are named after codes of the catalogue', () => {
  for (const { name } of all) expect(Object.keys(catalogue)).toContain(name.split('--')[0]);
});
