import { type Algorithm, hash, verify } from '@node-rs/argon2';
import type { Passwords } from '../../ports/index.ts';

/** argon2id with 19 MiB and two passes, the least that OWASP's password storage sheet recommends. */
const options = { algorithm: 2 as Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const passwords: Passwords = {
  hash: (password) => hash(password.normalize('NFC'), options),
  async verify(encoded, password) {
    try {
      return await verify(encoded, password.normalize('NFC'));
    } catch {
      return false;
    }
  },
};
