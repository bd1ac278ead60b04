import { describe, expect, it } from 'vitest';
import { compileForm, isSmallCount, totalOf, totalWayOf } from '../../../engine/forms/index.ts';
import type { Field } from '../../../engine/model/generated/definitions.ts';

const figures = [
  { unit: 'a', period: '2025-01', value: '0.1' },
  { unit: 'a', period: '2025-02', value: '0.2' },
  { unit: 'b', period: '2025-01', value: '7' },
];

describe('totals', () => {
  it('adds exactly', () => {
    expect(totalOf('sum', figures)).toBe('7.3');
    expect(totalOf('sum', [])).toBeNull();
  });

  it('means over reports, rounded to the places asked for', () => {
    expect(totalOf('mean', figures)).toBe('2.43');
    expect(totalOf('mean', figures, 0)).toBe('2');
  });

  it('takes of each unit the last period, whatever the order of the reports', () => {
    expect(totalOf('last', figures)).toBe('7.2');
    expect(totalOf('last', figures.toReversed())).toBe('7.2');
  });

  it('is made for listed numbers that have one', () => {
    const field = (more: Partial<Field> & { type: Field['type']; id: string }) =>
      ({ label: { vi: 'x' }, listed: true, sensitivity: 'internal', ...more }) as Field;
    const { form, issues } = compileForm(
      {
        thidua: 1,
        id: 'f',
        title: { vi: 'f' },
        fields: [
          field({ type: 'integer', id: 'counted' }),
          field({ type: 'integer', id: 'kept', total: 'last' }),
          field({ type: 'integer', id: 'untold', total: 'none' }),
          field({ type: 'percent', id: 'rate' }),
          field({ type: 'yesNo', id: 'ready' }),
          field({ type: 'integer', id: 'quiet', listed: false }),
        ],
      },
      { source: 'forms/f.json', lists: {} },
    );
    expect(issues).toEqual([]);
    expect(Object.fromEntries(form!.fields.map((one) => [one.id, totalWayOf(one)]))).toEqual({
      counted: 'sum',
      kept: 'last',
      untold: null,
      rate: 'mean',
      ready: null,
      quiet: null,
    });
  });

  it('knows what is too small to be shown', () => {
    expect(['0', '1', '4', '4.5', '5', '-1'].map((one) => isSmallCount(one, 5))).toEqual([
      false,
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
