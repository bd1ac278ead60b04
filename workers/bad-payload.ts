/** A job that no retry can mend: what it carries is not what its queue is for. */
export class BadPayload extends Error {
  readonly retryable = false;

  constructor(queue: string, field: string, value: unknown) {
    super(`A job of the queue “${queue}” has ${field} = ${JSON.stringify(value)}; it is not understood.`);
    this.name = 'BadPayload';
  }
}
