import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { JsonValue } from '../../model/json.ts';
import type { Hash } from '../../ports/index.ts';

/** SHA-256 in hex over RFC 8785 canonical JSON. */
export const hash: Hash = {
  json: (value: JsonValue) => sha256(canonicalize(value) ?? 'null'),
  text: sha256,
  salted: (salt: string, body: JsonValue) => sha256(`${salt}\n${canonicalize(body) ?? 'null'}`),
};

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
