import { expect, test } from 'vitest';
import { paperValues } from '../../../engine/app/papers.ts';
import { notificationValues } from '../../../engine/app/texts.ts';
import { messageVariables, paperLists, paperVariables } from '../../../engine/compile/index.ts';
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
  const paper = { language: 'vi' as const, number: '1', today: '2025-01-20', rows: [] };
  const { bases, ...printed } = paperValues(campaign!, current as Case, paper);
  expect(paths(printed).sort()).toEqual(Object.keys(paperVariables).sort());
  expect(Object.keys({ bases })).toEqual(Object.keys(paperLists));
});
