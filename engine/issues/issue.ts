/** How much an issue weighs: an error refuses, a warning wants a look, a note only explains. */
export type Severity = 'error' | 'warning' | 'note';

/** A value an issue's sentence may print. */
export type Param = string | number | boolean | null | readonly (string | number)[];

/** Another place that belongs to the same problem, such as the other member of a cycle. */
export interface RelatedPlace {
  source: string;
  pointer: string;
  /** What the place is to the problem: `first`, `member`, `declared` ... */
  role: string;
}

/** Where an issue stands: a definition file or `answers`, `command`, `options`; and an RFC 6901 pointer in it. */
export interface Place {
  source: string;
  pointer: string;
}

/**
 * One problem. It holds facts only: the sentence a person reads is looked up by `code` in the catalogue
 * and filled with `params`, so that it can be shown in any language and reworded.
 */
export interface Issue extends Place {
  /** `area.kind.what`, a key of the catalogue. */
  code: string;
  severity: Severity;
  params: Record<string, Param>;
  related?: RelatedPlace[];
}

/** The outcome of something that may be refused for reasons a person can mend. */
export type Result<T> = { ok: true; value: T; issues: Issue[] } | { ok: false; issues: Issue[] };

/** A success, with the warnings and notes found on the way. */
export function success<T>(value: T, issues: Issue[] = []): Result<T> {
  return { ok: true, value, issues };
}

/** A refusal with at least one error among its issues. */
export function failure<T>(issues: Issue[]): Result<T> {
  return { ok: false, issues };
}

/** True when at least one issue is an error. */
export function hasErrors(issues: readonly Issue[]): boolean {
  return issues.some((one) => one.severity === 'error');
}
