/**
 * What the operator may set, read from the environment and the words after the command by the composition
 * roots only. A wrong value stops the start with a sentence that names it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Settings of a process, checked. */
export interface Configuration {
  host: string;
  port: number;
  /** Absolute path of the data folder; used in embedded mode. */
  data: string;
  /** Both set: served mode. Both absent: embedded. */
  mongodbUrl?: string;
  redisUrl?: string;
  smtpUrl?: string;
  mailFrom?: string;
  sessionSecret?: string;
  /** What was asked for; absent when nothing was said. */
  mode?: 'demo' | 'production';
  logLevel: string;
  /** True where people reach the server by https through a proxy. */
  behindProxy: boolean;
}

/** A setting that cannot be used: `message` is the sentence for the operator. */
export class ConfigurationError extends Error {}

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'];

/** Reads and checks the settings. Throws a ConfigurationError that names the wrong one. */
export function readConfiguration(env: NodeJS.ProcessEnv, args: string[]): Configuration {
  const demo = args.includes('--demo');
  const production = args.includes('--production');
  if (demo && production)
    throw new ConfigurationError(
      'Chỉ dùng một trong hai: --demo hoặc --production. / Use either --demo or --production.',
    );
  const unknown = args.find((word) => word.startsWith('-') && !['--demo', '--production'].includes(word));
  if (unknown)
    throw new ConfigurationError(
      `Không có tùy chọn ${unknown}; chỉ có --demo và --production. / There is no option ${unknown}; only --demo and --production.`,
    );
  const mongodbUrl = secret(env, 'MONGODB_URL');
  const redisUrl = secret(env, 'REDIS_URL');
  if ((mongodbUrl === undefined) !== (redisUrl === undefined)) {
    const missing = mongodbUrl === undefined ? 'MONGODB_URL' : 'REDIS_URL';
    throw new ConfigurationError(
      `Chế độ máy chủ cần cả MONGODB_URL và REDIS_URL; còn thiếu ${missing}. / Served mode needs both MONGODB_URL and REDIS_URL; ${missing} is missing.`,
    );
  }
  if (mongodbUrl) url(mongodbUrl, 'MONGODB_URL', ['mongodb:', 'mongodb+srv:']);
  if (redisUrl) url(redisUrl, 'REDIS_URL', ['redis:', 'rediss:', 'unix:']);
  const smtpUrl = secret(env, 'SMTP_URL');
  if (smtpUrl) url(smtpUrl, 'SMTP_URL', ['smtp:', 'smtps:']);
  const sessionSecret = secret(env, 'SESSION_SECRET');
  if (sessionSecret !== undefined && sessionSecret.length < 32)
    throw new ConfigurationError(
      'SESSION_SECRET cần ít nhất 32 ký tự. / SESSION_SECRET needs at least 32 characters.',
    );
  const logLevel = env['LOG_LEVEL'] || 'warn';
  if (!levels.includes(logLevel))
    throw new ConfigurationError(
      `LOG_LEVEL là “${logLevel}”; chỉ dùng: ${levels.join(', ')}. / LOG_LEVEL must be one of those.`,
    );
  return {
    host: env['HOST'] || '127.0.0.1',
    port: port(env['PORT']),
    data: resolve(env['THIDUA_DATA'] || 'data'),
    ...(mongodbUrl ? { mongodbUrl } : {}),
    ...(redisUrl ? { redisUrl } : {}),
    ...(smtpUrl ? { smtpUrl } : {}),
    ...(env['MAIL_FROM'] ? { mailFrom: env['MAIL_FROM'] } : {}),
    ...(sessionSecret ? { sessionSecret } : {}),
    ...(demo ? { mode: 'demo' as const } : production ? { mode: 'production' as const } : {}),
    logLevel,
    behindProxy: flag(env['BEHIND_PROXY'], 'BEHIND_PROXY'),
  };
}

/** A value of the environment, or the text of the file that `<name>_FILE` names. */
function secret(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const file = env[`${name}_FILE`];
  if (!file) return env[name] || undefined;
  if (env[name])
    throw new ConfigurationError(
      `Chỉ đặt một trong hai: ${name} hoặc ${name}_FILE. / Set either ${name} or ${name}_FILE.`,
    );
  if (!existsSync(file))
    throw new ConfigurationError(
      `${name}_FILE chỉ đến tệp không có: ${file}. / ${name}_FILE names a file that is not there: ${file}.`,
    );
  return readFileSync(file, 'utf8').trim() || undefined;
}

function url(text: string, name: string, protocols: string[]): void {
  // The value may hold a password, so the sentence does not repeat it.
  const protocol = /^([a-z+]+:)\/\//.exec(text)?.[1];
  if (!protocol || !protocols.includes(protocol))
    throw new ConfigurationError(
      `${name} cần bắt đầu bằng ${protocols.map((one) => `${one}//`).join(' hoặc ')}. / ${name} must begin with ${protocols.map((one) => `${one}//`).join(' or ')}.`,
    );
}

function port(text: string | undefined): number {
  if (!text) return 3000;
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > 65_535)
    throw new ConfigurationError(
      `PORT là “${text}”; cần một số từ 0 đến 65535. / PORT is “${text}”; it must be a number from 0 to 65535.`,
    );
  return number;
}

function flag(text: string | undefined, name: string): boolean {
  if (!text || text === '0' || text === 'false') return false;
  if (text === '1' || text === 'true') return true;
  throw new ConfigurationError(
    `${name} là “${text}”; chỉ dùng 1 hoặc 0. / ${name} is “${text}”; use 1 or 0.`,
  );
}

/** True for addresses that only this machine can reach. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
