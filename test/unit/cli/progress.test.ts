import { expect, it } from 'vitest';
import { progressOn } from '../../../engine/cli/progress.ts';

function written(isTTY: boolean, told: [number, number][]): string {
  const texts: string[] = [];
  const progress = progressOn({ isTTY, write: (text) => texts.push(text) });
  for (const [done, total] of told) progress.tell(done, total);
  progress.end();
  return texts.join('');
}

const told: [number, number][] = [
  [0, 0],
  [0, 2000],
  [150, 2000],
  [250, 2000],
  [300, 2000],
  [2000, 2000],
];

it.each([
  [true, '\r0/2000\r150/2000\r250/2000\r300/2000\r2000/2000\n'],
  [false, '250/2000\n2000/2000\n'],
])('progress writes over its line on a terminal, and a line for every tenth elsewhere: %s', (isTTY, text) => {
  expect(written(isTTY, told)).toBe(text);
});
