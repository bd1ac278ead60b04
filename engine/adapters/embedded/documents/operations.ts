/** What one command cost, for tests and for whoever looks at a slow page. */
export interface Operation {
  command: string;
  namespace: string;
  /** `IDHACK`, `COLLSCAN` or `IXSCAN <index>`. */
  plan: string;
  docsExamined: number;
  keysExamined: number;
  returned: number;
}

/** The last operations, oldest first. */
export interface OperationLog {
  record(operation: Operation): void;
  recent(): Operation[];
}

/** Remembers so many operations. */
const remembered = 1000;

export function openOperationLog(): OperationLog {
  const ring: Operation[] = [];
  let next = 0;
  return {
    record(operation) {
      ring[next % remembered] = operation;
      next += 1;
    },
    recent: () =>
      next <= remembered
        ? [...ring]
        : [...ring.slice(next % remembered), ...ring.slice(0, next % remembered)],
  };
}
