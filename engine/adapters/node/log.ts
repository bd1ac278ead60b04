import { pino } from 'pino';
import type { Log } from '../../ports/index.ts';

/** JSON lines on standard error. What could hold personal data is cut whatever the caller passes. */
export function openLog(level: string): Log {
  const logger = pino(
    {
      level,
      redact: {
        paths: ['password', 'name', 'email', 'answers', 'body', 'cookie', 'authorization'],
        censor: '[–]',
      },
    },
    pino.destination(2),
  );
  return {
    info: (message, fields) => logger.info(fields ?? {}, message),
    warn: (message, fields) => logger.warn(fields ?? {}, message),
    error: (message, fields) => logger.error(fields ?? {}, message),
  };
}
