import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RuleFailure } from '../fixtures/rules/run-table.ts';
import { ruleTables } from '../fixtures/rules/tables.ts';
import { launchBrowser } from './browser.ts';

const entry = `
import { runRuleTable } from './test/fixtures/rules/run-table.ts';
import { ruleTables } from './test/fixtures/rules/tables.ts';
globalThis.outcome = ruleTables.map((table) => ({
  title: table.title,
  rows: table.rows.length,
  failures: runRuleTable(table),
}));`;

interface Outcome {
  title: string;
  rows: number;
  failures: RuleFailure[];
}

describe('the tables of rules in Chromium', () => {
  let browser: Browser;
  let outcome: Outcome[];

  beforeAll(async () => {
    const bundled = await build({
      stdin: { contents: entry, resolveDir: process.cwd(), loader: 'ts' },
      bundle: true,
      format: 'iife',
      platform: 'browser',
      target: 'es2022',
      write: false,
    });
    browser = await launchBrowser();
    const page = await browser.newPage();
    await page.evaluate(bundled.outputFiles[0]!.text);
    outcome = await page.evaluate('globalThis.outcome');
  });

  afterAll(() => browser?.close());

  it('are all there', () => {
    expect(outcome.map(({ title, rows }) => [title, rows])).toEqual(
      ruleTables.map(({ title, rows }) => [title, rows.length]),
    );
  });

  it.each(ruleTables.map(({ title }) => title))('%s', (title) => {
    expect(outcome.find((one) => one.title === title)!.failures).toEqual([]);
  });
});
