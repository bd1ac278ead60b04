import { describe, expect, it } from 'vitest';
import {
  type Dependencies,
  type DependencyKind,
  dependencyOrder,
} from '../../../engine/forms/dependency-order.ts';

/** `a: b c!` is: a is shown by b and computed from c. */
function graph(lines: Record<string, string>): Dependencies {
  return new Map(
    Object.entries(lines).map(([id, on]) => [
      id,
      new Map(
        on
          .split(' ')
          .filter((one) => one !== '')
          .map((one): [string, DependencyKind] =>
            one.endsWith('!') ? [one.slice(0, -1), 'computation'] : [one, 'visibility'],
          ),
      ),
    ]),
  );
}

describe('the order of evaluation', () => {
  it('is the order of the form where nothing depends on anything', () => {
    expect(dependencyOrder(graph({ b: '', a: '', c: '' }))).toEqual({ order: ['b', 'a', 'c'], cycles: [] });
  });

  it('puts what is read first', () => {
    expect(dependencyOrder(graph({ a: 'c!', b: '', c: 'd', d: '' })).order).toEqual(['d', 'c', 'a', 'b']);
  });

  it('goes through a chain of any length', () => {
    const chain: Record<string, string> = {};
    for (let n = 0; n < 20_000; n += 1) chain[`f${n}`] = n < 19_999 ? `f${n + 1}!` : '';
    const { order, cycles } = dependencyOrder(graph(chain));
    expect([order[0], order.length, cycles]).toEqual(['f19999', 20_000, []]);
  });

  it.each<[string, Record<string, string>, { members: string[]; kind: DependencyKind }[]]>([
    ['a field that reads itself', { a: 'a' }, [{ members: ['a'], kind: 'visibility' }]],
    ['a computation of itself', { a: 'a!' }, [{ members: ['a'], kind: 'computation' }]],
    ['two that show each other', { a: 'b', b: 'a' }, [{ members: ['a', 'b'], kind: 'visibility' }]],
    [
      'a circle with one computation',
      { a: 'b', b: 'c!', c: 'a' },
      [{ members: ['a', 'b', 'c'], kind: 'computation' }],
    ],
    [
      'two circles that share a field',
      { a: 'b', b: 'a c', c: 'b' },
      [
        { members: ['a', 'b'], kind: 'visibility' },
        { members: ['c', 'b'], kind: 'visibility' },
      ],
    ],
    [
      'two circles apart',
      { a: 'b', b: 'a', c: 'd!', d: 'c', e: 'a' },
      [
        { members: ['a', 'b'], kind: 'visibility' },
        { members: ['c', 'd'], kind: 'computation' },
      ],
    ],
  ])('%s is told with every member', (_, lines, expected) => {
    const { cycles } = dependencyOrder(graph(lines));
    expect(cycles).toEqual(expected);
  });
});
