import { describe, expect, it } from 'vitest';
import { readNumber, showNumber } from '../../../engine/forms/numbers.ts';
import { printDecimal } from '../../../engine/rules/decimal.ts';

function read(typed: string): string {
  const reading = readNumber(typed);
  return 'wrong' in reading ? `wrong ${reading.wrong}` : printDecimal(reading.value);
}

describe('a number as typed', () => {
  it.each([
    ['12', '12'],
    ['0', '0'],
    ['007', '7'],
    ['1.234', '1234'],
    ['1.234.567', '1234567'],
    ['1.234,5', '1234.5'],
    ['1234,5', '1234.5'],
    ['0,05', '0.05'],
    ['12,', 'wrong number'],
    [',5', 'wrong number'],
    ['1 234', '1234'],
    ['1 234,5', '1234.5'],
    ['1\u00a0234,5', '1234.5'],
    ['1\u202f234', '1234'],
    ['1.5', '1.5'],
    ['1234.5', '1234.5'],
    ['0.125', '0.125'],
    ['10.50', '10.5'],
    ['1,234.5', '1234.5'],
    ['1,234,567', '1234567'],
    ['1,234', '1.234'],
    ['-3', '-3'],
    ['−3', '-3'],
    ['- 3', '-3'],
    ['+3', '3'],
    [' 3 ', '3'],
    ['１２', '12'],
    ['1.23.4', 'wrong number'],
    ['1.2345', '1.2345'],
    ['12.34.567', 'wrong number'],
    ['1,23,4', 'wrong number'],
    ['1.234,5,6', 'wrong number'],
    ['1 23', 'wrong number'],
    ['12e3', 'wrong number'],
    ['12abc', 'wrong number'],
    ['abc', 'wrong number'],
    ['', 'wrong number'],
    ['--3', 'wrong number'],
    ['1'.repeat(34), '1'.repeat(34)],
    ['1'.repeat(35), 'wrong digits'],
  ])('%j is %s', (typed, expected) => {
    expect(read(typed)).toBe(expected);
  });
});

describe('a number in print', () => {
  it.each([
    ['1234.5', '1.234,5', '1,234.5'],
    ['12', '12', '12'],
    ['123', '123', '123'],
    ['-1234567.891', '-1.234.567,891', '-1,234,567.891'],
    ['0.05', '0,05', '0.05'],
  ])('%s is %s in Vietnamese and %s in English', (decimal, vi, en) => {
    expect([showNumber(decimal, 'vi'), showNumber(decimal, 'en')]).toEqual([vi, en]);
  });
});
