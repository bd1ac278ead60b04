import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../../../templates/assets/styles');
const css = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .sort()
  .filter((name) => name.endsWith('.css') && !name.includes('print'))
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n')
  .replace(/\/\*[\s\S]*?\*\//g, '');

/** Colour tokens of a block of the sheet. */
function tokens(block: string): Record<string, string> {
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, value]) => [name!, value!]),
  );
}

const [light, dark] = [...css.matchAll(/:root \{([^}]*)\}/g)].map(([, block]) => tokens(block!));
const schemes = { light: light!, dark: { ...light!, ...dark! } };

/** WCAG 2.2: (lighter + 0.05) / (darker + 0.05) of the relative luminances. */
function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((one, two) => two - one);
  return (high! + 0.05) / (low! + 0.05);
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

interface Pair {
  selector: string;
  ink: string;
  ground: string;
}

/** Every pair a rule makes: its colour on its own background, or on the pages' where it has none. */
function pairs(): Pair[] {
  const found: Pair[] = [];
  const flat = css.replace(/@media[^{]*\{((?:[^{}]*\{[^{}]*\})*)\s*\}/g, '$1');
  for (const [, selector, body] of flat.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    const ink = /(?:^|[\s;])color:\s*var\(--([\w-]+)\)/.exec(body!)?.[1];
    const ground = /background(?:-color)?:\s*var\(--([\w-]+)\)/.exec(body!)?.[1];
    const name = selector!.trim().replace(/\s+/g, ' ');
    if (ink && ground) found.push({ selector: name, ink, ground });
    // `--soon` and the like lie on their own ground or on a page; the accent's ink only on the accent.
    else if (ink && !ink.startsWith('on-'))
      for (const page of ['paper', 'ground']) found.push({ selector: name, ink, ground: page });
  }
  return found;
}

describe.each(Object.entries(schemes))('colours, %s', (_, colours) => {
  it('names every colour a rule uses', () => {
    const used = [...css.matchAll(/(?:color|background(?:-color)?):\s*var\(--([\w-]+)\)/g)].map(
      ([, name]) => name!,
    );
    expect([...new Set(used)].filter((name) => !(name in colours))).toEqual([]);
    expect(used.length).toBeGreaterThan(40);
  });

  it('has 4.5 to 1 in every pair a rule makes', () => {
    const weak = pairs()
      .map((pair) => ({ ...pair, ratio: contrast(colours[pair.ink]!, colours[pair.ground]!) }))
      .filter(({ ratio }) => ratio < 4.5)
      .map(({ selector, ink, ground, ratio }) => `${selector}: ${ink} on ${ground} is ${ratio.toFixed(2)}`);
    expect(weak).toEqual([]);
    expect(pairs().length).toBeGreaterThan(40);
  });

  it('has 4.5 to 1 between every state and its ground', () => {
    for (const state of ['neutral', 'soon', 'late', 'paused', 'done', 'honour'])
      expect(contrast(colours[state]!, colours[`${state}-ground`]!), state).toBeGreaterThanOrEqual(4.5);
  });

  it('has 3 to 1 for the edges of inputs and for focus', () => {
    for (const edge of ['edge', 'focus', 'late'])
      for (const page of ['paper', 'ground'])
        expect(contrast(colours[edge]!, colours[page]!), `${edge} on ${page}`).toBeGreaterThanOrEqual(3);
  });
});

describe('the measure', () => {
  it('knows black from white, and a grey that is too weak', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeLessThan(4.5);
  });
});
