import { describe, expect, it } from 'vitest';
import { withVariables } from '../../../engine/compile/index.ts';

const renamed = new Map([
  ['answers.a', 'answers.longer'],
  ['answers.long', 'answers.b'],
]);

describe('a text with other names for its variables', () => {
  it.each([
    ['Số {{answers.a}} và {{ answers.long }}.', 'Số {{answers.longer}} và {{ answers.b }}.'],
    [
      '{{#if answers.a}}\n  {{answers.a}}\n{{/if}}\n',
      '{{#if answers.longer}}\n  {{answers.longer}}\n{{/if}}\n',
    ],
    [
      '{{~#unless answers.long~}} Ế {{else}}{{answers.a}}{{/unless}}',
      '{{~#unless answers.b~}} Ế {{else}}{{answers.longer}}{{/unless}}',
    ],
    ['{{answers.ab}} {{a}} {{@answers.a}} answers.a', '{{answers.ab}} {{a}} {{@answers.a}} answers.a'],
    ['{{! answers.a }}\r\n{{answers.a}}\r\n', '{{! answers.a }}\r\n{{answers.longer}}\r\n'],
    ['{{#if answers.a}} not ended', '{{#if answers.a}} not ended'],
  ])('%j becomes %j', (before, after) => {
    expect(withVariables(before, renamed)).toBe(after);
  });
});
