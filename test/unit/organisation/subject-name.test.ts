import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doublesAmong, doublesOf, editDistance, maskedName } from '../../../engine/organisation/index.ts';

const person = (uid: string, folded: string, kind = 'person') => ({ uid, kind, folded });

describe('a masked name', () => {
  it.each([
    ['Nguyễn Văn An', 'N. V. A.'],
    ['  đặng  thị ánh ', 'Đ. T. Á.'],
    ['', ''],
  ])('%j is shown as %j', (name, shown) => {
    expect(maskedName(name)).toBe(shown);
  });

  it('tells no word of more than a letter', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('Nguyễn', 'Thị', 'Ánh', 'Bé'), { minLength: 1 }), (words) => {
        expect(maskedName(words.join(' '))).not.toMatch(/\p{L}{2}/u);
      }),
    );
  });
});

describe('the distance of two names', () => {
  it.each([
    ['nguyen van an', 'nguyen van an', 0],
    ['nguyen van an', 'nguyen van anh', 1],
    ['nguyen van an', 'nguyen van on', 1],
    ['an', 'nguyen van an', 3],
  ])('%j and %j: %i, at most 3 counted', (a, b, distance) => {
    expect(editDistance(a, b, 2)).toBe(distance);
  });

  it('is a metric as far as it is counted', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        const most = 20;
        expect(editDistance(a, a, most)).toBe(0);
        expect(editDistance(a, b, most)).toBe(editDistance(b, a, most));
        expect(editDistance(a, c, most)).toBeLessThanOrEqual(
          editDistance(a, b, most) + editDistance(b, c, most),
        );
      }),
    );
  });
});

describe('doubles', () => {
  it('are equal names, in any order of words, and near ones; of one kind, with the same figures', () => {
    const found = doublesAmong(
      [
        person('a', 'nguyen van an'),
        person('b', 'nguyen van an'),
        person('c', 'nguyen van anh'),
        person('d', 'an nguyen van'),
        person('e', 'nguyen van an', 'household'),
        person('f', 'to bao ve 1', 'collective'),
        person('g', 'to bao ve 2', 'collective'),
        person('h', 'tran thi be'),
        person('i', ''),
        person('j', ''),
      ],
      100,
    );
    expect(found.map(({ uids, equal }) => `${uids.join('')}${equal ? '=' : '~'}`)).toEqual([
      'ab=',
      'ac~',
      'ad=',
      'bc~',
      'bd=',
    ]);
  });

  it('are no more than asked for', () => {
    const many = Array.from({ length: 50 }, (_, n) => person(`u${n}`, 'nguyen van an'));
    expect(doublesAmong(many, 7)).toHaveLength(7);
  });

  it('of a name are those it may mean: equal ones first', () => {
    const known = [
      person('near', 'nguyen van anh'),
      person('equal', 'an nguyen van'),
      person('other', 'le van binh'),
      person('kind', 'nguyen van an', 'household'),
    ];
    const named = (folded: string) => doublesOf({ kind: 'person', folded }, known).map(({ uid }) => uid);
    expect(named('nguyen van an')).toEqual(['equal', 'near']);
    expect(named('tran thi be')).toEqual([]);
    expect(named('')).toEqual([]);
  });
});
