import { expect, test } from 'vitest';
import { notificationValues } from '../../../engine/app/texts.ts';
import { messageVariables } from '../../../engine/compile/index.ts';
import type { Case } from '../../../engine/model/case.ts';
import { compileFolder, readFixture } from '../compile/campaign-fixture.ts';

/** The paths of a record's values, `unit.name`. */
function paths(value: object, before = ''): string[] {
  return Object.entries(value).flatMap(([key, one]) =>
    typeof one === 'object' && one !== null ? paths(one, `${before}${key}.`) : [`${before}${key}`],
  );
}

test('what texts may use is exactly what they are given', () => {
  const { campaign } = compileFolder(readFixture('minimal'));
  const current: Partial<Case> = {
    entry: 'report',
    period: '2025-01',
    unit: { uid: 'team-1', nameThen: 'Tổ 1' },
    steps: [],
    tasks: [],
  };
  const values = notificationValues(campaign!, current as Case, 'vi', '/x');
  expect(paths(values).sort()).toEqual(Object.keys(messageVariables).sort());
});
