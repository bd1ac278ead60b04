import {
  type BackendFactory,
  createPostgresBackend,
  createRedisBackend,
  type IQueueBackend,
  type PostgresConnectionOptions,
  type PostgresPoolConfig,
  type RedisOptions,
} from 'bullmq';

/**
 * Where the queues live: a Redis (`redis://`, `rediss://`, or the path of a socket, bare or as `unix://`), or a
 * `pg.Pool` of a PostgreSQL database that has BullMQ's tables.
 */
export type QueueConnection =
  | { redisUrl: string }
  | { pool: Exclude<PostgresConnectionOptions, string | PostgresPoolConfig> };

/** What a queue or worker of BullMQ is opened with. */
export interface Backend {
  connection: unknown;
  factory: BackendFactory<IQueueBackend, unknown>;
  /** Ends the attempts to reach a Redis that is away, which would otherwise keep the process alive. */
  giveUp(): void;
}

const longestRetryMs = 2_000;

/**
 * The backend for those who add jobs or for those who work on them. One who adds hears at once that Redis is
 * away and leaves the job to the sweep; one who works waits until it is back.
 */
export function backendOf(connection: QueueConnection, purpose: 'add' | 'work'): Backend {
  if ('pool' in connection) {
    return {
      connection: connection.pool,
      factory: createPostgresBackend as Backend['factory'],
      giveUp: () => {},
    };
  }
  let given = false;
  const patience: RedisOptions =
    purpose === 'add'
      ? { enableOfflineQueue: false, maxRetriesPerRequest: 1 }
      : { maxRetriesPerRequest: null };
  return {
    connection: {
      ...address(connection.redisUrl),
      ...patience,
      retryStrategy: (times: number) => (given ? null : Math.min(100 * 2 ** times, longestRetryMs)),
    },
    factory: createRedisBackend as Backend['factory'],
    giveUp: () => {
      given = true;
    },
  };
}

function address(url: string): RedisOptions {
  const path = /^(?:unix:\/\/)?(\/.+)$/.exec(url)?.[1];
  return path ? { path } : { url };
}

/** The address without what is secret in it, for sentences and logs. */
export function printable(connection: QueueConnection): string {
  if ('pool' in connection) return 'PostgreSQL';
  return connection.redisUrl.replace(/\/\/.*@/, '//');
}
