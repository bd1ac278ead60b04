import { hasErrors, type Issue } from '../issues/index.ts';
import type { Campaign } from '../workflow/campaign.ts';
import { assemble } from './assemble.ts';
import { check } from './check.ts';
import { freeze } from './freeze.ts';
import { type Library, link } from './link.ts';
import { readFiles } from './read.ts';
import { checkDocument } from './schema.ts';

/** What compiling gives. */
export interface Compilation {
  /** True when no issue is an error. */
  ok: boolean;
  /**
   * The campaign, frozen. Given as well when only the library stands against it, since a version that was
   * published must go on running when a calendar or an organisation is revised; null otherwise.
   */
  campaign: Campaign | null;
  /** Everything found, by file and place. */
  issues: Issue[];
}

/**
 * Compiles a campaign: a map of path to text, with `/` between folders, against the calendars and organisations
 * it names. The phases are `read`, `schema`, `link`, `check`, `freeze`, one file each; a file that fails one is
 * kept out of the next, so that one mistake is told once. Deterministic: the same files and library give the
 * same campaign and the same issues in the same order. `version` is the hash of the files, computed by the
 * caller from `versionInput`; empty when the campaign is only looked at.
 */
export function compile(
  files: Readonly<Record<string, string>>,
  library: Library,
  options: { version?: string } = {},
): Compilation {
  const reading = readFiles(files);
  const unread = sourcesOfErrors(reading.issues);
  const alone = [
    ...reading.issues,
    ...reading.documents.filter(({ path }) => !unread.has(path)).flatMap(checkDocument),
  ];
  const broken = sourcesOfErrors(alone);
  const linked = link(reading, broken, library);
  const { campaign, issues: compiled } = assemble(linked, broken, options.version ?? '');
  const issues = inOrder([
    ...alone,
    ...linked.issues,
    ...compiled,
    ...check(linked, campaign, broken.size === 0),
  ]);
  const sound = issues.every(({ severity, params }) => severity !== 'error' || 'revision' in params);
  return { ok: !hasErrors(issues), campaign: campaign && sound ? freeze(campaign) : null, issues };
}

function sourcesOfErrors(issues: readonly Issue[]): ReadonlySet<string> {
  return new Set(issues.filter(({ severity }) => severity === 'error').map(({ source }) => source));
}

/** By file, then place, then code; the same thing said twice is kept once. */
function inOrder(issues: readonly Issue[]): Issue[] {
  const seen = new Set<string>();
  return issues
    .filter((one) => {
      const key = JSON.stringify([one.source, one.pointer, one.code, one.params]);
      return !seen.has(key) && seen.add(key);
    })
    .sort(
      (a, b) =>
        compareTexts(a.source, b.source) ||
        comparePointers(a.pointer, b.pointer) ||
        compareTexts(a.code, b.code),
    );
}

/** Pointers part by part, indexes as numbers. */
function comparePointers(a: string, b: string): number {
  const left = a.split('/');
  const right = b.split('/');
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const [one, other] = [left[index]!, right[index]!];
    const both = /^\d+$/.test(one) && /^\d+$/.test(other);
    const order = both ? Number(one) - Number(other) : compareTexts(one, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
