import type { Issue } from '../issues/index.ts';

/** What the command line and the operator do. */
export interface Maintenance {
  /** Walks a case's chain: every hash, every link, and that folding gives the stored state. */
  verify(caseId: string): Promise<{ ok: boolean; events: number; erased: number; problems: string[] }>;
  /** Erases a person's contents everywhere; the chains stay whole. */
  erase(
    account: string,
    by: string,
  ): Promise<{
    cases: number;
    contents: number;
    drafts: number;
    files: number;
    deliveries: number;
    issues: Issue[];
  }>;
  /** Rebuilds every projection from state, contents and deliveries. */
  reindex(): Promise<{ cases: number; changed: number }>;
  /** Deletes contents and files nothing names, older than a day. */
  sweepOrphans(): Promise<{ contents: number; files: number }>;
}
