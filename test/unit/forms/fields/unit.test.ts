import { describe, expect, it } from 'vitest';
import { fieldOf, problemsOf } from '../forms-of-tests.ts';

const organisation = { id: 'org', levels: ['province', 'commune'], lines: ['police'] };

describe('unit', () => {
  it.each<[unknown, unknown]>([
    ['xa-vinh-loi', 'xa-vinh-loi'],
    [' xa-vinh-loi ', 'xa-vinh-loi'],
    ['', undefined],
    ['Xã Vĩnh Lợi', 'answers.type.unit'],
    [{ uid: 'x' }, 'answers.type.unit'],
  ])('%j is read as %j', (typed, answer) => {
    expect(fieldOf({ type: 'unit' }).read({ x: typed })).toEqual(answer);
  });

  it('asks the context whether a unit may be chosen', () => {
    const field = fieldOf({ type: 'unit', level: 'commune' }, { organisation });
    const unitAllowed = (uid: string, { level }: { level?: string }) => uid === 'a' && level === 'commune';
    expect(field.check('a', { unitAllowed })).toEqual([]);
    expect(field.check('b', { unitAllowed })).toEqual(['answers.ref.unit_not_allowed']);
    expect(field.check('b')).toEqual([]);
    expect(field.check('B!')).toEqual(['answers.type.unit']);
  });

  it('is shown by its name where it is known', () => {
    const { field } = fieldOf({ type: 'unit' });
    const unitName = (uid: string) => (uid === 'a' ? 'Xã A' : undefined);
    expect(['a', 'b'].map((uid) => field.kind.show(uid, field, { language: 'vi', unitName }))).toEqual([
      'Xã A',
      'b',
    ]);
  });

  it('names a level and a line of the organisation', () => {
    const issues = problemsOf(
      [{ type: 'unit', id: 'x', level: 'comune', line: 'polce' }],
      {},
      { organisation },
    );
    expect(issues.map(({ pointer, code, params }) => ({ pointer, code, params }))).toEqual([
      {
        pointer: '/fields/0/level',
        code: 'reference.level.unknown',
        params: { field: 'x', name: 'comune', organisation: 'org', nearest: ['commune'] },
      },
      {
        pointer: '/fields/0/line',
        code: 'reference.line.unknown',
        params: { field: 'x', name: 'polce', organisation: 'org', nearest: ['police'] },
      },
    ]);
  });
});
