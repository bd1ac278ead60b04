import { randomBytes } from 'node:crypto';
import type { Ids } from '../../ports/index.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Ids and secrets from the operating system's random source. */
export const ids: Ids = {
  id() {
    // 252 is the largest multiple of 36 within a byte: larger bytes are left out so that no letter is favoured.
    let id = '';
    while (id.length < 24)
      for (const byte of randomBytes(32)) if (byte < 252 && id.length < 24) id += letters[byte % 36];
    return id;
  },
  secret: () => randomBytes(32).toString('base64url'),
  salt: () => randomBytes(16).toString('base64url'),
};
