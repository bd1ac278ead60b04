import type { RefusalIssue } from '../model/command.ts';

/** A request that is refused for reasons a person can read: the error page shows the issues' sentences. */
export class RequestRefused extends Error {
  status: number;
  issues: RefusalIssue[];
  constructor(status: number, issues: RefusalIssue[]) {
    super(issues.map((one) => one.code).join(', '));
    this.status = status;
    this.issues = issues;
  }
}
