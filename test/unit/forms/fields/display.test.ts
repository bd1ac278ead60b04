import { describe, expect, it } from 'vitest';
import { evaluate, readTyped } from '../../../../engine/forms/index.ts';
import { context, formOf, problemsOf } from '../forms-of-tests.ts';

describe.each(['section', 'note'])('%s', (type) => {
  const form = formOf([
    { type, id: 'heading' },
    { type: 'text', id: 'x' },
  ]);

  it('has no answer', () => {
    expect(readTyped(form, { heading: 'a', x: 'b' }).answers).toEqual({ x: 'b' });
    expect(evaluate(form, { heading: 'a' }, context).issues.map((one) => one.code)).toEqual([
      'answers.ref.unknown_field',
    ]);
  });

  it('is no name in rules', () => {
    const issues = problemsOf([
      { type, id: 'heading' },
      { type: 'text', id: 'x', visible: 'heading = "a"' },
    ]);
    expect(issues.map((one) => one.code)).toEqual(['rules.name.unknown']);
  });
});
