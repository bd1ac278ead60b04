import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../engine/model/generated/definitions.ts';
import { parseDecimal, printDecimal } from '../../engine/rules/index.ts';
import { type CompiledFact, type FactSource, figureOf } from '../../engine/workflow/index.ts';

const factOf = (value: Fact['value']): CompiledFact => ({
  definition: { id: 'x', entry: 'thang', over: 'campaign', of: 'sameUnit', value, field: 'so' },
  id: 'x',
  where: null,
});

/** A sent case; some did not answer the field. */
const source = fc.record({
  n: fc.nat(100_000),
  month: fc.integer({ min: 1, max: 12 }),
  value: fc.option(fc.tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.nat(4)), { nil: undefined }),
});

const sources = fc.uniqueArray(source, { selector: ({ n }) => n, maxLength: 40 }).map((all) =>
  all.map(({ n, month, value }): FactSource => {
    const period = `2025-${String(month).padStart(2, '0')}`;
    const so = value && scaled(String(value[0]), value[1]);
    return {
      case: `case-${n}`,
      period,
      at: `${period}-20T00:00:00.000Z`,
      day: `${period}-20`,
      values: so === undefined ? {} : { so },
    };
  }),
);

/** A whole number moved behind a decimal point, as stored. */
function scaled(whole: string, places: number): string {
  const negative = whole.startsWith('-');
  const digits = whole.replace('-', '').padStart(places + 1, '0');
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return printDecimal(parseDecimal((negative ? '-' : '') + text)!);
}

/** In ten-thousandths, exactly. */
const units = (decimal: string): bigint => {
  const [whole, fraction = ''] = decimal.replace('-', '').split('.');
  const value = BigInt(whole! + fraction.padEnd(4, '0'));
  return decimal.startsWith('-') ? -value : value;
};

describe('figures', () => {
  it('do not hang on the order in which cases are found', () => {
    fc.assert(
      fc.property(
        sources.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        fc.constantFrom<Fact['value']>('count', 'sum', 'mean', 'last'),
        ([all, other], value) => {
          expect(figureOf(factOf(value), other)).toEqual(figureOf(factOf(value), all));
        },
      ),
    );
  });

  it('sum exactly, whatever the decimals, over those that answered', () => {
    fc.assert(
      fc.property(sources, (all) => {
        const { value, sources: used } = figureOf(factOf('sum'), all);
        const answered = all.filter(({ values }) => values['so'] !== undefined);
        const expected = answered.reduce((sum, { values }) => sum + units(values['so'] as string), 0n);
        expect(units(value!)).toBe(expected);
        expect([...used].sort()).toEqual(answered.map((one) => one.case).sort());
      }),
    );
  });

  it('of parts add up to the figure of the whole', () => {
    fc.assert(
      fc.property(sources, fc.nat(40), (all, at) => {
        const sum = (some: FactSource[]) => units(figureOf(factOf('sum'), some).value!);
        expect(sum(all.slice(0, at)) + sum(all.slice(at))).toBe(sum(all));
      }),
    );
  });

  it('take the newest that answered as the last', () => {
    fc.assert(
      fc.property(sources, (all) => {
        const { value, sources: used } = figureOf(factOf('last'), all);
        const newest = all
          .filter(({ values }) => values['so'] !== undefined)
          .map((one) => one.period)
          .sort()
          .at(-1);
        if (newest === undefined) {
          expect([value, used]).toEqual([null, []]);
          return;
        }
        expect(all.find((one) => one.case === used[0])).toMatchObject({
          period: newest,
          values: { so: value },
        });
      }),
    );
  });
});
