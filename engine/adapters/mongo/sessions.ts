import session from 'express-session';
import type { Models } from './models/models.ts';

const sweepMs = 3_600_000;

/** Sessions for express-session; swept once an hour, since the database deletes nothing by itself. */
export class SessionStore extends session.Store {
  readonly #sessions: Models['sessions'];
  readonly #timer: NodeJS.Timeout;

  constructor({ sessions }: Models) {
    super();
    this.#sessions = sessions;
    this.#timer = setInterval(() => void this.sweep().catch(() => undefined), sweepMs);
    this.#timer.unref();
  }

  override get(sid: string, callback: (error: unknown, data?: session.SessionData | null) => void): void {
    this.#sessions
      .findOne({ _id: sid, expiresAt: { $gt: new Date() } })
      .lean()
      .then(
        (found) =>
          callback(null, found ? (JSON.parse(found['data'] as string) as session.SessionData) : null),
        callback,
      );
  }

  override set(sid: string, data: session.SessionData, callback?: (error?: unknown) => void): void {
    const expiresAt = data.cookie.expires
      ? new Date(data.cookie.expires)
      : new Date(Date.now() + sweepMs * 8);
    this.#sessions
      .updateOne({ _id: sid }, { $set: { data: JSON.stringify(data), expiresAt } }, { upsert: true })
      .then(() => callback?.(), callback);
  }

  override touch(sid: string, data: session.SessionData, callback?: () => void): void {
    this.set(sid, data, () => callback?.());
  }

  override destroy(sid: string, callback?: (error?: unknown) => void): void {
    this.#sessions.deleteOne({ _id: sid }).then(() => callback?.(), callback);
  }

  async sweep(): Promise<void> {
    await this.#sessions.deleteMany({ expiresAt: { $lt: new Date() } });
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
