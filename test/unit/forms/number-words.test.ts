import { describe, expect, it } from 'vitest';
import { numberInWords } from '../../../engine/forms/index.ts';

describe('a number in words', () => {
  it.each([
    ['0', 'không'],
    ['5', 'năm'],
    ['10', 'mười'],
    ['11', 'mười một'],
    ['15', 'mười lăm'],
    ['21', 'hai mươi mốt'],
    ['25', 'hai mươi lăm'],
    ['101', 'một trăm linh một'],
    ['110', 'một trăm mười'],
    ['1005', 'một nghìn không trăm linh năm'],
    ['702000', 'bảy trăm linh hai nghìn'],
    ['1404000', 'một triệu bốn trăm linh bốn nghìn'],
    ['7020000', 'bảy triệu không trăm hai mươi nghìn'],
    ['1000000000', 'một tỷ'],
    ['2340000000', 'hai tỷ ba trăm bốn mươi triệu'],
    ['1000000000000', 'một nghìn tỷ'],
    ['-12', 'âm mười hai'],
    ['12.00', 'mười hai'],
  ])('%s: %s', (number, words) => {
    expect(numberInWords(number)).toBe(words);
  });

  it.each([['1.5'], [''], ['abc'], ['1234567890123456789']])('%s is none', (number) => {
    expect(numberInWords(number)).toBeUndefined();
  });
});
