/** What crosses the border between the main thread and the thread of the queue database. */

/** A statement to run; parameters as node-postgres takes them. */
export interface Query {
  id: number;
  text: string;
  params?: readonly unknown[];
}

/** An error as PostgreSQL describes it. */
export interface DatabaseFailure {
  message: string;
  code?: string;
  detail?: string;
}

/** What the thread says. */
export type ThreadMessage =
  | { kind: 'ready' }
  | { kind: 'rows'; id: number; rows: unknown[]; rowCount: number }
  | { kind: 'refused'; id: number; failure: DatabaseFailure }
  | { kind: 'notification'; channel: string; payload: string };
